"""Pages by their addresses, a few at a time: what an import of one address or of a list of them reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from printkit.build import desk, intake
from printkit.build.press import Press
from printkit.errors import PrintkitError, ReadError, SourceError
from printkit.model.article import Reading, Source
from printkit.model.products import Blob
from printkit.sources import is_address
from printkit.wrapping.batch import Found

AT_ONCE = 12
"""How many pages are fetched before they are read."""

_LIST_BYTES = 4 << 20
_LIST_NAMES = frozenset(("", ".txt", ".text", ".list", ".lst", ".urls"))


def listed(source: Path) -> tuple[str, ...]:
    """The addresses in a list, one a line, each once; empty where the file does not begin with one, # comments apart.

    Raises SourceError, naming the line, where something else stands among them.
    """
    if source.suffix.lower() not in _LIST_NAMES:
        return ()
    try:
        if not source.is_file() or source.stat().st_size > _LIST_BYTES:
            return ()
    except (OSError, ValueError):  # a name that no file can have
        return ()
    lines = [line.strip() for line in source.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").split("\n")]
    said = {number: line for number, line in enumerate(lines, 1) if line and not line.startswith("#")}
    if not said or not _is_one(next(iter(said.values()))):
        return ()
    for number, line in said.items():
        if not _is_one(line):
            hint = "a list holds one address a line, and lines that begin with #"
            raise SourceError(f"'{line[:60]}' is no address", where=f"{source.name}:{number}", hint=hint)
    return tuple(dict.fromkeys(said.values()))


def _is_one(line: str) -> bool:
    return is_address(line) and " " not in line


def read(
    addresses: Sequence[str], reading: Reading, press: Press, held: dict[str, Blob]
) -> Iterator[tuple[Found, str]]:
    """The articles at these addresses in order, each with where it was fetched from, or why there are none.

    Pictures at hand for them gather in `held`.
    """
    for first in range(0, len(addresses), AT_ONCE):
        some = addresses[first : first + AT_ONCE]
        if press.web:
            press.web.prefetch((address, "") for address in some)
        handed_in = [_source_or_error(address, press) for address in some]
        answers = iter(intake.read([one for one in handed_in if isinstance(one, Source)], reading, press))
        for address, one in zip(some, handed_in, strict=True):
            answer = next(answers) if isinstance(one, Source) else one
            if isinstance(answer, PrintkitError):
                yield ReadError(answer.text, where=answer.where or address, hint=answer.hint), ""
                continue
            held |= answer.held
            told = press.web.told(address) if press.web else ()
            noted = (replace(article, findings=(*told, *article.findings)) for article in answer.articles)
            yield from ((article, answer.place) for article in noted)
        if press.web:
            press.web.forget()


def _source_or_error(address: str, press: Press) -> Source | PrintkitError:
    try:
        return desk.page_source(address, press)
    except PrintkitError as error:
        return error

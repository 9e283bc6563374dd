"""Typesetting: a galley becomes pages; the engine behind it is loaded at the first call and not before."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

from printkit.model.layout import Side
from printkit.model.products import Galley, Rendition
from printkit.typeset import libraries


def typeset(galley: Galley, side: Side, out: Path) -> Rendition:
    """The galley set as pages into the file `out`, a temporary name that the caller chose; its first page is `side`.

    The PDF is tagged (PDF/UA-1), carries no folios, and is the same to the byte wherever and whenever it is made.
    What the engine found, and every file that was refused, travels as notes. Raises TypesetError.
    """
    rendition: Rendition = _engine().typeset(galley, side, out)
    return rendition


def warm(css_texts: Iterable[str] = (), languages: Iterable[str] = ("en",)) -> None:
    """Load the engine, its fonts, patterns for hyphens and parsed style sheets: what is forked from here has them.

    `css_texts` are style sheets exactly as galleys will bear them, `languages` BCP 47 tags.
    """
    _engine().warm(css_texts, languages)


@cache
def _engine() -> ModuleType:
    with libraries.known():
        from printkit.typeset import engine  # noqa: PLC0415 - loading it takes half a second that --help need not wait

    return engine

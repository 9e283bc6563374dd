"""The few words that a page says of itself, in the languages we know: one table, `words.json` beside this file.

By language it holds five groups: what stands in the lines of an article, on the pages of an issue, beside things
that are online, in a study, and where a story goes on. A byline without a word before it has `""` for `by`. `{}` is
the number of an issue, or of a page; `{address}`, `{date}` and `{title}` are put in. Where a language is read from the
right, the number of a page ends its line. `pt-br` and `zh-hant` stand beside their languages; any other tag is served
by its first part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "sh": "sr", "cmn": "zh", "yue": "zh-hant"}
"""Languages that are served by the words of another."""

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})

SAMPLE = "0123456789"
"""What stands in the box of a page number until binding fills it: every figure that the number may need."""


def _read() -> dict[str, dict[str, str]]:
    """The table: of each language the words of its five groups together."""
    table = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return {
        lang: {name: said for group in groups.values() for name, said in group.items()}
        for lang, groups in table.items()
    }


WORDS: Mapping[str, Mapping[str, str]] = _read()
"""By language (lower case), the words by name."""

PAGE = {lang: said["page"] for lang, said in WORDS.items()}
"""The word for a page: composing leaves room for it, binding says it with the number."""


_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def leftward(lang: str) -> bool:
    """Whether a language is written from right to left."""
    return lang.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT


def base(lang: str) -> str:
    """The language whose words serve a BCP 47 tag."""
    primary, *rest = lang.lower().split("-")
    if primary == "zh" and _TRADITIONAL.intersection(rest):
        return "zh-hant"
    whole = "-".join((primary, *rest))
    return whole if whole in WORDS else SAME.get(primary, primary)


def words(lang: str) -> Mapping[str, str]:
    """The words of a language, or the English ones where we have none; many languages put none before a byline."""
    return WORDS.get(base(lang), WORDS["en"])


def page(lang: str) -> str:
    """The word that stands before a page number; the English one where we have none."""
    return words(lang)["page"]

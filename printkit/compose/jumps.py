"""The jump of an article: the lines that say where it goes on and where it comes from, and the room for them."""

from __future__ import annotations

from collections.abc import Mapping

from printkit.compose import sheets
from printkit.compose.heads import room, running
from printkit.compose.imprint import drafts
from printkit.compose.measures import Measures
from printkit.compose.words import direction
from printkit.model.article import Article
from printkit.model.layout import Layout
from printkit.model.products import Jump
from printkit.model.words import SAMPLE, words

_SHARE = 0.55
"""The share of a running head's room that the headline takes beside the words of the jump."""

SHEET = "css/jump.css"


def lines(article: Article, measures: Measures) -> Mapping[str, str]:
    """What stands at the foot of the last page before a jump, and at the head of the first one after it.

    Where the number of a page belongs stands every figure, for binding to fill in.
    """
    said = words(article.lang)
    headline = running(article.headline, room(measures) * _SHARE)
    resumed = said["resumed"].replace("{}", SAMPLE).replace("{title}", headline)
    return {"onward": said["onward"].replace("{}", SAMPLE), "resumed": resumed}


def rules(layout: Layout, jump: Jump | None, lang: str) -> str:
    """The rules of the pages before and after a jump, as the layout has them; nothing where there is none."""
    if jump is None:
        return ""
    side = "right" if direction(lang) == "rtl" else "left"
    sided = "head-verso" in layout.tokens
    said = sheets.html(layout, SHEET, {"last": jump.after, "flipped": jump.flipped, "side": side, "sided": sided})
    marks = drafts(layout, lang, pages=f":nth(n + {jump.after + 1})", flipped=True) if jump.flipped else {}
    return said + "".join(f"{pages} {{ {rule} }}\n" for pages, rule in marks.items())

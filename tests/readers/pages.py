"""Small pages of our own, with the furniture that pages have, for the tests of the reader of web pages."""

from __future__ import annotations

from printkit import readers
from printkit.model.article import Article, Reading, Source

ADDRESS = "https://harbour.example/2026/03/01/tide.html"

TIDE = (
    "The tide left the harbour at six, and the boats lay on their sides in the mud until the afternoon.",
    "Nobody in the town had seen so low a water since the winter in which the old bridge was taken down.",
    "The harbour master wrote the height in his book, looked at it for a while, and wrote it down again.",
    "By four the sea was back at the steps, as if it had only gone to fetch something from the other side.",
    "In the evening the ferry sailed on time, with eleven people and a piano, which stood on the open deck.",
)
"""Five paragraphs that stand for the text of an article."""

MENU = (
    "<nav><ul><li><a href=/news>News</a><li><a href=/sport>Sport</a><li><a href=/weather>Weather</a></ul></nav>"
    "<form action=/search><input name=q><button>Search</button></form>"
)
FOOT = (
    "<footer><p>Copyright 2026 The Harbour Review. All rights reserved.</p><a href=/imprint>Imprint</a></footer>"
    "<script>track()</script>"
)


def paragraphs(*texts: str) -> str:
    """Each text as a paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts or TIDE)


def page(article: str = "", *, head: str = "", after: str = "", title: str = "Low Water | The Harbour Review") -> bytes:
    """A page with menu and foot round what is given as its article."""
    inner = article or f"<h1>Low Water</h1>{paragraphs()}"
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><header>{MENU}</header><main><article>{inner}</article>{after}</main>{FOOT}</body></html>"
    ).encode()


def read(data: bytes, location: str = ADDRESS, media_type: str = "text/html", how: Reading | None = None) -> Article:
    """The article in a page."""
    (made,) = readers.read(Source(data, media_type, location), how or Reading(smart=False))
    return made

"""What pandoc passes over in documents that are zips of XML: the title of an OpenDocument text, a book's authors."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

PART_BYTES = 20 << 20
"""The largest part in bytes that is looked into."""

_MOST = 200  # formulas that are counted

_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"<text:(?:s|tab|line-break)\b[^>]*/>")
_NOTE = re.compile(r"<(text:note|office:annotation)\b.*?</\1>", re.S)
_OF_STYLE = re.compile(
    r'<style:style\b(?=[^>]*\bstyle:parent-style-name="(Title|Subtitle)")[^>]*\bstyle:name="([^"]+)"'
)
_CREATOR = re.compile(r"<dc:creator\b[^>]*>(.*?)</dc:creator>", re.S)


def opendocument(data: bytes) -> dict[str, object]:
    """The title and the subtitle of an OpenDocument text, as its paragraphs of these styles say them."""
    text = _part(data, "content.xml")
    styles = {"Title": "title", "Subtitle": "subtitle"}
    styles |= {name: styles[parent] for parent, name in _OF_STYLE.findall(text)}
    told: dict[str, object] = {}
    for style, key in styles.items():
        written = re.escape(style)
        found = re.search(rf'<text:[ph]\b[^>]*\btext:style-name="{written}"[^>]*(?<!/)>(.*?)</text:[ph]>', text, re.S)
        if found and (words := _words(found[1])):
            told.setdefault(key, words)
    return told


def book(data: bytes) -> dict[str, object]:
    """The authors of an EPUB in the order of its title page, which pandoc before 3 turns round."""
    package = next((name for name in _names(data) if name.endswith(".opf")), "")
    people = [name for found in _CREATOR.findall(_part(data, package)) if (name := _words(found))] if package else []
    return {"author": people} if people else {}


def formulas(data: bytes) -> int:
    """How many formulas an OpenDocument text has in parts of their own, which few versions of pandoc read."""
    parts = [name for name in _names(data) if re.fullmatch(r"[^/]+/content\.xml", name)][:_MOST]
    return sum("http://www.w3.org/1998/Math/MathML" in _part(data, name) for name in parts)


def _words(xml: str) -> str:
    # The words stand in metadata as HTML: what XML had to escape stays escaped.
    return " ".join(_TAG.sub("", _SPACES.sub(" ", _NOTE.sub("", xml))).split())


def _names(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return opened.namelist()
    except (zipfile.BadZipFile, ValueError):
        return []


def _part(data: bytes, name: str) -> str:
    """The text of one part; empty where it cannot be had, which pandoc will say better."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened, opened.open(name) as stream:
            return stream.read(PART_BYTES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return ""

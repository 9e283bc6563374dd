"""Journal articles: what pandoc's reader passes over in JATS, put where it finds it, or read here."""

from __future__ import annotations

import re

_NOTE = re.compile(rb"<fn\b[^>]*\bid\s*=\s*[\"']([^\"']+)[\"'][^>]*>((?:(?!<fn\b).)*?)</fn>", re.S)
_CALL = re.compile(
    rb"(?:<sup>\s*)?<xref\b(?=[^>]*\bref-type\s*=\s*[\"']fn[\"'])[^>]*\brid\s*=\s*[\"']([^\"'\s]+)[\"'][^>]*>.*?</xref>(?:\s*</sup>)?",
    re.S,
)
_LABEL = re.compile(rb"\A\s*<label\b[^>]*>.*?</label>", re.S)
_GROUP = re.compile(rb"<fn-group\b[^>]*>\s*(?:<title\b[^>]*>[^<]*</title>\s*)?</fn-group>", re.S)
_FRONT = re.compile(r"<article-meta\b.*?</article-meta>", re.S)
_PERSON = re.compile(r"<contrib\b(?=[^>]*\bcontrib-type\s*=\s*[\"']author[\"'])[^>]*>(.*?)</contrib>", re.S)
_DAY = re.compile(r"<pub-date\b[^>]*>(.*?)</pub-date>", re.S)
_KEYWORD = re.compile(r"<kwd\b[^>]*>(.*?)</kwd>", re.S)
_TAG = re.compile(r"<[^>]+>")
_MOST = 2000


def with_notes(data: bytes) -> bytes:
    """The article with each note of its back matter standing where it is called, which is where pandoc sees it."""
    notes = {found[1]: found[2] for found in _NOTE.finditer(data)}
    called = {found[1] for found in _CALL.finditer(data)} & notes.keys()
    if not called or len(called) > _MOST:
        return data
    without = _NOTE.sub(lambda found: b"" if found[1] in called else found[0], data)
    without = _GROUP.sub(b"", without)

    def note(found: re.Match[bytes]) -> bytes:
        return b"<fn>" + _LABEL.sub(b"", notes[found[1]]) + b"</fn>" if found[1] in called else found[0]

    return _CALL.sub(note, without)


def told(data: bytes) -> dict[str, object]:
    """What the front matter says of who wrote the article and when, where it says it."""
    text = data.decode("utf-8", "replace")
    front = _FRONT.search(text)
    if front is None:
        return {}
    people = [name for found in _PERSON.finditer(front[0]) if (name := _name(found[1]))]
    days = [day for found in _DAY.finditer(front[0]) if (day := _day(found[1]))]
    tags = [words for found in _KEYWORD.finditer(front[0]) if (words := _words(found[1]))]
    titles = _first(front[0], "title-group")
    said = {
        "author": people,
        "date": min(days, default=""),
        "publisher": _first(text, "journal-title"),
        "subtitle": _first(front[0], "subtitle") if titles else "",
        "keywords": tags,
    }
    return {key: value for key, value in said.items() if value}


def _name(person: str) -> str:
    whole = _first(person, "string-name") if "<surname" not in person else ""
    return (
        whole
        or " ".join(filter(None, (_first(person, "given-names"), _first(person, "surname"))))
        or _first(person, "collab")
    )


def _day(date: str) -> str:
    year, month, day = (_first(date, part) for part in ("year", "month", "day"))
    if not re.fullmatch(r"\d{4}", year) or not (month + day).isdigit():
        return ""
    return f"{year}-{int(month):02}-{int(day or '1'):02}"


def _first(text: str, name: str) -> str:
    """The words of the first element of a name."""
    found = re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", text, re.S)
    return _words(found[1]) if found else ""


def _words(xml: str) -> str:
    return " ".join(_TAG.sub("", re.sub(r"<break\b[^>]*>", " ", xml)).split())

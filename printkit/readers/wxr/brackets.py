"""WordPress's shortcodes in square brackets turned into HTML; of one that is not known the words are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from printkit.readers.calls import Call, call
from printkit.readers.wxr import shown
from printkit.readers.wxr.desk import Desk

_RAW = "code|sourcecode|source|highlight|php|css|html|javascript|js|python|java|xml|sql|bash|ruby"
_MARK = re.compile(
    r"(?P<safe><!--(?:(?!<!--).)*?-->|<(?P<element>pre|code|script|style|textarea)\b[^<>]*>(?:(?!<(?P=element)\b).)*?"
    r"</(?P=element)\s*>|<[A-Za-z/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)"
    rf"|\[(?P<raw>{_RAW})\b(?P<raw_args>[^\[\]]*)\](?P<listing>(?:(?!\[(?P=raw)\b).)*?)\[/(?P=raw)\]"
    r"|\[(?P<escaped>\[[^\[\]]*\])\]"
    r"|\[(?P<close>/)?(?P<name>[A-Za-z][\w-]*)"
    r"(?P<args>(?:(?=[\s=/])(?:\"[^\"]*\"|'[^']*'|[^\[\]\"'])*)?)\]",
    re.DOTALL,
)
_IMAGE = re.compile(
    r"\s*((?:<a\b[^<>]*>\s*)?<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>(?:\s*</a>)?)(.*)", re.IGNORECASE | re.DOTALL
)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\[\]]+")
_NUMBERS = re.compile(r"\d+")
_WORDS = ("title", "heading", "headline", "subtitle", "text", "content", "label", "caption", "description", "quote")


@dataclass(slots=True)
class _Open:
    """A shortcode that stands open, and the pieces of text since its tag."""

    match: re.Match[str]
    pieces: list[str] = field(default_factory=list)


def translate(text: str, desk: Desk) -> str:
    """The text with its shortcodes turned into HTML; `[[name]]`, and brackets that are words, stay as they are."""
    if "[" not in text:
        return text
    marks = list(_MARK.finditer(text))
    pairs = _pairs(marks)
    stack = [_Open(marks[0])] if marks else []
    last = 0
    for number, mark in enumerate(marks):
        stack[-1].pieces.append(text[last : mark.start()])
        last = mark.end()
        if number in pairs.opening:
            stack.append(_Open(mark))
        elif number in pairs.closing:
            done = stack.pop()
            stack[-1].pieces.append(_meaning(done.match, "".join(done.pieces), desk))
        else:
            stack[-1].pieces.append(_single(mark, desk))
    return "".join([*stack[0].pieces, text[last:]]) if stack else text


@dataclass(frozen=True, slots=True)
class _Pairs:
    opening: frozenset[int]
    closing: frozenset[int]


def _pairs(marks: list[re.Match[str]]) -> _Pairs:
    """Which marks open and close one another; what stands open between the two ends is on its own."""
    standing: list[int] = []
    waiting: dict[str, int] = {}
    opening: set[int] = set()
    closing: set[int] = set()
    for number, mark in enumerate(marks):
        name = (mark["name"] or "").lower()
        if not name or mark["args"].endswith("/"):
            continue
        if not mark["close"]:
            standing.append(number)
            waiting[name] = waiting.get(name, 0) + 1
        elif waiting.get(name):
            while standing:
                opener = standing.pop()
                other = marks[opener]["name"].lower()
                waiting[other] -= 1
                if other == name:
                    opening.add(opener)
                    closing.add(number)
                    break
    return _Pairs(frozenset(opening), frozenset(closing))


def _single(mark: re.Match[str], desk: Desk) -> str:
    if mark["safe"]:
        return mark["safe"]
    if mark["raw"]:
        return _listing(mark["raw"], mark["raw_args"], mark["listing"])
    if mark["escaped"]:
        return mark["escaped"]
    if mark["close"]:
        return "" if mark["name"].lower() in _TABLE or "_" in mark["name"] else mark[0]
    return _meaning(mark, None, desk)


def _meaning(mark: re.Match[str], inner: str | None, desk: Desk) -> str:
    written = unescape(re.sub("[“”″]", '"', mark["args"].removesuffix("/"))).removeprefix("=")
    called = call(mark["name"], written, inner)
    known = _TABLE.get(called.name)
    if known in _ENCLOSING and inner is None and not written.strip():
        return mark[0]
    if known:
        return known(called, desk)
    if inner is None and not _is_shortcode(mark["name"], written):
        return mark[0]
    return _unknown(called, desk)


def _is_shortcode(name: str, written: str) -> bool:
    """Whether brackets that enclose nothing are a shortcode, and not words such as `[sic]` or `[the mayor]`."""
    return "_" in name or bool(re.search(r"[\w-]+=[\"'\w]", written)) or ("-" in name and name.islower())


def _unknown(called: Call, desk: Desk) -> str:
    words = [escape(unescape(called.say(key)), quote=False) for key in _WORDS if called.say(key)]
    kept = "what it encloses was kept" if called.inner is not None else "its words were kept" if words else "left out"
    desk.say("source.shortcode", f"the shortcode '{called.name}' is not known: {kept}")
    address = called.say("link", "url", "href", "button_link")
    if address and words and called.inner is None:
        words = [f'<a href="{escape(address)}">{words[0]}</a>', *words[1:]]
    head = "".join(f"<p>{part}</p>" for part in words)
    return head + (called.inner or "")


def _caption(called: Call, _: Desk) -> str:
    inner = called.inner or ""
    said = called.say("caption")
    match = _IMAGE.fullmatch(inner)
    if match is None:
        return shown.figure(inner, said)
    return shown.figure(match[1], " ".join(filter(None, (said, match[2].strip()))))


def _gallery(called: Call, desk: Desk) -> str:
    if called.say("type") in {"audio", "video"}:
        return _playlist(called, desk)
    numbers = _NUMBERS.findall(called.say("ids", "include"))
    found = desk.attachments(numbers) if numbers else desk.own("image")
    without = _NUMBERS.findall(called.say("exclude"))
    pictures = [one for one in found if one.number not in without]
    if not pictures:
        desk.say("source.gallery", "a gallery whose pictures the export does not name was left out")
        return ""
    return shown.of_attachments(pictures)


def _playlist(called: Call, desk: Desk) -> str:
    kind = called.say("type") or "audio"
    numbers = _NUMBERS.findall(called.say("ids", "include"))
    found = desk.attachments(numbers) if numbers else desk.own(kind)
    if not found:
        desk.say("source.gallery", "a playlist whose files the export does not name was left out")
    return "".join(shown.player(kind if kind == "video" else "audio", one.href, one.title) for one in found)


def _embed(called: Call, _: Desk) -> str:
    address = _address(called, "src", "url")
    return shown.frame(address, called.say("title")) if address else called.inner or ""


def _played(kind: str) -> Callable[[Call, Desk], str]:
    files = {"audio": ("src", "mp3", "m4a", "ogg", "wav", "wma"), "video": ("src", "mp4", "m4v", "webm", "ogv", "flv")}

    def play(called: Call, desk: Desk) -> str:
        address = _address(called, *files[kind])
        own = desk.own(kind) if not address else []
        if not address and not own:
            desk.say("source.shortcode", f"the shortcode '{called.name}' names no file: left out")
            return called.inner or ""
        if shown.is_embedded(address):
            return shown.frame(address, called.say("title"))
        return shown.player(kind, address or own[0].href, called.say("title") or (own[0].title if own else ""))

    return play


def _placed(pattern: str) -> Callable[[Call, Desk], str]:
    """A player of one house: its address, or the number that stands in for `{}`."""

    def place(called: Call, desk: Desk) -> str:
        address = _address(called, "url", "src", "href")
        ident = called.say("id", "video", place=0)
        if not address and not ident:
            desk.say("source.shortcode", f"the shortcode '{called.name}' names nothing: left out")
            return called.inner or ""
        return shown.frame(address or pattern.format(ident))

    return place


def _address(called: Call, *keys: str) -> str:
    for said in (called.say(*keys), *called.arguments, shown.words(called.inner or "")):
        if match := _ADDRESS.match(unescape(said).strip()):
            return match[0]
    said = called.say(*keys)
    return said if said.startswith("/") else ""


def _listing(name: str, written: str, listing: str) -> str:
    called = call(name, unescape(written))
    language = called.say("language", "lang", place=0) or ("" if name in {"code", "source", "sourcecode"} else name)
    said = f' data-lang="{escape(language)}"' if language and name != "highlight" else ""
    return f"<pre><code{said}>{escape(unescape(listing).strip(chr(10)), quote=False)}</code></pre>"


def _quote(called: Call, _: Desk) -> str:
    by = called.say("author", "cite", "by", "source", "name")
    cite = f"<footer>{escape(by, quote=False)}</footer>" if by else ""
    return f"<blockquote>{called.inner or escape(called.say('text', 'quote', place=0), quote=False)}{cite}</blockquote>"


def _pull_quote(called: Call, _: Desk) -> str:
    by = called.say("author", "cite", "by", "source", "name")
    cite = f"<footer>{escape(by, quote=False)}</footer>" if by else ""
    words = called.inner if called.inner is not None else escape(called.say("text", "quote", place=0), quote=False)
    return f'<aside class="pullquote"><p>{shown.one_line(words)}</p>{cite}</aside>'


def _footnote(called: Call, desk: Desk) -> str:
    return desk.footnote(called.inner) if called.inner else ""


def _inner(called: Call, _: Desk) -> str:
    return called.inner or ""


def _nothing(called: Call, desk: Desk) -> str:
    desk.tell("source.shortcode", f"the shortcode '{called.name}' says nothing on paper: left out")
    return ""


_TABLE: dict[str, Callable[[Call, Desk], str]] = {
    **dict.fromkeys(("caption", "wp_caption"), _caption),
    "gallery": _gallery,
    "playlist": _playlist,
    "embed": _embed,
    "audio": _played("audio"),
    "video": _played("video"),
    "youtube": _placed("https://www.youtube.com/watch?v={}"),
    "vimeo": _placed("https://vimeo.com/{}"),
    **dict.fromkeys(("wpvideo", "videopress"), _placed("https://videopress.com/v/{}")),
    "soundcloud": _placed("https://soundcloud.com/{}"),
    "spotify": _placed("https://open.spotify.com/{}"),
    "dailymotion": _placed("https://www.dailymotion.com/video/{}"),
    "ted": _placed("https://www.ted.com/talks/view/id/{}"),
    **dict.fromkeys(("tweet", "twitter"), _placed("https://twitter.com/i/status/{}")),
    "instagram": _placed("https://www.instagram.com/p/{}/"),
    **dict.fromkeys(("googlemaps", "googlemap", "flickr", "slideshare", "gist", "iframe"), _placed("{}")),
    **dict.fromkeys(("quote", "blockquote"), _quote),
    **dict.fromkeys(("pullquote", "pull_quote"), _pull_quote),
    **dict.fromkeys(("footnote", "fn", "ref", "efn_note", "mfn"), _footnote),
    **dict.fromkeys(("dropcap", "column", "columns", "row", "section", "lead"), _inner),
    **dict.fromkeys(("contact_form", "contact_form_7", "toc", "sharedaddy", "references", "nextpage"), _nothing),
}
_ENCLOSING = frozenset((_quote, _pull_quote, _footnote, _inner))

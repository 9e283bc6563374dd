"""Pictures with their captions and credits, and things that paper cannot play."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

from printkit.model import players
from printkit.model.blocks import EMPTY, Block, Embed, Figure, Inline, Paragraph, Quote, Table, plain
from printkit.readers.htmltree import captions
from printkit.readers.htmltree.desk import Desk
from printkit.readers.htmltree.images import image
from printkit.readers.htmltree.inline import NOTE_MARK, inline
from printkit.readers.htmltree.nodes import SILENT, Child, Node, blank, classes, find, text, trimmed

Flow = Callable[[Sequence[Child], Desk], list[Block]]

_LONGEST_CAPTION = 60  # words; more in italics are a paragraph of its own
_LONGEST_AT_TOP = 12  # the same under the first picture, where an editor's note in italics often stands
_IMG = frozenset({"img", "image"})
_FIGCAPTION = frozenset({"figcaption"})
_CAPTIONED = frozenset({"wp-caption", "caption", "image-caption-wrap", "captioned-image-container", "figure"})
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:fig|image|img|photo|wp)?-?_?caption(?:-text)?(?:$|\s)", re.IGNORECASE)
_EMPHASISED = re.compile(r"<em(?: [^>]*)?>((?:(?!</?em\b).)*)</em>\Z", re.DOTALL)
_DASH = re.compile(r"\A(?:[—–―]|--+)\s*")
_HOSTS = (
    ("video", re.compile(r"youtu\.?be|vimeo|dailymotion|wistia|loom\.com|twitch|\.mp4|\.webm|\.ogv|\.mov", re.I)),
    ("audio", re.compile(r"soundcloud|spotify|bandcamp|mixcloud|\.mp3|\.ogg|\.oga|\.m4a|\.wav", re.I)),
    ("map", re.compile(r"//maps\.|/maps|openstreetmap|mapbox|umap", re.I)),
    ("post", re.compile(r"twitter\.com|//x\.com|instagram|facebook|mastodon|bsky|threads\.net|tiktok", re.I)),
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """One picture with the link it stands in."""

    node: Node
    href: str


def shown(line: Sequence[Child], desk: Desk) -> tuple[Figure, ...]:
    """The figures of a line that holds pictures and nothing else but, at its end, one caption in italics."""
    line, marks = _without_marks(line)
    pictures = _only_pictures(line)
    under: tuple[Child, ...] = ()
    if pictures is None and line:
        last = line[-1]
        if isinstance(last, Node) and last.name in {"em", "i"} and not any(True for _ in find((last,), _IMG)):
            pictures, under = _only_pictures(line[:-1]), last.children
    if not pictures:
        return ()
    wait_for_all(line, desk)
    caption, credit = captions.caption((*under, *marks), desk)
    return _figures(pictures, desk, caption, credit)


def _without_marks(line: Sequence[Child]) -> tuple[tuple[Child, ...], tuple[Child, ...]]:
    """A line without the marks of notes at its end, and these."""
    line = trimmed(line)
    end = len(line)
    while end and isinstance(mark := line[end - 1], Node) and mark.name == NOTE_MARK:
        end -= 1
    return trimmed(line[:end]), line[end:]


def pictures(children: Sequence[Child], desk: Desk) -> tuple[Figure, ...]:
    """Every picture inside, as figures: for places where print has no picture in the line."""
    found = [_Shown(node, "") for node in find(children, _IMG)]
    return _figures(found, desk, EMPTY, EMPTY) if found else ()


def _only_pictures(children: Sequence[Child], href: str = "") -> list[_Shown] | None:
    """The pictures here, or None if there is anything to read beside them."""
    found: list[_Shown] = []
    for child in children:
        if isinstance(child, str):
            if not blank(child):
                return None
        elif child.name in _IMG:
            found.append(_Shown(child, href))
        elif child.name not in SILENT and child.name != "br":
            inner = _only_pictures(child.children, child.attrs.get("href", "") if child.name == "a" else href)
            if inner is None or child.name in {"input", NOTE_MARK}:
                return None
            found += inner
    return found


def wait_for_all(children: Sequence[Child], desk: Desk) -> None:
    """Keeps every anchor inside for the next block."""
    for child in children:
        if isinstance(child, Node):
            desk.wait(child)
            wait_for_all(child.children, desk)


def _figures(found: Sequence[_Shown], desk: Desk, caption: Inline, credit: Inline) -> tuple[Figure, ...]:
    """One figure for all, or one each where they have links or titles of their own."""
    lone = [figure for figure in (_figure(one, desk) for one in found) if figure.images or figure.caption]
    if not lone:
        return ()
    if len({(figure.href, figure.caption) for figure in lone}) == 1:
        images = tuple(dict.fromkeys(picture for figure in lone for picture in figure.images))
        lone = [replace(lone[0], images=images)]
    lone[0] = replace(lone[0], anchors=desk.take())
    last = lone[-1]
    if caption or credit:
        own = captions.joined((last.caption, caption))
        lone[-1] = replace(last, caption=own, credit=captions.joined((last.credit, credit)))
    return tuple(lone)


def _figure(one: _Shown, desk: Desk) -> Figure:
    picture = image(one.node, desk)
    alt, title = one.node.attrs.get("alt", ""), one.node.attrs.get("title", "").strip()
    words = title if title and title != alt.strip() else ("" if picture else alt)
    caption, credit = captions.caption((words,), desk) if words else (EMPTY, EMPTY)
    href = desk.link(one.href) if one.href else ""
    return Figure((picture,) if picture else (), caption, credit, href=href, lang=desk.fresh)


def captioned(node: Node) -> bool:
    """Whether an element without that name is a figure: a picture and an element that is called its caption."""
    if "class" not in node.attrs or not classes(node) & _CAPTIONED:
        return False
    return any(True for _ in find(node.children, _IMG)) and any(_is_caption(c) for c in _elements(node.children))


def _elements(children: Sequence[Child]) -> Iterator[Node]:
    return (child for child in children if isinstance(child, Node))


def _is_caption(node: Node) -> bool:
    return node.name == "figcaption" or bool(_CAPTION_CLASS.search(node.attrs.get("class", "")))


def figure(node: Node, desk: Desk, flow: Flow) -> list[Block]:
    """A `figure`: its pictures with caption and credit, or a table, a quote, a listing with its caption."""
    mine = desk.take(node)
    rest, under, first = _without_caption(node.children)
    blocks = flow(rest, desk.inside())
    caption, credit = captions.caption(under, desk)
    if not under:
        blocks = _own_words(blocks)
    blocks = _captioned(_gathered(blocks), caption, credit, first=first)
    if blocks:
        blocks[0] = replace(blocks[0], anchors=(*mine, *blocks[0].anchors), lang=blocks[0].lang or desk.fresh)
    return blocks


def _without_caption(children: Sequence[Child]) -> tuple[tuple[Child, ...], tuple[Child, ...], bool]:
    """What a figure shows, the words below it, and whether they stood above."""
    rest: list[Child] = []
    under: list[Child] = []
    first = False
    for child in children:
        if isinstance(child, Node) and _is_caption(child):
            first = first or not any(not blank(c) for c in rest)
            under += [*([Node("br", {}, ())] if under else []), *child.children]
        elif isinstance(child, Node) and child.name == "div" and any(_is_caption(c) for c in _elements(child.children)):
            inner, words, _ = _without_caption(child.children)
            rest.append(replace(child, children=inner))
            under += words
        else:
            rest.append(child)
    return tuple(rest), tuple(under), first


def _own_words(blocks: list[Block]) -> list[Block]:
    """A figure without figcaption whose one paragraph after the picture is its caption."""
    match blocks:
        case [Figure(caption="") as picture, Paragraph() as words] if not picture.caption:
            caption, credit = captions.parted(words.text)
            return [replace(picture, caption=caption, credit=credit)]
        case _:
            return blocks


def _gathered(blocks: list[Block]) -> list[Block]:
    """Pictures that stand together in one figure, as one gallery, unless they have words or links of their own."""
    if len(blocks) < 2:
        return blocks
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        if _bare(block) and _bare(before) and isinstance(block, Figure) and isinstance(before, Figure):
            anchors = (*before.anchors, *block.anchors)
            images = tuple(dict.fromkeys((*before.images, *block.images)))
            done[-1] = replace(before, images=images, anchors=anchors)
        else:
            done.append(block)
    return done


def _bare(block: Block | None) -> bool:
    return isinstance(block, Figure) and not (block.caption or block.credit or block.href)


def _captioned(blocks: list[Block], caption: Inline, credit: Inline, *, first: bool) -> list[Block]:
    if not caption and not credit:
        return blocks
    match blocks:
        case [Figure() as only]:
            both = captions.joined((only.caption, caption))
            return [replace(only, caption=both, credit=captions.joined((only.credit, credit)))]
        case [Table(caption="") as only]:
            return [replace(only, caption=captions.joined((caption, credit)))]
        case [Quote(attribution="") as only]:
            whose = _DASH.sub("", captions.joined((caption, credit)))
            return [replace(only, attribution=Inline(whose))]
        case [*_, Figure(caption="", credit="") as last] if not first:
            return [*blocks[:-1], replace(last, caption=caption, credit=credit)]
        case _:
            words = Figure(caption=caption, credit=credit)
            return [words, *blocks] if first else [*blocks, words]


def with_captions(blocks: list[Block]) -> list[Block]:
    """The blocks with a paragraph wholly in italics right under a picture taken as that picture's caption."""
    if not any(isinstance(block, Figure) for block in blocks):
        return blocks
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        words = _emphasised(block, _LONGEST_AT_TOP if len(done) == 1 else _LONGEST_CAPTION)
        if words and isinstance(before, Figure) and not before.caption and not before.credit:
            caption, credit = captions.parted(words)
            done[-1] = replace(before, caption=caption, credit=credit, anchors=(*before.anchors, *block.anchors))
        else:
            done.append(block)
    return done


def _emphasised(block: Block, longest: int) -> str:
    match = _EMPHASISED.match(block.text) if isinstance(block, Paragraph) and not block.lang else None
    if match is None or "<img" in match[1] or len(plain(match[1]).split()) > longest:
        return ""
    return match[1]


def embed(node: Node, desk: Desk) -> list[Block]:
    """A frame, a film, a sound: its kind, its address and its title; words meant for those who cannot play it stay."""
    href = desk.link(_played(node))
    title = node.attrs.get("title", "") or node.attrs.get("aria-label", "")
    words = "" if node.name == "iframe" else " ".join(text(node.children).split())
    pictures_inside = pictures(node.children, desk) if node.name != "iframe" else ()
    if not href:
        desk.wait(node)
        if node.name in {"iframe", "embed"}:
            desk.say("info", "embed.empty", "a frame without an address was left out")
        rest = inline(node.children, desk) if node.name != "iframe" else EMPTY
        return [*pictures_inside] if pictures_inside else [Paragraph(rest, anchors=desk.take())] if rest else []
    kind = {"video": "video", "audio": "audio"}.get(node.name) or _kind(href)
    title_said = " ".join((title or words).split())
    block = Embed(kind, href, title_said, _still(node, href, desk), anchors=desk.take(node), lang=desk.fresh)
    below = [Paragraph(Inline(escape(words, quote=False)))] if title and words else []
    return [block, *below]


def _still(node: Node, href: str, desk: Desk) -> str:
    """The picture that a player shows before it plays: its poster, or what follows from its address."""
    poster = node.attrs.get("poster", "").strip() or node.attrs.get("data-poster", "").strip()
    return (desk.picture(poster) if poster else "") or players.still(unescape(href))


def _played(node: Node) -> str:
    for name in ("src", "data", "data-src"):
        if node.attrs.get(name, "").strip():
            return node.attrs[name]
    sources = (n.attrs.get("src", "") for n in find(node.children, frozenset({"source", "embed"})))
    return next(filter(None, sources), "")


def _kind(href: str) -> str:
    return next((kind for kind, host in _HOSTS if host.search(unescape(href))), "other")

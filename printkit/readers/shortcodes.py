"""What well-known tags and shortcodes mean, as Markdown or HTML; one table for Liquid, Hugo, Zola and Eleventy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from printkit.readers.calls import Call
from printkit.readers.liquid import is_address

_PICTURE = re.compile(r"[^\s]+\.(?:png|jpe?g|gif|webp|avif|svg|tiff?|bmp)(?:[?#]\S*)?", re.I)
_CLASS = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_PAGE = re.compile(r"\.(?:html?|liquid|njk|md|twig|tera)$", re.I)
_SAID = (
    "title",
    "heading",
    "header",
    "caption",
    "alt",
    "text",
    "content",
    "description",
    "summary",
    "label",
    "quote",
    "author",
)
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)([^*_<>]+?)(?<=\S)\1(?![\w*])")
_SPAN = re.compile(r"`([^`]+)`")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

SRC = ("src", "image", "img", "path", "file", "filename", "image_path", "image_url", "picture", "source")
CAPTION = ("caption", "figcaption", "image_caption", "description", "title")
ALT = ("alt", "image_alt", "alt_text", "alternative")
CREDIT = ("attr", "credit", "attribution", "photographer", "copyright")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a call stands for: text that goes on a line, a block of its own, or a picture; `known` if we are sure."""

    text: str
    block: bool = False
    known: bool = True
    src: str = ""
    alt: str | None = None


def meaning(call: Call) -> Meaning:
    """What a call means: by its name, else by its arguments, else the words that it holds."""
    if call.name in ("include", "include_relative", "include_cached", "render", "partial", "renderfile", "import"):
        call = _included(call)
    for name in (call.name, call.name.rpartition("/")[2], call.name.rpartition("_")[2]):
        if handler := _TABLE.get(name):
            found = handler(call)
            # What stands between two tags is prose until a meaning has taken it in.
            lost = call.inner and call.inner.strip() and handler not in _TAKES_INNER
            return replace(found, text=f"{found.text}\n\n{call.inner}", src="") if lost else found
    return _guessed(call)


def _included(call: Call) -> Call:
    """An included file as the call that its name spells: `image/figure.html` is `figure`."""
    if not call.arguments:
        return call
    name = _PAGE.sub("", call.arguments[0]).rpartition("/")[2].lower().replace("-", "_")
    quoted = tuple(text for text in call.quoted if text != call.arguments[0])
    return replace(call, name=name or "include", arguments=call.arguments[1:], quoted=quoted)


def _guessed(call: Call) -> Meaning:
    values = (*call.named.values(), *call.arguments)
    if call.inner is None and any(_PICTURE.fullmatch(value) for value in values):
        return replace(_figure(call), known=True)
    said = [call.named[key] for key in _SAID if call.named.get(key)]
    said += [text for text in call.quoted if len(text.split()) > 2 and text not in said]
    address = next((value for value in values if is_address(value)), "")
    if call.inner is not None:
        lines = [inline(line) for line in said if line.strip() != call.inner.strip()]
        return Meaning("\n\n".join([*lines, call.inner]) if lines else call.inner, block=bool(lines), known=False)
    if address:
        words = said[0] if said else next((text for text in call.quoted if not is_address(text)), address)
        return Meaning(f'<a href="{escape(address)}">{inline(words)}</a>', known=False)
    return Meaning(" ".join(inline(text) for text in said), known=False)


def inline(markdown: str) -> str:
    """A line of Markdown as inline HTML; what has tags already is left as it is."""
    if _TAG.search(markdown):
        return markdown
    text = escape(markdown, quote=False).replace("&amp;", "&")
    text = _SPAN.sub(r"<code>\1</code>", text)
    text = _LINK.sub(lambda m: f'<a href="{escape(m[2])}">{m[1]}</a>', text)
    return _EMPHASIS.sub(lambda m: f"<{(tag := 'em' if len(m[1]) == 1 else 'strong')}>{m[2]}</{tag}>", text)


def _figure(call: Call) -> Meaning:
    """A picture with what stands under it; of unnamed arguments the first is its address, then alternative, caption."""
    pictures = [n for n, value in enumerate(call.arguments) if _PICTURE.fullmatch(value)]
    shift = pictures[0] if pictures else 0
    src = call.say(*SRC, place=shift) or next((v for v in call.named.values() if _PICTURE.fullmatch(v)), "")
    named_url = call.named.get("url", "")
    href = call.say("link", "href") or (named_url if named_url != src and src else "")
    src = src or named_url
    words = _without_classes([text for n, text in enumerate(call.arguments) if n > shift and text in call.quoted])
    alt = next((call.named[key] for key in ALT if key in call.named), words[0] if words else None)
    caption = call.say(*CAPTION) or "".join(words[1:2])
    if (title := call.say("title")) and title != caption:
        caption = f"**{title}** {caption}"
    if call.inner and call.inner.strip():
        caption = caption or " ".join(call.inner.split())
    return picture(src, alt, caption, call.say(*CREDIT), href)


def _without_classes(words: list[str]) -> list[str]:
    """The words without `width-400px` and its like, where something that can be read stands beside it."""
    read = [text for text in words if not _CLASS.fullmatch(text)]
    return read if any(" " in text for text in read) else words


def picture(src: str, alt: str | None, caption: str = "", credit: str = "", href: str = "") -> Meaning:
    """A picture as a mark on its line, or as a figure where it has a caption, a credit or a link."""
    if not src:
        return Meaning(inline(caption or alt or ""), block=bool(caption), known=bool(caption or alt))
    image = image_tag(src, alt)
    if not (caption or credit or href):
        return Meaning(image, src=src, alt=alt)
    linked = f'<a href="{escape(href)}">{image}</a>' if href else image
    said = inline(caption) + (f' <small class="credit">{inline(credit)}</small>' if credit else "")
    under = f"<figcaption>{said}</figcaption>" if said else ""
    return Meaning(f"<figure>{linked}{under}</figure>", block=True)


def image_tag(src: str, alt: str | None) -> str:
    """The HTML of a picture; one without an alternative has no attribute that pretends one."""
    said = f' alt="{escape(" ".join(alt.split()))}"' if alt is not None else ""
    return f'<img src="{escape(src)}"{said}>'


def _from_root(call: Call) -> Call:
    """A tag of a site names its pictures from the site's root, with or without the slash."""
    rooted = tuple(
        f"/{text}"
        if _PICTURE.fullmatch(text) and "/" in text and not is_address(text) and text[0] not in "/."
        else text
        for text in call.arguments
    )
    return replace(call, arguments=rooted)


def _image(call: Call) -> Meaning:
    return _figure(_from_root(call))


def _image_with_class(call: Call) -> Meaning:
    """The first argument after the address is a class, whatever it looks like."""
    first, rest = call.arguments[:1], call.arguments[2:]
    return _figure(_from_root(replace(call, arguments=(*first, *rest))))


def frame(address: str, title: str = "") -> Meaning:
    """Something that paper cannot play, as the frame that a web page would show it in."""
    return Meaning(f'<iframe src="{escape(address)}" title="{escape(title)}"></iframe>', block=True)


def _player(base: str) -> Callable[[Call], Meaning]:
    def shown(call: Call) -> Meaning:
        ident = call.say("id", "video", "video_id", "videoid", "url", "src", place=0)
        if not ident:
            return Meaning(" ".join(inline(text) for text in call.quoted), known=False)
        return frame(
            ident if is_address(ident) else base.format(ident.strip("/")), call.say("title", "caption", "label")
        )

    return shown


def _tweet(call: Call) -> Meaning:
    user, ident = call.say("user", place=0), call.say("id", place=1)
    if is_address(user):
        return frame(user)
    if not ident:
        return frame(f"https://twitter.com/i/status/{user or call.say('id')}")
    return frame(f"https://twitter.com/{user}/status/{ident}")


def _gist(call: Call) -> Meaning:
    parts = [part for part in call.arguments if part not in call.quoted or not part.count(".")][:2]
    return frame("https://gist.github.com/" + "/".join(parts)) if parts else Meaning("", known=False)


def _quote(call: Call) -> Meaning:
    words = call.inner if call.inner is not None else call.say("text", "quote", "content", place=0)
    by = call.say("author", "by", "cite", "attribution", "source", "name", place=0 if call.inner is not None else 1)
    lines = [f"> {line}".rstrip() for line in words.strip("\n").split("\n")]
    return Meaning("\n".join([*lines, *([">", f"> <footer>{inline(by)}</footer>"] if by else [])]), block=True)


def _aside(call: Call) -> Meaning:
    title = call.say("title", "heading", "header", "summary") or next((q for q in call.quoted if " " in q), "")
    words = call.inner if call.inner is not None else call.say("text", "content", "message", "body")
    head = f"<p><strong>{inline(title)}</strong></p>\n\n" if title else ""
    return Meaning(f"<aside>\n\n{head}{(words or '').strip()}\n\n</aside>", block=True, known=bool(title or words))


def _details(call: Call) -> Meaning:
    title = call.say("summary", "title", "label", place=0) or "…"
    return Meaning(
        f"<details><summary>{inline(title)}</summary>\n\n{(call.inner or '').strip()}\n\n</details>", block=True
    )


def _page_path(call: Call) -> Meaning:
    path = call.say("path", "page", place=0)
    return Meaning(path if is_address(path) or path.startswith(("/", "#", ".")) else f"/{path}")


def _post_path(call: Call) -> Meaning:
    return Meaning(f"/_posts/{call.say(place=0).strip('/')}.md")


def _button(call: Call) -> Meaning:
    address = call.say("href", "url", "link", "relref", place=0)
    words = (call.inner or "").strip() or inline(call.say("text", "label", "title", place=1)) or address
    return Meaning(f"[{words}]({address})" if address else words)


def _nothing(call: Call) -> Meaning:
    return Meaning("")


def _own_words(call: Call) -> Meaning:
    return Meaning(call.inner if call.inner is not None else " ".join(inline(text) for text in call.quoted))


_TABLE: dict[str, Callable[[Call], Meaning]] = {
    **dict.fromkeys(("image", "img", "picture", "asset", "responsive_image", "photo", "lazyimage"), _image),
    "image_with_class": _image_with_class,
    **dict.fromkeys(
        ("figure", "linked_figure", "fig", "imgproc", "resize_image", "image_figure", "captioned_image"), _figure
    ),
    **dict.fromkeys(("youtube", "youtubeplayer", "yt", "youtube_lite"), _player("https://www.youtube.com/embed/{}")),
    "vimeo": _player("https://player.vimeo.com/video/{}"),
    "instagram": _player("https://www.instagram.com/p/{}/"),
    "spotify": _player("https://open.spotify.com/embed/{}"),
    "soundcloud": _player("https://soundcloud.com/{}"),
    "codepen": _player("https://codepen.io/pen/{}"),
    **dict.fromkeys(("video", "audio", "iframe", "embed", "streamable", "bilibili", "peertube"), _player("{}")),
    **dict.fromkeys(("tweet", "twitter", "x", "twitter_simple"), _tweet),
    "gist": _gist,
    **dict.fromkeys(("quote", "blockquote", "epigraph", "pullquote", "pull_quote"), _quote),
    **dict.fromkeys(
        (
            *(
                "notice",
                "note",
                "tip",
                "warning",
                "info",
                "callout",
                "alert",
                "aside",
                "admonition",
                "hint",
                "important",
            ),
            *("danger", "box", "caution", "panel", "sidenote", "attention", "success", "question", "infobox"),
        ),
        _aside,
    ),
    **dict.fromkeys(("details", "spoiler", "expand", "collapse", "accordion"), _details),
    **dict.fromkeys(("link", "ref", "relref"), _page_path),
    "post_url": _post_path,
    **dict.fromkeys(("button", "btn", "cta"), _button),
    **dict.fromkeys(("toc", "table_of_contents", "more", "break", "comment", "br", "clear", "clearfix"), _nothing),
    **dict.fromkeys(
        ("center", "lead", "mark", "abbr", "markdown", "columns", "column", "row", "col", "section"), _own_words
    ),
}
_TAKES_INNER = frozenset((_image, _image_with_class, _figure, _quote, _aside, _details, _button, _own_words))

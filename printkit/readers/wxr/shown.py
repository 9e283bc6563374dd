"""Pictures and players of a post as the HTML that the one cleaner knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape, unescape

from printkit.readers.items import Picture
from printkit.readers.wxr.export import Attachment

_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"""\s([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_IMG = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_FIGCAPTION = re.compile(
    r"<figcaption\b[^<>]*>(?P<words>(?:(?!<figcaption\b).)*?)</figcaption\s*>", re.IGNORECASE | re.DOTALL
)
_EMBEDDED = re.compile(
    r"https?://(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|wordpress\.tv|"
    r"videopress\.com|ted\.com|twitch\.tv|loom\.com|twitter\.com|x\.com|instagram\.com|facebook\.com|fb\.watch|"
    r"tiktok\.com|threads\.net|bsky\.app|reddit\.com|tumblr\.com|soundcloud\.com|spotify\.com|mixcloud\.com|"
    r"bandcamp\.com|reverbnation\.com|flickr\.com|flic\.kr|imgur\.com|giphy\.com|slideshare\.net|scribd\.com|"
    r"speakerdeck\.com|issuu\.com|kickstarter\.com|polldaddy\.com|crowdsignal\.com|animoto\.com|cloudup\.com|"
    r"wolframcloud\.com|screencast\.com|pinterest\.com|google\.[a-z.]+/maps|maps\.google\.[a-z.]+|"
    r"openstreetmap\.org)(?:/|$)",
    re.IGNORECASE,
)


def is_embedded(address: str) -> bool:
    """Whether an address on a line of its own is of a house whose things WordPress shows in the page."""
    return bool(_EMBEDDED.match(address))


def frame(address: str, title: str = "") -> str:
    """Something shown in the page from elsewhere."""
    said = f' title="{escape(unescape(words(title)))}"' if title else ""
    return f'<iframe src="{escape(address)}"{said}></iframe>'


def player(kind: str, address: str, title: str = "") -> str:
    """A film or a sound (`kind` is video or audio)."""
    said = f' title="{escape(unescape(words(title)))}"' if title else ""
    return f'<{kind} src="{escape(address)}"{said}></{kind}>'


def figure(shown: str, caption: str = "") -> str:
    """Something shown, with its caption (HTML)."""
    under = f"<figcaption>{one_line(caption)}</figcaption>" if caption.strip() else ""
    return f"<figure>{one_line(shown)}{under}</figure>"


def gallery(pictures: Sequence[Picture], caption: str = "") -> str:
    """Several pictures as one figure; their captions stand below in their order, numbered as the pictures stand.

    A picture that comes twice is shown once, as a figure has it.
    """
    pictures = _once(pictures)
    images = "".join(_img(picture) for picture in pictures)
    own = [
        (f"({number}) " if len(pictures) > 1 else "") + one_line(picture.caption)
        for number, picture in enumerate(pictures, 1)
        if words(picture.caption)
    ]
    return figure(images, "<br>".join([*own, *([one_line(caption)] if words(caption) else [])]))


def of_markup(html: str) -> str:
    """A gallery as an editor's markup has it, a list of pictures with captions, as one figure."""
    pictures: list[Picture] = []
    own = ""
    images = list(_IMG.finditer(html))
    for number, image in enumerate(images):
        end = images[number + 1].start() if number + 1 < len(images) else len(html)
        captions = [match["words"] for match in _FIGCAPTION.finditer(html, image.end(), end)]
        pictures.append(_of_tag(image[0], captions[0] if captions else ""))
        own = " ".join(captions[1:])
    if len(pictures) == 1 and own:
        pictures, own = [replace(pictures[0], caption=f"{pictures[0].caption} {own}")], ""
    return gallery(pictures, own)


def of_attachments(found: Iterable[Attachment]) -> str:
    """A gallery of the media library's pictures."""
    return gallery([Picture(one.href, one.alt, one.caption) for one in found])


def one_line(html: str) -> str:
    """HTML on one line, so that no line end in it is taken for a line break."""
    return " ".join(html.split())


def words(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(_TAG.sub(" ", html).split())


def _once(pictures: Sequence[Picture]) -> list[Picture]:
    kept: dict[tuple[str, str | None], Picture] = {}
    for picture in pictures:
        first = kept.setdefault((picture.src, picture.alt), picture)
        if words(picture.caption) not in words(first.caption):
            both = filter(None, (first.caption, picture.caption))
            kept[picture.src, picture.alt] = replace(first, caption="<br>".join(both))
    return list(kept.values())


def _of_tag(tag: str, caption: str) -> Picture:
    said = {name.lower(): unescape(double or single) for name, double, single in _ATTRIBUTE.findall(tag)}
    late = next((said[name] for name in ("src", "data-src", "data-full-url") if said.get(name)), "")
    return Picture(late, said.get("alt"), caption)


def _img(picture: Picture) -> str:
    alt = f' alt="{escape(picture.alt)}"' if picture.alt is not None else ""
    return f'<img src="{escape(picture.src)}"{alt}>'

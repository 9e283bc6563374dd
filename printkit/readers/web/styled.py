"""What a word processor's styles mean, as pandoc hands them on: captions that stand as paragraphs, lines set large."""

from __future__ import annotations

import re

from printkit.readers.web.page import Element
from printkit.readers.web.units import spoken

_STYLE = "data-custom-style"
_CAPTION = re.compile(r"caption\b|\bcaption|^(?:legend|illustration|figure)$", re.I)
_PULLED = re.compile(r"^(?:intense quote|pull ?quote)$", re.I)


def settle(body: Element) -> None:
    """Give each caption to the picture or table beside it, and mark what is set large."""
    for box in list(body.iter("div")):
        style = box.get(_STYLE, "")
        if _PULLED.search(style):
            box.tag = "blockquote"
            box.set("class", "pull-quote")
        elif style and _CAPTION.search(style) and spoken(box).strip():
            _give(box)


def _give(caption: Element) -> None:
    before, after = _neighbour(caption, -1), _neighbour(caption, 1)
    if before is not None and _is_picture(before):
        _framed(before, caption)
    elif (table := _table(after) if _table(after) is not None else _table(before)) is not None:
        words = table.makeelement("caption", {})
        _move(caption, words)
        table.insert(0, words)
    elif after is not None and _is_picture(after) and not _is_captioned(after):
        _framed(after, caption)


def _neighbour(box: Element, step: int) -> Element | None:
    return box.getnext() if step > 0 else box.getprevious()


def _is_picture(box: Element) -> bool:
    return not spoken(box).strip() and next(box.iter("img"), None) is not None


def _is_captioned(box: Element) -> bool:
    after = box.getnext()
    return after is not None and bool(_CAPTION.search(after.get(_STYLE, "")))


def _table(box: Element | None) -> Element | None:
    if box is None:
        return None
    table = box if box.tag == "table" else next(box.iter("table"), None)
    return table if table is not None and table.find("caption") is None else None


def _framed(picture: Element, caption: Element) -> None:
    """The picture and its caption as one figure, in the picture's place."""
    if picture.tag == "figure":
        return
    frame = picture.makeelement("figure", {})
    frame.tail, picture.tail = picture.tail, None
    picture.addprevious(frame)
    frame.append(picture)
    words = frame.makeelement("figcaption", {})
    frame.append(words)
    _move(caption, words)


def _move(old: Element, new: Element) -> None:
    """What a caption's paragraphs hold, as one line, to its new place."""
    parts = [old, *old.iter("p")] if next(old.iter("p"), None) is not None else [old]
    for number, part in enumerate(part for part in parts if part.tag == "p" or len(parts) == 1):
        if number:
            new.append(new.makeelement("br", {}))
        if len(new):
            new[-1].tail = (new[-1].tail or "") + (part.text or "")
        else:
            new.text = (new.text or "") + (part.text or "")
        new.extend(list(part))
    parent = old.getparent()
    if parent is not None:
        parent.remove(old)

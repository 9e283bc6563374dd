"""Says of each list how it is numbered (ISO 32000-1, table 347)."""

from __future__ import annotations

from printkit.typeset.tags.nodes import Mark, Node

_SIGNS = {"•": "Disc", "◦": "Circle", "○": "Circle", "▪": "Square", "■": "Square"}


def number(top: Node) -> None:
    """Name the numbering of every list by its first label, where it is not known yet."""
    for node in top.walk():
        if node.kind == "L" and not node.numbering:
            node.numbering = _numbering(node)


def _numbering(node: Node) -> str:
    labels = (label for item in node.nodes() for label in item.nodes() if label.kind == "Lbl")
    label = next(labels, None)
    said = "" if label is None else _text(label).strip()
    mark = said.strip(" .()[]")
    if not said:
        return "None"
    if mark.isdecimal():
        return "Decimal"
    if mark.isalpha() and (len(mark) == 1 or set(mark.lower()) <= set("ivxlcdm")):
        roman = set(mark.lower()) <= set("ivxlcdm") and mark.lower() not in ("c", "d", "l", "m")
        return ("Upper" if mark.isupper() else "Lower") + ("Roman" if roman else "Alpha")
    return _SIGNS.get(said[0], "Disc")


def _text(node: Node) -> str:
    return "".join(str(getattr(kid.box, "text", "")) for kid in node.kids if isinstance(kid, Mark))

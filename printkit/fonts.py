"""Fonts: the families we set with, the fence that keeps the machine's own fonts out, and what the faces cover."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont, TTLibError

from printkit import config
from printkit.errors import ConfigError, FontError
from printkit.model.layout import Face, Family

RESORTS = ("resort", "symbols", "emoji", "mono", "script")
"""The roles that step in for a missing glyph, in this order.

Scripts come last: a face for Korean or Chinese has arrows, stars and numerals in circles too, and is to set its own
letters alone. In a text marked as Korean or Chinese fontconfig puts it first all the same.
"""


def folders(searched: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The folders that hold families: those of `searched` that exist, nearest first, then printkit's own."""
    own = config.data("fonts")
    return tuple(dict.fromkeys(folder.resolve() for folder in (*searched, own) if folder.is_dir()))


def families(searched: Sequence[Path] = ()) -> tuple[Family, ...]:
    """Every family of the searched folders and then of printkit's own; of two with one name the nearer stands.

    A family is a folder with family.toml. Raises FontError where a file that it names is missing, ConfigError where
    it says something that it may not.
    """
    found: dict[str, Family] = {}
    for folder in folders(searched):
        for family in _families(folder):
            found.setdefault(family.name, family)
    return tuple(found.values())


def _families(folder: Path) -> tuple[Family, ...]:
    return tuple(_family(path) for path in sorted(folder.glob("*/family.toml")))


def _family(path: Path) -> Family:
    family = config.load_family(_text(path), _where(path), path.parent)
    for file in (family.licence_file, *(face.path for face in family.faces)):
        if not file.is_file():
            raise FontError(
                f"'{family.name}' names the file '{file.name}', which is not there",
                where=_where(path),
                hint="put the file beside family.toml, or take its line out",
            )
    return family


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise ConfigError("this is not UTF-8 text", where=_where(path), hint="save it as UTF-8") from fault


def _where(path: Path) -> str:
    """The last three parts of a path: enough to find it, nothing of the machine."""
    return "/".join(path.parts[-3:])


def fence(fenced: Sequence[Path], cache: Path) -> None:
    """Let this process and its children see the fonts of these folders and no others.

    Writes a fontconfig file under `cache`, with fontconfig's own cache beside it, and names it in FONTCONFIG_FILE.
    To be called before the engine is loaded, for fontconfig reads its file once. Folders are as `folders()` gives
    them, nearest first; each path is absolute, else FontError.
    """
    for path in (*fenced, cache):
        if not path.is_absolute():
            raise FontError(f"'{path}' is no absolute path", hint="fontconfig would look for it in its own place")
    text = _fence(tuple(dict.fromkeys(fenced)), cache / "fontconfig")
    file = cache / "fontconfig" / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    os.environ["FONTCONFIG_FILE"] = str(file)
    os.environ["FC_LANG"] = "en"  # the machine's locale must not choose among faces
    for name in ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"):
        os.environ.pop(name, None)


def _fence(fenced: Sequence[Path], cache: Path) -> str:
    """The fontconfig file: our folders, the generic names answered by our families, and no hinting.

    Hinting moves advances by the machine's settings, and a page must be the same everywhere. Fonts of a family that
    a nearer folder has too are left out.
    """
    found: dict[str, Family] = {}
    shadowed: list[Path] = []
    for family in (family for folder in fenced for family in _families(folder)):
        if found.setdefault(family.name, family) is not family:
            shadowed.append(family.faces[0].path.parent)
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *(f"<dir>{escape(str(folder))}</dir>" for folder in fenced),
        f"<cachedir>{escape(str(cache))}</cachedir>",
        *(f"<selectfont><rejectfont><glob>{escape(str(f))}/*</glob></rejectfont></selectfont>" for f in shadowed),
        *_answers(tuple(found.values())),
        '<match target="font">',
        *(f'<edit name="{name}" mode="assign"><bool>false</bool></edit>' for name in ("hinting", "autohint")),
        '<edit name="hintstyle" mode="assign"><const>hintnone</const></edit>',
        "</match>",
        "<config><rescan><int>0</int></rescan></config>",
        "</fontconfig>",
    ]
    return "\n".join(lines) + "\n"


def _answers(found: Sequence[Family]) -> list[str]:
    """Rules by which the generic names mean our families, and every request ends in the text face and last resort."""
    generic: dict[str, str] = {}
    for family in found:
        if family.generic:
            generic.setdefault(family.generic, family.name)
    rules = [
        f'<match target="pattern"><test name="family" qual="any"><string>{word}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{escape(name)}</string></edit></match>'
        for word, name in sorted(generic.items())
    ]
    ends = [name for name in (generic.get("serif", ""), *last_resort(found)) if name]
    names = "".join(f"<string>{escape(name)}</string>" for name in ends)
    end = f'<match target="pattern"><edit name="family" mode="append_last" binding="weak">{names}</edit></match>'
    return [*rules, end] if ends else rules


def last_resort(found: Sequence[Family]) -> tuple[str, ...]:
    """The families that step in where a face has no glyph: letters, symbols, emoji, then the faces of other scripts."""
    return tuple(family.name for role in RESORTS for family in found if family.role == role)


def face_rules(found: Sequence[Family], *, address: Callable[[Face], str] | None = None) -> str:
    """The `@font-face` rules of these families, a line a face; a face's address is `fonts/<file>` unless given."""
    find = address or (lambda face: f"fonts/{face.path.name}")
    return "".join(
        f'@font-face {{ font-family: "{family.name}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{find(face)}") format("{_format(face.path)}") }}\n'
        for family in found
        for face in family.faces
    )


def _format(path: Path) -> str:
    return {".ttf": "truetype", ".otf": "opentype", ".woff2": "woff2"}.get(path.suffix.lower(), "truetype")


def coverage(family: Family) -> frozenset[int]:
    """The code points that at least one face of the family has a glyph for; raises FontError for a broken file."""
    return frozenset[int]().union(*(_covered(face.path) for face in family.faces))


@cache
def _covered(path: Path) -> frozenset[int]:
    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            font.setGlyphOrder(range(font["maxp"].numGlyphs))  # glyphs by number: reading their names takes longest
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError) as fault:
        raise FontError(f"the font '{path.name}' cannot be read", where=_where(path), hint=str(fault)) from fault


def missing(text: str, found: Sequence[Family]) -> frozenset[str]:
    """The visible characters of a text that no face of these families has a glyph for."""
    wanted = frozenset(ord(char) for char in set(text) if _visible(char))
    for family in found:
        for face in family.faces:
            wanted = wanted - _covered(face.path)
    return frozenset(map(chr, wanted))


def _visible(char: str) -> bool:
    """Whether a character needs a glyph: controls, format marks, variation selectors and line breaks do not."""
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or char == "\u034f":
        return False
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}

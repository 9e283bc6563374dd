"""The faces of a page: which of them its letters need, and each cut down to those letters."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from printkit.errors import FontError
from printkit.model.layout import Face, Family
from printkit.outputs.cascade import Cast, casts

FEATURES = ("smcp", "onum", "lnum", "pnum", "tnum", "sups", "subs", "ordn", "zero")
"""What style sheets ask of a face beyond what every text does: small capitals, kinds of figures, raised figures."""

NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""The names that stay in a face that is cut down: what it is called, whose it is, and under what licence."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})

MEDIA_TYPE = "font/woff2"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families within reach, the names of those that step in for a missing letter, and what each has."""

    families: tuple[Family, ...]
    resorts: tuple[str, ...]
    covers: Callable[[Family], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Needed:
    """The faces that a page needs with the letters of each, and the families that step in for others."""

    letters: Mapping[tuple[Family, Face], frozenset[str]]
    stepping_in: tuple[str, ...]


def needed(html: str, css: str, fonts: Fonts) -> Needed:
    """The faces that a browser chooses for the page; letters that no family has are nobody's."""
    found: defaultdict[tuple[Family, Face], set[str]] = defaultdict(set)
    stepping_in: dict[str, None] = {}
    wanted = casts(html, css)
    lenders = _lenders(frozenset[str]().union(*wanted.values()), fonts)
    for cast, letters in wanted.items():
        rest = {letter for letter in letters if letter >= " "}
        for family in (asked := _asked(cast, fonts)):
            rest -= _give(family, cast, rest, fonts, found)
        rest = {letter for letter in rest if _drawn(letter)}
        for family in lenders if rest else ():
            if family not in asked and (given := _give(family, cast, rest, fonts, found)):
                stepping_in[family.name] = None
                rest -= given
    ordered = sorted(found, key=lambda one: (one[0].name, one[1].weight, one[1].style))
    shared = {family: frozenset(_of(family, found)) for family, _ in ordered}
    return Needed({one: shared[one[0]] for one in ordered}, tuple(stepping_in))


def _give(
    family: Family, cast: Cast, letters: set[str], fonts: Fonts, found: dict[tuple[Family, Face], set[str]]
) -> set[str]:
    """Of these letters those that the family has, noted in `found`."""
    has = fonts.covers(family) if letters else frozenset[int]()
    given = {letter for letter in letters if ord(letter) in has}
    if given:
        found[family, chosen(family, cast)] |= given
    return given


def _lenders(letters: frozenset[str], fonts: Fonts) -> tuple[Family, ...]:
    """The families that step in; of those for scripts the one first that has most of this page.

    A Korean face has some Chinese letters too, and a word is not to be set in two faces.
    """
    known = _named(fonts.resorts, fonts)
    drawn = {ord(letter) for letter in letters if letter > "\x7f" and _drawn(letter)}
    missing = drawn.difference(*(fonts.covers(family) for family in fonts.families if family.role == "text"))
    scripts = [family for family in known if family.role == "script"] if missing else []
    scripts.sort(key=lambda family: -len(missing & fonts.covers(family)))
    return (*(family for family in known if family.role != "script"), *scripts)


def _drawn(letter: str) -> bool:
    """Whether another family steps in for a letter: not for what joins, parts or varies others and shows nothing."""
    return unicodedata.category(letter) not in _UNSEEN and not "\ufe00" <= letter <= "\ufe0f"


def _of(family: Family, found: Mapping[tuple[Family, Face], set[str]]) -> set[str]:
    """All letters of one family: a rule that we read otherwise than a browser does then costs no letter."""
    return {letter for (one, _), letters in found.items() if one == family for letter in letters}


def _asked(cast: Cast, fonts: Fonts) -> tuple[Family, ...]:
    generic = {family.generic: family.name for family in reversed(fonts.families) if family.generic}
    return tuple(dict.fromkeys(_named([generic.get(name, name) for name in cast.families], fonts)))


def _named(names: Sequence[str], fonts: Fonts) -> tuple[Family, ...]:
    known = {family.name: family for family in fonts.families}
    return tuple(known[name] for name in names if name in known)


def chosen(family: Family, cast: Cast) -> Face:
    """The face of a family that CSS chooses (CSS Fonts 4, 5.2): the slant first, then the nearest weight."""
    style = "italic" if cast.slanted else "normal"
    faces = [face for face in family.faces if face.style == style] or list(family.faces)
    return min(faces, key=lambda face: _distance(face.weight, cast.weight))


def _distance(weight: int, wanted: int) -> tuple[int, int]:
    """How far a weight is from what is wanted: first the side that is tried, then the difference."""
    if weight == wanted:
        return 0, 0
    if 400 <= wanted <= 500:
        tried = 1 if wanted < weight <= 500 else 2 if weight < wanted else 3
    else:
        tried = 1 if (weight > wanted) == (wanted > 500) else 2
    return tried, abs(weight - wanted)


def rules(need: Needed, address: Callable[[bytes, Face], str]) -> str:
    """The `@font-face` rules of the faces, each with what it is and its licence; `address` says where the bytes are."""
    lines, told = [], set[str]()
    for (family, face), letters in need.letters.items():
        if family.name not in told:
            lines.append(f"/* {_plain(family.name)} {_plain(family.version)}, {_plain(family.licence)} */")
            told.add(family.name)
        lines.append(
            f'@font-face {{ font-family: "{_plain(family.name)}"; font-weight: {face.weight}; '
            f'font-style: {face.style}; src: url("{address(cut(face.path, letters), face)}") format("woff2") }}'
        )
    return "\n".join(lines) + "\n"


def _plain(said: str) -> str:
    return "".join(letter for letter in said if letter.isalnum() or letter in " .-")


def inside(data: bytes, _: Face) -> str:
    """The address of a face that stands in the page itself."""
    return f"data:{MEDIA_TYPE};base64,{base64.b64encode(data).decode()}"


def cut(path: Path, letters: frozenset[str]) -> bytes:
    """The face as WOFF2 with the glyphs of these letters alone; the same bytes every time."""
    # Loaded here, for every worker loads this room and few make print pages.
    from fontTools import subset  # noqa: PLC0415
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415

    options = subset.Options(hinting=False, name_IDs=list(NAMES), notdef_outline=True, recalc_timestamp=False)
    options.layout_features = [*options.layout_features, *FEATURES]
    options.drop_tables = [*options.drop_tables, "DSIG", "meta"]
    try:
        with TTFont(path, lazy=True, recalcTimestamp=False) as font:
            subsetter = subset.Subsetter(options)
            # A space belongs to every face: an engine looks for it in the face of the letters beside it.
            subsetter.populate(unicodes=sorted({0x20, 0xA0, *map(ord, letters)}))
            subsetter.subset(font)
            font.flavor = "woff2"
            written = io.BytesIO()
            font.save(written, reorderTables=False)
    except (TTLibError, OSError, KeyError) as fault:
        raise FontError(f"the font '{path.name}' cannot be cut down", hint=str(fault)) from fault
    return written.getvalue()

"""Texts of other scripts: the face that their letters come from stands first, and their lines have the room they need.

A face that stands first gives a text its marks and figures too, so that quotes about Chinese words are Chinese ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

from printkit.config.lengths import length, written
from printkit.model.layout import Layout


@dataclass(frozen=True, slots=True)
class Script:
    """How a script is set beside Latin: how much larger its letters are, and how much further apart its lines.

    `ragged` says that its words have no spaces between them, so that only those around others' could be stretched;
    `narrow`, below how many letters in a line it is set ragged since its words are long and no patterns cut them.
    """

    name: str
    size: float = 1.0
    leading: float = 1.0
    ragged: bool = False
    narrow: float = 0.0


_LATIN = Script("latin")
_UNCUT = Script("latin", narrow=45.0)
_ARABIC = Script("arabic", 1.2, 1.36)
_HAN = Script("han", 1.0, 1.22, ragged=True)
_DEVANAGARI = Script("devanagari", 1.0, 1.18)
_BENGALI = Script("bengali", 1.0, 1.18)
_ETHIOPIC = Script("ethiopic", 1.0, 1.14)

SCRIPTS: Mapping[str, Script] = {
    **dict.fromkeys(("ar", "arc", "ckb", "fa", "ks", "ps", "sd", "ug", "ur"), _ARABIC),
    **dict.fromkeys(("zh", "ja", "yue", "cmn"), _HAN),
    "ko": Script("hangul", 1.0, 1.14),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), _DEVANAGARI),
    **dict.fromkeys(("bn", "as"), _BENGALI),
    "ta": Script("tamil", 1.0, 1.18, narrow=56.0),
    "th": Script("thai", 1.05, 1.22, ragged=True),
    **dict.fromkeys(("he", "yi"), Script("hebrew")),
    **dict.fromkeys(("am", "ti"), _ETHIOPIC),
    **dict.fromkeys(("az", "fi", "kk", "ky", "om", "rw", "sn", "so", "sw", "tk", "tr", "uz", "xh"), _UNCUT),
}
"""By the first part of a language's tag; what is not here is set as Latin is."""

_FACES = ("text", "display", "sans")
_SIZES = ("size", "caption-size", "table-size", "wide-size", "note-size", "kicker-size", "running-size")
_LEADINGS = ("baseline", "note-leading", "standfirst-leading", "pull-leading")
_HEADLINES = ("headline-leading", "headline-brief-leading", "headline-long-leading", "matter-leading")


def tokens(layout: Layout, lang: str) -> dict[str, str]:
    """The tokens that are others in a text of this language, for the layout to be laid over with.

    A layout names the face of a script in its token `face-SCRIPT`; where it names none its own faces stay first.
    """
    script = _script(lang)
    held = layout.tokens
    face = held.get(f"face-{script.name}", "")
    changed = {name: f"{face}, {held[name]}" for name in _FACES if face and name in held}
    headline = 1 + (script.leading - 1) / 2
    for names, ratio in ((_SIZES, script.size), (_LEADINGS, script.leading), (_HEADLINES, headline)):
        if ratio != 1:
            changed |= {name: written(length(held[name]) * ratio) for name in names if name in held}
    return changed


def suited(layout: Layout, lang: str) -> Layout:
    """The layout as a text of this language is set in it."""
    changed = tokens(layout, lang)
    return replace(layout, tokens={**layout.tokens, **changed}) if changed else layout


def rule(layout: Layout, lang: str, letters: float = inf) -> dict[str, str]:
    """The rules that lay these tokens over those of the layout's style sheet, which all its galleys share.

    `letters` is how many letters of half an em a line of the text holds.
    """
    changed, script = tokens(layout, lang), _script(lang)
    made = {}
    if changed:
        made[":root"] = "; ".join(f"--{name}: {said}" for name, said in changed.items())
        # Faces of other scripts have no figures made to stand high.
        made["sup.call, .footnote::footnote-call"] = f"font-family: {layout.tokens.get('text', 'serif')}"
    if script.ragged or letters < script.narrow:
        made[".body"] = "text-align: start"
    if lang.lower().startswith("zh"):
        made[".body > p"] = "text-indent: var(--indent-han, 2em)"
    return made


def _script(lang: str) -> Script:
    return SCRIPTS.get(lang.split("-", maxsplit=1)[0].lower(), _LATIN)

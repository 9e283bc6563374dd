"""Where an article ends and the page's boxes below it begin: other articles' teasers, comments, what helps the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from printkit.readers import furniture, signatures
from printkit.readers.lines import Line, is_prose, length, stops

_BODY = 0.5  # the share of the running words that stand above the end of an article at the least
_TOLD, _FURNISHED, _BROKEN = 0.5, 0.2, 0.3
# Words: of a sentence and of a paragraph at the least, of a label and of a title at the most.
_SENTENCE, _PARAGRAPH, _LABEL, _TITLE, _HELPERS = 3, 16, 4, 20, 80
_ELLIPSIS = re.compile(r"\w\s?(?:…|\.\.\.|\[…\])$")
_HELP = re.compile(
    r"""^\W*(?:
      (?:with\s)?(?:additional\s)?report(?:ing|s|ed)\s(?:by|from)\b | with\s(?:files|reports?|reporting)\s(?:from|by)\b
    | (?:edited|editing|translated|fact-checked|compiled)\sby\b
    | (?:the\s)?(?:associated\spress|reuters|afp)\s(?:writers?|journalists?|reporters?)\b
    | aus\sdem\s\w+\svon\b | übersetz(?:t|ung)\b.{0,20}\bvon\b | mit\s(?:informationen|material)\s(?:von|der|des)\b
    | mitarbeit\s?: | traduit\s(?:de|par)\b | avec\s(?:l')?(?:afp|reuters)\b | con\sinformación\sde\b
    | traducción\s(?:de|:) | com\sinformações\sd[aoe]s?\b | tradução\s(?:de|:) | traduzione\sdi\b | bearbetning\s?:
    )
    | \b(?:contributed|contributing)\s(?:to\sthis\s(?:report|story|article)|reporting)\b
    """,
    re.I | re.X,
)  # fmt: skip
_ROLES = (
    r"writer|reporter|editor|journalist|correspondent|columnist|contributor|blogger|producer|author|novelist|fellow|"
    r"professor|researcher|lecturer|autor(?:in)?|journalistin|redakteur(?:in)?|korrespondent(?:in)?|reporterin|"
    r"publizist(?:in)?|journaliste|auteur|autrice|rédact(?:eur|rice)|chroniqueu(?:r|se)|periodista|redactora?|"
    r"escritora?|autora|columnista|corresponsal|jornalista|colunista|repórter|giornalista|redat(?:tore|trice)|"
    r"director|direktor(?:in)?|founder|gründer(?:in)?|president|präsident(?:in)?|geschäftsführer(?:in)?|economist|"
    r"ökonom(?:in)?|historian|historiker(?:in)?|teacher|redacteur|verslaggever|skribent|reporter|журналист(?:ка)?|корреспондент|обозреватель"
)
_BIO = re.compile(
    rf"^(?-i:[^\W\d_a-zà-ÿ][\w.'’-]*\s){{1,5}}(?:\([^)]*\)\s)?"
    rf"(?:is|was|ist|war|est|es|é|è|er|är)\s(?:\w+\s){{0,4}}.{{0,80}}\b(?:{_ROLES})\b",
    re.I,
)
_BIO_PHRASE = re.compile(
    r"\b(?:follow (?:him|her|them|me)\b|(?:his|her|their) work has appeared|(?:he|she) is based in|is a freelance|"
    r"(?:email|e-mail|contact) \w+ (?:\w+ )?at \S+@|(?:freelance|staff) (?:writer|reporter)|"
    r"(?:now )?liv(?:es|ing) in [A-Z][^.]{3,60} with (?:his|her|their) |schreibt (?:seit|für|über)|suivez-l[ea]|"
    r"covers? .{3,60} for (?:the )?[A-Z])"
)
_IS_ROLE = re.compile(rf"is an? (?:\w+ ){{0,3}}(?:{_ROLES})\b", re.I)
_ROLE_FIRST = re.compile(rf"(?:{_ROLES})\b", re.I)
_SPOKEN = re.compile(r"[“”\"«»„]")


def closes(lines: Sequence[Line], number: int, names: Sequence[str]) -> bool:
    """Whether a line below the text says who wrote it or who helped, and nothing of what it is about."""
    text = lines[number].text
    if _helps(text):
        return True
    if length(text) > 120 or _SPOKEN.search(text):
        return False
    if _BIO_PHRASE.search(text) or signs(text) or sum(map(bool, map(_BIO.match, text.split(". ")))) > 1:
        return True
    above = lines[number - 1].text if number else ""
    named = text.split()[0] in {word for name in names for word in name.split()}
    boxed = furniture.is_furniture(above) or signatures.lone_name(above) or bool(_HELP.search(above))
    boxed = boxed or bool(_BIO.match(above) and not _SPOKEN.search(above))
    return (named or boxed) and bool(
        _BIO.match(text) or _IS_ROLE.match(text) or (signatures.lone_name(above) and _ROLE_FIRST.match(text))
    )


def _helps(text: str) -> bool:
    """Whether a line says who else reported, edited or translated."""
    return length(text) <= _HELPERS and bool(_HELP.search(text))


def signs(text: str) -> bool:
    """Whether a line is a name run together with what its bearer does, as it stands beside an author's picture."""
    return length(text) <= _TITLE and bool(signatures.bearer(text))


def end(lines: Sequence[Line], start: int) -> int:
    """The number of the first line that is of the page's boxes below the article; how many lines there are if none.

    An article has ended at a line of the page's own if most of its running text stands above, and if no paragraph of
    the kind stands below: titles and labels as many as sentences, and each longer sentence below a title of its own.
    """
    running = [_running(line.text) if n >= start else 0 for n, line in enumerate(lines)]
    below = _belows(lines)
    above, whole = 0, sum(running) or 1
    cut_off = len(lines)
    for number, line in enumerate(lines):
        if number > start and above >= _BODY * whole:
            if _marks(line.text, below[number + 1]):
                return min(number, cut_off)
            if below[number + 1].is_cut_off and _is_label(line.text):
                # A subhead may stand above as well: it is the last such line that the beginnings follow.
                cut_off = number
        above += running[number]
    return cut_off


def _running(text: str) -> int:
    """The words of a line of running text; of a beginning that is cut off, none."""
    return length(text) if is_prose(text) and not _ELLIPSIS.search(text) else 0


@dataclass(frozen=True, slots=True)
class _Below:
    """What stands below a line, counted: lines, labels of the page, sentences, those cut off, those as in a text."""

    lines: int = 0
    own: int = 0
    told: int = 0
    broken: int = 0
    running: int = 0

    @property
    def is_cut_off(self) -> bool:
        """Whether it is the beginnings of other articles, one after another."""
        few = self.broken >= 2 and self.broken >= 2 * _BROKEN * self.told
        return few or (self.broken >= 3 and self.broken >= _BROKEN * self.told)

    @property
    def is_beyond(self) -> bool:
        """Whether it is the page's boxes rather than the rest of an article."""
        if self.lines < 2:
            return False
        few = self.own > 2 and 0 < self.told <= _FURNISHED * self.lines
        return (few or self.own >= _FURNISHED * self.lines) and not self.running and self.told <= _TOLD * self.lines


def _belows(lines: Sequence[Line]) -> list[_Below]:
    """What stands below each line, itself included; the last is empty."""
    found = [_Below()]
    listed = _listed(lines)
    for number in range(len(lines) - 1, -1, -1):
        text, above = lines[number].text, lines[number - 1].text if number else ""
        own = listed[number] or furniture.is_furniture(text)
        told = not own and _is_told(text)
        # Below the link to another article a text may go on; a title that no list of links opened has its teaser there.
        titled = bool(above) and not _is_told(above) and not furniture.is_furniture(above) and not listed[number - 1]
        last = found[-1]
        found.append(
            _Below(
                last.lines + 1,
                last.own + own,
                last.told + told,
                last.broken + (told and bool(_ELLIPSIS.search(text))),
                last.running + (told and not titled and length(text) >= _PARAGRAPH),
            )
        )
    return found[::-1]


def _listed(lines: Sequence[Line]) -> list[bool]:
    """Which lines are titles in a list of links."""
    found, inside = [], False
    for line in lines:
        inside = furniture.opens_list(line.text) or (inside and not _is_told(line.text))
        found.append(inside)
    return found


def _marks(text: str, below: _Below) -> bool:
    """Whether the page's boxes begin at a label of the page's; an advertisement and one link stand within texts too."""
    if furniture.turns_page(text) or (furniture.counts_comments(text) and not below.running):
        return True
    return (furniture.is_label(text) or furniture.is_notice(text)) and below.is_beyond and not furniture.is_break(text)


def _is_label(text: str) -> bool:
    """Whether a line is the page's, or a word or two that stand alone as above a box or a part of an article."""
    if furniture.is_furniture(text):
        return not furniture.is_break(text)
    return length(text) <= _LABEL and not stops(text) and text[:1].isupper()


def _is_told(text: str) -> bool:
    """Whether a line is a sentence as an article has them."""
    return length(text) >= _TITLE or (length(text) >= _SENTENCE and stops(text))

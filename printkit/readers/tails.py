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
_SENTENCE, _PARAGRAPH, _LABEL, _TITLE = 3, 16, 4, 20
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
    rf"^(?:[^\W\d_a-zà-ÿ][\w.'’-]*\s){{1,5}}(?:\([^)]*\)\s)?"
    rf"(?:is|was|ist|war|est|es|é|è|er|är)\s(?:\w+\s){{0,4}}.{{0,80}}\b(?:{_ROLES})\b",
    re.I,
)
_BIO_PHRASE = re.compile(
    r"\b(?:follow (?:him|her|them|me)\b|(?:his|her|their) work has appeared|(?:he|she) is based in|is a freelance|"
    r"(?:email|e-mail|contact) \w+ (?:\w+ )?at \S+@|(?:freelance|staff) (?:writer|reporter)|"
    r"(?:now )?liv(?:es|ing) in [A-Z][^.]{3,60} with (?:his|her|their) |schreibt (?:seit|für|über)|suivez-l[ea]|"
    r"covers? .{3,60} for (?:the )?[A-Z])"
)
# "Ann LeeRedakteurin": a name and what stood below it, run together.
_GLUED = re.compile(rf"(?:[^\W\d_][\w.'’-]*\s){{1,3}}[^\W\d_]\w*[a-zà-ÿ](?=[A-ZÀ-Ý])(?i:{_ROLES})\b")
_ROLE_FIRST = re.compile(rf"(?:{_ROLES})\b", re.I)
_SPOKEN = re.compile(r"[“”\"«»„]")


def closes(lines: Sequence[Line], number: int, names: Sequence[str]) -> bool:
    """Whether a line below the text says who wrote it or who helped, and nothing of what it is about."""
    text = lines[number].text
    if _HELP.search(text) and length(text) <= 80:
        return True
    if length(text) > 120 or _SPOKEN.search(text):
        return False
    if _BIO_PHRASE.search(text) or _GLUED.match(text):
        return True
    above = lines[number - 1].text if number else ""
    named = text.split()[0] in {word for name in names for word in name.split()}
    boxed = furniture.is_furniture(above) or signatures.lone_name(above) or bool(_HELP.search(above))
    return (named or boxed) and bool(_BIO.match(text) or (signatures.lone_name(above) and _ROLE_FIRST.match(text)))


def end(lines: Sequence[Line], start: int) -> int:
    """The number of the first line that is of the page's boxes below the article; how many lines there are if none.

    An article has ended at a line of the page's own if most of its running text stands above, and if no paragraph of
    the kind stands below: titles and labels as many as sentences, and each longer sentence below a title of its own.
    """
    running = [length(line.text) if n >= start and is_prose(line.text) else 0 for n, line in enumerate(lines)]
    below = _belows(lines)
    above, whole = 0, sum(running) or 1
    for number, line in enumerate(lines):
        if number > start and above >= _BODY * whole and _marks(line.text, below[number + 1]):
            return number
        above += running[number]
    return len(lines)


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
        if self.lines < 2 or self.is_cut_off:
            return self.lines > 1
        return not self.running and self.told <= _TOLD * self.lines and self.own >= _FURNISHED * self.lines


def _belows(lines: Sequence[Line]) -> list[_Below]:
    """What stands below each line, itself included; the last is empty."""
    found = [_Below()]
    for number in range(len(lines) - 1, -1, -1):
        text, above = lines[number].text, lines[number - 1].text if number else ""
        own = furniture.is_furniture(text)
        told = not own and _is_told(text)
        titled = bool(above) and not _is_told(above) and not furniture.is_furniture(above)
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


def _marks(text: str, below: _Below) -> bool:
    """Whether the page's boxes begin at a line: a label of the page's, or a word or two above cut-off beginnings.

    An advertisement and the link to one article stand within texts too.
    """
    if furniture.turns_page(text) or (furniture.counts_comments(text) and not below.running):
        return True
    if furniture.is_label(text) or furniture.is_notice(text):
        return below.is_beyond and not furniture.is_break(text)
    return below.is_cut_off and length(text) <= _LABEL and not stops(text) and text[:1].isupper()


def _is_told(text: str) -> bool:
    """Whether a line is a sentence as an article has them."""
    return length(text) >= _TITLE or (length(text) >= _SENTENCE and stops(text))

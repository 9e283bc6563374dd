"""Lines that say who: captions with the credit at their end, bylines, datelines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from printkit.readers import bylines, dates

_LABEL = (
    r"(?:photo(?:graph)?|picture|image|illustration|video|graphic|bild|foto|fotos|photos|grafik|imagen|imagem|immagine|"
    r"nuotr\.|ljósmynd|valokuva|fotografija|gambar|ảnh|crédit(?:s)?|credits?|fotografía|zdjęcie|kuva|фото|изображение|写真|사진|图|図)"
)
_IN_BRACKETS = re.compile(
    rf"\s*[(\[]\s*(?:{_LABEL}\s*(?:credits?|courtesy|by|crédit|:)[\s:/]*|{_LABEL}\s*:\s*|"
    rf"{_LABEL}\s+(?-i:(?=[A-ZÀ-Ý]))|"
    r"credits?\s*:\s*|courtesy\s+(?:of\s+)?|©\s*)"
    r"(?P<credit>[^()\[\]]{2,120})[)\]]\s*$",
    re.I,
)
# "(NASA/JPL)": a bracket that names who took the picture without saying so.
_NAMES_IN_BRACKETS = re.compile(
    r"\s*\((?P<credit>(?:[A-Z©][^()/]{1,60}/\s?[A-Z][^()]{1,60}|"
    r"[^()]{0,60}\b(?:AP|AFP|Reuters|Getty Images|EPA|dpa|NASA)\b[^()]{0,30}))\)\.?$"
)
_AFTER = re.compile(
    rf"(?:^|(?<=[.!?…\"”»])\s+|\s+[|–—-]\s+)(?:{_LABEL}\s*(?:credits?|by)?\s*[:：/]|photo(?:graph)?\s+by|"
    r"bildrechte\s*:|credits?\s*:|©)\s*(?P<credit>\S[^.!?]{1,100}?(?:\.(?:com|org|net|ru|de|uk))?)\s*$",
    re.I,
)
_JAPANESE = re.compile(r"\s*[=＝(（](?=[^。=＝(（]{0,20}(?:写真|撮影|提供))(?P<credit>[^。=＝(（)）]{2,40})[)）]?$")
_AGENCY = re.compile(
    r"^[^.!?:]{2,70}(?:\s*[|/]\s*|,\s+)"
    r"(?:AP|AFP|Reuters|Getty Images|EPA|dpa|Bloomberg|Shutterstock|iStock)\b[^.!?]{0,30}$"
)
# "In the clinic.Ann Lee/dpa": the credit run together with the caption.
_GLUED = re.compile(
    r"(?<=[^\W\d_][.!?…])(?P<credit>[A-ZÀ-Ý][^.!?/]{2,40}/\s?"
    r"(?:dpa|AFP|AP|Reuters|EPA|imago|Getty|picture alliance|TASS|ANSA|EFE|Keystone|APA|TT|NTB|Ritzau|CTK|PAP)\b"
    r"[^.!?]{0,30})$"
)
_LITHUANIAN = re.compile(r"\s/\s(?P<credit>[^/]{3,40}(?:/[^/]{2,20})?)\s+nuotr\.$")
# Initials have full stops: "Photo: Ann B. Lee".
_LONE = re.compile(rf"^{_LABEL}\s*(?:credits?|by)?\s*[:：]\s*(?P<credit>(?:[^\W\d_]\S*[,/|]?\s?){{1,7}}[^.!?…])$", re.I)
_SHORTENED = re.compile(
    r"(?:^|(?<=[.!?…\"”»])\s+)(?:fot|foto|zdj|photo|ph)\.\s*(?P<credit>[A-ZÀ-ÝĄ-Ž][^.!?]{2,60})$", re.I
)
_COPYRIGHT = re.compile(r"(?<=\w)\s+Copyright\s+(?P<credit>[A-ZÀ-Ý][^.!?]{2,60})$")
_ARCHIVE = re.compile(
    r"(?:личный архив|из личного архива|file photo|handout|courtesy of|archivbild|symbolbild|archivfoto|"
    r"photo d'archives|foto de archivo)\b.{0,60}",
    re.I,
)
_BY = re.compile(
    r"(?:by|von|par|por|di|door|av|af|text|interview by|interview von|entretien par|"
    r"text by|written by|story by|words by|reporting by|author|autor|autorin|"
    r"autore|"
    r"auteur|reporter|oleh|penulis|yazan|автор|текст|от|tekst|kirjoittaja)\s*[:|]?\s+(?P<who>\S.*)",
    re.I,
)
_NAME = r"[^\W\d_][\w.'’ʼ-]*"
_WHO = re.compile(rf"{_NAME}(?:[ \u00a0]{_NAME}){{0,11}}(?:\s*[,;&]\s*{_NAME}(?:[ \u00a0]{_NAME}){{0,4}})*")
_HOUSE = re.compile(
    r"\s*(?:\s[-–—|•·/]\s*|[|•·]\s*|\s+(?:[Ff]or|[Oo]f)\s+(?=(?:[Tt]he\s+)?[A-Z])|\s+(?=The [A-Z]))(?P<house>\S.*)$"
)
# "Von Seb Dumitru, Lille": a name of two words and more, then where it was written.
# "By Ann Lee, in News, Books · 3 May": where it is filed, when, how many comments.
_FILED = re.compile(r",?\s+in\s+[A-ZÀ-Ý].*$|\s+·\s.*$")
_EDITORS = re.compile(
    r"(?:\w+[- ])?(?:redaktion(?:en)?|redazione|redacción|rédaction|redactie|editors|newsroom)\.?", re.I
)
_PLACE = re.compile(r"((?:\S+ ){1,3}[^\s,]+), [^\s,]+")
_ROLE = re.compile(
    r",?\s*\b(?:staff (?:writer|reporter)|(?:senior |chief |political |sports )?"
    r"(?:reporter|correspondent|editor|writer|columnist)|associated press|"
    r"reuters|afp|redakteur(?:in)?|journalist)\b.*$",
    re.I,
)
# What a picture of the author says below it.
_HAS_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|columnist|contributor|writer|follow|redakteur(?:in)?|korrespondent(?:in)?|"
    r"reporterin|autor(?:in)?|rédact(?:eur|rice)|journaliste?|correspondant|redactora?|corresponsal|giornalista|"
    r"folgen|suivre|seguir)\b", re.I
)  # fmt: skip
# "Ann LeeRedakteurin": a name and what stood below it, run together.
_BEARER = re.compile(
    r"(?P<name>(?:[^\W\d_][\w.'’-]*\s){1,3}[^\W\d_]\w*[a-zà-ÿ])(?=[A-ZÀ-Ý])(?i:editor|reporter|correspondent|columnist|"
    r"writer|journalist|redakteur|korrespondent|autor|journaliste|rédact|redactor|periodista|giornalista|jornalista)"
)
_CLOCK = re.compile(r"(?:^|\D)\d{1,2}(?:[:h]|\.(?=\d\d\b(?![.\d])))\d\d(?=\s|$|[ap]m|,)", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(r"\b(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})"),
    re.compile(rf"\b({_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})\b", re.I),
    re.compile(rf"\b(\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})\b", re.I),
    re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b"),
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner janvier enero janeiro gennaio januari января stycznia ledna januara",
            "februar février fevrier febrero fevereiro febbraio februari февраля lutego února",
            "märz mars marzo março maart марта marca března",
            "avril abril aprile апреля kwietnia dubna",
            "mai maggio mayo maio mei maj мая maja května",
            "juni juin junio junho giugno июня czerwca června",
            "juli juillet julio julho luglio июля lipca července",
            "août aout agosto augustus augusti августа sierpnia srpna",
            "septembre septiembre setembro settembre сентября września září",
            "oktober octobre octubre outubro ottobre октября października října",
            "novembre noviembre novembro ноября listopada listopadu",
            "dezember décembre decembre diciembre dezembro dicembre desember декабря grudnia prosince",
        ),
        1,
    )
    for name in names.split()
}
_NAMED = re.compile(r"\b(\d{1,2})(?:\.|er|º|°)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?((?:19|20)\d\d)\b")
# A day, a month's name in any language, a year: enough to know a dateline, not to read it.
_DATED = re.compile(r"\b\d{1,2}(?:\.|er|º)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d\d\b")
# Which of the two is the month, a line alone does not say.
_SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}/(?:19|20)\d\d\b")
_NO_NAMES = frozenset(
    """news world politics business sports sport opinion local national culture entertainment health science technology
    tech travel video podcast analysis review home style money life lifestyle features comment editorial international
    published updated posted""".split()  # noqa: SIM905 - a table of words reads as words
)
_LOWER = frozenset(
    ("and", "und", "et", "y", "de", "van", "von", "der", "den", "bin", "al", "la", "le", "da", "dos", "del")
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, and for which house if the line says so."""

    names: tuple[str, ...]
    outlet: str = ""


def caption(line: str) -> tuple[str, str] | None:
    """A line that ends with a credit, as caption and credit; either may be empty, None for any other line."""
    if len(line.split()) > 120:
        return None
    for pattern in (
        _IN_BRACKETS,
        _NAMES_IN_BRACKETS,
        _AFTER,
        _LONE,
        _SHORTENED,
        _GLUED,
        _COPYRIGHT,
        _LITHUANIAN,
        _JAPANESE,
    ):
        # "(dpa)" on a line of its own signs a text, not a picture.
        if (match := pattern.search(line)) and (match.start() or pattern is not _NAMES_IN_BRACKETS):
            return line[: match.start()].strip(" |–—-"), match["credit"].strip(" .|")
    short = len(line.split()) <= 10
    if short and (_AGENCY.match(line) or (_ARCHIVE.fullmatch(line) and not re.search(r"[.!?]$", line))):
        return "", line.strip()
    return None


def signs_agency(line: str) -> bool:
    """Whether a line is nothing but the agency in brackets that a text comes from: "(dpa)"."""
    return bool(_NAMES_IN_BRACKETS.fullmatch(line))


def byline(line: str) -> Byline | None:
    """A line that only says who wrote the text: "By Ann Lee -THE STAR", "Von Jan Holm"; None for any other line."""
    spaced = line.replace("\u00a0", " ").strip(" •*")
    match = _BY.fullmatch(spaced)
    if not match or len(spaced.split()) > 16:
        return None
    who, outlet = _FILED.sub("", match["who"].strip()), ""
    if house := _HOUSE.search(who):
        who, outlet = who[: house.start()], _title(house["house"])
    who = _ROLE.sub("", _without_date(who)).strip(" ,.|-–—")
    if place := _PLACE.fullmatch(who):
        who = place[1]
    if not who or not _WHO.fullmatch(who) or not _named(who):
        return None
    return Byline(bylines.names(who), outlet if day(outlet) is None and len(outlet.split()) < 6 else "")


def signs_text(line: str) -> bool:
    """Whether a line at the end of a text is who wrote it: a person's name, or the house's own editors."""
    return lone_name(line) or bool(_EDITORS.fullmatch(line))


def names_section(line: str) -> bool:
    """Whether a line is the name of a part of a newspaper, and no person's."""
    return all(word.casefold().strip(",&") in _NO_NAMES for word in line.split())


def says_role(line: str) -> bool:
    """Whether a short line names somebody's place at a newspaper, as below the picture of an author."""
    return len(line.split()) <= 8 and bool(_HAS_ROLE.search(line)) and not re.search(r"[.!?]$", line)


def bearer(line: str) -> str:
    """The name in a line that a name and what its bearer does were run together in, or nothing."""
    found = _BEARER.match(line)
    return found["name"] if found else ""


def is_timed(line: str) -> bool:
    """Whether a short line is a day with an hour, perhaps after a name, as it stands below an author's picture."""
    return len(line.split()) <= 8 and bool(_CLOCK.search(line)) and is_dateline(line)


def lone_name(line: str) -> bool:
    """Whether a line is a person's name and nothing else, as a byline without its "By" is."""
    line = re.split(r"\s*[|·•]", line, maxsplit=1)[0]
    words = line.replace("\u00a0", " ").split()
    if not 2 <= len(words) <= 6 or line.rstrip()[-1:] in ".:!?,":
        return False
    if any(word.casefold().strip(",") in _NO_NAMES for word in words):
        return False
    return bool(_WHO.fullmatch(" ".join(words))) and _named(line) and len(words) - sum(w in _LOWER for w in words) >= 2


def _named(text: str) -> bool:
    words = text.replace(",", " ").replace("&", " ").split()
    return all(word[0].isupper() or word.casefold() in _LOWER or not word[0].isascii() for word in words)


def _title(house: str) -> str:
    """An outlet as its name is written: capitals that only shout are taken down."""
    words = " ".join(house.split()).strip(" -–—|,.")
    return words.title() if words.isupper() and (" " in words or len(words) > 5) else words


def _without_date(text: str) -> str:
    for pattern in _DATES:
        if match := pattern.search(text):
            return text[: match.start()]
    return text


def day(line: str) -> date | None:
    """The day that a line of a head names, if any."""
    for number, pattern in enumerate(_DATES):
        if match := pattern.search(line):
            if number in (1, 2):
                if found := dates.parse(match[1]):
                    return found
                continue
            parts = match.groups() if number == 0 else match.groups()[::-1]
            return dates.parse("-".join(part.zfill(2) for part in parts))
    if (match := _NAMED.search(line)) and (month := _MONTHS.get(match[2].casefold())):
        return dates.parse(f"{match[3]}-{month:02}-{match[1].zfill(2)}")
    return None


def is_dateline(line: str) -> bool:
    """Whether a short line says when the text came out and little else, in whatever language."""
    return len(line.split()) <= 16 and (day(line) is not None or bool(_DATED.search(line) or _SLASHED.search(line)))

"""Lines that a web page prints around its article: share buttons, newsletters, related links, cookie notices."""

from __future__ import annotations

import re
from functools import cache

from printkit.readers import labels

_PATTERNS = re.compile(
    r"""(?:
      (?:\d+[.,]?\d*\s*k?\s*)?(?:new,\s*)?\d*\s*
      (?:comments?|shares?|likes?|views?|reads?|replies|votes?|followers)(?:\s*\(\d*\))?
    | (?:\d[\d.,]*\s*(?:k|m)?\s*(?:comments?|shares?|likes?|views?|reads?|mins?|minutes?)\W*){2,6}
    | (?:comments?|kommentare|commentaires|comentarios|shares?)\s*\(?\d+\)?
    | (?:image|photo|slide|bild|foto|picture)\s*\d+\s*(?:of|von|av|/|de|di)\s*/?\s*\d+
    | \d+\s*(?:of|/|von)\s*\d+\s*\|?
    | [\d:.,\s/|%+-]+ | [^\w\s]+
    | (?:video)?\s*\d{1,2}:\d\d(?:\s*\d{1,2}:\d\d)*
    | (?:\d+\s*)?(?:min(?:ute)?s?|min\.)\s*(?:read|to\ read)? | \d+\s*-?\s*min(?:ute)?s?\s+read(?:ing\ time)?
    | (?:(?:estimated\ )?reading\ time|lesezeit|temps\ de\ lecture|tempo\ de\ leitura|tiempo\ de\ lectura|lestid|lästid)
      \W*\d.{0,12}
    | lecture\s+\d+\s*min\.? | \d+\s*文字
    | (?:published|updated|posted|last\ updated|aktualisiert|veröffentlicht|mis\ à\ jour)\W*
      (?:\|?\s*updated\W*)?(?:on\s*)?(?:updated)?\W*
    | (?:current\ time|duration|remaining\ time|loaded|stream\ type|volume|playback\ rate)\b.{0,14}
    | %d\ bloggers\ like\ this:?
    | (?:home|startseite|accueil|inicio)\s*(?:[>»›/|9]|::)\s*.{1,120}
    | \d+\s*(?:kommentare?|commentaires?|comentarios?|commenti|reacties|kommentarer|komentarz\w*|комментари\w+|yorum)
    | (?:uppdaterad|publicerad|publisert|oppdatert|opdateret|päivitetty)\W*[\d.:]+(?:\W+\w+\W+[\d.:]+)?
    | .{0,20}\b\d+\ (?:hours?|days?|minutes?)\ ago\b.{0,40}
    | (?:vor\ )?\d+\s*(?:std|stunden?|hours?|hrs?|days?|minutes?|mins?|weeks?|months?|years?|heures?|jours?|tagen?)\.?
      (?:\ ago)?
    | (?:il\ y\ a|hace|há)\ .{3,16}
    | (?:skip\ to\ (?:the\ )?(?:main\ )?(?:content|navigation)\s*)+
    | zur\ \S+\ ?startseite
    | .{3,80}\bby\ clicking\ here.?
    | (?:[\w-]+\.)+(?:com|org|net|de|co\.uk|fr|es|it|ru|info|news)
    | (?:e-?mail|contact|kontakt)?\W*(?:\S+\s+){0,4}\S+@\S+\.\w{2,6}
    | video\s?\d.{0,12}
    | (?:>{2,}|[→►▶➤])\s*[^.!?]{3,100}
    | (?:by|von|par|por)\W*
    | (?:first\s)?(?:published|updated|posted|modified)\W*(?:on\s|at\s)?(?=.{0,20}\d)[\w\s:.,/+-]{4,50}(?<!\.)
    | https?://\S+ | www\.\S+ | @\w+
    | (?:follow\s+)?@\w+(?:\s+on\s+\w+)?
    | (?:view|see|show|load)\s+all(?:\s*\(\d+\))?
    | (?:chevron|arrow|keyboard)_\w+.{0,40}
    | (?:tweet|share|pin|email|print|save|follow|like|post|facebook|twitter|whatsapp|linkedin|reddit|copy\ link)
      (?:[\s,|/·•]+
        (?:tweet|share|pin|email|print|save|follow|like|post|facebook|twitter|whatsapp|linkedin|reddit|pinterest
          |copy\ link|\d+))+
    | \d+\s*(?:shares?|comments?)(?:\s*\w+)?
    )""",
    re.I | re.X,
)
_PAGES = re.compile(r"(?:page\s*)?1\s*[|/·]?\s*2\s*[|/·]?\s*3(?:\s*[|/·]?\s*\d{1,2})*\s*(?:…|\.{3})?\s*\d*", re.I)
_COUNT = re.compile(
    r"\d+\s*(?:comments?|replies|responses?|thoughts? on .{3,90}|kommentare?|commentaires?|comentarios?|comentários?|"
    r"commenti|reacties|kommentarer|komentarz\w*|комментари\w+|yorum|komentar)\W*",
    re.I,
)
_EDGES = re.compile(r"^[\s\W_]+|[\s\W_]+$")
# Words that only a page says to its visitors, wherever they stand in a line.
_WITHIN = re.compile(
    r"会員登録が必要|会員の方のみ|좋아요를 눌러|subscribers only|exclusive to subscribers|nur für abonnenten|"
    r"réservé aux abonnés|de cet article à lire|"
    r"exclusivo para suscriptores|sólo para suscriptores|riservato agli abbonati|только для подписчиков"
)
_READER = re.compile(
    r"\b(?:you|your|sie|ihr|ihre|ihrem|ihren|du|dein|deine|vous|votre|vos|usted|su|tu|sus|você|seu|sua|tuo|tua|je|jouw|"
    r"din|ditt|dit|вы|ваш\w*|вам)\b|(?:ます|ください|ません)|(?:하세요|합니다|십시오)"
)
_TOLD = re.compile(r"[“”\"«»„「」]|‘.*’")
SHORT = 25
_SUBHEAD = 7  # words of a subhead in capitals at the most
_UNCASED = re.compile(r"[\u0590-\u10ff\u1200-\u139f\u1780-\u18af\u2e80-\ud7ff\uf900-\ufaff]")
_LONGEST = 300
_LEGAL = re.compile(
    r"(?:we(?: and our partners)? use cookies|this (?:web)?site uses cookies|"
    r"by (?:choosing|clicking|selecting) .?i accept|"
    r"by continuing to use|wir verwenden cookies|nous utilisons des cookies|utilizamos cookies|usiamo i cookie|"
    r"your (?:web )?browser is (?:no longer|not) supported)"
)


def _table(text: str) -> frozenset[str]:
    return frozenset(" ".join(label.split()) for label in text.split("|") if label.strip())


@cache
def _labels() -> frozenset[str]:
    return frozenset(_EDGES.sub("", label) for label in _table(labels.LABELS) | _table(labels.LISTS))


@cache
def _lists() -> frozenset[str]:
    return frozenset(_EDGES.sub("", label) for label in _table(labels.LISTS))


@cache
def _matters() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, labels.MATTERS))


@cache
def _breaks() -> frozenset[str]:
    return frozenset(_EDGES.sub("", label) for label in _table(labels.BREAKS))


@cache
def _openings() -> tuple[str, ...]:
    return tuple(sorted(_table(labels.OPENINGS)))


@cache
def _notices() -> tuple[str, ...]:
    return tuple(sorted(_table(labels.NOTICES)))


def is_notice(line: str) -> bool:
    """Whether a sentence is one that a page says to its visitors, be it as long as a paragraph."""
    words = " ".join(line.replace("’", "'").casefold().split()).lstrip("[(>•*- ")
    return words.startswith(_notices()) and len(words) <= 2 * _LONGEST


def bare(line: str) -> str:
    """A line as the tables hold it: one space between words, without case, without marks at either end."""
    return _EDGES.sub("", " ".join(line.replace("’", "'").casefold().split()))


def is_label(line: str) -> bool:
    """Whether a whole line is the label of a button, a box or a list."""
    if len(line) > _LONGEST:
        return False
    spaced = " ".join(line.split())
    return bare(line) in _labels() or any(
        _PATTERNS.fullmatch(text) for text in (spaced, spaced.lstrip("•*>-| ")) if text
    )


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the article."""
    if is_label(line) or _is_menu(line) or is_notice(line):
        return True
    words = " ".join(line.replace("’", "'").casefold().split()).lstrip("[(>•*- ")
    return (
        bool(_LEGAL.match(words))
        or (len(words) < _LONGEST and bool(_WITHIN.search(words)))
        or (len(words.split()) <= SHORT and words.startswith(_openings()))
    )


def _is_menu(line: str) -> bool:
    """Whether a line is a site's menu run together: many words, nearly all with capitals, no mark between them."""
    words = line.split()
    capital = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    return len(words) > 19 and capital > 0.8 * len(words) and not re.search(r"[.,;:!?”\"]", line) and not line.isupper()


def shouts(line: str) -> bool:
    """Whether a line is all capitals and as long as a headline: the link to another article, as some houses set it."""
    return line.isupper() and len(line.split()) > _SUBHEAD and not _UNCASED.search(line)


def is_break(line: str) -> bool:
    """Whether a page's own line stands within texts, as an advertisement does."""
    return bare(line) in _breaks()


def addresses(line: str) -> bool:
    """Whether a line may be its page speaking to visitors of accounts, letters and offers; its neighbours decide."""
    words = line.replace("’", "'").casefold()
    if len(words) > _LONGEST or _TOLD.search(line) or not _READER.search(words):
        return False
    return sum(bool(matter.search(words)) for matter in _matters()) > 1


def turns_page(line: str) -> bool:
    """Whether a line leads to an article's other pages, or to more of a list: "1 2 3 4"."""
    return bool(_PAGES.fullmatch(line))


def counts_comments(line: str) -> bool:
    """Whether a line says how many comments follow."""
    return bool(_COUNT.fullmatch(line.strip()))


def opens_list(line: str) -> bool:
    """Whether a list of links to other articles, or readers' comments, follow a line."""
    return bare(line) in _lists()

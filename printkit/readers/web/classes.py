"""What the names that pages give their elements tell of the part they play."""

from __future__ import annotations

import re

from printkit.readers.web.page import Element

STANDFIRST = re.compile(
    r"stand-?first|(?:^|[_-])dek(?:$|[_-])|sub-?(?:title|head(?:line)?|line)|deck(?:$|[_-])|"
    r"(?:article|story|entry|post|page|content|c|a)[_-]{1,2}"
    r"(?:summary|intro|lead|lede|excerpt|description|teaser|abstract)|"
    r"^(?:summary|intro|lead|lede|excerpt|anleser|teaser|sommario|lid)$|"
    r"perex|ingress|chapeau|chapo|vorspann|entradilla|bajada|copete|catenaccio|manchet",
    re.I,
)
BYLINE = re.compile(r"by-?line|author|autor|auteur|writer|contributor|redakt|verfasser|firma|penulis|yazar", re.I)
KICKER = re.compile(
    r"kicker|eyebrow|overline|topline|rubric|dachzeile|spitzmarke|over-?title|pre-?title|surtitre|antetitulo|volanta|"
    r"occhiello|cintillo",
    re.I,
)
CAPTION = re.compile(
    r"caption|(?:image|photo|picture|media|foto|img|figure)[_-]*(?:text|desc\w*|legend|info|title|meta)|legend|bildtext|"
    r"bildunterschrift|bildzeile|didascalia|leyenda|pie-?(?:de-?)?foto|epigrafe|photo-?credit|image-?credit",
    re.I,
)
FIGURE = re.compile(
    r"(?:^|[_-])(?:image|img|figure|photo|picture|media|foto|\w*bild|gallery|caption|thumb\w*)(?:$|[_-])", re.I
)
CREDIT = re.compile(r"credit|copyright|photographer|fotograf|bildquelle|bildnachweis|attribution", re.I)
BOX = re.compile(
    r"related|recommend|most-?(?:read|popular|viewed)|trending|newsletter|subscri|sign-?up|outbrain|taboola|paywall|"
    r"access-wall|author-?(?:bio|box|info|card)|(?:^|[_-])bio(?:$|[_-])|bio-?box|tag-?list|breadcrumb|disclaimer|"
    r"sponsor|(?:^|[_-])ads?(?:$|[_-])|comment|disqus|cookie|consent|share|social|feedback|next-?article|read-?more|"
    r"read-?next|see-?also|postdate|article[_-]*meta|entry-meta|post-meta|dateline|timestamp|pagination",
    re.I,
)
_DECOR = re.compile(
    r"(?:^|[/_.-])(?:logos?|icons?|avatars?|gravatar|sprite|pixel|emoji|badge|spacer|blank|placeholder|button|loader|"
    r"spinner|profiles?|authors?|autor(?:en)?|users?|headshots?|staff|thumb-?up|tracking|beacon)(?:$|[/_.0-9-])|(?:^|[/_-])1x1\.",
    re.I,
)
_SMALL = 50  # pixels
_TINY = 300  # letters of a picture inside the page that only holds a place
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|tiff?)\b|/(?:image|img|photo|media|picture)s?\b", re.I)


def names(element: Element, pattern: re.Pattern[str], *, above: int = 1) -> bool:
    """Whether an element, or one of the next `above` around it, is named so by class, id or itemprop."""
    at: Element | None = element
    for _ in range(above + 1):
        if at is None or at.tag in {"body", "html", "article", "main"}:
            return False
        said = " ".join(at.get(key, "") for key in ("class", "id", "itemprop", "data-testid", "data-component"))
        if any(pattern.search(word) for word in said.split()):
            return True
        at = at.getparent()
    return False


def decorates(image: Element) -> bool:
    """Whether a picture only decorates the page: a logo, an icon, a face beside a name, a pixel that counts."""
    sizes = [int(match[0]) for name in ("width", "height") if (match := re.match(r"\d{1,5}", image.get(name, "")))]
    if sizes and min(sizes) < _SMALL:
        return True
    src = image.get("src", "")
    path = src.partition("?")[0]
    if src.startswith("data:"):
        return src.startswith("data:image/svg") or len(src) < _TINY
    counts = not any(image.get(key) for key in ("alt", "width", "height", "srcset")) and not _PICTURE.search(path)
    return not src or counts or bool(_DECOR.search(path))

"""The word for a page in the languages we know: composing leaves room for it, binding says it with the number."""

from __future__ import annotations

PAGE = {
    **{"en": "page", "fr": "page", "de": "Seite", "es": "página", "it": "pagina", "pt": "página", "nl": "pagina"},
    **{"ru": "страница", "sv": "sida", "da": "side", "no": "side", "fi": "sivu", "pl": "strona", "cs": "strana"},
}

SAME = {"nb": "no", "nn": "no"}
"""Languages that are served by the words of another."""

SAMPLE = "0123456789"
"""What stands in the box of a page number until binding fills it: every figure that the number may need."""


def base(lang: str) -> str:
    """The language whose words serve a BCP 47 tag."""
    primary = lang.split("-", maxsplit=1)[0].lower()
    return SAME.get(primary, primary)


def page(lang: str) -> str:
    """The word that stands before a page number; the English one where we have none."""
    return PAGE.get(base(lang), PAGE["en"])

"""The few words and the dates that a page says of itself, in the language of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

from printkit.model.words import base

_KEYS = (
    "by",
    "photo",
    "picture",
    "contents",
    "contributors",
    "notes",
    "updated",
    "number",
    "colophon",
    "faces",
    "set_with",
    "in_this_section",
    "failed",
    "video",
    "audio",
    "map",
    "post",
    "other",
)

_WORDS = {
    "en": "By|Photo|Picture|Contents|Contributors|Notes|Updated|No.|Colophon|Typefaces|Set with printkit"
    "|In this section|This article could not be set|Video|Audio|Map|Post|Online",
    "fr": "Par|Photo|Image|Sommaire|Ont contribué|Notes|Mis à jour|Nº|Colophon|Caractères|Composé avec printkit"
    "|Dans cette rubrique|Cet article n’a pas pu être composé|Vidéo|Audio|Carte|Message|En ligne",
    "de": "Von|Foto|Bild|Inhalt|Mitwirkende|Anmerkungen|Aktualisiert|Nr.|Impressum|Schriften"
    "|Gesetzt mit printkit|In diesem Teil|Dieser Artikel konnte nicht gesetzt werden|Video|Audio|Karte|Beitrag|Online",
    "es": "Por|Foto|Imagen|Sumario|Colaboradores|Notas|Actualizado|N.º|Colofón|Tipografías"
    "|Compuesto con printkit|En esta sección|Este artículo no se pudo componer|Vídeo|Audio|Mapa|Mensaje|En línea",
    "it": "Di|Foto|Immagine|Sommario|Hanno collaborato|Note|Aggiornato|N.|Colophon|Caratteri"
    "|Composto con printkit|In questa sezione|Non è stato possibile comporre questo articolo"
    "|Video|Audio|Mappa|Messaggio|In rete",
    "pt": "Por|Foto|Imagem|Sumário|Colaboradores|Notas|Atualizado|N.º|Colofão|Tipos|Composto com printkit"
    "|Nesta secção|Não foi possível compor este artigo|Vídeo|Áudio|Mapa|Mensagem|Em linha",
    "nl": "Door|Foto|Afbeelding|Inhoud|Medewerkers|Noten|Bijgewerkt|Nr.|Colofon|Letters|Gezet met printkit"
    "|In dit deel|Dit artikel kon niet worden gezet|Video|Audio|Kaart|Bericht|Online",
    "ru": "|Фото|Изображение|Содержание|Авторы номера|Примечания|Обновлено|№|Выходные данные|Шрифты"
    "|Набрано в printkit|В этом разделе|Эту статью не удалось набрать|Видео|Аудио|Карта|Запись|В сети",
    "sv": "Av|Foto|Bild|Innehåll|Medverkande|Noter|Uppdaterad|Nr|Kolofon|Typsnitt|Satt med printkit"
    "|I denna avdelning|Artikeln kunde inte sättas|Video|Ljud|Karta|Inlägg|På nätet",
    "da": "Af|Foto|Billede|Indhold|Medvirkende|Noter|Opdateret|Nr.|Kolofon|Skrifter|Sat med printkit"
    "|I denne sektion|Artiklen kunne ikke sættes|Video|Lyd|Kort|Opslag|På nettet",
    "no": "Av|Foto|Bilde|Innhold|Bidragsytere|Noter|Oppdatert|Nr.|Kolofon|Skrifter|Satt med printkit"
    "|I denne seksjonen|Artikkelen kunne ikke settes|Video|Lyd|Kart|Innlegg|På nett",
    "fi": "|Kuva|Kuva|Sisällys|Tekijät|Viitteet|Päivitetty|Nro|Kolofoni|Kirjasimet|Ladottu: printkit"
    "|Tässä osastossa|Artikkelia ei voitu latoa|Video|Ääni|Kartta|Julkaisu|Verkossa",
    "pl": "|Fot.|Ilustracja|Spis treści|Autorzy|Przypisy|Aktualizacja|Nr|Kolofon|Kroje pisma"
    "|Złożono w printkit|W tym dziale|Nie udało się złożyć tego artykułu|Wideo|Dźwięk|Mapa|Wpis|W sieci",
    "cs": "|Foto|Obrázek|Obsah|Přispěli|Poznámky|Aktualizováno|Č.|Tiráž|Písma|Vysázeno v printkit"
    "|V této rubrice|Tento článek se nepodařilo vysázet|Video|Zvuk|Mapa|Příspěvek|Na síti",
}

_TABLE: dict[str, dict[str, str]] = {
    language: dict(zip(_KEYS, said.split("|"), strict=True)) for language, said in _WORDS.items()
}
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def words(lang: str) -> Mapping[str, str]:
    """The words of a language, or the English ones where we have none; a Slavic byline needs no word before it."""
    return _TABLE.get(base(lang), _TABLE["en"])


def direction(lang: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    return "rtl" if lang.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


def long_date(day: date | None, lang: str) -> str:
    """The date as the language writes it out (`1 March 2026`), or nothing; the hour is not printed."""
    return format_date(day, format="long", locale=_locale(lang)) if day else ""


def joined(names: Sequence[str], lang: str) -> str:
    """Names as a language lists them: `A, B and C`."""
    return format_list(list(names), locale=_locale(lang)) if names else ""


def _locale(lang: str) -> Locale:
    for tag in (lang, lang.split("-", maxsplit=1)[0], "en"):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")

"""What stands for a letter where words of other scripts are sorted: letters that are one to a reader become one.

The signs of Chinese and Japanese stand in the order of the old national codes, which list the common ones by their
sound (GB 2312: pinyin; JIS X 0208: the kana of the reading) or by their strokes (Big5), and the rare ones behind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

_ARABIC = str.maketrans("أإآٱؤئىة", "ااااوييه")
_PERSIAN = str.maketrans("كيىأإآؤئۀة", "کییاااویهه")
_HEBREW = str.maketrans("ךםןףץ", "כמנפצ")
_CYRILLIC = str.maketrans("ёѐѝ", "ееи")
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", "ー")
_NUKTA = str.maketrans("", "", "\u093c\u09bc\u0a3c\u0abc\u0b3c")

_THAI = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_TONES = re.compile("[\u0e47-\u0e4e]")
_ARTICLE = re.compile("^ال(?!له$)(?=\\w{2})")
_CODES = {"zh": "gb2312", "zh-hant": "big5", "ja": "euc_jp"}


def folded(word: str, lang: str) -> str:
    """A word in small letters as it is sorted in its language; the article of Arabic does not count."""
    found = _FOLDS.get(lang)
    return found(word) if found else word


def sign(letter: str, lang: str) -> str:
    """What a Chinese or Japanese sign is sorted by: behind all letters, in the order of its code."""
    codec = _CODES.get(lang)
    if codec is None or not ("\u3400" <= letter <= "\u9fff" or letter >= "\U00020000"):
        return letter
    try:
        return chr(0xF0000 + int.from_bytes(letter.encode(codec)[-2:]))
    except UnicodeEncodeError:
        return f"\U00100000{letter}"


def _unmarked(word: str) -> str:
    return "".join(letter for letter in word if unicodedata.category(letter) != "Mn")


def _arabic(word: str) -> str:
    return _ARTICLE.sub("", _unmarked(word).translate(_ARABIC))


def _persian(word: str) -> str:
    return _unmarked(word).translate(_PERSIAN)


def _thai(word: str) -> str:
    # A vowel that is written before its consonant is spoken, and sorted, behind it; tones count for nothing.
    return _TONES.sub("", _THAI.sub(r"\2\1", word))


def _japanese(word: str) -> str:
    whole = unicodedata.normalize("NFKC", word)
    flat = "".join(chr(ord(kana) - 0x60) if "ァ" <= kana <= "ヶ" else kana for kana in whole)
    plain = re.sub("[\u3099\u309a]", "", unicodedata.normalize("NFD", flat))
    return plain.translate(_SMALL)


_FOLDS: Mapping[str, Callable[[str], str]] = {
    "ar": _arabic,
    **dict.fromkeys(("fa", "ur"), _persian),
    **dict.fromkeys(("he", "yi"), lambda word: _unmarked(word).translate(_HEBREW)),
    "ru": lambda word: word.translate(_CYRILLIC),
    **dict.fromkeys(("hi", "mr", "ne", "bn"), lambda word: word.translate(_NUKTA)),
    "th": _thai,
    "ja": _japanese,
}

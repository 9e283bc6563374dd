"""Names for files and addresses: any text in small ASCII letters, digits and hyphens; and names that browsers give."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from anyascii import anyascii

LONGEST = 80
"""A slug's greatest length in characters."""

_OTHER = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ](?=[^\W\d_])")


def slugify(text: str) -> str:
    """The text in ASCII, lower case, hyphens between words, at most 80 characters; it may come out empty."""
    plain = anyascii(_APOSTROPHE.sub("", text)).lower()
    slug = _OTHER.sub("-", plain).strip("-")
    if len(slug) <= LONGEST:
        return slug
    head = slug[: LONGEST + 1].rpartition("-")[0]
    return (head if len(head) > LONGEST // 2 else slug[:LONGEST]).strip("-")


def picture_name(src: str) -> str:
    """What a picture is called in its path or address, without what is asked of its host; at most 60 characters.

    A picture that lies inside the page has no name.
    """
    if src[:5].lower() == "data:":
        return ""
    try:
        path = urlsplit(src).path
    except ValueError:
        path = src
    return PurePosixPath(unquote(path)).name[-60:]


# Firefox and Chrome say "files"; Edge, Internet Explorer and word processors say it in the reader's language.
_BESIDE = re.compile(
    r"(.+)(?:[_-]|\.(?=files?\Z))(?:files?|fichiers|archivos|dateien|bestanden|filer|pliki|arquivos|ficheiros|"
    r"soubory|elemei|dosyalar|tiedostot|fitxers|fájlok|súbory|датотеке|αρχεία)\Z",
    re.I,
)


def page_beside(folder: str) -> str:
    """The name, without its ending, of the saved page whose pictures a folder of this name holds; empty if none."""
    found = _BESIDE.fullmatch(folder)
    return found[1] if found else ""

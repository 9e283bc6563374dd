"""Checks of what a file carries and says of itself: faces, metadata, claims and attachments."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from html import unescape

from printkit.audit.book import Book, part_of
from printkit.audit.codes import Findings, note, shortened, where
from printkit.audit.numbered import folio
from printkit.audit.tree import Element
from printkit.audit.values import Ref, Stream, Value, text, whole

_NOTHING = b"\0\0"
_TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.S)
_LANGS = re.compile(r"<dc:language>(.*?)</dc:language>", re.S)
_ITEM = re.compile(r"<rdf:li[^>]*>(.*?)</rdf:li>", re.S)
_UA = re.compile(r"pdfuaid:part(?:>|\s*=\s*[\"'])\s*(\d)")
_A = re.compile(r"pdfaid:part(?:>|\s*=\s*[\"'])\s*(\d)")
_X = re.compile(r"GTS_PDFXVersion(?:>|\s*=\s*[\"'])\s*(PDF/X[^<\"']*)")


def faces_are_whole(book: Book) -> Findings:
    """Every face is carried along, and all that is shown in it has a meaning."""
    for face in book.faces:
        if face.program is None:
            yield note("audit.font-missing", f"{face.name or 'a font'} is not embedded")
            continue
        lost = face.unknown - ({_NOTHING} if face.kind == "Type0" else set())
        if lost:
            codes = ", ".join(code.hex() for code in sorted(lost)[:4])
            yield note("audit.no-unicode", f"{face.name}: {len(lost)} glyphs shown have no meaning ({codes})")
        if face.kind == "Type0" and _NOTHING in face.unknown:
            yield note("audit.no-glyph", f"{face.name}: an empty box stands for a character that it does not have")


def faces_are_united(book: Book) -> Findings:
    """On the pages that are stamped, and so are ours, a face is one program."""
    programs: dict[tuple[str, str], set[object]] = defaultdict(set)
    for page in book.pages:
        for face in page.content.faces if folio(page) else ():
            if face.program is not None and face.kind != "Type3":
                programs[face.name, face.kind].add(face.program)
    for (called, _), held in sorted(programs.items()):
        if len(held) > 1:
            yield note("audit.face-twice", f"{called} is carried along {len(held)} times")


def the_file_says_what_it_is(book: Book) -> Findings:
    """Title and language stand in the catalog, and the metadata, the information and the tree say the same."""
    root = book.file.root
    if not text(book.file.look(root.get("Lang"))):
        yield note("audit.no-language", "the catalog does not say the language")
    if not _packet(book):
        yield note("audit.no-metadata", "the file has no metadata (XMP)")
    info = text(book.file.look(book.file.entries(book.file.trailer.get("Info")).get("Title")))
    found = _TITLE.search(_packet(book))
    titles = {
        "the information": info,
        "the metadata": unescape(found[1]) if found else "",
        "the tree": book.tree.tops[0].title if book.tree and book.tree.tops else "",
    }
    if not any(titles.values()):
        yield note("audit.no-title", "the file has no title")
    said = {where_: title for where_, title in titles.items() if title}
    if len(set(said.values())) > 1:
        listed = ", ".join(f"{where_}: “{shortened(title)}”" for where_, title in said.items())
        yield note("audit.title", f"the titles differ: {listed}")
    yield from _languages(book)


def _languages(book: Book) -> Findings:
    found = _LANGS.search(_packet(book))
    if found is None:
        return
    listed = {unescape(item) for item in _ITEM.findall(found[1])}
    missing = sorted({part.element.lang for part in book.parts if part.element.lang} - listed)
    if missing:
        yield note("audit.languages", f"the metadata do not name these languages of articles: {', '.join(missing)}")


def claims_are_kept(book: Book) -> Findings:
    """What the metadata claim of standards is borne out by the file."""
    packet, root = _packet(book), book.file.root
    preferences = book.file.entries(root.get("ViewerPreferences"))
    marked = book.file.look(book.file.entries(root.get("MarkInfo")).get("Marked"))
    if book.tree is not None and marked is not True:
        yield note("audit.claim", "the file has tags and does not say so (MarkInfo)")
    if _UA.search(packet):
        if book.tree is None:
            yield note("audit.claim", "it claims PDF/UA and has no tags")
        if book.file.look(preferences.get("DisplayDocTitle")) is not True:
            yield note("audit.claim", "it claims PDF/UA and does not ask for its title to be shown")
    intents = book.file.items(root.get("OutputIntents"))
    profiles = [book.file.look(book.file.entries(one).get("DestOutputProfile")) for one in intents]
    for standard in [f"PDF/A-{found[1]}" for found in _A.finditer(packet)] + _X.findall(packet):
        if not any(isinstance(profile, Stream) and profile.data() for profile in profiles):
            yield note("audit.claim", f"it claims {standard} and carries no output intent with a profile")
        if "ID" not in book.file.trailer:
            yield note("audit.claim", f"it claims {standard} and has no identifier")


def attachments_are_kept(book: Book) -> Findings:
    """Every attached file is listed, whole, and belongs to the article that it is named after (ISO 19005-3, 6.8)."""
    names = book.file.entries(book.file.root.get("Names"))
    listed = [(key, value) for key, value in book.file.tree(names.get("EmbeddedFiles"), "Names")]
    owners = _owners(book)
    for key, value in listed:
        if isinstance(key, bytes):
            yield from _attachment(book, value, key, owners.get(value, []) if isinstance(value, Ref) else [])
    for place in owners:
        if place not in (value for _, value in listed):
            said = text(book.file.look(book.file.entries(place).get("UF")))
            yield note("audit.attachment-lost", f"the attached file “{shortened(said)}” is not among the file's own")


def _owners(book: Book) -> dict[Ref, list[Element | None]]:
    """By attached file the elements that it belongs to; None is the file as a whole."""
    owners: dict[Ref, list[Element | None]] = defaultdict(list)
    for value in book.file.items(book.file.root.get("AF")):
        if isinstance(value, Ref):
            owners[value].append(None)
    for element in book.tree.walk() if book.tree else ():
        for value in book.file.items(element.entries.get("AF")):
            if isinstance(value, Ref):
                owners[value].append(element)
    return owners


def _attachment(book: Book, place: Value, key: bytes, owners: list[Element | None]) -> Findings:
    called = f"the attached file “{shortened(text(key))}”"
    specification = book.file.entries(place)
    if not owners:
        yield note("audit.attachment-loose", f"{called} belongs to no article (AF)")
    elif "AFRelationship" not in specification:
        yield note("audit.attachment-loose", f"{called} does not say how it belongs to its article (AFRelationship)")
    slug = part_of(key) if b"#" in key else ""
    for owner in owners:
        part = book.part(owner)
        if slug in book.starts and part and part.slug and part.slug != slug:
            yield note("audit.attachment-article", f"{called} hangs on another article", where(book, part.first, owner))
    held = book.file.entries(specification.get("EF"))
    found = book.file.look(held.get("F") or held.get("UF"))
    if not isinstance(found, Stream):
        yield note("audit.attachment-lost", f"{called} holds nothing")
        return
    about, data = book.file.entries(found.entries.get("Params")), found.data()
    size, digest = whole(book.file.look(about.get("Size"))), book.file.look(about.get("CheckSum"))
    md5 = hashlib.md5(data, usedforsecurity=False).digest()  # ISO 32000-1, table 46 asks for this one
    if (size is not None and size != len(data)) or (isinstance(digest, bytes) and digest and digest != md5):
        yield note("audit.attachment-damaged", f"{called} is not what it was")


def is_for_press(book: Book) -> bool:
    """Whether the file claims to be PDF/X, which has no links."""
    return bool(_X.search(_packet(book)))


def _packet(book: Book) -> str:
    return book.file.data(book.file.root.get("Metadata")).decode("utf-8", "replace")

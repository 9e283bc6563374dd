"""Says what the bundle is: one XMP packet and information dictionary, and the claims of its profile."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from pypdf.generic import BooleanObject, DictionaryObject, StreamObject

from printkit.bind import colour
from printkit.bind.objects import array, dictionary, name, number, stream, text
from printkit.bind.profiles import Profile
from printkit.bind.write import Writer
from printkit.model.products import Imprint, Part, PressRun
from printkit.model.words import leftward

PRODUCER = "printkit"


_XMP_HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
    ' xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"'
    ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
)
_XMP_TAIL = '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'

# ISO 19005-3, 6.6.2.3: a schema that PDF/A does not know must be described.
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>the part of ISO 14289 that the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n"
)


def identifier(digest: bytes) -> str:
    """A name for the file made from its content alone (RFC 9562, version 8)."""
    bits = int.from_bytes(digest[:16]) & ~(0xF << 76) & ~(0x3 << 62) | 0x8 << 76 | 0x2 << 62
    return f"urn:uuid:{uuid.UUID(int=bits)}"


def information(imprint: Imprint, claims: Profile) -> DictionaryObject:
    """The information dictionary, which says what the XMP packet says."""
    said = {
        "Title": imprint.title,
        "Author": "; ".join(imprint.creators),
        "Subject": imprint.subject,
        "Keywords": ", ".join(imprint.keywords),
        "Producer": PRODUCER,
    }
    if imprint.date:
        said["CreationDate"] = said["ModDate"] = f"D:{imprint.date:%Y%m%d}000000Z"
    made = dictionary(**{key: text(value) for key, value in said.items() if value})
    if claims.exchange:
        made[name("Trapped")] = name("False")
    return made


def packet(imprint: Imprint, parts: Sequence[Part], claims: Profile, urn: str) -> StreamObject:
    """The XMP packet, unpacked so that any program can find it."""
    langs = [imprint.lang, *sorted({part.lang for part in parts} - {imprint.lang})]
    lines = [
        "<dc:format>application/pdf</dc:format>",
        f"<dc:title>{_alternatives(imprint.title)}</dc:title>",
        _listed("dc:creator", "Seq", imprint.creators),
        _listed("dc:language", "Bag", langs),
        f"<dc:identifier>{urn}</dc:identifier>",
        f"<dc:description>{_alternatives(imprint.subject)}</dc:description>" if imprint.subject else "",
        f"<dc:rights>{_alternatives(imprint.rights)}</dc:rights>" if imprint.rights else "",
        _listed("dc:subject", "Bag", imprint.keywords),
        f"<pdf:Keywords>{escape(', '.join(imprint.keywords))}</pdf:Keywords>" if imprint.keywords else "",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        *_dates(imprint),
        f"<xmpMM:DocumentID>{urn}</xmpMM:DocumentID>",
        *_claims(claims),
    ]
    body = "".join(f"{line}\n" for line in lines if line) + "</rdf:Description>\n"
    schema = _UA_SCHEMA if claims.archival and claims.ua else ""
    kind = dictionary(Type=name("Metadata"), Subtype=name("XML"))
    return stream((_XMP_HEAD + body + schema + _XMP_TAIL).encode(), kind, plain=True)


def catalog(imprint: Imprint, claims: Profile, writer: Writer, run: PressRun | None) -> DictionaryObject:
    """The catalog's entries that come from the imprint and the profile."""
    made = dictionary(
        Type=name("Catalog"),
        Lang=text(imprint.lang),
        MarkInfo=dictionary(Marked=BooleanObject(True)),
        ViewerPreferences=_viewing(imprint.lang),
        PageMode=name("UseOutlines"),
    )
    if claims.intent:
        made[name("OutputIntents")] = array((_intent(claims, writer, run),))
    return made


def _viewing(lang: str) -> DictionaryObject:
    """The title in the window's bar, and pages that are turned the way the language is read (table 150)."""
    made = dictionary(DisplayDocTitle=BooleanObject(True))
    if leftward(lang):
        made[name("Direction")] = name("R2L")
    return made


def _intent(claims: Profile, writer: Writer, run: PressRun | None) -> DictionaryObject:
    """The colours that the file is meant for: those of the press run, else sRGB."""
    condition = run.condition if run else "sRGB IEC61966-2.1"
    data, inks = (run.profile.path.read_bytes(), 4) if run else (colour.srgb(), 3)
    made = dictionary(
        Type=name("OutputIntent"),
        S=name(claims.intent),
        OutputConditionIdentifier=text(condition),
        Info=text(condition),
        DestOutputProfile=writer.add(stream(data, dictionary(N=number(inks)))),
    )
    if run:
        made[name("RegistryName")] = text("http://www.color.org")
    return made


def _claims(claims: Profile) -> Iterable[str]:
    if claims.exchange:
        yield f"<pdfxid:GTS_PDFXVersion>{claims.exchange}</pdfxid:GTS_PDFXVersion>\n<pdf:Trapped>False</pdf:Trapped>"
        yield "<xmpMM:VersionID>1</xmpMM:VersionID>\n<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
    if claims.archival:
        part, level = claims.archival
        yield f"<pdfaid:part>{part}</pdfaid:part>\n<pdfaid:conformance>{level}</pdfaid:conformance>"
    if claims.ua:
        yield f"<pdfuaid:part>{claims.ua}</pdfuaid:part>"


def _dates(imprint: Imprint) -> Iterable[str]:
    if imprint.date:
        day = imprint.date.isoformat()
        yield f"<dc:date><rdf:Seq><rdf:li>{day}</rdf:li></rdf:Seq></dc:date>"
        yield f"<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>\n<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>"
        yield f"<xmp:MetadataDate>{day}T00:00:00Z</xmp:MetadataDate>"


def _alternatives(said: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(said)}</rdf:li></rdf:Alt>'


def _listed(key: str, kind: str, values: Sequence[str]) -> str:
    rows = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{key}><rdf:{kind}>{rows}</rdf:{kind}></{key}>" if rows else ""

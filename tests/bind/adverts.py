"""Ready-made PDFs for the tests of foreign pages, good and bad, made with pikepdf."""

from __future__ import annotations

import warnings
import zlib
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

BLUE = b"0 0 1 rg 20 20 100 60 re f"


def blank(content: bytes = BLUE) -> tuple[Pdf, Page]:
    """A file of one page of 200 by 300 pt with this content."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(content)
    return pdf, page


def saved(pdf: Pdf, folder: Path, **how: Any) -> Path:
    path = folder / "advert.pdf"
    with warnings.catch_warnings():
        # pikepdf misses the form that a stray field belongs to.
        warnings.simplefilter("ignore")
        pdf.save(path, **how)
    return path


def annotation(pdf: Pdf, kind: str, **entries: Any) -> Object:
    rect = Array([10, 10, 60, 40])
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=rect, **entries))


def self_contained(folder: Path) -> Path:
    """A page that leaves its saves and marks open, and takes back what was never saved."""
    return saved(
        blank(b"Q Q q 2 0 0 2 0 0 cm /Span BMC 0 0 1 rg 20 20 50 30 re f (a \\) b) pop EMC EMC q 1 g")[0], folder
    )


def acting(folder: Path) -> Path:
    """A page that starts programs, runs scripts and reads files, with one good link and one field that is filled in."""
    pdf, page = blank()
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    page.obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("calc.exe")))
    pdf.attachments["evil.exe"] = b"MZ"
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=String("<xdp/>"))
    look = pdf.make_stream(b"1 0 0 rg 0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 10, 10])
    look.AA = script
    addresses = ("file:///etc/passwd", "javascript:alert(1)", "printkit:harbour", "https://example.org/")
    page.obj.Annots = Array(
        [
            annotation(pdf, "Link", A=Dictionary(S=Name.Launch, F=String("cmd"))),
            annotation(pdf, "Link", A=Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit]))),
            *(annotation(pdf, "Link", A=Dictionary(S=Name.URI, URI=String(address))) for address in addresses),
            annotation(pdf, "Link", Dest=Array([page.obj, Name.Fit]), Contents=String("Tides, page 9")),
            annotation(pdf, "Widget", F=4, AP=Dictionary(N=look), A=script),
            annotation(pdf, "Movie"),
            annotation(pdf, "Screen", A=Dictionary(S=Name.Rendition, JS=String("x"))),
        ]
    )
    return saved(pdf, folder)


def tagged(folder: Path) -> Path:
    """A page with a tree of its own, in types of its own; an image, a rule and a word hang in none of it."""
    content = (
        b"BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI 5 5 m 9 9 l S /Head <</MCID 0>> BDC 0 0 9 9 re f EMC 3 3 2 2 re f"
        b" /Span /M1 BDC 1 1 1 1 re f EMC /Figure <</MCID 7 /Lang (de)>>BDC 2 2 2 2 re f EMC"
    )
    pdf, page = blank(content)
    page.obj.Resources = Dictionary(Properties=Dictionary(M1=Dictionary(MCID=3)))
    head = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Head, Pg=page.obj, K=Array([0, 5]), ID=String("h"))
    )
    figure = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=page.obj, K=7))
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([head, figure]), RoleMap=Dictionary(Head=Name.Top, Top=Name.H3))
    )
    pdf.Root.Lang = String("fr")
    return saved(pdf, folder)


def with_tree(folder: Path, content: bytes, *kids: Any, own_kid: bool = False) -> Path:
    """A page whose tree is one paragraph with these kids, and itself again if it is to be its own kid."""
    pdf, page = blank(content)
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Pg=page.obj))
    top.K = Array([*kids, *([top] if own_kid else [])])
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([top])))
    return saved(pdf, folder)


def lettered(folder: Path) -> Path:
    """A page in a face that is not in the file."""
    pdf, page = blank(b"BT /F 12 Tf 20 200 Td (Hello) Tj ET")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    return saved(pdf, folder)


def layered(folder: Path) -> Path:
    """A page with a layer that is seen and one that is hidden."""
    content = b"/OC /A BDC 1 0 0 rg 0 0 90 90 re f EMC /OC /B BDC 0 1 0 rg 90 90 90 90 re f EMC"
    pdf, page = blank(content)
    seen = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Seen")))
    hidden = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Hidden")))
    page.obj.Resources = Dictionary(Properties=Dictionary(A=seen, B=hidden))
    usual = Dictionary(ON=Array([seen]), OFF=Array([hidden]), AS=Array())
    pdf.Root.OCProperties = Dictionary(OCGs=Array([seen, hidden]), D=usual)
    return saved(pdf, folder)


def inheriting(folder: Path) -> Path:
    """A page that has its size, turn and resources from the node above, in a tree that bites its own tail."""
    pdf, page = blank(b"/G gs 0 0 1 rg 0 0 50 50 re f")
    nodes = pdf.Root.Pages
    del page.obj["/MediaBox"]
    del page.obj["/Resources"]
    nodes.MediaBox, nodes.CropBox, nodes.Rotate = Array([0, 0, 400, 300]), Array([10, 10, 390, 290]), 270
    nodes.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(LW=2)))
    nodes.Kids.append(nodes)
    nodes.Kids.append(page.obj)
    nodes.Count = 100_000
    return saved(pdf, folder)


def deep(folder: Path) -> Path:
    """A page under five thousand nodes."""
    pdf, page = blank()
    inner: Object = page.obj
    for _ in range(5000):
        inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([inner])))
    pdf.Root.Pages.Kids = Array([inner])
    return saved(pdf, folder)


def self_drawing(folder: Path) -> Path:
    """A form that draws itself."""
    pdf, page = blank(b"/A Do")
    form = pdf.make_stream(b"/A Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = page.obj.Resources = Dictionary(XObject=Dictionary(A=form))
    return saved(pdf, folder)


def bomb(folder: Path) -> Path:
    """A page of 300 MB of white space, packed into 300 kB."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    pdf, page = blank()
    page.obj.Contents = Stream(pdf, b"")
    page.obj.Contents.write(data, filter=Name.FlateDecode)
    return saved(pdf, folder)


def huge_picture(folder: Path) -> Path:
    """A picture that says it has ten thousand million pixels."""
    pdf, page = blank(b"/A Do")
    picture = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000)
    page.obj.Resources = Dictionary(XObject=Dictionary(A=picture))
    return saved(pdf, folder)


def locked(folder: Path) -> Path:
    return saved(blank()[0], folder, encryption=pikepdf.Encryption(owner="a", user="b"))


def restricted(folder: Path) -> Path:
    return saved(blank()[0], folder, encryption=pikepdf.Encryption(owner="a", user=""))


def pageless(folder: Path) -> Path:
    return saved(pikepdf.new(), folder)


def endless(folder: Path) -> Path:
    pdf = pikepdf.new()
    for _ in range(2001):
        pdf.add_blank_page(page_size=(100, 100))
    return saved(pdf, folder)


def cut(folder: Path) -> Path:
    path = saved(blank()[0], folder)
    path.write_bytes(path.read_bytes()[:300])
    return path


def empty(folder: Path) -> Path:
    path = folder / "advert.pdf"
    path.write_bytes(b"")
    return path


def text(folder: Path) -> Path:
    path = folder / "advert.pdf"
    path.write_text("Hello")
    return path

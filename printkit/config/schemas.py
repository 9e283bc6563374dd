"""What may stand in issue.toml, site.toml, layout.toml and family.toml."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - `date` is a field's name
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Scalar = str | int | float | bool


def _said(value: object) -> object:
    """A number or switch as the text that it stands for."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, int | float) else value


def _entry(value: object) -> object:
    return {"source": value} if isinstance(value, str) else value


Said = Annotated[str, BeforeValidator(_said, json_schema_input_type=Scalar)]
"""Text, or a number or true/false that is kept as text."""

Name = Annotated[str, Field(min_length=1)]

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]*(?:-[a-z0-9]+)*$", max_length=80)]
"""A name for files: small letters, digits and hyphens."""

Kind = Literal[
    "", "markdown", "text", "html", "mhtml", "warc", "zip", "docx", "odt", "rst", "asciidoc", "jats", "wxr", "feed"
]
"""What a source is said to be where its name does not tell: the words of `--type`."""


class Table(BaseModel):
    """A table that knows its keys and refuses others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EntryTable(Table):
    """One article (`source`) or one ready PDF (`pdf`); `jump`: after so many pages it goes on later in its section."""

    source: Name | None = None
    pdf: Name | None = None
    title: str = ""
    alt: str = ""
    type: Kind = ""
    layout: str = ""
    options: dict[str, Said] = {}
    jump: Annotated[int, Field(ge=0, le=999)] = 0

    @model_validator(mode="after")
    def _one_thing(self) -> EntryTable:
        if (self.source is None) == (self.pdf is None):
            raise ValueError("an entry names either a source or a pdf")
        if self.pdf is not None and self.jump:
            raise ValueError("a pdf stands in one piece: only a source can jump")
        return self


Entries = list[Annotated[EntryTable, BeforeValidator(_entry, json_schema_input_type=Name | EntryTable)]]


class SectionTable(Table):
    """Articles that stand together."""

    title: str = ""
    opens: Literal["recto", "verso", "page", "column"] = "page"
    layout: str = ""
    articles: Annotated[Entries, Field(min_length=1)]


class CoverTable(Table):
    """What the cover shows beside the title."""

    image: str = ""
    alt: str = ""
    credit: str = ""
    lines: list[str] = []
    kind: Literal["", "picture", "type", "band"] = ""
    focus: str = ""


class PagesTable(Table):
    """The number of pages is a multiple of this; what is left over shows the filler."""

    multiple: Annotated[int, Field(ge=1, le=64)] = 1
    filler: str = ""


class PressTable(Table):
    """What the printing house asks for."""

    intent: str = ""
    bleed: str = ""
    marks: list[Literal["crop", "cross"]] = []


Matter = Literal["cover", "masthead", "contents", "index", "colophon"]


class IssueTable(Table):
    """issue.toml."""

    title: Name
    slug: Slug = ""
    number: Said = ""
    date: Date | None = None
    lang: str = ""
    layout: str = ""
    profile: Literal["screen", "archive", "press"] = "screen"
    front: list[Matter] = ["cover", "contents"]
    back: list[Matter] = ["colophon"]
    pages: PagesTable = PagesTable()
    cover: CoverTable = CoverTable()
    colophon: str = ""
    options: dict[str, Said] = {}
    articles: Entries = []
    section: list[SectionTable] = []
    press: PressTable = PressTable()

    @model_validator(mode="after")
    def _something_in_it(self) -> IssueTable:
        if not self.articles and not self.section:
            raise ValueError("the issue has no articles")
        return self


class MailTable(Table):
    """Where mail is handed over; the password itself never stands in a file."""

    host: str = ""
    port: int = 587
    tls: bool = True
    user: str = ""
    password_env: str = ""
    sender: str = ""
    max_mb: float = 20


class WebTable(Table):
    """What `printkit serve` allows."""

    sites: list[str] = []
    keys_file: str = ""
    rate: Said = ""
    open: bool = False
    trusted_proxies: list[str] = []


class FetchTable(Table):
    """How pages are fetched; `headers` holds a table of headers for each host, `robots`: is robots.txt heeded."""

    proxy: str = ""
    user_agent: str = ""
    timeout: float | None = None
    max_mb: float | None = None
    robots: bool = True
    headers: dict[str, dict[str, str]] = {}


class RuleTable(Table):
    """CSS selectors for the pages of one site."""

    keep: list[str] = []
    drop: list[str] = []
    headline: list[str] | str = []
    byline: list[str] | str = []
    standfirst: list[str] | str = []


class SiteTable(Table):
    """site.toml."""

    id: str = ""
    name: str = ""
    lang: str = ""
    rights: str = ""
    outlet: str = ""
    layout: str = ""
    paper: Said | None = None
    text_size: Said | None = Field(default=None, alias="text-size")
    pictures: Said | None = None
    links: Said | None = None
    columns: Said | None = None
    grey: Said | None = None
    options: dict[str, Said] = {}
    brand: dict[str, Said] = {}
    mail: MailTable = MailTable()
    web: WebTable = WebTable()
    fetch: FetchTable = FetchTable()
    limits: dict[str, Said] = {}
    rules: dict[str, RuleTable] = {}


class PageTable(Table):
    """The page: trim size (a paper's name or width and height), bleed, and margin (top outer bottom inner)."""

    trim: str | None = None
    bleed: str | None = None
    margin: str | None = None


class FolioTable(Table):
    """Where and how the folio and the issue line are stamped."""

    family: str | None = None
    weight: Said | None = None
    size: str | None = None
    place: str | None = None
    offset: str | None = None
    line_place: str | None = Field(default=None, alias="line-place")
    line_size: str | None = Field(default=None, alias="line-size")


class OptionTable(Table):
    """A choice that the layout offers."""

    default: Said | None = None
    values: list[Said] | None = None
    help: str | None = None
    kind: Literal["", "length", "paper", "number", "switch", "text"] | None = None
    sets: dict[str, Said] | None = None
    when: dict[str, dict[str, Said]] | None = None
    scales: list[str] | None = None


class LayoutTable(Table):
    """layout.toml; what a file leaves out is as the layout it extends says."""

    extends: str | None = None
    help: str | None = None
    families: list[Name] | None = None
    page: PageTable = PageTable()
    tokens: dict[str, Said] = {}
    folio: FolioTable = FolioTable()
    options: dict[str, OptionTable] = {}


class FaceTable(Table):
    """One font file and what it answers to in CSS."""

    file: Name
    weight: Annotated[int, Field(ge=1, le=1000)] = 400
    style: Literal["normal", "italic"] = "normal"


class FamilyTable(Table):
    """family.toml."""

    family: Name
    version: Said = ""
    licence: Name
    licence_file: Name
    source: str = ""
    role: Literal["text", "sans", "mono", "display", "script", "resort", "symbols", "emoji"] = "text"
    scripts: list[str] = []
    generic: Literal["", "serif", "sans-serif", "monospace", "emoji"] = ""
    faces: Annotated[list[FaceTable], Field(min_length=1)]

"""Reads a page's content: which marks hold what text, what is an artifact, and what is neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from printkit.audit import lexer
from printkit.audit.faces import Face, Faces
from printkit.audit.file import File
from printkit.audit.values import Entries, Name, Ref, Stream, Value, text, whole, word

# Numbers and brackets mean nothing here, so the expression passes over them on its way to the next word.
_STEP = re.compile(
    rb"(?:[\0\t\n\f\r 0-9.+\[\]{}-]|%[^\r\n]*)*"
    rb"(?:<([0-9A-Fa-f\0\t\n\f\r ]*)>|/([^\0\t\n\f\r ()<>\[\]{}/%]*)|(\()|(<<)|([A-Za-z'\"][A-Za-z0-9*'\"]*)|(.))",
    re.S,
)
_INLINE_END = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r /]|$)")
_SHOW = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PAINT = frozenset((b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh"))
_DEEPEST, _MOST_FORMS = 16, 5_000


@dataclass(slots=True, eq=False)
class Mark:
    """A piece of marked content: `holder` is the page or form that it stands in, `number` its MCID there."""

    holder: Ref
    number: int
    text: str = ""
    painted: bool = False
    pictures: int = 0


@dataclass(slots=True, eq=False)
class Artifact:
    """A piece of the page that is no content: running heads, folios, rules."""

    kind: str
    subtype: str
    text: str = ""
    painted: bool = False
    pictures: int = 0


@dataclass(slots=True)
class Content:
    """What a page shows. `twice`: marks opened more than once; `mixed`: artifacts and marks inside each other.

    `stray` counts what is painted as neither, `stray_text` is what it says; `forms` are drawn on the page, with the
    key each has into the parent tree.
    """

    marks: dict[tuple[Ref, int], Mark] = field(default_factory=dict)
    artifacts: list[Artifact] = field(default_factory=list)
    twice: set[int] = field(default_factory=set)
    mixed: int = 0
    stray: int = 0
    stray_text: str = ""
    forms: dict[Ref, int | None] = field(default_factory=dict)
    faces: set[Face] = field(default_factory=set)


Owner = Mark | Artifact | None


@dataclass(slots=True)
class _Run:
    """One stream being read: where it stands, what surrounds it, and the state that its operators change."""

    holder: Ref
    resources: Entries
    face: Face | None = None
    owners: list[tuple[Owner, bool]] = field(default_factory=list)
    faces: list[Face | None] = field(default_factory=list)
    hushed: bool = False
    reversed_at: int = 0

    @property
    def owner(self) -> Owner:
        return self.owners[-1][0]


@dataclass(slots=True)
class Reader:
    """Reads the pages of one file, one after the other."""

    file: File
    faces: Faces
    content: Content = field(default_factory=Content)
    _left: int = _MOST_FORMS

    def page(self, place: Ref, page: Entries) -> Content:
        """All that a page shows, that in its forms too."""
        self.content, self._left = Content(), _MOST_FORMS
        run = _Run(place, self.file.entries(page.get("Resources")), owners=[(None, False)])
        self._run(self.file.data(page.get("Contents")), run, 0)
        return self.content

    def _run(self, data: bytes, run: _Run, depth: int) -> None:
        at, said, names = 0, list[bytes](), list[Name]()
        properties: Value = None
        match = _STEP.match
        while found := match(data, at):
            at, group = found.end(), found.lastindex
            if group == 1:
                said.append(lexer.unhexed(found[1]))
            elif group == 2:
                names.append(lexer.name(found[2]))
            elif group == 3:
                literal, at = lexer.string(data, at)
                said.append(literal)
            elif group == 4:
                properties, at = lexer.value(data, at - 2)
            elif group == 5:
                operator = found[5]
                if operator in _SHOW:
                    self._show(b"".join(said), run)
                elif operator in _PAINT:
                    self._paint(run)
                elif operator == b"BI":
                    at = self._inline(data, at, run)
                else:
                    self._do(operator, names, properties, run, depth)
                said, names, properties = [], [], None

    def _do(self, operator: bytes, names: list[Name], properties: Value, run: _Run, depth: int) -> None:
        match operator:
            case b"BDC" | b"BMC":
                self._open(names, properties, run)
            case b"EMC":
                if len(run.owners) > 1:
                    _, run.hushed = run.owners.pop()
                    run.reversed_at = run.reversed_at if len(run.owners) > run.reversed_at else 0
            case b"Tf":
                fonts = self.file.entries(run.resources.get("Font"))
                run.face = self.faces.face(fonts.get(names[-1])) if names else None
            case b"Do":
                if names:
                    self._draw(names[-1], run, depth)
            case b"q":
                run.faces.append(run.face)
            case b"Q":
                if run.faces:
                    run.face = run.faces.pop()

    def _open(self, names: list[Name], properties: Value, run: _Run) -> None:
        if len(names) > 1:
            properties = self.file.entries(run.resources.get("Properties")).get(names[-1])
        said = self.file.entries(properties)
        number = whole(self.file.look(said.get("MCID")))
        owner, hushed = run.owner, run.hushed
        if number is not None:
            self.content.mixed += isinstance(owner, Artifact)
            owner = self._mark(run.holder, number)
        elif names and names[0] == "Artifact":
            self.content.mixed += isinstance(owner, Mark)
            owner = Artifact(word(said.get("Type")), word(said.get("Subtype")))
            self.content.artifacts.append(owner)
        if "ActualText" in said and not hushed:
            # ISO 32000-1, 14.9.4: what is said in place of the glyphs inside.
            if owner is not None:
                owner.text += text(self.file.look(said["ActualText"]))
            run.hushed = True
        if names and names[0] == "ReversedChars" and not run.reversed_at:
            run.reversed_at = len(run.owners)
        run.owners.append((owner, hushed))

    def _mark(self, holder: Ref, number: int) -> Mark:
        key = holder, number
        if key in self.content.marks:
            self.content.twice.add(number)
        return self.content.marks.setdefault(key, Mark(holder, number))

    def _show(self, codes: bytes, run: _Run) -> None:
        if not codes:
            return
        said = codes.decode("latin-1")
        if run.face:
            # ISO 32000-1, 14.8.2.3.3: strings whose characters stand in the reverse of the order they are read in.
            said = run.face.text(codes, backwards=run.reversed_at > 0)
            self.content.faces.add(run.face)
        self._paint(run)
        if run.owner is None:
            self.content.stray_text += said
        elif not run.hushed:
            run.owner.text += said

    def _paint(self, run: _Run, *, picture: bool = False) -> None:
        if run.owner is None:
            self.content.stray += 1
        else:
            run.owner.painted = True
            run.owner.pictures += picture

    def _inline(self, data: bytes, at: int, run: _Run) -> int:
        self._paint(run, picture=True)
        start = data.find(b"ID", at)
        end = _INLINE_END.search(data, start + 3) if start >= 0 else None
        return end.end() if end else len(data)

    def _draw(self, called: Name, run: _Run, depth: int) -> None:
        place = self.file.entries(run.resources.get("XObject")).get(called)
        found = self.file.look(place)
        if not isinstance(found, Stream):
            return
        if word(found.entries.get("Subtype")) == "Form":
            if depth < _DEEPEST and self._left:
                self._left -= 1
                self._form(place, found, run, depth)
        else:
            self._paint(run, picture=True)

    def _form(self, place: Value, form: Stream, run: _Run, depth: int) -> None:
        holder = place if isinstance(place, Ref) else run.holder
        self.content.forms[holder] = whole(self.file.look(form.entries.get("StructParents")))
        resources = self.file.entries(form.entries.get("Resources")) or run.resources
        inner = _Run(holder, resources, run.face, [run.owners[-1]], hushed=run.hushed)
        self._run(form.data(), inner, depth + 1)

"""What site generators write into Markdown, turned into Markdown: nothing of it is printed raw, no prose is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from printkit.errors import Note
from printkit.readers import liquid, marks, shortcodes
from printkit.readers.calls import Call, call
from printkit.readers.frontmatter import FrontMatter
from printkit.readers.marks import Mark
from printkit.readers.shortcodes import Meaning

_FLOW_NAMES = (
    "if elsif elseif elif else unless for case when tablerow cycle increment decrement break continue block extends "
    "macro call filter with autoescape liquid layout paginate from import set assign capture include_cached"
)
_FLOW = frozenset(_FLOW_NAMES.split())
_ZOLA = re.compile(r"\s*(?:[A-Za-z_]\w*::)*([A-Za-z_]\w*)\((.*)\)\s*", re.S)
_ASSIGN = re.compile(r"""\s*([A-Za-z_][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')\s*""")
_VARIABLE = re.compile(r"(?:page|post|site|include)\.[\w.-]+")
_INNER_OUTPUT = re.compile(r"\{\{-?([^{}]*?)-?\}\}")
_HTML_BLOCK = re.compile(
    r"[ \t>]*</?(?:address|article|aside|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|"
    r"header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b",
    re.I,
)
_ANCHOR = re.compile(r"#([\w-]+)")
_HEADING = re.compile(r"(?:^|\n) {0,3}#{1,6} [^\n]*$")
_SIGNS = re.compile(r"([\\`*_\[\]<>!])")


@dataclass(slots=True)
class _Frame:
    """An open tag, and the pieces of text that it has enclosed so far."""

    mark: Mark
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Work:
    front: FrontMatter
    scope: dict[str, object]
    notes: list[Note] = field(default_factory=list)

    def note(self, mark: Mark, text: str) -> None:
        line = self.front.first_line + self.front.body.count("\n", 0, mark.start)
        kind = "shortcode" if mark.kind == "shortcode" else "liquid"
        self.notes.append(Note("warning", f"source.{kind}", text, f"{self.front.location}:{line}"))


def translate(front: FrontMatter) -> tuple[str, tuple[Note, ...]]:
    """The body with its template marks turned into Markdown and HTML, and a Note for each that was left out.

    Code is left alone, but for `raw` tags, which Liquid takes out of code too; a YAML head says that Liquid may have
    run, a TOML head that it has not.
    """
    if "{" not in front.body and "[toc]" not in front.body.lower() and "](@/" not in front.body:
        return front.body, ()
    found = list(marks.find(front.body, liquid=front.kind != "toml"))
    closes = _pairs(found)
    work = _Work(front, dict(front.data))
    text = front.body
    stack = [_Frame(Mark("kept", 0, 0))]
    last = 0
    for number, mark in enumerate(found):
        if mark.start < last:
            continue
        stack[-1].pieces.append(text[last : mark.start])
        last = mark.end
        if closes.get(number) is not None:
            stack.append(_Frame(mark))
        elif number in closes:
            frame = stack.pop()
            _add(stack[-1], _paired(work, frame, text), text, frame.mark.start, mark.end)
        else:
            _add(stack[-1], _single(work, mark, text, stack[-1]), text, mark.start, mark.end)
    stack[-1].pieces.append(text[last:])
    return "".join(stack[0].pieces), tuple(work.notes)


def _name(mark: Mark) -> str:
    return mark.name.partition("(")[0].lower()


def _pairs(found: list[Mark]) -> dict[int, int | None]:
    """For each opening mark the number of the one that closes it; for each closing mark None."""
    pairs: dict[int, int | None] = {}
    open_marks: list[int] = []
    waiting: dict[str, int] = {}

    def leave() -> int:
        number = open_marks.pop()
        waiting[_name(found[number])] -= 1
        return number

    for number, mark in enumerate(found):
        ends = _ends(mark)
        if ends is None:
            if mark.kind in ("tag", "shortcode") and not mark.alone:
                open_marks.append(number)
                waiting[_name(mark)] = waiting.get(_name(mark), 0) + 1
            continue
        is_zola = ends == ""
        if not is_zola and not waiting.get(ends):
            continue
        while open_marks:
            opener = leave()
            if _name(found[opener]) == ends or (is_zola and found[opener].written.lstrip().startswith("(")):
                pairs[opener], pairs[number] = number, None
                break
    return pairs


def _ends(mark: Mark) -> str | None:
    """The name of the tag that a mark closes; empty for Zola's bare `end`, None where it closes none."""
    if mark.kind == "shortcode":
        return _name(mark) if mark.closing else None
    if mark.kind == "tag" and _name(mark).startswith("end"):
        return _name(mark)[3:].lstrip("_")
    return None


def _add(frame: _Frame, meaning: Meaning, text: str, start: int, end: int) -> None:
    """Put what a mark means into its place: a block ends with a blank line and keeps its item's indent."""
    line = text.rfind("\n", 0, start) + 1
    lead = text[line:start]
    stop = text.find("\n", end)
    tail = text[end : len(text) if stop < 0 else stop]
    lone = not lead.strip(" \t>") and not tail.strip()
    if meaning.src and not _in_html(text, start):
        alt = _SIGNS.sub(r"\\\1", " ".join((meaning.alt or "").split()))
        frame.pieces.append(f"![{alt}](<{meaning.src}>)" if not re.search(r"[<>\n]", meaning.src) else meaning.text)
    elif meaning.block and lone:
        frame.pieces.append(meaning.text.replace("\n", f"\n{lead}") + ("\n" if _runs_on(text, stop) else ""))
    else:
        frame.pieces.append(meaning.text)


def _runs_on(text: str, line_end: int) -> bool:
    """Whether the line after one holds text, which would run into a block of HTML above it."""
    after = text.find("\n", line_end + 1)
    return line_end >= 0 and bool(text[line_end + 1 : after if after >= 0 else len(text)].strip())


def _in_html(text: str, place: int) -> bool:
    """Whether a place lies in a block of HTML, which Markdown leaves as it is up to the next blank line."""
    paragraph = re.split(r"\n[ \t]*\n", text[max(0, place - 4000) : place])[-1].lstrip("\n")
    return bool(_HTML_BLOCK.match(paragraph)) or bool(re.search(r"<[a-zA-Z][^<>]*$", paragraph))


def _paired(work: _Work, frame: _Frame, text: str) -> Meaning:
    mark, inner = frame.mark, "".join(frame.pieces)
    name = _name(mark)
    if mark.kind == "tag" and name in _FLOW:
        if name == "capture":
            work.scope[mark.written.strip()] = inner.strip()
            return Meaning("")
        work.note(mark, f"a template's '{name}' was left out; what it encloses was kept")
        return Meaning(inner)
    written = mark.written.strip()
    called = _call(
        work, mark.name, written[1:-1] if written.startswith("(") and written.endswith(")") else written, inner
    )
    meaning = shortcodes.meaning(called)
    if not meaning.known:
        work.note(mark, f"'{mark.name}' is not known; what it encloses was kept")
    return meaning


def _single(work: _Work, mark: Mark, text: str, frame: _Frame) -> Meaning:
    match mark.kind:
        case "drop":
            return Meaning("")
        case "kept":
            return Meaning(mark.written, block=bool(mark.name))
        case "root":
            return Meaning("](/")
        case "attributes":
            return _attributes(mark, frame)
        case "output":
            return _output(work, mark, text)
        case "tag" | "shortcode":
            return _called(work, mark)


def _attributes(mark: Mark, frame: _Frame) -> Meaning:
    """kramdown's `{: #id .class}`: an anchor goes to the heading above it, all else says nothing on paper."""
    anchor = _ANCHOR.search(mark.written)
    before = "".join(frame.pieces[-2:]).rstrip(" \t")
    if anchor and before.endswith("\n") and _HEADING.search(before[:-1]):
        frame.pieces[-2:] = [f"{before[:-1]} {{#{anchor[1]}}}\n"]
    return Meaning("")


def _output(work: _Work, mark: Mark, text: str) -> Meaning:
    if zola := _ZOLA.fullmatch(mark.written):
        return _known(work, mark, _call(work, zola[1], zola[2]))
    said = liquid.output(mark.written, work.scope) if work.front.kind != "toml" else None
    if said is None:
        words = mark.written.strip()
        if words:
            work.note(mark, "braces that are no template were left out; the words in them were kept")
        return Meaning(words)
    if said.text is None:
        work.note(mark, f"'{' '.join(mark.written.split())}' is known to its own site only and was left out")
        return Meaning("")
    return shortcodes.frame(said.text, said.frame) if said.frame is not None else Meaning(said.text)


def _called(work: _Work, mark: Mark) -> Meaning:
    name = _name(mark)
    if mark.kind == "tag" and name in ("assign", "set") and (match := _ASSIGN.fullmatch(mark.written)):
        work.scope[match[1]] = match[2] or match[3] or ""
        return Meaning("")
    if (mark.kind == "tag" and name in _FLOW) or _ends(mark) is not None:
        work.note(mark, f"a template's '{mark.name}' was left out")
        return Meaning("")
    written = mark.written.strip()
    return _known(work, mark, _call(work, mark.name, written[1:-1] if written.startswith("(") else written))


def _call(work: _Work, name: str, written: str, inner: str | None = None) -> Call:
    """The call that a tag spells, with the front matter's own words where it names a variable."""

    def said(expression: str) -> str:
        found = liquid.output(expression, work.scope)
        return found.text or "" if found else ""

    spelled = call(name, _INNER_OUTPUT.sub(lambda match: said(match[1]), written), inner)
    told = {key: said(text) if _VARIABLE.fullmatch(text) else text for key, text in spelled.named.items()}
    named = {key: text for key, text in told.items() if text or not spelled.named[key]}
    unnamed = tuple(said(text) if _VARIABLE.fullmatch(text) else text for text in spelled.arguments)
    return replace(spelled, arguments=unnamed, named=named)


def _known(work: _Work, mark: Mark, called: Call) -> Meaning:
    meaning = shortcodes.meaning(called)
    if not meaning.known:
        kept = "; its words were kept" if meaning.text else ""
        work.note(mark, f"'{mark.name or called.name}' is not known and was left out{kept}")
    return meaning

"""MDX: Markdown with a program in it; the program is taken out, and what its components enclose is kept as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from printkit.errors import Note
from printkit.readers import literal
from printkit.readers.frontmatter import FrontMatter

_STATEMENT = re.compile(
    r"^(?:import\s+(?:[\"'{*]|type\s|[\w$]+\s*,|[\w$]+\s+from\b)|"
    r"export\s+(?:default|const|let|var|function|class|async|type|interface|\{|\*))",
    re.M,
)
_IMPORTED = re.compile(r"^import\s+([\w$]+)\s+from\s+[\"']([^\"']+)[\"']", re.M)
_TAG = re.compile(r"<(/?)([A-Za-z][\w.]*|(?=>))(?=[\s/>{])")
_NAME = re.compile(r"\s*([A-Za-z_][\w:.-]*)\s*(=?)\s*")
_STRING = re.compile(r"""\{?\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)\s*\}?""")
_REQUIRED = re.compile(r"""\brequire\(\s*["']([^"']+)["']\s*\)""")
_HEADING_ID = re.compile(r"\{#[\w-]+\}")
_NESTED = 40
_IN_VAIN, _PATIENCE = 100, 20_000_000
"""How often the whole text may be gone through in vain, and how many letters in all."""

_TAG_IN_VAIN = 1000
"""What a tag without an end counts for; it is looked for no further than the next one begins."""

_PICTURES = frozenset({"image", "img", "figure", "photo", "picture", "zoomimage", "zoomableimage", "themedimage"})
_BOXES = frozenset(
    {"callout", "note", "tip", "warning", "info", "caution", "danger", "important", "admonition", "alert", "aside"}
)
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtubeembed": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "video": "{}",
    "audio": "{}",
    "iframe": "{}",
    "embed": "{}",
}
_LABELS = ("title", "label", "summary", "header", "heading")


@dataclass(slots=True)
class _Work:
    """The pictures that were imported by name, and what was found.

    `patience` is how many more letters may be gone through in search of an end that is not there.
    """

    imported: Mapping[str, str]
    where: str
    patience: int
    notes: dict[Note, None] = field(default_factory=dict)

    def closed(self, text: str, start: int) -> int:
        """The place after the bracket that closes the one at `start`; -1 where none does, or patience has gone."""
        end = _closed(text, start) if self.patience > 0 else -1
        if end < 0:
            self.patience -= len(text) - start
        return end

    def left_out(self, what: str) -> None:
        said = " ".join(what.split())
        text = f"what only its own site can work out was left out: {said if len(said) < 60 else said[:59] + '…'}"
        self.notes[Note("warning", "source.mdx", text, self.where)] = None


def translate(front: FrontMatter) -> tuple[str, tuple[Note, ...]]:
    """The body as Markdown and HTML, and a Note for each component or expression that was left out.

    Code is left alone; a component that encloses text stands back, and its text stays; a picture and a box are known by
    the names that everybody gives them.
    """
    patience = min(_PATIENCE, _IN_VAIN * len(front.body))
    work = _Work(dict(_IMPORTED.findall(front.body)), front.location, patience)
    return _translated(_without_statements(front.body, work), work, 0), tuple(work.notes)


def _without_statements(text: str, work: _Work) -> str:
    """The text without imports and exports: each begins a line, and ends with its line once its brackets are closed."""
    kept = literal.ranges(text)
    done: list[str] = []
    last = 0
    for found in _STATEMENT.finditer(text):
        if found.start() < last or kept.hold(found.start()):
            continue
        done.append(text[last : found.start()])
        last = _end_of_statement(text, found.start(), work)
    return "".join([*done, text[last:]])


def _end_of_statement(text: str, start: int, work: _Work) -> int:
    place = start
    while place < len(text):
        if text[place] in "{[(":
            end = work.closed(text, place)
            place = end if end > 0 else text.find("\n", place) % (len(text) + 1)
        elif text[place] == "\n":
            return place + 1
        elif text[place] in "\"'`":
            place = _past_string(text, place)
        else:
            place += 1
    return len(text)


def _closed(text: str, start: int) -> int:
    """The place after the bracket that closes the one at `start`; -1 where none does."""
    depth = 0
    place = start
    while place < len(text):
        letter = text[place]
        if letter in "\"'`":
            place = _past_string(text, place)
            continue
        depth += (letter in "{[(") - (letter in "}])")
        place += 1
        if depth == 0:
            return place
    return -1


def _past_string(text: str, start: int) -> int:
    """The place after a string; one that does not end on its line was an apostrophe."""
    mark = text[start]
    stop = len(text) if mark == "`" else text.find("\n", start) % (len(text) + 1)
    end = text.find(mark, start + 1, stop)
    return end + 1 if end > 0 else start + 1


def _translated(text: str, work: _Work, depth: int) -> str:
    if "{" not in text and "<" not in text:
        return text
    kept = literal.ranges(text)
    done: list[str] = []
    place = 0
    while found := re.compile(r"[{<\\]").search(text, place):
        start = found.start()
        done.append(text[place:start])
        if kept.hold(start) or text[start] == "\\" or _HEADING_ID.match(text, start):
            done.append(text[start : start + 1 + (text[start] == "\\")])
            place = start + 1 + (text[start] == "\\")
        elif text[start] == "{":
            end = work.closed(text, start)
            done.append(_expression(text[start:end], work) if end > 0 else "{")
            place = max(end, start + 1)
        else:
            piece, place = _element(text, start, work, depth)
            done.append(piece)
    return "".join([*done, text[place:]])


def _expression(said: str, work: _Work) -> str:
    inner = said[1:-1].strip()
    if not inner or inner.startswith(("/*", "//")):
        return ""
    if string := _STRING.fullmatch(inner):
        return string[1] or string[2] or string[3] or ""
    work.left_out(said)
    return ""


def _element(text: str, start: int, work: _Work, depth: int) -> tuple[str, int]:
    """What an element comes to, and the place after it."""
    tag = _TAG.match(text, start)
    if tag is None:
        return text[start], start + 1
    end = _end_of_tag(text, tag.end(), work) if work.patience > 0 else -1
    if end < 0:
        work.patience -= _TAG_IN_VAIN
        return text[start], start + 1
    name, inside = tag[2], text[tag.end() : end - 1]
    is_component = name == "" or name[:1].isupper() or "." in name
    if not is_component:
        return _plain_tag(tag, inside, work), end
    if tag[1]:
        return "", end
    attrs = _attributes(inside.rstrip("/"), work)
    if inside.endswith("/"):
        return _single(name, attrs, work), end
    if depth >= _NESTED:
        return "", end
    close = _close(text, end, name, work) if work.patience > 0 else None
    if close is None:
        work.patience -= len(text) - end
        return "", end
    inner = text[end : close[0]]
    is_block = "\n" in inner
    words = _translated(textwrap.dedent(inner) if is_block else inner, work, depth + 1)
    return _enclosing(name, attrs, words, is_block=is_block), close[1]


def _end_of_tag(text: str, place: int, work: _Work) -> int:
    """The place after a tag's `>`, past strings and expressions; -1 where it has none."""
    while place < len(text):
        letter = text[place]
        if letter == ">":
            return place + 1
        if letter == "{":
            place = max(work.closed(text, place), place + 1)
        elif letter in "\"'":
            end = text.find(letter, place + 1)
            place = end + 1 if end > 0 else place + 1
        elif letter == "<":
            return -1
        else:
            place += 1
    return -1


def _close(text: str, place: int, name: str, work: _Work) -> tuple[int, int] | None:
    """Where the end tag of an element stands that began before `place`."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])" if name else r"<(/?)(?=>)").finditer(text, place):
        end = _end_of_tag(text, tag.end(), work)
        if end < 0:
            continue
        if tag[1]:
            depth -= 1
        elif text[end - 2] != "/":
            depth += 1
        if depth == 0:
            return tag.start(), end
    return None


def _attributes(inside: str, work: _Work) -> dict[str, str]:
    """The attributes that say something in words; pictures that were imported by name under their path."""
    found: dict[str, str] = {}
    place = 0
    while name := _NAME.match(inside, place):
        place = name.end()
        if not name[2]:
            continue
        if not inside[place:]:
            break
        end = _closed(inside, place) if inside[place] == "{" else _past_string(inside, place)
        if end < 0:
            break
        value = inside[place:end]
        place = end
        if string := _STRING.fullmatch(value):
            found[name[1].lower()] = string[1] or string[2] or string[3] or ""
        elif required := _REQUIRED.search(value):
            found[name[1].lower()] = required[1]
        elif (bare := value.strip("{} ").removesuffix(".src")) in work.imported:
            found[name[1].lower()] = work.imported[bare]
    return found


def _plain_tag(tag: re.Match[str], inside: str, work: _Work) -> str:
    """An element of HTML, without the attributes that a program works out."""
    if "{" not in inside and "className" not in inside:
        return tag[0] + inside + ">"
    attrs = _attributes(inside.rstrip("/"), work)
    attrs = {"class" if name == "classname" else name: value for name, value in attrs.items()}
    said = "".join(f' {name}="{escape(value)}"' for name, value in attrs.items())
    return f"<{tag[1]}{tag[2]}{said}>"


def _single(name: str, attrs: Mapping[str, str], work: _Work) -> str:
    """A component that encloses nothing: a picture, something to play, or what only its site knows."""
    kind = name.rpartition(".")[2].lower()
    src = attrs.get("src") or attrs.get("image") or attrs.get("source") or ""
    if kind in _PICTURES and src:
        words = attrs.get("caption") or attrs.get("title") or ""
        caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
        return f'<figure><img src="{escape(src)}" alt="{escape(attrs.get("alt", ""))}">{caption}</figure>'
    address = next((attrs[key] for key in ("url", "src", "href", "id", "videoid", "youtubeid") if attrs.get(key)), "")
    if kind in _PLAYERS and address:
        whole = address if re.match(r"https?://", address) else _PLAYERS[kind].format(address)
        return f'<iframe src="{escape(whole)}" title="{escape(attrs.get("title", ""))}"></iframe>'
    work.left_out(f"<{name}>")
    return ""


def _enclosing(name: str, attrs: Mapping[str, str], words: str, *, is_block: bool) -> str:
    """What a component encloses, in a box where that is what it is, below the label that it gives it."""
    if not is_block:
        return words
    label = next((attrs[key] for key in _LABELS if attrs.get(key)), "")
    head = f"**{label}**\n\n" if label else ""
    whole = f"{head}{words.strip()}"
    if name.rpartition(".")[2].lower() in _BOXES:
        return f"\n\n<aside>\n\n{whole}\n\n</aside>\n\n"
    return f"\n\n{whole}\n\n"

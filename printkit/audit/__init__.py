"""Audits a PDF for what no validator sees: tags, links, names, numbers and text that a merge loses or sends astray."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from printkit.audit import linked, numbered, outlined, parents, tags, told
from printkit.audit.book import Book
from printkit.audit.codes import CODES, cure
from printkit.audit.file import BROKEN, damaged, opened
from printkit.audit.printed import Printed, printed
from printkit.errors import Note

__all__ = ["CHECKS", "CODES", "Examined", "Printed", "audit", "cure", "examine"]

CHECKS = (
    tags.one_document,
    tags.elements_hang_once,
    tags.marks_hang_once,
    tags.marks_are_sound,
    parents.parent_tree_is_right,
    parents.keys_are_unique,
    tags.marks_stand_in_their_article,
    tags.ids_are_unique,
    tags.parts_have_a_language,
    tags.figures_are_whole,
    linked.links_are_tagged,
    linked.tagged_links_are_there,
    linked.links_are_alive,
    linked.names_are_alive,
    linked.links_keep_their_word,
    outlined.outline_is_true,
    numbered.pages_are_labelled,
    numbered.folios_are_the_labels,
    numbered.contents_are_true,
    told.faces_are_whole,
    told.faces_are_united,
    told.the_file_says_what_it_is,
    told.claims_are_kept,
    told.attachments_are_kept,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A PDF looked over: what was found, how many pages it has, and what its parts say.

    `for_press` is a file that is printed and not read: PDF/X has no links.
    """

    findings: tuple[Note, ...]
    pages: int
    parts: tuple[Printed, ...]
    for_press: bool = False


def audit(path: Path) -> tuple[Note, ...]:
    """Every finding of every check, in the order of the list; none for a bundle that is whole.

    Raises SourceError for a file that cannot be opened, is no PDF, is damaged, or is encrypted.
    """
    return examine(path).findings


def examine(path: Path) -> Examined:
    """The findings of an audit, and what the parts of the file say; raises as `audit` does."""
    book = Book(opened(path))
    try:
        findings = tuple(note for check in CHECKS for note in check(book))
        return Examined(findings, len(book.pages), printed(book), told.is_for_press(book))
    except BROKEN as error:
        raise damaged(path, error) from error

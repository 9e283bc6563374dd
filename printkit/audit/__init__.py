"""Audits a PDF for what no validator sees: tags, links, names, numbers and text that a merge loses or sends astray."""

from __future__ import annotations

from pathlib import Path

from printkit.audit import linked, numbered, outlined, parents, tags, told
from printkit.audit.book import Book
from printkit.audit.codes import CODES, cure
from printkit.audit.file import BROKEN, damaged, opened
from printkit.errors import Note

__all__ = ["CHECKS", "CODES", "audit", "cure"]

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
    told.the_file_says_what_it_is,
    told.claims_are_kept,
    told.attachments_are_kept,
)


def audit(path: Path) -> tuple[Note, ...]:
    """Every finding of every check, in the order of the list; none for a bundle that is whole.

    Raises SourceError for a file that cannot be opened, is no PDF, is damaged, or is encrypted.
    """
    book = Book(opened(path))
    try:
        return tuple(note for check in CHECKS for note in check(book))
    except BROKEN as error:
        raise damaged(path, error) from error

"""What one post's text is read with: the site, the post's own number, the notes and findings that gather."""

from __future__ import annotations

from dataclasses import dataclass, field

from printkit.errors import Note
from printkit.readers.wxr.export import Attachment, Site


@dataclass(frozen=True, slots=True)
class Desk:
    """`notes` are the words of the footnotes met so far, as HTML; `findings` what was noted, each once."""

    site: Site
    number: str
    where: str
    notes: list[str] = field(default_factory=list)
    findings: dict[Note, None] = field(default_factory=dict)

    def say(self, code: str, text: str) -> None:
        """Keeps a warning."""
        self.findings[Note("warning", code, text, self.where)] = None

    def tell(self, code: str, text: str) -> None:
        """Keeps a finding that changes nothing."""
        self.findings[Note("info", code, text, self.where)] = None

    def footnote(self, html: str) -> str:
        """The mark of a footnote with these words."""
        self.notes.append(html)
        return f'<note-mark n="{len(self.notes)}"></note-mark>'

    def attachments(self, numbers: list[str]) -> list[Attachment]:
        """The attachments of these numbers, in their order; one that the export does not hold is noted."""
        found = [self.site.attachments[number] for number in numbers if number in self.site.attachments]
        if missing := [number for number in numbers if number not in self.site.attachments]:
            self.say("source.attachment", f"the export does not hold these attachments: {', '.join(missing)}")
        return found

    def own(self, kind: str) -> list[Attachment]:
        """The post's own attachments of a kind (image, audio, video)."""
        numbers = self.site.parents.get(self.number, ())
        return [one for one in (self.site.attachments[number] for number in numbers) if one.kind == kind]

"""The line-up: every part of an issue in the order of binding, each knowing how it is set on either side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from printkit import folios
from printkit.build.press import Chain, Made, Press
from printkit.build.tasks import ArticleWork, StandInWork, Work
from printkit.errors import FolioError, PrintkitError
from printkit.model.layout import Layout, Side
from printkit.model.products import Kind, Numerals, Part, Placement, Rendition

ROUNDS = 5
"""Folios are settled in two rounds; another may come of a contents page that grew."""

REST = "_rest-"
"""What the slug of the rest of an article begins with."""

SHORTEST = 2
"""A run of fewer parts than this is not set apart for a worker of its own."""

Counts = dict[str, int]
"""How many pages each part has, by slug, as far as it is known."""

Labels = Mapping[str, str]
"""The label of the page that each part opens on, by slug."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part before it is set; `make` gives its work for a side and the labels of all parts.

    `reads_plan` marks parts that print page numbers in their text: they are set once the numbers are known.
    `ready_made` marks pages that are taken as they are: the same on either side, and not stamped.
    An article with a `jump` has no more than so many of its pages here; the slot that is the rest `of` it takes the
    others, if there are any and other parts between.
    """

    slug: str
    kind: Kind
    title: str
    lang: str
    layout: Layout
    make: Callable[[Side, Labels], Work]
    numerals: Numerals = "decimal"
    opens: folios.Opening = "page"
    section: str = ""
    reads_plan: bool = False
    ready_made: bool = False
    jump: int = 0
    of: str = ""

    @property
    def two_sided(self) -> bool:
        """Whether it is set one way for a recto and another for a verso."""
        return self.layout.mirrored and not self.ready_made

    def standing(self, pages: int) -> int:
        """How many of an article's pages stand in its place."""
        return min(pages, self.jump) if self.jump else pages


@dataclass(frozen=True, slots=True)
class Plan:
    """What the number of all pages is a multiple of, and the slot of a filler by its slug."""

    multiple: int = 1
    filler: Callable[[str], Slot] | None = None


@dataclass(frozen=True, slots=True)
class LineUp:
    """All parts set and placed; errors by the slug of the part that has a stand-in."""

    slots: tuple[Slot, ...]
    placements: Mapping[str, Placement]
    made: Mapping[str, Made[Rendition]]
    errors: Mapping[str, PrintkitError]

    def parts(self) -> tuple[Part, ...]:
        """The parts as binding takes them."""
        jumping = {slot.of: self.placements[slot.slug] for slot in self.slots if slot.of}
        return tuple(
            Part(
                slot.slug,
                slot.kind,
                slot.title,
                slot.lang,
                self.made[slot.of or slot.slug].value,
                self.placements[slot.slug],
                slot.section,
                stamped=slot.kind != "cover" and not slot.ready_made,
                jump=slot.jump if slot.of or slot.slug in jumping else 0,
                rest=jumping.get(slot.slug),
                of=slot.of,
            )
            for slot in self.slots
        )


def stand_in(slot: Slot, error: PrintkitError) -> Slot:
    """The same slot with a page in it that says what failed."""

    def make(side: Side, _: Labels) -> Work:
        return StandInWork(slot.slug, slot.title, str(error), slot.layout, side)

    return replace(slot, make=make, reads_plan=False, ready_made=False, jump=0)


def rest_of(slot: Slot) -> Slot:
    """The slot of the pages that an article has after its jump; it falls away where there are none."""
    return replace(slot, slug=f"{REST}{slot.slug}", kind="rest", opens="page", of=slot.slug)


def settle(slots: Sequence[Slot], press: Press, plan: Plan | None = None) -> LineUp:
    """Every slot set on the side it falls on, with true page numbers in those that print them.

    A part that cannot be set gets a stand-in and its error is kept. Raises FolioError where the numbers do not come to
    rest, and the error itself where a stand-in or a page of the issue's own cannot be set.
    """
    line_up = tuple(slots)
    errors: dict[str, PrintkitError] = {}
    pages = _first_counts([slot for slot in line_up if not slot.of], press)
    made: dict[str, Made[Rendition]] = {}
    before: _Laid | None = None
    for _ in range(ROUNDS):
        laid = _lay_out(line_up, pages, plan or Plan())
        if before and laid.placements == before.placements:
            return LineUp(before.slots, before.placements, made, errors)
        slots_now, made = _set_all(laid, errors, press)
        now = {slot.slug: slot for slot in slots_now}
        line_up = tuple(now.get(slot.slug, slot) for slot in line_up)
        pages = {slug: one.value.pages for slug, one in made.items()}
        before = replace(laid, slots=slots_now)
    raise FolioError("the page numbers do not come to rest", hint="give the contents page more room in its layout")


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line-up with its fillers, and where each of its parts stands by the counts known so far."""

    slots: tuple[Slot, ...]
    placements: Mapping[str, Placement]

    @property
    def labels(self) -> Labels:
        """The label of each part's first page."""
        return {slug: folios.label(placed.numerals, placed.first_folio) for slug, placed in self.placements.items()}

    def work(self, slot: Slot, labels: Labels) -> Work:
        """A slot's work, on the side where it stands."""
        here, rest = self.placements[slot.slug], self.placements.get(f"{REST}{slot.slug}")
        work = slot.make(here.side if slot.two_sided else "recto", labels)
        if not isinstance(work, ArticleWork) or work.jump is None:
            return work
        if rest is None:
            return replace(work, jump=None)
        flipped = slot.two_sided and (here.first_folio + work.jump.after - rest.first_folio) % 2 == 1
        return replace(work, jump=replace(work.jump, flipped=flipped))


def _lay_out(slots: tuple[Slot, ...], pages: Mapping[str, int], plan: Plan) -> _Laid:
    slots, counts = _parted(slots, pages)
    parts: Sequence[folios.FolioPart] = [folios.FolioPart(s.slug, s.numerals, s.opens) for s in slots]
    known = {slot.slug: slot for slot in slots}
    if plan.filler and plan.multiple > 1:
        back = next((slot.slug for slot in slots if slot.kind == "back"), "")
        parts = folios.fill(parts, counts, plan.multiple, before=back)
        for part in parts:
            if part.slug not in known:
                known[part.slug] = replace(plan.filler(part.slug), numerals=part.numerals)
                counts[part.slug] = 1
    two_sided = any(slot.layout.two_sided for slot in slots)
    return _Laid(tuple(known[part.slug] for part in parts), folios.place(parts, counts, two_sided=two_sided))


def _parted(slots: tuple[Slot, ...], pages: Mapping[str, int]) -> tuple[tuple[Slot, ...], Counts]:
    """The slots without the rests that have no pages or would follow at once, and how many pages stand in each."""
    long = {slot.slug for slot in slots if slot.jump and not slot.of and pages[slot.slug] > slot.jump}
    stand: list[Slot] = []
    for slot in slots:
        if not slot.of or (slot.of in long and stand[-1].slug != slot.of):
            stand.append(slot)
    jumping = {slot.of for slot in stand}
    counts = {slot.slug: slot.jump if slot.slug in jumping else pages[slot.of or slot.slug] for slot in stand}
    return tuple(stand), counts | {slot.slug: pages[slot.of] - slot.jump for slot in stand if slot.of}


def _set_all(
    laid: _Laid, errors: dict[str, PrintkitError], press: Press
) -> tuple[tuple[Slot, ...], dict[str, Made[Rendition]]]:
    labels = laid.labels
    whole = [slot for slot in laid.slots if not slot.of]
    answers = press.typeset([laid.work(slot, labels) for slot in whole])
    made: dict[str, Made[Rendition]] = {}
    replaced: dict[str, Slot] = {}
    for slot, answer in zip(whole, answers, strict=True):
        if not isinstance(answer, PrintkitError):
            made[slot.slug] = answer
            continue
        if slot.kind != "article" or slot.slug in errors:
            raise answer
        errors[slot.slug] = answer
        replaced[slot.slug] = stand_in(slot, answer)
    if replaced:
        after = tuple(replaced.get(slot.slug, slot) for slot in laid.slots)
        return _set_all(replace(laid, slots=after), errors, press)
    return laid.slots, made


@dataclass
class _Run:
    """Slots in a row of which only the first's folio is known, or guessed: each of the others waits for those before.

    `folio` is the first's as far as it matters: odd for a recto, even for a verso.
    """

    slots: list[Slot]
    folio: int

    def works(self, counts: Counts) -> Chain:
        """The works of the run one after another, each on the side that the counts before it give."""
        folio = self.folio
        for slot in self.slots:
            if slot.opens != "page":
                folio = 1 if slot.opens == "recto" else 2
            if not slot.reads_plan:
                side: Side = "verso" if slot.two_sided and folio % 2 == 0 else "recto"
                answer = yield slot.make(side, {})
                counts[slot.slug] = 1 if isinstance(answer, PrintkitError) else answer.value.pages
            folio += slot.standing(counts.get(slot.slug, 1))


def _first_counts(slots: Sequence[Slot], press: Press) -> Counts:
    """The number of pages of every part that prints no page numbers; most are set on their right side by the way.

    On a mirrored page a part can be set once the pages before it are counted, so runs of parts are set in order, as
    many runs at once as there are workers. A run that starts in the middle guesses its side; counts remembered from
    an earlier build spare most of that.
    """
    known = {slot.slug: press.count(slot.make("recto", {})) for slot in slots if not slot.reads_plan}
    remembered = {slug: count for slug, count in known.items() if count is not None}
    runs = _halved(_runs(slots, remembered), remembered, press.width)
    counts: Counts = {}
    press.follow([run.works(counts) for run in runs], len(known))
    return {slot.slug: counts.get(slot.slug, 1) for slot in slots}


def _runs(slots: Sequence[Slot], known: Mapping[str, int]) -> list[_Run]:
    """The slots in runs, a new one wherever a slot's side is sure, or does not matter to it nor to any after it."""
    runs: list[_Run] = []
    numerals, sure, folio = "", False, 1
    for slot in slots:
        if slot.numerals != numerals:
            sure, folio = True, 1
        elif slot.opens != "page":
            sure, folio = True, 1 if slot.opens == "recto" else 2
        if sure or not runs:
            runs.append(_Run([slot], folio))
        else:
            runs[-1].slots.append(slot)
        numerals = slot.numerals
        folio += slot.standing(known.get(slot.slug, 1))
        sure = sure and (slot.reads_plan or slot.slug in known)
    return [part for run in runs for part in _loosened(run)]


def _loosened(run: _Run) -> list[_Run]:
    """A run whose later slots do not care for their side is no run."""
    if any(slot.two_sided for slot in run.slots[1:]):
        return [run]
    return [_Run([slot], run.folio) for slot in run.slots]


def _halved(runs: list[_Run], known: Mapping[str, int], width: int) -> list[_Run]:
    """The runs, the longest of them cut in two until every worker has one; what is cut off takes itself for a recto."""
    made = list(runs)
    while sum(_unknown(run, known) >= SHORTEST for run in made) < width:
        longest = max(made, key=lambda run: _unknown(run, known), default=None)
        if longest is None or _unknown(longest, known) < SHORTEST * 2:
            break
        middle = len(longest.slots) // 2
        made.append(_Run(longest.slots[middle:], 1))
        made[made.index(longest)] = _Run(longest.slots[:middle], longest.folio)
    return made


def _unknown(run: _Run, known: Mapping[str, int]) -> int:
    return sum(slot.slug not in known and not slot.reads_plan for slot in run.slots)

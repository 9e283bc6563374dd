"""An article that holds every block and every inline element once, for layouts to be tried on."""

from __future__ import annotations

from datetime import date

from printkit.model.article import Article
from printkit.model.blocks import (
    Aside,
    Block,
    Break,
    Cell,
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    Inline,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Row,
    Table,
    with_ids,
)

WIDE = "pictures/harbour.jpg"
TALL = "pictures/lighthouse.png"
TINY = "pictures/mark.png"
ORNAMENT = "pictures/ornament.png"
SOURCES = (WIDE, TALL, TINY, ORNAMENT)

_SENTENCE = (
    "The harbour wakes before the town does, and the lamps along the quay go out one by one as the pilot boats come "
    "home with the night’s news, which is mostly of wind, fish and the price of diesel. "
)


def _p(text: str, **more: str) -> Paragraph:
    return Paragraph(Inline(text), lang=more.get("lang", ""))


def _row(*texts: str, header: bool = False) -> Row:
    aligns = ("", "end", "center")
    return tuple(Cell(Inline(t), aligns[n % 3], header or n == 0) for n, t in enumerate(texts))  # type: ignore[arg-type]


def _note(number: str) -> str:
    return f'<span class="note" data-note="{number}">{number}</span>'


_INLINE = (
    "Words may be <em>stressed</em>, <strong>strong</strong>, <cite>The Log of the <em>Arrin</em></cite> or "
    "<q>quoted</q>; a <code>command --flag</code>, a key <kbd>Ctrl</kbd>, an answer <samp>404</samp>, a "
    "<var>variable</var>; <mark>marked</mark>, <s>struck</s>, <ins>put in</ins>; H<sub>2</sub>O and "
    'E = mc<sup>2</sup>; <small>small print</small>, <abbr title="Royal Navy">RN</abbr>, <bdi>name</bdi>, '
    '<time datetime="2026-03-01">1 March</time>, <span class="small-caps">Anno Domini</span>, '
    '<ruby>port<rt>pɔːt</rt></ruby>, <span lang="de">auf Wiedersehen</span>,<br>a new line, and a picture '
    f'<img src="{TINY}" alt="a buoy"> in the line.'
)
_LINKS = (
    'A link <a href="https://example.org/tides/2026?utm_source=feed&amp;station=arrin">with <em>words</em> in it</a>, '
    'the same again <a href="https://example.org/tides/2026?station=arrin">there</a>, one that says itself '
    '<a href="https://example.org/a/rather/long/address/that-breaks">https://example.org/a/rather/long/address/'
    'that-breaks</a>, a mailbox <a href="mailto:harbour@example.org">to write to</a>, a place '
    '<a href="#below">below</a>, and a page <a href="/gone.html">that is not printed</a>.'
)


def body() -> tuple[Block, ...]:
    """Every block once, with ids."""
    return with_ids(_opening() + _middle() + _listing() + _closing())


def _opening() -> tuple[Block, ...]:
    return (
        Figure(
            (Image(WIDE, "Boats at low water"),),
            Inline('The inner harbour at low water, seen from <a href="https://example.org/quay">the quay</a>.'),
            Inline("Photograph: Ida Holm"),
            role="lead",
        ),
        _p(f"{_SENTENCE * 3}{_note('1')}"),
        _p(_SENTENCE * 2),
        _p(_INLINE),
        Heading(2, Inline(f"What the <em>tide</em> left{_note('2')}"), anchors=("what-the-tide-left",)),
        _p(_LINKS),
        Heading(3, Inline("A smaller matter"), anchors=("below", "älter")),
        _p(f"{_SENTENCE}As noted above.{_note('1')}"),
        Heading(4, Inline("Smaller still")),
        _p(_SENTENCE),
        PullQuote(Inline("A flood is only a very slow train. You can timetable it."), Inline("I. Brandvold")),
        _p(_SENTENCE * 4),
    )


def _middle() -> tuple[Block, ...]:
    return (
        Quote((_p(_SENTENCE), _p("And it was so.")), Inline("<cite>Harbour Log</cite>, 1987")),
        _p(_SENTENCE),
        Figure((Image(TALL, None),), Inline(f"The lighthouse, drawn from its own plans.{_note('3')}")),
        _p(_SENTENCE * 2),
        Figure(
            (Image(WIDE, "Morning"), Image(TALL, "Noon"), Image(WIDE, "Night")),
            Inline("Three hours of one day."),
            Inline("Ida Holm"),
        ),
        Figure((Image(ORNAMENT, ""),)),
        Table(
            (_row("Tallow Bridge", "94", "daily"), _row("Osier Green", "1,112", "weekly"), _row("Sarn", "7", "no")),
            (_row("Landing", "Passengers", "Service", header=True),),
            Inline(f'Ferries in <a href="https://example.org/ferries">spring</a>{_note("4")}'),
        ),
        _p(_SENTENCE),
    )


def _listing() -> tuple[Block, ...]:
    inner = List("bullet", ((_p("a rope"),), (_p("a lamp, trimmed"),)))
    return (
        List("bullet", ((_p("Bring with you"), inner), (_p(f"{_SENTENCE}"),), (_p("☐ nothing else"),))),
        List("number", ((_p("Cast off."),), (_p("Row."), _p("Row on.")), (_p("Land."),)), start=9),
        List(
            "definition",
            ((_p("The edge where ships lie."),), (_p(f"Water’s rise and fall.{_note('1')}"),)),
            ((Inline("quay"),), (Inline("tide"), Inline("ebb"))),
        ),
        Code(
            "def tide(hours: float) -> float:\n    # twice a day, and a little later each time\n"
            "    return 2.0 * cos(hours / 12.42)  " + "and_a_line_that_does_not_end_" * 3 + "\n\nprint(tide(3))\n",
            "python",
            tokens=(
                ("keyword", "def"),
                ("", " "),
                ("name", "tide"),
                ("", "(hours: float) -> float:\n    "),
                ("comment", "# twice a day, and a little later each time\n"),
                ("", "    "),
                ("keyword", "return"),
                ("", " "),
                ("number", "2.0"),
                ("operator", " * "),
                ("", "cos(hours / 12.42)  " + "and_a_line_that_does_not_end_" * 3 + "\n\nprint(tide(3))\n"),
            ),
        ),
        Code(r"h(t) = A\cos(\omega t)", kind="tex"),
    )


def _closing() -> tuple[Block, ...]:
    return (
        Aside((_p(_SENTENCE), List("bullet", ((_p("one"),), (_p("two"),)))), Inline("How to read a tide table")),
        Break(),
        _p("Die Boote liegen am Kai, und die Fischer flicken ihre Netze, bevor es Abend wird. " * 3, lang="de"),
        Embed("video", "https://video.example.org/watch?v=arrin&fbclid=x", "The ferry in the flood"),
        _p(_SENTENCE * 3),
    )


def article() -> Article:
    """The kitchen-sink article."""
    return Article(
        slug="kitchen-sink",
        headline="When the river took the road, the night bus learned to swim",
        body=body(),
        notes={
            "1": (_p('The ministry’s term is “passable”. See <a href="https://example.org/term">its list</a>.'),),
            "2": (_p("A note with two paragraphs."), _p("The second of them.")),
            "3": (_p("A note that holds a list:"), List("bullet", ((_p("one"),), (_p("two"),)))),
            "4": (_p("Counted by hand."),),
        },
        standfirst="For eleven weeks each spring the valley of the Lower Arrin is an archipelago. The people who keep "
        "it running work from a garage, a kitchen table and a timetable nobody outside has seen.",
        kicker="Rural transport",
        byline=("Maren Oduya", "Tomas Vik"),
        outlet="The Arrin Valley Reader",
        published=date(2026, 3, 1),
        updated=date(2026, 3, 4),
        lang="en-GB",
        rights="CC BY 4.0 The Arrin Valley Reader",
        origin="https://reader.example.org/2026/03/night-bus?utm_campaign=print",
        tags=("buses", "floods"),
    )

"""The rules of the house, as tables, held against the imports of printkit's own source."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest

from tests import house
from tests.conftest import ROOT
from tests.house import Import

FLOORS = {
    **dict.fromkeys(
        ("errors", "names", "config", "plugins", "model", "version", "walls", "paragraphs", "place", "wrapping"), 1
    ),
    **dict.fromkeys(("sources", "issues", "layouts", "fonts", "readers", "edit", "compose", "typeset", "pictures"), 2),
    **dict.fromkeys(("prose", "raster", "folios", "bind", "facts", "audit", "preflight", "outputs", "archive"), 2),
    "mail": 2,
    "build": 3,
    **dict.fromkeys(("cli", "web"), 4),
    "__main__": 5,
}
GROUND = 1

HOMES = {
    "weasyprint": ("typeset",),
    "pydyf": ("typeset",),
    "pyphen": ("typeset",),
    "jinja2": ("compose",),
    "babel": ("compose",),
    "segno": ("compose",),
    **dict.fromkeys(("ziamath", "latex2mathml"), ("compose",)),
    "protego": ("sources.robots",),
    "pypdf": ("bind", "facts", "outputs", "audit.file"),
    "fontTools": ("fonts", "bind.fonts", "outputs.faces", "typeset.tags.joiners"),
    "click": ("cli",),
    "rich": ("cli",),
    "pydantic": ("config",),
    "markdown_it": ("readers.markdown",),
    "mdit_py_plugins": ("readers.markdown",),
    "pygments": ("readers.highlight",),
    "lxml": ("readers.htmltree", "readers.web"),
    "trafilatura": ("readers.web",),
    "feedparser": ("readers.feed",),
    "warcio": ("readers.containers.warc",),
    "brotli": ("readers.containers.encodings",),
    **dict.fromkeys(("tinycss2", "cssselect2", "tinyhtml5"), ("outputs.cascade",)),
    "yaml": ("readers.frontmatter",),
    "pycld2": ("readers.language",),
    "pypdfium2": ("raster",),
    "anyascii": ("names",),
    # The fetcher hands the engine only what Pillow opens, since the engine opens it by Pillow too.
    "PIL": ("pictures", "typeset.fetch"),
}
# A distribution and what it is imported as, where the two differ.
IMPORTED_AS = {
    "fonttools": "fontTools",
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins",
    "pyyaml": "yaml",
    "pillow": "PIL",
}
# Part of a package that has a home, under a name of its own.
COMPANIONS = {"pydantic_core": "pydantic"}

# What `--help` must not load is taken when it is wanted: by the faces any room, by a room its engine.
LATE_FROM = frozenset({"", "cli", "__main__"})
LATE_ROOMS = frozenset({"printkit.typeset.engine"})
LATE_ENGINES = frozenset(
    {"trafilatura", "ziamath", "latex2mathml", "weasyprint", "pypdf", "fontTools", "lxml", "PIL", "babel", "rich"}
)

# What the package's front says of itself; all else there only hands names on to readers of the library.
FRONT = frozenset({"__version__", "__file__"})

CALLERS = {
    "print": {"cli"},
    "sys.exit": {"cli", "build", "__main__"},
    "import_module": {"plugins", "build", "cli", ""},
    "importlib.import_module": {"plugins", "build", "cli", ""},
    "__import__": set(),
}
CATCH_ALL = frozenset({"build", "cli"})


@cache
def ours() -> dict[str, str]:
    return house.read(ROOT)


def homes() -> dict[str, tuple[str, ...]]:
    return HOMES | {companion: HOMES[package] for companion, package in COMPANIONS.items()}


def may_be_late(one: Import) -> bool:
    if one.is_ours:
        return house.room(one.importer) in LATE_FROM or one.target in LATE_ROOMS
    return one.package in LATE_ENGINES


def expect_none(breaches: list[str]) -> None:
    assert not breaches, "\n".join(("", *breaches))


def declared() -> set[str]:
    """What pyproject.toml asks for, under the names it is imported by."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project.get("optional-dependencies", {}).values() for line in extra),
    ]
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in wanted]
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}


def test_rooms_import_from_lower_floors_and_never_a_neighbour() -> None:
    expect_none(house.floors_broken(ours(), FLOORS, GROUND))


def test_no_room_imports_the_front_of_the_package() -> None:
    expect_none(house.front_used(ours(), FRONT))


def test_third_party_packages_stay_at_home() -> None:
    expect_none(house.strangers(ours(), homes()))


def test_every_dependency_has_a_home_and_every_home_a_dependency() -> None:
    assert declared() == set(HOMES)


def test_every_dependency_is_used() -> None:
    assert set(HOMES) - {one.package for one in house.imports(ours())} == set()


def test_imports_make_no_loop() -> None:
    expect_none(house.loops(ours()))


def test_only_engines_are_imported_inside_functions() -> None:
    expect_none(house.late_imports(ours(), may_be_late))


def test_files_and_functions_are_short() -> None:
    expect_none(house.too_long(ours(), file=400, function=60))


def test_only_the_commands_print_and_exit() -> None:
    calls = {function: house.calls(ours(), function) for function in CALLERS}

    expect_none([place for function, found in calls.items() for room, place in found if room not in CALLERS[function]])


def test_only_the_build_and_the_commands_catch_everything() -> None:
    expect_none([place for room, place in house.broad_catches(ours()) if room not in CATCH_ALL])


# The checker itself, on small houses.

BREACHES = [
    ({"printkit.bind": "import printkit.build"}, "floor 3 from floor 2"),
    ({"printkit.readers.text": "from printkit.compose import compose"}, "a neighbour on floor 2"),
    ({"printkit.readers.text": "from printkit import compose", "printkit.compose": ""}, "a neighbour on floor 2"),
    ({"printkit.readers": "", "printkit.readers.text": "from ..compose import compose"}, "a neighbour on floor 2"),
    ({"printkit.bind": "def bind():\n    from printkit.facts import facts"}, "a neighbour on floor 2"),
    ({"printkit.web": "import printkit.cli"}, "a neighbour on floor 4"),
    ({"printkit.utils": ""}, "a room without a floor"),
]


@pytest.mark.parametrize(("modules", "breach"), BREACHES)
def test_a_broken_floor_is_found(modules: dict[str, str], breach: str) -> None:
    assert [breach in found for found in house.floors_broken(modules, FLOORS, GROUND)] == [True]


def test_a_lower_floor_a_room_of_ones_own_and_the_ground_may_be_used() -> None:
    modules = {
        "printkit.readers": "from printkit.model.blocks import Block\nfrom . import text",
        "printkit.readers.text": "from printkit import errors",
        "printkit.errors": "",
        "printkit.config": "import printkit.errors",
        "printkit.cli": "def make():\n    from printkit.build import build_issue",
    }

    assert house.floors_broken(modules, FLOORS, GROUND) == []
    assert house.late_imports(modules, may_be_late) == []


def test_a_stranger_and_a_package_away_from_home_are_found() -> None:
    modules = {
        "printkit.bind.links": "import os.path\nfrom pypdf.generic import NameObject",
        "printkit.compose": "import pypdf",
        "printkit.readers.text": "import requests\nimport lxml.html",
    }

    found = house.strangers(modules, HOMES)

    assert [line.split(": ")[0] for line in found] == [
        "printkit.compose:1 imports pypdf",
        "printkit.readers.text:1 imports requests",
        "printkit.readers.text:2 imports lxml.html",
    ]


def test_a_loop_is_found_from_each_module_in_it() -> None:
    modules = {
        "printkit.bind": "from printkit.bind import links",
        "printkit.bind.links": "from . import stamp",
        "printkit.bind.stamp": "from printkit.bind import bind",
        "printkit.folios": "import printkit.bind",
    }

    found = house.loops(modules)

    assert len(found) == 3
    assert found[0] == "printkit.bind -> printkit.bind.links -> printkit.bind.stamp -> printkit.bind"


def test_a_late_import_is_found_unless_it_is_an_engine() -> None:
    modules = {
        "printkit.typeset": "def warm():\n    import weasyprint\n    from printkit import errors\n    import json"
    }

    found = house.late_imports(modules | {"printkit.errors": ""}, may_be_late)

    assert [line.split(" imports ")[1] for line in found] == [
        "printkit.errors: inside a function",
        "json: inside a function",
    ]


def test_the_front_of_the_package_is_found_in_use() -> None:
    modules = {
        "printkit.build": "import printkit\nfrom printkit import __version__\nprintkit.read(printkit.__version__)",
        "printkit.cli": "from printkit import read",
    }

    assert house.front_used(modules, FRONT) == [
        "printkit.cli:1 imports printkit: read",
        "printkit.build:1 imports printkit: read",
    ]


def test_a_long_file_and_a_long_function_are_found() -> None:
    modules = {"printkit.folios": "def place():\n" + "    folio = 1\n" * 60}

    assert house.too_long(modules, file=400, function=60) == ["printkit.folios:1 place: 61 lines"]
    assert house.too_long(modules, file=60, function=100) == ["printkit.folios: 61 lines"]


def test_a_call_and_a_broad_catch_are_found() -> None:
    modules = {"printkit.facts": "try:\n    print(1)\nexcept (ValueError, Exception):\n    print_all()\n"}
    raised_again = {"printkit.facts": "try:\n    1\nexcept BaseException:\n    tidy()\n    raise\n"}

    assert house.calls(modules, "print") == [("facts", "printkit.facts:2 calls print")]
    assert house.broad_catches(modules) == [("facts", "printkit.facts:3 catches everything")]
    assert house.broad_catches(raised_again) == []

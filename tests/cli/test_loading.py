"""What a command loads before its first job: no reader and no engine, for those are the workers' to load."""

from __future__ import annotations

import subprocess
import sys

import pytest

ENGINES = ("weasyprint", "pypdf", "lxml", "trafilatura", "feedparser", "markdown_it", "fontTools", "PIL", "babel")
OURS = ("printkit.readers", "printkit.compose", "printkit.typeset", "printkit.bind", "printkit.sources.fetcher")

LOADED = """
import sys
from importlib import import_module
import_module(sys.argv[1])
print(*[name for name in sys.argv[2:] if name in sys.modules])
"""


@pytest.mark.parametrize("module", ["printkit.cli", "printkit.cli.making"])
def test_ordering_work_loads_no_reader_and_no_engine(module: str):
    words = [sys.executable, "-c", LOADED, module, *ENGINES, *OURS]
    told = subprocess.run(words, capture_output=True, text=True, check=True)

    assert told.stdout.split() == []


HEAVY = (
    "pydantic",
    "rich",
    "printkit.build",
    "printkit.layouts",
    "printkit.config",
    "printkit.audit",
    "printkit.outputs",
    *OURS,
)


@pytest.mark.parametrize(
    "module", [f"printkit.cli.{name}" for name in ("make", "importing", "look", "verify", "impose")]
)
def test_the_help_of_a_command_loads_nothing_that_does_its_work(module: str):
    words = [sys.executable, "-c", LOADED, module, *ENGINES, *HEAVY]
    told = subprocess.run(words, capture_output=True, text=True, check=True)

    assert told.stdout.split() == []

"""What every test stands on: its own cache, fenced fonts, no network, and an honest account of what was left out."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from printkit import fonts
from printkit.build import fetching
from printkit.sources.lines import Operator
from tests.external import tools, verapdf
from tests.golden import Golden
from tests.network import Fence

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = "left out: needs "
NO_CORPUS = f"{LEFT_OUT}the corpus"
SCRATCH = pytest.StashKey[Path]()
# A clock, a colour or a font setting of whoever runs the tests would change what they see.
UNWANTED = ("SOURCE_DATE_EPOCH", "FORCE_COLOR", "NO_COLOR", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nothing-left-out", action="store_true", help="a test left out for want of a tool is a failure")
    parser.addoption("--update-golden", action="store_true", help="write what the tests see into the golden files")


def pytest_configure(config: pytest.Config) -> None:
    """Moves the cache into a folder of this run and fences the fonts, before a test loads the engine.

    Each worker has its own part of the folder.
    """
    for name in UNWANTED:
        os.environ.pop(name, None)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        config.stash[SCRATCH] = Path(tempfile.mkdtemp(prefix="printkit-tests-"))
        cache = config.stash[SCRATCH] / "cache"
    else:
        cache = Path(os.environ["PRINTKIT_CACHE"]) / worker
    cache.mkdir(parents=True)
    os.environ["PRINTKIT_CACHE"] = str(cache)
    # Nor may the defaults of whoever runs the tests.
    os.environ["XDG_CONFIG_HOME"] = str(cache / "no-settings")
    fonts.fence(fonts.folders(), cache)


def pytest_unconfigure(config: pytest.Config) -> None:
    if SCRATCH in config.stash:
        shutil.rmtree(config.stash[SCRATCH])


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out a test marked `external("qpdf", ...)` where one of its tools is missing."""
    wanted = [name for mark in item.iter_markers("external") for name in mark.args]
    if lacking := tools.missing(wanted):
        pytest.skip(LEFT_OUT + ", ".join(lacking))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.config.getoption("nothing_left_out") and not hasattr(report, "wasxfail"):
        _demand(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if collector.config.getoption("nothing_left_out"):
        _demand(report)
    return report


def _demand(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turns a skip into a failure; the corpus is no tool, and cannot be installed."""
    reason = _reason(report)
    if reason and reason != NO_CORPUS:
        report.outcome = "failed"
        report.longrepr = f"nothing may be left out here, yet this was: {reason}"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a test was skipped; empty where it was not."""
    if report.outcome != "skipped" or not isinstance(report.longrepr, tuple):
        return ""
    return report.longrepr[2].removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names every test that was left out, under the tool that it wants."""
    wanting: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.getreports("skipped"):
        if (reason := _reason(report)).startswith(LEFT_OUT):
            wanting[reason.removeprefix(LEFT_OUT)].append(report.nodeid)
    if wanting:
        terminalreporter.section("left out for want of a tool")
    for tool, names in sorted(wanting.items()):
        terminalreporter.write_line(f"{tool}: {len(names)} left out" + _advice(tool))
        for name in sorted(names):
            terminalreporter.write_line(f"  {name}")


def _advice(tool: str) -> str:
    return "; PRINTKIT_CORPUS names its folder" if LEFT_OUT + tool == NO_CORPUS else "; `make test-all` installs it"


@pytest.fixture(scope="session")
def network() -> Iterator[Fence]:
    """The fence around this process."""
    fence = Fence()
    with pytest.MonkeyPatch.context() as patch:
        fence.stand(patch)
        yield fence


@pytest.fixture(autouse=True)
def _no_network(network: Fence) -> Iterator[None]:
    """Fails a test that reached for the network, also where the code under test swallowed the refusal."""
    yield
    touched, network.touched[:] = list(network.touched), []
    assert not touched


def _no_such_host(host: str, port: int) -> tuple[str, ...]:
    raise socket.gaierror(socket.EAI_NONAME, f"no test asks {host}")


@pytest.fixture(autouse=True)
def _nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an article names on the web is not there, unless a test puts up a world of its own."""
    monkeypatch.setattr(fetching, "OPERATOR", Operator(look_up=_no_such_host))


@pytest.fixture
def fresh_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache for this test alone."""
    folder = tmp_path / "cache"
    folder.mkdir()
    monkeypatch.setenv("PRINTKIT_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real sources; leaves the test out where there is none."""
    return find_corpus(os.environ.get("PRINTKIT_CORPUS"), ROOT)


def find_corpus(named: str | None, checkout: Path) -> Path:
    """The folder that is named, else `shared/corpus` beside the checkout."""
    folder = Path(named) if named else checkout.parent / "shared" / "corpus"
    if folder.is_dir():
        return folder
    if named:
        pytest.fail(f"PRINTKIT_CORPUS names no folder: {folder}")
    pytest.skip(NO_CORPUS)


@pytest.fixture(name="verapdf")
def verify() -> Callable[..., tuple[verapdf.Verdict, ...]]:
    """`verapdf(file, ..., flavours=("ua1",))`, one verdict a file and flavour; leaves the test out without veraPDF."""
    if tools.missing(["verapdf"]):
        pytest.skip(f"{LEFT_OUT}verapdf")
    return verapdf.verify


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden.check(name, text)` holds a text against the one kept beside this test file."""
    return Golden(request.path.parent / "golden", update=request.config.getoption("update_golden"))

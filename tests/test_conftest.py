from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.conftest import NO_CORPUS, ROOT, find_corpus
from tests.golden import Golden
from tests.network import Fence, NetworkTouchedError

pytest_plugins = ["pytester"]

NEEDS_A_TOOL = """
    import pytest

    @pytest.mark.external("no-such-tool")
    def test_that_wants_a_tool():
        pass
    """


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A small test suite of its own that stands on our conftest."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p tests.conftest -p no:cacheprovider")
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    return pytester


def test_a_test_without_its_tool_is_left_out_by_name(run: pytest.Pytester) -> None:
    run.makepyfile(NEEDS_A_TOOL)

    told = run.runpytest_subprocess()

    told.assert_outcomes(skipped=1)
    told.stdout.fnmatch_lines(
        ["*left out for want of a tool*", "no-such-tool: 1 left out*", "  *test_that_wants_a_tool"]
    )


def test_a_test_left_out_is_a_failure_where_nothing_may_be(run: pytest.Pytester) -> None:
    run.makepyfile(NEEDS_A_TOOL)

    told = run.runpytest_subprocess("--nothing-left-out")

    told.assert_outcomes(errors=1)
    assert told.ret == pytest.ExitCode.TESTS_FAILED


def test_workers_name_what_they_left_out_too(run: pytest.Pytester) -> None:
    run.makepyfile(NEEDS_A_TOOL)

    told = run.runpytest_subprocess("--numprocesses=1")

    told.assert_outcomes(skipped=1)
    told.stdout.fnmatch_lines(["no-such-tool: 1 left out*"])


def test_a_whole_file_skipped_is_a_failure_where_nothing_may_be(run: pytest.Pytester) -> None:
    run.makepyfile("import pytest\npytest.skip('not today', allow_module_level=True)")

    told = run.runpytest_subprocess("--nothing-left-out")

    assert told.ret != pytest.ExitCode.OK


def test_the_corpus_alone_may_be_left_out_where_nothing_may_be(run: pytest.Pytester) -> None:
    run.makepyfile(f"import pytest\ndef test_on_real_sources():\n    pytest.skip({NO_CORPUS!r})")

    told = run.runpytest_subprocess("--nothing-left-out")

    told.assert_outcomes(skipped=1)


def test_the_corpus_lies_where_it_is_said_to_or_beside_the_checkout(tmp_path: Path) -> None:
    beside = tmp_path / "shared" / "corpus"
    beside.mkdir(parents=True)

    assert find_corpus(None, tmp_path / "printkit") == beside
    assert find_corpus(str(tmp_path), tmp_path / "printkit") == tmp_path


def test_a_missing_corpus_is_left_out_but_a_wrong_name_for_it_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(pytest.skip.Exception, match=NO_CORPUS):
        find_corpus(None, tmp_path / "printkit")
    with pytest.raises(pytest.fail.Exception, match="PRINTKIT_CORPUS"):
        find_corpus(str(tmp_path / "gone"), tmp_path / "printkit")


def test_no_test_reaches_another_machine(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import socket

        def test_that_phones_home():
            try:
                socket.create_connection(("192.0.2.1", 80), timeout=1)
            except Exception:
                pass
        """
    )

    told = run.runpytest_subprocess()

    told.assert_outcomes(passed=1, errors=1)
    told.stdout.fnmatch_lines(["*connection to 192.0.2.1*"])


def test_a_name_is_not_even_looked_up() -> None:
    fence = Fence()

    with pytest.MonkeyPatch.context() as patch:
        fence.stand(patch)
        with pytest.raises(NetworkTouchedError):
            socket.getaddrinfo("example.org", 443)

    assert fence.touched == ["look-up of example.org"]


def test_this_machine_may_be_spoken_to(network: Fence) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()

    assert network.touched == []


def test_the_cache_of_whoever_runs_the_tests_is_left_alone(
    run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRINTKIT_CACHE", "/nowhere/cache")
    run.makepyfile(
        """
        import os

        def test_where_the_cache_lies():
            assert "printkit-tests-" in os.environ["PRINTKIT_CACHE"]
        """
    )

    told = run.runpytest_subprocess()

    told.assert_outcomes(passed=1)


def test_a_golden_text_that_differs_fails_until_it_is_rewritten(tmp_path: Path) -> None:
    Golden(tmp_path, update=True).check("folios", "1 2 3\n")

    Golden(tmp_path).check("folios", "1 2 3\n")
    with pytest.raises(AssertionError, match="--update-golden"):
        Golden(tmp_path).check("folios", "1 2 4\n")

"""Every fault that a merge makes in a good bundle is found by its own code, wherever it is made."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from pikepdf import Pdf

from printkit.audit import audit
from tests.audit import faults, mutants
from tests.audit.mutants import Mutant

ISSUES = ("bound", "built")
SEEDS = range(3)
# The contents of the issue that is bound from galleys print no numbers.
HAVE_NO_NUMBERS = (("bound", faults.another_number_in_the_contents),)


def broken(good: Path, mutant: Mutant, seed: int, out: Path) -> Path:
    with Pdf.open(good) as pdf:
        mutant(pdf, Random(seed))
        pdf.save(out)
    return out


@pytest.mark.parametrize("issue", ISSUES)
def test_nothing_is_found_in_a_good_bundle(issue: str, bundles: dict[str, Path]):
    assert audit(bundles[issue]) == ()


@pytest.mark.parametrize("issue", ISSUES)
def test_nothing_is_found_in_a_good_bundle_that_another_program_wrote_anew(
    issue: str, bundles: dict[str, Path], tmp_path: Path
):
    path = broken(bundles[issue], lambda pdf, random: None, 0, tmp_path / "again.pdf")

    assert audit(path) == ()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mutant", [*mutants.LABORATORY, *faults.MORE], ids=lambda mutant: mutant.__name__)
@pytest.mark.parametrize("issue", ISSUES)
def test_a_fault_is_found_wherever_it_is_made(
    issue: str, mutant: Mutant, seed: int, bundles: dict[str, Path], tmp_path: Path
):
    if (issue, mutant) in HAVE_NO_NUMBERS:
        return
    path = broken(bundles[issue], mutant, seed, tmp_path / "broken.pdf")

    code = (mutants.LABORATORY | faults.MORE)[mutant]
    found = [note for note in audit(path) if note.code == code]
    assert found
    assert found[0].level == "error"


def test_the_laboratorys_thirteen_are_all_there():
    assert len(mutants.LABORATORY) == 13
    assert len(set(mutants.LABORATORY.values())) == 13

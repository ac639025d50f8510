"""Files with random damage: read or refused by an imgview error, in bounded time and memory."""

from pathlib import Path

import pytest
from astropy.table import Table

from fits_files import write_afw
from fuzz.__main__ import samples
from fuzz.driver import TESTS, Findings, run
from mutations import MUTATIONS, mutant
from shared_data import data_file

ROUNDS = 4 * len(MUTATIONS)
OWN = [path for path in samples() if path.is_relative_to(TESTS)]


def assert_sound(found: Findings) -> None:
    assert not found.faults, "\n\n".join(found.faults)
    assert found.outcomes.total() == ROUNDS
    assert found.outcomes["refused"]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_damaged_files_are_read_or_refused(path: Path, tmp_path: Path) -> None:
    assert_sound(run(path, 0, ROUNDS, tmp_path))


def test_damaged_afw_files_are_read_or_refused(tmp_path: Path) -> None:
    assert_sound(run(write_afw(tmp_path / "whole.fits", archive=True), 0, ROUNDS, tmp_path))


@pytest.mark.parametrize("style", ["parquet", "votable", "ascii.ecsv", "ascii.csv", "fits"])
def test_damaged_tables_are_read_or_refused(style: str, tmp_path: Path) -> None:
    sources = Table({"id": [1, 2, 3], "x": [1.0, 2.0, 3.0], "y": [4.0, 5.0, 6.0], "name": ["a", "<b>", "c"]})
    path = tmp_path / "cat_whole.dat"
    sources.write(path, format=style)
    assert_sound(run(path, 0, ROUNDS, tmp_path))


def test_damage_is_the_same_for_the_same_seed() -> None:
    content = OWN[0].read_bytes()
    assert mutant(content, 3) == mutant(content, 3)
    assert mutant(content, 3) != mutant(content, 4)


# The finder of faults is itself put to the test: workers that die, hang or talk nonsense.
FAULTY = """
import os, sys, time
sys.path.insert(0, {tests!r})
import imgview, fuzz.worker
def read(path):
    {deed}
imgview.read = read
fuzz.worker.main()
"""


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("os.abort()", "crashed"),
        ("raise KeyError('no such thing')", "escaped"),
        ("raise imgview.ImgviewError('something is wrong')", "bad message"),
        ("time.sleep(100)", "hung"),
        ("bytearray(b'x') * (900 << 20); raise imgview.ImgviewError(f'{path}: too large')", "large"),
    ],
)
def test_faults_are_found(deed: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "faulty.py"
    script.write_text(FAULTY.format(tests=str(TESTS), deed=deed))
    monkeypatch.setattr("fuzz.driver.WORKER", [str(script)])
    if kind == "hung":
        monkeypatch.setattr("fuzz.driver.LONGEST", 5.0)
    found = run(data_file("image_int16.fits"), 0, 1, tmp_path)
    assert any(kind in outcome for outcome in found.outcomes), found
    assert found.faults
    assert "seed 0" in found.faults[0]

"""Files with random damage: read or refused by an imgview error, in bounded time and memory."""

from pathlib import Path

import pytest
from astropy.table import Table

from fits_files import write_afw
from fuzz.__main__ import samples
from fuzz.driver import TESTS, Findings, Job, run, run_all
from mutations import MUTATIONS, mutant
from shared_data import data_file

ROUNDS = 4 * len(MUTATIONS)
OWN = [path for path in samples() if path.is_relative_to(TESTS)]
TABLES = ("parquet", "votable", "ascii.ecsv", "ascii.csv", "fits")
NAMES = [path.name for path in OWN] + ["afw.fits"] + [f"cat_{style}" for style in TABLES]


def made(folder: Path) -> list[Path]:
    """Write what stands in no file among the samples."""
    paths = [write_afw(folder / "afw.fits", archive=True)]
    sources = Table({"id": [1, 2, 3], "x": [1.0, 2.0, 3.0], "y": [4.0, 5.0, 6.0], "name": ["a", "<b>", "c"]})
    for style in TABLES:
        paths.append(folder / f"cat_{style}")
        sources.write(paths[-1], format=style)
    return paths


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Findings]:
    """Return what came of the damaged copies of each file, by its name."""
    folder = tmp_path_factory.mktemp("mutants")
    jobs = [Job(path, 0, ROUNDS) for path in [*OWN, *made(folder)]]
    return {path.name: found for path, found in run_all(jobs, folder).items()}


@pytest.mark.parametrize("name", NAMES)
def test_damaged_files_are_read_or_refused(name: str, findings: dict[str, Findings]) -> None:
    found = findings[name]
    assert not found.faults, "\n\n".join(found.faults)
    assert found.outcomes.total() == ROUNDS
    assert found.outcomes["refused"]


def test_damage_is_the_same_for_the_same_seed() -> None:
    content = OWN[0].read_bytes()
    assert mutant(content, 3) == mutant(content, 3)
    assert mutant(content, 3) != mutant(content, 4)


def test_a_worker_that_dies_costs_one_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deed = (
        "path.name == 'mutant-image_int32.fits' and os.abort()\n    raise imgview.ImgviewError(f'{path}: no')"
    )
    script = tmp_path / "faulty.py"
    script.write_text(FAULTY.format(tests=str(TESTS), deed=deed))
    monkeypatch.setattr("fuzz.driver.WORKER", [str(script)])
    paths = [data_file(f"image_{dtype}.fits") for dtype in ("int16", "int32", "uint8")]
    first, second, third = run_all([Job(path, 0, 2) for path in paths], tmp_path).values()
    assert first.outcomes == third.outcomes == {"refused": 2}
    assert second.outcomes.total() == len(second.faults) == 2


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
        monkeypatch.setattr("fuzz.driver.LONGEST", 1.5)
    found = run(data_file("image_int16.fits"), 0, 1, tmp_path)
    assert any(kind in outcome for outcome in found.outcomes), found
    assert found.faults
    assert "seed 0" in found.faults[0]

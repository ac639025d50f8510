"""Our evaluation of AST texts, and the sky read through AST, against Starlink's own library."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from astropy.io import fits
from starlink import Ast

from ast_texts import dump, frame_set, high_order, load, radial, series, sky
from imgview.model.ast.mapping import AstMapping
from shared_data import DATA, SHARED, shared_file

pytestmark = pytest.mark.oracle

PLAIN = ("TAN", "STG", "ARC", "ZEA", "SIN", "CAR", "AIT", "MER", "SFL", "PAR", "MOL", "PCO")


def difference(text: str, points: np.ndarray | None = None, high: float = 1000.0) -> float:
    """Return how far we are from AST at most, in degrees where the output is on the sky."""
    mine, theirs = AstMapping(text), load(text)
    if points is None:
        points = np.random.default_rng(1).uniform(0, high, (mine.nin, 200))
    expected = np.array(theirs.tran(points))
    expected[expected == -np.finfo(float).max] = np.nan
    found = mine(points)
    assert np.array_equal(np.isnan(found), np.isnan(expected))
    assert np.isfinite(found).any()
    if mine.frame is not None and mine.frame.kind == "SkyFrame":
        return float(np.degrees(np.nanmax(np.abs(found - expected))))
    return float(np.nanmax(np.abs(found - expected)) / np.nanmax(np.abs(expected)))


def texts_in(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        if isinstance(tree.get("ast"), str):
            yield tree["ast"]
        for value in tree.values():
            yield from texts_in(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from texts_in(value)


def texts_of_fits(path: Path) -> Iterator[str]:
    with fits.open(path) as hdus:
        for hdu in hdus:
            if isinstance(hdu, fits.CompImageHDU) or not isinstance(hdu, fits.BinTableHDU):
                continue
            if hdu.name == "JSON":
                yield from texts_in(json.loads(hdu.data["JSON"][0].tobytes()))
            for column in {"wcs", "bytes"} & set(hdu.columns.names):
                for cell in hdu.data[column]:
                    text = bytes(cell).decode("latin-1")
                    if "Begin" in text:
                        yield text[text.index("Begin") :]


def texts_of_hdf5(path: Path) -> Iterator[str]:
    with h5py.File(path) as file:
        found: list[h5py.Dataset] = []
        file.visititems(lambda _, item: found.append(item) if isinstance(item, h5py.Dataset) else None)
        for dataset in found:
            name = dataset.name or ""
            if name.endswith("WCS/DATA"):
                text = ""
                for record in dataset[()]:
                    line = record.decode("latin-1").rstrip()
                    text += ("" if line.startswith("+") else "\n") + line[1:]
                yield text
            elif name.endswith("LSST/JSON"):
                yield from texts_in(json.loads(np.atleast_1d(dataset[()])[0]))


def all_texts() -> dict[str, str]:
    result: dict[str, str] = {}
    for path in sorted([*DATA.iterdir(), *SHARED.glob("made/*"), *SHARED.glob("real/*")]):
        if path.name.startswith("neg_truncated") or ".oracle" in path.name:
            continue
        texts: Iterator[str] = iter(())
        if path.suffix == ".json":
            texts = texts_in(json.loads(path.read_text()))
        elif ".fits" in path.name:
            texts = texts_of_fits(path)
        elif path.suffix == ".sdf" and path.read_bytes()[:4] == b"\x89HDF":
            texts = texts_of_hdf5(path)
        for number, text in enumerate(texts):
            if text not in result.values():
                result[f"{path.name} {number}"] = text
    return result


@pytest.mark.filterwarnings("ignore::astropy.io.fits.verify.VerifyWarning")
def test_all_texts_in_all_files():
    shared_file("real", "afw_obs_base_calexp.fits")
    texts = all_texts()
    assert len(texts) > 150
    # What AST's own numbers are rounded to: the mappings of a camera work in millimetres up to 1e5.
    worst = {name: difference(text) for name, text in texts.items()}
    assert max(worst.values()) < 1e-12, max(worst, key=worst.__getitem__)


@pytest.mark.parametrize(
    ("code", "options"),
    [
        *(
            (getattr(Ast, name), "")
            for name in ["TAN", "STG", "ARC", "ZEA", "SIN", "CAR", "AIT", "MER", "SFL", "PAR", "MOL", "PCO"]
        ),
        (Ast.SIN, "PV2_1=0.1,PV2_2=-0.2"),
        (Ast.ZPN, "PV2_1=1,PV2_3=0.1"),
        (Ast.AZP, "PV2_1=2,PV2_2=10"),
        (Ast.SZP, "PV2_1=2,PV2_2=180,PV2_3=60"),
        (Ast.CYP, "PV2_1=1,PV2_2=0.7"),
        (Ast.CEA, "PV2_1=0.8"),
        *((getattr(Ast, name), "PV2_1=45,PV2_2=10") for name in ("COP", "COE", "COD", "COO")),
        (Ast.BON, "PV2_1=45"),
    ],
)
def test_projections_near_their_centre_and_far_out(code, options):
    # Slanted and polynomial ones are undone step by step, by each library in its own.
    tolerance = 2e-8 if options.startswith("PV2_1=0.1") or code in {Ast.SZP, Ast.MOL, Ast.PCO} else 1e-10
    assert difference(dump(frame_set(sky(code, options)))) < tolerance
    assert difference(dump(frame_set(sky(code, options), scale=np.radians(0.01)))) < tolerance


MAPPINGS = {
    "high order": high_order(),
    "radial": radial(),
    "two polynomials": Ast.PolyMap(
        [[1.0, 1, 1, 0], [1e-6, 1, 2, 0], [1.0, 2, 0, 1]], [[1.0, 1, 1, 0], [0.9, 2, 0, 1]]
    ),
    "window": Ast.WinMap([0.0, 0.0], [1.0, 1.0], [3.0, 4.0], [5.0, 7.0]),
    "matrix": Ast.MatrixMap([[1.0, 0.5], [-0.25, 2.0]]),
    "diagonal": Ast.MatrixMap([2.0, 3.0]),
    "exchange": Ast.PermMap([2, 1], [2, 1]),
    "two ways": Ast.TranMap(Ast.ZoomMap(2, 2.0), Ast.ZoomMap(2, 3.0)),
    "side by side": Ast.CmpMap(Ast.ZoomMap(1, 2.0), Ast.ShiftMap([3.0]), False),
    "constant": Ast.PermMap([1, 2], [1, 2, -1], [5.0]),
}


@pytest.mark.parametrize("mapping", MAPPINGS.values(), ids=MAPPINGS.keys())
@pytest.mark.parametrize("inverted", [False, True])
def test_mappings_there_and_back(mapping, inverted):
    mapping = mapping.copy()
    if inverted:
        mapping.invert()
    assert difference(dump(mapping), high=30.0) < 1e-12
    if mapping.Nin == mapping.Nout:
        twice = series(mapping, Ast.ShiftMap([1.0, -2.0]), mapping)
        twice.invert()
        assert difference(dump(twice), high=30.0) < 1e-12


def test_frames_that_hang_from_one_another():
    whole = frame_set(radial(), sky())
    whole.addframe(1, Ast.ShiftMap([-35.0, -47.0]), Ast.Frame(2, "Domain=GRID"))
    whole.addframe(3, Ast.ZoomMap(2, 2.0), Ast.Frame(2, "Domain=HALF"))
    pixels = np.random.default_rng(2).uniform(0, 1000, (2, 50))
    for base in range(1, 5):
        whole.Base, whole.Current = 1, base
        points = np.array(whole.tran(pixels))
        for current in range(1, 5):
            whole.Base, whole.Current = base, current
            assert difference(dump(whole), points) < 1e-10
            turned = whole.copy()
            turned.invert()
            assert difference(dump(turned), np.array(whole.tran(points))) < 1e-10


@pytest.mark.parametrize("options", ["", "Comment=0", "Full=1", "Full=-1", "Indent=0"])
def test_all_manners_of_writing(options):
    assert difference(dump(frame_set(high_order(), sky()), options)) < 1e-10

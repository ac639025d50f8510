"""Files read by us and by lsst.images itself (which needs Python 3.12), whole and in parts."""

import importlib
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from imgview.geometry import Box
from imgview.model import CellCoadd, ColorImage, Image, Mask, MaskedImage
from imgview.readers import read
from shared_data import DATA, SHARED, made_file, shared_file

theirs = pytest.importorskip("lsst.images", reason="lsst.images is not installed: it needs Python 3.12")
serialization = importlib.import_module("lsst.images.serialization")
in_json = importlib.import_module("lsst.images.json")

# What lsst.images wrote and reads. Files of DP1 and DP2 it reads only with another version of piff.
NAMES = [
    "cell_coadd_synth.fits",
    "color_image.fits",
    "color_image_small.json",
    "image_float32_small.json",
    "image_int16.sdf",
    "mask_12planes.sdf",
    "mi_12planes.sdf",
    "mi_12planes_small.json",
    "mi_40planes_gzip2.fits",
    "mi_5planes.sdf",
    "neg_major2_minread1.json",
    "pypi30.2026.4300_visit_full.sdf",
    "visit_40planes_small.json",
    "visit_full_gzip2.fits",
]
REAL = [
    "cell_coadd-1.0.0-canonical.json",
    "cell_coadd_fixture.fits",
    "cell_coadd_fixture.sdf",
    "color_image-1.0.0.dev.json",
    "difference_image-1.0.0-dp2.json",
    "difference_image-1.0.0-dp2_rewritten.fits",
    "masked_image-1.0.0.json",
    "visit_image-1.0.0-dp1.json",
    "visit_image-1.0.0-dp2_rewritten.sdf",
    "visit_image-1.0.0.json",
]


ALL = NAMES + REAL
VISITS = [name for name in ALL if name.startswith(("visit", "pypi", "difference"))]
DIFFERENCES = [name for name in ALL if name.startswith("difference")]
COADDS = [name for name in ALL if name.startswith("cell_coadd")]


def open_both(name: str) -> tuple[Any, Any]:
    path = shared_file("real", name) if name in REAL else made_file(name)
    return read(path), open_theirs(path)


def open_theirs(path: Path) -> Any:
    return serialization.read_archive(os.fspath(path))


def planes(ours: Any, other: Any) -> dict[str, tuple[Any, Any]]:
    """Return all planes of a picture by name, as both have them."""
    if isinstance(ours, ColorImage):
        return {name: (getattr(ours, name), getattr(other, name)) for name in ("red", "green", "blue")}
    if not isinstance(ours, MaskedImage):
        return {"itself": (ours, other)}
    found = {name: (getattr(ours, name), getattr(other, name)) for name in ("image", "mask", "variance")}
    if isinstance(ours, CellCoadd):
        extras = {f"noise {number}": plane for number, plane in enumerate(other.noise_realizations)}
        extras |= {f"mask fraction {name}": plane for name, plane in other.mask_fractions.items()}
        assert list(ours.extras) == list(extras)
        found |= {name: (ours.extras[name], extras[name]) for name in extras}
    return found


def same_planes(ours: Any, other: Any) -> None:
    assert same_box(ours.bbox, other.bbox)
    for name, (mine, plane) in planes(ours, other).items():
        np.testing.assert_array_equal(mine.array, plane.array, err_msg=name)
        assert mine.array.dtype == plane.array.dtype, name
        assert same_box(mine.bbox, plane.bbox), name
        if isinstance(mine, Image):
            assert mine.unit == plane.unit, name
        else:
            assert list(mine.schema.descriptions.items()) == [
                (part.name, part.description) for part in plane.schema if part is not None
            ]


def same_box(mine: Box, other: Any) -> bool:
    return (*mine.start, *mine.stop) == (other.y.start, other.x.start, other.y.stop, other.x.stop)


@pytest.mark.parametrize("name", ALL)
def test_planes_whole_and_in_parts(name: str) -> None:
    ours, other = open_both(name)
    assert type(ours).__name__ == type(other).__name__
    same_planes(ours, other)
    y, x = ours.bbox.y, ours.bbox.x
    rows, columns = (y.start + y.size // 3, y.stop - 1), (x.start + 1, x.start + x.size // 2 + 1)
    part = theirs.Box.factory[slice(*rows), slice(*columns)]
    same_planes(ours[Box.factory[slice(*rows), slice(*columns)]], other[part])
    # They show the cards of the header among the metadata, but for those that they write themselves.
    cards = {key: value for key, value in ours.header.items() if key not in {"DATAMODL", "DATE"}}
    assert cards | ours.metadata == dict(other.metadata)


@pytest.mark.parametrize("name", ALL)
def test_sky(name: str) -> None:
    ours, other = open_both(name)
    projection = getattr(other, "sky_projection", None)
    assert (ours.sky_projection is None) == (projection is None)
    if projection is None:
        return
    x = np.linspace(ours.bbox.x.min, ours.bbox.x.max, 5)
    y = np.linspace(ours.bbox.y.min, ours.bbox.y.max, 5)
    expected = projection.pixel_to_sky(x=x, y=y)
    found = ours.sky_projection.pixel_to_sky(x=x, y=y)
    assert found.separation(expected).max().arcsec < 1e-5


@pytest.mark.parametrize("name", VISITS)
def test_what_visits_say(name: str) -> None:
    ours, other = open_both(name)
    assert ours.band == other.band
    assert ours.summary_stats["psfSigma"] == other.summary_stats.psfSigma
    assert sorted(ours.aperture_corrections) == sorted(other.aperture_corrections)
    if other.photometric_scaling is None:
        assert ours.photometric_scaling == {}
    else:
        assert str(ours.photometric_scaling["unit"] or "") in {"", str(other.photometric_scaling.unit)}
    amplifiers = ours.outlines.get("amplifiers", [])
    for polygon, amplifier in zip(amplifiers, other.detector.amplifiers, strict=True):
        low, high = polygon.min(axis=0) + 0.5, polygon.max(axis=0) + 0.5
        assert same_box(Box.factory[int(low[1]) : int(high[1]), int(low[0]) : int(high[0])], amplifier.bbox)


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_differences_say(name: str) -> None:
    ours, other = open_both(name)
    assert len(ours.templates) == len(other.templates) == len(ours.outlines["templates"])
    for mine, template in zip(ours.templates, other.templates, strict=True):
        for key in ("skymap", "tract", "patch", "dataset_run", "psf_shape_xx", "psf_shape_flag"):
            assert mine[key] == getattr(template, key)
        assert mine["dataset_id"] == str(template.dataset_id)
        corners = ", ".join(f"{x!r} {y!r}" for x, y in mine["bounds"].tolist())
        assert theirs.Region.from_wkt(f"POLYGON (({corners}))") == template.bounds
    box, kernel = other.kernel.kernel_bbox, ours.kernel
    assert kernel["shape"] == (box.y.size, box.x.size)
    assert kernel["center"] == (-box.x.min, -box.y.min)


@pytest.mark.parametrize("name", COADDS)
def test_what_coadds_say(name: str) -> None:
    ours, other = open_both(name)
    assert (ours.band, ours.skymap, ours.tract) == (other.band, other.skymap, other.tract)
    grid, bounds = ours.grid, other.bounds
    assert same_box(grid.bbox, bounds.grid.bbox)
    assert tuple(grid.cell_shape) == tuple(bounds.grid.cell_shape)
    assert {tuple(cell) for cell in grid.missing} == {(cell.i, cell.j) for cell in bounds.missing}
    # The cells that they say are there are those that we draw as there, also of a part.
    box = ours.bbox
    corner = (slice(box.y.start + box.y.size // 2, box.y.stop - 1), slice(box.x.start + 1, box.x.stop))
    for mine, parts in [
        (ours, bounds),
        (ours[Box.factory[corner]], other[theirs.Box.factory[corner]].bounds),
    ]:
        drawn = {(polygon[0, 0] + 0.5, polygon[0, 1] + 0.5) for polygon in mine.outlines["cells"]}
        boxes = [parts.grid.bbox_of(cell) for cell in parts.cell_indices()]
        assert drawn == {(there.x.start, there.y.start) for there in boxes}
    assert ours.psf["stamp_size"] == other.psf.kernel_bbox.x.size
    assert (ours.patch["id"], tuple(ours.patch["index"])) == (other.patch.id, tuple(other.patch.index))
    assert same_box(ours.patch["inner_bbox"], other.patch.inner_bbox)
    assert ours.provenance["inputs"] == len(other.provenance.inputs)
    assert ours.provenance["contributions"] == len(other.provenance.contributions)
    assert sorted(ours.aperture_corrections) == sorted(other.aperture_corrections)


def test_every_file_of_theirs_is_compared() -> None:
    there = {path.name for folder in (DATA, SHARED / "made") for path in folder.glob("*.json")}
    there = {name for name in there if ".oracle." not in name and not name.startswith("neg_")}
    # One is the same picture with fewer planes, one is the same bytes.
    assert there - set(NAMES) <= {"mi_5planes_small.json", "pypi30.2026.4300_visit_40planes_small.json"}


DTYPES = ["uint8", "int16", "uint16", "int32", "uint32", "int64", "float32", "float64"]


@pytest.mark.parametrize("dtype", DTYPES)
def test_images_they_write_in_json(dtype: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    kind = np.dtype(dtype)
    if kind.kind == "f":
        powers = 10.0 ** rng.integers(-30, 30, (7, 5))
        array = (rng.normal(size=(7, 5)) * powers).astype(kind)
        array[0, :3] = np.nan, np.inf, -np.inf
    else:
        info = np.iinfo(kind)
        array = rng.integers(info.min, info.max, (7, 5), dtype=kind, endpoint=True)
    path = tmp_path / "image.json"
    in_json.write(theirs.Image(array, yx0=(-3, 8)), os.fspath(path))
    image = read(path)
    assert type(image) is Image
    assert image.array.dtype == kind
    np.testing.assert_array_equal(image.array, array)
    assert tuple(image.yx0) == (-3, 8)


@pytest.mark.parametrize("count", [1, 8, 31, 32, 62, 63, 75])
def test_masks_they_write_in_json(count: int, tmp_path: Path) -> None:
    rng = np.random.default_rng(count)
    parts = [None if n % 5 == 2 else theirs.MaskPlane(f"P{n}", f"Plane {n}.") for n in range(count)]
    schema = theirs.MaskSchema(parts)
    mask = theirs.Mask(schema=schema, bbox=theirs.Box.from_shape((6, 4), start=(10, -20)))
    for part in filter(None, parts):
        mask.set(part.name, rng.random((6, 4)) < 0.3)
    path = tmp_path / "mask.json"
    in_json.write(mask, os.fspath(path))
    found = read(path)
    assert type(found) is Mask
    np.testing.assert_array_equal(found.array, mask.array)
    for part in filter(None, parts):
        np.testing.assert_array_equal(found.get(part.name), mask.get(part.name))

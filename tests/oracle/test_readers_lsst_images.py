"""What imgview reads from lsst.images files equals what lsst.images itself reads."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord

from imgview.errors import ReadError, SchemaError
from imgview.geometry import Box
from imgview.model import CellCoadd, ColorImage, DifferenceImage, Image, Mask, MaskedImage, VisitImage
from imgview.readers import identify, read
from shared_data import data_file, digest, made_file, oracle_of, shared_file

MADE = [
    "cell_coadd_synth.fits",
    "color_image.fits",
    "color_image_small.json",
    "image_float32.fits",
    "image_float32_small.json",
    "image_float64.sdf",
    "image_int16.fits",
    "image_int16.sdf",
    "image_int32.fits",
    "image_int64.fits",
    "image_uint32.fits",
    "image_uint8.fits",
    "mask_12planes.fits",
    "mask_12planes.sdf",
    "mi_12planes.sdf",
    "mi_12planes_cutdown.fits",
    "mi_12planes_gzip2.fits",
    "mi_12planes_small.json",
    "mi_12planes_tiled.fits",
    "mi_40planes_gzip2.fits",
    "mi_5planes.sdf",
    "mi_5planes_gzip2.fits",
    "mi_5planes_small.json",
    "mi_5planes_uncompressed.fits",
    "mi_5planes_uncompressed.fits.gz",
    "mi_nounit_nowcs.fits",
    "pypi30.2026.4300_visit_40planes_small.json",
    "pypi30.2026.4300_visit_full.sdf",
    "visit_40planes_small.json",
    "visit_full_gzip2.fits",
    "visit_full_rice.fits",
]
REAL = [
    "cell_coadd-1.0.0-canonical.json",
    "cell_coadd_fixture.fits",
    "cell_coadd_fixture.sdf",
    "color_image-1.0.0.dev.json",
    "difference_image-1.0.0-dp2.json",
    "difference_image-1.0.0-dp2_rewritten.fits",
    "image-1.0.0.json",
    "mask-1.0.0.json",
    "masked_image-1.0.0.json",
    "visit_image-1.0.0-dp1.json",
    "visit_image-1.0.0-dp1_rewritten.fits",
    "visit_image-1.0.0-dp2_rewritten.sdf",
    "visit_image-1.0.0.json",
]
COADDS = [name for name in MADE + REAL if name.startswith("cell_coadd")]
VISITS = [name for name in MADE + REAL if name.startswith(("visit", "pypi", "difference"))]
FORMATS = {".fits": "lsst.images", ".gz": "lsst.images", ".json": "lsst.json", ".sdf": "lsst.ndf"}
CLASSES = {
    "Image": Image,
    "Mask": Mask,
    "MaskedImage": MaskedImage,
    "VisitImage": VisitImage,
    "CellCoadd": CellCoadd,
    "ColorImage": ColorImage,
    "DifferenceImage": DifferenceImage,
}
STAMPS = {"schema_version", "min_read_version", "schema_url"}

Case = tuple[Any, dict[str, Any]]


def load(name: str) -> Case:
    path: Path = shared_file("real", name) if name in REAL else made_file(name)
    return read(path), oracle_of(path)


@pytest.fixture(params=MADE + REAL)
def case(request: pytest.FixtureRequest) -> Case:
    return load(request.param)


def image_of(picture: Any) -> Any:
    if isinstance(picture, ColorImage):
        return picture.green
    return picture.image if isinstance(picture, MaskedImage) else picture


def test_class_and_format(case: Case) -> None:
    picture, oracle = case
    assert type(picture) is CLASSES[oracle["class"]]
    assert identify(picture.source) == FORMATS[Path(picture.source).suffix]


def test_box(case: Case) -> None:
    picture, oracle = case
    box = oracle["bbox"]
    assert picture.bbox == Box.from_shape((box["ny"], box["nx"]), start=(box["y0"], box["x0"]))


def test_every_pixel(case: Case) -> None:
    picture, oracle = case
    compared = []
    for name in ("image", "variance", "mask", "rgb"):
        expected = oracle["array_sha256"].get(name)
        if expected is not None:
            plane = getattr(picture, name) if isinstance(picture, MaskedImage) else picture
            assert plane.array.dtype.isnative
            assert plane.array.dtype.name == expected["dtype"]
            assert list(plane.array.shape) == expected["shape"]
            assert digest(plane.array) == expected["sha256"]
            compared.append(name)
    assert compared


def test_pixels_read_in_parts(case: Case) -> None:
    picture, _ = case
    plane = image_of(picture)
    assert plane.is_lazy
    ny, nx = plane.shape
    whole = plane.array
    data = plane.data
    for rows, columns in [
        (slice(0, 1), slice(0, 1)),
        (slice(ny - 3, ny), slice(nx - 2, nx)),
        (slice(ny // 3, ny // 2 + 1), slice(nx // 4, nx // 4 + 3)),
        (slice(1, ny, 7), slice(2, nx, 5)),
        (slice(0, ny), slice(3, 3)),
    ]:
        np.testing.assert_array_equal(data[rows, columns], whole[rows, columns])


def test_mask_planes(case: Case) -> None:
    picture, oracle = case
    if oracle.get("mask_planes") is None:
        assert not isinstance(picture, Mask)
        assert getattr(picture, "mask", None) is None
        return
    mask = picture if isinstance(picture, Mask) else picture.mask
    assert mask.is_lazy
    counts = mask.counts()
    found = [
        {
            "name": name,
            "description": mask.schema.descriptions[name],
            "byte_index": mask.schema.bit(name).index,
            "bit_in_byte": mask.schema.bit(name).mask.bit_length() - 1,
            "n_set": counts[name],
            "sha256_bool": digest(mask.get(name)),
        }
        for name in mask.schema.names
    ]
    # Placeholders have no name, but keep their bit.
    expected = [{key: plane[key] for key in found[0]} for plane in oracle["mask_planes"] if plane is not None]
    assert found == expected
    assert mask.schema.mask_size == oracle["mask_nbytes_per_pixel"]


def test_units(case: Case) -> None:
    picture, oracle = case
    if isinstance(picture, Mask | ColorImage):
        return
    assert_unit(picture.unit, oracle["unit"])
    if isinstance(picture, MaskedImage):
        assert_unit(picture.variance.unit, oracle["variance_unit"])


def assert_unit(found: Any, expected: str | None) -> None:
    if expected in {None, "None", ""}:
        assert found is None
    else:
        assert found == u.Unit(expected)


def test_sky(case: Case) -> None:
    picture, oracle = case
    points = oracle.get("sky")
    if not points:
        assert picture.sky_projection is None
        return
    x, y, ra, dec = (
        np.array([point[key] for point in points]) for key in ("abs_x", "abs_y", "ra_deg", "dec_deg")
    )
    expected = SkyCoord(ra, dec, unit="deg")
    found = picture.sky_projection.pixel_to_sky(x=x, y=y)
    assert np.max(found.separation(expected).deg) < 1e-7
    back = picture.sky_projection.sky_to_pixel(expected)
    np.testing.assert_allclose([back.x, back.y], [x, y], atol=1e-3, rtol=0)


def test_metadata(case: Case) -> None:
    picture, oracle = case
    if "cutdown" in oracle["file"]:
        assert picture.header["DATAMODL"].endswith("masked_image-1.0.0")
    elif oracle["file"].startswith("pypi"):
        # Newer versions of lsst.images show header cards and metadata as one.
        assert {**picture.header, **picture.metadata} == oracle["metadata"]
    else:
        assert picture.metadata == oracle["metadata"]


@pytest.mark.parametrize("name", VISITS)
def test_visit(name: str) -> None:
    picture, oracle = load(name)
    assert picture.band == oracle["band"]
    assert picture.physical_filter == oracle["physical_filter"]
    assert same(picture.obs_info, oracle["obs_info"])
    assert same(picture.summary_stats, {k: v for k, v in oracle["summary_stats"].items() if k not in STAMPS})
    found = picture.detector
    assert {
        "id": found["id"],
        "name": found["name"],
        "serial": found["serial"],
        "n_amplifiers": len(found["amplifiers"]),
    } == oracle["detector"]
    assert {name: entry["type"] for name, entry in picture.backgrounds.items()}.keys() == oracle.get(
        "backgrounds", {}
    ).keys()
    assert sorted(picture.aperture_corrections) == (oracle.get("aperture_corrections") or [])
    scaling = picture.photometric_scaling.get("type")
    assert (scaling and f"{scaling.title()}Field") == oracle.get("photometric_scaling")
    if isinstance(picture, DifferenceImage):
        assert len(picture.templates) == len(picture.outlines["templates"]) == oracle["n_templates"]
        assert (picture.kernel["type"], oracle["kernel"]) == ("IMAGE_BASIS", "ImageBasisConvolutionKernel")


@pytest.mark.parametrize("name", COADDS)
def test_coadd(name: str) -> None:
    picture, oracle = load(name)
    for key in ("band", "skymap", "tract"):
        assert getattr(picture, key) == oracle[key]
    grid = picture.grid
    assert f"{grid.bbox}, cell_shape=(y={grid.cell_shape.y}, x={grid.cell_shape.x})" == oracle["grid"]
    patch = picture.patch
    assert oracle["patch"] == (
        f"id={patch['id']}, index=(y={patch['index'].y}, x={patch['index'].x}), "
        f"inner_bbox={patch['inner_bbox']}, cells=({oracle['grid']})"
    )
    assert [f"CellIJ(i={cell.y}, j={cell.x})" for cell in grid.missing] == oracle["missing_cells"]
    assert picture.provenance["inputs"] == oracle["n_inputs"]
    expected = {f"noise {number}": stats for number, stats in enumerate(oracle["noise_realizations"])}
    expected |= {f"mask fraction {key}": stats for key, stats in oracle["mask_fractions"].items()}
    assert list(picture.extras) == list(expected)
    for key, stats in expected.items():
        array = picture.extras[key].array
        assert picture.extras[key].bbox == picture.bbox
        assert (array.dtype.name, list(array.shape)) == (stats["dtype"], stats["shape"])
        assert (array.min(), array.max()) == (stats["min"], stats["max"])
        np.testing.assert_allclose(array.sum(dtype=np.float64), stats["sum"], rtol=1e-12)
        for y, x, value in stats["samples_local_yx"]:
            assert array[y, x] == value
    whole, missing = (picture.outlines.get(key, []) for key in ("cells", "missing cells"))
    # Cells that hold no pixels are those in which all pixels say so.
    no_data = picture.mask.get("NO_DATA")
    for polygon, empty in [(polygon, False) for polygon in whole] + [(polygon, True) for polygon in missing]:
        (x0, y0), (x1, y1) = (polygon.min(axis=0) + 0.5).astype(int), (polygon.max(axis=0) + 0.5).astype(int)
        cell = picture.bbox.intersection(Box.factory[y0:y1, x0:x1]).slice_within(picture.bbox)
        assert no_data[cell].all() == empty


@pytest.mark.parametrize(
    "name", ["neg_major2_minread1.json", "neg_major2_minread2.json", "neg_unknown_schema.json"]
)
def test_versions_by_the_rule_of_the_library(name: str) -> None:
    path = made_file(name)
    expected = oracle_of(path)["expect"]
    if "READS" in expected:
        assert type(read(path)) is MaskedImage
        return
    assert expected.startswith("refuse")
    with pytest.raises(SchemaError, match=r"major version 2; this one has 1|unknown schema 'hyper_image'"):
        read(path)


def test_visit_details() -> None:
    picture, oracle = load("visit_full_gzip2.fits")
    assert picture.psf == {"type": "Gaussian", "sigma": 1.85, "stamp_size": 25}
    corners = ", ".join(f"{x:g} {y:g}" for x, y in picture.bounds)
    assert f"POLYGON (({corners}))" == oracle["bounds"]
    assert picture.backgrounds == {
        "standard": {
            "type": "CHEBYSHEV",
            "description": "Background subtracted from the image.",
            "subtracted": True,
        }
    }
    assert picture.header["OBSID"] == "MC_O_20250515_000042"
    assert picture.header["LSST ISR UNITS"] == "electron"
    assert not {"FMTVER", "JSONADDR", "BITPIX"} & set(picture.header)
    assert picture.title == "LSSTCam r · visit 2025051500042 · R21_S11"


def test_bbox_reads_a_part() -> None:
    path = data_file("visit_full_gzip2.fits")
    whole = read(path)
    box = Box.from_shape((30, 40), start=(350, 1060))
    part = read(path, bbox=box)
    assert part.bbox == box
    assert part.image.is_lazy
    np.testing.assert_array_equal(part.image.array, whole.image.array[30:60, 30:70])
    np.testing.assert_array_equal(part.mask.array, whole.mask.array[30:60, 30:70])
    assert part.psf == whole.psf


def test_truncated() -> None:
    path = data_file("neg_truncated.fits")
    assert "refuse" in oracle_of(path)["expect"]
    with pytest.raises(ReadError, match=r"neg_truncated.fits: HDU 4 \(JSON\): .* truncated"):
        read(path)


def same(found: Any, expected: Any) -> bool:
    """Compare what JSON knows, NaN being equal to itself."""
    return json.dumps(found, sort_keys=True) == json.dumps(expected, sort_keys=True)

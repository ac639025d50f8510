"""What imgview reads from Starlink's NDFs equals what the Starlink library reads."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy.coordinates import SkyCoord

from imgview.errors import ShapeError, UnknownFormatError
from imgview.geometry import Box
from imgview.model import Image, MaskedImage
from imgview.readers import identify, read
from imgview.readers.ndf.array import bad_value
from imgview.viewer.picture import Picture
from shared_data import data_file, digest, made_file, oracle_of, shared_file

MADE = [
    "ndf_delta_int.sdf",
    "ndf_primitive_real.sdf",
    "ndf_simple_real_full.sdf",
    "ndf_type_byte.sdf",
    "ndf_type_double.sdf",
    "ndf_type_integer.sdf",
    "ndf_type_ubyte.sdf",
]
REAL = ["ndf_real_example_m57.sdf"]

Case = tuple[Any, dict[str, Any]]


def load(name: str) -> Case:
    path: Path = shared_file("real", name) if name in REAL else made_file(name)
    return read(path), oracle_of(path)


@pytest.fixture(params=MADE + REAL)
def case(request: pytest.FixtureRequest) -> Case:
    return load(request.param)


def image_of(picture: Any) -> Image:
    return picture.image if isinstance(picture, MaskedImage) else picture


def stored(values: Any) -> Any:
    """Return floats as Starlink gives them: with its own number for what is missing."""
    values = values.copy()
    values[np.isnan(values)] = bad_value(values.dtype)
    return values


def test_box_and_format(case: Case) -> None:
    picture, oracle = case
    box = oracle["bbox"]
    assert picture.bbox == Box.from_shape((box["ny"], box["nx"]), start=(box["y0"], box["x0"]))
    assert identify(picture.source) == "ndf"
    assert image_of(picture).is_lazy


def test_every_pixel(case: Case) -> None:
    picture, oracle = case
    values = image_of(picture).array
    expected = oracle["array_sha256"]
    assert values.dtype.name == expected["data"]["dtype"]
    if values.dtype.kind == "f":
        bad = np.isnan(values)
        values = stored(values)
        assert getattr(picture, "mask", None) is None or "BAD" not in picture.mask.schema
    else:
        bad = picture.mask.get("BAD")
    assert digest(values) == expected["data"]["sha256"]
    assert digest(bad) == expected["bad"]["sha256"]
    assert np.count_nonzero(bad) == oracle["n_bad"] > 0


def test_variance(case: Case) -> None:
    picture, oracle = case
    expected = oracle["array_sha256"]
    if "variance" not in expected:
        assert getattr(picture, "variance", None) is None
        return
    values = picture.variance.array
    assert digest(np.isnan(values)) == expected["variance_bad"]["sha256"]
    assert digest(stored(values)) == expected["variance"]["sha256"]
    unit = picture.image.unit
    assert picture.variance.unit == unit**2


def test_windows_equal_the_whole(case: Case) -> None:
    picture, _ = case
    data = image_of(picture).data
    whole = data[:, :]
    ny, nx = data.shape
    for rows, columns in [
        (slice(0, 1), slice(0, 1)),
        (slice(ny - 3, ny), slice(nx - 2, nx)),
        (slice(ny // 3, ny // 2 + 1), slice(nx // 4, nx // 4 + 3)),
        (slice(1, ny, 7), slice(2, nx, 5)),
        (slice(0, ny), slice(3, 3)),
    ]:
        np.testing.assert_array_equal(data[rows, columns], whole[rows, columns])


def test_title_and_texts(case: Case) -> None:
    picture, oracle = case
    for name in ("title", "label", "units"):
        assert picture.metadata.get(name.upper()) == oracle[name]
    assert oracle["title"] is None or picture.title == oracle["title"]


def test_quality() -> None:
    picture, oracle = load("ndf_simple_real_full.sdf")
    quality = picture.mask.array[..., 0]
    assert digest(quality) == oracle["array_sha256"]["quality"]["sha256"]
    names = [f"QUALITY {bit}" for bit in range(8)]
    assert list(picture.mask.schema.names) == names
    assert [picture.mask.counts()[name] for name in names] == oracle["quality_bit_counts"]
    assert picture.metadata["BADBITS"] == oracle["badbits"] == 5
    # What Starlink would not show is what the planes that mean bad say, besides what has no value.
    meaning_bad = [name for name in names if "BADBITS" in picture.mask.schema.descriptions[name]]
    assert meaning_bad == ["QUALITY 0", "QUALITY 2"]
    hidden = np.isnan(picture.image.array)
    for name in meaning_bad:
        hidden |= picture.mask.get(name)
    assert np.count_nonzero(hidden) == oracle["n_bad_after_quality_masking"]
    assert any("BADBITS=5" in note for note in picture.notes)


def test_axes_and_history() -> None:
    picture, oracle = load("ndf_simple_real_full.sdf")
    for found, expected in zip(picture.metadata["AXIS"], oracle["axis"], strict=True):
        assert found["axis"] == expected["index"]
        assert found["label"] == expected["label"]
        assert found["unit"] == expected["units"]
        assert [found["first"], found["last"]] == expected["centre_first_last"]
        assert digest(found["centres"]) == oracle["array_sha256"][f"axis{expected['index']}"]["sha256"]
    assert [axis["linear"] for axis in picture.metadata["AXIS"]] == [False, True]
    history = picture.metadata["HISTORY"]
    assert len(history) == oracle["history_records"]
    for found, expected in zip(history, oracle["history"], strict=True):
        assert (found["COMMAND"], found["DATE"], found["USER"]) == (
            expected["application"],
            expected["date"],
            expected["user"],
        )
        assert len(found["TEXT"].splitlines()) > 1


def test_extensions() -> None:
    picture, oracle = load(REAL[0])
    assert oracle["extensions"] == ["FITS", "PROVENANCE"]
    assert list(picture.metadata["MORE"]) == ["PROVENANCE"]
    assert picture.header["CRVAL1"] == pytest.approx(10.68, abs=0.01)


@pytest.mark.parametrize("name", ["ndf_simple_real_full.sdf", *REAL])
def test_sky_is_that_of_the_component_wcs(name: str) -> None:
    pytest.importorskip("starlink.Ast")
    picture, oracle = load(name)
    points = oracle["wcs"]["points"]
    x, y, ra, dec = (
        np.array([point[key] for point in points])
        for key in ("pixel_index_x", "pixel_index_y", "ra_icrs_deg", "dec_icrs_deg")
    )
    expected = SkyCoord(ra, dec, unit="deg")
    found = picture.sky_projection.pixel_to_sky(x=x, y=y)
    assert np.max(found.separation(expected).deg) < 1e-9


def test_what_is_no_image() -> None:
    with pytest.raises(
        ShapeError, match=r"ndf_1d_spectrum.sdf: /DATA_ARRAY: an image needs two axes; .* 300"
    ):
        read(data_file("ndf_1d_spectrum.sdf"))
    with pytest.raises(UnknownFormatError, match="HDS container of version 4, not HDF5; convert it"):
        read(data_file("ndf_hds_v4.sdf"))


def test_bad_integers_do_not_set_the_cuts() -> None:
    picture = read(shared_file("real", REAL[0]))
    image = picture.image
    assert image.array.dtype == np.int16
    assert image.blank == -32768
    low, _ = Picture(picture, 1).cuts("image", "99.8%")
    assert low > 0

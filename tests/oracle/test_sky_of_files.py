"""The sky of whole files, with Starlink's library and without, against what their own libraries say."""

import sys
from pathlib import Path

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord

from ast_texts import load
from imgview.geometry import Box
from imgview.model import GeneralizedImage
from imgview.readers import read
from shared_data import DATA, SHARED, made_file, oracle_of, shared_file

pytestmark = pytest.mark.oracle

M57 = "ndf_real_example_m57.sdf"
CALEXP = "afw_obs_base_calexp.fits"


@pytest.fixture(params=["with AST", "without AST"])
def has_ast(request, monkeypatch):
    if request.param == "without AST":
        monkeypatch.setitem(sys.modules, "starlink.Ast", None)
    return request.param == "with AST"


def points_of(path: Path) -> list[dict[str, float]]:
    """Return the places that the oracle of a file gives; those of pyobs, which have no AST, are others."""
    oracle = oracle_of(path)
    points = [] if path.name.startswith("neg_") else oracle.get("sky_skywcs") or oracle.get("sky") or []
    return points if points and "abs_x" in points[0] else []


def files(folder: Path) -> list[Path]:
    paths = [path.with_name(path.name.removesuffix(".oracle.json")) for path in folder.glob("*.oracle.json")]
    return sorted(path for path in paths if points_of(path))


def compare(path: Path, *, tolerance: float) -> GeneralizedImage:
    """Return the picture, whose sky must be that of the oracle to some arcsec."""
    points = points_of(path)
    picture = read(path)
    projection = picture.sky_projection
    x, y, ra, dec = (
        np.array([point[key] for point in points]) for key in ("abs_x", "abs_y", "ra_deg", "dec_deg")
    )
    expected = SkyCoord(ra, dec, unit="deg")
    error = projection.pixel_to_sky(x=x, y=y).separation(expected).max().to_value(u.arcsec)
    assert error < tolerance
    back = projection.sky_to_pixel(expected)
    assert np.hypot(back.x - x, back.y - y).max() < 1e-5
    if projection.approximation_error is not None:
        assert error < projection.approximation_error.to_value(u.arcsec)
    return picture


@pytest.mark.parametrize("path", files(DATA), ids=lambda path: path.name)
def test_files_that_come_with_the_tests(path, has_ast):
    picture = compare(path, tolerance=2e-7 if has_ast else 2e-6)
    assert picture.sky_projection.approximation is None
    assert not [note for note in picture.notes if "sky projection" in note]


def test_files_beside_the_repository(has_ast):
    shared_file("real", M57)
    paths = [path for folder in ("made", "real") for path in files(SHARED / folder)]
    for path in paths:
        compare(path, tolerance=2e-7 if has_ast else 2e-6)
    # FITS, JSON and NDF, all three containers.
    assert {".fits", ".json", ".sdf"} <= {path.suffix for path in paths}
    assert len(paths) > 30


def test_the_ring_nebula_is_where_it_is(has_ast):
    picture = read(shared_file("real", M57))
    oracle = oracle_of(shared_file("real", M57))
    points = oracle["wcs"]["points"]
    x, y, ra, dec = (
        np.array([point[key] for point in points])
        for key in ("pixel_index_x", "pixel_index_y", "ra_icrs_deg", "dec_icrs_deg")
    )
    found = picture.sky_projection.pixel_to_sky(x=x, y=y)
    assert found.separation(SkyCoord(ra, dec, unit="deg")).max() < 2e-6 * u.arcsec
    # The cards of the extension FITS are those of another image: they say M31, at 10.68 and +41.27.
    centre = picture.sky_projection.pixel_to_sky(x=picture.bbox.x.center, y=picture.bbox.y.center)
    assert centre.ra.deg == pytest.approx(283.4, abs=0.05)
    assert centre.dec.deg == pytest.approx(33.0, abs=0.05)


def test_the_skywcs_of_an_exposure_wins_over_its_header(has_ast):
    path = shared_file("real", CALEXP)
    picture = read(path)
    box = picture.bbox
    x, y = np.meshgrid(np.linspace(box.x.min, box.x.max, 9), np.linspace(box.y.min, box.y.max, 9))
    text = picture.sky_projection.ast
    lon, lat = load(text).tran([x.ravel(), y.ravel()])
    exact = SkyCoord(lon, lat, unit="rad").reshape(x.shape)
    assert picture.sky_projection.pixel_to_sky(x=x, y=y).separation(exact).max() < 2e-6 * u.arcsec
    # The header is off by 0.2 mas, a thousandth of a pixel.
    points = oracle_of(path)["sky_header_wcs"]
    header = SkyCoord([p["ra_deg"] for p in points], [p["dec_deg"] for p in points], unit="deg")
    mine = picture.sky_projection.pixel_to_sky(x=[p["abs_x"] for p in points], y=[p["abs_y"] for p in points])
    assert 1e-4 * u.arcsec < mine.separation(header).max() < 1e-3 * u.arcsec


def test_a_cutout_keeps_the_text_of_the_mapping(has_ast):
    path = made_file("visit_full_gzip2.fits")
    whole, part = read(path), read(path, bbox=Box.factory[330:350, 1040:1070])
    assert whole.sky_projection.ast.lstrip().startswith("Begin FrameSet")
    assert part.sky_projection.ast == whole.sky_projection.ast
    assert part.mask.sky_projection.ast == whole.sky_projection.ast
    assert (
        part.sky_projection.pixel_to_sky(x=1050.0, y=340.0)
        .separation(whole.sky_projection.pixel_to_sky(x=1050.0, y=340.0))
        .max()
        < 1e-9 * u.arcsec
    )

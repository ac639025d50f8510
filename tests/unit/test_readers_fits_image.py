"""What headers say of place, sky and unit, and what is made of odd ones."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits

from imgview.readers import read
from imgview.readers.units import parse_unit

TAN = {
    "CTYPE1": "RA---TAN",
    "CTYPE2": "DEC--TAN",
    "CRVAL1": 150.0,
    "CRVAL2": 2.0,
    "CRPIX1": 3.0,
    "CRPIX2": 2.0,
}
TAN |= {"CDELT1": -1e-4, "CDELT2": 1e-4}


def write(path: Path, cards: dict[str, Any], data: Any = None) -> Path:
    fits.PrimaryHDU(np.zeros((4, 5)) if data is None else data, fits.Header(cards)).writeto(path)
    return path


@pytest.mark.parametrize("order", [9999999, 20000, 21, "three"])
@pytest.mark.parametrize("keyword", ["A_ORDER", "BP_ORDER"])
def test_a_polynomial_without_end(keyword: str, order: Any, tmp_path: Path) -> None:
    cards = TAN | {
        "CTYPE1": "RA---TAN-SIP",
        "CTYPE2": "DEC--TAN-SIP",
        "A_ORDER": 2,
        "B_ORDER": 2,
        keyword: order,
    }
    image = read(write(tmp_path / "a.fits", cards))
    assert image.sky_projection is None
    assert image.notes == ["HDU 0 (PRIMARY): its sky projection (RA---TAN-SIP, DEC--TAN-SIP) cannot be used"]


def test_axes_without_end(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.fits", TAN | {"WCSAXES": 1_000_000})).sky_projection is None


@pytest.mark.parametrize(
    "cards",
    [
        {"CTYPE1": "RA---XXX", "CTYPE2": "DEC--XXX"},
        {"CDELT1": 0.0, "CDELT2": 0.0},
        {"CTYPE2": "DEC--SIN"},
        {"CUNIT1": "furlong"},
    ],
)
def test_unusable_projections_are_said(cards: dict[str, Any], tmp_path: Path) -> None:
    image = read(write(tmp_path / "a.fits", TAN | cards))
    assert image.sky_projection is None
    assert "cannot be used" in image.notes[0]


@pytest.mark.parametrize("cards", [{}, {"CTYPE1": "LAMBDA", "CTYPE2": "SLIT"}, {"CTYPE1": "LINEAR"}])
def test_no_sky_is_nothing_to_say(cards: dict[str, Any], tmp_path: Path) -> None:
    image = read(write(tmp_path / "a.fits", cards))
    assert image.sky_projection is None
    assert image.notes == []


def test_distortion_tables_are_left_out_and_said(tmp_path: Path) -> None:
    cards = TAN | {"CPDIS1": "LOOKUP", "DP1.EXTVER": 1.0, "DP1.NAXES": 2.0, "D2IMDIS1": "LOOKUP"}
    image = read(write(tmp_path / "a.fits", cards))
    plain = read(write(tmp_path / "b.fits", TAN))
    assert image.notes == ["HDU 0 (PRIMARY): distortions in lookup tables are left out of its sky projection"]
    found, expected = (picture.sky_projection.pixel_to_sky(x=1, y=1) for picture in (image, plain))
    assert found.separation(expected).deg < 1e-12


def test_the_sky_of_a_plane_of_a_cube(tmp_path: Path) -> None:
    cards = TAN | {"CTYPE3": "FREQ", "CRVAL3": 1e9, "CRPIX3": 1.0, "CDELT3": 1e6}
    image = read(write(tmp_path / "a.fits", cards, np.zeros((2, 4, 5))), plane=1)
    expected = read(write(tmp_path / "b.fits", TAN)).sky_projection.pixel_to_sky(x=1, y=1)
    assert image.sky_projection.pixel_to_sky(x=1, y=1).separation(expected).deg < 1e-12


@pytest.mark.parametrize("value", [10.5, "ten", float(1 << 60)])
def test_an_origin_that_is_no_pixel(value: Any, tmp_path: Path) -> None:
    cards = {"CTYPE1A": "LINEAR", "CRVAL1A": value, "CRVAL2A": 5.0}
    assert tuple(read(write(tmp_path / "a.fits", cards)).yx0) == (0, 0)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("nJy**2", u.nJy**2),
        ("nJy2", u.nJy**2),
        ("counts/s", u.ct / u.s),
        ("ADU", u.adu),
        ("e-/s", u.electron / u.s),
        ("ELECTRONS", u.electron),
        ("10**-17 erg/s/cm2/Angstrom", 1e-17 * u.erg / u.s / u.cm**2 / u.AA),
        ("MJy/sr", u.MJy / u.sr),
        ("", None),
        ("   ", None),
        (5, None),
        (None, None),
        ("x" * 10_000, None),
    ],
)
def test_units(text: object, unit: Any) -> None:
    found = parse_unit(text)
    assert (found is None) if unit is None else (found == u.Unit(unit))


def test_what_is_no_unit_is_still_shown() -> None:
    assert str(parse_unit("<b>parrots\x1b</b>")) == "<b>parrots\x1b</b>"

"""The sky: absolute pixels outside, ICRS out, exact both ways, and never a word from astropy."""

import copy
import logging
import pickle
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import FK5, Galactic, SkyCoord
from astropy.io import fits
from astropy.wcs import WCS, Sip

from imgview.geometry import Box
from imgview.model import Image, SkyProjection

YX0 = (1200, 2048)


def tan_wcs(ctype=("RA---TAN", "DEC--TAN"), radesys="ICRS", equinox=None, crval=(53.16, -27.8)):
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ctype
    wcs.wcs.crval = crval
    wcs.wcs.crpix = [2036.5, 2000.5]
    angle = np.radians(33)
    wcs.wcs.cd = 0.2 / 3600 * np.array([[-np.cos(angle), np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    wcs.wcs.radesys = radesys
    if equinox is not None:
        wcs.wcs.equinox = equinox
    return wcs


def sip_wcs(strength=1):
    wcs = tan_wcs(("RA---TAN-SIP", "DEC--TAN-SIP"))
    a, b = np.zeros((4, 4)), np.zeros((4, 4))
    a[2, 0], a[1, 1], a[0, 3] = 2e-6, -1e-6, 3e-10
    b[0, 2], b[1, 1], b[3, 0] = 1.5e-6, 2e-6, -2e-10
    a, b = strength * a, strength * b
    wcs.sip = Sip(a, b, None, None, wcs.wcs.crpix)
    return wcs


@pytest.mark.parametrize("wcs", [tan_wcs(), sip_wcs(), sip_wcs(10)])
def test_there_and_back(rng, wcs):
    projection = SkyProjection(wcs, yx0=YX0)
    x, y = rng.uniform(2000, 6200, 500), rng.uniform(1100, 5300, 500)
    back = projection.sky_to_pixel(projection.pixel_to_sky(x=x, y=y))
    assert np.abs(back.x - x).max() < 2e-8
    assert np.abs(back.y - y).max() < 2e-8


@pytest.mark.parametrize("wcs", [tan_wcs(), sip_wcs()])
def test_absolute_pixels_are_local_ones_plus_the_origin(wcs):
    sky = SkyProjection(wcs, yx0=YX0).pixel_to_sky(x=2048 + 10, y=1200 + 20)
    expected = wcs.all_pix2world([[10, 20]], 0)[0]
    assert (sky.ra.deg, sky.dec.deg) == tuple(expected)
    assert sky.frame.name == "icrs"


def test_shapes_are_broadcast_and_scalars_stay_scalars():
    projection = SkyProjection(tan_wcs(), yx0=YX0)
    sky = projection.pixel_to_sky(x=np.arange(3.0), y=np.arange(4.0)[:, None])
    assert sky.shape == (4, 3)
    assert projection.sky_to_pixel(sky).x.shape == (4, 3)
    one = projection.sky_to_pixel(projection.pixel_to_sky(x=2050, y=1300))
    assert type(one.x) is float
    assert one == pytest.approx((2050, 1300), abs=1e-8)
    assert projection.pixel_to_sky(x=[], y=[]).shape == (0,)
    assert projection.sky_to_pixel(projection.pixel_to_sky(x=[], y=[])).x.shape == (0,)


@pytest.mark.parametrize(
    ("wcs", "frame"),
    [
        (tan_wcs(radesys="FK5", equinox=1975.0), FK5(equinox="J1975")),
        (tan_wcs(("GLON-TAN", "GLAT-TAN"), radesys="", crval=(220.0, -54.0)), Galactic()),
    ],
)
def test_other_frames_come_out_as_icrs(wcs, frame):
    projection = SkyProjection(wcs)
    world = wcs.all_pix2world([[100, 200]], 0)[0] * u.deg
    expected = SkyCoord(*world, frame=frame).icrs
    sky = projection.pixel_to_sky(x=100, y=200)
    assert sky.frame.name == "icrs"
    assert sky.separation(expected).arcsec < 1e-9
    assert projection.sky_to_pixel(sky.galactic) == pytest.approx((100, 200), abs=1e-6)


def test_latitude_may_come_first():
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["DEC--TAN", "RA---TAN"]
    wcs.wcs.crval = [-27.8, 53.16]
    wcs.wcs.cdelt = [5e-5, -5e-5]
    projection = SkyProjection(wcs)
    sky = projection.pixel_to_sky(x=1000, y=10)
    assert sky.dec.deg == pytest.approx(-27.8 + 1001 * 5e-5, abs=1e-4)
    assert projection.sky_to_pixel(sky) == pytest.approx((1000, 10), abs=1e-8)


def test_the_far_side_of_the_sky_is_nowhere():
    for wcs in (tan_wcs(), sip_wcs()):
        projection = SkyProjection(wcs)
        far = SkyCoord([53.16, 53.16 + 180], [-27.8, 27.8], unit="deg")
        pixel = projection.sky_to_pixel(far)
        assert np.isfinite(pixel.x[0])
        assert np.isnan(pixel.x[1])
        assert np.isnan(pixel.y[1])


def test_where_a_distortion_has_no_inverse_is_nowhere():
    pixel = SkyProjection(sip_wcs(10)).sky_to_pixel(SkyCoord([53.16, 54.2], [-27.8, -27.8], unit="deg"))
    assert pixel.x[0] == pytest.approx(2035.5)
    assert np.isnan(pixel.x[1])
    assert np.isnan(pixel.y[1])


def test_pixel_scale():
    scale = SkyProjection(tan_wcs(), yx0=YX0).pixel_scale(x=4083.5, y=3199.5)
    assert scale.unit == u.arcsec
    assert scale.value == pytest.approx(0.2, abs=1e-9)


def test_pixel_scale_of_oblong_pixels_is_the_side_of_a_square():
    wcs = tan_wcs()
    wcs.wcs.cd = np.array([[-1.0, 0.0], [0.0, 4.0]]) / 3600
    assert SkyProjection(wcs).pixel_scale(x=2035.5, y=1999.5).value == pytest.approx(2.0, abs=1e-6)


@pytest.mark.parametrize("wcs", [tan_wcs(), sip_wcs()])
def test_a_box_has_a_wcs_of_its_own(wcs):
    projection = SkyProjection(wcs, yx0=YX0)
    box = Box.factory[1300:1400, 2100:2300]
    own = projection.as_fits_wcs(box)
    sky = projection.pixel_to_sky(x=2150, y=1330)
    assert own.all_pix2world([[50, 30]], 0)[0] == pytest.approx([sky.ra.deg, sky.dec.deg], abs=1e-12)
    assert projection.fits_wcs.wcs.crpix.tolist() == [2036.5, 2000.5]
    image = Image(np.zeros(box.shape), bbox=box, sky_projection=projection)
    assert image.fits_wcs.wcs.crpix.tolist() == own.wcs.crpix.tolist()


def sloppy_header(**cards):
    header = fits.Header(
        {
            "NAXIS": 2, "NAXIS1": 4072, "NAXIS2": 4000,
            "CTYPE1": "RA---TAN", "CTYPE2": "DEC--TAN",
            "CRVAL1": 53.16, "CRVAL2": -27.8, "CRPIX1": 2036.5, "CRPIX2": 2000.5,
            "CD1_1": -5e-5, "CD1_2": 0.0, "CD2_1": 0.0, "CD2_2": 5e-5,
            "RADECSYS": "FK5", "EQUINOX": 2000.0, "DATE-OBS": "15/05/99", "MJD-OBS": 60810.0,
        }
    )  # fmt: skip
    header.update(cards)
    return header


def test_sloppy_headers_are_read_without_a_word(caplog, capsys):
    header = sloppy_header(
        A_ORDER=2, A_2_0=1e-7, B_ORDER=2, B_0_2=1e-7
    )  # distortion that CTYPE does not announce
    with caplog.at_level(logging.DEBUG):
        projection = SkyProjection.from_header(header, yx0=YX0)
    assert projection.pixel_to_sky(x=2048, y=1200).dec.deg == pytest.approx(-27.9, abs=0.01)
    assert caplog.text == ""
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "cards",
    [
        {"CTYPE1": "LINEAR", "CTYPE2": "LINEAR"},
        {"CTYPE1": "RA---TAN", "CTYPE2": "LINEAR"},
        {"CTYPE1": "RA---XYZ", "CTYPE2": "DEC--XYZ"},
        {"CD1_1": 0.0, "CD2_2": 0.0},
        {"CRVAL1": "east"},
        {"CTYPE2": "RA---TAN"},
    ],
)
def test_headers_without_a_usable_sky(cards):
    assert SkyProjection.from_header(sloppy_header(**cards)) is None
    assert SkyProjection.from_header(fits.Header()) is None


def test_the_sky_of_a_cube():
    header = sloppy_header(NAXIS=3, NAXIS3=5, CTYPE3="FREQ", CRVAL3=1e9, CDELT3=1e6, CRPIX3=1.0, CD3_3=1e6)
    cube = SkyProjection.from_header(header, yx0=YX0)
    flat = SkyProjection.from_header(sloppy_header(), yx0=YX0)
    assert cube.pixel_to_sky(x=3000, y=2000).separation(flat.pixel_to_sky(x=3000, y=2000)).arcsec < 1e-9
    assert SkyProjection.from_header({**sloppy_header(), "CTYPE1": "FREQ", "CTYPE3": "RA---TAN"}) is None


def test_many_threads_get_what_one_gets(rng):
    projection = SkyProjection(sip_wcs(), yx0=YX0)
    x, y = rng.uniform(2048, 6120, (8, 3000)), rng.uniform(1200, 5200, (8, 3000))
    alone = [projection.pixel_to_sky(x=x[i], y=y[i]) for i in range(8)]
    filters = list(warnings.filters)
    with ThreadPoolExecutor(8) as pool:
        skies = list(pool.map(lambda i: projection.pixel_to_sky(x=x[i], y=y[i]), range(8)))
        pixels = list(pool.map(projection.sky_to_pixel, skies))
        read = list(pool.map(lambda _: SkyProjection.from_header(sloppy_header(), YX0), range(8)))
    assert all(np.array_equal(skies[i].ra, alone[i].ra) for i in range(8))
    assert all(np.abs(pixels[i].x - x[i]).max() < 2e-8 for i in range(8))
    assert None not in read
    assert warnings.filters == filters


def test_projections_can_be_copied_and_sent():
    projection = SkyProjection(sip_wcs(), yx0=YX0)
    sky = projection.pixel_to_sky(x=3000, y=2000)
    for other in (copy.deepcopy(projection), pickle.loads(pickle.dumps(projection))):
        assert other.pixel_to_sky(x=3000, y=2000).separation(sky).arcsec < 1e-9


def test_only_a_celestial_wcs_makes_a_projection():
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["LINEAR", "LINEAR"]
    with pytest.raises(ValueError, match="two celestial axes"):
        SkyProjection(wcs)
    assert (
        repr(SkyProjection(tan_wcs(), yx0=YX0)) == "SkyProjection(RA---TAN/DEC--TAN, icrs, yx0=(1200, 2048))"
    )

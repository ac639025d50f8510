"""Alignment by the sky: checked against `astropy.wcs`, both ways, for whatever two images may differ in."""

import json

import numpy as np
import pytest
from astropy import units as u
from astropy.wcs import WCS, Sip

from imgview.errors import ImgviewError, UnknownNameError
from imgview.model import Image, SkyProjection
from imgview.model.alignment import Alignment

SHAPE = (1400, 1000)
BOUND = 0.005
"""Pixels; ten times better than anybody sees."""


def wcs_of(crval=(150.0, 2.2), turn=0.0, scale=0.2, parity=-1, *, sip=0.0, radesys="ICRS", proj="TAN"):
    wcs = WCS(naxis=2)
    suffix = "-SIP" if sip else ""
    axes = ("GLON", "GLAT") if radesys == "GALACTIC" else ("RA--", "DEC-")
    wcs.wcs.ctype = [f"{axis}-{proj}{suffix}" for axis in axes]
    wcs.wcs.crval = crval
    wcs.wcs.crpix = [480.5, 720.0]
    a = np.radians(turn)
    matrix = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) @ np.diag([parity, 1.0])
    wcs.wcs.cd = scale / 3600 * matrix
    if radesys not in ("ICRS", "GALACTIC"):
        wcs.wcs.radesys = radesys
    if sip:
        p, q = np.zeros((4, 4)), np.zeros((4, 4))
        p[2, 0], p[1, 1], p[0, 3] = 2e-6, -1e-6, 3e-10
        q[0, 2], q[1, 1], q[3, 0] = 1.5e-6, 2e-6, -2e-10
        wcs.sip = Sip(sip * p, sip * q, None, None, wcs.wcs.crpix)
    wcs.wcs.set()
    return wcs


def image_of(wcs, shape=SHAPE, yx0=(0, 0)):
    projection = None if wcs is None else SkyProjection(wcs, yx0=yx0)
    return Image(np.zeros(shape, np.uint8), yx0=yx0, sky_projection=projection)


def through_astropy(wcs1, wcs2, x, y):
    """Return the pixels of another WCS, by astropy alone."""
    return wcs2.world_to_pixel(wcs1.pixel_to_world(x, y))


CASES = {
    "same": wcs_of(),
    "dithered": wcs_of((150.004, 2.195), 0.3),
    "half off": wcs_of((150.03, 2.2), 12),
    "turned": wcs_of(turn=137),
    "mirrored": wcs_of(turn=-40, parity=1),
    "finer": wcs_of(scale=0.05, turn=30),
    "coarser": wcs_of(scale=1.5, turn=200, parity=1),
    "bent": wcs_of((150.002, 2.203), 55, sip=1.0),
    "much bent": wcs_of((150.002, 2.203), 55, sip=10.0),
    "another frame": wcs_of(radesys="FK5", turn=90),
    "another projection": wcs_of(proj="ZEA", turn=3, scale=0.3),
}


@pytest.mark.parametrize("mine", ["same", "bent"])
@pytest.mark.parametrize("other", CASES)
def test_both_ways_agree_with_astropy_wherever_both_show_the_sky(rng, mine, other):
    wcs1, wcs2, yx0 = CASES[mine], CASES[other], (3000, -200)
    first, second = image_of(wcs1), image_of(wcs2, yx0=yx0)
    alignment = Alignment.between(first, second)
    assert alignment.error < BOUND
    x, y = rng.uniform(-0.5, SHAPE[1] - 0.5, 4000), rng.uniform(-0.5, SHAPE[0] - 0.5, 4000)
    u_, v = through_astropy(wcs1, wcs2, x, y)
    both = (abs(u_ - 499.5) < 500) & (abs(v - 699.5) < 700)
    assert both.sum() > 50
    x, y, u_, v = x[both], y[both], u_[both] + yx0[1], v[both] + yx0[0]
    found = alignment.forward(x, y)
    assert np.hypot(found[0] - u_, found[1] - v).max() < BOUND
    back = alignment.inverse(u_, v)
    assert np.hypot(back[0] - x, back[1] - y).max() < BOUND
    again = alignment.reversed.forward(u_, v)
    np.testing.assert_array_equal(again, back)


def test_a_whole_image_is_mapped_where_the_other_goes_on_as_it_is(rng):
    wcs1, wcs2 = CASES["same"], CASES["half off"]
    alignment = Alignment.between(image_of(wcs1), image_of(wcs2))
    x, y = rng.uniform(0, 1000, 500), rng.uniform(0, 1400, 500)
    found = alignment.forward(x, y)
    expected = through_astropy(wcs1, wcs2, x, y)
    assert np.hypot(found[0] - expected[0], found[1] - expected[1]).max() < BOUND


def test_beyond_the_image_a_map_goes_on_straight():
    wcs1, wcs2 = CASES["same"], CASES["finer"]
    alignment = Alignment.between(image_of(wcs1), image_of(wcs2))
    x, y = np.array([-800.0, 1900, 3000]), np.array([-500.0, 600, 2500])
    expected = through_astropy(wcs1, wcs2, x, y)
    found = alignment.forward(x, y)
    assert np.hypot(found[0] - expected[0], found[1] - expected[1]).max() < 1
    steps = np.diff(alignment.forward(np.linspace(900, 1100, 201), np.full(201, 300.0)))
    assert np.ptp(steps, axis=1).max() < 1e-3, "without a step at the edge"


def test_a_small_image_on_one_of_the_whole_sky(rng):
    sky = WCS(naxis=2)
    sky.wcs.ctype = ["GLON-AIT", "GLAT-AIT"]
    sky.wcs.crval = 0, 0
    sky.wcs.cdelt = -0.1, 0.1
    sky.wcs.crpix = 1800.5, 900.5
    small = wcs_of((266.0, 10.0), 20)
    alignment = Alignment.between(image_of(sky, (1800, 3600)), image_of(small))
    assert alignment.error < BOUND
    u_, v = rng.uniform(0, 1000, 200), rng.uniform(0, 1400, 200)
    x, y = through_astropy(small, sky, u_, v)
    back = alignment.inverse(u_, v)
    assert np.hypot(back[0] - x, back[1] - y).max() < 1e-4
    found = alignment.forward(x, y)
    assert np.hypot(found[0] - u_, found[1] - v).max() < BOUND


def test_images_apart_go_on_straight():
    # Detectors of one focal plane: each projection is bent, and would lead anywhere beyond its own pixels.
    one, other = wcs_of((150, 2.2), sip=30.0), wcs_of((150.9, 2.2), 90, sip=30.0)
    alignment = Alignment.between(image_of(one), image_of(other))
    middle = through_astropy(one, wcs_of((150.9, 2.2), 90), 500.0, 700.0)
    found = alignment.forward(500.0, 700.0)
    assert np.hypot(found[0] - middle[0], found[1] - middle[1]) < 60
    view = alignment.view({"center": (500.0, 700.0), "fov": 400.0})
    assert view["rotation"] == pytest.approx(270, abs=1)


def test_pixels_are_kept_as_they_are():
    alignment = Alignment.between(image_of(None, yx0=(50, -7)), image_of(None, (20, 30)), by="pixel")
    assert alignment.error == 0
    assert [float(v) for v in alignment.forward(1234.5, -66)] == [1234.5, -66]
    assert alignment.view({"center": (3, 4), "fov": 9}) == {"center": (3, 4), "fov": 9}
    turned = {"center": (3.0, 4.0), "fov": 9.0, "rotation": 33.0, "flip": True}
    view = alignment.view(turned)
    assert view.pop("rotation") == pytest.approx(turned.pop("rotation"))
    assert view == turned


@pytest.mark.parametrize("turned", [0.0, 70.0])
@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize(("angle", "parity", "scale"), [(30, -1, 0.2), (-100, 1, 0.1), (180, 1, 3.0)])
def test_a_view_keeps_sky_direction_and_scale(turned, flip, angle, parity, scale):
    wcs1, wcs2 = wcs_of(turn=10), wcs_of((150.01, 2.21), angle, scale, parity)
    view = {"center": (400.0, 800.0), "fov": 100.0, "rotation": turned, "flip": flip}
    other = Alignment.between(image_of(wcs1), image_of(wcs2)).view(view)

    def sky_at(wcs, shown, right, up):
        """Return the sky so many hundredths of the field of view from the middle of the screen."""
        a, f = np.radians(shown.get("rotation", 0.0)), -1.0 if shown.get("flip") else 1.0
        right, up = right * shown["fov"] / 100, up * shown["fov"] / 100
        dx, dy = f * (np.cos(a) * right + np.sin(a) * up), np.cos(a) * up - np.sin(a) * right
        return wcs.pixel_to_world(shown["center"][0] + dx, shown["center"][1] + dy)

    for right, up in [(0, 0), (50, 0), (0, 50), (-30, 40)]:
        here, there = sky_at(wcs1, view, right, up), sky_at(wcs2, other, right, up)
        assert here.separation(there) < 0.02 * 0.2 * u.arcsec


def test_a_turn_too_small_to_see_is_none():
    alignment = Alignment.between(image_of(wcs_of()), image_of(wcs_of((150.001, 2.2))))
    view = alignment.view({"center": (400.0, 800.0), "fov": 100.0})
    assert set(view) == {"center", "fov"}


def test_the_state_is_finite_numbers():
    alignment = Alignment.between(image_of(CASES["same"]), image_of(CASES["bent"]))
    text = json.dumps(alignment.state(), allow_nan=False)
    state = json.loads(text)
    degree = state["forward"]["degree"]
    assert len(state["inverse"]["x"]) >= 3
    assert len(state["forward"]["y"]) == (degree + 1) * (degree + 2) / 2


def test_without_a_sky_there_is_nothing_to_align_by():
    with pytest.raises(ImgviewError, match=r"the second image has no sky projection.*by='pixel'"):
        Alignment.between(image_of(wcs_of()), image_of(None))


def test_no_view_shows_both_sides_of_the_sky():
    with pytest.raises(ImgviewError, match="opposite sides of the sky"):
        Alignment.between(image_of(wcs_of()), image_of(wcs_of((330.0, -2.2))))


def test_an_unknown_way():
    with pytest.raises(UnknownNameError, match="did you mean 'wcs'"):
        Alignment.between(image_of(None), image_of(None), by="wsc")

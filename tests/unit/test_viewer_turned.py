"""A viewer whose image is turned: what it shows, where north is, and what its picture is."""

import numpy as np
import pytest
from astropy import units as u
from astropy.wcs import WCS
from PIL import Image as PillowImage

import fake_comm
from imgview.errors import ImgviewError
from imgview.geometry import Box
from imgview.model import Image, SkyProjection
from imgview.viewer.viewer import ImageViewer

YX0 = (1000, 2000)


@pytest.fixture(autouse=True)
def opened(monkeypatch):
    return fake_comm.install(monkeypatch)


def image(rng, angle=25.0, parity=-1, crval=(150.0, 2.2), shape=(300, 400)):
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval = crval
    wcs.wcs.crpix = [180, 140]
    a = np.radians(angle)
    wcs.wcs.cd = (
        0.2 / 3600 * np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) @ np.diag([parity, 1])
    )
    pixels = rng.integers(0, 256, shape).astype(np.uint8)
    return Image(pixels, yx0=YX0, sky_projection=SkyProjection(wcs, yx0=YX0)), wcs


def test_a_fitted_image_is_fitted_when_turned_and_upright_again_as_before(rng):
    viewer = ImageViewer(image(rng)[0])
    viewer.turn(90)
    assert viewer.viewport == {"center": (2199.5, 1149.5), "fov": 400.0, "rotation": 90.0}
    viewer.turn(90, flip=True)
    assert viewer.viewport["flip"] is True
    viewer.turn(450)
    assert viewer.viewport["rotation"] == 90
    assert viewer.viewport["flip"] is True, "as it was"
    viewer.turn(0, flip=False)
    assert viewer.viewport is None
    viewer.center_on(x=2100, y=1100, fov=50)
    viewer.turn(-30)
    assert viewer.viewport == {"center": (2100.0, 1100.0), "fov": 50.0, "rotation": 330.0}
    viewer.center_on(x=2110, y=1120)
    viewer.zoom_to(2)
    assert viewer.viewport == {"center": (2110.0, 1120.0), "fov": 400.0, "rotation": 330.0}
    viewer.zoom_to(Box.factory[1000:1100, 2000:2100])
    assert viewer.viewport["rotation"] == 330
    viewer.fit()
    assert viewer.viewport["center"] == (2199.5, 1149.5)
    assert viewer.viewport["fov"] == pytest.approx(300 * np.cos(np.pi / 6) + 400 / 2)


@pytest.mark.parametrize("parity", [-1, 1])
@pytest.mark.parametrize("angle", [0, 25, 140, -90])
@pytest.mark.parametrize("crval", [(150.0, 2.2), (10.0, 89.999)])
def test_north_is_up_and_east_left_as_astropy_has_it(rng, angle, parity, crval):
    shown, wcs = image(rng, angle, parity, crval)
    viewer = ImageViewer(shown)
    viewer.center_on(x=2100, y=1080, fov=100)
    viewer.north_up()
    view = viewer.viewport
    a, f = np.radians(view.get("rotation", 0.0)), -1.0 if view.get("flip") else 1.0

    def sky(right, up):
        dx, dy = f * (np.cos(a) * right + np.sin(a) * up), np.cos(a) * up - np.sin(a) * right
        return wcs.pixel_to_world(view["center"][0] + dx - YX0[1], view["center"][1] + dy - YX0[0])

    middle = sky(0, 0)
    assert abs(middle.position_angle(sky(0, 0.5)).wrap_at(180 * u.deg)) < 0.01 * u.deg
    assert abs(middle.position_angle(sky(-0.5, 0)) - 90 * u.deg) < 0.01 * u.deg
    if crval[1] < 80 and angle in (0, -90):
        assert view.get("rotation", 0.0) % 90 == pytest.approx(0, abs=0.05)


def test_what_has_no_north(rng):
    viewer = ImageViewer()
    with pytest.raises(ImgviewError, match="shows no image"):
        viewer.turn(30)
    viewer.load_image(np.zeros((20, 30)))
    with pytest.raises(ImgviewError, match="has no sky: there is no north"):
        viewer.north_up()
    with pytest.raises(ImgviewError, match="finite number of degrees"):
        viewer.turn(float("nan"))
    sky = WCS(naxis=2)
    sky.wcs.ctype = ["RA---AIT", "DEC--AIT"]
    sky.wcs.cdelt = -1, 1
    sky.wcs.crpix = 180, 90
    viewer.load_image(Image(np.zeros((180, 360)), sky_projection=SkyProjection(sky)))
    viewer.center_on(x=1, y=1)
    with pytest.raises(ImgviewError, match="no sky at x=1, y=1"):
        viewer.north_up()


def test_the_saved_picture_is_turned(rng, tmp_path):
    viewer = ImageViewer(image(rng)[0], cuts=(0, 255), stretch="linear")
    viewer.canvas_size = (400, 300)
    viewer.zoom_to(1)
    pictures = []
    for number, (degrees, flip) in enumerate([(0, False), (180, False), (180, True)]):
        viewer.turn(degrees, flip=flip)
        viewer.save(tmp_path / f"{number}.png")
        pictures.append(np.asarray(PillowImage.open(tmp_path / f"{number}.png")))
    np.testing.assert_array_equal(pictures[1], pictures[0][::-1, ::-1])
    np.testing.assert_array_equal(pictures[2], pictures[0][::-1])


def test_first_tiles_cover_a_turned_view(rng):
    shown, _ = image(rng, shape=(2000, 3000))
    straight = {"center": (3500.0, 2000.0), "fov": 600.0}
    tiles = [
        {(tile["level"], tile["row"], tile["col"]) for tile in ImageViewer(shown, viewport=view).first_tiles}
        for view in (straight, straight | {"rotation": 45.0})
    ]
    assert tiles[0] < tiles[1]

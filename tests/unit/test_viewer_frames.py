"""Viewers side by side in Python: locks, shared cuts, what travels, and what the page does by itself."""

import base64
import io
import time

import numpy as np
import pytest
from astropy.wcs import WCS
from PIL import Image as PillowImage

import imgview
from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.viewer.viewer import ImageViewer


def wcs(rotation=0.0, scale=0.2, ra=150.0):
    made = WCS(naxis=2)
    made.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    made.wcs.crval = [ra, 2.0]
    made.wcs.crpix = [60.0, 40.0]
    c, s = np.cos(np.radians(rotation)), np.sin(np.radians(rotation))
    made.wcs.cd = np.array([[-c, s], [s, c]]) * scale / 3600
    return made


def image(shape=(80, 120), **projection):
    pixels = np.random.default_rng(1).normal(10, 2, shape).astype(np.float32)
    return imgview.read(pixels, wcs=wcs(**projection))


@pytest.fixture
def turned(opened):
    """Two frames, the second turned and coarser."""
    return imgview.grid(image(), image(rotation=30, scale=0.4))


def sent(viewer, name):
    return [state[name] for state in viewer.comm.updates if name in state]


def sky_apart(first, second):
    """Return how far the middles of two frames lie from each other, arcseconds."""
    at = [
        viewer.image.sky_projection.pixel_to_sky(
            x=viewer.viewport["center"][0], y=viewer.viewport["center"][1]
        )
        for viewer in (first, second)
    ]
    return at[0].separation(at[1]).arcsec


def test_a_grid_holds_viewers_of_all_kinds(opened):
    viewer = ImageViewer(image(), colormap="magma")
    frames = imgview.grid(viewer, image(), np.zeros((5, 6)), height=300, colormap="viridis")
    assert frames.viewers[0] is viewer
    assert [v.colormap for v in frames.viewers] == ["magma", "viridis", "viridis"]
    assert [(v.height, v.panel_open) for v in frames.viewers] == [(300, False)] * 3
    assert frames.children == frames.viewers
    assert frames.layout.grid_template_columns == "repeat(3, minmax(0, 1fr))"
    assert frames.lock == "pixel", "one of them has no sky"
    assert repr(frames).startswith("Grid(3 frames, lock='pixel')\n  ImageViewer(")


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (7, 3)])
def test_columns(opened, count, columns):
    frames = imgview.grid(*[np.zeros((4, 4))] * count)
    assert frames.layout.grid_template_columns == f"repeat({columns}, minmax(0, 1fr))"


def test_frames_follow_on_the_sky(turned):
    first, second = turned.viewers
    assert turned.lock == "wcs"
    first.viewport = {"center": (70.0, 30.0), "fov": 50.0}
    assert sky_apart(first, second) < 0.002
    assert second.viewport["fov"] == pytest.approx(25.0, rel=1e-4)
    assert second.viewport["rotation"] == pytest.approx(30.0, abs=1e-3)
    second.center_on(x=33, y=44)
    assert sky_apart(first, second) < 0.002
    turned.lock = None
    first.viewport = {"center": (10.0, 30.0), "fov": 50.0}
    assert sky_apart(first, second) > 1
    turned.match(second)
    assert sky_apart(first, second) < 0.002


def test_frames_follow_by_pixel(opened):
    frames = imgview.grid(*(imgview.Image(np.zeros((n, 30)), yx0=(5, 6)) for n in (20, 20, 9)))
    first, second, third = frames.viewers
    second.viewport = {"center": (12.0, 7.0), "fov": 8.0, "rotation": 90.0}
    assert first.viewport == second.viewport == third.viewport
    second.viewport = {"center": (12.0, 7.0), "fov": 8.0}
    first.fit()
    assert (first.viewport, second.viewport) == (None, None)
    assert third.viewport["center"] == (20.5, 14.5)


def test_canvases_of_other_sizes_show_as_much_sky_a_pixel(turned):
    first, second = turned.viewers
    first.comm.set(canvas_size=[400, 300])
    second.comm.set(canvas_size=[200, 200])
    first.viewport = {"center": (70.0, 30.0), "fov": 60.0}
    assert second.viewport["fov"] == pytest.approx(60 / 2 * 200 / 300, rel=1e-4)


def test_one_change_is_sent_once_to_each_and_nothing_comes_back(turned):
    counts = [len(sent(viewer, "viewport")) for viewer in turned.viewers]
    turned.viewers[0].viewport = {"center": (70.0, 30.0), "fov": 50.0}
    assert [len(sent(v, "viewport")) - n for v, n in zip(turned.viewers, counts, strict=True)] == [1, 1]


def test_the_page_moves_what_it_shows(turned, monkeypatch):
    first, second = turned.viewers
    counts = [len(sent(viewer, "viewport")) for viewer in turned.viewers]
    first.comm.set(viewport={"center": [70.0, 30.0], "fov": 50.0})
    second.comm.set(viewport={"center": [55.0, 45.0], "fov": 25.0})
    time.sleep(1.2)
    # The page has told both; ipywidgets' echo of its own values is not a message of ours.
    assert second.viewport == {"center": (55.0, 45.0), "fov": 25.0}
    assert [len(sent(v, "viewport")) - n for v, n in zip(turned.viewers, counts, strict=True)] == [0, 0]


def test_what_no_page_shows_follows_the_page(turned):
    first, second = turned.viewers
    count = len(sent(second, "viewport"))
    first.comm.set(viewport={"center": [70.0, 30.0], "fov": 50.0})
    second.comm.wait_for(lambda: len(sent(second, "viewport")) > count)
    assert sky_apart(first, second) < 0.002
    assert second.viewport["fov"] == pytest.approx(25.0, rel=1e-4)


def test_shared_cuts(opened):
    frames = imgview.grid(image(), image(rotation=30), cuts=True)
    first, second = frames.viewers
    assert second.cuts == first.cuts
    second.stretch = "log"
    second.cuts = "99%"
    assert (first.cuts, first.stretch, first.cuts_mode) == (second.cuts, "log", "explicit")
    first.colormap = "magma"
    assert second.colormap == "gray"
    frames.cuts = False
    first.cuts = (1, 2)
    assert second.cuts != (1, 2)


def test_a_new_image_takes_the_view_of_the_others(turned):
    first, second = turned.viewers
    turned.cuts = True
    first.viewport = {"center": (70.0, 30.0), "fov": 50.0}
    second.load_image(image((50, 60), rotation=-45, scale=0.1))
    assert sky_apart(first, second) < 0.002
    assert second.viewport["rotation"] == pytest.approx(315.0, abs=1e-3)
    assert second.cuts == first.cuts
    # One message has all of the image; the page gets the new ways, too.
    assert sent(second, "image_info")[-1]["id"] == second.image_info["id"]
    assert first.frames["maps"]["1"]["degree"] >= 1
    before = first.viewport
    second.load_image(image(), viewport={"center": (20.0, 20.0), "fov": 30.0})
    assert sky_apart(first, second) < 0.002
    assert first.viewport != before


def test_an_image_without_a_sky_is_left_out_and_says_why(turned):
    first, second = turned.viewers
    second.load_image(np.zeros((5, 6)))
    assert "no sky projection to align by" in second.error
    assert first.frames["maps"] == {}
    first.viewport = {"center": (70.0, 30.0), "fov": 50.0}
    assert second.viewport is None
    second.load_image(image(rotation=80))
    assert (second.error, sky_apart(first, second) < 0.002) == ("", True)


def test_blinking(turned):
    turned.blink(0.4)
    assert [viewer.blink for viewer in turned.viewers] == [0.4, 0.4]
    turned.viewers[0].comm.set(blink=0)
    turned.stop()
    assert [viewer.blink for viewer in turned.viewers] == [0, 0]
    for seconds in (0, -1, np.nan, np.inf):
        with pytest.raises(SettingError, match="a number of seconds"):
            turned.blink(seconds)


def test_a_viewer_goes_over_to_another_group(turned):
    first, second = turned.viewers
    other = imgview.grid(second, image())
    first.viewport = {"center": (70.0, 30.0), "fov": 50.0}
    assert sky_apart(first, second) > 1
    second.viewport = {"center": (20.0, 20.0), "fov": 30.0}
    assert sky_apart(second, other.viewers[1]) < 0.002
    second.close()
    other.viewers[1].viewport = {"center": (30.0, 20.0), "fov": 30.0}


def test_many_frames_know_the_way_to_the_first_one(opened):
    frames = imgview.grid(*(image(rotation=10 * n) for n in range(7)))
    assert [sorted(viewer.frames["maps"]) for viewer in frames.viewers] == [
        ["1", "2", "3", "4", "5", "6"],
        *[["0"]] * 6,
    ]


@pytest.mark.parametrize(
    ("make", "error", "text"),
    [
        (imgview.grid, SettingError, "at least one image"),
        (lambda: imgview.grid(np.zeros((3, 3)), columns=0), SettingError, "whole number of columns"),
        (lambda: imgview.grid(np.zeros((3, 3)), lock="sky"), UnknownNameError, "unknown lock 'sky'"),
        (lambda: imgview.grid(image(), np.zeros((3, 3)), lock="wcs"), ImgviewError, "no sky projection"),
        (lambda: imgview.grid(image(), image(ra=330.0), lock="wcs"), ImgviewError, "opposite sides"),
        (lambda: imgview.grid(image(), image(), colour=1), UnknownNameError, "colour"),
    ],
)
def test_impossible_grids(opened, make, error, text):
    with pytest.raises(error, match=text):
        make()


def test_a_viewer_comes_once(opened):
    viewer = ImageViewer(image())
    with pytest.raises(SettingError, match="only once"):
        imgview.grid(viewer, viewer)
    assert viewer.frames == {}


def test_match_takes_a_frame_of_its_own(turned):
    with pytest.raises(SettingError, match="one of the grid's viewers"):
        turned.match(ImageViewer(image()))


def test_a_new_image_may_keep_the_view(opened):
    first, second = image(), image((70, 90), rotation=25, scale=0.3)
    viewer = ImageViewer(first)
    viewer.viewport = {"center": (70.0, 30.0), "fov": 20.0}
    place = first.sky_projection.pixel_to_sky(x=70.0, y=30.0)
    viewer.load_image(second, keep_view=True)
    assert viewer.viewport == {"center": (70.0, 30.0), "fov": 20.0}
    viewer.load_image(first, viewport={"center": (70.0, 30.0), "fov": 20.0})
    viewer.load_image(second, keep_view="wcs")
    there = second.sky_projection.pixel_to_sky(x=viewer.viewport["center"][0], y=viewer.viewport["center"][1])
    assert there.separation(place).arcsec < 0.002
    assert viewer.viewport["fov"] == pytest.approx(20 * 0.2 / 0.3, rel=1e-4)
    assert viewer.viewport["rotation"] == pytest.approx(25, abs=1e-3)
    # Another label, and an image of which nothing would be seen.
    viewer.load_image(first, "other", keep_view="wcs")
    assert viewer.viewport["center"] == pytest.approx((70.0, 30.0), abs=0.01)
    viewer.load_image(imgview.Image(np.zeros((9, 9)), yx0=(5000, 5000)), keep_view=True)
    assert viewer.viewport is None
    assert ImageViewer(first, keep_view=True).viewport is None


def test_impossible_ways_to_keep_a_view(opened):
    viewer = ImageViewer(image())
    with pytest.raises(SettingError, match="keep_view is True"):
        viewer.load_image(image(), keep_view="sky")
    with pytest.raises(SettingError, match="not with both"):
        viewer.load_image(image(), keep_view=True, viewport={"center": (1, 1), "fov": 5})
    with pytest.raises(ImgviewError, match="no sky projection"):
        viewer.load_image(np.zeros((5, 5)), keep_view="wcs")
    assert viewer.image.shape == (80, 120)


def test_a_saved_notebook_keeps_one_picture_of_all_frames(turned):
    bundle = turned._repr_mimebundle_()
    with PillowImage.open(io.BytesIO(base64.b64decode(bundle["image/png"]))) as picture:
        assert picture.width > 2 * picture.height, "two frames, side by side"
        assert len(picture.convert("RGB").getcolors(maxcolors=2**24)) > 8
    assert "application/vnd.jupyter.widget-view+json" in bundle

"""Several viewers on one page: locked by pixel and by sky, shared cuts, the crosshair, and blinking."""

import numpy as np
import pytest
from astropy.wcs import WCS

import imgview
from browser.page import FakeKernel
from imgview.model.alignment import Alignment

LOOK = """({ painter: { viewport: v } }) =>
    [v.center.x, v.center.y, v.zoom, v.rotation, v.flip ? 1 : 0, v.width, v.height]"""


def sky_image(shape=(300, 400), *, rotation=0.0, scale=0.2, mirrored=False):
    """Return an image with a tangential projection, turned and scaled."""
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval = [150.0, 2.0]
    wcs.wcs.crpix = [shape[1] / 2 + 3.3, shape[0] / 2 - 7.7]
    c, s = np.cos(np.radians(rotation)), np.sin(np.radians(rotation))
    east = 1 if mirrored else -1
    wcs.wcs.cd = np.array([[east * c, -east * s], [s, c]]) * scale / 3600
    rng = np.random.default_rng(3)
    return imgview.read(rng.normal(100, 10, shape).astype(np.float32), wcs=wcs)


def frames(browser, images, *, width=420, height=360, **group):
    """Show images as the frames of one group."""
    lock = group.setdefault("lock", "wcs")
    shown = []
    for order, image in enumerate(images):
        maps = {}
        if lock != "pixel":
            maps = {
                str(other): Alignment.between(image, there).there.state()
                for other, there in enumerate(images)
                if other != order
            }
        kernel = FakeKernel(image.array, yx0=tuple(image.bbox.start), height=height)
        kernel.state["image_info"]["title"] = f"<b>frame {order}</b>"
        state = {"group": "g", "order": order, "cuts": False, "crosshair": True, "maps": maps}
        kernel.state["frames"] = state | group
        shown.append(browser.show(kernel, width=width))
    return shown


def drag(viewer, dx, dy, steps=6):
    box = viewer.page.evaluate_handle("name => harness.canvas(name)", viewer.name).as_element().bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    viewer.page.mouse.move(x, y)
    viewer.page.mouse.down()
    viewer.page.mouse.move(x + dx, y + dy, steps=steps)
    viewer.page.mouse.up()


def settle(viewer):
    """Let two frames pass."""
    viewer.page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def skies(viewer, image):
    """Return where on the sky some points of a canvas are (degrees) and the size of its pixels there."""
    width, height = viewer.run(LOOK)[5:]
    points = [(u * width, v * height) for u in (0.1, 0.5, 0.93) for v in (0.2, 0.5, 0.88)]
    at = viewer.run(
        "({ painter }, points) => points.map(([x, y]) => painter.viewport.toImage(x, y))",
        points,
    )
    return image.sky_projection.pixel_to_sky(
        x=np.array([p["x"] for p in at]), y=np.array([p["y"] for p in at])
    )


def apart(first, second, scale):
    """Return by how many pixels of a scale two sets of places on the sky differ, at most."""
    return float(first.separation(second).arcsec.max()) / scale


@pytest.mark.parametrize(
    "other",
    [
        {"rotation": 33.0, "scale": 0.31},
        {"rotation": 90.0, "scale": 0.2},
        {"scale": 0.2, "shape": (320, 380)},
        {"rotation": 200.0, "mirrored": True, "scale": 0.15},
    ],
    ids=["turned", "quarter", "shifted", "mirrored"],
)
@pytest.mark.parametrize("lead", [0, 1])
def test_frames_show_the_same_sky(browser, other, lead):
    images = [sky_image(), sky_image(**other)]
    shown = frames(browser, images)
    shown[lead].page.mouse.move(0, 0)
    for zoom in (1.7, 0.9):
        shown[lead].run("({ painter: { viewport } }, z) => viewport.zoomAbout(z, 100, 90)", zoom)
        drag(shown[lead], 37, -21)
        settle(shown[lead])
        leading, following = (skies(viewer, image) for viewer, image in zip(shown, images, strict=True))
        assert apart(leading, following, 0.2) < 0.05


def test_frames_start_together_and_stay_so_when_resized(browser):
    images = [sky_image(), sky_image(rotation=33, scale=0.31)]
    shown = frames(browser, images)
    settle(shown[0])
    assert apart(*(skies(v, i) for v, i in zip(shown, images, strict=True)), 0.2) < 0.05
    shown[0].page.evaluate(
        "() => { for (const el of document.querySelectorAll('body > div')) el.style.width = '600px' }"
    )
    shown[0].until("({ painter }) => painter.viewport.width > 500")
    settle(shown[0])
    assert apart(*(skies(v, i) for v, i in zip(shown, images, strict=True)), 0.2) < 0.05


def test_same_pixels(browser):
    zeros = np.zeros((300, 400), np.float32)
    images = [imgview.Image(zeros[:ny], yx0=(40, 50)) for ny in (300, 300, 200)]
    shown = frames(browser, images, lock="pixel")
    drag(shown[1], 50, 31)
    shown[1].page.mouse.wheel(0, -300)
    shown[1].until("({ painter }) => painter.viewport.zoom > 1.5")
    # A wheel glides on for a while.
    shown[1].page.wait_for_timeout(500)
    looks = [viewer.run(LOOK) for viewer in shown]
    assert looks[1] == pytest.approx(looks[0], abs=1e-3)
    assert looks[2] == pytest.approx(looks[0], abs=1e-3)


def test_without_a_lock_each_is_by_itself(browser):
    shown = frames(browser, [sky_image(), sky_image()], lock="")
    before = shown[1].run(LOOK)
    drag(shown[0], 50, 31)
    settle(shown[0])
    assert shown[1].run(LOOK) == before


def test_one_drag_is_told_once_by_each_frame(browser):
    shown = frames(browser, [sky_image(), sky_image(rotation=33, scale=0.31)])
    page = shown[0].page
    page.wait_for_timeout(300)
    counts = (
        "({ model }) => [model.saves, model.sent.filter((m) => !['tiles', 'cancel'].includes(m.kind)).length]"
    )
    # A drag shorter than the time in which changes are gathered.
    for viewer in shown:
        viewer.run("({ model }) => { model.saves = 0; model.sent = []; }")
    shown[0].run("""({ painter: { viewport } }) => { for (let i = 0; i < 20; i++) viewport.panBy(2, -1); }""")
    page.wait_for_timeout(700)
    assert [viewer.run(counts) for viewer in shown] == [[1, 0], [1, 0]]
    # What the kernel says of one frame moves that frame alone: it tells the others itself.
    view = shown[1].run("({ model }) => model.get('viewport')")
    shown[0].set(viewport={"center": [100.0, 120.0], "fov": 200.0})
    page.wait_for_timeout(400)
    assert [viewer.run(counts) for viewer in shown] == [[1, 0], [1, 0]]
    assert shown[1].run("({ model }) => model.get('viewport')") == view


def test_shared_cuts(browser):
    shown = frames(browser, [sky_image(), sky_image()], cuts=True)
    shown[0].page.wait_for_timeout(300)
    for viewer in shown:
        viewer.run("({ model }) => { model.saves = 0; }")
    shown[0].run(
        "({ session: { store } }) => { store.set('cuts', [90, 120]); store.set('cuts_mode', 'minmax'); "
        "store.set('stretch', 'sqrt'); store.set('colormap', 'magma'); }"
    )
    look = "({ model }) => ['cuts', 'cuts_mode', 'stretch', 'colormap'].map((name) => model.get(name))"
    assert shown[1].run(look) == [[90, 120], "explicit", "sqrt", "gray"]
    assert shown[0].run(look) == [[90, 120], "minmax", "sqrt", "magma"]
    shown[0].page.wait_for_timeout(400)
    assert [viewer.run("({ model }) => model.saves") for viewer in shown] == [1, 1]


def cross(viewer):
    """Return the middle of the cross for the other frame's pointer on a canvas; None where there is none."""
    viewer.page.wait_for_timeout(100)
    furniture = viewer.snapshot(
        "({ canvas }) => harness.pixels(canvas.parentElement.querySelector('.iv-furniture'))"
    )
    # Nothing else there is yellow.
    yellow = furniture[..., 0].astype(int) - furniture[..., 2] > 70
    rows, columns = np.nonzero(yellow)
    return (
        None
        if rows.size < 20
        else ((columns.min() + columns.max() + 1) / 2, (rows.min() + rows.max() + 1) / 2)
    )


@pytest.mark.parametrize("lock", ["wcs", "pixel", ""])
def test_crosshair_marks_the_same_place(browser, lock):
    images = [sky_image(), sky_image(rotation=33, scale=0.31)]
    shown = frames(browser, images, lock=lock)
    box = shown[0].page.locator("canvas.imgview-canvas").first.bounding_box()
    shown[0].page.mouse.move(box["x"] + 150, box["y"] + 130)
    settle(shown[0])
    at = shown[0].run("({ painter }) => painter.viewport.toImage(150, 130)")
    place = (at["x"], at["y"])
    if lock != "pixel":
        place = Alignment.between(*images).forward(*place)
    where = shown[1].run(
        "({ painter }, [x, y]) => painter.viewport.toScreen(x, y)", [float(v) for v in place]
    )
    assert cross(shown[1]) == pytest.approx((where["sx"], where["sy"]), abs=1)
    assert cross(shown[0]) is None
    shown[0].page.mouse.move(box["x"] + 150, box["y"] - 20)
    settle(shown[0])
    assert cross(shown[1]) is None


def visible(shown):
    return [
        viewer.run("({ canvas }) => getComputedStyle(canvas).visibility === 'visible'") for viewer in shown
    ]


def test_blink_shows_one_frame_at_full_size(browser):
    shown = frames(browser, [sky_image(), sky_image(rotation=33, scale=0.31), sky_image()], width=300)
    page = shown[0].page
    page.evaluate(
        """() => { document.body.style.display = "grid";
            document.body.style.gridTemplateColumns = "repeat(2, minmax(0, 1fr))";
            for (const el of document.querySelectorAll("body > div")) el.style.width = "auto"; }"""
    )
    shown[0].until("({ painter }) => painter.viewport.width > 500")
    press = page.keyboard.press
    page.locator(".iv-stage").nth(1).focus()
    press("Shift+B")
    shown[0].until("({ painter }) => painter.viewport.width > 1000")
    assert visible(shown) == [False, True, False]
    tags = page.locator(".iv-stage > .iv-busy")
    assert tags.nth(1).inner_text() == "2/3 <b>frame 1</b>"
    assert [viewer.run("({ model }) => model.get('blink')") for viewer in shown] == [0.7] * 3
    # By itself, then by hand: the keyboard stays with what is seen.
    shown[2].until("({ canvas }) => getComputedStyle(canvas).visibility === 'visible'")
    press("PageDown")
    assert visible(shown) == [True, False, False]
    press("PageUp")
    press("PageUp")
    assert visible(shown) == [False, True, False]
    page.wait_for_timeout(900)
    assert visible(shown) == [False, True, False]
    assert page.evaluate("document.activeElement === document.querySelectorAll('.iv-stage')[1]")
    press("Shift+B")
    assert visible(shown) == [True] * 3
    assert tags.all_inner_texts() == [""] * 3
    shown[0].until("({ painter }) => painter.viewport.width < 700")
    press("PageDown")
    assert page.evaluate("document.activeElement === document.querySelectorAll('.iv-stage')[2]")
    for viewer in shown:
        viewer.set(blink=0.2)
    shown[1].until("({ canvas }) => getComputedStyle(canvas).visibility !== 'visible'")
    shown[1].close()
    shown[0].until("({ canvas }) => getComputedStyle(canvas).visibility === 'visible'")


def test_frames_leave_and_come_back(browser):
    images = [sky_image(), sky_image(rotation=33, scale=0.31)]
    shown = frames(browser, images)
    before = shown[1].run(LOOK)
    state = shown[1].kernel.state["frames"]
    shown[1].set(frames={})
    drag(shown[0], 50, 31)
    settle(shown[0])
    assert shown[1].run(LOOK) == before
    shown[1].set(frames=state)
    settle(shown[0])
    assert shown[1].run(LOOK) != before
    shown[1].close()
    drag(shown[0], 5, 3)

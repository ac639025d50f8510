"""Frames side by side in JupyterLab: the same sky in both, counted messages, blinking, shared cuts."""

import numpy as np
import pytest
from astropy.wcs import WCS

SETUP = """
import imgview, numpy as np
from astropy.wcs import WCS
def projection(rotation, scale, crpix):
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval, wcs.wcs.crpix = [150.0, 2.0], crpix
    c, s = np.cos(np.radians(rotation)), np.sin(np.radians(rotation))
    wcs.wcs.cd = np.array([[-c, s], [s, c]]) * scale / 3600
    return wcs
def image(shape, rotation, scale, crpix):
    rng = np.random.default_rng(5)
    pixels = rng.normal(100, 10, shape).astype(np.float32)
    wcs = projection(rotation, scale, crpix)
    # Stars at the same places on the sky.
    sky = np.random.default_rng(6).normal(0, 0.02, (200, 2)) + [150.0, 2.0]
    y, x = np.mgrid[: shape[0], : shape[1]]
    for at, flux in zip(wcs.wcs_world2pix(sky, 0), np.geomspace(300, 9000, 200), strict=True):
        near = (abs(x - at[0]) < 12) & (abs(y - at[1]) < 12)
        pixels[near] += flux * np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2)[near] * (scale / 0.4) ** 2)
    return imgview.read(pixels, wcs=wcs)
first, second = image((900, 1000), 0.0, 0.2, [480.0, 460.0]), image((700, 800), 33.0, 0.31, [410.5, 333.2])
"""
GRID = "frames = imgview.grid(first, second)\nframes"
PLACES = [(u, v) for u in (0.08, 0.5, 0.91) for v in (0.15, 0.5, 0.85)]
SKY = """
def sky(viewer, places):
    at = np.array(places)
    found = viewer.image.sky_projection.pixel_to_sky(x=at[:, 0], y=at[:, 1])
    return np.stack([found.ra.deg, found.dec.deg], axis=1)
"""


def look(page, number):
    """Return image places under points of a frame's canvas, and its zoom."""
    return page.evaluate(
        """([number, places]) => {
            const canvas = document.querySelectorAll("canvas.imgview-canvas")[number];
            const { viewport } = canvas.imgview.painter;
            return [places.map(([u, v]) => viewport.toImage(u * viewport.width, v * viewport.height))
                .map(({ x, y }) => [x, y]), viewport.zoom];
        }""",
        [number, PLACES],
    )


def sky_apart(page):
    """Return by how many pixels of the finer frame the same places of both canvases differ on the sky."""
    skies = []
    for number, (rotation, scale, crpix) in enumerate(
        [(0.0, 0.2, [480.0, 460.0]), (33.0, 0.31, [410.5, 333.2])]
    ):
        wcs = WCS(naxis=2)
        wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
        wcs.wcs.crval, wcs.wcs.crpix = [150.0, 2.0], crpix
        c, s = np.cos(np.radians(rotation)), np.sin(np.radians(rotation))
        wcs.wcs.cd = np.array([[-c, s], [s, c]]) * scale / 3600
        skies.append(wcs.pixel_to_world(*np.array(look(page, number)[0]).T))
    return float(skies[0].separation(skies[1]).arcsec.max()) / 0.2


def drag(page, number, dx, dy):
    box = page.locator("canvas.imgview-canvas").nth(number).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=8)
    page.mouse.up()


@pytest.fixture(scope="module")
def book(lab, browser):
    book = lab.open(browser, "frames", [SETUP, GRID])
    book.run_cell(0)
    book.run_cell(1)
    for number in (0, 1):
        book.wait_complete(number)
    book.quiet()
    yield book
    book.close()


def test_frames_show_the_same_sky_whichever_is_moved(book, keep):
    page = book.page
    assert sky_apart(page) < 0.05
    keep(page, "frames")
    for number, (dx, dy) in enumerate([(61, -37), (-45, 22)]):
        before = look(page, number)[0]
        drag(page, number, dx, dy)
        book.quiet()
        assert np.abs(np.array(look(page, number)[0]) - before).max() > 10
        assert sky_apart(page) < 0.05
    page.mouse.wheel(0, -500)
    book.quiet()
    assert sky_apart(page) < 0.05
    keep(page, "frames-moved")
    # The kernel has heard of both, and agrees.
    views = book.kernel.value("[viewer.viewport for viewer in frames.viewers]")
    for number, view in enumerate(views):
        assert view["center"] == pytest.approx(look(page, number)[0][4], abs=1)
    book.kernel.run("frames.viewers[0].viewport = {'center': (500.0, 450.0), 'fov': 300.0}")
    page.wait_for_function(
        """() => { const [, canvas] = document.querySelectorAll("canvas.imgview-canvas");
            return canvas.imgview.session.store.get("viewport").fov < 260; }"""
    )
    book.quiet()
    # From Python each goes to its own whole device pixel.
    assert sky_apart(page) < 1


def test_a_drag_in_a_locked_pair_is_told_once_by_each(book):
    page = book.page
    book.quiet(1500)
    page.evaluate(
        """() => { window.told = [];
            for (const canvas of document.querySelectorAll("canvas.imgview-canvas")) {
                canvas.imgview.session.store.on("viewport", () => window.told.push(1)); } }"""
    )
    kernel = book.kernel
    kernel.run(
        "heard = []\nfor number, viewer in enumerate(frames.viewers):\n"
        "    viewer.observe(lambda change, number=number: heard.append(number), 'viewport')"
    )
    page.evaluate(
        """() => { const { painter: { viewport } } = document.querySelector("canvas.imgview-canvas").imgview;
            for (let i = 0; i < 20; i++) viewport.panBy(2, 1); }"""
    )
    book.quiet(1500)
    # One message of each, gathered; the kernel has nothing to add.
    assert kernel.value("sorted(heard)") == [0, 1]
    assert len(page.evaluate("window.told")) == 40


def test_crosshair_cuts_and_blinking(book, keep):
    page, kernel = book.page, book.kernel
    kernel.run("frames.cuts = True; frames.viewers[1].cuts = (60, 400)")
    assert kernel.value("frames.viewers[0].cuts") == (60.0, 400.0)
    page.locator(".iv-stage").first.focus()
    page.keyboard.press("s")
    kernel.wait("frames.viewers[1].stretch == frames.viewers[0].stretch")
    box = page.locator("canvas.imgview-canvas").first.bounding_box()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.4 * box["height"])
    page.wait_for_timeout(600)
    keep(page, "frames-crosshair")
    page.keyboard.press("Shift+B")
    shown = """(wanted) => [...document.querySelectorAll("canvas.imgview-canvas")]
        .map((canvas) => getComputedStyle(canvas).visibility).join() === wanted"""
    page.wait_for_function(shown, arg="visible,hidden")
    page.wait_for_function(shown, arg="hidden,visible")
    assert page.locator(".iv-stage > .iv-busy").nth(1).inner_text() == "2/2 image"
    wide = page.locator("canvas.imgview-canvas").nth(1).bounding_box()["width"]
    assert wide > 1.8 * box["width"]
    book.quiet()
    assert sky_apart(page) < 0.05
    keep(page, "frames-blinking")
    kernel.wait("frames.viewers[0].blink > 0")
    kernel.run("frames.stop()")
    page.wait_for_function(shown, arg="visible,visible")
    book.quiet()
    assert sky_apart(page) < 0.05
    assert book.complaints() == []

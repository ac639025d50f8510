"""A real JupyterLab: what a person does with a viewer, and what Python sees of it."""

import base64
import io
import re

import numpy as np
import pytest
from astropy.coordinates import SkyCoord
from PIL import Image as PillowImage

SETUP = """
import imgview, numpy as np, time
image = imgview.sample.visit_image((1000, 1018), seed=1)
"""


TWIN = """
import ipywidgets
twin = imgview.show(image.image, height=300)
names = "viewport", "cuts", "stretch", "colormap", "planes"
links = [ipywidgets.jslink((viewer, name), (twin, name)) for name in names]
twin
"""


@pytest.fixture(scope="module")
def book(lab, browser):
    """Open a notebook whose second cell shows the sample; tests run in order and leave the view anyhow."""
    book = lab.open(browser, "viewer", [SETUP, "viewer = imgview.show(image)\nviewer", "viewer", TWIN])
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    yield book
    book.close()


@pytest.fixture
def page(book):
    return book.page


@pytest.fixture
def kernel(book):
    return book.kernel


def canvas_pixels(page, nth=0):
    """Return what a viewer's canvas holds, RGB."""
    url = page.evaluate("n => document.querySelectorAll('canvas.imgview-canvas')[n].toDataURL()", nth)
    picture = PillowImage.open(io.BytesIO(base64.b64decode(url.split(",")[1])))
    return np.asarray(picture.convert("RGB"))


def numpy_pixels(book):
    """Return what the kernel's compositor paints for the same canvas."""
    code = """
        import base64 as _b
        from imgview.viewer.snapshot import view_png as _v
        print(_b.b64encode(_v(viewer, tuple(viewer.canvas_size))).decode())
    """
    text = book.kernel.run(re.sub(r"(?m)^\s+", "", code))
    return np.asarray(PillowImage.open(io.BytesIO(base64.b64decode(text))).convert("RGB"))


def middle(page):
    box = page.locator("canvas.imgview-canvas").first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_first_picture(book, page, kernel, keep):
    keep(page, "first")
    pixels = canvas_pixels(page)
    assert list(kernel.value("tuple(viewer.canvas_size)")) == [pixels.shape[1], pixels.shape[0]]
    expected = numpy_pixels(book)
    assert pixels.std() > 10
    # The browser smooths by its own rule where the picture is reduced: close, not equal.
    assert np.abs(pixels.astype(int) - expected).mean() < 4
    assert kernel.value("viewer.error") == ""


def test_pixels_equal_numpys_at_an_integer_zoom(book, page, kernel, keep):
    kernel.run("viewer.zoom_to(4); viewer.center_on(x=2700, y=1610, fov=viewer.viewport['fov'])")
    page.wait_for_function("document.querySelector('.imgview').dataset.zoom === '4'")
    book.wait_complete()
    keep(page, "zoom-4")
    assert np.array_equal(canvas_pixels(page), numpy_pixels(book))


def test_style_from_python_reaches_the_picture(book, page, kernel):
    before = canvas_pixels(page)
    kernel.run("viewer.cuts = (-300, 900); viewer.stretch = 'linear'; viewer.colormap = 'Spectral'")
    kernel.run("viewer.planes['COSMIC_RAY'].color = 'cyan'; viewer.planes['DETECTED'].outline = False")
    page.wait_for_function("document.querySelector('[data-menu=colormap]').textContent.includes('Spectral')")
    book.quiet()
    book.wait_complete()
    after = canvas_pixels(page)
    assert (after != before).any()
    # The tiles in the page are as fine as the look before asked for: close, not equal.
    difference = np.abs(after.astype(int) - numpy_pixels(book))
    assert difference.max() <= 12
    assert difference.mean() < 1
    kernel.run("viewer.cuts = '99.8%'; viewer.stretch = 'asinh'; viewer.colormap = 'gray'; viewer.fit()")
    kernel.run("viewer.planes['COSMIC_RAY'].color = '#ed2af1'; viewer.planes['DETECTED'].outline = True")
    page.wait_for_function("document.querySelector('.imgview').dataset.zoom < 1")
    book.wait_complete()


def test_a_plane_is_toggled_by_mouse_without_pixels_from_the_kernel(book, page, kernel):
    assert kernel.value("viewer.planes['DETECTED'].visible") is True
    before, traffic = canvas_pixels(page), book.quiet()
    page.get_by_role("switch", name="Show DETECTED", exact=True).click()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    after = canvas_pixels(page)
    assert (before != after).any(axis=-1).sum() > 1000, "the second frame shows it"
    now = book.quiet()
    # The kernel is told, and echoes what it was told; nothing else travels.
    assert now["received"] - traffic["received"] < 4000
    assert len(now["asked"]) - len(traffic["asked"]) == 1
    kernel.wait("viewer.planes['DETECTED'].visible is False")
    page.get_by_role("switch", name="Show DETECTED", exact=True).click()
    kernel.wait("viewer.planes['DETECTED'].visible is True")


def test_python_hears_what_the_mouse_does(page, kernel):
    kernel.run("heard = []; viewer.observe(lambda c: heard.append(c['new']['BAD'].visible), 'planes')")
    page.get_by_role("switch", name="Show BAD", exact=True).click()
    kernel.wait("heard == [False]")
    page.get_by_role("switch", name="Show BAD", exact=True).click()
    kernel.wait("heard == [False, True]")
    kernel.run("viewer.unobserve_all('planes')")


def test_readout_is_the_models_value(page, kernel, keep):
    x, y = middle(page)
    page.mouse.move(x - 3, y + 2)
    page.mouse.move(x, y)
    cursor = kernel.wait("viewer.cursor")
    column, row = round(cursor["x"]), round(cursor["y"])
    value, sigma = kernel.value(
        f"(float(image.absolute[{row}:{row + 1}, {column}:{column + 1}].image.array[0, 0]),"
        f" float(image.absolute[{row}:{row + 1}, {column}:{column + 1}].variance.array[0, 0]) ** 0.5)"
    )
    page.wait_for_function("document.querySelector('.iv-cell-value').dataset.approximate === 'false'")
    assert float(page.locator(".iv-cell-value").first.get_attribute("data-value")) == value
    text = page.locator(".imgview").first.inner_text()
    assert f"{abs(value):.1f} ± {sigma:.1f} nJy" in text
    assert f"{cursor['x']:.1f}, {cursor['y']:.1f}" in text
    shown = SkyCoord(*re.search(r"(\d\d:\d\d:[\d.]+) ([−+][\d:.]+)", text).groups(), unit=("hour", "deg"))
    ra, dec = kernel.value(
        "(lambda s: (float(s.ra.deg), float(s.dec.deg)))"
        f"(image.sky_projection.pixel_to_sky(x={cursor['x']!r}, y={cursor['y']!r}))"
    )
    # A pixel is 0.2 arcsec wide; the text is rounded to 0.001 s and 0.01 arcsec.
    assert shown.separation(SkyCoord(ra, dec, unit="deg")).arcsec < 0.01
    keep(page, "readout")


def test_wheel_zooms_about_the_pointer(book, page, kernel, keep):
    x, y = middle(page)
    page.mouse.move(x + 99, y + 50)
    page.mouse.move(x + 100, y + 50)
    book.quiet()
    before = kernel.value("viewer.cursor")
    for _ in range(8):
        page.mouse.wheel(0, -120)
    kernel.wait("viewer.viewport is not None and viewer.viewport['fov'] < 400")
    page.mouse.move(x + 101, y + 50)
    page.mouse.move(x + 100, y + 50)
    book.wait_complete()
    zoom = float(page.locator(".imgview").first.get_attribute("data-zoom"))
    assert zoom > 2
    kernel.wait(
        f"abs(viewer.cursor['x'] - {before['x']}) < 1.5 and abs(viewer.cursor['y'] - {before['y']}) < 1.5"
    )
    keep(page, "wheel")


def test_drag_pans(book, page, kernel):
    center = kernel.value("viewer.viewport['center']")
    zoom = float(page.locator(".imgview").first.get_attribute("data-zoom"))
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=5)
    page.mouse.up()
    kernel.wait(f"abs(viewer.viewport['center'][0] - ({center[0] - 60 / zoom})) < 0.6")
    kernel.wait(f"abs(viewer.viewport['center'][1] - ({center[1] - 40 / zoom})) < 0.6")
    book.wait_complete()


def test_components_switch_by_mouse(book, page, kernel, keep):
    page.locator("[data-component=snr]").first.click()
    kernel.wait("viewer.image_info['component'] == 'snr'")
    page.locator(".imgview [data-action=fit]").first.click()
    page.wait_for_function("document.querySelector('.imgview').dataset.zoom < 1")
    book.wait_complete()
    assert np.abs(canvas_pixels(page).astype(int) - numpy_pixels(book)).mean() < 4
    keep(page, "snr")
    page.locator("[data-component=image]").first.click()
    kernel.wait("viewer.image_info['component'] == 'image'")
    book.wait_complete()


def test_second_display_shows_the_same(book, page, kernel, keep):
    book.run_cell(2)
    page.wait_for_function("document.querySelectorAll('canvas.imgview-canvas').length === 2")
    book.wait_complete(1)
    keep(page, "two-displays")
    kernel.run("viewer.planes.show_only('DETECTED')")
    for nth in range(2):
        switch = page.get_by_role("switch", name="Show BAD", exact=True).nth(nth)
        switch.scroll_into_view_if_needed()
        page.wait_for_function(
            "n => document.querySelectorAll('[data-plane=BAD] .iv-eye')[n].ariaChecked === 'false'", arg=nth
        )
    book.wait_complete(0)
    book.wait_complete(1)
    assert np.array_equal(canvas_pixels(page, 0), canvas_pixels(page, 1))
    kernel.run("viewer.planes.show_all()")


def test_jslinked_viewers_move_together(book, page, kernel, keep):
    book.run_cell(3)
    page.wait_for_function("document.querySelectorAll('canvas.imgview-canvas').length === 3")
    book.wait_complete(2)
    kernel.run(
        "viewer.cuts = (-100, 500); viewer.colormap = 'magma'; viewer.center_on(x=2500, y=1600, fov=80)"
    )
    kernel.wait("twin.cuts == (-100, 500) and twin.colormap == 'magma' and twin.viewport == viewer.viewport")
    kernel.run("twin.center_on(x=2600, y=1500, fov=40); twin.stretch = 'sqrt'")
    kernel.wait("viewer.viewport == {'center': (2600, 1500), 'fov': 40} and viewer.stretch == 'sqrt'")
    canvas = page.locator("canvas.imgview-canvas").nth(2)
    canvas.scroll_into_view_if_needed()
    canvas.hover()
    page.mouse.wheel(0, -300)
    kernel.wait("viewer.viewport['fov'] < 39 and twin.viewport == viewer.viewport")
    book.quiet()
    sent = len(book.traffic()["asked"])
    page.wait_for_timeout(500)
    assert len(book.traffic()["asked"]) == sent, "the two do not keep on answering each other"
    book.wait_complete(2)
    keep(page, "jslink")
    kernel.run("viewer.fit(); viewer.stretch = 'asinh'; viewer.colormap = 'gray'; viewer.cuts = '99.8%'")
    kernel.wait("twin.viewport is None and twin.colormap == 'gray'")
    kernel.run("twin.close()")
    page.locator("canvas.imgview-canvas").first.scroll_into_view_if_needed()


def test_layout_comes_when_it_is_touched(book, page, kernel):
    width = page.locator(".imgview").first.bounding_box()["width"]
    kernel.run("viewer.layout.width = '50%'")
    page.wait_for_function(
        "w => document.querySelector('.imgview').getBoundingClientRect().width < 0.6 * w", arg=width
    )
    kernel.run("viewer.layout.width = None")
    page.wait_for_function(
        "w => document.querySelector('.imgview').getBoundingClientRect().width > 0.95 * w", arg=width
    )


def test_another_image_takes_its_place(book, page, kernel, keep):
    kernel.run("viewer.load_image(np.add.outer(np.arange(30.0), np.arange(50.0)))")
    page.wait_for_function("document.querySelector('.iv-subtitle').textContent.startsWith('50×30')")
    book.wait_complete()
    keep(page, "another")
    # At a broken zoom the browser may give a screen pixel on the edge of two to the other one.
    assert (canvas_pixels(page) != numpy_pixels(book)).any(axis=-1).mean() < 0.01
    kernel.run("viewer.load_image(image)")
    page.wait_for_function("document.querySelector('.iv-subtitle').textContent.startsWith('1018×1000')")
    book.wait_complete()


def test_an_error_stands_under_the_picture(page, kernel, keep):
    kernel.run("viewer.error = 'the file can no longer be read: load the image again'")
    line = page.get_by_text("the file can no longer be read").first
    line.wait_for()
    keep(page, "error")
    kernel.run("viewer.error = ''")
    line.wait_for(state="detached")


def test_nothing_was_said_on_the_console(book, page):
    """Kept last: whatever this file did to the viewer, the page did not complain."""
    assert book.complaints() == []

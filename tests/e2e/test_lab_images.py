"""A real JupyterLab: several images in one viewer, driven by the Astro Image Display API and by hand."""

import numpy as np
import pytest
from PIL import Image as PillowImage

from e2e.test_lab_components import canvas_pixels
from e2e.test_lab_look import CONTRAST, OVERLAPS

SETUP = """
import imgview, numpy as np
from astropy import units as u
from astropy.table import Table
from astropy.visualization import AsinhStretch, PercentileInterval
r, i = (imgview.sample.visit_image((1300, 1500), seed=n) for n in (1, 2))
x, y = r.bbox.x.start, r.bbox.y.start
viewer = imgview.ImageViewer(height=780)
viewer.load_image(r, "r")
viewer.load_image(i, "i", colormap="viridis")
viewer
"""
LOOKS = """
viewer.image_label = "r"
viewer.set_viewport((x + 720, y + 650), 320, "r")
viewer.set_cuts(PercentileInterval(99.7), "r")
viewer.set_stretch(AsinhStretch(0.05), "r")
viewer.set_colormap("gray_r", "r")
colors = {"circle": "red", "square": "lime", "crosshair": "cyan", "plus": "orange", "diamond": "#ff00ffc0"}
for n, (shape, color) in enumerate(colors.items()):
    table = Table({"x": np.full(4, x + 600.0 + 60 * n), "y": y + 590 + 40.0 * np.arange(4)})
    style = {"shape": shape, "color": color, "size": 10}
    viewer.load_catalog(table, catalog_label=shape, catalog_style=style)
"""
SWITCHED = "viewer.image_label == 'r'"


@pytest.fixture(scope="module", params=["dark", "light"])
def theme(request, lab):
    theme = "JupyterLab Dark" if request.param == "dark" else "JupyterLab Light"
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": theme}})
    yield request.param
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": "JupyterLab Light"}})


@pytest.fixture(scope="module")
def book(lab, browser, theme):
    book = lab.open(browser, f"images-{theme}", [SETUP])
    book.run_cell(0)
    book.wait_complete()
    yield book
    book.close()


def saved(book, folder):
    """Return what save() writes, RGB."""
    path = folder / "saved.png"
    book.kernel.run(f"viewer.save({str(path)!r}, overwrite=True)")
    return np.asarray(PillowImage.open(path).convert("RGB"))


def settle(book):
    book.quiet()
    book.wait_complete()


def test_save_writes_what_the_page_shows(book, tmp_path):
    page, kernel = book.page, book.kernel
    page.locator(".imgview [data-action=one]").click()
    page.wait_for_function("document.querySelector('.imgview').dataset.zoom === '1'")
    settle(book)
    first = saved(book, tmp_path)
    assert np.array_equal(first, canvas_pixels(page))
    assert first.shape[1::-1] == tuple(kernel.value("viewer.canvas_size"))
    page.locator(".iv-stage").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    settle(book)
    second = saved(book, tmp_path)
    assert np.array_equal(second, canvas_pixels(page))
    assert not np.array_equal(first, second)
    kernel.run("viewer.set_viewport((x + 750.0, y + 650.0), min(viewer.canvas_size) / 2, 'i')")
    settle(book)
    assert page.evaluate("document.querySelector('.imgview').dataset.zoom") == "2"
    assert np.array_equal(saved(book, tmp_path), canvas_pixels(page))


def test_the_view_of_the_page_is_told(book):
    page, kernel = book.page, book.kernel
    kernel.run("viewer.set_viewport(fov=1 * u.arcmin, image_label='i')")
    assert kernel.value("bool(viewer.get_viewport('sky', 'i')['fov'] == 1 * u.arcmin)")
    before = kernel.value("viewer.get_viewport('pixel', 'i')")
    page.locator(".iv-stage").focus()
    page.keyboard.press("+")
    kernel.wait(f"viewer.get_viewport('pixel', 'i')['fov'] < {0.9 * before['fov']}")
    settle(book)
    after = kernel.value("viewer.get_viewport('pixel', 'i')")
    assert after["fov"] == pytest.approx(before["fov"] / 2**0.5)
    kernel.run("viewer.set_viewport(**viewer.get_viewport('sky', 'i'))")
    assert kernel.value("viewer.get_viewport('pixel', 'i')")["fov"] == pytest.approx(after["fov"])


def test_the_page_switches_and_keeps_the_tiles(book, keep, theme):
    page, kernel = book.page, book.kernel
    kernel.run("viewer.fit()")
    settle(book)
    page.locator("[data-menu=images]").click()
    keep(page, f"images-menu-{theme}")
    page.get_by_role("menuitemradio", name="r", exact=True).click()
    kernel.wait(SWITCHED)
    settle(book)
    assert page.locator("[data-menu=colormap] .iv-value").inner_text() == "gray"
    red = canvas_pixels(page)
    page.keyboard.press("a")
    kernel.wait(f"not ({SWITCHED})")
    settle(book)
    assert page.locator("[data-menu=colormap] .iv-value").inner_text() == "viridis"
    before = book.traffic()
    page.keyboard.press("Shift+A")
    kernel.wait(SWITCHED)
    settle(book)
    assert np.array_equal(canvas_pixels(page), red)
    after = book.traffic()
    assert sum(after["sizes"][len(before["sizes"]) :]) < 60_000, "no tile travels twice"


def test_cuts_stretch_and_markers_act_at_once(book, keep, theme):
    page, kernel = book.page, book.kernel
    kernel.run(LOOKS)
    settle(book)
    page.wait_for_timeout(500)
    keep(page, f"images-markers-{theme}")
    assert page.locator("[data-menu=cuts] .iv-value").inner_text() == "99.7%"
    assert page.locator("[data-menu=stretch] .iv-value").inner_text() == "asinh"
    assert kernel.value("[len(layer) for layer in viewer.layers.values()][-5:]") == [4] * 5
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(CONTRAST) == []
    assert book.complaints() == []

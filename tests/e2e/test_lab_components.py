"""A real JupyterLab: an image in colour, and an image with ten further planes."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image as PillowImage

from e2e.test_lab_look import CONTRAST, OVERLAPS

SETUP = """
import imgview, numpy as np
from imgview.model import ColorImage, Image, MaskedImage
sky = [imgview.sample.visit_image((1300, 1500), seed=n).image for n in (1, 2, 3)]
def byte(image):
    return np.clip(30 + np.arcsinh(np.nan_to_num(image.array) / 60) * 40, 0, 255).astype(np.uint8)
first = sky[0]
channels = [byte(image) for image in sky]
color = ColorImage(*(Image(c, bbox=first.bbox) for c in channels), sky_projection=first.sky_projection)
whole = imgview.sample.visit_image((1300, 1500), seed=1)
raw = (np.nan_to_num(whole.image.array) * 1.7 + 1000).astype(np.uint16)
extras = {"RAW": Image(raw, bbox=whole.bbox, unit="adu")}
extras |= {f"noise {n}": Image(whole.image.array * n, bbox=whole.bbox) for n in range(4)}
for name in ("CR", "SAT", "a name from a file that somebody has thought about for long"):
    extras[f"mask fraction {name}"] = Image(np.full(whole.shape, 0.25, np.float32), bbox=whole.bbox)
extras |= {"<b>bold</b>": Image(raw, bbox=whole.bbox), "BACKGROUND": Image(raw, bbox=whole.bbox)}
planes = MaskedImage(whole.image, mask=whole.mask, variance=whole.variance, extras=extras)
"""

PIXELS = "nth => document.querySelectorAll('canvas.imgview-canvas')[nth].toDataURL()"
EXACT = "document.querySelector('.iv-cell-value').dataset.approximate === 'false'"


def canvas_pixels(page, nth=0):
    """Return what a viewer's canvas holds, RGB."""
    picture = PillowImage.open(io.BytesIO(base64.b64decode(page.evaluate(PIXELS, nth).split(",")[1])))
    return np.asarray(picture.convert("RGB"))


def array(kernel, expression):
    """Return an array that the kernel holds."""
    code = f"import base64 as _b, io as _i\n_f = _i.BytesIO(); np.save(_f, {expression})\n"
    return np.load(
        io.BytesIO(base64.b64decode(kernel.run(code + "print(_b.b64encode(_f.getvalue()).decode())")))
    )


def point_at(page, dx, dy):
    """Move the mouse to a place beside the middle of the canvas and wait for its exact reading."""
    box = page.locator("canvas.imgview-canvas").first.bounding_box()
    x, y = box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.wait_for_function(EXACT)


@pytest.fixture(scope="module", params=["dark", "light"])
def theme(request, lab):
    theme = "JupyterLab Dark" if request.param == "dark" else "JupyterLab Light"
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": theme}})
    yield request.param
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": "JupyterLab Light"}})


@pytest.fixture(scope="module")
def book(lab, browser, theme):
    book = lab.open(browser, f"color-{theme}", [SETUP, "viewer = imgview.show(color, height=500)\nviewer"])
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    yield book
    book.close()


def test_colours_are_those_of_the_model(book, keep, theme):
    page, kernel = book.page, book.kernel
    point_at(page, 90, -70)
    keep(page, f"color-{theme}")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(CONTRAST) == []
    page.locator(".imgview [data-action=one]").click()
    page.wait_for_function("document.querySelector('.imgview').dataset.zoom === '1'")
    book.quiet()
    book.wait_complete()
    drawn = canvas_pixels(page)
    height, width = drawn.shape[:2]
    view = f"""imgview.viewer.snapshot.view_png(viewer, ({width}, {height}))"""
    png = kernel.value(f"__import__('base64').b64encode({view}).decode()")
    assert np.array_equal(
        drawn, np.asarray(PillowImage.open(io.BytesIO(base64.b64decode(png))).convert("RGB"))
    )
    photograph = array(kernel, "color.array")
    found = page.evaluate(
        "() => { const { painter } = document.querySelector('canvas.imgview-canvas').imgview;"
        " return painter.viewport.toImage(0, 0); }"
    )
    start = kernel.value("tuple(color.bbox.start)")
    top, left = round(found["y"] - 0.5) - start[0], round(found["x"] + 0.5) - start[1]
    part = photograph[top - height + 1 : top + 1, left : left + width][::-1]
    assert part.shape == drawn.shape
    assert np.array_equal(drawn, part), "the picture as it is, pixel by pixel"


def test_three_values_are_read(book):
    page, kernel = book.page, book.kernel
    point_at(page, -50, 60)
    cursor = kernel.wait("viewer.cursor")
    row, column = round(cursor["y"]), round(cursor["x"])
    values = kernel.value(f"color.absolute[{row}:{row + 1}, {column}:{column + 1}].array[0, 0].tolist()")
    assert page.locator(".iv-cell-value").get_attribute("data-value") == " ".join(map(str, values))
    assert ", ".join(map(str, values)) in page.locator(".iv-cell-value").inner_text()


def test_a_channel_alone_and_back(book, keep, theme):
    page, kernel = book.page, book.kernel
    assert page.locator("[data-menu=colormap]").is_disabled()
    page.locator("[data-component=green]").click()
    kernel.wait("viewer.image_info['component'] == 'green'")
    book.wait_complete()
    grey = canvas_pixels(page)
    assert np.array_equal(grey[..., 0], grey[..., 2])
    assert page.locator("[data-menu=colormap]").is_enabled()
    keep(page, f"color-green-{theme}")
    page.locator("[data-component=image]").click()
    kernel.wait("viewer.image_info['component'] == 'image'")
    book.quiet()
    book.wait_complete()
    colored = canvas_pixels(page)
    assert (colored[..., 0] != colored[..., 2]).any()
    assert np.array_equal(colored[..., 1], grey[..., 1])
    assert book.complaints() == []


def test_ten_further_planes(lab, browser, keep, theme):
    book = lab.open(browser, f"planes-{theme}", [SETUP, "viewer = imgview.show(planes, height=500)\nviewer"])
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    page, kernel = book.page, book.kernel
    cuts = kernel.value("viewer.cuts")
    page.locator("[data-menu=component]").click()
    menu = page.get_by_role("menu", name="Further planes")
    assert menu.get_by_role("menuitemradio").count() == 10
    keep(page, f"planes-menu-{theme}")
    menu.get_by_role("menuitemradio", name="RAW").click()
    kernel.wait("viewer.image_info['component'] == 'RAW'")
    book.quiet()
    book.wait_complete()
    point_at(page, 90, -70)
    keep(page, f"planes-raw-{theme}")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(CONTRAST) == []
    cursor = kernel.wait("viewer.cursor")
    row, column = round(cursor["y"]), round(cursor["x"])
    value = kernel.value(
        f"int(planes.extras['RAW'].absolute[{row}:{row + 1}, {column}:{column + 1}].array[0, 0])"
    )
    text = page.locator(".iv-cell-value").inner_text()
    assert re.sub(r"[,\n\s]+", " ", text) == f"RAW {value:,} adu".replace(",", " ")
    kernel.run(
        "viewer.component = 'mask fraction a name from a file that somebody has thought about for long'"
    )
    page.wait_for_function("document.querySelector('[data-menu=component]').innerText.includes('fraction a')")
    book.wait_complete()
    keep(page, f"planes-long-{theme}")
    assert page.evaluate(OVERLAPS) == []
    kernel.run("viewer.component = '<b>bold</b>'")
    page.wait_for_function(
        "document.querySelector('[data-menu=component]').innerText.includes('<b>bold</b>')"
    )
    kernel.run("viewer.component = 'image'")
    assert kernel.value("viewer.cuts") == cuts
    assert book.complaints() == []
    book.close()

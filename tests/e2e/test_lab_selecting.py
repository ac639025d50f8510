"""Selecting sources in JupyterLab: from the page to Python, and from there back to the page."""

import numpy as np
from matplotlib.path import Path

from e2e.test_lab_layers import CATALOG, SETUP, sharp

SELECTING = """
told = []
viewer.on_select(lambda selection: told.append((selection.layer, len(selection))))
"""


def test_sources_are_selected_on_the_page_and_in_python(lab, browser, keep):
    book = lab.open(browser, "selecting", [SETUP + CATALOG + SELECTING, "viewer"])
    book.run_cell(0)
    book.run_cell(1)
    sharp(book)
    page = book.page
    row = book.kernel.value(
        "int(np.nanargmin(np.hypot(table['x'] - box.x.center, table['y'] - box.y.center)))"
    )
    book.kernel.run(f"viewer.center_on({row}, fov=60)")
    page.wait_for_function("Number(document.querySelector('.imgview').dataset.zoom) > 5")
    sharp(book)
    middle = page.locator("canvas.imgview-canvas").bounding_box()
    page.mouse.move(middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2)
    x = book.kernel.value(f"float(table['x'][{row}])")
    page.locator(".iv-tip dd", has_text=f"{x:.9g}").wait_for()
    page.mouse.down()
    page.mouse.up()
    assert book.kernel.wait("layer.selected.index.tolist()") == [row]
    assert book.kernel.value("told[-1]") == ("sources", 1)
    keep(page, "selecting-one")

    # From Python to the page, and from there with the keyboard back.
    book.kernel.run("layer.selected = np.flatnonzero(layer.catalog.table['xx'] > 20); viewer.fit()")
    number = book.kernel.value("len(layer.selected)")
    assert number > 20
    page.wait_for_function(f"document.querySelector('.iv-layers').innerText.includes('{number} selected')")
    sharp(book)
    keep(page, "selecting-many")
    page.locator(".iv-stage").focus()
    page.keyboard.press("o")
    at = [(0.3, 0.3), (0.7, 0.35), (0.6, 0.7), (0.35, 0.6)]
    at = [(middle["x"] + u * middle["width"], middle["y"] + v * middle["height"]) for u, v in at]
    page.mouse.move(*at[0])
    page.mouse.down()
    for place in at[1:]:
        page.mouse.move(*place, steps=8)
    keep(page, "selecting-lasso")
    page.mouse.up()
    page.keyboard.press("Escape")
    book.kernel.wait(f"len(layer.selected) not in (0, 1, {number})")
    chosen = book.kernel.value("len(layer.selected)")
    page.wait_for_function(f"document.querySelector('.iv-layers').innerText.includes('{chosen} selected')")

    book.kernel.run("viewer.on_select(lambda selection: 1 / 0)")
    page.keyboard.press("Escape")
    page.locator(".iv-error", has_text="ZeroDivisionError").wait_for()
    assert book.kernel.value("(len(viewer.selection), told[-1])") == (0, ("", 0))
    assert book.complaints() == []
    book.close()


OWN = """
import numpy as np
from astropy.table import Table
import imgview
image = imgview.Image(np.zeros((300, 400), np.float32), yx0=(1000, 2000))
rng = np.random.default_rng(6)
catalog = imgview.Catalog(Table({"id": np.arange(1500) + 1000, "u": rng.uniform(2000, 2399, 1500),
                                 "v": rng.uniform(1000, 1299, 1500)}), x="u", y="v", id="id")
viewer = imgview.show(image, viewport={"center": (2200, 1150), "fov": 200})
viewer.add_catalog(catalog)
"""


def test_a_lasso_is_a_table_of_the_catalog_in_the_next_cell(lab, browser):
    book = lab.open(browser, "selecting-table", [OWN, "viewer", "print(catalog.selected)"])
    book.run_cell(0)
    book.run_cell(1)
    sharp(book)
    page, kernel = book.page, book.kernel
    book.run_cell(2)
    assert book.output(2).split() == ["id", "u", "v", "---", "---", "---"]
    canvas = page.locator("canvas.imgview-canvas").bounding_box()
    middle = canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2
    scale = min(canvas["width"], canvas["height"]) / 200
    corners = np.array([(-60, -40), (70, -50), (10, 0), (50, 60), (-70, 45)])
    page.locator(".iv-stage").focus()
    page.keyboard.press("o")
    places = [(middle[0] + scale * x, middle[1] - scale * y) for x, y in corners]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=8)
    page.mouse.up()
    told = kernel.wait("catalog.selected['id'].tolist()")
    where = np.column_stack([kernel.value(f"catalog[{axis!r}].tolist()") for axis in "uv"]) - (2200, 1150)
    lasso = Path(corners, closed=False)
    sure, perhaps = (
        {1000 + row for row in np.flatnonzero(lasso.contains_points(where, radius=radius))}
        for radius in (-1.5, 1.5)
    )
    sure, perhaps = sorted((sure, perhaps), key=len)
    assert sure <= set(told) <= perhaps
    assert len(sure) > 40
    assert len(perhaps) < 1.2 * len(sure)
    book.run_cell(2)
    lines = book.output(2).split("\n")
    assert lines[2].split()[0] == str(told[0])
    assert kernel.value("viewer.selection.rows.tolist()") == [number - 1000 for number in told]
    page.locator(".iv-stage").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    kernel.wait("len(catalog.selected) == 0")
    assert book.complaints() == []
    book.close()

"""Selecting sources in JupyterLab: from the page to Python, and from there back to the page."""

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

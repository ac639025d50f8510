"""Conditions on mask planes in JupyterLab: drawn, listed, told of under the pointer, taken away."""

from e2e.lab import Notebook

SETUP = """
import imgview
image = imgview.sample.visit_image()
"""
SHOW = """
viewer = imgview.show(image, height=600)
clean = viewer.add_mask_expression("DETECTED & ~(SATURATED | INTERPOLATED)", name="clean", color="lime")
viewer.add_mask_expression("BAD | SATURATED", outline=True)
viewer
"""
ROW = '.iv-expressions .iv-row[data-expression="clean"]'
COUNT = "int((get('DETECTED') & ~(get('SATURATED') | get('INTERPOLATED'))).sum())"
PLACE = """([x, y]) => {
    const { painter: { viewport } } = document.querySelector("canvas.imgview-canvas").imgview;
    const { sx, sy } = viewport.toScreen(x, y);
    const box = document.querySelector(".iv-stage").getBoundingClientRect();
    return [box.left + sx, box.top + sy];
}"""


def chips(page):
    return page.locator(".iv-status .iv-chip").all_inner_texts()


def test_conditions_from_python_and_back(lab, browser, keep):
    book: Notebook = lab.open(browser, "expressions", [SETUP, SHOW])
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    page, kernel = book.page, book.kernel
    kernel.wait("clean.count is not None")
    count = kernel.value("clean.count")
    kernel.run("get = image.mask.get")
    assert count == kernel.value(COUNT)
    page.locator(f"{ROW} .iv-count", has_text=f"{count:,}").wait_for()
    keep(page, "lab-expressions")

    # Under the pointer: a pixel in which it holds.
    kernel.run("import numpy as np\nfrom imgview.model import PlaneExpression")
    kernel.run("where = PlaneExpression(clean.expression).evaluate(image.mask)")
    kernel.run("y, x = (int(v[len(v) // 2]) for v in np.nonzero(where))")
    kernel.run("y, x = y + image.bbox.y.start, x + image.bbox.x.start\nviewer.center_on(x=x, y=y, fov=60)")
    book.wait_complete()
    page.mouse.move(*page.evaluate(PLACE, kernel.value("[x, y]")))
    page.locator(".iv-status .iv-chip", has_text="clean").wait_for()
    assert "BAD | SATURATED" not in chips(page)

    # From the page to Python and from Python to the page.
    page.locator(f"{ROW} .iv-eye").click()
    kernel.wait("clean.visible is False")
    kernel.run("clean.visible, clean.color = True, 'magenta'")
    page.locator(f'{ROW}[data-shown="true"]').wait_for()
    page.locator(".iv-legend .iv-link", has_text="none").click()
    kernel.wait("not any(each.visible for each in viewer.mask_expressions.values())")
    page.locator(f"{ROW} .iv-eye").focus()
    page.keyboard.press("Delete")
    kernel.wait("list(viewer.mask_expressions) == ['BAD | SATURATED']")
    book.close()

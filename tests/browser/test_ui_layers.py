"""The list of layers: the same controls as the mask planes', by mouse, by keys and for screen readers."""

import numpy as np
import pytest
from astropy.table import Table

from browser.scene import SHAPE, START, scene, trait
from browser.test_ui_legend import HOSTILE
from imgview.geometry import Box
from imgview.model import Catalog
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.overlay import Overlay
from imgview.render.overlays.overlay_style import ShapesStyle
from imgview.render.overlays.shapes import Shapes
from imgview.viewer.layers.layer_entry import LayerEntry

LONG = "a catalogue of sources with a name that is much too long for any panel " * 3


def layered(names=("cells", "src"), **state):
    kernel = scene(**state)
    kernel.lay(names[0], Overlay.outline([Box.from_shape(SHAPE, start=START)] * 12, color="#ffd75e"))
    shapes = Shapes(np.array([210.0, 220, np.nan]), np.array([110.0, 120, 130]))
    kernel.lay(names[1], Overlay(shapes, ShapesStyle("#5ff2ff", symbol="o")))
    return kernel


@pytest.fixture
def viewer(browser):
    shown = browser.show(layered(), width=1000)
    shown.sharp()
    return shown


def row(viewer, name):
    return viewer.page.locator(f'.iv-layers .iv-row[data-layer="{name}"]')


def looks(viewer):
    return {layer["name"]: layer for layer in trait(viewer, "layers")}


def test_rows_tell_name_count_and_what_is_missing(viewer):
    section = viewer.page.get_by_role("region", name="Layers")
    assert section.locator(".iv-name").all_text_contents() == ["src", "cells"]
    assert section.locator(".iv-count").all_text_contents() == ["2 (\u22121)", "12"]
    assert section.locator(".iv-count-shown").inner_text() == "2 of 2 shown"
    assert row(viewer, "src").get_attribute("title") == "src\n2 sources\n1 without a place on the image"
    assert row(viewer, "cells").get_attribute("title") == "cells\n12 outlines"
    legend, levels = (viewer.page.locator(name).bounding_box() for name in (".iv-legend", ".iv-levels"))
    box = section.bounding_box()
    assert legend["y"] + legend["height"] <= box["y"] + 0.5
    assert box["y"] + box["height"] <= levels["y"] + 0.5


def test_without_layers_there_is_no_section(browser):
    viewer = browser.show(scene(), width=1000)
    assert viewer.page.locator(".iv-layers").is_hidden()
    assert viewer.page.locator(".iv-overlay").is_hidden()


def test_eye_and_name_toggle_without_a_message(viewer):
    asked = len(viewer.kernel.asked)
    row(viewer, "cells").locator(".iv-eye").click()
    assert looks(viewer)["cells"]["visible"] is False
    assert row(viewer, "cells").locator(".iv-eye").get_attribute("aria-checked") == "false"
    assert viewer.page.locator(".iv-layers .iv-count-shown").inner_text() == "1 of 2 shown"
    row(viewer, "cells").locator(".iv-name").click()
    assert looks(viewer)["cells"]["visible"] is True
    assert viewer.kernel.asked[asked:] == []
    viewer.until("({ model }) => model.saved.layers?.[0].visible === true")


def test_opacity_by_mouse_and_arrows(viewer):
    bar = row(viewer, "src").locator(".iv-opacity")
    box = bar.bounding_box()
    viewer.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    viewer.until("({ model }) => model.get('layers')[1].opacity === 0.5")
    viewer.page.keyboard.press("ArrowLeft")
    assert looks(viewer)["src"]["opacity"] == pytest.approx(0.45)
    assert bar.get_attribute("aria-valuenow") == "45"


def test_rows_by_keyboard(viewer):
    page = viewer.page
    row(viewer, "src").locator(".iv-eye").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert [layer["visible"] for layer in trait(viewer, "layers")] == [False, True]
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.ariaLabel") == "Show src"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Colour of src")
    form.get_by_label("Colour as #rrggbb").fill("#12abcd")
    assert looks(viewer)["src"]["color"] == "#12abcd"
    assert form.get_by_role("button", name="outline").count() == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.ariaLabel") == "Colour of src"


def test_one_key_hides_all_layers_and_shows_them_again(viewer):
    page = viewer.page
    row(viewer, "cells").locator(".iv-eye").click()
    page.locator(".iv-stage").focus()
    page.keyboard.press("l")
    assert [layer["visible"] for layer in trait(viewer, "layers")] == [False, False]
    page.locator(".iv-overlay").wait_for(state="hidden")
    page.keyboard.press("l")
    assert [layer["visible"] for layer in trait(viewer, "layers")] == [False, True]
    page.keyboard.press("?")
    assert page.locator(".iv-help").get_by_text("Hide all layers; again shows them").is_visible()


def test_the_image_can_be_dragged_and_read_under_the_layers(viewer):
    page = viewer.page
    box = page.locator(".iv-stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).className", [x, y]) == "imgview-canvas"
    page.mouse.move(x, y)
    viewer.until("() => /\\d/.test(document.querySelector('.iv-cell-xy').textContent)")


def test_long_and_hostile_names_stay_text_on_one_line(browser):
    for name in (LONG, *HOSTILE):
        viewer = browser.show(layered((name, "src")), width=1000)
        page = viewer.page
        names = page.locator(".iv-layers .iv-name").evaluate_all("nodes => nodes.map((n) => n.textContent)")
        assert names == ["src", name]
        cell = page.locator(".iv-layers .iv-row").last
        count = cell.locator(".iv-count").bounding_box()
        assert cell.bounding_box()["height"] < 24
        panel = page.locator(".iv-panel").bounding_box()
        assert count["x"] + count["width"] < panel["x"] + panel["width"]
        cell.locator(".iv-swatch").click()
        page.keyboard.press("Escape")
        cell.locator(".iv-eye").click()
        assert trait(viewer, "layers")[0]["visible"] is False
        assert page.evaluate("window.hacked") is None
        assert page.locator(".imgview img, .imgview script").count() == 0
        viewer.close()


def test_many_layers_scroll_in_their_own_list(browser):
    kernel = scene()
    for i in range(40):
        kernel.lay(f"layer {i}", Overlay.outline([Box.from_shape((9, 9), start=START)], visible=i % 2 == 0))
    viewer = browser.show(kernel, width=1000)
    page = viewer.page
    panel, levels = page.locator(".iv-panel").bounding_box(), page.locator(".iv-levels").bounding_box()
    assert levels["y"] + levels["height"] <= panel["y"] + panel["height"] + 0.5
    assert page.locator(".iv-legend .iv-row").first.is_visible()
    last = row(viewer, "layer 0").locator(".iv-eye")
    last.scroll_into_view_if_needed()
    last.click()
    assert trait(viewer, "layers")[0]["visible"] is False
    assert page.evaluate("document.scrollingElement.scrollTop") == 0


@pytest.fixture
def by_column(browser):
    kernel = scene()
    n = 12
    table = Table(
        {"x": np.linspace(205, 320, n), "y": np.linspace(105, 190, n), "mag": np.linspace(18, 24, n)}
    )
    table["<b>kind"] = ["star", "<i>galaxy</i>", "?"] * 4
    catalog = Catalog(table, x="x", y="y")
    colors = ColumnCodes.colors(catalog, "mag", limits=(18.5, 23.25), log=True)
    overlay = Overlay(Shapes(table["x"].data, table["y"].data), ShapesStyle("#5ff2ff", symbol="o"), colors)
    entry = LayerEntry.new("src", overlay, catalog)
    kernel.entries[entry.key] = entry
    kernel.state["layers"] = [entry.state()]
    shown = browser.show(kernel, width=1000)
    shown.sharp()
    return shown


def form(viewer, name="src"):
    row(viewer, name).locator(".iv-swatch").click()
    return viewer.page.get_by_role("dialog", name=f"Colour of {name}")


def recoded(viewer, **codes):
    """Answer as the kernel does: with other colours or sizes by column."""
    kernel = viewer.kernel
    (key,) = kernel.entries
    entry = kernel.entries[key] = kernel.entries[key].coded(**codes)
    viewer.set(layers=[entry.state()])
    return entry


def background(locator):
    return locator.evaluate("(node) => getComputedStyle(node).backgroundImage")


def test_colours_by_column_show_as_a_gradient_with_their_limits(by_column):
    swatch = row(by_column, "src").locator(".iv-swatch span")
    by_column.until("({ session }) => session.layers.placed(session.layers.all[0].key)?.codes.colors")
    assert background(swatch).startswith("linear-gradient(90deg, rgb(68, 1, 84)")
    box = form(by_column)
    assert box.get_by_label("colour by").evaluate("(node) => document.activeElement === node")
    assert box.locator(".iv-ends").first.inner_text().split() == ["18.5", "log", "mag", "23.25"]
    assert background(box.locator(".iv-ramp")) == background(swatch)
    assert box.get_by_label("Colour as #rrggbb").is_hidden()
    kinds = ColumnCodes.colors(
        by_column.kernel.entries[trait(by_column, "layers")[0]["key"]].catalog, "<b>kind"
    )
    recoded(by_column, colors=kinds)
    by_column.until("({ session }) => session.layers.all[0].color_by.names.length === 3")
    box.get_by_text("<i>galaxy</i>").wait_for()
    assert box.locator("i, b").count() == 0
    recoded(by_column, colors=None)
    box.get_by_label("Colour as #rrggbb").wait_for()
    assert background(swatch) == "none"


def test_a_column_is_chosen_and_the_kernel_told_once(by_column):
    box = form(by_column)
    offered = box.get_by_label("colour by").locator("option").all_inner_texts()
    assert offered == ["one colour", "mag", "x", "y", "<b>kind"]
    box.get_by_label("colour by").select_option("y")
    assert trait(by_column, "layers")[0]["wants"] == {"colors": "y"}
    by_column.until("({ model }) => model.saved.layers?.[0].wants.colors === 'y'")
    entry = by_column.kernel.entries[trait(by_column, "layers")[0]["key"]]
    assert entry.wanted({"colors": "y"}).overlay.colors.column == "y"
    recoded(by_column, colors=ColumnCodes.colors(entry.catalog, "y"))
    box.locator(".iv-ends", has_text="y").wait_for()
    assert trait(by_column, "layers")[0]["wants"] == {}
    box.get_by_label("colour by").select_option("one colour")
    assert trait(by_column, "layers")[0]["wants"] == {"colors": ""}
    box.get_by_label("size by").select_option("mag")
    assert trait(by_column, "layers")[0]["wants"] == {"sizes": "mag"}
    recoded(by_column, sizes=ColumnCodes.sizes(entry.catalog, "mag", limits=(18, 24)))
    box.locator(".iv-ends", has_text="18").last.wait_for()
    assert box.get_by_label("size", exact=True).is_hidden()


def test_ellipses_too_take_sizes_by_a_column(by_column):
    box = form(by_column)
    box.get_by_label("symbol").select_option("ellipse")
    assert box.get_by_label("times its axes").is_visible()
    box.get_by_label("size by").select_option("mag")
    entry = by_column.kernel.entries[trait(by_column, "layers")[0]["key"]].restyled({"symbol": "ellipse"})
    by_column.kernel.entries[entry.key] = entry
    recoded(by_column, sizes=ColumnCodes.sizes(entry.catalog, "mag", limits=(18, 24)))
    box.locator(".iv-ends", has_text="18").last.wait_for()
    assert box.get_by_label("times its axes").is_hidden()
    box.get_by_label("in pixels of").select_option("image")
    assert trait(by_column, "layers")[0]["unit"] == "image"


def test_the_look_of_symbols_is_set_in_the_form(by_column):
    asked = len(by_column.kernel.asked)
    box = form(by_column)
    for label, value, name in (
        ("size", "17", "size"), ("fill", "0.4", "fill"), ("width", "3", "width"),
    ):  # fmt: skip
        box.get_by_label(label, exact=True).fill(value)
        assert trait(by_column, "layers")[0][name] == float(value)
    box.get_by_label("width").fill("99")
    assert trait(by_column, "layers")[0]["width"] == 3
    assert box.get_by_label("width").get_attribute("aria-invalid") == "true"
    box.get_by_label("in pixels of").select_option("image")
    box.get_by_label("symbol").select_option("ellipse")
    assert box.get_by_label("size", exact=True).is_hidden()
    assert box.get_by_label("in pixels of").is_hidden()
    box.get_by_label("times its axes").fill("3")
    box.get_by_label("symbol").select_option("x")
    assert box.get_by_label("fill").is_hidden()
    look = trait(by_column, "layers")[0]
    assert (look["symbol"], look["unit"], look["scale"]) == ("x", "image", 3)
    assert by_column.kernel.asked[asked:] == []
    box.get_by_label("symbol").press("Escape")
    assert box.count() == 0

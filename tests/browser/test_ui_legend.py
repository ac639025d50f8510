"""The mask planes' legend: every control changes state and picture and asks the kernel nothing."""

import re

import numpy as np
import pytest

from browser.scene import PLANES, SHAPE, adopt, scene, trait

HOSTILE = [
    "<img src=x onerror=window.hacked=1>",
    '"><script>window.hacked=1</script>',
    "__proto__",
    "constructor",
    "javascript:window.hacked=1",
    "a\u202eb \u0000 c",
]
VISIBLE = "({ model }) => Object.entries(model.get('planes')).map(([name, state]) => [name, state.visible])"


def row(viewer, name):
    return viewer.page.locator(".iv-row").filter(has=viewer.page.get_by_text(name, exact=True))


def visible(viewer):
    return [name for name, state in trait(viewer, "planes").items() if state["visible"]]


def assert_drawn(viewer):
    """Compare the canvas with the numpy compositor in the page's own state."""
    adopt(viewer, "planes")
    viewer.complete()
    assert np.array_equal(viewer.pixels(), viewer.expected(viewer.kernel.picture()))


@pytest.fixture
def viewer(browser):
    shown = browser.show(scene(), width=1000)
    shown.zoom_to(264, 148, 2)
    return shown


def test_eye_toggles_plane_and_pixels_without_a_message(viewer):
    asked = len(viewer.kernel.asked)
    before = viewer.pixels()
    row(viewer, "CR").locator(".iv-eye").click()
    assert trait(viewer, "planes")["CR"]["visible"] is False
    assert row(viewer, "CR").locator(".iv-eye").get_attribute("aria-checked") == "false"
    assert_drawn(viewer)
    assert not np.array_equal(before, viewer.pixels())
    row(viewer, "CR").locator(".iv-name").click()
    assert_drawn(viewer)
    assert np.array_equal(before, viewer.pixels())
    assert [message for message in viewer.kernel.asked[asked:] if message["kind"] == "tiles"] == []
    viewer.until("({ model }) => model.saved.planes?.CR.visible === true")


def test_solo_and_back(viewer):
    row(viewer, "BAD").locator(".iv-eye").click()
    row(viewer, "CR").locator(".iv-eye").click(modifiers=["Alt"])
    assert visible(viewer) == ["CR"]
    assert_drawn(viewer)
    row(viewer, "DETECTED").hover()
    row(viewer, "DETECTED").locator(".iv-solo").click()
    assert visible(viewer) == ["DETECTED"]
    row(viewer, "DETECTED").locator(".iv-eye").click(modifiers=["Alt"])
    assert visible(viewer) == ["CR", "DETECTED", "EMPTY"]


def test_opacity_follows_the_mouse_and_the_arrows(viewer):
    bar = row(viewer, "CR").locator(".iv-opacity")
    box = bar.bounding_box()
    page = viewer.page
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 4, steps=4)
    viewer.until("({ model }) => model.get('planes').CR.opacity === 0.8")
    page.mouse.move(box["x"] + 500, box["y"] + 40)
    viewer.until("({ model }) => model.get('planes').CR.opacity === 1")
    page.mouse.up()
    assert_drawn(viewer)
    page.keyboard.press("ArrowLeft")
    assert trait(viewer, "planes")["CR"]["opacity"] == pytest.approx(0.95)
    assert bar.get_attribute("aria-valuenow") == "95"
    assert_drawn(viewer)


def test_filter_limits_the_list_and_all_and_none(viewer):
    page = viewer.page
    page.locator(".iv-stage").focus()
    page.keyboard.press("/")
    page.keyboard.type("e t")
    assert page.locator(".iv-row:visible .iv-name").all_text_contents() == ["DETECTED", "EMPTY"]
    page.get_by_role("button", name="none", exact=True).click()
    assert visible(viewer) == ["BAD", "CR"]
    page.locator(".iv-filter").press("Escape")
    assert page.locator(".iv-row:visible").count() == len(PLANES)
    page.get_by_role("button", name="all", exact=True).click()
    assert visible(viewer) == list(PLANES)
    page.locator(".iv-filter").fill("nothing like it")
    assert page.get_by_text("No plane has this in its name.").is_visible()


def test_counts_empty_planes_last_and_summary(browser):
    masks = {name: np.zeros(SHAPE, bool) for name in ("EMPTY", "FEW", "MANY", "UNKNOWN")}
    masks["FEW"][0, :7] = True
    masks["MANY"][:] = True
    kernel = scene(masks)
    kernel.state["mask_planes"][3]["count"] = None
    viewer = browser.show(kernel, width=1000)
    rows = viewer.page.locator(".iv-row")
    assert rows.locator(".iv-name").all_text_contents() == ["FEW", "MANY", "UNKNOWN", "EMPTY"]
    assert rows.locator(".iv-count").all_text_contents() == ["7", "12,288", "\u2026", "0"]
    assert rows.last.get_attribute("data-empty") == "true"
    assert viewer.page.locator(".iv-legend .iv-count-shown").inner_text() == "4 of 4 shown"
    assert "about FEW" in (rows.first.get_attribute("title") or "")
    planes = [plane | {"count": 3} for plane in kernel.state["mask_planes"]]
    viewer.set(mask_planes=planes)
    assert rows.locator(".iv-count").all_text_contents() == ["3"] * 4
    assert rows.first.locator(".iv-name").text_content() == "EMPTY"


def test_colour_and_outline(viewer):
    page = viewer.page
    row(viewer, "DETECTED").locator(".iv-swatch").click()
    form = page.get_by_role("dialog", name="Colour of DETECTED")
    form.get_by_role("button", name="outline").click()
    form.get_by_label("Colour as #rrggbb").fill("#12ab")
    assert form.get_by_label("Colour as #rrggbb").get_attribute("aria-invalid") == "true"
    form.get_by_label("Colour as #rrggbb").fill("#12abcd")
    state = trait(viewer, "planes")["DETECTED"]
    assert (state["color"], state["outline"]) == ("#12abcd", True)
    assert row(viewer, "DETECTED").locator(".iv-swatch").get_attribute("data-outline") == "true"
    assert_drawn(viewer)
    page.keyboard.press("Escape")
    assert form.count() == 0
    assert page.evaluate("document.activeElement.className") == "iv-swatch"


def test_keys_for_all_planes_and_stepping(viewer):
    page = viewer.page
    row(viewer, "BAD").locator(".iv-eye").click()
    page.locator(".iv-stage").focus()
    page.keyboard.press("m")
    assert visible(viewer) == []
    page.keyboard.press("m")
    assert visible(viewer) == ["CR", "DETECTED", "EMPTY"]
    page.keyboard.press("]")
    assert visible(viewer) == ["BAD"]
    page.keyboard.press("]")
    page.keyboard.press("]")
    assert visible(viewer) == ["DETECTED"], "the plane without a pixel is left out"
    page.keyboard.press("]")
    assert visible(viewer) == ["CR", "DETECTED", "EMPTY"]
    page.keyboard.press("[")
    assert visible(viewer) == ["DETECTED"]


def test_rows_by_keyboard(viewer):
    page = viewer.page
    page.locator(".iv-filter").press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert "CR" not in visible(viewer)
    page.keyboard.press("Alt+Enter")
    assert visible(viewer) == ["CR"]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.className").startswith("iv-filter")


@pytest.mark.parametrize("count", [15, 40, 200])
def test_many_planes_only_the_list_scrolls(browser, count):
    rng = np.random.default_rng(count)
    masks = {f"PLANE_{i}": rng.random(SHAPE) < 0.01 for i in range(count)}
    viewer = browser.show(scene(masks), width=1000)
    page = viewer.page
    last = page.locator(".iv-row").last
    last.scroll_into_view_if_needed()
    last.locator(".iv-eye").click()
    assert f"PLANE_{count - 1}" not in visible(viewer)
    panel, levels = page.locator(".iv-panel").bounding_box(), page.locator(".iv-levels").bounding_box()
    assert levels["y"] + levels["height"] <= panel["y"] + panel["height"] + 0.5
    assert page.locator(".iv-filter").is_visible()
    assert page.evaluate("document.scrollingElement.scrollTop") == 0


def test_hostile_names_stay_text(browser):
    masks = {name: np.zeros(SHAPE, bool) for name in HOSTILE}
    for i, where in enumerate(masks.values()):
        where[10:20, 10 * i : 10 * i + 5] = True
    kernel = scene(masks)
    for plane in kernel.state["mask_planes"]:
        plane["description"] = "<img src=x onerror=window.hacked=2>"
    kernel.state["image_info"] |= {"title": "<img src=x onerror=window.hacked=3>", "unit": "<b>nJy</b>"}
    kernel.state["error"] = "<img src=x onerror=window.hacked=4>"
    viewer = browser.show(kernel, width=1000)
    page = viewer.page
    names = page.locator(".iv-row .iv-name").evaluate_all("nodes => nodes.map((node) => node.textContent)")
    assert names == HOSTILE
    shown = dict(viewer.run(VISIBLE))
    for i in range(len(HOSTILE)):
        page.locator(".iv-row").nth(i).locator(".iv-eye").click()
        page.locator(".iv-row").nth(i).locator(".iv-swatch").click()
        page.keyboard.press("Escape")
    # the way into the page loses the style of "__proto__": it begins hidden
    assert dict(viewer.run(VISIBLE)) == {name: not shown.get(name, False) for name in HOSTILE}
    assert viewer.run("({ model }) => Object.getPrototypeOf(model.get('planes')) === Object.prototype")
    page.mouse.move(*_middle(page.locator(".iv-stage")))
    page.locator(".iv-stage").focus()
    page.keyboard.press("]")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".imgview img, .imgview script, .imgview b b").count() == 0
    assert re.search("<img src=x", page.locator(".iv-title").inner_text())


def _middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

"""The status line: what is under the pointer, exactly and without jumping."""

import numpy as np
import pytest

from browser.page import FakeKernel
from browser.scene import SHAPE, scene, screen, trait


@pytest.fixture
def viewer(browser):
    shown = browser.show(scene(), width=1240)
    shown.zoom_to(264, 148, 4)
    return shown


def point_at(viewer, x, y):
    """Move the mouse to an absolute pixel and wait for its exact reading."""
    viewer.page.mouse.move(*screen(viewer, x, y))
    viewer.until(
        """(_, start) => {
            const line = document.querySelector('.iv-status');
            return line.dataset.state === 'inside'
                && line.querySelector('.iv-cell-xy').textContent.includes(start)
                && line.querySelector('.iv-cell-value').dataset.approximate === 'false';
        }""",
        f"{x:.1f}, {y:.1f}",
    )


def cell(viewer, name):
    return viewer.page.locator(f".iv-cell-{name} .iv-reading").inner_text()


def chips(viewer):
    return viewer.page.locator(".iv-chip").all_inner_texts()


def test_exact_reading(viewer):
    point_at(viewer, 262, 141)
    assert cell(viewer, "xy") == "262.0, 141.0"
    assert cell(viewer, "value") == "1,000.0 \u00b1 31.6 nJy"
    assert cell(viewer, "ratio") == "31.6"
    value = viewer.page.locator(".iv-cell-value").get_attribute("data-value")
    assert float(value) == viewer.kernel.array[41, 62]
    point_at(viewer, 230, 120)
    value = viewer.page.locator(".iv-cell-value").get_attribute("data-value")
    assert float(value) == viewer.kernel.array[20, 30], "every digit of the float32 is there"


def test_sky_position_follows_the_projection(viewer):
    point_at(viewer, 264, 148)
    ra, dec = cell(viewer, "sky").split(" ")
    # half a pixel (0.1 arcsec) right of and above the reference pixel: west and north
    assert ra == "09:59:59.993"
    assert dec == "+02:00:00.10"


def test_an_approximate_sky_says_so(browser):
    kernel = scene()
    note = "FITS approximation of an AST mapping, within <b>0.12</b> mas"
    kernel.state["image_info"]["sky_note"] = note
    viewer = browser.show(kernel, width=1240)
    viewer.zoom_to(264, 148, 4)
    mark = viewer.page.locator(".iv-cell-sky .iv-roughly")
    assert not mark.is_visible(), "nothing is read yet"
    point_at(viewer, 264, 148)
    assert mark.is_visible()
    assert mark.inner_text() == "\u2248"
    assert mark.get_attribute("title") == note
    assert viewer.page.get_by_role("img", name=f"approximately: {note}").count() == 1
    assert viewer.page.locator(".iv-cell-sky").inner_text().split("\n")[:2] == ["RA, Dec", "\u2248"]
    viewer.set(image_info=kernel.state["image_info"] | {"sky_note": ""})
    assert not mark.is_visible()


def test_planes_are_chips_whether_shown_or_not(viewer):
    planes = trait(viewer, "planes")
    viewer.set(planes=planes | {"CR": planes["CR"] | {"visible": False, "color": "#00ff88"}})
    point_at(viewer, 262, 141)
    assert chips(viewer) == ["CR", "DETECTED"]
    chip = viewer.page.locator(".iv-chip").first
    assert "about CR" in chip.get_attribute("title")
    assert chip.get_attribute("data-shown") == "false"
    dot = chip.locator(".iv-dot").evaluate("node => getComputedStyle(node).borderTopColor")
    assert dot == "rgb(0, 255, 136)"
    point_at(viewer, 255, 135)
    assert chips(viewer) == ["DETECTED"]
    point_at(viewer, 230, 120)
    assert chips(viewer) == []


def test_nothing_jumps(viewer):
    boxes = []
    for x, y in [(230, 120), (262, 141), (231, 187), (255, 135)]:
        point_at(viewer, x, y)
        boxes.append(
            viewer.page.locator(".iv-cell").evaluate_all("all => all.map((node) => node.offsetLeft)")
        )
    assert boxes[1:] == boxes[:1] * 3


def test_outside_says_so_and_before_the_mouse_came(browser):
    viewer = browser.show(scene(), width=1240)
    line = viewer.page.locator(".iv-status")
    assert line.inner_text() == "move over the image to read it"
    viewer.page.mouse.move(*screen(viewer, 190, 140))
    line.get_by_text("outside the image").wait_for()
    assert trait(viewer, "cursor") is None
    assert not line.locator(".iv-cell-value").is_visible()


def test_cursor_trait(viewer):
    point_at(viewer, 262, 141)
    cursor = trait(viewer, "cursor")
    assert (round(cursor["x"]), round(cursor["y"])) == (262, 141)
    viewer.page.mouse.move(*screen(viewer, 262, 141)[:1], 5)
    viewer.until("({ model }) => model.get('cursor') === null")
    assert cell(viewer, "value").startswith("1,000.0"), "the last reading stays in sight"


def test_pin(viewer):
    point_at(viewer, 262, 141)
    page = viewer.page
    page.locator(".iv-stage").focus()
    page.keyboard.press("x")
    page.mouse.move(*screen(viewer, 230, 120))
    page.locator(".iv-chip").first.click()
    assert trait(viewer, "planes")["CR"]["visible"] is False, "a chip can be reached and toggles its plane"
    assert cell(viewer, "xy") == "262.0, 141.0"
    page.locator(".iv-stage").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    assert cell(viewer, "xy") == "263.0, 142.0"
    page.keyboard.press("Escape")
    point_at(viewer, 230, 120)


def test_more_planes_than_room(browser):
    masks = {f"A_RATHER_LONG_NAME_{i}": np.ones(SHAPE, bool) for i in range(24)}
    viewer = browser.show(scene(masks), width=1000)
    viewer.zoom_to(264, 148, 8)
    point_at(viewer, 262, 141)
    more = viewer.page.locator(".iv-chip-more")
    count = viewer.page.locator(".iv-chip:not(.iv-chip-more)").count()
    assert more.inner_text() == f"+{24 - count}"
    assert "A_RATHER_LONG_NAME_23" in more.get_attribute("title")
    room, last = viewer.page.locator(".iv-chips").bounding_box(), more.bounding_box()
    assert last["x"] + last["width"] <= room["x"] + room["width"] + 0.5


@pytest.mark.parametrize(
    ("dtype", "value", "text"),
    [("uint16", 41873, "41,873 \u00b1 205 nJy"), ("float64", 0.012345678, "0.012 \u00b1 0.111 nJy")],
)
def test_digits(browser, dtype, value, text):
    kernel = FakeKernel(np.full((40, 50), value, dtype), yx0=(100, 200), cuts=[0.0, 50000.0], panel_open=True)
    kernel.state["image_info"] |= {"components": ["image", "variance"]}
    viewer = browser.show(kernel, width=1000)
    viewer.zoom_to(225, 120, 8)
    point_at(viewer, 225, 120)
    assert cell(viewer, "value") == text
    assert viewer.page.locator(".iv-cell-sky").is_hidden()
    assert viewer.page.locator(".iv-cell-planes").is_hidden()
    assert viewer.page.get_by_text("This image has no mask.").is_visible()


@pytest.mark.parametrize("width", [420, 500, 620, 700])
def test_nothing_is_cut_off_in_a_narrow_cell(browser, width):
    kernel = scene()
    kernel.array[:] = -1234567.0
    viewer = browser.show(kernel, width=width)
    viewer.page.mouse.move(*screen(viewer, 260, 150))
    viewer.page.wait_for_function("document.querySelector('.iv-cell-value').dataset.approximate === 'false'")
    line = viewer.page.locator(".iv-status").bounding_box()
    for name in ("xy", "sky", "value", "planes"):
        cell = viewer.page.locator(f".iv-cell-{name}").bounding_box()
        assert cell["y"] >= line["y"], name
        assert cell["y"] + cell["height"] <= line["y"] + line["height"], name
        assert cell["x"] + cell["width"] <= line["x"] + line["width"], name

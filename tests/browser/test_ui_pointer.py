"""The mouse on the image."""

import pytest

from browser.scene import scene, screen, trait


@pytest.fixture
def viewer(browser):
    shown = browser.show(scene(), width=1000)
    shown.zoom_to(264, 148, 4)
    return shown


def at(viewer, sx, sy):
    """Return the image point under a point of the page."""
    return viewer.run(
        """({ canvas, painter }, [sx, sy]) => {
            const box = canvas.getBoundingClientRect();
            const { x, y } = painter.viewport.toImage(sx - box.left, sy - box.top);
            return [x, y];
        }""",
        [sx, sy],
    )


@pytest.mark.parametrize(("mode", "delta"), [(0, -300), (1, -9), (2, -1)])
def test_wheel_zooms_about_the_pointer(viewer, mode, delta):
    x, y = screen(viewer, 240, 160)
    before = at(viewer, x, y)
    prevented = viewer.run(
        """({ canvas }, [x, y, deltaMode, deltaY]) => !canvas.dispatchEvent(new WheelEvent("wheel", {
            clientX: x, clientY: y, deltaMode, deltaY, bubbles: true, cancelable: true }))""",
        [x, y, mode, delta],
    )
    assert prevented, "the notebook must not scroll"
    viewer.until("({ painter }) => painter.viewport.zoom > 7")
    # the picture's corner snaps to whole device pixels
    assert at(viewer, x, y) == pytest.approx(before, abs=0.6 / 4)


def test_wheel_and_back(viewer):
    x, y = screen(viewer, 240, 160)
    viewer.page.mouse.move(x, y)
    viewer.page.mouse.wheel(0, 200)
    viewer.until("({ painter }) => Math.abs(painter.viewport.zoom - 2.56) < 1e-6")
    viewer.page.mouse.wheel(0, -200)
    viewer.until("({ painter }) => Math.abs(painter.viewport.zoom - 4) < 1e-6")


def test_drag_pans(viewer):
    x, y = screen(viewer, 240, 160)
    mouse = viewer.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 40, y + 20, steps=4)
    assert screen(viewer, 240, 160) == pytest.approx((x + 40, y + 20), abs=1)
    mouse.up()
    mouse.move(x, y)
    assert screen(viewer, 240, 160) == pytest.approx((x + 40, y + 20), abs=1)
    viewer.until("({ model }) => Math.abs(model.saved.viewport?.center[0] - 254) < 0.3")


@pytest.mark.parametrize("how", ["right", "shift"])
def test_contrast_and_bias(viewer, how):
    x, y = screen(viewer, 240, 160)
    page = viewer.page
    page.mouse.move(x, y)
    if how == "shift":
        page.keyboard.down("Shift")
    page.mouse.down(button="right" if how == "right" else "left")
    page.mouse.move(x + 50, y - 60, steps=4)
    viewer.until("({ model }) => model.get('bias') > 0.55 && model.get('contrast') > 1.2")
    page.mouse.up(button="right" if how == "right" else "left")
    assert trait(viewer, "viewport")["center"] == [264, 148]
    viewer.complete()


def test_double_click_centres(viewer):
    x, y = screen(viewer, 240, 160)
    viewer.page.mouse.dblclick(x, y)
    assert viewer.run("({ painter }) => painter.viewport.center") == pytest.approx(
        {"x": 240, "y": 160}, abs=0.2
    )


def test_two_fingers_pinch(viewer):
    before = viewer.run("({ painter }) => painter.viewport.zoom")
    x, y = screen(viewer, 250, 150)
    viewer.run(
        """({ canvas }, [x, y]) => {
            const stage = canvas.parentElement;
            stage.setPointerCapture = () => undefined;
            const fire = (type, pointerId, dx) => canvas.dispatchEvent(new PointerEvent(type, {
                pointerId, pointerType: "touch", clientX: x + dx, clientY: y, bubbles: true }));
            fire("pointerdown", 1, -20);
            fire("pointerdown", 2, 20);
            fire("pointermove", 1, -40);
            fire("pointermove", 2, 40);
            fire("pointerup", 1, -40);
            fire("pointerup", 2, 40);
        }""",
        [x, y],
    )
    assert viewer.run("({ painter }) => painter.viewport.zoom") == pytest.approx(2 * before, rel=0.01)


def test_navigator_shows_and_moves_the_view(viewer):
    viewer.zoom_to(264, 148, 16)
    page = viewer.page
    navigator = page.locator(".iv-navigator")
    navigator.wait_for(state="visible")
    box = navigator.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + 0.25 * box["height"])
    page.mouse.down()
    page.mouse.up()
    assert viewer.run("({ painter }) => painter.viewport.center") == pytest.approx(
        {"x": 199.5 + 0.25 * 128, "y": 99.5 + 0.75 * 96}, abs=1
    )
    seen = page.locator(".iv-visible").bounding_box()
    assert seen["x"] + seen["width"] / 2 == pytest.approx(box["x"] + 0.25 * box["width"], abs=2)
    page.locator(".iv-stage").focus()
    page.keyboard.press("f")
    navigator.wait_for(state="hidden")

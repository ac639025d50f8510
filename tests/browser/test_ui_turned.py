"""What a person sees and does while the image is turned: keys, compass, sky grid, navigator, readings."""

import numpy as np
import pytest

from browser.scene import painted, scene, screen, tangent_plane, trait
from imgview.render.overlays.overlay import Overlay
from imgview.render.overlays.overlay_style import ShapesStyle
from imgview.render.overlays.shapes import Shapes

TURN = "({ painter: { viewport: v } }) => [v.rotation, v.flip]"


def over_the_image(viewer):
    painted(viewer)
    return viewer.snapshot("() => harness.pixels(document.querySelector('.iv-furniture'))")


def longest_run(line):
    ends = np.flatnonzero(np.concatenate(([True], ~line, [True])))
    return np.diff(ends).max() - 1


def test_keys_turn_and_mirror(browser):
    viewer = browser.show(scene(), width=1000)
    viewer.page.locator(".iv-stage").focus()
    press = viewer.page.keyboard.press
    for key, expected in [
        ("t", [90, False]),
        ("Shift+(", [105, False]),
        ("Shift+)", [90, False]),
        ("Shift+T", [0, False]),
        ("Shift+T", [270, False]),
        ("k", [90, True]),
        ("k", [270, False]),
        ("u", [0, False]),
    ]:
        press(key)
        assert viewer.run(TURN) == expected
        shape = {"rotation": expected[0], "flip": expected[1]}
        view = trait(viewer, "viewport") or {}
        assert {name: view[name] for name in shape if name in view} == {k: v for k, v in shape.items() if v}


@pytest.mark.parametrize(("sky", "rotation"), [(0.0, 0), (33.0, 33), (-90.0, 270), (180.0, 180)])
def test_north_is_turned_up_and_east_left(browser, sky, rotation):
    viewer = browser.show(scene(panel_open=False, sky_grid=tangent_plane(sky)), width=700)
    viewer.run("({ painter: { viewport: v } }) => v.turn(200, true)")
    viewer.page.locator("[data-action=north]").click()
    found, flip = viewer.run(TURN)
    assert (found, flip) == (pytest.approx(rotation, abs=0.01), False)
    corner = over_the_image(viewer)[-70:, :72]
    white = (corner[..., :3] > 200).all(axis=2) & (corner[..., 3] > 200)
    up, left = max(white.T, key=longest_run), max(white, key=longest_run)
    assert longest_run(up) > 25, "north points up"
    assert longest_run(left) > 25
    column = int(np.argmax([longest_run(line) for line in white.T]))
    assert abs(column - np.flatnonzero(left).max()) < 12, "and east to the left of it"


def test_a_mirrored_sky_is_mirrored_back(browser):
    grid = tangent_plane(20.0)
    vectors = np.frombuffer(grid["data"]).reshape(5, 5, 3)[:, ::-1]
    viewer = browser.show(scene(sky_grid=grid | {"data": vectors.tobytes()}), width=700)
    viewer.page.locator(".iv-stage").focus()
    viewer.page.keyboard.press("u")
    assert viewer.run(TURN) == [pytest.approx(20, abs=0.01), True]


def test_sky_grid_lies_level_where_north_is_up(browser):
    viewer = browser.show(scene(panel_open=False, show_grid=True, sky_grid=tangent_plane(33.0)), width=700)
    viewer.zoom_to(264, 148, 6)
    askew = max(longest_run(line) for line in over_the_image(viewer)[..., 3] > 60)
    viewer.page.locator(".iv-stage").focus()
    viewer.page.keyboard.press("u")
    viewer.complete()
    level = max(longest_run(line) for line in over_the_image(viewer)[..., 3] > 60)
    assert askew < 300
    assert level > 600


@pytest.mark.parametrize(("rotation", "flip"), [(30, False), (90, True), (200, True)])
def test_pointer_reads_and_hovers_what_is_under_it(browser, rotation, flip):
    kernel = scene(panel_open=False)
    kernel.lay(
        "src", Overlay(Shapes(np.array([250.0]), np.array([150.0])), ShapesStyle("#ff0000", symbol="o"))
    )
    viewer = browser.show(kernel, width=700)
    fov = viewer.run("({ painter: { viewport: v } }) => Math.min(v.width, v.height)") / 10
    viewer.set(viewport={"center": [264.0, 148.0], "fov": fov, "rotation": rotation, "flip": flip})
    x, y = screen(viewer, 250, 150)
    viewer.page.mouse.move(x, y)
    viewer.until("() => document.querySelector('.iv-cell-xy').textContent.includes('250.')")
    viewer.until('({ canvas }) => "source" in canvas.parentElement.dataset')
    cursor = trait(viewer, "cursor")
    assert (cursor["x"], cursor["y"]) == pytest.approx((250, 150), abs=0.1)
    # The pixel's box has its corners where a turned pixel has them: the middle is free, the edge is not.
    stage = viewer.page.locator(".iv-stage").bounding_box()
    drawn = over_the_image(viewer)[..., 3]
    for dx, dy in [(0.5, 0), (0, 0.5), (-0.5, 0), (0, -0.5)]:
        edge_x, edge_y = screen(viewer, 250 + dx, 150 + dy)
        assert drawn[round(edge_y - stage["y"]), round(edge_x - stage["x"])] > 100
    assert drawn[round(y - stage["y"]), round(x - stage["x"])] == 0


def test_the_pinned_pixel_moves_as_the_arrow_points(browser):
    viewer = browser.show(scene(), width=1000)
    viewer.run("({ painter: { viewport: v } }) => v.turn(90)")
    viewer.page.locator(".iv-stage").focus()
    viewer.page.keyboard.press("x")
    before = screen(viewer, 264, 148)
    viewer.until("() => document.querySelector('.iv-cell-xy').textContent.includes('264')")
    viewer.page.keyboard.press("Shift+ArrowUp")
    viewer.until("() => document.querySelector('.iv-cell-xy').textContent.includes('265')")
    after = screen(viewer, 265, 148)
    assert after[0] == pytest.approx(before[0])
    assert after[1] < before[1]


def test_navigator_shows_a_turned_frame(browser):
    viewer = browser.show(scene(), width=1000)
    width, height = viewer.run("({ painter: { viewport: v } }) => [v.width, v.height]")
    viewer.set(viewport={"center": [264.0, 148.0], "fov": height / 20, "rotation": 30})
    page = viewer.page
    page.locator(".iv-navigator").wait_for(state="visible")
    whole = page.locator(".iv-navigator canvas").bounding_box()
    viewer.until("() => document.querySelector('.iv-visible').style.transform.includes('30deg')")
    seen = page.locator(".iv-visible").bounding_box()
    pixel = whole["width"] / 128
    a = np.radians(30)
    expected = np.array([width * np.cos(a) + height * np.sin(a), height * np.cos(a) + width * np.sin(a)])
    assert [seen["width"], seen["height"]] == pytest.approx(expected / 20 * pixel, abs=3)
    assert seen["x"] + seen["width"] / 2 - whole["x"] == pytest.approx((264 - 199.5) * pixel, abs=2)
    # Clockwise in the navigator: the screen's right is the image's right turned back.
    clockwise = page.evaluate(
        "new DOMMatrix(getComputedStyle(document.querySelector('.iv-visible')).transform).b"
    )
    assert clockwise == pytest.approx(0.5)


def test_two_fingers_pinch_a_turned_view_about_their_middle(browser):
    viewer = browser.show(scene(), width=1000)
    viewer.run("({ painter: { viewport: v } }) => { v.zoomAbout(3, 200, 150); v.turn(30); }")
    off = viewer.run(
        """({ canvas, painter: { viewport: v } }) => {
            const stage = canvas.parentElement;
            const box = stage.getBoundingClientRect();
            stage.setPointerCapture = () => undefined;
            const fire = (type, pointerId, x, y) => canvas.dispatchEvent(new PointerEvent(type, { pointerId,
                clientX: box.left + x, clientY: box.top + y, bubbles: true, buttons: 1 }));
            const [a, b] = [v.toImage(180, 160), v.toImage(260, 160)];
            fire("pointerdown", 1, 180, 160);
            fire("pointerdown", 2, 260, 160);
            fire("pointermove", 1, 140, 160);
            fire("pointermove", 2, 300, 160);
            fire("pointerup", 1, 140, 160);
            fire("pointerup", 2, 300, 160);
            const [c, d] = [v.toScreen(a.x, a.y), v.toScreen(b.x, b.y)];
            return [c.sx - 140, c.sy - 160, d.sx - 300, d.sy - 160];
        }"""
    )
    assert off == pytest.approx([0, 0, 0, 0], abs=0.01)

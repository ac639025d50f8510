"""When things are drawn, what stands in for what is missing, and that nothing stays behind."""

import numpy as np
import pytest

from browser.page import STYLE, FakeKernel, packed

# Two frames: the painter's own comes first, as it was asked for first.
NEXT_FRAME = "await new Promise((resolve) => requestAnimationFrame(resolve));"


def ramp(ny: int, nx: int) -> np.ndarray:
    return (np.arange(ny)[:, None] // 3 + np.arange(nx) // 5).astype(np.uint8)


@pytest.fixture
def kernel() -> FakeKernel:
    return FakeKernel(ramp(1000, 1100), {"A": ramp(1000, 1100) > 100}, yx0=(10, -20))


def test_a_change_of_style_is_complete_in_the_next_frame(browser, kernel):
    viewer = browser.show(kernel)
    # However busy this machine is, the time of the frame suffices.
    viewer.run("() => { globalThis[Symbol.for('imgview.page.1')].timeLeft = () => 8; }")
    viewer.zoom_to(500, 400, 1)
    complete = viewer.run(
        f"""async ({{ session, painter, canvas }}) => {{
            session.store.set("cuts", [20, 70]);
            const before = painter.complete();
            {NEXT_FRAME}
            return [before, painter.complete(), canvas.dataset.complete];
        }}"""
    )
    assert complete == [False, True, "true"]
    kernel.state["cuts"] = [20.0, 70.0]
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(kernel.picture()))


def test_a_plane_that_is_nowhere_in_a_tile_leaves_its_picture_alone(browser):
    where = np.zeros((512, 512), bool)
    where[10:20, 10:20] = True
    kernel = FakeKernel(ramp(512, 512), {"A": where})
    viewer = browser.show(kernel)
    viewer.zoom_to(256, 256, 1)
    viewer.run(
        """() => {
            const context = OffscreenCanvasRenderingContext2D.prototype;
            const { putImageData } = context;
            window.composited = 0;
            context.putImageData = function (...args) {
                window.composited++;
                putImageData.apply(this, args);
            };
        }"""
    )
    viewer.set(planes={"A": {**STYLE, "visible": False}})
    # One tile of four, and the overview, which the navigator shows.
    assert viewer.run("() => window.composited") <= 2
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(kernel.picture()))


def test_without_time_the_middle_is_drawn_first_and_the_rest_keeps_its_old_colours(browser, kernel):
    viewer = browser.show(kernel, width=900)
    viewer.zoom_to(-20 + 384, 10 + 384, 1)
    old = viewer.expected(kernel.picture())
    viewer.run(
        f"""async ({{ session }}) => {{
            const page = globalThis[Symbol.for("imgview.page.1")];
            {NEXT_FRAME}
            requestAnimationFrame((time) => {{ page.timeLeft(time); page.spend(1000); }});
            session.store.set("colormap", "viridis");
            {NEXT_FRAME}
            window.snapshot = harness.pixels(document.querySelector("canvas.imgview-canvas"));
        }}"""
    )
    drawn = viewer.snapshot("() => window.snapshot")
    kernel.state["colormap"] = "viridis"
    new = viewer.expected(kernel.picture())
    at = viewer.run("({ painter }) => painter.viewport.device()")
    middle = np.zeros(drawn.shape[:2], bool)
    middle[at["bottom"] - 512 : at["bottom"] - 256, at["left"] + 256 : at["left"] + 512] = True
    np.testing.assert_array_equal(drawn[middle], new[middle])
    np.testing.assert_array_equal(drawn[~middle], old[~middle])
    viewer.complete()
    np.testing.assert_array_equal(viewer.pixels(), new)


def test_coarser_tiles_stand_in_until_the_final_ones_come(browser, kernel):
    viewer = browser.show(kernel)
    viewer.run("({ model }) => model.hold()")
    viewer.run(
        "({ painter }) => painter.viewport.show({ center: { x: 500, y: 400 }, fov: painter.viewport.height })"
    )
    viewer.until("({ model }) => model.held.length")
    assert viewer.run("({ painter }) => painter.complete()") is False
    rough = viewer.pixels()
    viewer.run("({ model }) => model.release()")
    viewer.complete()
    final = viewer.pixels()
    np.testing.assert_array_equal(final, viewer.expected(kernel.picture()))
    # Where the planes do not dither, a mean over 4 x 4 of a ramp is within a few steps of the ramp.
    assert np.median(np.abs(rough[..., 1].astype(int) - final[..., 1])) < 4


def test_finer_tiles_stand_in_on_zooming_out(browser, kernel):
    kernel.state["first_tiles"] = kernel.first(0)
    kernel.state["viewport"] = {"center": [530, 500], "fov": 300}
    viewer = browser.show(kernel)
    viewer.run("({ model }) => model.hold()")
    viewer.run("({ painter: { viewport: v } }) => v.show({ center: { x: 530, y: 500 }, fov: 2 * v.height })")
    viewer.run(f"async () => {{ {NEXT_FRAME} {NEXT_FRAME} }}")
    assert viewer.run("({ painter }) => painter.complete()") is False
    rough = viewer.pixels()
    viewer.run("({ model }) => model.release()")
    viewer.complete()
    final = viewer.pixels()
    np.testing.assert_array_equal(final, viewer.expected(kernel.picture(1), 1))
    assert np.median(np.abs(rough[..., 1].astype(int) - final[..., 1])) < 4


def test_thumbnail_is_the_whole_image_in_the_present_style(browser):
    array = np.zeros((200, 250), np.uint8)
    array[150:, :50] = 200
    viewer = browser.show(FakeKernel(array, cuts=[0.0, 200.0]))
    viewer.set(colormap="viridis")
    thumb = viewer.snapshot("({ painter }) => harness.pixels(painter.thumbnail(125, 125))")
    assert thumb.shape[:2] == (100, 125)
    assert thumb[10, 10, :3].tolist() == [253, 231, 37]
    assert thumb[90, 10, :3].tolist() == [68, 1, 84]
    assert thumb[10, 60, :3].tolist() == [68, 1, 84]


def test_view_and_trait_follow_each_other(browser, kernel):
    viewer = browser.show(kernel)
    assert viewer.run("({ model }) => model.get('viewport')") is None
    viewer.run(
        "({ painter }) => { painter.viewport.centerOn(300, 250); painter.viewport.zoomAbout(4, 100, 100); }"
    )
    view = viewer.run("({ painter }) => ({ ...painter.viewport.center, fov: painter.viewport.fov })")
    trait = viewer.run("({ model }) => model.get('viewport')")
    assert trait == {"center": [view["x"], view["y"]], "fov": view["fov"]}
    viewer.until("({ model }) => model.saved.viewport")
    viewer.zoom_to(77, 88, 2)
    view = viewer.run("({ painter }) => ({ ...painter.viewport.center, zoom: painter.viewport.zoom })")
    assert view == pytest.approx({"x": 77, "y": 88, "zoom": 2})
    viewer.set(viewport=None)
    assert viewer.run("({ painter }) => painter.viewport.fitted") is True
    assert viewer.run("({ painter }) => painter.viewport.center") == {"x": -20 + 549.5, "y": 10 + 499.5}


def test_changes_reach_the_kernel_gathered_and_an_old_echo_undoes_nothing(browser, kernel):
    viewer = browser.show(kernel)
    saves = viewer.run("({ model }) => model.saves")
    viewer.run("({ session }) => { for (let i = 1; i <= 50; i++) session.store.set('cuts', [i, 100]); }")
    viewer.until("({ model }) => model.saved.cuts?.[0] === 50")
    assert viewer.run("({ model }) => model.saves") == saves + 1
    got = viewer.run(
        """({ model, session }) => {
            session.store.set("cuts", [60, 100]);
            model.update({ cuts: [50, 100] });
            const afterEcho = session.store.get("cuts")[0];
            model.update({ cuts: [7, 100] });
            return [afterEcho, session.store.get("cuts")[0]];
        }"""
    )
    assert got == [60, 7]


def test_fit_stays_fit_and_a_view_keeps_its_fov_when_the_cell_changes(browser, kernel):
    viewer = browser.show(kernel)
    viewer.page.evaluate(
        "(name) => { harness.views[name].displays[0].el.style.width = '400px'; }", viewer.name
    )
    viewer.until("({ painter }) => painter.viewport.width < 500")
    viewer.complete()
    state = viewer.run("({ painter }) => [painter.viewport.zoom, painter.viewport.fitZoom]")
    assert state[0] == state[1]
    viewer.zoom_to(500, 400, 1)
    viewer.page.evaluate(
        "(name) => { harness.views[name].displays[0].el.style.width = '900px'; }", viewer.name
    )
    fov = viewer.run("({ painter }) => painter.viewport.fov")
    viewer.until("({ painter }) => painter.viewport.width > 800")
    viewer.complete()
    assert viewer.run("({ painter }) => painter.viewport.center") == {"x": 500, "y": 400}
    assert viewer.run("({ painter }) => painter.viewport.fov") == pytest.approx(fov)


def test_zoom_about_a_point_keeps_it_and_stays_within_limits(browser, kernel):
    viewer = browser.show(kernel)
    viewer.zoom_to(500, 400, 1)
    got = viewer.run(
        """({ painter: { viewport } }) => {
            const before = viewport.toImage(120, 90);
            viewport.zoomAbout(3.7, 120, 90);
            const after = viewport.toImage(120, 90);
            viewport.zoomAbout(1e9, 120, 90);
            const most = viewport.zoom;
            viewport.zoomAbout(1e-9, 120, 90);
            const least = viewport.zoom / viewport.fitZoom;
            viewport.centerOn(1e6, -1e6);
            return { before, after, most, least, center: viewport.center };
        }"""
    )
    assert got["after"] == pytest.approx(got["before"], abs=0.7)  # both are rounded to device pixels
    assert (got["most"], got["least"]) == (64, 0.25)
    assert got["center"] == {"x": -20 + 1100 - 0.5, "y": 10 - 0.5}


def test_closing_leaves_nothing_behind(browser, kernel):
    viewer = browser.show(kernel)
    viewer.zoom_to(500, 400, 1)
    viewer.run("({ painter }) => { window.left = painter; painter.viewport.panBy(3, 3); }")
    viewer.close()
    page = browser.page
    listeners = (
        "(name) => [...harness.views[name].model.listeners.values()].reduce((n, set) => n + set.size, 0)"
    )
    assert page.evaluate(listeners, viewer.name) == 0
    assert page.evaluate("() => document.querySelectorAll('canvas').length") == 0
    assert page.evaluate("() => globalThis[Symbol.for('imgview.page.1')].bytes") == 0
    frames = page.evaluate("() => window.left.frames.count")
    page.evaluate(f"async () => {{ {NEXT_FRAME} {NEXT_FRAME} }}")
    assert page.evaluate("() => window.left.frames.count") == frames


def test_one_display_may_close_while_another_stays(browser, kernel):
    viewer = browser.show(kernel)
    browser.page.evaluate("(name) => harness.display(name, 500)", viewer.name)
    viewer.complete(1)
    browser.page.evaluate(
        "(name) => { const gone = harness.views[name].displays.shift(); gone.cleanup(); gone.el.remove(); }",
        viewer.name,
    )
    viewer.zoom_to(500, 400, 1)
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(kernel.picture()))


def test_a_viewer_without_an_image_draws_black_and_takes_one_later(browser, kernel):
    info = kernel.state["image_info"]
    kernel.state["image_info"] = {}
    viewer = browser.show(kernel)
    assert (viewer.pixels()[..., :3] == 0).all()
    viewer.set(image_info=info)
    viewer.until("({ canvas }) => Number(canvas.dataset.tiles) > 0 && canvas.dataset.complete === 'true'")
    viewer.zoom_to(500, 400, 1)
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(kernel.picture()))
    viewer.set(image_info={})
    assert (viewer.pixels()[..., :3] == 0).all()


def test_another_component_is_shown_when_the_kernel_says_so(browser, kernel):
    viewer = browser.show(kernel)
    viewer.zoom_to(500, 400, 1)
    other = FakeKernel((ramp(1000, 1100) * 3).astype(np.uint8), yx0=(10, -20))
    viewer.run("({ session }) => session.store.set('component', 'variance')")
    viewer.until("({ model }) => model.saved.component === 'variance'")
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(kernel.picture()))
    image = kernel.answer

    def answer(message):
        replies = (other if message.get("component") == "variance" else kernel_answers).answer(message)
        return [({**reply, "component": message.get("component", "image")}, data) for reply, data in replies]

    class kernel_answers:  # noqa: N801
        answer = staticmethod(image)

    kernel.answer = answer
    state = {
        "image_info": {**kernel.state["image_info"], "component": "variance"},
        "planes": {},
        "mask_planes": [],
    }
    viewer.run("({ model }, state) => model.update(harness.revive(state))", packed(state))
    viewer.complete()
    kernel.state.update(state)
    other.state.update(viewport=None, cuts=kernel.state["cuts"])
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(other.picture()))

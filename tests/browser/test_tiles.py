"""Which tiles the page asks for, when, and what it keeps."""

import numpy as np
import pytest

from browser.page import FakeKernel, packed
from imgview.widget.protocol import CancelRequest, TilesRequest

BYTES_KEPT = "() => globalThis[Symbol.for('imgview.page.1')].bytes"


def ramp(ny: int, nx: int) -> np.ndarray:
    return (np.arange(ny)[:, None] // 3 + np.arange(nx) // 5).astype(np.uint8)


def wanted(messages: list[dict]) -> list[tuple[int, int, int]]:
    return [tuple(key) for message in messages for key in message["want"]]


@pytest.fixture
def kernel() -> FakeKernel:
    return FakeKernel(ramp(2000, 2200), {"A": ramp(2000, 2200) > 100}, yx0=(10, -20))


def test_the_first_tiles_need_no_message(browser, kernel):
    kernel.state["first_tiles"] = kernel.first(2) + kernel.first(kernel.pyramid.levels - 1)
    viewer = browser.show(kernel)
    assert viewer.run("({ canvas }) => canvas.dataset.level") == "2"
    assert kernel.asked == []


def test_central_tiles_are_asked_for_first_and_the_overview_last(browser, kernel):
    viewer = browser.show(kernel)
    first = kernel.asked[0]
    assert first.keys() == TilesRequest.__annotations__.keys()
    assert (first["kind"], first["image"], first["component"], first["refine"]) == (
        "tiles",
        1,
        "image",
        False,
    )
    assert first["want"][-1] == [kernel.pyramid.levels - 1, 0, 0]
    assert len(kernel.asked) == 1
    kernel.asked.clear()
    viewer.zoom_to(700, 1100, 1)
    keys = wanted(kernel.asked)
    assert keys[0] == (0, (1100 - 10) // 256, (700 + 20) // 256)
    distance = [np.hypot(row + 0.5 - 1090 / 256, col + 0.5 - 720 / 256) for _, row, col in keys]
    assert distance == pytest.approx(sorted(distance), abs=0.01)
    assert len(keys) == len(set(keys)) >= 6


def test_nothing_but_new_pixels_costs_a_message(browser, kernel):
    viewer = browser.show(kernel)
    viewer.zoom_to(1000, 1000, 1)
    viewer.zoom_to(1000, 1000, 0.25)
    kernel.asked.clear()
    viewer.set(cuts=[3.0, 60.0])
    viewer.set(stretch="log", colormap="magma", inverted=True, contrast=2.0, bias=0.4)
    viewer.set(planes={"A": {"visible": True, "color": "#00ff00", "opacity": 0.1, "outline": True}})
    viewer.zoom_to(1000, 1000, 1)
    viewer.zoom_to(1007, 996, 3)
    viewer.zoom_to(1000, 1000, 0.25)
    assert kernel.asked == []


def test_only_what_is_missing_is_asked_for_and_only_once(browser, kernel):
    viewer = browser.show(kernel)
    for x in range(500, 1500, 40):
        viewer.zoom_to(x, 1000, 1)
    keys = wanted(kernel.asked)
    assert len(keys) == len(set(keys))


def test_a_left_view_is_made_moot_and_its_late_tiles_are_kept(browser, kernel):
    viewer = browser.show(kernel)
    kernel.asked.clear()
    viewer.run("({ model }) => model.hold()")
    viewer.run("({ painter }) => { painter.viewport.zoomAbout(8, 0, 0); }")
    viewer.until("({ model }) => model.held.length === 1")
    viewer.run("({ painter }) => painter.viewport.centerOn(1900, 300)")
    viewer.until("({ model }) => model.held.length === 2")
    viewer.run("({ model }) => model.release()")
    viewer.complete()
    left, present = kernel.tile_requests()
    assert present["view"] > left["view"]
    assert present["client"] == left["client"]
    assert present["id"] != left["id"]
    viewer.until("({ session }, key) => session.tiles.get(key)", left["want"][0])
    kernel.asked.clear()
    viewer.run("({ painter }) => painter.viewport.home()")
    viewer.complete()
    assert kernel.asked == []


def test_a_moving_view_keeps_its_question_and_adds_to_it(browser, kernel):
    viewer = browser.show(kernel)
    viewer.zoom_to(900, 1000, 1)
    kernel.asked.clear()
    viewer.run("({ model }) => model.hold()")
    viewer.run("({ painter }) => painter.viewport.panBy(-300, 0)")
    viewer.until("({ model }) => model.held.length === 1")
    viewer.run("({ painter }) => painter.viewport.panBy(-260, 0)")
    viewer.until("({ model }) => model.held.length === 2")
    viewer.run("({ model }) => model.release()")
    viewer.complete()
    first, second = kernel.tile_requests()
    assert second["view"] == first["view"]
    assert not set(wanted([first])) & set(wanted([second]))


def test_a_question_that_is_moot_is_cancelled(browser, kernel):
    viewer = browser.show(kernel)
    viewer.run("({ model }) => model.hold()")
    viewer.run("({ painter }) => painter.viewport.zoomAbout(8, 0, 0)")
    viewer.until("({ model }) => model.held.length === 1")
    viewer.run("({ painter }) => painter.viewport.home()")
    viewer.complete()
    asked, cancel = viewer.run("({ model }) => model.held")
    assert cancel.keys() == CancelRequest.__annotations__.keys()
    assert (cancel["kind"], cancel["id"]) == ("cancel", asked["id"])
    assert viewer.run("({ session }) => session.store.local.get('waiting')") is False


def test_a_silent_kernel_freezes_nothing_and_is_asked_again(browser, kernel):
    browser.page.clock.install()
    viewer = browser.show(kernel)
    kernel.muted = True
    kernel.asked.clear()
    viewer.run("({ painter }) => painter.viewport.zoomAbout(8, 0, 0)")
    viewer.until("({ session }) => session.store.local.get('waiting')")
    browser.page.clock.fast_forward(9_000)
    viewer.until("({ session }) => session.store.local.get('stalled')")
    drawn = viewer.pixels()
    assert (drawn[..., :3] > 0).any(), "the coarser tiles stay on screen"
    kernel.muted = False
    browser.page.clock.fast_forward(2_000)
    viewer.complete()
    assert viewer.run("({ session }) => session.store.local.get('stalled')") is False
    first, second = kernel.tile_requests()
    assert second["want"] == first["want"]


def test_a_failed_question_is_said_and_asked_again_later(browser, kernel):
    browser.page.clock.install()
    viewer = browser.show(kernel)
    answer = kernel.answer
    kernel.answer = lambda message: [
        ({"kind": "error", "id": message["id"], "error": "the file is gone"}, [])
    ]
    viewer.run("({ painter }) => painter.viewport.zoomAbout(8, 0, 0)")
    viewer.until("({ session }) => session.store.local.get('error') === 'the file is gone'")
    kernel.answer = answer
    browser.page.clock.fast_forward(2_000)
    viewer.complete()


@pytest.mark.parametrize("damage", ["cut", "garbage", "long"])
def test_a_damaged_tile_is_said_and_the_rest_is_drawn(browser, kernel, damage):
    viewer = browser.show(kernel)
    tile = kernel.tile

    def damaged(level, row, col):
        meta, data = tile(level, row, col)
        if (row, col) != (4, 4):
            return meta, data
        if damage == "cut":
            return {**meta, "image": meta["image"] // 2}, data[: meta["image"] // 2] + data[meta["image"] :]
        if damage == "long":
            return {**meta, "shape": [meta["shape"][0] - 1, meta["shape"][1]]}, data
        return meta, b"\x00" * len(data)

    kernel.tile = damaged
    viewer.run(
        "({ painter: { viewport } }) => viewport.show({ center: { x: 1130, y: 1150 }, fov: viewport.height })"
    )
    viewer.until("({ session }) => /tile/i.test(session.store.local.get('error') ?? '')")
    viewer.until("({ canvas }) => Number(canvas.dataset.tiles) >= 8")
    kernel.tile = tile
    viewer.complete()


def test_a_new_image_replaces_the_old_one(browser, kernel):
    viewer = browser.show(kernel)
    viewer.run("({ model }) => model.hold()")
    viewer.run("({ painter: { viewport } }) => { viewport.zoomAbout(4, 0, 0); viewport.centerOn(-20, 10); }")
    viewer.until("({ model }) => model.held.length === 1")
    other = FakeKernel(ramp(300, 400) + np.uint8(9), yx0=(0, 50))
    other.image_id = 2
    other.state["image_info"]["id"] = 2
    # The answer for the old image comes after the new image.
    viewer.kernel.picture, viewer.kernel.array = other.picture, other.array
    late = kernel.answer
    kernel.answer = lambda m: other.answer(m) if m.get("image") == 2 else late(m)
    viewer.run("({ model }, state) => model.update(harness.revive(state))", packed(other.state))
    viewer.until("({ model }) => model.held.length === 3")  # asked, cancelled, asked for the new image
    viewer.run("({ model }) => { model.held.reverse(); model.release(); }")
    viewer.complete()
    viewer.until("({ session }) => session.channel.stats.received === 2 + 2 + 2")
    viewer.run("({ painter }) => painter.viewport.oneToOne()")
    viewer.complete()
    assert viewer.run("({ painter }) => painter.viewport.box.shape") == [300, 400]
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(other.picture()))


def test_what_is_kept_is_bounded(browser):
    kernel = FakeKernel(ramp(4700, 4700))
    viewer = browser.show(kernel)
    for y in range(200, 4700, 400):
        for x in range(300, 4700, 600):
            viewer.zoom_to(x, y, 1)
            assert browser.page.evaluate(BYTES_KEPT) <= 96e6
    assert len(set(wanted(kernel.asked))) * 256 * 256 * 6 > 96e6, "more was asked for than is kept"
    viewer.zoom_to(300, 200, 1)
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(kernel.picture()))


def test_two_displays_of_one_viewer(browser, kernel):
    viewer = browser.show(kernel)
    browser.page.evaluate("(name) => harness.display(name, 420)", viewer.name)
    viewer.complete(1)
    viewer.zoom_to(500, 600, 1)
    viewer.complete(1)
    keys = wanted(kernel.asked)
    assert len(keys) == len(set(keys))
    views = browser.page.evaluate(
        "(name) => [0, 1].map((i) => harness.canvas(name, i).imgview.painter.viewport.center)", viewer.name
    )
    assert views[0] == views[1]


def test_narrow_cuts_are_refined_once(browser, rng):
    kernel = FakeKernel(rng.normal(100, 5, (400, 500)).astype(np.float32), cuts=[0.0, 4000.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(250, 200, 1)
    before = kernel.codec(0).step
    kernel.asked.clear()
    viewer.set(cuts=[99.0, 101.0])
    viewer.until("({ model }) => model.sent.at(-1).refine")
    request = kernel.tile_requests()[-1]
    keys = [tuple(key) for key in request["want"]]
    assert sorted(keys) == [(0, row, col) for row in range(2) for col in range(2)]
    viewer.until("({ session }, step) => session.tiles.get([0, 1, 1]).tile.codec.step < step", before / 4)
    viewer.complete()
    np.testing.assert_array_equal(viewer.pixels(), viewer.expected(kernel.picture()))
    assert kernel.codec(0).step < before / 4
    saves = viewer.run("({ model }) => model.saved")
    viewer.run("({ painter }) => painter.invalidate()")
    viewer.complete()
    viewer.until(
        "({ painter, session }) => session.tiles.get([0, 0, 0]).refined === session.style.shadingVersion"
    )
    assert len(kernel.asked) == 1
    assert saves is not None


def test_a_kernel_that_cannot_refine_is_not_asked_again(browser, rng):
    browser.page.clock.install()
    kernel = FakeKernel(rng.normal(100, 5, (200, 200)).astype(np.float32), cuts=[0.0, 4000.0])
    viewer = browser.show(kernel)
    kernel.refines = False
    kernel.asked.clear()
    viewer.set(cuts=[99.0, 101.0])
    for _ in range(3):
        browser.page.clock.fast_forward(1_000)
        viewer.run("({ painter }) => painter.invalidate()")
        viewer.complete()
    viewer.until("({ session }) => session.tiles.get([0, 0, 0]).refined === session.style.shadingVersion")
    assert [message["refine"] for message in kernel.asked] == [True]


def test_an_off_screen_viewer_asks_for_nothing_until_it_is_seen(browser, kernel):
    browser.page.evaluate("document.body.style.padding = '5000px 0'")
    viewer = browser.show(kernel, wait=False)
    scroll = "(_, y) => scrollTo(0, y)"
    viewer.run(scroll, 5000)
    viewer.complete()
    shown = "({ session, canvas }) => session.tiles.get([Number(canvas.dataset.level), 0, 0]).picture"
    assert viewer.run(f"(handles) => ({shown})(handles) !== null")
    viewer.run(scroll, 0)
    viewer.until(f"(handles) => ({shown})(handles) === null")
    frames = viewer.run("({ painter }) => painter.frames.count")
    kernel.asked.clear()
    viewer.run(
        "({ session, painter }) => { session.store.set('bias', 0.3); painter.viewport.zoomAbout(8, 0, 0); }"
    )
    viewer.run("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    assert viewer.run("({ painter }) => painter.frames.count") == frames
    assert kernel.asked == []
    viewer.run(scroll, 5000)
    viewer.complete()
    assert kernel.asked


def test_thirty_viewers_on_a_page(browser):
    viewers = [browser.show(FakeKernel(ramp(600, 700)), wait=False) for _ in range(30)]
    for viewer in viewers[::7]:
        viewer.run("({ canvas }) => canvas.scrollIntoView()")
        viewer.complete()
        viewer.zoom_to(350, 300, 1)
        np.testing.assert_array_equal(viewer.pixels(), viewer.expected(viewer.kernel.picture()))
    for viewer in viewers:
        viewer.close()
    assert browser.page.evaluate(BYTES_KEPT) == 0

"""Waiting, trouble and emptiness are said on the page."""

import pytest

from browser.page import FakeKernel
from browser.scene import painted, scene, trait


@pytest.fixture
def viewer(browser):
    return browser.show(scene(), width=1000)


def test_error_line(viewer):
    page = viewer.page
    before = page.locator(".imgview").bounding_box()
    viewer.set(error="a.fits: HDU 1 is truncated. Fetch it again.")
    line = page.get_by_role("alert").filter(has_text="a.fits")
    assert line.inner_text() == "a.fits: HDU 1 is truncated. Fetch it again."
    stage, box = page.locator(".iv-stage").bounding_box(), line.bounding_box()
    assert box["y"] >= stage["y"] + stage["height"] - 0.5, "under the image, not over it"
    assert page.locator(".imgview").bounding_box() == before, "inside the viewer's height"
    line.get_by_role("button", name="Dismiss").click()
    assert not line.is_visible()
    assert trait(viewer, "error") == ""
    viewer.run("({ session }) => session.store.local.set('error', 'a tile could not be read')")
    assert page.get_by_text("a tile could not be read").is_visible()
    page.get_by_role("button", name="Dismiss").click()
    assert not page.get_by_text("a tile could not be read").is_visible()


def test_long_error_leaves_the_image_in_sight(viewer):
    viewer.set(error="this went wrong; " * 200)
    assert viewer.page.locator(".iv-stage").bounding_box()["height"] > 200
    assert viewer.page.get_by_role("button", name="Dismiss").is_visible()


def test_progress_after_silence_only(viewer):
    page = viewer.page
    progress = page.locator(".iv-progress")
    viewer.run("({ model }) => model.hold()")
    shown = """async ({ session }) => {
        const node = document.querySelector('.iv-progress');
        const began = performance.now();
        session.store.local.set('waiting', true);
        if (!node.hidden) return -1;
        await new Promise((done) => new MutationObserver(done).observe(node, { attributes: true }));
        return performance.now() - began;
    }"""
    assert viewer.run(shown) >= 299
    assert progress.is_visible()
    bar, line = page.locator(".iv-bar").bounding_box(), progress.bounding_box()
    assert (line["y"], line["height"]) == (bar["y"] + bar["height"], 2)
    viewer.run("({ session }) => session.store.local.set('waiting', false)")
    assert not progress.is_visible()
    viewer.run("({ model }) => model.update({ busy: 'reading b.fits' })")
    page.get_by_text("reading b.fits").wait_for(state="visible")
    viewer.run("({ model }) => model.update({ busy: '' })")
    page.get_by_text("reading b.fits").wait_for(state="hidden")


def test_a_wait_shorter_than_that_shows_nothing(viewer):
    seen = viewer.run(
        """async ({ session }) => {
            const node = document.querySelector('.iv-progress');
            let seen = false;
            new MutationObserver(() => (seen ||= !node.hidden)).observe(node, { attributes: true });
            session.store.local.set('waiting', true);
            await new Promise((done) => setTimeout(done, 100));
            session.store.local.set('waiting', false);
            await new Promise((done) => setTimeout(done, 350));
            return seen;
        }"""
    )
    assert seen is False


def test_no_image_says_what_to_do(browser):
    kernel = scene()
    info = kernel.state["image_info"]
    empty = {
        "image_info": {},
        "mask_planes": [],
        "histogram": {},
        "sky_grid": {},
        "cuts_table": {},
        "planes": {},
    }
    planes = {name: kernel.state[name] for name in empty}
    kernel.state |= empty
    viewer = browser.show(kernel, width=1000, wait=False)
    page = viewer.page
    page.get_by_text("viewer.load_image(image)").wait_for(state="visible")
    assert page.locator(".iv-status").inner_text() == "no image"
    assert page.locator("[data-menu=stretch]").is_disabled()
    for key in "+-0hgmscirxv[]":
        page.locator(".iv-stage").press(key)
    page.mouse.move(300, 200)
    page.mouse.wheel(0, 100)
    page.mouse.dblclick(300, 200)
    viewer.set(**planes)
    assert page.locator(".iv-title").inner_text() == info["title"]
    assert not page.get_by_text("viewer.load_image(image)").is_visible()


def test_tables_of_a_bare_kernel_do_no_harm(browser):
    """The state before the kernel has said anything at all."""
    kernel = FakeKernel(scene().array)
    kernel.state |= {"image_info": {}, "cuts_table": {}, "stretch": "", "colormap": "", "cuts": [0.0, 1.0]}
    viewer = browser.show(kernel, width=700, wait=False)
    viewer.page.get_by_text("No image yet.").wait_for(state="visible")


def test_closing_takes_everything_down(viewer):
    page = viewer.page
    page.locator("[data-menu=stretch]").click()
    left = page.evaluate(
        """async () => {
            const [{ displays }] = Object.values(harness.views);
            const { el, cleanup } = displays[0];
            window.gone = el.firstElementChild;
            await cleanup();
            return el.childElementCount;
        }"""
    )
    assert left == 0
    before = page.evaluate("gone.textContent")
    viewer.run(
        """({ model }) => model.update({
            image_info: { ...model.get("image_info"), title: "another" }, stretch: "log", planes: {},
        })"""
    )
    page.mouse.move(200, 200)
    page.keyboard.press("s")
    painted(viewer)
    assert page.evaluate("gone.textContent") == before, "nothing listens any more"
    assert trait(viewer, "stretch") == "log"


@pytest.mark.parametrize("width", [420, 1000])
def test_a_silent_kernel_comes_with_advice(browser, width):
    viewer = browser.show(scene(), width=width)
    viewer.run("({ session }) => session.store.local.set('stalled', true)")
    text = viewer.page.locator(".iv-progress .iv-busy")
    text.wait_for(state="visible")
    assert "interrupt its cell" in text.inner_text()
    assert "restart it and run this cell again" in text.inner_text()
    stage, box = viewer.page.locator(".iv-stage").bounding_box(), text.bounding_box()
    assert stage["x"] <= box["x"]
    assert box["x"] + box["width"] <= stage["x"] + stage["width"]
    assert text.evaluate("node => node.scrollWidth <= node.clientWidth")

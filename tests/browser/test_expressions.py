"""Conditions on mask planes: worked out in the page, drawn as numpy draws them, bit for bit."""

import numpy as np
import pytest

from browser.page import FakeKernel
from browser.scene import scene, trait
from browser.test_pixels import assert_same, random_planes, random_styles, sky
from browser.test_ui_legend import HOSTILE
from browser.test_ui_status import chips, point_at

LOOK = {"color": "#00ff00", "opacity": 1.0}


def random_condition(rng: np.random.Generator, names: list[str]) -> str:
    """Return a condition on up to six planes."""
    text = f"`{rng.choice(names)}`"
    for _ in range(rng.integers(6)):
        other = f"`{rng.choice(names)}`"
        text = f"{rng.choice(['', '~'])}({text} {rng.choice(['&', '|'])} {rng.choice(['', '~'])}{other})"
    return text


def random_conditions(kernel: FakeKernel, rng: np.random.Generator, count: int) -> list[dict]:
    names = list(kernel.schema.names)
    return [
        kernel.condition(random_condition(rng, names), name=f"c{i}", **look)
        for i, look in enumerate(random_styles(rng, [f"c{i}" for i in range(count)]).values())
    ]


@pytest.mark.parametrize(("planes", "conditions"), [(1, 1), (5, 3), (20, 12), (40, 35)])
def test_conditions_lie_over_planes(browser, rng, planes, conditions):
    shape = (300, 530)
    masks = random_planes(rng, planes, shape)
    kernel = FakeKernel(sky(rng, shape), masks, cuts=[85.0, 400.0], planes=random_styles(rng, list(masks)))
    kernel.state["mask_expressions"] = random_conditions(kernel, rng, conditions)
    viewer = browser.show(kernel)
    viewer.zoom_to(265, 150, 1)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))
    for _ in range(3):
        asked = len(kernel.asked)
        viewer.set(mask_expressions=random_conditions(kernel, rng, conditions))
        assert_same(viewer.pixels(), viewer.expected(kernel.picture()))
        assert len(kernel.asked) == asked


def test_every_pixel_may_have_planes_of_its_own(browser, rng):
    shape = (256, 256)
    masks = {f"P{i}": rng.random(shape) < 0.5 for i in range(40)}
    kernel = FakeKernel(sky(rng, shape), masks, planes=random_styles(rng, list(masks)))
    kernel.state["mask_expressions"] = random_conditions(kernel, rng, 6)
    viewer = browser.show(kernel)
    viewer.zoom_to(128, 128, 1)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


def test_a_rim_knows_its_neighbours_beyond_the_tile(browser):
    a, b = np.zeros((2, 512, 512), bool)
    a[200:300, 230:290] = True
    b[250:, :] = True
    kernel = FakeKernel(np.zeros((512, 512), np.float32), {"A": a, "B": b})
    kernel.state["planes"] = {
        name: {**look, "visible": False} for name, look in kernel.state["planes"].items()
    }
    kernel.state["mask_expressions"] = [kernel.condition("A & ~B", outline=True, **LOOK)]
    viewer = browser.show(kernel)
    viewer.zoom_to(256, 256, 1)
    drawn = viewer.pixels()
    assert_same(drawn, viewer.expected(kernel.picture()))
    # The rim of a 50 x 60 block, with no line along the tile borders that cross it.
    assert (drawn[..., 1] == 255).sum() == 2 * 50 + 2 * 60 - 4


@pytest.mark.parametrize("outline", [False, True])
def test_not_holds_on_tiles_without_any_plane(browser, outline):
    a = np.zeros((512, 512), bool)
    a[255, 255] = True
    kernel = FakeKernel(np.zeros((512, 512), np.float32), {"A": a})
    kernel.state["mask_expressions"] = [kernel.condition("~A", outline=outline, **LOOK)]
    viewer = browser.show(kernel)
    viewer.zoom_to(256, 256, 1)
    drawn = viewer.pixels()
    assert_same(drawn, viewer.expected(kernel.picture()))
    # Beyond the image no plane is set either: the rim is that of the hole alone.
    shown = (drawn[..., 1] == 255).sum()
    assert shown == 4 if outline else shown > 100_000


@pytest.mark.parametrize(("zoom", "level"), [(0.5, 1), (0.25, 2), (0.125, 3)])
def test_reduced_levels_have_the_bits_of_all_pixels_beneath(browser, rng, zoom, level):
    shape = (2101, 2333)
    masks = random_planes(rng, 6, shape)
    kernel = FakeKernel(sky(rng, shape), masks, cuts=[85.0, 140.0], planes=random_styles(rng, list(masks)))
    kernel.state["mask_expressions"] = [
        kernel.condition("P0 & ~(P1 | P2)", **LOOK),
        kernel.condition("~P3 & ~P4 & ~P5", color="#ff00ff", opacity=0.4, outline=True),
    ]
    viewer = browser.show(kernel)
    viewer.zoom_to(1100, 1000, zoom)
    assert viewer.run("({ canvas }) => canvas.dataset.level") == str(level)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture(level), level))


def test_colour_images_have_conditions_too(browser, rng):
    shape = (200, 210)
    where = rng.random(shape) < 0.3
    kernel = FakeKernel(rng.integers(0, 200, (*shape, 3)).astype(np.uint8), {"A": where}, cuts=[0.0, 199.0])
    kernel.state["mask_expressions"] = [kernel.condition("~A", outline=True, **LOOK | {"opacity": 0.3})]
    viewer = browser.show(kernel)
    viewer.zoom_to(105, 100, 2)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


# The legend


def row(viewer, name):
    return viewer.page.locator(f'.iv-expressions .iv-row[data-expression="{name}"]')


def conditions(viewer):
    return {each["name"]: each for each in trait(viewer, "mask_expressions")}


@pytest.fixture
def viewer(browser):
    kernel = scene()
    kernel.state["mask_expressions"] = [
        kernel.condition("DETECTED & ~CR", name="clean", **LOOK),
        kernel.condition("BAD | CR", **LOOK | {"color": "#ff0000", "outline": True}),
        kernel.condition("EMPTY & BAD", **LOOK),
    ]
    kernel.state["mask_expressions"][2]["count"] = None
    return browser.show(kernel, width=1000)


def test_rows_tell_name_condition_and_count(viewer):
    section = viewer.page.locator(".iv-expressions")
    assert section.locator(".iv-name").all_text_contents() == ["clean", "BAD | CR", "EMPTY & BAD"]
    assert section.locator(".iv-count").all_text_contents() == ["612", "256", "…"]
    assert row(viewer, "clean").get_attribute("title").startswith("clean\nDETECTED & ~CR\n612 pixels (5")
    assert row(viewer, "BAD | CR").get_attribute("title").startswith("BAD | CR\n256 pixels (2.1")
    assert row(viewer, "BAD | CR").locator(".iv-swatch").get_attribute("data-outline") == "true"


def test_without_conditions_there_is_no_list(browser):
    assert browser.show(scene(), width=1000).page.locator(".iv-expressions").is_hidden()


def test_a_click_toggles_and_asks_for_nothing(viewer):
    viewer.complete()
    asked, before = len(viewer.kernel.asked), viewer.pixels()
    row(viewer, "clean").locator(".iv-eye").click()
    viewer.complete()
    assert conditions(viewer)["clean"]["visible"] is False
    assert (viewer.pixels() != before).any()
    row(viewer, "clean").locator(".iv-name").click()
    viewer.complete()
    np.testing.assert_array_equal(viewer.pixels(), before)
    assert viewer.kernel.asked[asked:] == []
    viewer.until("({ model }) => model.saved.mask_expressions?.[0].visible === true")


def test_colour_fill_and_opacity(viewer):
    row(viewer, "BAD | CR").locator(".iv-swatch").click()
    viewer.page.get_by_role("button", name="fill", exact=True).click()
    viewer.page.get_by_role("button", name="Colour #ffdc00").click()
    viewer.page.keyboard.press("Escape")
    bar = row(viewer, "BAD | CR").locator(".iv-opacity").bounding_box()
    viewer.page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    viewer.until("({ model }) => model.get('mask_expressions')[1].opacity === 0.5")
    look = conditions(viewer)["BAD | CR"]
    assert (look["outline"], look["color"]) == (False, "#ffdc00")


def test_removed_by_mouse_or_key_until_the_kernel_says_so(viewer):
    row(viewer, "clean").hover()
    row(viewer, "clean").locator(".iv-remove").click()
    assert row(viewer, "clean").count() == 0
    row(viewer, "BAD | CR").locator(".iv-eye").focus()
    viewer.page.keyboard.press("Delete")
    section = viewer.page.locator(".iv-expressions")
    assert section.locator(".iv-name").all_text_contents() == ["EMPTY & BAD"]
    assert [each["removed"] for each in trait(viewer, "mask_expressions")] == [True, True, False]
    viewer.complete()
    before = viewer.pixels()
    viewer.set(mask_expressions=trait(viewer, "mask_expressions")[2:])
    np.testing.assert_array_equal(viewer.pixels(), before)
    viewer.zoom_to(264, 148, 4)
    assert_same(viewer.pixels(), viewer.expected(viewer.kernel.picture()))


def test_m_hides_planes_and_conditions_and_shows_them_again(viewer):
    before = [each["visible"] for each in trait(viewer, "mask_expressions")]
    row(viewer, "EMPTY & BAD").locator(".iv-eye").click()
    viewer.page.locator(".iv-stage").focus()
    viewer.page.keyboard.press("m")
    assert not any(each["visible"] for each in trait(viewer, "mask_expressions"))
    assert not any(plane["visible"] for plane in trait(viewer, "planes").values())
    viewer.page.keyboard.press("m")
    assert [each["visible"] for each in trait(viewer, "mask_expressions")] == [*before[:2], False]
    assert all(plane["visible"] for plane in trait(viewer, "planes").values())


def test_names_are_text_whatever_they_say(browser):
    kernel = scene()
    kernel.state["mask_expressions"] = [kernel.condition("BAD", name=name) for name in HOSTILE]
    viewer = browser.show(kernel, width=1000)
    names = viewer.page.locator(".iv-expressions .iv-name")
    assert names.evaluate_all("(nodes) => nodes.map((node) => node.textContent)") == HOSTILE
    assert viewer.page.evaluate("window.hacked") is None
    for name in HOSTILE:
        names.nth(HOSTILE.index(name)).click()
    assert not any(each["visible"] for each in trait(viewer, "mask_expressions"))


def test_all_none_and_the_filter_know_conditions(viewer):
    section = viewer.page.locator(".iv-legend")
    visible = lambda: [each["visible"] for each in trait(viewer, "mask_expressions")]  # noqa: E731
    section.get_by_role("button", name="none").click()
    assert visible() == [False] * 3
    viewer.page.locator(".iv-filter").fill("bad")
    # Rows out of sight are laid out a frame later: innerText has nothing of them yet.
    names = viewer.page.locator(".iv-expressions .iv-row:visible .iv-name")
    assert names.all_text_contents() == ["BAD | CR", "EMPTY & BAD"]
    section.get_by_role("button", name="all").click()
    assert visible() == [False, True, True]
    assert [name for name, look in trait(viewer, "planes").items() if look["visible"]] == ["BAD"]
    viewer.page.locator(".iv-filter").fill("clean")
    assert names.all_text_contents() == ["clean"]
    assert section.get_by_text("No plane has this").is_hidden()
    # What comes while the filter is set is sifted too.
    viewer.set(mask_expressions=[*trait(viewer, "mask_expressions"), viewer.kernel.condition("CR", **LOOK)])
    assert names.all_text_contents() == ["clean"]
    viewer.page.locator(".iv-filter").fill("xyz")
    assert viewer.page.locator(".iv-expressions").is_hidden()
    section.get_by_text("No plane has this").wait_for()
    viewer.page.locator(".iv-filter").fill("")
    assert names.count() == 4


def test_the_status_line_tells_which_conditions_hold(viewer):
    viewer.zoom_to(264, 148, 4)
    point_at(viewer, 255, 135)
    assert chips(viewer) == ["DETECTED", "clean"]
    point_at(viewer, 262, 141)
    assert chips(viewer) == ["CR", "DETECTED", "BAD | CR"]
    chip = viewer.page.locator(".iv-chip", has_text="BAD | CR")
    assert chip.get_attribute("title") == "BAD | CR\nshown: click to change"
    chip.click()
    assert conditions(viewer)["BAD | CR"]["visible"] is False
    assert chip.get_attribute("data-shown") == "false"
    assert trait(viewer, "planes")["CR"]["visible"] is True
    # A condition that comes, goes or is another is told at once.
    viewer.set(mask_expressions=[viewer.kernel.condition("~EMPTY & CR", name="clean", **LOOK)])
    assert chips(viewer) == ["CR", "DETECTED", "clean"]
    viewer.set(mask_expressions=[])
    assert chips(viewer) == ["CR", "DETECTED"]


def test_conditions_in_the_status_line_are_those_of_numpy(browser, rng):
    shape, names = (40, 50), [f"P{k}" for k in range(11)]
    masks = {name: rng.random(shape) < 0.4 for name in names}
    kernel = FakeKernel(np.zeros(shape, np.float32), masks)
    texts = ["P0 & ~(P9 | P3)", "~P1 & P10 | P2", "~(P4 & ~P5)"]
    kernel.state["mask_expressions"] = [kernel.condition(text, **LOOK) for text in texts]
    viewer = browser.show(kernel, width=1240)
    viewer.zoom_to(25, 20, 8)
    m = masks
    expected = [
        m["P0"] & ~(m["P9"] | m["P3"]), ~m["P1"] & m["P10"] | m["P2"], ~(m["P4"] & ~m["P5"]),
    ]  # fmt: skip
    found = viewer.run(
        """async ({ session }, places) => {
            const names = [];
            for (const [x, y] of places) {
                const told = await new Promise((done) => session.readout.at(x, y, done));
                names.push(told.conditions.map(({ name }) => name));
            }
            return names;
        }""",
        [[x, y] for y in range(10, 30) for x in range(10, 40)],
    )
    assert found == [
        [text for text, holds in zip(texts, expected, strict=True) if holds[y, x]]
        for y in range(10, 30)
        for x in range(10, 40)
    ]

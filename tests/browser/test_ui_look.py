"""Looks that can be measured: contrast, nothing overlapping, theme, size, furniture."""

import numpy as np
import pytest

from browser.scene import painted, planes, scene, screen, tangent_plane, trait

LAB = {
    "light": {
        "--jp-layout-color0": "white",
        "--jp-layout-color1": "white",
        "--jp-layout-color2": "#eeeeee",
        "--jp-ui-font-color0": "rgba(0, 0, 0, 1)",
        "--jp-ui-font-color1": "rgba(0, 0, 0, 0.87)",
    },
    "dark": {
        "--jp-layout-color0": "#111111",
        "--jp-layout-color1": "#212121",
        "--jp-layout-color2": "#424242",
        "--jp-ui-font-color0": "rgba(255, 255, 255, 1)",
        "--jp-ui-font-color1": "rgba(255, 255, 255, 0.87)",
    },
}

CONTRAST = """() => {
    const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const rgba = (color) => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = color;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
    const background = (node) => {
        if (!node) return [255, 255, 255];
        const own = rgba(getComputedStyle(node).backgroundColor);
        return own[3] === 1 ? own.slice(0, 3) : over(own, background(node.parentElement));
    };
    const light = (color) => {
        const [r, g, b] = color.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const found = [];
    const walker = document.createTreeWalker(document.querySelector(".imgview"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { parentElement: node, textContent: text } = walker.currentNode;
        const seen = node.checkVisibility({ visibilityProperty: true }) && !node.closest(":disabled");
        if (!text.trim() || !seen) continue;
        const under = background(node);
        const ink = over(rgba(getComputedStyle(node).color), under);
        const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
        found.push([(a + 0.05) / (b + 0.05), text.trim(), node.className]);
    }
    return found;
}"""

OVERLAPS = """() => {
    const box = (node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const r = node.matches("button, input, canvas, .iv-handle") ? node.getBoundingClientRect()
            : range.getBoundingClientRect();
        return r;
    };
    const bad = [];
    const root = document.querySelector(".imgview").getBoundingClientRect();
    const lines = ".iv-bar, .iv-status, .iv-row, .iv-section-title, .iv-colorbar";
    const parts = "button, input, b, .iv-muted, .iv-key, .iv-reading, .iv-note, .iv-ends span, .iv-name";
    for (const line of document.querySelectorAll(lines)) {
        const leaves = [...line.querySelectorAll(parts)].filter((node) =>
            node.checkVisibility() && !node.parentElement.closest("button") && node.textContent);
        const frame = line.getBoundingClientRect();
        leaves.forEach((a, i) => {
            const p = box(a);
            const clip = a.closest(".iv-what, .iv-name")?.getBoundingClientRect();
            const right = clip ? Math.min(p.right, clip.right) : p.right;
            const inside = p.left > frame.left - 1 && right < Math.min(frame.right, root.right) + 1
                && p.top > frame.top - 1 && p.bottom < frame.bottom + 1;
            if (p.width && !inside) bad.push(["outside", a.textContent]);
            for (const b of leaves.slice(i + 1)) {
                if (a.contains(b) || b.contains(a)) continue;
                const q = box(b);
                const w = Math.min(right, q.right) - Math.max(p.left, q.left);
                const h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
                if (w > 1.5 && h > 1.5) bad.push([a.textContent, b.textContent, w, h]);
            }
        });
    }
    return bad;
}"""


def set_theme(page, theme, lab):
    """Look like a notebook front end in a theme, with JupyterLab's variables or without any."""
    page.evaluate(
        """([theme, variables]) => {
            document.body.dataset.jpThemeLight = String(theme === "light");
            document.body.style.background = theme === "light" ? "white" : "#111";
            const { style } = document.documentElement;
            for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
        }""",
        [theme, LAB[theme] if lab else {}],
    )
    page.wait_for_function("(theme) => document.querySelector('.imgview').dataset.theme === theme", arg=theme)


@pytest.mark.parametrize("lab", [True, False], ids=["lab", "bare"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast_of_every_text(browser, theme, lab):
    viewer = browser.show(scene(), width=1240)
    page = viewer.page
    set_theme(page, theme, lab)
    viewer.set(error="something went wrong: do this")
    page.locator(".iv-row .iv-eye").first.click()
    page.mouse.move(*screen(viewer, 262, 141))
    page.locator(".iv-chip").first.wait_for()
    measured = page.evaluate(CONTRAST)
    for opener in ("[data-menu=stretch]", "[data-menu=cuts]", "[data-menu=colormap]", "[data-action=help]"):
        page.locator(opener).click()
        measured += page.evaluate(CONTRAST)
        page.keyboard.press("Escape")
    page.locator(".iv-swatch").first.click()
    measured += page.evaluate(CONTRAST)
    assert len(measured) > 250
    assert [entry for entry in measured if entry[0] < 4.5] == []


@pytest.mark.parametrize("width", [480, 560, 700, 860, 1000, 1240])
def test_nothing_overlaps(browser, width):
    kernel = scene(
        {("DETECTED_NEGATIVE" if name == "EMPTY" else name): where for name, where in planes().items()}
    )
    kernel.state["cuts_mode"] = "99.5%"
    viewer = browser.show(kernel, width=width)
    page = viewer.page
    assert page.evaluate(OVERLAPS) == []
    viewer.zoom_to(262, 141, 8)
    page.mouse.move(*screen(viewer, 262, 141))
    page.locator(".iv-chip").first.wait_for()
    assert page.evaluate(OVERLAPS) == []
    if not page.locator(".iv-panel").is_visible():
        page.locator("[data-action=panel]").click()
    assert page.evaluate(OVERLAPS) == []
    root = page.locator(".imgview").bounding_box()
    assert (root["width"], root["height"]) == (width, 480)
    assert page.locator(".imgview").evaluate("node => [node.scrollWidth, node.scrollHeight]") == [
        width - 2,
        478,
    ]


def test_resizes_with_its_cell_and_height(browser):
    viewer = browser.show(scene(), width=1000)
    page = viewer.page
    page.evaluate("document.querySelector('.imgview').parentElement.style.width = '800px'")
    viewer.until("({ model }) => model.get('canvas_size')[0] === 800 - 258 - 2")
    viewer.set(height=600)
    viewer.until("({ model }) => model.get('canvas_size')[1] > 480")
    assert page.locator(".imgview").bounding_box()["height"] == 600


def test_panel_edge(browser):
    viewer = browser.show(scene(), width=1000)
    page = viewer.page
    edge = page.locator(".iv-edge").bounding_box()
    page.mouse.move(edge["x"] + 3, edge["y"] + 100)
    page.mouse.down()
    page.mouse.move(edge["x"] - 47, edge["y"] + 100, steps=3)
    page.mouse.up()
    assert page.locator(".iv-panel").bounding_box()["width"] == 308
    viewer.until("({ model }) => model.get('canvas_size')[0] === 1000 - 308 - 2")
    page.locator(".iv-edge").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".iv-panel").bounding_box()["width"] == 296
    page.locator(".iv-edge").dblclick()
    assert page.locator(".iv-panel").bounding_box()["width"] == 258


def furniture(viewer):
    """Return where the overlay is (nearly) white."""
    painted(viewer)
    pixels = viewer.snapshot("() => harness.pixels(document.querySelector('.iv-furniture'))")
    return (pixels[..., :3] > 200).all(axis=2) & (pixels[..., 3] > 200)


def longest_run(lines):
    """Return the length of the longest run of True in any row."""
    return max(np.diff(np.flatnonzero(np.concatenate(([True], ~line, [True])))).max() - 1 for line in lines)


@pytest.mark.parametrize(("rotation", "stem"), [(0.0, "right"), (90.0, "left")])
def test_compass_follows_the_projection(browser, rotation, stem):
    """North up and east left meet at the lower right; a quarter turn on they meet at the lower left."""
    viewer = browser.show(scene(panel_open=False, sky_grid=tangent_plane(rotation)), width=700)
    corner = furniture(viewer)[-70:, :72]
    upright = [longest_run([column]) for column in corner.T]
    assert max(upright) > 25
    line = int(np.argmax([longest_run([line]) for line in corner]))
    across = np.flatnonzero(corner[line])
    assert longest_run(corner) > 25
    column = np.flatnonzero(corner[:, np.argmax(upright)])
    assert abs(line - column.max()) < 6, "what points up stands on what lies"
    end = across.max() if stem == "right" else across.min()
    assert abs(int(np.argmax(upright)) - end) < 12


def test_scale_bar_is_as_long_as_it_says(browser):
    viewer = browser.show(scene(panel_open=False), width=700)
    viewer.zoom_to(264, 148, 8)
    white = furniture(viewer)
    row = white[-15:, 60:300]
    # 0.2 arcsec a pixel, 8 screen pixels a pixel: 2 arcsec are 80 screen pixels
    assert longest_run(row) == pytest.approx(80, abs=4)


def test_pixel_is_boxed_from_zoom_four(browser):
    viewer = browser.show(scene(panel_open=False, sky=False), width=700)
    for zoom, boxed in [(3, False), (10, True)]:
        viewer.zoom_to(264, 148, zoom)
        x, y = screen(viewer, 250, 150)
        viewer.page.mouse.move(x, y)
        viewer.until("() => document.querySelector('.iv-cell-xy').textContent.includes('250.')")
        canvas = viewer.page.locator(".iv-stage").bounding_box()
        white = furniture(viewer)
        i, j = round(y - canvas["y"]), round(x - canvas["x"])
        assert bool(white[i - 9 : i + 9, j - 9 : j + 9].any()) is boxed


def test_sky_grid_is_drawn_when_asked(browser):
    viewer = browser.show(scene(panel_open=False), width=700)
    alpha = "() => harness.pixels(document.querySelector('.iv-furniture'))"
    viewer.zoom_to(264, 148, 6)
    furniture(viewer)
    without = (viewer.snapshot(alpha)[..., 3] > 60).sum()
    viewer.set(show_grid=True)
    furniture(viewer)
    assert (viewer.snapshot(alpha)[..., 3] > 60).sum() > without + 2000


def test_system_theme_without_a_notebook(browser):
    browser.page.emulate_media(color_scheme="dark")
    viewer = browser.show(scene(), width=700)
    assert viewer.page.locator(".imgview").get_attribute("data-theme") == "dark"
    browser.page.emulate_media(color_scheme="light")
    viewer.until("() => document.querySelector('.imgview').dataset.theme === 'light'")
    viewer.page.evaluate("document.body.dataset.vscodeThemeKind = 'vscode-dark'")
    viewer.until("() => document.querySelector('.imgview').dataset.theme === 'dark'")


def test_narrow_cell_has_the_panel_as_a_drawer(browser):
    viewer = browser.show(scene(), width=480)
    page = viewer.page
    assert not page.locator(".iv-panel").is_visible()
    size = trait(viewer, "canvas_size")
    page.locator("[data-action=panel]").click()
    assert page.locator(".iv-panel").is_visible()
    assert trait(viewer, "canvas_size") == size, "it lies over the image"
    assert trait(viewer, "panel_open") is True, "other views keep theirs"

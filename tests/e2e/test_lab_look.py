"""How a viewer looks in JupyterLab: dark and light, wide and narrow, and in a notebook that nobody runs."""

import json
import re
import subprocess
import sys

import pytest

SETUP = """
import imgview
image = imgview.sample.visit_image((1000, 1018), seed=1)
viewer = imgview.show(image)
viewer
"""

OVERLAPS = """() => {
    // What a person reads or clicks must not lie on one another, and must not stick out of the viewer.
    const root = document.querySelector('.imgview'), frame = root.getBoundingClientRect();
    const parts = '.iv-bar button, .iv-what, .iv-cell, .iv-row > *, .iv-section-title > *';
    const shown = [...root.querySelectorAll(parts)].filter(e => {
        const style = getComputedStyle(e);
        return e.offsetParent && style.visibility !== 'hidden' && style.position !== 'absolute';
    });
    const box = shown.map(e => e.getBoundingClientRect()), name = e => e.outerHTML.slice(0, 99);
    const found = [];
    shown.forEach((a, i) => {
        if (box[i].right > frame.right + 1 || box[i].bottom > frame.bottom + 1) found.push(['out', name(a)]);
        for (let j = i + 1; j < shown.length; j++) {
            if (a.contains(shown[j]) || shown[j].contains(a)) continue;
            const w = Math.min(box[i].right, box[j].right) - Math.max(box[i].left, box[j].left);
            const h = Math.min(box[i].bottom, box[j].bottom) - Math.max(box[i].top, box[j].top);
            if (w > 1 && h > 1) found.push(['overlap', name(a), name(shown[j])]);
        }
    });
    return found;
}"""

CONTRAST = """() => {
    // WCAG contrast of every shown text against the nearest opaque background.
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgba = color => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const linear = v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const weights = [0.2126, 0.7152, 0.0722];
    const light = rgb => weights.reduce((sum, w, i) => sum + w * linear(rgb[i] / 255), 0);
    const behind = e => {
        for (; e; e = e.parentElement) {
            const color = rgba(getComputedStyle(e).backgroundColor);
            if (color[3] === 255) return color;
        }
        return [255, 255, 255];
    };
    const poor = [];
    for (const e of document.querySelectorAll('.iv-bar *, .iv-legend *, .iv-cell *')) {
        const style = getComputedStyle(e);
        const text = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        if (!text || !e.offsetParent || style.visibility === 'hidden' || style.opacity < 1) continue;
        const [a, b] = [light(rgba(style.color)), light(behind(e))].sort((p, q) => q - p);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) poor.push([e.className, e.textContent.slice(0, 30), ratio]);
    }
    return poor;
}"""


@pytest.fixture(params=["light", "dark"])
def theme(request, lab):
    name = "JupyterLab Dark" if request.param == "dark" else "JupyterLab Light"
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": name}})
    yield request.param
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": "JupyterLab Light"}})


def hover(page):
    box = page.locator("canvas.imgview-canvas").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 - 1, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("document.querySelector('.iv-cell-value').dataset.approximate === 'false'")


def test_themes_and_widths(lab, browser, keep, theme):
    book = lab.open(browser, theme, [SETUP])
    book.run_cell(0)
    book.wait_complete()
    page = book.page
    assert page.locator(".imgview").get_attribute("data-theme") == theme
    hover(page)
    keep(page, theme)
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(CONTRAST) == []
    for width in (1000, 640, 420):
        page.set_viewport_size({"width": width, "height": 1000})
        book.quiet()
        book.wait_complete()
        keep(page, f"{theme}-{width}")
        assert page.evaluate(OVERLAPS) == [], width
    assert book.complaints() == []
    book.close()


def test_theme_changes_while_it_is_shown(lab, browser):
    book = lab.open(browser, "change", [SETUP])
    book.run_cell(0)
    book.wait_complete()
    book.page.evaluate(
        "() => window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    book.page.wait_for_selector(".imgview[data-theme=dark]")
    book.close()
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": "JupyterLab Light"}})


def test_saved_notebook_holds_a_picture_for_code_hosts_and_nbconvert(lab, browser, tmp_path):
    book = lab.open(browser, "saved", [SETUP])
    book.run_cell(0)
    book.wait_complete()
    book.command("docmanager:save")
    (output,) = json.loads(book.path.read_text())["cells"][0]["outputs"]
    assert set(output["data"]) == {
        "text/plain",
        "image/png",
        "application/vnd.jupyter.widget-view+json",
    }
    assert "ImageViewer(LSSTCam r" in "".join(output["data"]["text/plain"])
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", tmp_path, book.path],
        check=True,
        capture_output=True,
    )
    assert re.search(r'<img[^>]+src="data:image/png;base64,', (tmp_path / "saved.html").read_text())
    book.close()

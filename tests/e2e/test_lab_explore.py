"""Exploring a catalogue in JupyterLab: chosen in one place, seen in all, nothing fetched from a network."""

import re

import numpy as np
import pytest
from matplotlib.path import Path

SETUP = """
import numpy as np
from astropy.table import Table
import imgview
rng = np.random.default_rng(5)
n = 600
image = imgview.MaskedImage(
    imgview.Image(rng.normal(100, 5, (400, 600)).astype(np.float32), unit="nJy", yx0=(1000, 2000)))
table = Table({"id": np.arange(n), "x": rng.uniform(2000, 2599, n), "y": rng.uniform(1000, 1399, n)})
table["mag"], table["size"] = rng.uniform(18, 25, n), rng.gamma(2, 1, n)
table["size"].unit = "pix"
nasty = "<img src=x onerror='window.hacked=1'> $$x$$"
table["kind"] = rng.choice(["star", nasty], n)
table[nasty] = rng.normal(size=n)
told = ["id", "mag", "size", "kind", nasty]
explorer = imgview.explore(image, table, x="mag", y=nasty, color="size", columns=told)
"""


GPU = """
// As where there is a GPU.
const real = WebGL2RenderingContext.prototype.getParameter;
WebGL2RenderingContext.prototype.getParameter = function (name) {
  const value = real.call(this, name);
  return typeof value === "string" ? value.replaceAll("SwiftShader", "GPU") : value;
};
"""


def watch(page):
    """Return a list to which every request that leaves the machine is added."""
    asked = []

    def hear(request):
        if not re.match(r"(https?://127\.0\.0\.1|wss?://127\.0\.0\.1|blob:|data:|about:)", request.url):
            asked.append(request.url)

    page.on("request", hear)
    return asked


def explored(lab, browser, name):
    """Return a notebook in which everything stands."""
    book = lab.open(browser, name, [SETUP, "explorer"], height=1300)
    asked = watch(book.page)
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    book.page.locator(".ivx-plots .bk-Figure").nth(1).wait_for()
    book.kernel.wait("explorer._plots.scatter.figure.inner_width > 100")
    return book, asked


def plane(page, nth=0):
    """Return left, top, width and height of the plane of a plot."""
    return page.evaluate(
        """(nth) => {
            const { documents, index } = window.Bokeh;
            const [root] = documents.at(-1).roots();
            const view = Object.values(index.roots ?? index).find(({ model }) => model === root);
            const figure = view.child_views[nth];
            const { left, top } = (figure.canvas_view ?? figure.canvas).el.getBoundingClientRect();
            const { bbox } = figure.frame;
            return [left + bbox.left, top + bbox.top, bbox.width, bbox.height];
        }""",
        nth,
    )


def ranges(kernel):
    """Return x0, x1, y0 and y1 of the scatter plot."""
    ends = [f"explorer._plots.scatter.figure.{axis}_range.{end}" for axis in "xy" for end in ("start", "end")]
    return kernel.value(f"[{', '.join(ends)}]")


def drag(page, start, stop):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*stop, steps=6)
    page.mouse.up()


def test_what_is_chosen_in_one_place_is_seen_in_all(lab, browser, keep):
    book, asked = explored(lab, browser, "explore")
    page, kernel = book.page, book.kernel

    # A box in the scatter plot.
    left, top, width, height = plane(page)
    drag(page, (left + 0.2 * width, top + 0.2 * height), (left + 0.6 * width, top + 0.8 * height))
    chosen = kernel.wait("explorer.selection.rows.tolist()")
    x0, x1, y0, y1 = ranges(kernel)
    mag, noise = (np.array(kernel.value(f"table[{name}].tolist()")) for name in ("'mag'", "nasty"))
    inside = (np.abs((mag - x0) / (x1 - x0) - 0.4) <= 0.2) & (np.abs((noise - y0) / (y1 - y0) - 0.5) <= 0.3)
    assert len(set(chosen) ^ set(np.flatnonzero(inside))) <= 6, "its edges lie on whole pixels"
    assert len(chosen) > 50
    page.locator(".ivx-counts", has_text=f"600 sources · {len(chosen)} selected").wait_for()
    page.locator(".iv-layers", has_text=f"{len(chosen)} selected").wait_for()
    marked = page.locator('.ivx-table tr[aria-selected="true"]')
    rows = [int(row) for row in marked.evaluate_all("rows => rows.map((row) => row.dataset.row)")]
    assert rows == [row for row in chosen if row <= rows[-1]]
    page.locator(".ivx-cutout img").nth(11).wait_for()
    keep(page, "explore-scatter")

    # A row of the table; its cutout; then the viewer's own click.
    page.locator(".ivx-table tbody tr").nth(2).click()
    kernel.wait("explorer.selection.rows.tolist() == [2]")
    page.locator(".ivx-page", has_text="1–1 of 1").wait_for()
    page.locator(".ivx-cutout").click()
    center = kernel.wait("explorer.viewer.viewport and explorer.viewer.viewport['center']")
    assert list(center) == kernel.value("[float(table['x'][2]), float(table['y'][2])]")
    kernel.run("explorer.viewer.center_on(9, fov=40)")
    book.wait_complete()
    page.wait_for_function("document.querySelector('.iv-overlay').dataset.sharp === 'true'")
    box = page.locator("canvas.imgview-canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    kernel.wait("explorer.selection.rows.tolist() == [9]")
    page.wait_for_function(
        "[...window.Bokeh.documents.at(-1)._all_models.values()].some(({ data }) => `${data?.row}` === '9')"
    )
    page.locator('.ivx-table tr[data-row="9"][aria-selected="true"]').wait_for(state="attached")

    # A range of the histogram.
    left, top, width, height = plane(page, 1)
    drag(page, (left + 0.5 * width, top + 0.5 * height), (left + 0.75 * width, top + 0.6 * height))
    kernel.wait("len(explorer.selection) > 50")
    low, high = (kernel.value(f"float(explorer.selected.table['mag'].{end}())") for end in ("min", "max"))
    assert 18 + 0.48 * 7 < low < 18 + 0.52 * 7
    assert 18 + 0.73 * 7 < high < 18 + 0.77 * 7
    assert asked == book.complaints() == []
    book.close()


def test_filters_apply_to_all_and_texts_stay_texts(lab, browser, keep):
    book, asked = explored(lab, browser, "explore-filter")
    page, kernel = book.page, book.kernel
    field = page.locator(".ivx-filter")
    field.fill("mag < 20 & ")
    field.press("Enter")
    page.locator(".ivx-error", has_text="the expression is wrong").wait_for()
    field.fill("mag < 20")
    field.press("Enter")
    kept = kernel.wait("explorer.expression and len(explorer.shown)")
    page.locator(".ivx-counts", has_text=f"{kept} of 600 sources").wait_for()
    page.locator('[data-layer="catalog"] .iv-count', has_text=str(kept)).wait_for()
    assert 50 < kept < 300
    assert page.locator(".ivx-error").is_hidden()
    field.press("Escape")
    page.locator(".ivx-counts", has_text="600 sources").wait_for()
    page.locator(".ivx-select").nth(1).select_option("kind")
    kernel.wait("explorer.bar.state['axes']['y'] == 'kind'")
    keep(page, "explore-categories")
    page.locator(".ivx-select").nth(1).select_option(kernel.value("nasty"))
    kernel.wait("explorer.bar.state['axes']['y'] == nasty")

    page.locator(".ivx-table td", has_text="<img src=x").first.wait_for()
    left, top, width, height = plane(page)
    x0, x1, y0, y1 = ranges(kernel)
    x, y = kernel.value("[float(table['mag'][9]), float(table[nasty][9])]")
    spot = (left + width * (x - x0) / (x1 - x0), top + height * (1 - (y - y0) / (y1 - y0)))
    page.mouse.move(spot[0] - 3, spot[1])
    page.mouse.move(*spot)
    page.locator(".bk-Tooltip", has_text="<img src=x onerror").first.wait_for()
    keep(page, "explore-hover")
    assert page.evaluate("[window.hacked ?? 0, document.querySelectorAll('img[src=\"x\"]').length]") == [0, 0]
    assert asked == book.complaints() == []
    book.close()


def test_a_reloaded_page_and_a_second_display_show_the_plots_as_they_are(lab, browser):
    book = lab.open(browser, "explore-again", [SETUP, "explorer", "explorer.plots"], height=1300)
    book.run_cell(0)
    book.run_cell(1)
    page, kernel = book.page, book.kernel
    page.locator(".ivx-plots .bk-Figure").nth(1).wait_for()
    kernel.run("explorer.selection = [1, 2, 3]; explorer.plot(x='size', color='kind')")
    book.run_cell(2)
    page.locator(".ivx-plots").nth(1).locator(".bk-Figure").nth(1).wait_for()
    points = """() => window.Bokeh.documents.map((doc) => [...doc._all_models.values()]
        .filter((model) => model.data?.row).map((model) => model.data.row.length).sort())"""
    page.wait_for_function(f"() => JSON.stringify(({points})()) === '[[3,600],[3,600]]'")
    kernel.run("explorer.selection = [4]")
    page.wait_for_function(f"() => JSON.stringify(({points})()) === '[[1,600],[1,600]]'")
    book.command("docmanager:save")
    page.reload()
    page.locator(".ivx-plots").nth(1).locator(".bk-Figure").nth(1).wait_for(timeout=60_000)
    page.wait_for_function(f"() => JSON.stringify(({points})()) === '[[1,600],[1,600]]'")
    assert book.complaints() == []
    book.close()


def test_the_plots_follow_the_theme_and_use_a_gpu(lab, browser, keep):
    book = lab.open(browser, "explore-theme", [SETUP, "explorer"], height=1300, script=GPU)
    book.run_cell(0)
    book.run_cell(1)
    page = book.page
    page.locator(".ivx-plots .bk-Figure").nth(1).wait_for()
    color = """() => [...window.Bokeh.documents[0]._all_models.values()]
        .find((model) => model.type === "LinearAxis").axis_label_text_color"""
    bright = "Number.parseInt(({color})().slice(1, 3), 16)".replace("{color}", color)
    page.wait_for_function(f"() => {bright} < 100")
    page.evaluate(
        "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: name })",
        "JupyterLab Dark",
    )
    page.wait_for_function(f"() => {bright} > 180")
    keep(page, "explore-dark")
    page.evaluate(
        "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: name })",
        "JupyterLab Light",
    )
    page.wait_for_function(f"() => {bright} < 100")
    drawn_by = """() => { const { roots = {}, ...rest } = window.Bokeh.index;
        const view = [...Object.values(roots), ...Object.values(rest)].find(({ child_views }) => child_views);
        const figure = view.child_views[0];
        return (figure.canvas_view ?? figure.canvas).webgl != null; }"""
    assert page.evaluate(drawn_by)
    assert book.complaints() == []
    book.close()


WAYS = """
import numpy as np
from astropy.table import Table
import imgview
from imgview.plots.figure import inner_size
rng = np.random.default_rng(5)
n = {n}
image = imgview.Image(rng.normal(100, 5, (400, 600)).astype(np.float32), unit="nJy", yx0=(1000, 2000))
table = Table({{"id": np.arange(n), "x": rng.uniform(2000, 2599, n), "y": rng.uniform(1000, 1399, n)}})
table["g_mag"], table["flux"] = 18 + 7 * rng.beta(4, 2, n), 10 ** rng.uniform(-2, 4, n)
table["flux"][:40] = -1.0
explorer = imgview.explore(image, table, x="flux", y="g_mag", log="x")
"""
# Where the plot draws something, as shares of its plane from the left and from below.
INK = """(nth) => {
    const { documents, index } = window.Bokeh;
    const [root] = documents.at(-1).roots();
    const view = Object.values(index.roots ?? index).find(({ model }) => model === root);
    const figure = view.child_views[nth];
    const { bbox } = figure.frame;
    const canvas = (figure.canvas_view ?? figure.canvas).primary.canvas;
    const scale = canvas.width / canvas.clientWidth;
    const [w, h] = [Math.round(bbox.width * scale), Math.round(bbox.height * scale)];
    const { data } = canvas.getContext("2d").getImageData(bbox.left * scale, bbox.top * scale, w, h);
    const ink = [];
    for (let i = 0; i < w * h; i += 1) {
        const [r, g, b, a] = data.subarray(4 * i, 4 * i + 4);
        const coloured = a > 40 && Math.max(r, g, b) - Math.min(r, g, b) > 20;
        if (coloured) ink.push([(i % w) / w, 1 - Math.floor(i / w) / h]);
    }
    return ink;
}"""


def fractions(kernel, x, y):
    """Return where values of a flux and a magnitude lie on the plane: its axes are log, and reversed."""
    x0, x1, y0, y1 = ranges(kernel)
    return np.log10(np.asarray(x) / x0) / np.log10(x1 / x0), (np.asarray(y) - y0) / (y1 - y0)


def trace(page, corners):
    """Drag over a plot, along places that are given as shares of its plane."""
    left, top, width, height = plane(page)
    page.mouse.move(left + corners[0][0] * width, top + (1 - corners[0][1]) * height)
    page.mouse.down()
    for u, v in corners[1:]:
        page.mouse.move(left + u * width, top + (1 - v) * height, steps=6)
    page.mouse.up()


def selected(kernel):
    """Return the rows that have been selected, when some are."""
    kernel.wait("len(explorer.selection) > 0")
    rows = set(kernel.value("explorer.selection.rows.tolist()"))
    kernel.run("explorer.selection = None")
    return rows


def laid_out(kernel):
    """Wait until the page has told the size of the plane."""
    kernel.wait("inner_size(explorer._plots.scatter.figure) != (500.0, 400.0)")


@pytest.mark.parametrize("n", [900, 120_000])
def test_what_is_chosen_on_logarithmic_and_reversed_axes_is_what_is_seen_there(lab, browser, keep, n):
    book = lab.open(browser, f"explore-ways-{n}", [WAYS.format(n=n), "explorer"], height=1300)
    book.run_cell(0)
    book.run_cell(1)
    page, kernel = book.page, book.kernel
    page.locator(".ivx-plots .bk-Figure").nth(1).wait_for()
    laid_out(kernel)
    assert ranges(kernel)[2] > ranges(kernel)[3], "bright ones up"
    assert kernel.value("explorer._plots.scatter.binned") is (n > 100_000)
    note = "40 with flux \N{LESS-THAN OR EQUAL TO} 0 not on a log axis"
    page.locator(".ivx-notes", has_text=note).wait_for()
    flux, mag = (np.array(kernel.value(f"table[{name!r}].tolist()")) for name in ("flux", "g_mag"))
    with np.errstate(all="ignore"):
        u, v = fractions(kernel, flux, mag)
    # Whatever is drawn lies where the numbers do.
    page.wait_for_function(f"(nth) => ({INK})(nth).length > 1000", arg=0)
    ink = np.array(page.evaluate(INK, 0))
    known = flux > 0
    for drawn, true in zip(ink.T, (u[known], v[known]), strict=True):
        np.testing.assert_allclose((drawn.min(), drawn.max()), (true.min(), true.max()), atol=0.03)
    assert abs(np.median(ink[:, 1]) - np.median(v[known])) < 0.1
    # A box, and a lasso whose sides are straight on the page.
    trace(page, [(0.3, 0.3), (0.6, 0.8)])
    boxed = set(np.flatnonzero((np.abs(u - 0.45) <= 0.15) & (np.abs(v - 0.55) <= 0.25)))
    assert len(selected(kernel) ^ boxed) <= 0.02 * n
    assert len(boxed) > 0.05 * n
    page.locator('.bk-ToolIcon[title*="Lasso"], [title*="Lasso"]').first.click()
    corners = [(0.1, 0.2), (0.9, 0.3), (0.6, 0.5), (0.5, 0.9)]
    trace(page, corners)
    inside = set(np.flatnonzero(Path(corners).contains_points(np.column_stack([u, v]))))
    keep(page, f"explore-ways-{n}")
    assert len(selected(kernel) ^ inside) <= 0.02 * n
    assert len(inside) > 0.05 * n
    assert book.complaints() == []
    book.close()


def test_the_bar_changes_axes_and_new_figures_have_the_colours_of_the_page(lab, browser, keep):
    book = lab.open(browser, "explore-bar", [WAYS.format(n=900), "explorer"], height=1300)
    book.run_cell(0)
    book.run_cell(1)
    page, kernel = book.page, book.kernel
    page.locator(".ivx-plots .bk-Figure").nth(1).wait_for()
    pressed = page.locator('.ivx-way[aria-pressed="true"]')
    labels = [way.get_attribute("aria-label") for way in pressed.all()]
    assert labels == ["Logarithmic x axis", "Reversed y axis"]
    for label in (*labels, "Logarithmic counts"):
        page.get_by_label(label).click()
    scales = "(sorted(explorer._plots.scales.log), sorted(explorer._plots.scales.reverse))"
    kernel.wait(f"{scales} == (['counts'], [])")
    page.locator(".ivx-notes", has_text="log axis").wait_for(state="hidden")
    # The kernel knows before it has drawn, and tells the page when it has.
    page.locator('.ivx-way[aria-pressed="true"][aria-label="Logarithmic counts"]').wait_for()
    assert pressed.count() == 1
    laid_out(kernel)
    x0, x1, y0, y1 = ranges(kernel)
    assert x0 < 0 < x1
    assert y0 < y1
    colors = """() => [...window.Bokeh.documents.at(-1)._all_models.values()]
        .filter(({ type }) => /^(Linear|Log)Axis$/.test(type)).map((axis) => axis.axis_label_text_color)"""
    page.wait_for_function(f"() => new Set(({colors})()).size === 1")
    assert page.evaluate(colors)[0] != "#80868b", "the kernel's grey"
    keep(page, "explore-ways-linear")
    trace(page, [(0.0, 0.0), (1.0, 0.5)])
    half = set(np.flatnonzero(np.array(kernel.value("table['g_mag'].tolist()")) <= (y0 + y1) / 2))
    assert len(selected(kernel) ^ half) <= 18
    kernel.run("explorer.plot(log=['x', 'histogram', 'counts'], reverse='y')")
    laid_out(kernel)
    page.evaluate(
        "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: name })",
        "JupyterLab Dark",
    )
    page.wait_for_function(f"() => Number.parseInt(({colors})()[0].slice(1, 3), 16) > 180")
    keep(page, "explore-ways-dark")
    page.evaluate(
        "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: name })",
        "JupyterLab Light",
    )
    assert book.complaints() == []
    book.close()

"""``imgview.explore`` without a page: one selection, every part shows it, and nothing is said twice."""

import json
import subprocess
import sys

import numpy as np
import pytest
from astropy.table import MaskedColumn, Table
from bokeh.events import PanStart, SelectionGeometry

import fake_comm
import imgview
from imgview.errors import ExpressionError, ImgviewError, UnknownNameError
from imgview.model import Catalog
from imgview.viewer.explore.explored import default_axes, gallery_size
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image

NASTY = "<b>bold</b>"


def table(n=40):
    rng = np.random.default_rng(8)
    data = Table({"id": np.arange(n) + 100, "x": rng.uniform(2000, 2200, n), "y": rng.uniform(1000, 1120, n)})
    data["mag"], data["size"] = rng.uniform(18, 25, n), rng.gamma(2, 1, n)
    data["kind"] = rng.choice(["star", NASTY], n)
    data["saturated"] = data["mag"] < 19.5
    data["color"] = MaskedColumn(rng.normal(size=n), mask=np.arange(n) % 4 == 0)
    data["a"], data["b"] = 3.0, 2.0
    return data


class AtOnce:
    """A pool that works while one waits."""

    def __init__(self):
        self.jobs = []

    def submit(self, job, urgency=1, *, after=0.0):
        self.jobs.append(job)

    def run(self):
        while self.jobs:
            self.jobs.pop(0)()


@pytest.fixture
def worker(monkeypatch):
    worker = AtOnce()
    monkeypatch.setattr("imgview.viewer.explore.gallery.shared_pool", lambda: worker)
    return worker


@pytest.fixture
def explorer(opened, worker):
    explorer = imgview.explore(masked_image(), table(), x="mag", y="size", color="color")
    yield explorer
    explorer.close()


def comm_of(opened, widget):
    return next(comm for comm in opened if comm.comm_id == widget.model_id)


def ask(widget, **content):
    """Ask as the page does."""
    widget.comm.from_page({"method": "custom", "content": content})


def shown(explorer):
    """Return the rows that each part shows as selected."""
    _, chosen = (
        r.data_source.data for r in explorer._plots.scatter.figure.renderers if "row" in r.data_source.data
    )
    histogram = explorer._plots.histogram.figure.renderers[1].data_source.data["top"]
    rows = sorted(line["row"] for line in explorer.table.state["rows"] if line["selected"])
    return {
        "viewer": explorer.viewer.selection.rows.tolist(),
        "scatter": chosen["row"].tolist(),
        "histogram": int(np.sum(histogram)),
        "table": rows,
        "gallery": explorer.gallery.state["total"],
    }


def everywhere(rows):
    return {"viewer": rows, "scatter": rows, "histogram": len(rows), "table": rows, "gallery": len(rows)}


def box(explorer, x0, x1, y0, y1, *, shift=False):
    figure = explorer._plots.scatter.figure
    keys = {"shift": shift, "ctrl": False, "alt": False}
    figure._trigger_event(PanStart(figure, x=0, y=0, modifiers=keys))
    figure._trigger_event(
        SelectionGeometry(figure, geometry={"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1})
    )


def test_a_selection_anywhere_is_one_everywhere(explorer, opened, worker):
    data = explorer.catalog.table
    bright = np.flatnonzero((data["mag"] < 20) & (data["size"] < 50)).tolist()
    assert len(bright) > 3
    box(explorer, 10, 20, 0, 50)
    worker.run()
    assert shown(explorer) == everywhere(bright)
    assert list(explorer.selected.index) == bright
    # The viewer's own lasso, as its page sends it.
    rows = np.array([2, 5, 7], "<u4")
    explorer.viewer.comm.from_page(
        {
            "method": "update",
            "state": {"selection": {"layer": explorer.layer._key}},
            "buffer_paths": [["selection", "rows"]],
        },
        [memoryview(rows.tobytes())],
    )
    worker.run()
    assert shown(explorer) == everywhere([2, 5, 7])
    ask(explorer.table, ask="pick", row=9, mode="toggle")
    worker.run()
    assert shown(explorer) == everywhere([2, 5, 7, 9])
    figure = explorer._plots.histogram.figure
    low, high = sorted(data["mag"])[:2]
    figure._trigger_event(PanStart(figure, x=0, y=0, modifiers={"shift": True, "ctrl": False, "alt": False}))
    figure._trigger_event(
        SelectionGeometry(figure, geometry={"type": "rect", "x0": low, "x1": high, "y0": 0, "y1": 1})
    )
    two = np.flatnonzero(data["mag"] <= high).tolist()
    worker.run()
    assert shown(explorer) == everywhere(sorted({2, 5, 7, 9, *two}))
    explorer.selection = data["saturated"]
    worker.run()
    assert shown(explorer) == everywhere(np.flatnonzero(data["saturated"]).tolist())
    ask(explorer.bar, ask="clear")
    worker.run()
    assert shown(explorer) == everywhere([])
    assert explorer.bar.state["counts"] == "40 sources"


def test_what_is_selected_is_a_table_of_the_users_own_catalog(opened, worker):
    mine = Catalog(table(), x="x", y="y", id="id")
    viewer = ImageViewer(masked_image())
    for explorer in (imgview.explore(viewer, mine), imgview.explore(masked_image(), table())):
        catalog = explorer.catalog
        assert (catalog is mine) is (explorer.viewer is viewer)
        box(explorer, *[-1e9, 1e9] * 2)
        assert catalog.selected["id"].tolist() == catalog.table["id"].tolist()
        ask(explorer.table, ask="pick", row=9, mode="replace")
        assert catalog.selected["id"].tolist() == [109]
        explorer.filter("id > 115")
        assert len(catalog.selected) == 0
        explorer.selection = [20]
        assert catalog.selected["id"].tolist() == [120] == explorer.selected["id"].tolist()
        explorer.close()
        assert len(catalog.selected) == (explorer.viewer is viewer), "a viewer of one's own stays"
    viewer.close()
    assert len(mine.selected) == 0


def test_a_filter_applies_to_all_and_selects_nothing_hidden(explorer, worker):
    data = explorer.catalog.table
    explorer.selection = np.arange(10)
    left = explorer.filter("~saturated & (mag < 23)")
    kept = np.flatnonzero(~data["saturated"] & (data["mag"] < 23))
    worker.run()
    np.testing.assert_array_equal(left.index, kept)
    np.testing.assert_array_equal(np.flatnonzero(explorer.layer.shown), kept)
    points = next(
        r.data_source.data for r in explorer._plots.scatter.figure.renderers if "row" in r.data_source.data
    )
    np.testing.assert_array_equal(points["row"], kept)
    assert explorer._plots.histogram.counts.sum() == len(kept) == explorer.table.state["total"]
    assert shown(explorer) == everywhere([row for row in range(10) if row in kept])
    explorer.selection = [0, *range(40)]
    assert list(explorer.selection.rows) == list(kept)
    box(explorer, 0, 100, 0, 100)
    assert list(explorer.selection.rows) == list(kept)
    # A page that has not heard of the filter yet asks for a row that is gone.
    hidden = int(np.flatnonzero(~np.isin(np.arange(40), kept))[0])
    ask(explorer.table, ask="pick", row=hidden, mode="toggle")
    assert list(explorer.selection.rows) == list(kept)
    assert explorer.bar.state["counts"] == f"{len(kept)} of 40 sources · {len(kept)} selected"
    for wrong, error in (
        ("mag <", ExpressionError),
        ("magn < 3", UnknownNameError),
        ("mag", ExpressionError),
    ):
        with pytest.raises(error):
            explorer.filter(wrong)
    assert explorer.expression == "~saturated & (mag < 23)"
    assert len(explorer.filter(None)) == 40
    assert explorer.layer.shown.all()


def test_what_is_wrong_in_the_field_is_said_beside_it(explorer):
    ask(explorer.bar, ask="filter", text="mag < 20")
    count = len(explorer.shown)
    assert (explorer.bar.state["error"], count) == ("", int((explorer.catalog.table["mag"] < 20).sum()))
    for text, word in (("mag <", "something is missing"), ("magn < 3", "magn"), ("open('x')", "open")):
        ask(explorer.bar, ask="filter", text=text)
        assert word in explorer.bar.state["error"]
        assert (explorer.bar.state["filter"], len(explorer.shown)) == (text, count)
    ask(explorer.bar, ask="filter", text="mag < 20")
    assert explorer.bar.state["error"] == ""
    ask(explorer.bar, ask="axis", axis="x", column="nothing")
    assert "nothing" in explorer.bar.state["error"]
    assert explorer.bar.state["axes"]["x"] == "mag"
    ask(explorer.bar, ask="axis", axis="y", column="kind")
    assert (explorer.bar.state["error"], explorer.bar.state["axes"]["y"]) == ("", "kind")
    ask(explorer.bar, ask="axis", axis="color", column=None)
    assert explorer.bar.state["axes"]["color"] is None
    for nonsense in (
        {"ask": "axis", "axis": "z", "column": "mag"},
        {"ask": "filter"},
        {"ask": "unheard"},
        {"ask": 3},
        {},
    ):
        explorer.bar.comm.from_page({"method": "custom", "content": nonsense})
    assert explorer.bar.state["error"] == ""


def display(explorer, opened):
    """Show the plots as a page does, and return the comm of their models."""
    before = len(opened)
    ask(explorer.plots, ask="open", ticket="t")
    told = explorer.plots.comm.replies[-1][0]
    assert told["kind"] == "opened"
    made = opened[before:]
    return next(comm for comm in made if comm.comm_id == told["model"])


def test_a_selection_is_one_patch_to_the_plots_and_one_update_of_each_part(explorer, opened, worker):
    comm = display(explorer, opened)
    widgets = {
        "bar": explorer.bar,
        "table": explorer.table,
        "viewer": explorer.viewer,
        "plots": explorer.plots,
    }
    worker.run()
    fake_comm.settled(explorer.viewer.comm)
    before = {name: len(widget.comm.sent) for name, widget in widgets.items()}
    sent = len(comm.sent)
    box(explorer, 18, 23, 0, 50)
    patches = [data["content"] for data, _ in comm.sent[sent:]]
    assert [set(patch) for patch in patches] == [{"msg", "payload"}] * 3, (
        "header, metadata and content of one patch"
    )
    kinds = [event["kind"] for event in json.loads(patches[2]["payload"])["events"]]
    assert set(kinds) == {"ModelChanged", "ColumnDataChanged"}
    assert len(kinds) < 10
    news = {name: len(widget.comm.sent) - before[name] for name, widget in widgets.items()}
    assert news == {"bar": 1, "table": 1, "viewer": 1, "plots": 0}
    # The same again is news to nobody.
    before = {name: len(widget.comm.sent) for name, widget in widgets.items()}
    sent = len(comm.sent)
    box(explorer, 18, 23, 0, 50)
    assert len(comm.sent) == sent
    assert {name: len(widget.comm.sent) for name, widget in widgets.items()} == before


def test_what_the_page_sets_is_not_sent_back_to_it(explorer, opened):
    comm = display(explorer, opened)
    sent = len(comm.sent)
    figure = explorer._plots.scatter.figure
    for attr, value in (("inner_width", 333), ("inner_height", 222)):
        comm.from_page(
            {
                "method": "custom",
                "content": {
                    "event": "jsevent",
                    "kind": "ModelChanged",
                    "model": {"id": figure.id},
                    "attr": attr,
                    "new": value,
                },
            }
        )
    comm.from_page(
        {
            "method": "custom",
            "content": {
                "event": "jsevent",
                "kind": "MessageSent",
                "msg_type": "bokeh_event",
                "msg_data": {
                    "type": "event",
                    "name": "rangesupdate",
                    "values": {
                        "type": "map",
                        "entries": [
                            ["model", {"id": figure.id}],
                            ["x0", 19.0],
                            ["x1", 20.0],
                            ["y0", 0.0],
                            ["y1", 1.0],
                        ],
                    },
                },
            },
        }
    )
    assert (figure.inner_width, figure.x_range.start, figure.x_range.end) == (333, 19.0, 20.0)
    assert len(comm.sent) == sent


def test_each_display_gets_the_plots_as_they_are_and_old_ones_are_forgotten(explorer, opened):
    first = display(explorer, opened)
    explorer.selection = [1, 2, 3]
    ask(explorer.plots, ask="open", ticket="u")
    second = next(c for c in opened if c.comm_id == explorer.plots.comm.replies[-1][0]["model"])
    bundle = json.loads(second.sent[0][0]["state"]["render_bundle"])
    assert "docs_json" in bundle
    sent = [len(comm.sent) for comm in (first, second)]
    explorer.selection = [4]
    assert [len(comm.sent) - count for comm, count in zip((first, second), sent, strict=True)] == [3, 3]
    ask(explorer.plots, ask="gone", ticket="t")
    assert first.closed
    for ticket in "vwxy":
        ask(explorer.plots, ask="open", ticket=ticket)
    assert second.closed, "a reloaded page says no goodbye"
    explorer.selection = [5]


def test_bokehjs_comes_from_the_kernel(explorer):
    import zlib

    ask(explorer.plots, ask="bokeh")
    content, buffers = explorer.plots.comm.replies[-1]
    assert (content, len(buffers)) == ({"kind": "bokeh"}, 2)
    scripts = [zlib.decompress(packed).decode() for packed in buffers]
    assert "Bokeh" in scripts[0]
    assert "webgl" in scripts[1].lower()


def test_the_table_sorts_all_rows_and_pages_through_them(opened, worker):
    data = table(250)
    data["color"].mask = np.arange(250) % 4 == 0
    explorer = imgview.explore(masked_image(), data, columns=["id", "color", "kind"])
    listed = explorer.table

    def rows():
        return [line["row"] for line in listed.state["rows"]]

    assert [column["name"] for column in listed.state["columns"]] == ["id", "color", "kind"]
    assert (rows(), listed.state["total"]) == (list(range(100)), 250)
    ask(listed, ask="page", by=1)
    ask(listed, ask="page", by=1)
    ask(listed, ask="page", by=1)
    assert rows() == list(range(200, 250))
    ask(listed, ask="sort", column="color")
    values = data["color"]
    known = np.flatnonzero(~values.mask)
    assert rows() == known[np.argsort(np.array(values)[known], kind="stable")][:100].tolist()
    ask(listed, ask="sort", column="color")
    assert rows()[0] == known[np.argmax(np.array(values)[known])]
    assert listed.state["order"] == {"column": "color", "descending": True}
    ask(listed, ask="page", by=2)
    assert listed.state["rows"][-1]["cells"][1] == "\N{EM DASH}"
    ask(listed, ask="sort", column="color")
    assert (rows()[:3], listed.state["order"]) == ([0, 1, 2], None)
    ask(listed, ask="sort", column="nothing")
    # What is selected elsewhere is turned to; what is selected here stays in sight.
    explorer.selection = [180, 240]
    assert rows()[0] == 100
    ask(listed, ask="pick", row=110, mode="replace")
    ask(listed, ask="pick", row=114, mode="range")
    assert list(explorer.selection.rows) == [110, 111, 112, 113, 114]
    ask(listed, ask="only", on=True)
    assert rows() == [110, 111, 112, 113, 114]
    explorer.selection = None
    assert (rows(), listed.state["text"]) == ([], "Nothing is selected.")
    ask(listed, ask="only", on=False)
    ask(listed, ask="center", row=3)
    x, y = explorer.viewer.viewport["center"]
    assert (x, y) == (data["x"][3], data["y"][3])
    for nonsense in (
        {"ask": "pick", "row": 1e9, "mode": "x"},
        {"ask": "pick", "row": 10**9, "mode": "x"},
        {"ask": "page"},
    ):
        listed.comm.from_page({"method": "custom", "content": nonsense})
    assert any(NASTY in line["cells"] for line in listed.state["rows"]), "as text, not as markup"
    explorer.close()


def test_cutouts_are_painted_as_the_viewer_paints(explorer, worker):
    from imgview.render.png import png_bytes
    from imgview.render.view import view_rgba
    from imgview.viewer.snapshot import style_of

    viewer, gallery = explorer.viewer, explorer.gallery
    explorer.selection = np.arange(30)
    worker.run()
    state = gallery.state
    assert ([cutout["label"] for cutout in state["cutouts"]], state["total"]) == (
        [str(100 + i) for i in range(12)],
        30,
    )
    place = explorer.catalog.positions()

    def expected(row):
        pyramid = viewer.loaded.picture.source(viewer.component).pyramid
        center = place.x[row], place.y[row]
        return png_bytes(
            view_rgba(
                pyramid,
                style_of(viewer, pyramid),
                width=128,
                height=128,
                center=center,
                fov=gallery.state["fov"],
            )
        )

    assert state["cutouts"][3]["png"] == expected(3)
    before = state["cutouts"][3]["png"]
    viewer.stretch, viewer.cuts = "log", (0.0, 3.0)
    viewer.planes["CR"].visible = not viewer.planes["CR"].visible
    assert len(worker.jobs) == 1, "whatever changes at once is painted once"
    worker.run()
    assert before != gallery.state["cutouts"][3]["png"] == expected(3)
    ask(gallery, ask="page", by=1)
    ask(gallery, ask="page", by=7)
    ask(gallery, ask="size", by=2)
    worker.run()
    assert [cutout["row"] for cutout in gallery.state["cutouts"]] == list(range(24, 30))
    assert gallery.state["fov"] == 2 * state["fov"]
    ask(gallery, ask="center", row=25)
    assert viewer.viewport["center"] == (place.x[25], place.y[25])
    ask(explorer.table, ask="sort", column="mag")
    explorer.selection = [3, 9, 17]
    worker.run()
    order = sorted((3, 9, 17), key=lambda row: explorer.catalog.table["mag"][row])
    assert [cutout["row"] for cutout in gallery.state["cutouts"]] == order, "in the order of the table"


def test_a_row_without_a_place_has_an_empty_cutout_and_is_counted(opened, worker):
    data = table()
    data["x"][5] = np.nan
    explorer = imgview.explore(masked_image(), data, x="color", y="size")
    assert explorer.bar.state["notes"] == "10 without color or size · 10 without color"
    explorer.selection = [5]
    worker.run()
    assert len(explorer.gallery.state["cutouts"]) == 1
    ask(explorer.gallery, ask="center", row=5)
    assert "row 5" in explorer.bar.state["error"]
    explorer.close()


@pytest.mark.parametrize("n", [0, 1])
def test_few_rows_are_explored(opened, worker, n):
    explorer = imgview.explore(masked_image(), table(max(n, 1))[:n])
    explorer.selection = slice(None)
    explorer.filter("mag > 0")
    worker.run()
    assert len(explorer.selected) == n
    assert explorer.bar.state["counts"].startswith(f"{n} source")
    explorer.close()


def test_too_many_rows_are_refused_as_by_the_layer(opened):
    many = Table({"x": np.zeros(2_000_001), "y": np.zeros(2_000_001)})
    before = len(opened)
    with pytest.raises(ImgviewError, match="2,000,001 sources, more than a page can draw"):
        imgview.explore(masked_image(), many)
    assert all(comm.closed for comm in opened[before:])


def test_two_million_rows_are_explored(opened, worker):
    rng = np.random.default_rng(1)
    n = 2_000_000
    data = Table(
        {"x": rng.uniform(2000, 2200, n), "y": rng.uniform(1000, 1120, n), "mag": rng.normal(22, 1, n)}
    )
    data["size"] = rng.gamma(2, 1, n)
    explorer = imgview.explore(masked_image(), data, x="mag", y="size")
    assert explorer.bar.state["notes"] == "points are binned"
    comm = display(explorer, opened)
    assert len(comm.sent[0][0]["state"]["render_bundle"]) < 2e6
    box(explorer, 21.5, 22, 0, 1)
    inside = (data["mag"] >= 21.5) & (data["mag"] <= 22) & (data["size"] <= 1)
    np.testing.assert_array_equal(explorer.selection.rows, np.flatnonzero(inside))
    explorer.filter("mag < 19")
    assert "binned" not in explorer.bar.state["notes"]
    explorer.close()


def test_a_viewer_and_its_layer_are_explored_as_they_are(opened, worker):
    viewer = ImageViewer(masked_image(), stretch="log")
    layer = viewer.add_catalog(table(), "mine", color="red")
    explorer = imgview.explore(viewer, layer, x="mag")
    assert explorer.viewer is viewer
    assert explorer.layer.color == "#ff0000"
    with pytest.raises(ImgviewError, match="stretch= is for an image"):
        imgview.explore(viewer, layer, stretch="log")
    with pytest.raises(ImgviewError, match="another viewer"):
        imgview.explore(ImageViewer(masked_image()), layer)
    with pytest.raises(UnknownNameError, match="magg"):
        imgview.explore(viewer, layer, x="magg")
    assert not viewer.comm.closed
    # A selection in another layer is none of ours.
    viewer.add_catalog(table(), "other")
    viewer.selection = {"other": [1, 2]}
    assert len(explorer.selection) == len(explorer.selected) == 0
    # With another image the layer goes; whoever selects brings it back.
    viewer.load_image(masked_image())
    assert "mine" not in viewer.layers
    explorer.filter("mag < 22")
    explorer.selection = np.arange(40)
    assert viewer.layers["mine"].shown.sum() == len(explorer.selection) == len(explorer.shown)
    explorer.close()


def test_what_is_plotted_at_first_suits(opened):
    def axes(**columns):
        catalog = Catalog(Table(columns), x="x", y="y", **({"flux": "flux"} if "flux" in columns else {}))
        names = imgview.plots.column.plot_names(catalog)
        return default_axes(catalog, names, dict.fromkeys(("x", "y", "color", "histogram")))

    one = [1.0]
    assert axes(x=one, y=one, e=one, mag=one, size=one)["x"] == "mag"
    assert axes(x=one, y=one, flux_err=one, flux=one, size=one) | {"color": 0} == {
        "x": "log10(flux)",
        "y": "size",
        "histogram": "log10(flux)",
        "color": 0,
    }
    assert list(axes(x=one, y=one).values())[:2] == ["x", "y"]
    assert gallery_size(Catalog(Table({"x": one, "y": one}), x="x", y="y")) == 48
    big = Table({"x": one, "y": one, "a": [9.0], "b": [4.0]})
    assert gallery_size(Catalog(big, x="x", y="y", a="a", b="b")) == 128


def test_the_picture_of_the_viewer_stays_where_nothing_is_alive(explorer):
    bundle = explorer._repr_mimebundle_()
    assert {"image/png", "text/plain", "application/vnd.jupyter.widget-view+json"} <= bundle.keys()
    assert repr(explorer).startswith("Explorer(ImageViewer(")


def test_bokeh_is_imported_by_who_explores_and_by_nobody_else():
    code = (
        "import imgview, sys; assert not {'bokeh', 'jupyter_bokeh', 'pandas'} & set(sys.modules), sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def ways(explorer):
    """Return how the axes are drawn: as Python, the bar and Bokeh have it."""
    scales, state, plots = explorer._plots.scales, explorer.bar.state, explorer._plots
    assert (sorted(scales.log), sorted(scales.reverse)) == (state["log"], state["reverse"])
    x, y = plots.scatter.figure.x_range, plots.scatter.figure.y_range
    turned = [name for name, span in (("x", x), ("y", y)) if span.start > span.end]
    assert turned == state["reverse"]
    figures = {"x": plots.scatter.figure.xaxis, "y": plots.scatter.figure.yaxis}
    figures |= {"histogram": plots.histogram.figure.xaxis, "counts": plots.histogram.figure.yaxis}
    logs = sorted(name for name, axes in figures.items() if type(axes[0]).__name__ == "LogAxis")
    assert logs == state["log"]
    assert plots.pane._root.children == [plots.scatter.figure, plots.histogram.figure]
    return state["log"], state["reverse"]


def test_axes_are_logarithmic_and_reversed_where_asked_and_magnitudes_have_the_bright_up(opened, worker):
    data = table()
    data["flux"] = 10 ** (0.4 * (31.4 - data["mag"]))
    data["flux"][:5] = [-1.0, 0.0, -2.0, -3.0, 0.0]
    explorer = imgview.explore(masked_image(), data, x="flux", y="mag", log="x")
    assert ways(explorer) == (["x"], ["y"])
    told = "5 with flux \N{LESS-THAN OR EQUAL TO} 0 not on a log axis"
    assert explorer.bar.state["notes"] == told
    explorer.filter("flux > 0")
    assert explorer.bar.state["notes"] == ""
    explorer.filter(None)
    explorer.selection = [0, 8]
    worker.run()
    assert shown(explorer)["scatter"] == [8], "what is selected there is selected nonetheless"
    explorer.plot(y="size")
    assert ways(explorer) == (["x"], []), "a size is no magnitude"
    explorer.plot(log=("x", "counts"), reverse=["x"])
    assert ways(explorer) == (["counts", "x"], ["x"])
    explorer.plot(x="size", y="mag")
    assert ways(explorer) == (["counts"], ["y"]), "another column begins anew"
    explorer.plot(reverse=())
    explorer.plot(color="size", histogram="size")
    assert ways(explorer) == (["counts"], []), "what was asked for stays"
    for how, error, words in (
        ({"log": "z"}, UnknownNameError, "axis to be logarithmic"),
        ({"reverse": "counts"}, UnknownNameError, "axis to be reversed"),
        ({"x": "kind", "log": "x"}, ImgviewError, "holds categories"),
    ):
        with pytest.raises(error, match=words):
            explorer.plot(**how)
        assert ways(explorer) == (["counts"], [])
        assert explorer.bar.state["axes"]["x"] == "size"
    explorer.close()
    assert ways(imgview.explore(masked_image(), data, x="mag", y="size"))[1] == []
    assert ways(imgview.explore(masked_image(), data, y="mag", reverse=()))[1] == []


def test_the_bar_asks_for_logarithms_and_turned_axes(explorer, opened, worker):
    comm = display(explorer, opened)
    before = explorer.plots.state["fresh"]
    ask(explorer.bar, ask="log", axis="x", on=True)
    assert ways(explorer) == (["x"], [])
    kinds = [
        event["kind"]
        for data, _ in comm.sent
        if data.get("method") == "custom" and "events" in str(data["content"].get("payload"))
        for event in json.loads(data["content"]["payload"])["events"]
    ]
    assert "ModelChanged" in kinds
    assert explorer.plots.state["fresh"] == before + 1, "the page has to give it its colours"
    box(explorer, 18, 23, 0, 50)
    worker.run()
    magnitude = explorer.catalog.table["mag"]
    assert shown(explorer)["scatter"] == np.flatnonzero(magnitude <= 23).tolist()
    ask(explorer.bar, ask="log", axis="counts", on=True)
    ask(explorer.bar, ask="reverse", axis="y", on=True)
    assert ways(explorer) == (["counts", "x"], ["y"])
    ask(explorer.bar, ask="log", axis="x", on=False)
    ask(explorer.bar, ask="reverse", axis="y", on=False)
    assert ways(explorer) == (["counts"], [])
    ask(explorer.bar, ask="axis", axis="y", column="kind")
    ask(explorer.bar, ask="log", axis="y", on=True)
    assert "'kind' holds categories" in explorer.bar.state["error"]
    for nonsense in ({"axis": "z", "on": True}, {"axis": "x", "on": 1}, {"axis": None, "on": True}):
        ask(explorer.bar, ask="log", **nonsense)
    assert ways(explorer) == (["counts"], [])


def test_a_page_with_a_gpu_gets_more_points_one_by_one(opened, worker, monkeypatch):
    monkeypatch.setattr("imgview.viewer.explore.catalog_plots.MOST_POINTS", 1000)
    monkeypatch.setattr("imgview.viewer.explore.catalog_plots.MOST_POINTS_UNAIDED", 30)
    explorer = imgview.explore(masked_image(), table())
    assert explorer.bar.state["notes"] == "points are binned"
    for gpu, notes in ((True, ""), (False, "points are binned"), (None, "points are binned"), (True, "")):
        ask(explorer.plots, ask="open", ticket=f"t{gpu}", gpu=gpu)
        assert explorer.bar.state["notes"] == notes
        assert explorer._plots.scatter.binned is bool(notes)
    explorer.close()

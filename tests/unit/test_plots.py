"""Plots of a catalogue: real Bokeh models, and the events that a page would send."""

import numpy as np
import pytest
from astropy import units as u
from astropy.table import MaskedColumn, QTable, Table
from bokeh.document import Document
from bokeh.events import PanStart, RangesUpdate, SelectionGeometry, Tap
from bokeh.models import PlainText
from matplotlib.path import Path

from imgview.errors import ExpressionError, ImgviewError, SettingError, UnknownNameError
from imgview.model import Catalog
from imgview.plots.column import PlotColumn, is_magnitude, plot_names
from imgview.plots.density import counted, shaded
from imgview.plots.histogram import HistogramPlot
from imgview.plots.plot_axis import PlotAxis, round_numbers
from imgview.plots.region import combined, nearest_row, rows_in
from imgview.plots.scatter import ScatterPlot

NASTY = "<img src=x onerror=alert(1)>"
TEX = "$$x^2$$"


def table(n=50):
    rng = np.random.default_rng(3)
    data = Table(
        {"mag": rng.uniform(18, 25, n), "size": rng.gamma(2, 1, n), "flux": 10 ** rng.uniform(0, 4, n)}
    )
    data["size"].unit = "pix"
    data["extended"] = rng.random(n) > 0.5
    data["kind"] = rng.choice(["star", NASTY, TEX], n)
    data["apertures"] = rng.normal(size=(n, 3))
    data["stamp"] = np.zeros((n, 8, 8))
    data["thing"] = np.array([{}] * n, dtype=object)
    data["holes"] = MaskedColumn(rng.normal(size=n), mask=np.arange(n) % 5 == 0)
    return data


@pytest.fixture
def catalog():
    return Catalog(table())


def test_columns_that_can_be_plotted_are_offered(catalog):
    names = plot_names(catalog)
    assert names == [
        *("mag", "size", "flux", "log10(flux)", "extended", "kind"),
        *("apertures[0]", "apertures[1]", "apertures[2]", "holes"),
    ]
    for name in names:
        column = PlotColumn.of(catalog, name)
        assert column.values.shape == (50,)
        assert column.values.dtype == np.float64


def test_numbers_stand_for_themselves_and_say_their_unit(catalog):
    size = PlotColumn.of(catalog, "size")
    np.testing.assert_array_equal(size.values, catalog.table["size"])
    assert (size.label, size.categories) == ("size [pix]", ())
    np.testing.assert_array_equal(
        PlotColumn.of(catalog, "apertures[2]").values, catalog.table["apertures"][:, 2]
    )
    quantity = PlotColumn.of(Catalog(QTable({"d": [1.0, 2.0] * u.arcsec})), "d")
    assert (quantity.label, list(quantity.values)) == ("d [arcsec]", [1.0, 2.0])
    holes = PlotColumn.of(catalog, "holes")
    np.testing.assert_array_equal(np.isnan(holes.values), catalog.table["holes"].mask)
    wild = PlotColumn.of(Catalog(Table({"d": [np.inf, 3.0, -np.inf, 2.0]})), "d")
    assert wild.limits(np.arange(4)) == (2.0, 3.0)
    assert wild.limits(np.array([1])) == (2.5, 3.5)
    assert wild.limits(np.array([0])) == wild.limits(np.zeros(0, int)) == (0.0, 1.0)


def test_expressions_over_columns_are_columns_too(catalog):
    expected = -2.5 * np.log10(catalog.table["flux"]) + 31.4
    np.testing.assert_allclose(PlotColumn.of(catalog, "-2.5 * log10(flux) + 31.4").values, expected)
    constant = PlotColumn.of(catalog, "1 + 1")
    assert list(constant.values) == [2.0] * 50
    masked = PlotColumn.of(catalog, "holes + 1").values
    np.testing.assert_array_equal(np.isnan(masked), catalog.table["holes"].mask)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("magn", UnknownNameError),
        ("apertures[3]", UnknownNameError),
        ("mag[0]", UnknownNameError),
        ("stamp", ImgviewError),
        ("thing", ImgviewError),
        ("mag +", ExpressionError),
        ("nothing + 1", UnknownNameError),
        ("__import__('os')", ImgviewError),
    ],
)
def test_what_cannot_be_plotted_is_refused(catalog, name, error):
    with pytest.raises(error):
        PlotColumn.of(catalog, name)


def test_truths_and_texts_become_categories(catalog):
    truths = PlotColumn.of(catalog, "extended")
    assert truths.categories == ("False", "True")
    np.testing.assert_array_equal(truths.values, catalog.table["extended"])
    texts = PlotColumn.of(catalog, "kind")
    assert texts.categories == (TEX, f"{NASTY[:19]}\N{HORIZONTAL ELLIPSIS}", "star")
    words = np.array([TEX, NASTY, "star"])[texts.values.astype(int)]
    np.testing.assert_array_equal(words, catalog.table["kind"])
    names = [f"n{i:02d}" for i in range(30)] + ["n03", "", "  "]
    many = PlotColumn.of(Catalog(Table({"name": names})), "name")
    assert many.categories == (
        *("n00", "n01", "n02", "n03", "n04", "n05", "n06", "n07", "n08", "n09", "n10"),
        "19 others",
    )
    assert many.values[29] == 11
    assert np.isnan(many.values[31:]).all()
    missing = MaskedColumn(["a", "b", "a"], mask=[False, True, False])
    one = PlotColumn.of(Catalog(Table({"name": missing})), "name")
    assert (one.categories, np.isnan(one.values).tolist()) == (("a",), [False, True, False])
    assert PlotColumn.of(Catalog(Table({"b": [b"x\xff", b"y"]})), "b").categories == ("x\ufffd", "y")


def test_colours_of_few_whole_numbers_are_categories():
    def grouped(values):
        return PlotColumn.of(Catalog(Table({"n": values})), "n").grouped()

    kinds = grouped([1.0, np.nan, 0.0, -3.0, 1.0])
    assert kinds.categories == ("-3", "0", "1")
    np.testing.assert_array_equal(kinds.values, [2, np.nan, 1, 0, 2])
    assert grouped(np.array([2**40, 5])).categories == ("5", str(2**40))
    assert grouped(["b", "a"]).categories == ("a", "b")
    late = np.zeros(2000)
    for quantities in ([0.0, 0.5], np.arange(7), [1, 1], [np.nan], [], np.append(late, np.arange(9))):
        column = grouped(quantities)
        assert column.categories == ()
        np.testing.assert_array_equal(column.values, quantities)


def test_boxes_and_lassos_take_in_what_lies_inside(rng):
    x, y = rng.normal(size=(2, 3000))
    x[::7] = np.nan
    box = {"type": "rect", "x0": 1.0, "x1": -0.5, "y0": -0.2, "y1": 0.7}
    np.testing.assert_array_equal(rows_in(box, x, y), (x >= -0.5) & (x <= 1) & (y >= -0.2) & (y <= 0.7))
    corners = np.array([[-1, -1], [1.2, -0.3], [0.1, 0.2], [0.4, 1.5], [-0.8, 0.9]]) * 1e-9
    lasso = {"type": "poly", "x": list(corners[:, 0]), "y": list(corners[:, 1])}
    expected = Path(corners * 1e9).contains_points(np.nan_to_num(np.column_stack([x, y]), nan=99))
    np.testing.assert_array_equal(rows_in(lasso, x * 1e-9, y * 1e-9), expected)
    assert 100 < expected.sum() < 2900
    for wrong in (
        {},
        {"type": "point"},
        {"type": "rect", "x0": "a", "x1": 2},
        {"type": "poly", "x": [1, 2], "y": [1, 2]},
        {"type": "poly", "x": [1, 2, None], "y": [1, 2, 3]},
        {"type": "poly", "x": [1, 2, 3], "y": [1]},
    ):
        assert not rows_in(wrong, x, y).any()


def test_the_nearest_row_within_reach_is_found():
    x, y = np.array([0.0, 1.0, np.nan]), np.array([0.0, 100.0, 5.0])
    assert nearest_row((0.9, 80.0), x, y, (0.5, 50.0)) == 1
    assert nearest_row((0.5, 50.0), x, y, (0.1, 10.0)) is None
    assert nearest_row((0.0, 0.0), x[2:], y[2:], (1.0, 1.0)) is None
    assert nearest_row((0.0, 0.0), x[:0], y[:0], (1.0, 1.0)) is None


def test_selections_are_combined_as_bokehs_tools_say():
    old, new = np.array([True, True, False, False]), np.array([True, False, True, False])
    expected = {"replace": new, "append": old | new, "intersect": old & new, "subtract": old & ~new}
    for mode, rows in (expected | {"toggle": old ^ new, "unheard of": new}).items():
        np.testing.assert_array_equal(combined(mode, old, new), rows)


def test_bins_count_what_numpy_counts(rng):
    x, y, w = rng.normal(size=(3, 20_000))
    x[::11], w[::13] = np.nan, np.nan
    counts, means = counted(x, y, ((2.0, -1.0), (-2.0, 1.5)), (30, 20), w)
    known = ~np.isnan(x)
    span = {"bins": (30, 20), "range": ((-2.0, 1.5), (-1.0, 2.0))}
    expected, *_ = np.histogram2d(y[known], x[known], **span)
    np.testing.assert_array_equal(counts, expected)
    weighed = known & ~np.isnan(w)
    total, *_ = np.histogram2d(y[weighed], x[weighed], weights=w[weighed], **span)
    number, *_ = np.histogram2d(y[weighed], x[weighed], **span)
    with np.errstate(invalid="ignore"):
        np.testing.assert_allclose(means, total / number)
    picture = shaded(counts, np.array([10, 20, 30], np.uint8)).view(np.uint8).reshape(30, 20, 4)
    assert (picture[..., :3] == (10, 20, 30)).all()
    alpha = picture[..., 3]
    assert (alpha[counts == 0] == 0).all()
    assert alpha[counts > 0].min() >= 60
    assert alpha[counts == counts.max()].max() == 255
    assert (np.diff(alpha.ravel()[np.argsort(counts.ravel())].astype(int)) >= 0).all()
    assert not shaded(np.zeros((2, 2), int), np.zeros(3, np.uint8)).any()


class Hand:
    """A plot, and what a page would tell of a hand on it."""

    def __init__(self, plot, **keys):
        self.figure = plot.figure
        Document().add_root(self.figure)
        self.figure.set_from_json("inner_width", 400)
        self.figure.set_from_json("inner_height", 300)

    def region(self, *, shift=False, ctrl=False, final=True, **geometry):
        keys = {"shift": shift, "ctrl": ctrl, "alt": False}
        self.figure._trigger_event(PanStart(self.figure, x=0, y=0, modifiers=keys))
        self.figure._trigger_event(SelectionGeometry(self.figure, geometry=geometry, final=final))

    def tap(self, x, y, *, shift=False):
        keys = {"shift": shift, "ctrl": False, "alt": False}
        self.figure._trigger_event(Tap(self.figure, x=x, y=y, modifiers=keys))

    def look(self, x0, x1, y0, y1):
        self.figure._trigger_event(RangesUpdate(self.figure, x0=x0, x1=x1, y0=y0, y1=y1))


NONE = np.zeros(0, np.intp)


def axis_of(catalog, name, **how):
    return PlotAxis(PlotColumn.of(catalog, name), **how)


def scatter(
    catalog, names=("mag", "size", None), *, shown=None, selected=NONE, log="", reverse="", **keywords
):
    told = []
    logs = "x" in log, "y" in log
    plot = ScatterPlot(
        lambda rows, mode: told.append((np.flatnonzero(rows).tolist(), mode)), log=logs, **keywords
    )
    axes = [
        axis_of(catalog, name, log=axis in log, reverse=axis in reverse)
        for axis, name in zip("xy", names[:2], strict=True)
    ]
    color = None if names[2] is None else PlotColumn.of(catalog, names[2])
    mask = np.ones(len(catalog), dtype=bool) if shown is None else shown
    plot.show(*axes, color, shown=mask, selected=selected)
    return plot, told


def sources(plot):
    """Return the data of all points, and of those that are selected."""
    found = {}
    for renderer in plot.figure.renderers:
        data = renderer.data_source.data
        kind = type(renderer.glyph).__name__
        found.setdefault(kind, []).append(data)
    return found["Scatter"], found["ImageRGBA"]


def test_points_are_drawn_as_their_columns_say(catalog):
    plot, _ = scatter(
        catalog, ("mag", "holes", "size"), shown=np.arange(50) < 40, selected=np.array([0, 1, 2])
    )
    (points, chosen), (picture, _) = sources(plot)
    known = np.flatnonzero(~catalog.table["holes"].mask[:40])
    np.testing.assert_array_equal(points["row"], known)
    np.testing.assert_array_equal(points["x"], catalog.table["mag"][known])
    np.testing.assert_array_equal(points["c"], catalog.table["size"][known].astype("f4"))
    np.testing.assert_array_equal(chosen["row"], [1, 2])
    assert (len(picture["image"]), plot.binned, plot.missing) == (0, False, 8)
    axes = plot.figure.xaxis[0], plot.figure.yaxis[0]
    assert [axis.axis_label.text for axis in axes] == ["mag", "holes"]
    assert plot.figure.x_range.start < points["x"].min() < points["x"].max() < plot.figure.x_range.end
    plot.select(NONE)
    assert len(sources(plot)[0][1]["x"]) == 0


def test_untrusted_texts_are_neither_markup_nor_tex(catalog):
    catalog.table.rename_column("size", f"{NASTY} {TEX}")
    catalog.table[f"{NASTY} {TEX}"].unit = None
    plot, _ = scatter(catalog, (f"{NASTY} {TEX}", "kind", "kind"))
    label = plot.figure.xaxis[0].axis_label
    assert isinstance(label, PlainText)
    assert label.text == f"{NASTY} {TEX}"
    numbers, bar = plot.figure.right
    assert (numbers.visible, bar.visible, [axis.visible for axis in plot.figure.yaxis]) == (
        False,
        True,
        [False, True],
    )
    for axis in (plot.figure.yaxis[1], bar):
        assert all(isinstance(text, PlainText) for text in axis.major_label_overrides.values())
        texts = [text.text for text in axis.major_label_overrides.values()]
        assert texts == [TEX, f"{NASTY[:19]}\N{HORIZONTAL ELLIPSIS}", "star"]
    assert isinstance(bar.title, PlainText)
    histogram = HistogramPlot(print)
    histogram.show(axis_of(catalog, "kind"), shown=np.ones(50, bool), selected=NONE)
    overrides = histogram.figure.xaxis[1].major_label_overrides
    assert all(isinstance(text, PlainText) for text in overrides.values())


def test_numbers_after_categories_have_no_labels_of_theirs(catalog):
    plot, _ = scatter(catalog, ("mag", "kind", "kind"))
    axes, color = [axis_of(catalog, name) for name in ("mag", "size")], PlotColumn.of(catalog, "mag")
    plot.show(*axes, color, shown=np.ones(50, bool), selected=NONE)
    for numbers, categories in (plot.figure.yaxis, plot.figure.right):
        assert (numbers.visible, categories.visible, numbers.major_label_overrides) == (True, False, {})
    plot.show(*axes, None, shown=np.ones(50, bool), selected=NONE)
    assert not any(bar.visible for bar in plot.figure.right)


def test_a_hand_selects_in_the_scatter_plot(catalog):
    shown = np.arange(50) % 2 == 0
    plot, told = scatter(catalog, shown=shown)
    hand = Hand(plot)
    mag, size = (np.asarray(catalog.table[name]) for name in ("mag", "size"))
    box = {"type": "rect", "x0": 20.0, "x1": 23.0, "y0": 0.0, "y1": 2.0}
    inside = np.flatnonzero(shown & (mag >= 20) & (mag <= 23) & (size <= 2)).tolist()
    assert inside
    hand.region(**box)
    hand.region(**box, shift=True)
    hand.region(**box, ctrl=True)
    hand.region(**box, shift=True, ctrl=True)
    hand.region(**box, final=False)
    hand.region(type="point", x=1, y=2)
    modes = ("replace", "append", "intersect", "subtract")
    assert told == [(inside, mode) for mode in modes]
    plot.gestures._tools["rect"].mode = "append"
    hand.region(**box)
    assert told[-1] == (inside, "append")
    told.clear()
    hand.tap(float(mag[4]), float(size[4]))
    hand.tap(float(mag[4]), float(size[4]), shift=True)
    hand.tap(100.0, 100.0)
    assert told == [([4], "replace"), ([4], "toggle")]
    # Nothing selects by itself: there is one selection, and it is not Bokeh's.
    assert all(tool.renderers == [] for tool in plot.gestures._tools.values())
    assert all(not renderer.data_source.selected.indices for renderer in plot.figure.renderers)


def test_too_many_points_are_a_picture_that_follows_the_view(catalog):
    plot, told = scatter(catalog, ("mag", "size", "mag"), most_points=30, selected=np.array([3]))
    (points, chosen), (picture, other) = sources(plot)
    assert (plot.binned, len(points["x"]), len(chosen["x"]), len(other["image"])) == (True, 0, 1, 0)
    assert (picture["image"][0] >> 24 > 0).sum() > 25
    hand = Hand(plot)
    hand.look(20.0, 21.0, 0.0, 1.0)
    glyph = plot.figure.renderers[0].glyph
    assert (glyph.x, glyph.y, glyph.dw, glyph.dh) == (20.0, 0.0, 1.0, 1.0)
    assert (plot.figure.x_range.start, plot.figure.x_range.end) == (20.0, 21.0)
    mag, size = catalog.table["mag"], catalog.table["size"]
    seen = int(((mag >= 20) & (mag <= 21) & (size <= 1)).sum())
    image = sources(plot)[1][0]["image"][0]
    assert image.shape == (150, 200)
    assert 0 < (image >> 24 > 0).sum() <= seen
    hand.region(type="rect", x0=20.0, x1=21.0, y0=0.0, y1=1.0)
    assert len(told[-1][0]) == seen
    plot.select(np.arange(40))
    (_, chosen), (_, picture) = sources(plot)
    assert (len(chosen["x"]), len(picture["image"])) == (0, 1)
    plot.select(np.arange(3))
    (_, chosen), (_, picture) = sources(plot)
    assert (len(chosen["x"]), len(picture["image"])) == (3, 0)
    # Fewer rows are points again.
    axes = [axis_of(catalog, name) for name in ("mag", "size")]
    plot.show(*axes, None, shown=np.arange(50) < 10, selected=NONE)
    (points, _), (picture, _) = sources(plot)
    assert (plot.binned, len(points["x"]), len(picture["image"])) == (False, 10, 0)
    assert (plot.figure.x_range.start, plot.figure.x_range.end) == (20.0, 21.0), "the view stays"


def test_a_histogram_counts_all_and_the_selected(catalog):
    told = []
    plot = HistogramPlot(lambda rows, mode: told.append((np.flatnonzero(rows).tolist(), mode)))
    column, shown = PlotColumn.of(catalog, "holes"), np.arange(50) != 7
    plot.show(PlotAxis(column), shown=shown, selected=np.arange(7))
    everything, chosen = (renderer.data_source.data for renderer in plot.figure.renderers)
    edges = plot._edges
    values = column.values
    np.testing.assert_array_equal(plot.counts, np.histogram(values[shown & ~np.isnan(values)], edges)[0])
    np.testing.assert_array_equal(everything["top"], plot.counts)
    assert plot.counts.sum() + plot.missing == 49
    assert chosen["top"].sum() == (~np.isnan(values[:7])).sum()
    hand = Hand(plot)
    hand.region(type="rect", x0=-0.5, x1=0.5, y0=-10.0, y1=3.0)
    assert told == [(np.flatnonzero(shown & (np.abs(values) <= 0.5)).tolist(), "replace")]
    bin_ = int(plot.counts.argmax())
    hand.tap(float(edges[bin_ : bin_ + 2].mean()), 1.0, shift=True)
    assert (len(told[-1][0]), told[-1][1]) == (plot.counts[bin_], "toggle")
    hand.tap(1e9, 1.0)
    hand.region(type="poly", x=[0, 1, 1], y=[0, 0, 1])
    assert len(told) == 2


def test_whole_numbers_and_categories_have_bins_of_their_own():
    plot = HistogramPlot(print)
    numbers = PlotColumn.of(Catalog(Table({"n": [0, 1, 1, 3]})), "n")
    plot.show(PlotAxis(numbers), shown=np.ones(4, bool), selected=NONE)
    assert (plot.counts.tolist(), plot._edges[0]) == ([1, 2, 0, 1], -0.5)
    words = PlotColumn.of(Catalog(Table({"n": ["a", "b", "a", "c"]})), "n")
    plot.show(PlotAxis(words), shown=np.ones(4, bool), selected=NONE)
    assert plot.counts.tolist() == [2, 1, 1]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("values", [[1e308, -1e308, 3.0], [1e300, 1.0, 2.0], [1e-308, 0.0, 5e-324]])
def test_numbers_beyond_what_travels_are_missing_or_one(values):
    catalog = Catalog(Table({"n": values, "m": [1.0, 2.0, 3.0]}))
    column = PlotColumn.of(catalog, "n")
    known = int((np.abs(values) < 1e37).sum())
    assert np.isfinite(column.values).sum() == known
    plot, _ = scatter(catalog, ("n", "m", "n"))
    assert len(sources(plot)[0][0]["x"]) == known
    histogram = HistogramPlot(print)
    histogram.show(PlotAxis(column), shown=np.ones(3, bool), selected=NONE)
    assert histogram.counts.sum() == known


@pytest.mark.parametrize("n", [0, 1])
def test_few_rows_are_no_problem(n):
    catalog = Catalog(table(n) if n else table(1)[:0])
    plot, _ = scatter(catalog, ("mag", "kind", "size"))
    histogram = HistogramPlot(print)
    for name in plot_names(catalog):
        histogram.show(axis_of(catalog, name), shown=np.ones(n, bool), selected=NONE)
        assert histogram.counts.sum() + histogram.missing == n
    assert len(sources(plot)[0][0]["x"]) == n
    assert np.isfinite([plot.figure.x_range.start, plot.figure.x_range.end]).all()
    hand = Hand(plot)
    hand.tap(0.5, 0.5)
    hand.region(type="rect", x0=0, x1=1, y0=0, y1=1)


def fluxes(n=400, seed=4):
    rng = np.random.default_rng(seed)
    data = Table({"flux": 10 ** rng.uniform(-3, 4, n), "mag": rng.uniform(18, 25, n)})
    data["flux"][::10] = -1.0
    data["flux"][5] = 0.0
    data["flux"][7] = np.nan
    data["word"] = "a"
    return Catalog(data)


def test_what_has_no_logarithm_is_left_out_and_counted():
    catalog = fluxes()
    plot, _ = scatter(catalog, ("flux", "mag", "flux"), log="x")
    flux = np.asarray(catalog.table["flux"])
    there = np.flatnonzero(flux > 0)
    (points, _), _ = sources(plot)
    np.testing.assert_array_equal(points["row"], there)
    np.testing.assert_array_equal(points["x"], flux[there]), "the numbers themselves, for the tooltip"
    assert (plot.missing, plot.beyond) == (1, 41)
    span = plot.figure.x_range
    assert 0 < span.start < flux[there].min()
    assert flux[there].max() < span.end < 1e5
    kinds = [type(axis).__name__ for axis in (plot.figure.xaxis[0], plot.figure.yaxis[0])]
    assert kinds == ["LogAxis", "LinearAxis"]
    histogram = HistogramPlot(print, log=(True, True))
    histogram.show(axis_of(catalog, "flux", log=True), shown=np.ones(400, bool), selected=NONE)
    assert (histogram.missing, histogram.beyond, histogram.counts.sum()) == (1, 41, len(there))
    with pytest.raises(SettingError, match="'word' holds categories"):
        axis_of(catalog, "word", log=True)


@pytest.mark.parametrize("values", [[-1.0, 0.0, np.nan], [5.0, 5.0, -1.0], [1e-320, 1e-299, 1e36], []])
def test_few_logarithms_are_no_problem(values):
    catalog = Catalog(Table({"n": np.array(values, float), "m": np.arange(len(values))}))
    plot, _ = scatter(catalog, ("n", "m", None), log="x", most_points=0)
    histogram = HistogramPlot(print, log=(True, True))
    histogram.show(axis_of(catalog, "n", log=True), shown=np.ones(len(values), bool), selected=NONE)
    for span in (plot.figure.x_range, histogram.figure.x_range):
        assert 0 < span.start < span.end < np.inf
    assert histogram.counts.sum() == plot._points._x.size == np.sum(np.array(values) > 1e-300)


@pytest.mark.parametrize("reverse", ["", "x", "xy"])
def test_a_lasso_on_logarithmic_axes_has_straight_sides_there(reverse):
    catalog = fluxes()
    plot, told = scatter(catalog, ("flux", "mag", None), log="x", reverse=reverse)
    assert (plot.figure.x_range.start > plot.figure.x_range.end) is ("x" in reverse)
    hand = Hand(plot)
    corners = np.array([(-2.0, 19.0), (3.0, 20.0), (1.0, 24.0)])
    hand.region(type="poly", x=list(10 ** corners[:, 0]), y=list(corners[:, 1]))
    flux, mag = (np.asarray(catalog.table[name]) for name in ("flux", "mag"))
    with np.errstate(all="ignore"):
        inside = Path(corners).contains_points(np.column_stack([np.log10(flux), mag])) & (flux > 0)
    straight = Path(np.column_stack([10 ** corners[:, 0], corners[:, 1]])).contains_points(
        np.column_stack([flux, mag])
    )
    assert told.pop() == (np.flatnonzero(inside).tolist(), "replace")
    assert (inside ^ straight).sum() > 20, "not the same as between the numbers"
    hand.region(type="rect", x0=100.0, x1=0.01, y0=25.0, y1=20.0)
    box = (flux >= 0.01) & (flux <= 100) & (mag >= 20)
    assert told.pop() == (np.flatnonzero(box).tolist(), "replace")
    row = int(np.flatnonzero(flux > 0)[11])
    hand.tap(float(flux[row]) * 1.01, float(mag[row]))
    assert told.pop() == ([row], "replace")
    hand.tap(-5.0, 20.0)
    assert told == []


def test_a_picture_on_logarithmic_axes_has_bins_of_equal_logarithms():
    catalog = fluxes(5000)
    plot, _ = scatter(catalog, ("flux", "mag", None), log="x", reverse="y", most_points=10)
    hand = Hand(plot)
    hand.look(1e-3, 1e3, 25.0, 18.0)
    (picture, _) = sources(plot)[1]
    image = picture["image"][0] >> 24 > 0
    flux, mag = (np.asarray(catalog.table[name]) for name in ("flux", "mag"))
    good = flux > 0
    expected, *_ = np.histogram2d(
        mag[good], np.log10(flux[good]), bins=image.shape, range=((18, 25), (-3, 3))
    )
    np.testing.assert_array_equal(image, expected > 0)
    glyph = plot.figure.renderers[0].glyph
    assert (glyph.x, glyph.y, glyph.x + glyph.dw, glyph.y + glyph.dh) == (1e-3, 18.0, 1e3, 25.0)


def test_a_histogram_of_logarithms(catalog):
    told = []
    plot = HistogramPlot(
        lambda rows, mode: told.append((np.flatnonzero(rows).tolist(), mode)), log=(True, True)
    )
    flux = np.asarray(catalog.table["flux"])
    plot.show(axis_of(catalog, "flux", log=True), shown=np.ones(50, bool), selected=np.arange(3))
    everything, chosen = (renderer.data_source.data for renderer in plot.figure.renderers)
    np.testing.assert_allclose(np.diff(np.log10(plot._edges)), np.diff(np.log10(plot._edges))[0])
    np.testing.assert_array_equal(plot.counts, np.histogram(np.log10(flux), np.log10(plot._edges))[0])
    assert plot.counts.sum() == 50
    np.testing.assert_array_equal(everything["top"], np.maximum(plot.counts, 0.5))
    assert sum(top for top in chosen["top"] if top >= 1) == 3
    assert plot.figure.renderers[0].glyph.bottom == plot.figure.y_range.start == 0.5
    hand = Hand(plot)
    hand.tap(float(flux[4]), 1.0)
    number = np.searchsorted(plot._edges, flux[4], side="right") - 1
    assert 4 in told[-1][0]
    assert len(told[-1][0]) == plot.counts[number]
    hand.region(type="rect", x0=10.0, x1=1000.0, y0=1.0, y1=2.0)
    assert told[-1][0] == np.flatnonzero((flux >= 10) & (flux <= 1000)).tolist()


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        *[(name, None, True) for name in ("mag", "g_mag", "MAG_AUTO", "imag", "KronMag", "magnitude")],
        *[
            ("phot_g_mean_mag", None, True),
            ("mag[2]", None, True),
            ("kron", u.ABmag, True),
            ("v", u.mag, True),
        ],
        *[
            (name, None, False)
            for name in ("x_image", "a_image", "magnification", "mag_err", "e_Bmag", "size")
        ],
        *[("magerr", u.mag, False), ("mag", u.nJy, False), ("g - r", None, False), ("abs(mag)", None, False)],
    ],
)
def test_magnitudes_are_known_by_unit_and_name(name, unit, expected):
    assert is_magnitude(name, unit) is expected


@pytest.mark.parametrize(
    ("ends", "ticks"),
    [
        ((1.7, 60.0), [2, 5, 10, 20, 50]),
        ((60.0, 1.7), [2, 5, 10, 20, 50]),
        ((0.029, 0.11), [0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1]),
        ((1.0, 10.0), [1, 2, 5, 10]),
        ((3.0, 4.0), None),
        ((1.0, 1000.0), None),
        ((0.0, 10.0), None),
    ],
)
def test_round_numbers_stand_along_a_logarithmic_axis(ends, ticks):
    found = round_numbers(*ends)
    if ticks is None:
        assert found is None
        return
    assert found[0] == pytest.approx(ticks)
    assert not set(found[0]) & set(found[1])
    assert all(min(ends) <= tick <= max(ends) for tick in found[1])


def test_ticks_follow_the_view():
    catalog = fluxes()
    plot, _ = scatter(catalog, ("flux", "mag", None), log="x")
    hand, (axis, *_) = Hand(plot), plot.figure.xaxis
    assert type(axis.ticker).__name__ == "LogTicker"
    hand.look(1.7, 60.0, 18.0, 25.0)
    assert axis.ticker.ticks == pytest.approx([2, 5, 10, 20, 50])
    kept = axis.ticker
    hand.look(1.8, 60.0, 18.0, 24.0)
    assert axis.ticker is kept, "nothing travels for nothing"
    hand.look(1e-3, 1e4, 18.0, 25.0)
    assert type(axis.ticker).__name__ == "LogTicker"
    assert type(plot.figure.yaxis[0].ticker).__name__ == "BasicTicker"

"""Words beside sources: from a column, as plain text, where there is room."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from astropy import units as u
from astropy.table import MaskedColumn, Table

import fake_comm
from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model import Catalog
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.labels import LabelLook, Labels
from imgview.render.overlays.overlay import Overlay, paint_overlays
from imgview.render.overlays.overlay_style import ShapesStyle
from imgview.render.overlays.placement import Placement
from imgview.render.overlays.row_mask import RowMask
from imgview.render.overlays.shapes import Shapes
from imgview.render.turn import Turn
from imgview.viewer.viewer import ImageViewer
from imgview.widget.protocol import ShapesLayer
from pictures import masked_image


@pytest.fixture
def viewer(opened):
    viewer = ImageViewer(masked_image())
    fake_comm.settled(opened[0])
    return viewer


_numbers = itertools.count(77)
NASTY = "<img src=x onerror=alert(1)>"


def table(n=6):
    rng = np.random.default_rng(1)
    found = Table({"x": rng.uniform(2000, 2200, n), "y": rng.uniform(1000, 1120, n)})
    found["id"] = np.arange(n) + 6_000_000_000_000
    found["mag"] = MaskedColumn(np.linspace(18, 25, n), mask=np.arange(n) == 2, unit=u.mag)
    found["name"] = [
        NASTY,
        "a\nb\x00c",
        "x" * 10_000,
        "\N{GREEK SMALL LETTER ALPHA} Ori",
        "",
        b"NGC 1".decode(),
    ]
    return found


def texts(opened, key, n=6):
    """Return the labels that a page gets when it asks."""
    number = next(_numbers)
    opened.ask(kind="layer", id=number, layer=key)
    replies = opened.answer(number)
    data = b"".join(bytes(part) for _, (part,) in replies)
    starts = np.frombuffer(data, "<u4", n + 1)
    words = data[4 * (n + 1) :]
    return [words[a:b].decode() for a, b in itertools.pairwise(starts)]


def test_labels_travel_when_asked_for_and_as_plain_text(viewer, opened):
    layer = viewer.add_catalog(table(), label="name")
    (state,) = opened[0].updates[-1]["layers"]
    assert state.keys() == ShapesLayer.__annotations__.keys() | state.keys()
    assert (layer.label, state["labels"] > 0, state["label_size"]) == ("name", True, 11.0)
    found = texts(opened[0], state["labels"])
    assert found[:2] == [NASTY, "a b c"]
    assert (len(found[2]), found[2][-1]) == (41, "\N{HORIZONTAL ELLIPSIS}")
    assert found[3:] == ["\N{GREEK SMALL LETTER ALPHA} Ori", "", "NGC 1"]


def test_labels_are_told_as_hovering_tells_them(viewer, opened):
    layer = viewer.add_catalog(table(), label="mag")
    found = texts(opened[0], opened[0].updates[-1]["layers"][0]["labels"])
    assert found[:3] == ["18 mag", "19.4 mag", "\N{EM DASH}"]
    layer.label = "id"
    assert texts(opened[0], opened[0].updates[-1]["layers"][0]["labels"])[5] == "6000000000005"
    assert "labels" not in str(opened[0].updates[-1].get("drawings", ""))


def test_labels_come_and_go_and_keep_the_geometry(viewer, opened):
    layer = viewer.add_catalog(table())
    first = opened[0].updates[-1]["layers"][0]
    assert (layer.label, first["labels"]) == (None, 0)
    layer.label = "id"
    layer.label_size = 20
    second = opened[0].updates[-1]["layers"][0]
    assert (second["key"], second["labels"] > 0, second["label_size"]) == (first["key"], True, 20.0)
    layer.label = None
    assert opened[0].updates[-1]["layers"][0]["labels"] == 0


def test_impossible_labels_are_refused(viewer):
    several = table()
    several["flux"] = np.zeros((6, 3))
    with pytest.raises(UnknownNameError, match="did you mean 'name'"):
        viewer.add_catalog(several, label="nam")
    with pytest.raises(ImgviewError, match=r"'flux' has the shape \(6, 3\)"):
        viewer.add_catalog(several, label="flux")
    assert len(viewer.layers) == 0
    layer = viewer.add_catalog(several)
    with pytest.raises(SettingError, match="label_size"):
        layer.label_size = 0


SIDE = 300


def words(place=None, shown=None, sizes=None, **style):
    """Return the labels of five sources on a screen, of which two lie on one another."""
    x, y = np.array([50.0, 50.5, 120.0, np.nan, 200.0]), np.array([50.0, 50.5, 120.0, 5.0, 250.0])
    ellipses = np.tile([20.0, 5.0, np.pi / 4], (5, 1))
    catalog = Catalog(Table({"x": x, "y": y, "id": [f"source {i}" for i in range(5)]}), x="x", y="y")
    labels = Labels.of(catalog, "id")
    sized = None if sizes is None else ColumnCodes.sizes(catalog, "x", sizes=sizes)
    overlay = Overlay(Shapes(x, y, ellipses), ShapesStyle("red", **style), sizes=sized, labels=labels)
    if shown is not None:
        overlay = replace(overlay, shown=RowMask.of(shown, overlay.geometry))
    screen = np.zeros((SIDE, SIDE, 4), np.uint8)
    place = place or Placement(0, SIDE, 1.0, (0, 0))
    bare = np.zeros((SIDE, SIDE, 4), np.uint8)
    paint_overlays(bare, [replace(overlay, labels=None)], place)
    paint_overlays(screen, [overlay], place)
    return (screen != bare).any(axis=2)


def test_labels_stand_to_the_upper_right_and_not_over_one_another():
    changed = words(symbol="o", size=10)
    rows, columns = np.nonzero(changed)
    # Of the first source, whose circle of 5 pixels is about (50.5, 249.5) on the screen.
    assert changed[230:246, 56:110].sum() > 100
    assert columns.min() >= 50.5 + 5 / np.sqrt(2) + 3 - 3
    assert (rows[columns < 110] < 249).all()
    # Only the first one of those that lie on one another.
    first = changed[:, :115].sum()
    assert first == pytest.approx(changed[:, 115:190].sum(), rel=0.2)


@pytest.mark.parametrize(
    ("dx", "dy", "both"), [(20, 4, False), (-20, -4, False), (4, 20, True), (90, 0, True)]
)
def test_a_label_shows_where_it_lies_over_no_other(dx, dy, both):
    x, y = np.array([100.0, 100.0 + dx]), np.array([150.0, 150.0 + dy])
    catalog = Catalog(Table({"x": x, "y": y, "id": ["HHHHHH", "HHHHHH"]}), x="x", y="y")
    look = LabelLook((SIDE, SIDE))
    labels = Labels.of(catalog, "id").words(
        Shapes(x, y), Placement(0, SIDE, 1.0, (0, 0)), ShapesStyle("red", symbol="+"), look
    )
    assert len(list(labels)) == 1 + both


def test_labels_keep_off_their_ellipses_also_on_a_turned_view():
    # Twice 20 pixels along the diagonal; across it they are 10.
    columns = np.nonzero(words()[:, :110])[1]
    assert columns.min() == pytest.approx(50.5 + 40 / np.sqrt(2) + 3 - 1.5, abs=2.5)
    turned = Placement(0, SIDE, 1.0, (0, 0), 1.0, Turn.of(SIDE, SIDE, (0, SIDE), rotation=90, flip=False))
    # A quarter turn counter-clockwise: the source at (120, 120) is at (180, 180) of the screen then.
    found = words(turned)
    columns = np.nonzero(found[130:180, 175:215])[1] + 175
    assert columns.min() == pytest.approx(179.5 + 10 / np.sqrt(2) + 3 - 1.5, abs=2.5)


def test_labels_keep_off_ellipses_with_sizes_by_column():
    # The longer axis, 30 pixels in full, lies along the diagonal.
    columns = np.nonzero(words(sizes=(30, 30))[:, :110])[1]
    assert columns.min() == pytest.approx(50.5 + 15 / np.sqrt(2) + 3 - 1.5, abs=2.5)


def test_sources_that_are_not_shown_have_no_labels():
    whole, shown = (
        words(shown=rows, symbol="o", size=10) for rows in (None, np.array([False, False, True, True, True]))
    )
    np.testing.assert_array_equal(whole[:, 120:], shown[:, 120:])
    assert not shown[:, :115].any()

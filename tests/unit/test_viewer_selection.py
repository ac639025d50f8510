"""Selecting sources from either side: what travels, what is refused, who is told."""

import base64
import io

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.table import Table
from PIL import Image as PillowImage

import fake_comm
from imgview.errors import ImgviewError, SettingError, ShapeError, UnknownNameError
from imgview.model import Catalog
from imgview.viewer.layers.selection import Selection
from imgview.viewer.viewer import ImageViewer
from imgview.widget.protocol import RowReply
from pictures import masked_image


@pytest.fixture
def viewer(opened):
    viewer = ImageViewer(masked_image())
    fake_comm.settled(opened[0])
    return viewer


@pytest.fixture
def layer(viewer):
    return viewer.add_catalog(catalog(20))


def catalog(n, name="src"):
    rng = np.random.default_rng(1)
    table = Table({"id": np.arange(n) + 2**60, "x": rng.uniform(2000, 2200, n)})
    table["y"] = rng.uniform(1000, 1120, n)
    table["flux"] = rng.uniform(1, 100, n) * u.nJy
    table["word"] = ["<b>\n\u00e9"] * n
    table["x"][3] = np.nan
    return Catalog(table, name=name, x="x", y="y", id="id")


def packed(*rows):
    return np.array(rows, "<u4").tobytes()


def from_page(comm, key, rows):
    """Select as the page does: the rows in a buffer of their own."""
    state = {"selection": {"layer": key}}
    comm.from_page(
        {"method": "update", "state": state, "buffer_paths": [["selection", "rows"]]}, [memoryview(rows)]
    )


def key_of(viewer, name="src"):
    return viewer.layers.named(name).key


@pytest.mark.parametrize(
    "value",
    [
        {"layer": "src", "rows": [7, 3, 3]},
        {"src": [3, 7]},
        {"src": np.isin(np.arange(20), [3, 7])},
        {"src": slice(3, 8, 4)},
        {"src": np.array([7, 3], np.uint8)},
    ],
)
def test_rows_are_selected_from_python(viewer, layer, opened, value):
    viewer.selection = value
    assert viewer.selection.layer == "src"
    assert viewer.selection.rows.tolist() == [3, 7]
    assert layer.selected.index.tolist() == [3, 7]
    assert viewer.selection.catalog.table["id"].tolist() == [2**60 + 3, 2**60 + 7]
    assert opened[0].updates[-1] == {"selection": {"layer": key_of(viewer), "rows": packed(3, 7)}}
    viewer.selection = None
    assert len(viewer.selection) == 0
    assert len(layer.selected) == 0
    assert viewer.selection.catalog is None
    assert opened[0].updates[-1] == {"selection": {}}


def test_a_layer_selects_and_tells_of_its_own(viewer, layer):
    other = viewer.add_catalog(catalog(5, "other"))
    layer.selected = [1, 2]
    assert (viewer.selection.layer, len(other.selected)) == ("src", 0)
    other.selected = np.array([True, False, False, False, True])
    assert (viewer.selection.layer, len(layer.selected)) == ("other", 0)
    assert other.selected.index.tolist() == [0, 4]
    other.selected = None
    assert viewer.selection == Selection()


def test_page_selects_and_is_not_answered(viewer, layer, opened):
    before = len(opened[0].updates)
    seen = []
    viewer.observe(lambda change: seen.append(change["new"].rows.tolist()), "selection")
    from_page(opened[0], key_of(viewer), packed(2, 5))
    assert layer.selected.index.tolist() == [2, 5]
    assert seen == [[2, 5]]
    assert len(opened[0].updates) == before
    opened[0].set(selection={})
    assert len(viewer.selection) == 0


def test_ten_thousand_rows_are_forty_thousand_bytes(viewer, opened):
    viewer.add_catalog(catalog(30_000, "many"))
    viewer.selection = {"many": np.arange(0, 30_000, 3)}
    data, buffers = opened[0].sent[-1]
    assert [len(buffer) for buffer in buffers] == [40_000]
    assert len(str(data)) < 300


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ({"scr": [1]}, UnknownNameError, r"layer 'scr'.*'src'"),
        ({"src": [20]}, ShapeError, r"20 rows, 0 to 19: there is no row 20"),
        ({"src": [-1]}, ShapeError, r"there is no row -1"),
        ({"src": [0.5]}, ShapeError, r"integers"),
        ({"src": [True, False]}, ShapeError, r"20 booleans"),
        ({"src": "all"}, ShapeError, r"integers"),
        ({"region": [0]}, ImgviewError, r"'region' has no sources"),
        ([1, 2], SettingError, r"got \[1, 2\]"),
        ({"src": [1], "other": [2]}, SettingError, r"a selection is"),
    ],
)
def test_mistakes_are_named_and_change_nothing(viewer, layer, value, error, message):
    viewer.add_outline("region", [[[2000.0, 1000.0], [2010.0, 1000.0], [2005.0, 1010.0]]])
    layer.selected = [4]
    with pytest.raises(error, match=message):
        viewer.selection = value
    assert layer.selected.index.tolist() == [4]


def test_page_sends_nonsense(viewer, layer, opened):
    layer.selected = [4]
    for rows in (packed(99), b"abc"):
        viewer.error = ""
        from_page(opened[0], key_of(viewer), rows)
        assert viewer.error
        assert layer.selected.index.tolist() == [4]
        assert opened[0].updates[-1]["selection"] == {"layer": key_of(viewer), "rows": packed(4)}
    viewer.error = ""
    from_page(opened[0], 10**9, packed(1))
    assert (viewer.error, len(viewer.selection)) == ("", 0), "a layer that has gone is nobody's mistake"


def test_callbacks_are_told_and_may_fail(viewer, layer, opened, caplog):
    told = []

    def broken(selection):
        msg = f"no column for {len(selection)}"
        raise KeyError(msg)

    viewer.on_select(broken)
    viewer.on_select(lambda selection: told.append(selection.rows.tolist()))
    from_page(opened[0], key_of(viewer), packed(1, 8))
    assert told == [[1, 8]]
    assert viewer.error == "broken, called on a selection, failed: KeyError: 'no column for 2'"
    assert "on_select failed" in caplog.text
    viewer.error = ""
    viewer.on_select(broken, remove=True)
    layer.selected = [2]
    assert told == [[1, 8], [2]]
    assert viewer.error == ""
    layer.selected = [2]
    assert len(told) == 2, "the same rows again are no change"


def test_a_selection_goes_with_its_layer(viewer, layer):
    told = []
    viewer.on_select(lambda selection: told.append(len(selection)))
    layer.selected = [1]
    layer.color = "red"
    layer.move_to_bottom()
    assert len(layer.selected) == 1
    viewer.add_catalog(catalog(4), "src")
    assert viewer.selection == Selection()
    viewer.layers["src"].selected = [1]
    viewer.load_image(masked_image())
    assert viewer.selection == Selection()
    assert told == [1, 0, 1, 0]
    with pytest.raises(ImgviewError, match="removed"):
        layer.selected = [1]


def test_columns_are_told_when_asked_for(viewer, layer, opened):
    assert layer.hover_columns == ("id", "x", "y", "flux", "word")
    opened[0].ask(kind="row", id=5, layer=key_of(viewer), row=3)
    [(reply, buffers)] = opened[0].answer(5)
    assert reply.keys() == RowReply.__annotations__.keys()
    assert buffers == []
    cells = dict(reply["cells"])
    assert cells["id"] == reply["called"] == str(2**60 + 3)
    assert cells["x"] == "nan"
    assert cells["flux"] == f"{layer.catalog.table['flux'][3]:.9g} nJy"
    assert cells["word"] == "<b> \u00e9"
    layer.hover_columns = "word"
    assert opened[0].updates[-1]["layers"][0]["hover"] == ["word"]
    opened[0].ask(kind="row", id=6, layer=key_of(viewer), row=0)
    reply = opened[0].answer(6)[0][0]
    assert (reply["called"], reply["cells"]) == (str(2**60), [("word", "<b> \u00e9")])
    with pytest.raises(UnknownNameError, match=r"'fluxx'.*'flux'"):
        layer.hover_columns = ["fluxx"]
    with pytest.raises(SettingError, match="at most 40"):
        layer.hover_columns = ["x"] * 41
    assert layer.hover_columns == ("word",)


def test_masked_values_and_long_texts(viewer, opened):
    table = Table({"x": [2010.0], "y": [1010.0], "t": ["y" * 500], "v": np.ma.array([1.0], mask=[True])})
    table["f"], table["b"], table["s"] = np.float32([0.1]), [True], [b"abc"]
    layer = viewer.add_catalog(Catalog(table, name="odd", x="x", y="y"))
    layer.hover_columns = ["t", "v", "f", "b", "s"]
    opened[0].ask(kind="row", id=5, layer=key_of(viewer, "odd"), row=0)
    reply = opened[0].answer(5)[0][0]
    assert reply["called"] == "", "no column of identities"
    cells = dict(reply["cells"])
    assert len(cells["t"]) == 121
    assert [cells[name] for name in "vfbs"] == ["\N{EM DASH}", "0.1", "True", "abc"]


def test_rows_that_are_not_there(viewer, layer, opened):
    opened[0].ask(kind="row", id=5, layer=key_of(viewer), row=20)
    assert "no row 20" in opened[0].answer(5)[0][0]["error"]
    opened[0].ask(kind="row", id=6, layer=10**9, row=0)
    assert opened[0].answer(6)[0][0]["cells"] == []


def test_a_question_that_was_taken_back_is_answered_with_nothing(viewer, layer, monkeypatch):
    waiting, sent = [], []
    server = viewer._server
    monkeypatch.setattr(server._pool, "submit", lambda work, *_, **__: waiting.append(work))
    monkeypatch.setattr(server, "_send", lambda content, _: sent.append(content))
    for number in (5, 6):
        server.handle({"kind": "row", "id": number, "layer": key_of(viewer), "row": 1})
    server.handle({"kind": "cancel", "id": 5})
    for work in waiting:
        work()
    assert [(content["id"], bool(content["cells"])) for content in sent] == [(5, False), (6, True)]


def test_the_middle_of_the_canvas_may_be_a_row_a_pair_or_a_sky_position(viewer, layer):
    table = layer.catalog.table
    viewer.center_on(5)
    assert viewer.viewport["center"] == (table["x"][5], table["y"][5])
    viewer.center_on(np.int64(6), layer="src", fov=30)
    assert viewer.viewport == {"center": (table["x"][6], table["y"][6]), "fov": 30}
    viewer.center_on((2100.5, 1050.25))
    assert viewer.viewport["center"] == (2100.5, 1050.25)
    viewer.center_on(x=2101, y=1051)
    assert viewer.viewport["center"] == (2101, 1051)
    for place, error, message in (
        (3, ImgviewError, "position of row 3 .* not known"),
        (20, ShapeError, "no row 20"),
        ("here", ShapeError, "takes a row"),
        (None, ShapeError, "takes a row"),
    ):
        with pytest.raises(error, match=message):
            viewer.center_on(place)


def test_a_sky_position_is_placed_by_the_image(viewer):
    sky = viewer.image.sky_projection
    if sky is None:
        with pytest.raises(ImgviewError, match="no sky projection"):
            viewer.center_on(SkyCoord(10, 10, unit="deg"))
        return
    viewer.center_on(sky.pixel_to_sky(x=2100.0, y=1050.0))
    assert viewer.viewport["center"] == pytest.approx((2100.0, 1050.0), abs=1e-6)


def test_a_row_needs_a_layer_of_sources(viewer):
    with pytest.raises(ImgviewError, match="add_catalog"):
        viewer.center_on(0)
    viewer.add_outline("region", [[[2000.0, 1000.0], [2010.0, 1000.0], [2005.0, 1010.0]]])
    with pytest.raises(ImgviewError, match="'region' has no sources"):
        viewer.center_on(0, layer="region")


def test_saved_pictures_show_what_is_selected(viewer, layer, tmp_path):
    def white(small):
        if small:
            data = base64.b64decode(viewer._repr_mimebundle_()[0]["image/png"])
        else:
            viewer.save(tmp_path / "saved.png", overwrite=True)
            data = (tmp_path / "saved.png").read_bytes()
        pixels = np.asarray(PillowImage.open(io.BytesIO(data)).convert("RGB"))
        return int((pixels.min(axis=2) > 250).sum())

    viewer.colormap, viewer.cuts = "gray", (1e8, 2e8)
    for small in (False, True):
        layer.selected = None
        before = white(small)
        layer.selected = [0, 1, 2]
        shown = white(small)
        assert shown > before + 20
        layer.visible = False
        assert white(small) <= before
        layer.visible = True


def ids(catalog):
    """Return the row numbers of what is selected of a catalogue, by the table that it gives."""
    return (catalog.selected["id"] - 2**60).tolist()


def test_a_catalog_tells_its_selected_rows_as_a_table(viewer, layer, opened):
    mine = layer.catalog
    told = []
    viewer.on_select(lambda _: told.append(ids(mine)))
    viewer.observe(lambda _: told.append(ids(mine)), "selection")
    from_page(opened[0], key_of(viewer), packed(2, 5))
    assert (ids(mine), told) == ([2, 5], [[2, 5], [2, 5]]), "callbacks find it there"
    assert mine.selected.colnames == mine.table.colnames
    assert mine.selected["flux"].unit == u.nJy
    before = len(opened[0].sent)
    mine.mark_selected([1], viewer)
    assert len(opened[0].sent) == before
    other = catalog(5, "other")
    viewer.add_catalog(other).selected = [4]
    assert (ids(mine), ids(other)) == ([], [4])
    viewer.selection = None
    assert (ids(mine), len(other.selected), other.selected.colnames) == ([], 0, other.table.colnames)


@pytest.mark.parametrize(
    "end",
    [
        lambda viewer: viewer.layers["src"].remove(),
        lambda viewer: viewer.layers.clear(),
        lambda viewer: viewer.load_image(masked_image()),
        lambda viewer: viewer.load_image(masked_image(), image_label="second"),
        lambda viewer: viewer.add_catalog(catalog(5), "src"),
        lambda viewer: viewer.close(),
    ],
    ids=["removed", "cleared", "another image", "image of another label", "replaced", "closed"],
)
def test_what_goes_with_its_layer_is_selected_no_more(viewer, layer, end):
    mine = layer.catalog
    layer.selected = [4]
    layer.color = "red"
    assert ids(mine) == [4]
    end(viewer)
    assert (ids(mine), len(viewer.selection)) == ([], 0)


def test_two_viewers_of_one_catalog(viewer, layer, opened):
    mine, second = layer.catalog, ImageViewer(masked_image())
    elsewhere = second.add_catalog(mine)
    layer.selected = [1, 2]
    elsewhere.selected = [3]
    assert ids(mine) == [3]
    elsewhere.color, layer.color = "red", "blue"
    layer.selected = None
    assert ids(mine) == [3], "it stands in the second viewer"
    layer.selected = [1]
    second.close()
    assert ids(mine) == [1]
    viewer.close()
    assert ids(mine) == []


def test_two_layers_and_two_catalogs_of_one_table(viewer, layer):
    mine = layer.catalog
    same = Catalog(mine.table, name="moved", x="x", y="y", id="id", offset=(3, 0))
    again = viewer.add_catalog(mine, "again", symbol="+")
    again.selected = [6]
    assert (ids(mine), ids(same)) == ([6], []), "the other one is shown nowhere"
    moved = viewer.add_catalog(same)
    assert (ids(mine), ids(same)) == ([6], [6])
    moved.remove()
    assert (ids(mine), ids(same)) == ([6], [])
    other_roles = viewer.add_catalog(mine, "turned", x="y", y="x")
    assert other_roles.catalog is not mine
    assert ids(other_roles.catalog) == [6]
    viewer.layers["src"].remove()
    assert (ids(mine), len(again.selected)) == ([6], 1)


def test_catalogs_know_what_was_selected_last_by_whatever_thread(viewer, layer, opened):
    from concurrent.futures import ThreadPoolExecutor

    mine, key = layer.catalog, key_of(viewer)

    def select(row):
        if row % 2:
            from_page(opened[0], key, packed(row))
        else:
            layer.selected = [row]

    for _ in range(20):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(select, range(4, 20)))
        assert ids(mine) == viewer.selection.rows.tolist()

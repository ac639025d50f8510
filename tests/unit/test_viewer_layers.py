"""``viewer.layers``: looks travel, geometries only when asked for; nothing is lost on the way."""

import re
import sys
import threading

import numpy as np
import pytest
import traitlets
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.table import Table

import fake_comm
from imgview.errors import ImgviewError, SettingError, ShapeError, UnknownNameError
from imgview.geometry import Box
from imgview.model import Catalog, CellCoadd, CellGrid, Image
from imgview.viewer.snapshot import view_png
from imgview.viewer.viewer import ImageViewer
from imgview.widget.protocol import LayerReply, OutlineLayer, ShapesLayer
from pictures import masked_image
from shared_data import made_file


@pytest.fixture
def viewer(opened):
    viewer = ImageViewer(masked_image())
    fake_comm.settled(opened[0])
    return viewer


def catalog(n=5, name="src", **roles):
    rng = np.random.default_rng(1)
    table = Table({"x": rng.uniform(2000, 2200, n), "y": rng.uniform(1000, 1120, n)})
    table["a"], table["b"] = np.full(n, 4.0), np.full(n, 2.0)
    return Catalog(table, name=name, **({"x": "x", "y": "y", "a": "a", "b": "b"} | roles))


def coadd(shape=(120, 200)):
    box = Box.from_shape(shape, start=(1000, 2000))
    grid = CellGrid(box, cell_shape=(40, 50), missing=frozenset())
    picture = CellCoadd(Image(np.zeros(shape, np.float32), bbox=box), grid=grid)
    picture.catalogs["peaks"] = catalog(7)
    return picture


TRIANGLE = [[2000.0, 1000.0], [2010.0, 1000.0], [2005.0, 1010.0]]


def test_layers_have_the_declared_fields(viewer, opened):
    viewer.add_outline("region", [TRIANGLE])
    viewer.add_catalog(catalog())
    outline, shapes = opened[0].updates[-1]["layers"]
    assert outline.keys() == OutlineLayer.__annotations__.keys()
    assert shapes.keys() == ShapesLayer.__annotations__.keys()
    facts = [[state[name] for name in ("kind", "name", "count", "missing")] for state in (outline, shapes)]
    assert facts == [["outline", "region", 1, 0], ["shapes", "src", 5, 0]]
    assert shapes["symbol"] == "ellipse"
    assert outline["color"] != shapes["color"]


def geometry(comm, key, number=77):
    comm.ask(kind="layer", id=number, layer=key)
    replies = comm.answer(number)
    assert all(reply.keys() == LayerReply.__annotations__.keys() for reply, _ in replies)
    return replies


def test_geometry_is_answered_when_asked_for_and_not_before(viewer, opened):
    layer = viewer.add_outline("region", [TRIANGLE, [[np.nan, 1], [2, 3]]])
    state = opened[0].updates[-1]["layers"][0]
    assert len(opened[0].updates) == 1
    assert opened[0].replies == []
    ((reply, (data,)),) = geometry(opened[0], state["key"])
    assert (reply["rows"], reply["offset"], reply["size"], reply["done"]) == (1, 0, len(data), True)
    points = np.frombuffer(data, "<f4", offset=8).reshape(-1, 2) + np.array(reply["origin"])
    np.testing.assert_allclose(points[:3], TRIANGLE, atol=0.001)
    assert (len(layer), layer.missing) == (1, 1)


def test_a_large_geometry_comes_in_parts(viewer, opened):
    viewer.add_catalog(catalog(100_000))
    replies = geometry(opened[0], opened[0].updates[-1]["layers"][0]["key"])
    assert len(replies) > 2
    assert [reply["done"] for reply, _ in replies] == [False] * (len(replies) - 1) + [True]
    data = bytearray(replies[0][0]["size"])
    for reply, (part,) in replies:
        data[reply["offset"] : reply["offset"] + len(part)] = part
    assert len(data) <= 24 * 100_000
    assert bytes(data) == viewer.layers.overlays()[0].geometry.packed(tuple(replies[0][0]["origin"]))


def test_geometry_of_a_layer_that_has_gone_is_empty(viewer, opened):
    viewer.add_outline("region", [TRIANGLE]).remove()
    ((reply, (data,)),) = geometry(opened[0], 123_456)
    assert (reply["size"], reply["rows"], reply["done"], data) == (0, 0, True, b"")


def test_a_change_of_look_sends_a_few_numbers_and_no_bytes(viewer, opened):
    layer = viewer.add_catalog(catalog(50_000))
    with opened[0].arrived:
        del opened[0].sent[1:]
    layer.color, layer.opacity, layer.width, layer.symbol = "red", 0.25, 3, "+"
    layer.size, layer.unit, layer.scale, layer.visible = 5, "image", 3.5, False
    assert all(not buffers and len(str(data)) < 1000 for data, buffers in opened[0].sent[1:])
    assert len(opened[0].updates) == 8
    (state,) = opened[0].updates[-1]["layers"]
    names = ("color", "opacity", "width", "symbol", "size", "unit", "scale")
    assert [state[name] for name in names] == ["#ff0000", 0.25, 3.0, "+", 5.0, "image", 3.5]
    assert (layer.color, layer.symbol, layer.unit, layer.visible) == ("#ff0000", "+", "image", False)


def test_order_names_and_removal(viewer):
    first, second = viewer.add_outline("a", [TRIANGLE]), viewer.add_outline("b", [TRIANGLE])
    assert list(viewer.layers) == ["a", "b"]
    first.move_to_top()
    assert list(viewer.layers) == ["b", "a"]
    first.move_to_bottom()
    assert list(viewer.layers) == ["a", "b"]
    assert ("a" in viewer.layers, "c" in viewer.layers, len(viewer.layers)) == (True, False, 2)
    del viewer.layers["a"]
    assert list(viewer.layers) == ["b"]
    first.remove()
    with pytest.raises(ImgviewError, match="'a' has been removed"):
        first.color  # noqa: B018
    first.visible = False
    assert second.visible
    viewer.layers.clear()
    assert len(viewer.layers) == 0
    assert "0 layers" in repr(viewer.layers)


def test_a_layer_of_the_same_name_takes_the_place_of_the_old_one(viewer):
    old = viewer.add_outline("a", [TRIANGLE])
    viewer.add_outline("b", [TRIANGLE])
    new = viewer.add_outline("a", [TRIANGLE, TRIANGLE], color="lime")
    assert list(viewer.layers) == ["a", "b"]
    assert (len(viewer.layers["a"]), viewer.layers["a"].color, len(new)) == (2, "#00ff00", 2)
    with pytest.raises(ImgviewError, match="removed"):
        len(old)


def test_handles_know_their_data(viewer):
    sources = catalog()
    viewer.add_outline("a", [TRIANGLE, TRIANGLE[:2]], closed=False)
    viewer.add_catalog(sources)
    assert viewer.layers["src"].catalog is sources
    assert [line.tolist() for line in viewer.layers["a"].polygons] == [TRIANGLE, TRIANGLE[:2]]
    assert viewer.add_outline("none", []).polygons == []
    assert re.match(r"OutlineLayer\('a', 2 drawn, color='#", repr(viewer.layers["a"]))


def test_a_second_catalog_without_a_name_takes_nothing_away(viewer):
    table = Table({"x": [1.0, np.nan], "y": [2.0, 3.0]})
    first = viewer.add_catalog(table)
    viewer.add_catalog({"x": [5.0], "y": [6.0]})
    viewer.add_catalog({"x": [7.0], "y": [6.0]})
    assert list(viewer.layers) == ["catalog", "catalog 2", "catalog 3"]
    first.color = "red"
    again = viewer.add_catalog(table.copy())
    assert list(viewer.layers) == ["catalog", "catalog 2", "catalog 3"], "a cell that is run again"
    assert again.catalog.table is viewer.layers["catalog"].catalog.table is not table
    viewer.add_catalog(table, x="y", y="x")
    assert list(viewer.layers)[3:] == ["catalog 4"], "they lie elsewhere"
    viewer.add_catalog({"x": [0.0], "y": [0.0]}, "catalog 3")
    assert (len(viewer.layers), viewer.layers["catalog 3"].catalog["x"][0]) == (4, 0.0), "as asked for"


def test_a_file_that_is_added_again_is_one_layer(viewer, tmp_path):
    table = Table({"x": [1.0], "y": [2.0]})
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        table["x"] += 1
        table.write(tmp_path / folder / "src.csv")
        viewer.add_catalog(tmp_path / folder / "src.csv")
    assert list(viewer.layers) == ["src", "src 2"]
    table["x"] += 1
    table.write(tmp_path / "a" / "src.csv", overwrite=True)
    viewer.add_catalog(tmp_path / "a" / "src.csv")
    assert list(viewer.layers) == ["src", "src 2"]
    assert viewer.layers["src"].catalog["x"][0] == 4.0


def test_many_at_once(viewer):
    viewer.add_outline("a", [TRIANGLE])
    viewer.add_catalog(catalog())
    viewer.layers = {"a": False, "src": "red"}
    assert (viewer.layers["a"].visible, viewer.layers["src"].color) == (False, "#ff0000")
    viewer.layers["a"] = {"opacity": 0.5, "visible": True}
    assert (viewer.layers["a"].opacity, viewer.layers["a"].visible) == (0.5, True)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (lambda v: v.layers["b"], UnknownNameError, "'b'"),
        (lambda v: setattr(v.layers["a"], "color", "bleu"), UnknownNameError, "did you mean 'blue'"),
        (lambda v: setattr(v.layers["a"], "opacity", 2), SettingError, "layer 'a': opacity"),
        (lambda v: setattr(v.layers["a"], "width", None), SettingError, "None"),
        (lambda v: v.layers.__setitem__("a", 5), ImgviewError, "got 5"),
        (lambda v: setattr(v, "layers", {"aa": True}), UnknownNameError, "did you mean 'a'"),
        (lambda v: setattr(v, "layers", {"a": {"symbol": "+"}}), UnknownNameError, "'symbol'"),
        (lambda v: setattr(v, "layers", ["a"]), ImgviewError, r"got \['a'\]"),
        (lambda v: v.add_outline("c", [[1, 2, 3]]), ShapeError, "polygon 0"),
        (lambda v: v.add_outline("c", [TRIANGLE], colour="red"), UnknownNameError, "did you mean 'color'"),
        (lambda v: v.add_catalog(catalog(), symbol="star"), UnknownNameError, "'star'"),
        (
            lambda v: v.add_catalog(Table({"x": [1]})),
            ImgviewError,
            "no column says where .*; columns of numbers: x",
        ),
        (lambda v: v.add_catalog(Catalog({"x": [1], "y": [1]})), ImgviewError, "no column says where"),
        (lambda v: v.add_catalog(catalog(), symbl="+"), UnknownNameError, "did you mean 'symbol'"),
        (lambda v: v.add_catalog(catalog(), hdu=1), ImgviewError, "hdu= says nothing"),
        (lambda v: v.add_catalog(catalog(), nsigma=2, scale=3), SettingError, "nsigma= and scale="),
        (lambda v: v.add_catalog(catalog(), x="z", y="y"), UnknownNameError, "'z'"),
        (lambda v: v.add_catalog(7), ImgviewError, "cannot read a catalogue from an object of class int"),
    ],
)
def test_mistakes_are_named_and_change_nothing(viewer, opened, change, error, message):
    viewer.add_outline("a", [TRIANGLE])
    before, sent = viewer.layers.state, len(opened[0].updates)
    with pytest.raises(error, match=message):
        change(viewer)
    assert viewer.layers.state == before
    assert len(opened[0].updates) == sent


def test_without_an_image_there_is_nothing_to_lay_over(opened):
    with pytest.raises(ImgviewError, match=r"load_image\(\) one first"):
        ImageViewer().add_outline("a", [TRIANGLE])


def test_page_changes_looks_and_is_not_answered(viewer, opened):
    viewer.add_outline("a", [TRIANGLE])
    viewer.add_catalog(catalog())
    state = viewer.layers.state
    state[0] |= {"visible": False, "opacity": 0.5}
    state[1] |= {"color": "#010203", "count": 99, "name": "x"}
    with opened[0].arrived:
        del opened[0].sent[1:]
    opened[0].set(layers=state)
    assert (viewer.layers["a"].visible, viewer.layers["a"].opacity) == (False, 0.5)
    assert viewer.layers["src"].color == "#010203"
    assert len(viewer.layers["src"]) == 5


def test_page_that_does_not_know_the_latest_layers_takes_none_away(viewer, opened):
    viewer.add_outline("a", [TRIANGLE])
    old = viewer.layers.state
    viewer.layers["a"].remove()
    viewer.add_outline("b", [TRIANGLE])
    opened[0].set(layers=[old[0] | {"visible": False}])
    assert list(viewer.layers) == ["b"]
    assert viewer.layers["b"].visible


def test_page_sends_nonsense(viewer, opened):
    viewer.add_outline("a", [TRIANGLE])
    before = viewer.layers.state
    for nonsense in ([before[0] | {"color": "bleu"}], "nothing", [7], [before[0] | {"opacity": None}]):
        opened[0].set(layers=nonsense)
        assert viewer.layers.state == before
        assert viewer.error
        assert opened[0].updates[-1]["layers"] == before, "the page is set right"
        viewer.error = ""


def test_changes_from_several_threads_are_all_there(viewer, request):
    interval = sys.getswitchinterval()
    request.addfinalizer(lambda: sys.setswitchinterval(interval))
    sys.setswitchinterval(1e-6)

    def work(number):
        for i in range(20):
            layer = viewer.add_outline(f"{number}.{i}", [TRIANGLE])
            layer.opacity = 0.5

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(viewer.layers) == 80
    assert all(layer.opacity == 0.5 for layer in viewer.layers.values())


def test_an_image_brings_its_outlines_and_catalogs(opened):
    viewer = ImageViewer(coadd())
    assert list(viewer.layers) == ["cells", "peaks"]
    assert (len(viewer.layers["cells"]), viewer.layers["cells"].visible) == (12, True)
    assert viewer.layers["peaks"].visible
    assert viewer.layers["peaks"].catalog.name == "src"
    assert [layer["name"] for layer in opened[0].state["layers"]] == ["cells", "peaks"]


def test_other_outlines_of_an_image_wait_to_be_asked_for(opened):
    picture = masked_image()
    type_with = type("WithRegion", (type(picture),), {"outlines": {"valid region": [np.array(TRIANGLE)]}})
    picture.__class__ = type_with
    viewer = ImageViewer(picture)
    assert [(name, layer.visible) for name, layer in viewer.layers.items()] == [("valid region", False)]


def test_a_new_image_drops_the_layers_and_keeps_the_looks_of_its_own(viewer, opened):
    viewer.load_image(coadd())
    viewer.layers["cells"].color = "#123456"
    viewer.layers["cells"].visible = False
    viewer.add_outline("mine", [TRIANGLE])
    viewer.load_image(coadd())
    assert list(viewer.layers) == ["cells", "peaks"]
    assert (viewer.layers["cells"].color, viewer.layers["cells"].visible) == ("#123456", False)
    viewer.load_image(masked_image())
    assert list(viewer.layers) == []
    assert opened[0].updates[-1]["layers"] == [] or any(s.get("layers") == [] for s in opened[0].updates)


def test_catalogs_on_the_sky_are_placed_by_the_image(viewer):
    projection = viewer.image.sky_projection
    sky = projection.pixel_to_sky(x=np.array([2050.0, 2100.0]), y=np.array([1010.0, 1100.0]))
    sky = SkyCoord(sky)
    table = Table({"ra": sky.ra.deg * u.deg, "dec": sky.dec.deg * u.deg})
    layer = viewer.add_catalog(Catalog(table, ra="ra", dec="dec"))
    shapes = viewer.layers.overlays()[0].geometry
    np.testing.assert_allclose(shapes.x, [2050, 2100], atol=1e-3)
    np.testing.assert_allclose(shapes.y, [1010, 1100], atol=1e-3)
    assert (layer.symbol, layer.name) == ("o", "catalog")
    viewer.load_image(masked_image(sky=False))
    layer = viewer.add_catalog(Catalog(table, ra="ra", dec="dec"))
    assert (len(layer), layer.missing) == (0, 2)


def test_catalogs_are_made_of_tables_and_files(viewer):
    table = Table({"xcentroid": [2050.0, np.nan], "ycentroid": [1010.0, 1100.0]})
    layer = viewer.add_catalog(table, "found")
    assert (len(layer), layer.missing, layer.catalog.roles) == (1, 1, {"x": "xcentroid", "y": "ycentroid"})
    layer = viewer.add_catalog(made_file("cat_handmade_matches_afw_handmade.fits"), color="red")
    assert (layer.name, layer.symbol) == ("cat_handmade_matches_afw_handmade", "ellipse")


def test_roles_and_what_reading_takes_are_keywords(viewer):
    table = Table({"u": [50.0, 60.0], "v": [10.0, 20.0], "q": [9.0, -1.0], "r": [4.0, 1.0], "s": [0.0, 0.0]})
    roles = {"x": "u", "y": "v", "xx": "q", "yy": "r", "xy": "s"}
    layer = viewer.add_catalog(table, "mine", nsigma=3, origin="local", color="red", **roles)
    shapes = viewer.layers.overlays()[-1].geometry
    y0, x0 = viewer.image.bbox.start
    np.testing.assert_array_equal(shapes.x, [50 + x0, 60 + x0])
    np.testing.assert_array_equal(shapes.y, [10 + y0, 20 + y0])
    np.testing.assert_allclose(shapes.ellipses[0], [3, 2, 0])
    assert (layer.scale, layer.color, len(layer), layer.dots) == (3, "#ff0000", 2, 1)
    assert viewer.layers.state[-1]["dots"] == 1


def test_a_catalogs_roles_are_changed_and_its_offset_kept(viewer):
    table = Table({"x": [1.0], "y": [1.0], "u": [5.0], "v": [6.0], "a": [2.0], "b": [1.0]})
    table["ra"], table["dec"] = [10.0], [20.0]
    before = Catalog(table, x="x", y="y", a="a", b="b", offset=(2000, 1000), name="src")
    layer = viewer.add_catalog(before, x="u", y="v")
    assert layer.catalog.positions() == ([2005.0], [1006.0])
    assert (layer.catalog.roles["a"], layer.name) == ("a", "src")
    layer = viewer.add_catalog(before, ra="ra", dec="dec")
    assert (layer.catalog.roles, before.roles["x"]) == ({"a": "a", "b": "b", "ra": "ra", "dec": "dec"}, "x")


def test_what_a_filter_leaves_out_is_hidden_and_keeps_its_number(viewer, opened):
    layer = viewer.add_catalog(catalog(), color_by="a", size_by="b")
    whole = viewer.layers.state[-1]
    chosen = layer.filter("x > 2100")
    assert (
        list(chosen.index)
        == list(np.flatnonzero(layer.catalog.table["x"] > 2100))
        == list(np.flatnonzero(layer.shown))
    )
    state = opened[0].updates[-1]["layers"][0]
    assert state | {"shown": 0, "count": 0, "missing": 0, "dots": 0} == whole | {
        "count": 0,
        "missing": 0,
        "dots": 0,
    }
    assert (state["count"], len(layer)) == (len(layer), int(layer.shown.sum()) - layer.missing)
    replies = geometry(opened[0], state["shown"], 300)
    assert b"".join(buffers[0] for _, buffers in replies) == layer.shown.astype(np.uint8).tobytes()
    for wrong in ("x >", "mag > 3", "x + 1"):
        with pytest.raises(ImgviewError):
            layer.filter(wrong)
    assert viewer.layers.state[-1]["shown"] == state["shown"]
    with pytest.raises(ShapeError, match="5 booleans, got bool of shape"):
        layer.shown = [True, False]
    with pytest.raises(ShapeError, match="5 booleans"):
        layer.shown = [0, 1, 2, 3, 4]
    layer.shown[:] = True
    drawn = view_png(viewer, (300, 200))
    assert len(layer.filter("")) == 5
    assert viewer.layers.state[-1] == whole
    assert view_png(viewer, (300, 200)) != drawn


def test_what_is_hidden_is_not_highlighted(viewer):
    layer = viewer.add_catalog(catalog())
    layer.selected = [0, 1]
    layer.shown = np.arange(5) == 1
    (light,) = viewer.selection.overlays(viewer.layers)
    assert list(light.geometry.x) == [layer.catalog.positions().x[1]]


def test_colours_and_sizes_by_column_travel_alone(viewer, opened):
    layer = viewer.add_catalog(catalog(), color_by="a", colormap="magma", limits=(1, 9), size_by="b")
    state = opened[0].updates[-1]["layers"][0]
    assert (layer.symbol, layer.colors.column, layer.sizes.column) == ("ellipse", "a", "b")
    for part, size in (("colors", 768 + 5), ("sizes", 1024 + 5), ("key", 5 * 20)):
        replies = geometry(opened[0], state[part], 100 + state[part])
        assert sum(len(buffers[0]) for _, buffers in replies) == size
    layer.color_by("b", log=True)
    new = opened[0].updates[-1]["layers"][0]
    told = {"colors": 0, "color_by": None}
    assert new | told == state | told
    assert state["color_by"] == {"column": "a", "limits": [1, 9], "log": False, "names": []}
    assert (new["color_by"]["column"], new["color_by"]["log"]) == ("b", True)
    assert new["colors"] not in (0, state["colors"])
    ((gone, _),) = geometry(opened[0], state["colors"], 200)
    assert gone["size"] == 0
    layer.color_by(None)
    layer.size_by(None)
    assert (layer.colors, layer.sizes) == (None, None)
    assert [opened[0].updates[-1]["layers"][0][part] for part in ("colors", "sizes")] == [0, 0]
    with pytest.raises(UnknownNameError, match="'mag'"):
        layer.color_by("mag")
    with pytest.raises(ImgviewError, match="colormap= says nothing without color_by="):
        viewer.add_catalog(catalog(), colormap="magma")


def test_page_chooses_columns(viewer, opened):
    layer = viewer.add_catalog(catalog(), symbol="o", color_by="a", colormap="magma", limits=(1, 9), log=True)
    state = opened[0].updates[-1]["layers"][0]
    assert state["columns"] == list(layer.catalog.table.colnames)
    assert state["wants"] == {}

    def choose(**wants):
        opened[0].set(layers=[viewer.layers.state[0] | {"wants": wants}])
        return opened[0].updates[-1]["layers"][0]

    chosen = choose(colors="b")
    assert (layer.colors.column, layer.colors.log, layer.colors.how["colormap"]) == ("b", False, "magma")
    assert (chosen["color_by"]["column"], chosen["wants"]) == ("b", {})
    assert chosen["colors"] != state["colors"]
    before = layer.colors
    assert choose(colors="b")["colors"] == chosen["colors"]
    assert layer.colors is before, "what is there is not made again"
    assert choose(sizes="a")["size_by"]["column"] == "a"
    assert choose(colors="", sizes="")["color_by"] is None
    assert (layer.colors, layer.sizes) == (None, None)
    choose(colors="nonsense")
    assert "unknown column 'nonsense'" in viewer.error
    assert layer.colors is None
    layer.symbol = "ellipse"
    assert choose(sizes="a")["size_by"]["column"] == "a"


def test_ellipses_have_sizes_by_column_and_their_own_again(viewer):
    layer = viewer.add_catalog(catalog())
    own = view_png(viewer, (300, 200))
    layer.size_by("a", sizes=(10, 60))
    assert (layer.symbol, layer.sizes.column) == ("ellipse", "a")
    sized = view_png(viewer, (300, 200))
    layer.scale = 20
    assert view_png(viewer, (300, 200)) == sized != own
    layer.scale = 2
    layer.size_by(None)
    assert view_png(viewer, (300, 200)) == own


def test_no_more_columns_travel_than_one_chooses_from(viewer, opened):
    table = Table({"x": [2010.0], "y": [1010.0], "<b>": ["t"], "many": [[1, 2]], "ok": [True]})
    table["sky"] = SkyCoord([10] * u.deg, [20] * u.deg)
    viewer.add_catalog(Catalog(table, x="x", y="y"))
    assert opened[0].updates[-1]["layers"][0]["columns"] == ["x", "y", "<b>", "ok"]
    wide = Table({"x": [2010.0], "y": [1010.0]} | {f"c{k}": [k] for k in range(500)})
    viewer.add_catalog(Catalog(wide, x="x", y="y"), "wide")
    assert len(opened[0].updates[-1]["layers"][-1]["columns"]) == 60


def test_colours_and_sizes_by_column_stay_with_a_new_image_that_has_the_column(opened):
    viewer = ImageViewer(coadd())
    layer = viewer.layers["peaks"]
    layer.symbol = "o"
    layer.color_by("a", limits=(0, 9))
    layer.size_by("a", sizes=(20, 5))
    first = viewer.layers.state[-1]
    viewer.load_image(coadd())
    layer = viewer.layers["peaks"]
    assert (layer.colors.column, layer.colors.limits, layer.colors.how["limits"]) == ("a", (0, 9), (0, 9))
    assert (layer.sizes.column, layer.sizes.how["sizes"]) == ("a", (20, 5))
    again = viewer.layers.state[-1]
    assert again["colors"] not in (0, first["colors"])
    other = coadd()
    other.catalogs["peaks"] = Catalog(catalog(7).table[["x", "y", "b"]], x="x", y="y")
    viewer.load_image(other)
    layer = viewer.layers["peaks"]
    assert (layer.colors, layer.sizes, layer.symbol) == (None, None, "o")


def test_hostile_names_are_only_names(viewer, opened):
    for name in ("__proto__", "<img src=x>", "", "a\u0000b", "é" * 500):
        viewer.add_outline(name, [TRIANGLE])
        assert viewer.layers[name].name == name
    assert len(opened[0].updates[-1]["layers"]) == 5


def test_linked_viewers_agree_on_what_they_share(opened):
    one, two = ImageViewer(coadd()), ImageViewer(coadd())
    two.add_outline("only here", [TRIANGLE])
    traitlets.link((one, "layers"), (two, "layers"))
    assert list(two.layers) == ["cells", "peaks", "only here"]
    one.layers["cells"].color = "red"
    assert two.layers["cells"].color == "#ff0000"
    two.layers["peaks"].visible = False
    assert one.layers["peaks"].visible is False
    assert list(one.layers) == ["cells", "peaks"]


def test_observers_see_every_change(viewer):
    seen = []
    viewer.observe(lambda change: seen.append([entry.name for entry in change["new"].entries]), "layers")
    layer = viewer.add_outline("a", [TRIANGLE])
    layer.opacity = 0.5
    layer.opacity = 0.5
    layer.remove()
    assert seen == [["a"], ["a"], []]


def test_saved_pictures_show_the_layers(viewer, tmp_path):
    from PIL import Image as Pillow

    viewer.planes.hide_all()
    viewer.save(tmp_path / "bare.png")
    small = viewer._repr_mimebundle_()[0]["image/png"]
    viewer.add_outline("box", [Box.from_shape((60, 100), start=(1030, 2050))], color="#ff00ff")
    viewer.save(tmp_path / "drawn.png")
    assert viewer._repr_mimebundle_()[0]["image/png"] != small
    drawn = np.asarray(Pillow.open(tmp_path / "drawn.png").convert("RGB")).astype(int)
    pink = (drawn[..., 0] > 200) & (drawn[..., 1] < 60) & (drawn[..., 2] > 200)
    ys, xs = np.nonzero(pink)
    # 1000 x 800 screen pixels for 200 x 120: zoom 5, centred.
    assert (xs.min(), xs.max()) == (pytest.approx(250, abs=2), pytest.approx(750, abs=2))
    assert (ys.min(), ys.max()) == (pytest.approx(250, abs=2), pytest.approx(550, abs=2))
    viewer.layers["box"].visible = False
    viewer.save(tmp_path / "hidden.png")
    assert (tmp_path / "hidden.png").read_bytes() == (tmp_path / "bare.png").read_bytes()


def test_an_image_whose_catalog_is_too_much_is_shown_without_it(opened):
    class Huge(Catalog):
        def __len__(self):
            return 10_000_000

    picture = coadd()
    picture.catalogs["everything"] = Huge(catalog().table, x="x", y="y", name="everything")
    viewer = ImageViewer(picture)
    assert list(viewer.layers) == ["cells", "peaks"]
    assert "10,000,000 sources" in viewer.error

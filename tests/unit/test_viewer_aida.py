"""What the Astro Image Display API asks of a viewer; its own suite is run by tests/oracle/test_aida.py."""

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.nddata import CCDData, NDData
from astropy.table import Table
from astropy.visualization import (
    AsinhStretch,
    AsymmetricPercentileInterval,
    BaseInterval,
    BaseStretch,
    HistEqStretch,
    LinearStretch,
    LogStretch,
    ManualInterval,
    MinMaxInterval,
    PercentileInterval,
    PowerDistStretch,
    PowerStretch,
    SinhStretch,
    SqrtStretch,
    SquaredStretch,
    ZScaleInterval,
)

import fake_comm
from imgview import ColorImage, Image, SkyProjection
from imgview.errors import ImgviewError, SettingError, UnknownNameError, UnsupportedTypeError
from imgview.render.looks.stretch import STRETCHES, thresholds
from imgview.render.overlays.shapes import Shapes
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image, wcs


@pytest.fixture
def viewer(opened):
    """Two images with a sky, whose first pixel is not (0, 0); the second one is shown."""
    viewer = ImageViewer(masked_image(seed=1), image_label="a")
    viewer.load_image(masked_image(seed=2), "b")
    return viewer


@pytest.fixture
def plain(opened):
    """One image without a sky."""
    return ImageViewer(np.random.default_rng(3).normal(size=(100, 150)))


def named(value):
    """Return a name that is the same in every run."""
    if not isinstance(value, (BaseInterval, BaseStretch)):
        return str(value)
    numbers = [
        f"{name}={number:g}" for name, number in vars(value).items() if isinstance(number, (int, float))
    ]
    return f"{type(value).__name__}({', '.join(numbers)})"


METHODS = {
    "load_image": (np.ones((3, 4)),),
    "get_image": (),
    "set_cuts": ((0, 1),),
    "get_cuts": (),
    "set_stretch": (LogStretch(),),
    "get_stretch": (),
    "set_colormap": ("viridis",),
    "get_colormap": (),
    "set_viewport": (),
    "get_viewport": (),
    "save": ("picture.png",),
    "load_catalog": (Table({"x": [1.0], "y": [2.0]}),),
    "get_catalog": (),
    "get_catalog_style": (),
    "remove_catalog": (),
}


@pytest.mark.parametrize("method", METHODS)
def test_keywords_that_nobody_knows_are_told_of(plain, method, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plain.load_catalog(Table({"x": [1.0], "y": [2.0]}))
    with pytest.warns(UserWarning, match=f"unknown keyword of {method} 'image_lable'.*passed over"):
        getattr(plain, method)(*METHODS[method], image_lable=1)


# How images look.


@pytest.mark.parametrize("label", ["a", "b"])
@pytest.mark.parametrize(
    ("given", "mode"),
    [
        (MinMaxInterval(), "minmax"),
        (ZScaleInterval(), "zscale"),
        (ZScaleInterval(contrast=0.5), "explicit"),
        (PercentileInterval(99), "99%"),
        (PercentileInterval(99.7), "99.7%"),
        (AsymmetricPercentileInterval(1, 95), "explicit"),
        (ManualInterval(3, 5), "explicit"),
        (ManualInterval(vmin=90), "explicit"),
    ],
    ids=named,
)
def test_intervals_are_shown_and_returned_as_given(viewer, label, given, mode):
    viewer.set_cuts(given, label)
    assert viewer.get_cuts(label) is given
    viewer.image_label = label
    assert viewer.cuts_mode == mode
    assert viewer.get_cuts(label) is given
    np.testing.assert_allclose(viewer.cuts, given.get_limits(viewer.image.image.array))


def test_cuts_of_the_viewer_are_told_as_intervals(viewer):
    viewer.set_cuts(AsymmetricPercentileInterval(1, 95), "b")
    for cuts, kind in [
        ((1, 5), ManualInterval),
        ("zscale", ZScaleInterval),
        ("98%", PercentileInterval),
        ("minmax", MinMaxInterval),
        ("3sigma", ManualInterval),
    ]:
        viewer.cuts = cuts
        got = viewer.get_cuts("b")
        assert type(got) is kind
        np.testing.assert_allclose(got.get_limits(viewer.image.image.array), viewer.cuts, rtol=1e-6)
    viewer.set_cuts("99%", "b")
    assert viewer.cuts_mode == "99%"


def test_an_interval_without_a_name_is_asked_again_of_another_image(viewer):
    interval = AsymmetricPercentileInterval(1, 95)
    viewer.set_cuts(interval, "b")
    other = masked_image(seed=9)
    other.image.array[:] *= 3
    viewer.load_image(other, "b")
    assert viewer.get_cuts("b") is interval
    np.testing.assert_allclose(viewer.cuts, interval.get_limits(other.image.array), rtol=1e-6)
    viewer.load_image(other, "b", cuts=(1, 2))
    assert viewer.get_cuts("b").get_limits([]) == (1, 2)


@pytest.mark.parametrize("label", ["a", "b"])
@pytest.mark.parametrize(
    ("given", "name", "parameter"),
    [
        (LinearStretch(), "linear", None),
        (SqrtStretch(), "sqrt", None),
        (SquaredStretch(), "square", None),
        (PowerStretch(3), "power", 3),
        (LogStretch(500), "log", 500),
        (AsinhStretch(0.2), "asinh", 0.2),
        (SinhStretch(0.5), "sinh", 0.5),
        (HistEqStretch(np.arange(5.0)), "histogram", None),
    ],
    ids=named,
)
def test_stretches_are_shown_and_returned_as_given(viewer, label, given, name, parameter):
    viewer.set_stretch(given, label)
    assert viewer.get_stretch(label) is given
    viewer.image_label = label
    assert (viewer.stretch, viewer.stretch_parameter) == (name, parameter)
    viewer.set_stretch(LinearStretch() if name != "linear" else LogStretch(), label)
    viewer.stretch, viewer.stretch_parameter = name, parameter
    told = viewer.get_stretch(label)
    assert type(told) is type(given)
    if name != "histogram":
        row = np.frombuffer(viewer.stretch_tables, "<f4").reshape(-1, 255)[STRETCHES.index(name)]
        np.testing.assert_allclose(row, thresholds(name, parameter=parameter), rtol=1e-6)
        np.testing.assert_allclose(told([0.1, 0.5]), given([0.1, 0.5]))


def test_a_stretch_by_name(viewer):
    viewer.set_stretch("asinh", "a")
    assert isinstance(viewer.get_stretch("a"), AsinhStretch)


@pytest.mark.parametrize("label", ["a", "b"])
def test_colormaps(viewer, label):
    viewer.set_colormap("VIRIDIS", label)
    assert viewer.get_colormap(label) == "viridis"
    viewer.image_label = label
    assert viewer.colormap == "viridis"
    viewer.inverted = True
    assert viewer.get_colormap(label) == "viridis_r"
    viewer.set_colormap("gray_r", label)
    assert not viewer.inverted
    viewer.inverted = True
    assert viewer.get_colormap(label) == "gray"


def test_an_image_in_colour_has_no_colormap(opened):
    pixels = np.zeros((3, 4), np.uint8)
    viewer = ImageViewer(ColorImage(red=Image(pixels), green=Image(pixels), blue=Image(pixels)))
    assert viewer.get_colormap() is None
    viewer.component = "red"
    assert viewer.get_colormap() == "gray"


def test_hidden_images_are_adjusted_without_a_message(viewer, opened):
    fake_comm.settled(opened[0])
    viewer.set_cuts((1, 2), "a")
    viewer.set_stretch(LogStretch(), "a")
    viewer.set_colormap("magma", "a")
    viewer.set_viewport((2010, 1010), 20, "a")
    assert opened[0].updates == []
    viewer.image_label = "a"
    assert (viewer.cuts, viewer.stretch, viewer.colormap) == ((1, 2), "log", "magma")
    assert viewer.viewport == {"center": (2010.0, 1010.0), "fov": 20.0}


def test_settings_are_one_message_each(viewer, opened):
    fake_comm.settled(opened[0])
    viewer.set_stretch(PowerStretch(3), "b")
    update = opened[0].updates[0]
    assert {"stretch", "stretch_parameter", "stretch_tables"} <= set(update)
    with opened[0].arrived:
        del opened[0].sent[1:]
    viewer.set_colormap("Spectral", "b")
    assert {"colormap", "colormap_tables"} <= set(opened[0].updates[0])


@pytest.mark.parametrize(
    ("method", "value", "error", "message"),
    [
        ("set_cuts", "strange", UnsupportedTypeError, "cuts must be .*'strange'"),
        ("set_cuts", (1, 2, 3), UnsupportedTypeError, r"cuts must be \(low, high\) or an interval"),
        ("set_cuts", 5, UnsupportedTypeError, "cuts must be"),
        ("set_cuts", (5, 1), SettingError, "rise"),
        ("set_cuts", ("a", "b"), UnsupportedTypeError, "cuts must be"),
        ("set_cuts", ManualInterval(5, 1), SettingError, "rise"),
        ("set_stretch", "strange", UnsupportedTypeError, "Stretch 'strange' is not valid"),
        ("set_stretch", 5, UnsupportedTypeError, "Stretch 5 is not valid"),
        ("set_stretch", PowerDistStretch(), UnknownNameError, "PowerDistStretch"),
        ("set_stretch", LinearStretch(slope=2), SettingError, "slope"),
        ("set_colormap", "strange", UnknownNameError, "'strange' is not a valid colormap"),
        ("set_colormap", None, UnknownNameError, "None is not a valid colormap"),
    ],
    ids=named,
)
def test_impossible_looks_change_nothing(viewer, method, value, error, message):
    before, hidden = viewer.get_state(), dict(viewer._images["a"].traits)
    for label in ("a", "b"):
        with pytest.raises(error, match=message):
            getattr(viewer, method)(value, label)
    assert viewer.get_state() == before
    assert viewer._images["a"].traits == hidden


def test_labels_are_needed_and_checked(viewer):
    for method, *arguments in [
        ("get_cuts",),
        ("set_cuts", (1, 2)),
        ("get_stretch",),
        ("set_stretch", LogStretch()),
        ("get_colormap",),
        ("set_colormap", "gray"),
        ("get_viewport",),
        ("set_viewport", (1, 2)),
    ]:
        call = getattr(viewer, method)
        with pytest.raises(ValueError, match="Multiple image labels defined, 'a', 'b'"):
            call(*arguments)
        with pytest.raises(ValueError, match="image label 'c' not found; known: 'a', 'b'"):
            call(*arguments, image_label="c")
        with pytest.raises(ValueError, match=r"image label \['a'\] not found"):
            call(*arguments, image_label=["a"])


# What is seen of them.


def test_the_view_is_told_in_the_words_it_was_set_in(viewer):
    place = SkyCoord(53.1001, -27.8001, unit="deg", frame="icrs")
    viewer.set_viewport(place, 10 * u.arcsec, "b")
    assert viewer.get_viewport(image_label="b") == {"center": place, "fov": 10 * u.arcsec, "image_label": "b"}
    x, y = viewer.image.sky_projection.sky_to_pixel(place)
    assert viewer.viewport["center"] == (x, y)
    assert viewer.viewport["fov"] == pytest.approx(50)
    assert viewer.get_viewport("pixel", "b")["center"] == (x, y)
    viewer.viewport = {"center": (2000, 1000), "fov": 30}
    told = viewer.get_viewport("pixel", "b")
    assert told == {"center": (2000, 1000), "fov": 30, "image_label": "b"}
    sky = viewer.get_viewport(image_label="b")
    assert sky["center"] == viewer.image.sky_projection.pixel_to_sky(x=2000, y=1000)
    assert sky["fov"].to_value(u.arcsec) == pytest.approx(6)


def test_pixels_are_absolute(viewer):
    assert viewer.get_viewport("pixel", "b")["center"] == (2099.5, 1059.5)
    assert viewer.get_viewport("pixel", "b")["fov"] == 200


def test_a_fitted_image_is_told_as_it_is_shown(plain):
    assert plain.viewport is None
    assert plain.get_viewport() == {
        "center": (74.5, 49.5),
        "fov": 150,
        "image_label": plain.image_labels[0],
    }
    plain.canvas_size = (1500, 500)
    assert plain.get_viewport()["fov"] == pytest.approx(100)
    plain.set_viewport(center=(10, 10))
    assert plain.viewport == {"center": (10.0, 10.0), "fov": pytest.approx(100)}


def test_half_a_view_leaves_the_other_half(viewer):
    viewer.set_viewport((2010, 1010), 30, "b")
    viewer.set_viewport(fov=5 * u.arcsec, image_label="b")
    assert viewer.get_viewport("pixel", "b")["center"] == (2010, 1010)
    viewer.set_viewport(center=(2020, 1020), image_label="b")
    assert viewer.get_viewport("sky", "b")["fov"] == 5 * u.arcsec


def test_a_turned_view_stays_turned(viewer):
    viewer.viewport = {"center": (2000, 1000), "fov": 30, "rotation": 30.0, "flip": True}
    viewer.set_viewport((2010, 1010), 20, "b")
    assert viewer.viewport == {"center": (2010, 1010), "fov": 20, "rotation": 30, "flip": True}
    assert viewer.get_viewport("pixel", "b")["center"] == (2010, 1010)


@pytest.mark.parametrize(
    ("center", "fov", "error", "message"),
    [
        ("here", None, TypeError, "Invalid value for center: 'here'"),
        ((1, 2, 3), None, TypeError, "Invalid value for center"),
        (5, None, TypeError, "Invalid value for center: 5"),
        (SkyCoord([1, 2], [3, 4], unit="deg"), None, TypeError, "Invalid value for center"),
        ((np.nan, 1), None, SettingError, "finite"),
        (SkyCoord(53, 89, unit="deg"), None, SettingError, "WCS reaches"),
        (None, "wide", TypeError, "Invalid value for fov: 'wide'"),
        (None, [1, 2] * u.deg, TypeError, "Invalid value for fov"),
        (None, 5 * u.m, u.UnitTypeError, "Incorrect unit for fov: m"),
        (None, 5 * u.m, ImgviewError, "Incorrect unit for fov: m"),
        (None, 0, SettingError, "positive"),
        (None, -5 * u.deg, SettingError, "positive"),
        (None, np.inf, SettingError, "positive"),
    ],
    ids=str,
)
def test_impossible_views_change_nothing(viewer, center, fov, error, message):
    before = viewer.get_state()
    with pytest.raises(error, match=message) as caught:
        viewer.set_viewport(center, fov, "b")
    assert isinstance(caught.value, ImgviewError)
    assert viewer.get_state() == before


def test_without_a_sky(plain):
    with pytest.raises(TypeError, match="Center must be a tuple"):
        plain.set_viewport(SkyCoord(1, 2, unit="deg"))
    with pytest.raises(TypeError, match="FOV must be a float"):
        plain.set_viewport(fov=1 * u.deg)
    with pytest.raises(ValueError, match="WCS is not set"):
        plain.get_viewport("sky")
    with pytest.raises(ValueError, match="Sky_or_pixel must be 'sky', 'pixel' or None, got 'both'"):
        plain.get_viewport("both")


# Catalogues.


@pytest.fixture
def table():
    return Table({"x": [2010.0, 2020.0, np.nan], "y": [1010.0, 1020.0, 1030.0], "mag": [20.0, 21.0, 22.0]})


def shown(viewer, label="catalog"):
    """Return the geometry and the look of a catalogue's layer."""
    overlay = viewer.layers.named(label).overlay
    assert isinstance(overlay.geometry, Shapes)
    return overlay.geometry, overlay.style


def test_a_catalogue_is_a_layer(viewer, table):
    viewer.load_catalog(table, catalog_label="mine", catalog_style={"shape": "square", "size": 4})
    layer = viewer.layers["mine"]
    assert (layer.symbol, layer.size, layer.color, layer.unit) == ("square", 8, "#ff0000", "screen")
    assert (len(layer), layer.missing) == (2, 1)
    assert viewer.get_catalog_style() == {
        "shape": "square",
        "color": "red",
        "size": 4,
        "catalog_label": "mine",
    }
    layer.selected = [1]
    assert viewer.selection.catalog.table["mag"][0] == 21
    layer.color, layer.symbol, layer.size = "blue", "+", 30
    assert viewer.get_catalog_style() == {
        "shape": "plus",
        "color": "#0000ff",
        "size": 15,
        "catalog_label": "mine",
    }
    layer.remove()
    assert viewer.catalog_labels == ()


@pytest.mark.parametrize(
    ("shape", "symbol"),
    [
        ("circle", "o"),
        ("square", "square"),
        ("crosshair", "crosshair"),
        ("plus", "+"),
        ("diamond", "diamond"),
        ("x", "x"),
    ],
)
def test_shapes(viewer, table, shape, symbol):
    viewer.load_catalog(table)
    viewer.set_catalog_style(shape=shape, color="#00FF0080", size=7)
    look = shown(viewer)[1]
    assert (look.symbol, look.color, look.size) == (symbol, "#00ff00", 14)
    assert look.opacity == pytest.approx(128 / 255)
    assert viewer.get_catalog_style()["shape"] == shape


def test_a_table_is_left_as_it_is(viewer, table):
    before = table.copy()
    viewer.load_catalog(table)
    assert table.colnames == before.colnames
    table["x"][0] = -1
    assert viewer.get_catalog()["x"][0] == 2010
    viewer.get_catalog()["x"][1] = -1
    assert viewer.get_catalog()["x"][1] == 2020
    assert shown(viewer)[0].x[0] == 2010


def test_our_own_styles_are_reached(viewer, table):
    style = {"alpha": 0.5, "linewidth": 3, "fill": 0.2, "unit": "image", "visible": False, "strange": 1}
    viewer.load_catalog(table, catalog_style=style)
    look = shown(viewer)[1]
    assert (look.opacity, look.width, look.fill, look.unit, look.visible) == (0.5, 3, 0.2, "image", False)
    assert viewer.get_catalog_style()["strange"] == 1
    viewer.set_catalog_style(color_by="mag", colormap="plasma")
    assert viewer.layers.named("catalog").overlay.colors is not None
    assert shown(viewer)[1].opacity == 1
    viewer.set_catalog_style()
    assert viewer.layers.named("catalog").overlay.colors is None


def test_catalogues_lie_over_all_images(viewer, table):
    viewer.add_outline("mine", [[(2000, 1000), (2010, 1010)]])
    viewer.load_catalog(table)
    viewer.set_catalog_style(color="lime")
    key = viewer.layers.named("catalog").key
    viewer.image_label = "a"
    assert list(viewer.layers) == ["catalog"]
    assert viewer.layers.named("catalog").key == key, "the page has the geometry already"
    viewer.layers["catalog"].width = 3
    viewer.image_label = "b"
    assert list(viewer.layers) == ["mine", "catalog"]
    assert (viewer.layers["catalog"].width, viewer.layers["catalog"].color) == (3, "#00ff00")
    viewer.load_image(masked_image(seed=4), "b")
    assert list(viewer.layers) == ["catalog"]
    viewer.remove_catalog("*")
    viewer.image_label = "a"
    assert list(viewer.layers) == []


def test_catalogues_wait_for_an_image(opened, table):
    viewer = ImageViewer()
    viewer.load_catalog(table)
    assert len(viewer.layers) == 0
    viewer.set_catalog_style(shape="diamond")
    viewer.load_image(masked_image())
    assert shown(viewer)[1].symbol == "diamond"
    assert len(viewer.get_catalog()) == 3


def test_markers_on_the_sky_stand_where_each_image_has_it(opened):
    other = wcs()
    other.wcs.crpix += [20, -10]
    viewer = ImageViewer(CCDData(np.ones((120, 200)), unit="adu", wcs=wcs()), image_label="a")
    places = wcs().pixel_to_world([10.0, 50.0], [20.0, 60.0])
    viewer.load_catalog(Table({"coord": places}), catalog_label="sky", use_skycoord=True)
    viewer.load_catalog(Table({"coord": places}), catalog_label="pixels")
    viewer.load_image(CCDData(np.ones((120, 200)), unit="adu", wcs=other), "b")
    np.testing.assert_allclose(shown(viewer, "sky")[0].x, [30, 70], atol=1e-6)
    np.testing.assert_allclose(shown(viewer, "pixels")[0].x, [10, 50], atol=1e-6)
    viewer.layers["sky"].color = "blue"
    viewer.image_label = "a"
    np.testing.assert_allclose(shown(viewer, "sky")[0].x, [10, 50], atol=1e-6)
    assert shown(viewer, "sky")[1].color == "#0000ff"
    for label in ("sky", "pixels"):
        np.testing.assert_allclose(viewer.get_catalog(catalog_label=label)["x"], [10, 50], atol=1e-6)
    viewer.load_image(np.ones((5, 5)), "c")
    np.testing.assert_allclose(shown(viewer, "sky")[0].x, [10, 50], atol=1e-6)


def test_what_is_returned_can_be_loaded_again(plain, opened):
    coord = SkyCoord([1.0], [2.0], unit="deg")
    plain.load_catalog(Table({"coord": coord}), use_skycoord=True)
    told = plain.get_catalog()
    assert np.isnan(told["x"]).all()
    plain.load_catalog(told, use_skycoord=True)
    with pytest.raises(ValueError, match="Cannot use pixel coordinates without pixel columns"):
        plain.load_catalog(told)
    plain.load_catalog(Table({"x": [1.0], "y": [2.0]}))
    told = plain.get_catalog()
    assert told["coord"][0] is None
    plain.load_catalog(told)
    with pytest.raises(ValueError, match=r"Cannot use sky coordinates .*\('coord'\)"):
        plain.load_catalog(told, use_skycoord=True)


def test_an_empty_catalogue(plain):
    plain.load_catalog(Table({"x": np.empty(0), "y": np.empty(0)}))
    assert len(plain.get_catalog()) == 0
    assert len(plain.layers["catalog"]) == 0


def test_columns_of_another_meaning_are_not_lost(plain):
    plain.load_catalog(Table({"xc": [1.0], "yc": [2.0], "x": ["first"]}), "xc", "yc")
    with pytest.raises(SettingError, match=r"'x' of this catalogue .*'xc', 'yc', 'coord'"):
        plain.get_catalog()
    assert plain.get_catalog("xc", "yc")["x"][0] == "first"


def test_files_are_read(viewer, table, tmp_path):
    table.write(tmp_path / "sources.csv")
    viewer.load_catalog(tmp_path / "sources.csv", format="csv")
    assert viewer.get_catalog()["mag"].tolist() == [20, 21, 22]


@pytest.mark.parametrize(
    ("keywords", "error", "message"),
    [
        ({"x_colname": "mag", "y_colname": "no"}, SettingError, r"\('mag', 'no'\).*'x', 'y', 'mag'"),
        ({"skycoord_colname": "mag"}, UnsupportedTypeError, "'mag' is to hold SkyCoord"),
        ({"catalog_label": 5}, SettingError, "catalog_label is a string, got 5"),
        ({"catalog_label": "*"}, SettingError, r"'\*' stands for all"),
        ({"catalog_style": {"shape": "star"}}, UnknownNameError, "unknown shape 'star'.*circle"),
        ({"catalog_style": {"color": "reddish"}}, UnknownNameError, "colour"),
        ({"catalog_style": {"size": "big"}}, SettingError, "size is a number, the radius"),
        ({"catalog_style": {"size": -1}}, SettingError, "size"),
        ({"catalog_style": {"opacity": 2}}, SettingError, "opacity"),
    ],
    ids=str,
)
def test_impossible_catalogues_change_nothing(viewer, table, keywords, error, message):
    viewer.load_catalog(table[:1])
    before = viewer.get_state()
    with pytest.raises(error, match=message):
        viewer.load_catalog(table, **keywords)
    assert viewer.catalog_labels == ("catalog",)
    assert len(viewer.get_catalog()) == 1
    assert viewer.get_state() == before


def test_impossible_styles_change_nothing(viewer, table):
    viewer.load_catalog(table)
    before = viewer.get_state(), viewer.get_catalog_style()
    with pytest.raises(UnknownNameError, match="shape"):
        viewer.set_catalog_style(shape="star")
    assert (viewer.get_state(), viewer.get_catalog_style()) == before


def test_catalogue_labels_are_needed_and_checked(viewer, table):
    with pytest.raises(ValueError, match="catalog label 'arf' not found, no catalog is loaded"):
        viewer.remove_catalog("arf")
    viewer.load_catalog(table, catalog_label="one")
    viewer.load_catalog(table, catalog_label="two")
    for method in ("get_catalog", "get_catalog_style", "set_catalog_style", "remove_catalog"):
        with pytest.raises(ValueError, match="Multiple catalog labels defined, 'one', 'two'"):
            getattr(viewer, method)()
        with pytest.raises(ValueError, match="catalog label 'three' not found; known: 'one', 'two'"):
            getattr(viewer, method)(catalog_label="three")
    assert viewer.catalog_labels == ("one", "two")


# What else there is.


def test_mask_and_planes_come_as_keywords(opened):
    flags = np.zeros((10, 12), np.uint8)
    flags[3, 4] = 2
    viewer = ImageViewer()
    pixels = np.ones((10, 12))
    viewer.load_image(pixels, image_label="a", mask=flags, planes={"SAT": 1}, stretch="log", cuts=(0, 2))
    assert list(viewer.planes) == ["SAT"]
    assert isinstance(viewer.get_stretch(), LogStretch)
    assert viewer.get_image() is pixels


def test_arrays_of_what_was_read(tmp_path, opened):
    pixels = np.arange(12.0).reshape(3, 4)
    CCDData(pixels, unit="adu", mask=pixels > 5).write(tmp_path / "masked.fits")
    CCDData(pixels, unit="adu").write(tmp_path / "plain.fits")
    viewer = ImageViewer()
    viewer.load_image(tmp_path / "masked.fits")
    np.testing.assert_array_equal(np.asarray(viewer.get_image()), pixels)
    viewer.load_image(tmp_path / "plain.fits")
    np.testing.assert_array_equal(viewer.get_image().data, pixels)
    np.testing.assert_array_equal(np.asarray(viewer.get_image(), dtype=np.float32), pixels)


def test_a_wcs_is_astropys_to_the_last_bit(opened):
    """The suite compares for equality; so does this, on an anisotropic projection."""
    header = wcs()
    viewer = ImageViewer(NDData(np.ones((120, 200)), wcs=header))
    viewer.set_viewport(center=(30.0, 40.0), fov=50)
    assert viewer.get_viewport()["center"] == header.pixel_to_world(30.0, 40.0)
    assert isinstance(viewer.image.sky_projection, SkyProjection)


def test_save_names_its_format(plain, tmp_path):
    with pytest.raises(ImgviewError, match=r"save\(\) writes PNG files: name this one \*.png, not \*.jpg"):
        plain.save(tmp_path / "picture.jpg")
    assert list(tmp_path.iterdir()) == []
    plain.save(tmp_path / "picture.PNG", True)
    plain.save(str(tmp_path / "picture.PNG"), overwrite=True)

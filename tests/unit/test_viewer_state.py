"""What may be assigned to a viewer, what it reads back as, what the page is told."""

import threading

import numpy as np
import pytest
import traitlets
from astropy.visualization import (
    AsinhStretch,
    ContrastBiasStretch,
    HistEqStretch,
    LinearStretch,
    LogStretch,
    ManualInterval,
    PercentileInterval,
    PowerStretch,
    SinhStretch,
    SqrtStretch,
    SquaredStretch,
    ZScaleInterval,
)

import fake_comm
from imgview.errors import ImgviewError, UnknownNameError
from imgview.geometry import Box
from imgview.model import Image
from imgview.render.looks.colormap import colormap_table
from imgview.render.looks.cuts import DEFAULT_CUTS, MODES
from imgview.render.looks.stretch import STRETCHES, thresholds
from imgview.viewer.show import show
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image


@pytest.fixture
def picture():
    return masked_image()


@pytest.fixture
def viewer(opened, picture):
    viewer = ImageViewer(picture)
    fake_comm.settled(opened[0])
    return viewer


@pytest.mark.parametrize(
    ("value", "mode"),
    [
        ("zscale", "zscale"),
        ("minmax", "minmax"),
        ("99%", "99%"),
        (99.5, "99.5%"),
        ("3sigma", "3sigma"),
        ((5, 60), "explicit"),
        ([5.0, 60.0], "explicit"),
        (np.array([5, 60]), "explicit"),
        (ManualInterval(5, 60), "explicit"),
        (ZScaleInterval(), "explicit"),
        (PercentileInterval(90), "explicit"),
    ],
    ids=str,
)
def test_cuts_read_back_as_two_numbers(viewer, opened, picture, value, mode):
    viewer.stretch = "linear"
    viewer.cuts = value
    low, high = viewer.cuts
    assert type(low) is float
    assert type(high) is float
    assert viewer.cuts_mode == mode
    if mode == "explicit" and not isinstance(value, (ZScaleInterval, PercentileInterval)):
        assert (low, high) == (5, 60)
    if mode == "minmax":
        assert (low, high) == (picture.image.array.min(), picture.image.array.max())
    page = {"cuts": opened[0].state["cuts"]}
    for update in opened[0].updates:
        page.update(update)
    assert tuple(page["cuts"]) == (low, high)


def test_cuts_and_their_mode_travel_in_one_message(viewer, opened):
    viewer.cuts = "minmax"
    assert opened[0].updates[0].keys() >= {"cuts", "cuts_mode"}
    viewer.cuts_mode = "98%"
    assert viewer.cuts == viewer.cuts_table["98%"]


def test_the_mode_survives_held_notifications(viewer):
    with viewer.hold_trait_notifications():
        viewer.cuts = "98%"
    assert viewer.cuts == tuple(viewer.cuts_table["98%"])
    assert viewer.cuts_mode == "98%"


def test_the_table_holds_the_cuts_of_every_mode(viewer):
    table = dict(viewer.cuts_table)
    assert list(table) == list(MODES)
    for mode, cuts in table.items():
        viewer.cuts = mode
        assert viewer.cuts == tuple(cuts)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("zscal", "did you mean 'zscale'"),
        ((5, 5), "rise"),
        ((5, 1), "rise"),
        ((5, float("nan")), "rise|finite"),
        ((1, 2, 3), "two numbers"),
        ("120%", "100"),
        (0.0, "above 0"),
        ("0sigma", "positive"),
    ],
    ids=str,
)
def test_impossible_cuts(viewer, value, message):
    before = viewer.cuts, viewer.cuts_mode
    with pytest.raises(ImgviewError, match=message):
        viewer.cuts = value
    assert (viewer.cuts, viewer.cuts_mode) == before


@pytest.mark.parametrize(
    ("value", "name", "parameter"),
    [
        ("log", "log", None),
        ("ASINH", "asinh", None),
        ("histeq", "histogram", None),
        ("squared", "square", None),
        (LinearStretch(), "linear", None),
        (SqrtStretch(), "sqrt", None),
        (SquaredStretch(), "square", None),
        (PowerStretch(3), "power", 3.0),
        (LogStretch(500), "log", 500.0),
        (AsinhStretch(0.02), "asinh", 0.02),
        (SinhStretch(0.2), "sinh", 0.2),
        (HistEqStretch(np.arange(10.0)), "histogram", None),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
def test_stretch(viewer, opened, value, name, parameter):
    viewer.stretch = "sqrt" if name != "sqrt" else "log"
    viewer.stretch = value
    assert (viewer.stretch, viewer.stretch_parameter) == (name, parameter)
    if name != "histogram":
        table = np.frombuffer(viewer.stretch_tables, "<f4").reshape(-1, 255)[STRETCHES.index(name)]
        assert np.array_equal(table, thresholds(name, parameter=parameter))
        assert opened[0].updates[-1]["stretch"] == name


def test_a_parameter_ends_with_its_stretch(viewer):
    viewer.stretch_parameter = 0.5
    viewer.stretch = "log"
    assert viewer.stretch_parameter is None


def test_histogram_stretch_follows_image_and_cuts(viewer, opened, picture):
    viewer.stretch = "histogram"
    viewer.cuts = (80, 120)
    sample = picture.image.array.ravel()
    expected = thresholds("histogram", sample=sample, cuts=(80, 120)).astype("<f4").tobytes()
    row = STRETCHES.index("histogram")
    opened[0].wait_for(lambda: viewer.stretch_tables[row * 1020 : (row + 1) * 1020] == expected)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("stretch", "asin", "did you mean 'asinh'"),
        ("stretch", ContrastBiasStretch(1, 0.5), "unknown stretch"),
        ("stretch_parameter", -1, "asinh"),
        ("stretch_parameter", float("nan"), "finite"),
        ("colormap", "virids", "did you mean 'viridis'"),
        ("component", "varience", "did you mean 'variance'"),
        ("contrast", float("inf"), "finite"),
        ("bias", float("nan"), "finite"),
        ("viewport", {"center": (1, 2)}, "viewport"),
        ("viewport", {"centre": (1, 2), "fov": 5}, "did you mean 'center'"),
        ("viewport", {"center": (1, 2), "fov": 0}, "viewport"),
        ("viewport", {"center": (1, float("nan")), "fov": 5}, "viewport"),
        ("viewport", {"center": (1, 2), "fov": 5, "rotation": "left"}, "'rotation' in degrees"),
        ("viewport", {"center": (1, 2), "fov": 5, "rotation": float("inf")}, "'rotation' in degrees"),
        ("viewport", {"center": (1, 2), "fov": 5, "rotate": 90}, "did you mean 'rotation'"),
        ("viewport", 5, "viewport"),
    ],
    ids=str,
)
def test_impossible_state_changes_nothing(opened, picture, name, value, message):
    viewer = ImageViewer(picture)
    fake_comm.settled(opened[0])
    before = viewer.get_state()
    with pytest.raises(ImgviewError, match=message):
        setattr(viewer, name, value)
    with pytest.raises(ImgviewError, match=message):
        viewer.load_image(masked_image(seed=9), **{name: value})
    with pytest.raises(ImgviewError, match=message):
        show(picture, **{name: value})
    assert viewer.get_state() == before
    assert viewer.image is picture
    assert opened[0].updates == []


@pytest.mark.parametrize(
    ("name", "message"),
    [("strech", "did you mean 'stretch'"), ("zoom", "attribute of a viewer"), ("lay_out", "'layout'")],
)
def test_unknown_keywords_teach(opened, picture, name, message):
    for call in (ImageViewer, show):
        with pytest.raises(UnknownNameError, match=message):
            call(picture, **{name: 1})
    with pytest.raises(ImgviewError, match="height"):
        show(picture, height="tall")


def test_any_matplotlib_colormap(viewer, opened):
    viewer.colormap = "Spectral"
    update = opened[0].updates[-1]
    assert update["colormap"] == "Spectral"
    assert update["colormap_names"][-1] == "Spectral"
    tables = np.frombuffer(update["colormap_tables"], np.uint8).reshape(-1, 256, 3)
    assert np.array_equal(tables[-1], colormap_table("Spectral"))
    assert len(tables) == len(update["colormap_names"])
    viewer.colormap = "viridis"
    assert "Spectral" not in viewer.colormap_names


def test_state_with_the_image(opened, picture):
    viewer = show(
        picture,
        cuts=(0, 50),
        stretch="log",
        stretch_parameter=50,
        colormap="magma",
        inverted=True,
        contrast=2,
        bias=0.25,
        viewport={"center": [2010, 1010], "fov": 20},
        planes={"CR": False, "SATURATED": {"color": "red"}},
        component="image",
        panel_open=False,
        show_grid=True,
        height=400,
    )
    state = opened[0].state
    assert len(opened[0].sent) >= 1
    assert state["cuts"] == (0.0, 50.0)
    assert state["cuts_mode"] == "explicit"
    assert state["viewport"] == {"center": (2010.0, 1010.0), "fov": 20.0}
    assert state["planes"]["CR"]["visible"] is False
    assert state["planes"]["SAT"]["color"] == "#ff0000"
    for name, value in {
        "stretch": "log",
        "stretch_parameter": 50,
        "colormap": "magma",
        "inverted": True,
        "contrast": 2,
        "bias": 0.25,
        "panel_open": False,
        "show_grid": True,
        "height": 400,
    }.items():
        assert state[name] == value
        assert getattr(viewer, name) == value
    row = np.frombuffer(state["stretch_tables"], "<f4").reshape(-1, 255)[STRETCHES.index("log")]
    assert np.array_equal(row, thresholds("log", parameter=50))


def test_everything_is_in_the_first_message(opened, picture):
    ImageViewer(picture)
    assert opened[0].state["image_info"]["shape"] == (120, 200)
    assert opened[0].state["first_tiles"]


def test_empty_viewer_takes_state_and_an_image_later(opened, picture):
    viewer = ImageViewer(stretch="log", cuts=(1, 2))
    assert viewer.image is None
    assert viewer.image_info == {}
    assert viewer.cursor is None
    assert viewer.viewport is None
    viewer.cuts = "99%"
    assert viewer.cuts_mode == "99%"
    viewer.load_image(picture)
    assert viewer.image is picture
    assert viewer.stretch == "log"
    assert viewer.cuts_mode == "99%"
    assert viewer.cuts != (1, 2)


def test_explicit_cuts_given_before_the_image_hold(opened, picture):
    viewer = ImageViewer(cuts=(1, 2))
    viewer.load_image(picture)
    assert viewer.cuts == (1, 2)


def test_another_image_arrives_in_one_message(viewer, opened):
    viewer.viewport = {"center": (2050, 1050), "fov": 30}
    viewer.colormap, viewer.cuts = "magma", (90, 110)
    before = viewer.image_info["id"]
    with opened[0].arrived:
        del opened[0].sent[1:]
    other = masked_image(seed=8)
    viewer.load_image(other)
    update = opened[0].updates[0]
    assert update["image_info"]["id"] > before
    assert update["first_tiles"]
    assert "viewport" not in update, "the same box: the view stays"
    assert viewer.image is other
    assert (viewer.colormap, viewer.cuts) == ("magma", (90.0, 110.0))
    viewer.load_image(masked_image((60, 50), yx0=(0, 0)))
    assert viewer.viewport is None


def test_a_failing_callback_leaves_a_whole_image(viewer):
    viewer.observe(lambda _: 1 / 0, ["planes", "image_info"])
    other = masked_image((50, 60), planes=("NEW",))
    with pytest.raises(ZeroDivisionError):
        viewer.load_image(other)
    assert viewer.image is other
    assert viewer.image_info["shape"] == (50, 60)
    assert list(viewer.planes) == ["NEW"]
    assert [plane["name"] for plane in viewer.mask_planes] == ["NEW"]


def test_modes_are_computed_anew_and_numbers_kept_only_for_the_same_unit(viewer):
    viewer.cuts = "minmax"
    viewer.load_image(masked_image(seed=8))
    assert viewer.cuts == (viewer.image.image.array.min(), viewer.image.image.array.max())
    viewer.cuts = (1, 2)
    viewer.load_image(masked_image(unit="adu"))
    assert viewer.cuts_mode == DEFAULT_CUTS


def test_components_have_cuts_of_their_own(viewer, opened, picture):
    viewer.cuts = (80, 130)
    viewer.component = "variance"
    assert viewer.cuts_mode == DEFAULT_CUTS
    assert viewer.image_info["component"] == "variance"
    assert viewer.image_info["unit"] == "nJy²"
    assert viewer.first_tiles == []
    variance = viewer.cuts
    assert 40 < variance[0] < variance[1] < 160
    viewer.cuts = "minmax"
    assert viewer.cuts == (picture.variance.array.min(), picture.variance.array.max())
    viewer.component = "snr"
    assert viewer.image_info["unit"] == ""
    assert viewer.cuts_mode == "minmax"
    snr = picture.image.array / np.sqrt(picture.variance.array)
    assert viewer.cuts == pytest.approx((snr.min(), snr.max()), rel=1e-6)
    viewer.component = "image"
    assert viewer.cuts == (80, 130)
    assert viewer.cuts_mode == "explicit"
    viewer.component = "variance"
    assert viewer.cuts_mode == "minmax"
    opened[0].wait_for(lambda: viewer.cuts_table.get("minmax") == viewer.cuts)


def test_component_that_the_image_lacks(opened):
    with pytest.raises(UnknownNameError, match="known: image"):
        show(np.ones((5, 5)), component="snr")
    viewer = show(masked_image(), component="snr")
    assert viewer.image_info["component"] == "snr"
    viewer.load_image(np.ones((5, 5)))
    assert viewer.component == "image"


def test_page_switches_the_component(viewer, opened):
    opened[0].set(component="snr")
    opened[0].wait_for(lambda: viewer.image_info["component"] == "snr")
    update = next(u for u in opened[0].updates if "image_info" in u)
    assert update.keys() >= {"cuts", "image_info", "first_tiles", "cuts_table"}
    assert "component" not in update


def test_page_sets_cuts_and_mode_together(viewer, opened):
    opened[0].set(cuts=[1.5, 2.5], cuts_mode="99%")
    assert viewer.cuts == (1.5, 2.5)
    assert viewer.cuts_mode == "99%"
    opened[0].set(cuts_mode="explicit", cuts=[1.0, 2.5])
    assert viewer.cuts == (1.0, 2.5)
    assert viewer.cuts_mode == "explicit"


def test_page_sets_one_of_them(viewer, opened):
    opened[0].set(cuts=[1.5, 2.5])
    assert viewer.cuts_mode == "explicit"
    assert {"cuts_mode": "explicit"} in opened[0].updates
    opened[0].set(cuts_mode="minmax")
    assert viewer.cuts == tuple(viewer.cuts_table["minmax"])
    assert viewer.cuts_mode == "minmax"
    assert any(u.get("cuts") == viewer.cuts for u in opened[0].updates)


def test_a_view_is_turned_by_less_than_a_whole_turn_or_not_at_all(viewer):
    straight = {"center": (1.0, 2.0), "fov": 3.0}
    for rotation, kept in [(0, None), (-90, 270.0), (720, None), (-1e-18, None), (725.5, 5.5)]:
        viewer.viewport = straight | {"rotation": rotation, "flip": False}
        assert viewer.viewport == (straight if kept is None else straight | {"rotation": kept})
    viewer.viewport = straight | {"flip": True}
    assert viewer.viewport == straight | {"flip": True}


def test_page_sets_stretch_and_viewport(viewer, opened):
    opened[0].set(stretch="log", stretch_parameter=100.0, viewport={"center": [5, 6], "fov": 7.5})
    assert (viewer.stretch, viewer.stretch_parameter) == ("log", 100.0)
    assert viewer.viewport == {"center": (5.0, 6.0), "fov": 7.5}
    opened[0].set(cursor={"x": 1.0, "y": 2.0}, canvas_size=[800, 500])
    assert viewer.cursor == {"x": 1.0, "y": 2.0}
    opened[0].set(viewport=None, cursor=None)
    assert viewer.viewport is None
    assert viewer.cursor is None


@pytest.mark.parametrize(
    "state",
    [{"cuts": [5, 1]}, {"stretch": "asin"}, {"component": "x"}, {"height": "tall"}, {"viewport": 3}],
    ids=str,
)
def test_impossible_state_from_the_page_is_said_and_set_back(viewer, opened, state):
    (name,) = state
    before = getattr(viewer, name)
    opened[0].set(**state)
    assert viewer.error
    assert getattr(viewer, name) == before
    assert opened[0].updates[-1][name] == before


def test_threads_that_change_traits_at_once_lose_nothing(viewer, opened):
    def page():
        for n in range(300):
            opened[0].set(cuts=[float(n), n + 1.5], contrast=1 + n / 300)

    def worker():
        for n in range(300):
            viewer.error = f"error {n}"
            viewer.histogram = {"low": 0.0, "high": 1.0, "counts": [n]}

    threads = [threading.Thread(target=job) for job in (page, worker)]
    for thread in threads:
        thread.start()
    for n in range(300):
        with viewer.hold_sync():
            viewer.bias = n / 300
            viewer.height = 200 + n
    for thread in threads:
        thread.join(60)
    told = {}
    with opened[0].arrived:
        for update in opened[0].updates:
            told.update(update)
    assert told["height"] == viewer.height == 499
    assert told["bias"] == viewer.bias == 299 / 300
    assert told["error"] == viewer.error
    assert told["histogram"] == viewer.histogram
    assert viewer.cuts == (299.0, 300.5)


def test_observe_and_link(viewer, opened):
    other = ImageViewer(masked_image(seed=8))
    seen = []
    viewer.observe(lambda change: seen.append(change["name"]), ["cuts", "stretch", "colormap", "viewport"])
    links = [traitlets.link((viewer, n), (other, n)) for n in ("cuts", "stretch", "colormap", "viewport")]
    other.cuts = (3, 4)
    other.stretch = "log"
    viewer.colormap = "magma"
    viewer.viewport = {"center": (1, 2), "fov": 3}
    assert viewer.cuts == (3, 4)
    assert viewer.stretch == "log"
    assert other.colormap == "magma"
    assert other.viewport == viewer.viewport
    assert seen[-4:] == ["cuts", "stretch", "colormap", "viewport"]
    for link in links:
        link.unlink()


def test_moving_about(viewer, opened):
    with pytest.raises(ImgviewError, match="no image"):
        ImageViewer().zoom_to(2)
    opened[0].set(canvas_size=[800, 400])
    viewer.center_on(x=2050, y=1030)
    assert viewer.viewport["center"] == (2050, 1030)
    assert viewer.viewport["fov"] == 120, "the fitting field of view: 400 CSS pixels show 120 rows"
    viewer.zoom_to(8)
    assert viewer.viewport == {"center": (2050, 1030), "fov": 50}
    viewer.center_on(x=2000, y=1000, fov=10)
    assert viewer.viewport["fov"] == 10
    viewer.zoom_to(Box.from_shape((10, 80), start=(1020, 2040)))
    assert viewer.viewport == {"center": (2079.5, 1024.5), "fov": 40}
    viewer.fit()
    assert viewer.viewport is None
    with pytest.raises(ImgviewError, match="positive"):
        viewer.zoom_to(-1)


def test_what_a_person_is_told(viewer, picture):
    assert viewer.image_info["subtitle"] == "200×120 · nJy"
    assert viewer.image_info["start"] == (1000, 2000)
    assert viewer.image_info["components"] == ["image", "variance", "snr"]
    assert repr(viewer) == "ImageViewer(image, 200×120 · nJy)"
    assert repr(ImageViewer()) == "ImageViewer(no image)"
    counts = {plane["name"]: plane["count"] for plane in viewer.mask_planes}
    assert counts == picture.mask.counts()
    assert viewer.mask_planes[2]["description"] == "what CR means"
    assert [(p["byte"], p["bit"]) for p in viewer.mask_planes] == [(0, 0), (0, 1), (0, 2), (0, 3)]
    histogram = viewer.histogram
    assert histogram["low"] < viewer.cuts[0] < viewer.cuts[1] < histogram["high"]
    assert sum(histogram["counts"]) > 0.9 * picture.image.array.size


def test_histogram_is_renewed_for_cuts_outside_it(viewer, opened):
    viewer.cuts = (-1000, 1000)
    opened[0].wait_for(lambda: viewer.histogram["low"] < -1000 and viewer.histogram["high"] > 1000)


def test_integer_image_without_anything(opened):
    viewer = show(Image(np.arange(12, dtype=">i2").reshape(3, 4)))
    assert viewer.image_info["subtitle"] == "4×3"
    assert viewer.image_info["dtype"] == "int16"
    assert viewer.mask_planes == []
    assert viewer.sky_grid == {}
    assert viewer.first_tiles[0]["codec"][1] == 1.0

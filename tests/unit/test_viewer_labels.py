"""Several images in one viewer: by label, one of them shown, each with a look of its own."""

import gc
import threading
import types
import weakref

import numpy as np
import pytest
from astropy.io import fits
from astropy.nddata import CCDData

import fake_comm
from fake_comm import idle
from imgview import MaskedImage
from imgview.errors import ImgviewError, UnknownNameError
from imgview.render.overlays.marks import Marks
from imgview.viewer.aida import labelled
from imgview.viewer.show import show
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image


@pytest.fixture
def viewer(opened):
    """Two images; the second one is shown."""
    viewer = ImageViewer()
    viewer.load_image(masked_image(seed=1), "a")
    viewer.load_image(masked_image(seed=2, planes=("NEW",)), "b")
    fake_comm.settled(opened[0])
    with opened[0].arrived:
        del opened[0].sent[1:]
    return viewer


LOOKS = {
    "cuts": (80.0, 90.0),
    "stretch": "sqrt",
    "colormap": "magma",
    "inverted": True,
    "contrast": 2.0,
    "bias": 0.25,
    "viewport": {"center": (2010.0, 1010.0), "fov": 20.0},
}


def test_labels(viewer, opened):
    assert viewer.image_labels == ("a", "b")
    assert viewer.image_label == "b"
    assert viewer.get_state()["image_labels"] == ["a", "b"]
    assert ImageViewer().image_labels == ()
    assert ImageViewer().image_label == ""


def test_unlabelled_images_replace_one_another(opened):
    viewer = ImageViewer(np.zeros((4, 5)))
    viewer.load_image(np.ones((4, 5)))
    assert len(viewer.image_labels) == 1
    assert viewer.get_image().max() == 1
    viewer.load_image(np.full((4, 5), 7.0), "seven")
    viewer.load_image(np.full((4, 5), 2.0))
    assert len(viewer.image_labels) == 2
    assert viewer.get_image(viewer.image_labels[0]).max() == 2
    assert ImageViewer(np.zeros((4, 5)), image_label="mine").image_labels == ("mine",)
    assert show(np.zeros((4, 5)), image_label="mine").image_labels == ("mine",)


def test_each_has_its_own_look(viewer):
    before = {name: getattr(viewer, name) for name in LOOKS}
    for name, value in LOOKS.items():
        setattr(viewer, name, value)
    viewer.image_label = "a"
    assert {name: getattr(viewer, name) for name in LOOKS} == {
        **before,
        "cuts": viewer.loaded.picture.cuts("image", viewer.cuts_mode),
    }
    assert list(viewer.planes) == list(viewer.image.mask.schema.names)
    viewer.colormap = "plasma"
    viewer.image_label = "b"
    assert {name: getattr(viewer, name) for name in LOOKS} == LOOKS
    assert viewer.cuts_mode == "explicit"
    assert list(viewer.planes) == ["NEW"]
    viewer.image_label = "a"
    assert viewer.colormap == "plasma"


def test_switching_is_one_message_with_a_whole_picture(viewer, opened):
    viewer.colormap = "magma"
    with opened[0].arrived:
        del opened[0].sent[1:]
    viewer.image_label = "a"
    update = opened[0].updates[0]
    assert update["image_label"] == "a"
    assert update["image_info"]["id"] == viewer.loaded.picture.number
    assert update["first_tiles"]
    assert update["colormap"] == "gray"
    assert [plane["name"] for plane in update["mask_planes"]] == list(viewer.planes)
    opened[0].wait_for(lambda: viewer.cuts_table and viewer.histogram)


def test_a_page_keeps_its_tiles(viewer, opened):
    viewer.image_label = "a"
    assert viewer.first_tiles, "nobody has seen them yet"
    opened[0].set(canvas_size=[800, 600])
    viewer.image_label = "b"
    assert viewer.first_tiles, "these only Python has"
    viewer.image_label = "a"
    assert viewer.first_tiles == []
    viewer.load_image(masked_image(seed=7), "a")
    assert viewer.first_tiles


def test_the_page_switches(viewer, opened):
    opened[0].set(image_label="a")
    opened[0].wait_for(lambda: viewer.image_label == "a")
    assert opened[0].updates[-1]
    opened[0].set(image_label="gone")
    assert "image label 'gone' not found" in viewer.error
    assert viewer.image_label == "a"


def test_a_file_that_has_gone_is_told_of(viewer, opened, monkeypatch):
    def fail(*_, **__):
        msg = "disk on fire"
        raise OSError(msg)

    monkeypatch.setattr(labelled, "first_tiles", fail)
    with pytest.raises(OSError, match="on fire"):
        viewer.image_label = "a"
    opened[0].set(image_label="a")
    opened[0].wait_for(lambda: viewer.error)
    assert "on fire" in viewer.error
    assert viewer.image_label == "b"
    opened[0].wait_for(lambda: any(update.get("image_label") == "b" for update in opened[0].updates))


def test_what_is_replaced_while_the_page_waits_for_it_stays_away(viewer, opened, monkeypatch):
    started, go = threading.Event(), threading.Event()

    def slow(*_, **__):
        started.set()
        go.wait(20)
        return []

    monkeypatch.setattr(labelled, "first_tiles", slow)
    opened[0].set(image_label="a")
    started.wait(20)
    viewer.close()
    go.set()
    idle()
    assert viewer.image_labels == ()
    assert viewer.image is None


def test_layers_stay_with_their_image(viewer):
    layer = viewer.add_outline("mine", [[(2000, 1000), (2010, 1010)]])
    viewer.image_label = "a"
    assert "mine" not in viewer.layers
    viewer.image_label = "b"
    layer.color = "red"
    assert viewer.layers["mine"].color == "#ff0000"


def test_marks_stay_with_their_image(viewer):
    viewer.add_marks(Marks.of(x=[2000.0], y=[1000.0], symbol="+", size=3), "dots")
    assert viewer.drawings
    viewer.image_label = "a"
    assert viewer.drawings == {}
    viewer.image_label = "b"
    assert list(viewer.layers) == ["dots"]
    assert viewer.drawings


def test_conditions_on_planes_stay_with_their_image(viewer):
    viewer.add_mask_expression("~NEW")
    viewer.image_label = "a"
    assert len(viewer.mask_expressions) == 0
    viewer.image_label = "b"
    assert list(viewer.mask_expressions) == ["~NEW"]


def test_planes_look_the_same_in_all_images(opened):
    viewer = ImageViewer(masked_image(seed=1), image_label="a")
    viewer.load_image(masked_image(seed=2), "b")
    viewer.planes["CR"].color = "red"
    viewer.image_label = "a"
    assert viewer.planes["CR"].color == "#ff0000"


def test_replacing_a_hidden_image_keeps_its_look(viewer):
    viewer.image_label = "a"
    for name, value in LOOKS.items():
        setattr(viewer, name, value)
    viewer.image_label = "b"
    viewer.load_image(masked_image(seed=3), "a")
    assert viewer.image_labels == ("a", "b")
    assert viewer.image_label == "a"
    assert {name: getattr(viewer, name) for name in LOOKS} == LOOKS
    viewer.image_label = "b"
    assert viewer.colormap == "gray"


def test_a_component_that_is_left_while_it_is_prepared(viewer, monkeypatch):
    monkeypatch.setattr(viewer, "_show_component", lambda *_: None)
    viewer.component = "variance"
    assert viewer.loaded.component == "image"
    viewer.image_label = "a"
    viewer.image_label = "b"
    assert viewer.component == viewer.image_info["component"] == "image"


def test_what_cannot_be_loaded_changes_nothing(viewer):
    before = viewer.get_state()
    for data, label in [(np.zeros(5), "c"), (np.zeros(5), "a"), ("missing.fits", "b"), (np.zeros((3, 3)), 5)]:
        with pytest.raises(ImgviewError):
            viewer.load_image(data, label)
        assert viewer.get_state() == before
    with pytest.raises(ImgviewError, match="image_label is a string, got 5"):
        viewer.load_image(np.zeros((3, 3)), 5)


def test_get_image_returns_what_was_given(viewer, tmp_path, opened):
    pixels = np.arange(20.0).reshape(4, 5)
    ccd = CCDData(pixels, unit="adu")
    ccd.write(tmp_path / "ccd.fits")
    for given in (pixels, pixels.tolist(), ccd, fits.PrimaryHDU(pixels), masked_image()):
        viewer.load_image(given, "c")
        assert viewer.get_image("c") is given
    viewer.load_image(pixels, "c", mask=pixels > 3)
    assert viewer.get_image("c") is pixels
    assert isinstance(viewer.image, MaskedImage)
    viewer.load_image(tmp_path / "ccd.fits", "c")
    assert viewer.get_image("c").array is viewer.image.array
    viewer.load_image(viewer.get_image("c"), "d")
    with fits.open(tmp_path / "ccd.fits") as files:
        viewer.load_image(files, "c")
        np.testing.assert_array_equal(viewer.get_image("c").data, pixels)
        viewer.load_image(files[0], "c")
        assert viewer.get_image("c") is files[0]


def test_errors_teach(viewer):
    with pytest.raises(UnknownNameError, match="image label 'c' not found; known: 'a', 'b'"):
        viewer.image_label = "c"
    with pytest.raises(ValueError, match="Multiple image labels defined, 'a', 'b': say which"):
        viewer.get_image()
    with pytest.raises(ValueError, match="no image is loaded: load_image"):
        ImageViewer().get_image()
    with pytest.raises(ValueError, match="no image is loaded: load_image"):
        ImageViewer().image_label = "a"


@pytest.mark.parametrize(("name", "message"), [("strech", "did you mean 'stretch'"), ("zoom", "load_image")])
def test_unknown_keywords_are_passed_over_aloud(viewer, name, message):
    with pytest.warns(UserWarning, match=message):
        viewer.load_image(np.zeros((4, 5)), "c", **{name: 1})
    assert viewer.image_label == "c"
    with pytest.warns(UserWarning, match="unknown keyword of get_image 'image_lable'"):
        viewer.get_image("c", image_lable="d")


def test_a_butler_needs_reading_first(viewer):
    butler = types.SimpleNamespace(getURI=None, get=None, find_dataset=None)
    with pytest.raises(ImgviewError, match=r"load_image\(imgview.read\(butler"):
        viewer.load_image(butler, "visit_image", visit=1)


def test_remove_image(viewer):
    gone = weakref.ref(viewer.image.image.array)
    viewer.remove_image("b")
    assert viewer.image_labels == ("a",)
    assert viewer.image_label == "a"
    with pytest.raises(ImgviewError, match="the only image of a viewer stays"):
        viewer.remove_image()
    with pytest.raises(UnknownNameError):
        viewer.remove_image("b")
    idle()
    gc.collect()
    assert gone() is None


def test_close_lets_go_of_all(viewer):
    gone = [weakref.ref(entry.given.image.array) for entry in viewer._images.values()]
    viewer.close()
    assert viewer.image_labels == ()
    assert viewer.image_label == ""
    idle()
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


def test_pyramids_of_images_shown_long_ago_are_let_go(viewer, opened):
    first = viewer._images["a"].loaded.picture
    for number in range(labelled._READY):
        viewer.load_image(masked_image(seed=number), f"n{number}")
    assert first._sources == {}
    viewer.image_label = "a"
    assert first._sources
    assert viewer.first_tiles

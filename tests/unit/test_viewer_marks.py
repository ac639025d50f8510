"""``viewer.add_marks``: a whole drawing in one message, its look in others."""

import numpy as np
import pytest

import fake_comm
import imgview
from imgview.errors import ImgviewError, SettingError
from imgview.render.overlays.marks import Marks
from imgview.viewer.viewer import ImageViewer
from imgview.widget.protocol import MarksLayer
from pictures import masked_image


@pytest.fixture
def viewer(opened):
    viewer = ImageViewer(masked_image())
    fake_comm.settled(opened[0])
    return viewer


def dots(n=5, **keywords):
    rng = np.random.default_rng(1)
    return Marks.of(rng.uniform(2000, 2200, n), rng.uniform(1000, 1120, n), **keywords)


def test_a_drawing_travels_in_one_message(viewer, opened):
    layer = viewer.add_marks(dots(100_000, color="red"))
    (update,) = opened[0].updates
    (state,) = update["layers"]
    assert state.keys() == MarksLayer.__annotations__.keys()
    assert (state["kind"], state["name"], state["count"]) == ("marks", "marks", 100_000)
    assert list(update["drawings"]) == [str(state["key"])]
    assert len(layer) == 100_000


def test_a_new_look_does_not_send_it_again(viewer, opened):
    layer = viewer.add_marks(dots())
    layer.opacity, layer.width, layer.visible, layer.color = 0.5, 3, False, "blue"
    assert all("drawings" not in update for update in opened[0].updates[1:])
    assert len(opened[0].updates) == 5


def test_a_drawing_of_the_same_name_keeps_the_look(viewer, opened):
    viewer.add_marks(dots(), opacity=0.5, width=3)
    viewer.add_marks(dots(7), visible=False)
    (state,) = opened[0].updates[-1]["layers"]
    assert [state[name] for name in ("opacity", "width", "visible", "count")] == [0.5, 3.0, False, 7]
    assert len(opened[0].updates) == 2
    assert list(viewer.drawings) == [str(state["key"])]


def test_a_layer_that_goes_takes_its_drawing_along(viewer, opened):
    first, second = viewer.add_marks(dots(), "a"), viewer.add_marks(dots(), "b")
    assert len(viewer.drawings) == 2
    first.remove()
    assert list(viewer.drawings) == [str(second._key)]
    viewer.load_image(masked_image())
    assert viewer.drawings == {}


def test_what_is_no_drawing_is_refused(viewer):
    with pytest.raises(SettingError, match=r"Marks\.of"):
        viewer.add_marks([[1, 2]])


def test_pictures_without_a_viewer_show_marks():
    array = np.zeros((40, 50), np.uint8)
    marks = Marks.of([20], [10], "+", 5, "red")
    for layers in ([marks], {"mine": marks}):
        drawn = imgview.render(array, cuts=(0, 1), layers=layers)
        assert drawn[10, 20, :3].tolist() == [255, 0, 0]
        assert drawn[10, 25, 0] > 128
        assert drawn[10, 28].tolist() == [0, 0, 0, 255]


def test_marks_need_an_image():
    with pytest.raises(ImgviewError, match="no image yet"):
        ImageViewer().add_marks(dots())

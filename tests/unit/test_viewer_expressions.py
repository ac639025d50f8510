"""``viewer.mask_expressions``: conditions travel as bits and looks, counts follow, nothing is lost."""

import gc
import io
import threading

import numpy as np
import pytest
import traitlets
from PIL import Image as PillowImage

import fake_comm
from imgview.errors import ExpressionError, ImgviewError, UnknownNameError, UnknownPlaneError
from imgview.model import Image, MaskedImage, PlaneExpression
from imgview.render.looks.planes import PlaneStyle
from imgview.render.render import render
from imgview.viewer.viewer import ImageViewer
from imgview.widget.protocol import MaskExpression, PlaneState
from pictures import masked_image


@pytest.fixture
def viewer(opened):
    viewer = ImageViewer(masked_image())
    fake_comm.settled(opened[0])
    return viewer


def names(viewer, n=3):
    return viewer.image.mask.schema.names[:n]


def counted(viewer, comm, name):
    comm.wait_for(lambda: viewer.mask_expressions[name].count is not None)
    return viewer.mask_expressions[name].count


def test_a_condition_travels_as_bits_and_look_and_its_count_follows(viewer, opened):
    a, b, c = names(viewer)
    text = f"{a} & ~({b} | {c})"
    sent = len(opened[0].updates)
    control = viewer.add_mask_expression(text, color="red", name="ours", opacity=0.25)
    (state,) = opened[0].updates[sent]["mask_expressions"]
    fields = MaskExpression.__annotations__.keys() | PlaneState.__annotations__.keys()
    assert state.keys() == fields
    expression = PlaneExpression(text)
    assert state == {
        "name": "ours",
        "expression": text,
        "postfix": expression.postfix(viewer.image.mask.schema),
        "count": None,
        "removed": False,
        "visible": True,
        "color": "#ff0000",
        "opacity": 0.25,
        "outline": False,
    }
    assert counted(viewer, opened[0], "ours") == control.count == expression.count(viewer.image.mask)
    assert opened[0].updates[-1]["mask_expressions"][0]["count"] == control.count
    # Nothing else has travelled: no pixels, no planes.
    assert {name for update in opened[0].updates[sent:] for name in update} == {"mask_expressions"}
    assert not opened[0].replies


def test_what_a_user_holds_can_be_changed(viewer):
    a, b, _ = names(viewer)
    control = viewer.add_mask_expression(f"{a} | {b}")
    assert (control.name, control.expression) == (f"{a} | {b}", f"{a} | {b}")
    control.color, control.opacity, control.outline, control.visible = "lime", 0.75, True, False
    (state,) = viewer.mask_expressions.state
    assert [state[name] for name in ("color", "opacity", "outline", "visible")] == [
        "#00ff00",
        0.75,
        True,
        False,
    ]
    assert (control.color, control.opacity, control.outline, control.visible) == (
        "#00ff00",
        0.75,
        True,
        False,
    )
    viewer.mask_expressions[control.name] = True
    viewer.mask_expressions = {control.name: {"color": "#010203"}}
    assert (control.visible, control.color) == (True, "#010203")
    assert f"ExpressionControl('{a} | {b}', '{a} | {b}', count=" in repr(control)
    assert "1 conditions on mask planes" in repr(viewer.mask_expressions)
    control.remove()
    control.remove()
    assert len(viewer.mask_expressions) == 0
    with pytest.raises(UnknownNameError, match="unknown condition on mask planes"):
        control.visible = True


def test_names_are_unique_and_in_order(viewer):
    a, b, c = names(viewer)
    first = viewer.add_mask_expression(a, name="one")
    viewer.add_mask_expression(b, name="two")
    viewer.add_mask_expression(c, name="one")
    assert list(viewer.mask_expressions) == ["one", "two"]
    assert (first.expression, "two" in viewer.mask_expressions, "x" in viewer.mask_expressions) == (
        c,
        True,
        False,
    )
    colors = {control.color for control in viewer.mask_expressions.values()}
    assert len(colors) == 2
    del viewer.mask_expressions["one"]
    assert list(viewer.mask_expressions) == ["two"]
    viewer.mask_expressions.clear()
    assert not viewer.mask_expressions.state


@pytest.mark.parametrize(
    ("arguments", "error", "word"),
    [
        (("A &",), ExpressionError, "wrong at character 4"),
        (("NOWHERE",), UnknownPlaneError, "unknown mask plane 'NOWHERE'"),
        ((None,), ExpressionError, "an expression is a text"),
        (("{}", "bleu"), UnknownNameError, "did you mean 'blue'"),
        (("{}", "red", 2), ImgviewError, "opacity"),
    ],
)
def test_impossible_conditions_change_nothing(viewer, opened, arguments, error, word):
    sent = len(opened[0].updates)
    text, *more = arguments
    text = text.format(names(viewer)[0]) if text else text
    with pytest.raises(error, match=word):
        viewer.add_mask_expression(text, **dict(zip(("color", "opacity"), more, strict=False)))
    assert (len(viewer.mask_expressions), len(opened[0].updates)) == (0, sent)


@pytest.mark.parametrize(
    ("assign", "word"),
    [
        ({"nowhere": True}, "unknown condition"),
        ({"one": 5}, "got 5"),
        ({"one": {"width": 5}}, "width"),
        (5, "takes a mapping"),
        (["one"], "takes a mapping"),
    ],
)
def test_impossible_assignments_change_nothing(viewer, assign, word):
    viewer.add_mask_expression(names(viewer)[0], name="one")
    before = viewer.mask_expressions.state
    with pytest.raises((ImgviewError, traitlets.TraitError), match=word):
        viewer.mask_expressions = assign
    assert viewer.mask_expressions.state == before


def test_a_condition_needs_an_image_with_a_mask(opened):
    with pytest.raises(ImgviewError, match="no image yet"):
        ImageViewer().add_mask_expression("A")
    with pytest.raises(ImgviewError, match="this one has none"):
        ImageViewer(np.zeros((5, 5))).add_mask_expression("A")
    assert opened


def test_the_page_changes_looks_and_takes_away(viewer, opened):
    a, b, _ = names(viewer)
    viewer.add_mask_expression(a, name="one")
    viewer.add_mask_expression(b, name="two")
    counted(viewer, opened[0], "two")
    state = viewer.mask_expressions.state
    state[0] |= {"visible": False, "opacity": 0.125, "postfix": [99], "count": -5}
    state[1] |= {"removed": True}
    state.append({**state[0], "name": "three", "removed": False})
    viewer.add_mask_expression(a, name="meanwhile")
    opened[0].set(mask_expressions=state)
    assert list(viewer.mask_expressions) == ["one", "meanwhile"]
    entry = viewer.mask_expressions.named("one")
    assert (entry.look["visible"], entry.look["opacity"]) == (False, 0.125)
    assert entry.postfix == tuple(PlaneExpression(a).postfix(viewer.image.mask.schema))
    assert entry.count == viewer.image.mask.counts()[a]
    # What the page had not known of is told to it.
    assert [each["name"] for each in opened[0].updates[-1]["mask_expressions"]] == ["one", "meanwhile"]


@pytest.mark.parametrize(
    "nonsense",
    [
        5,
        None,
        "x",
        [5],
        [{"name": "one"}],
        [{}],
        [{"name": "one", "color": "<b>"}],
        [{"name": {}, "expression": []}],
    ],
)
def test_nonsense_of_a_page_changes_nothing(viewer, opened, nonsense):
    viewer.add_mask_expression(names(viewer)[0], name="one", color="red")
    opened[0].set(mask_expressions=nonsense)
    assert viewer.mask_expressions["one"].color == "#ff0000"


def test_another_image_keeps_the_conditions_it_has_the_planes_for(viewer, opened):
    a, b, _ = names(viewer)
    viewer.add_mask_expression(f"{a} & {b}", name="both", color="red")
    viewer.add_mask_expression(a, name="one", outline=True)
    counted(viewer, opened[0], "one")
    image = viewer.image
    other = image.mask.add_planes([], drop=[b])
    viewer.load_image(
        MaskedImage(Image(image.image.array), mask=type(other)(other.array, schema=other.schema))
    )
    assert list(viewer.mask_expressions) == ["one"]
    assert viewer.mask_expressions["one"].outline
    assert viewer.mask_expressions.named("one").postfix == tuple(PlaneExpression(a).postfix(other.schema))
    assert counted(viewer, opened[0], "one") == other.counts()[a]
    viewer.load_image(np.zeros((5, 5)))
    assert len(viewer.mask_expressions) == 0


def test_saved_pictures_show_what_the_page_shows(viewer, tmp_path):
    a, b, _ = names(viewer)
    ny, nx = viewer.image.shape
    viewer.canvas_size = (nx, ny)
    viewer.add_mask_expression(f"~({a} | {b})", color="#12fe34", opacity=0.7, outline=True)
    viewer.add_mask_expression(f"~({a} | {b})", name="again", color="#ff00ff", opacity=0.3)
    viewer.save(tmp_path / "a.png")
    saved = np.asarray(PillowImage.open(io.BytesIO((tmp_path / "a.png").read_bytes())).convert("RGB"))
    wanted = render(
        viewer.image,
        cuts=viewer.cuts,
        planes=viewer.planes.styles(),
        expressions={
            f"~({a} | {b})": PlaneStyle("#12fe34", 0.7, outline=True),
            f"~ ({a} | {b})": PlaneStyle("#ff00ff", 0.3),
        },
    )
    np.testing.assert_array_equal(saved, wanted[::-1, :, :3])


def test_linked_viewers_share_the_looks_of_what_both_have(viewer, opened):
    a, b, _ = names(viewer)
    other = ImageViewer(masked_image())
    for each in (viewer, other):
        each.add_mask_expression(a, name="one", color="red")
    other.add_mask_expression(b, name="two")
    traitlets.link((viewer, "mask_expressions"), (other, "mask_expressions"))
    viewer.mask_expressions["one"].color = "blue"
    assert other.mask_expressions["one"].color == "#0000ff"
    other.mask_expressions["one"].visible = False
    assert viewer.mask_expressions["one"].visible is False
    assert (list(viewer.mask_expressions), list(other.mask_expressions)) == (["one"], ["one", "two"])
    assert len(opened) == 2


def test_no_change_is_lost_between_page_and_kernel(viewer, opened):
    control = viewer.add_mask_expression(names(viewer)[0], name="one")
    done = threading.Event()

    def page():
        while not done.is_set():
            state = viewer.mask_expressions.state
            opened[0].set(
                mask_expressions=[{**each, "opacity": 0.5} for each in state if each["name"] == "one"]
            )

    worker = threading.Thread(target=page)
    worker.start()
    try:
        for number in range(50):
            viewer.add_mask_expression(names(viewer)[1], name=f"n{number}")
    finally:
        done.set()
        worker.join()
    assert list(viewer.mask_expressions) == ["one", *(f"n{number}" for number in range(50))]
    assert control.opacity == 0.5


def test_a_condition_outlives_no_viewer(opened):
    viewer = ImageViewer(masked_image())
    kept = viewer.add_mask_expression(names(viewer)[0])
    expressions = viewer.mask_expressions
    fake_comm.settled(opened[0])
    viewer.close()
    opened.clear()
    del viewer
    gc.collect()
    with pytest.raises(ImgviewError, match="is gone"):
        _ = kept.visible
    with pytest.raises(ImgviewError, match="no viewer any more"):
        expressions.clear()

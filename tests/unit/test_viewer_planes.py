"""``viewer.planes``: by either name, seen by observe and link, never silently wrong."""

import pytest
import traitlets

import fake_comm
from imgview.errors import ImgviewError, UnknownNameError, UnknownPlaneError
from imgview.render.looks.planes import PlaneStyle, default_styles
from imgview.viewer.planes import PlaneMap
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image


@pytest.fixture
def viewer(opened):
    viewer = ImageViewer(masked_image())
    fake_comm.settled(opened[0])
    return viewer


def test_starts_with_the_default_styles(viewer):
    assert list(viewer.planes) == ["BAD", "SAT", "CR", "DETECTED"]
    for name, style in default_styles(["BAD", "SAT", "CR", "DETECTED"]).items():
        plane = viewer.planes[name]
        assert (plane.visible, plane.color, plane.opacity, plane.outline) == (
            style.visible,
            style.color,
            style.opacity,
            style.outline,
        )


@pytest.mark.parametrize("name", ["CR", "COSMIC_RAY", "cosmic_ray"])
def test_legacy_and_new_names_mean_the_same(viewer, name):
    assert name in viewer.planes
    viewer.planes[name].visible = False
    assert viewer.planes["CR"].visible is False


def test_assignments_reach_the_page_and_observers(viewer, opened):
    seen = []
    viewer.observe(lambda change: seen.append(change["new"]["CR"].color), "planes")
    viewer.planes["CR"].color = "hot pink"
    viewer.planes["CR"].opacity = 1
    viewer.planes["CR"].outline = True
    assert opened[0].updates[-1]["planes"]["CR"] == {
        "visible": True,
        "color": "#ff69b4",
        "opacity": 1.0,
        "outline": True,
    }
    assert seen == ["#ff69b4"] * 3


def test_a_value_that_does_not_change_is_not_sent(viewer, opened):
    viewer.planes["CR"].visible = True
    assert opened[0].updates == []


def test_whole_styles(viewer):
    viewer.planes["CR"] = PlaneStyle("#010203", 0.25, visible=False, outline=True)
    viewer.planes["SAT"] = "red"
    viewer.planes["BAD"] = False
    viewer.planes["DETECTED"] = {"opacity": 0.1}
    assert viewer.planes.styles()["CR"] == PlaneStyle("#010203", 0.25, visible=False, outline=True)
    assert viewer.planes["SAT"].color == "#ff0000"
    assert not viewer.planes["BAD"].visible
    assert viewer.planes["DETECTED"].opacity == 0.1
    viewer.planes["BAD"] = viewer.planes["CR"]
    assert viewer.planes["BAD"].color == "#010203"


def test_many_at_once(viewer):
    def visible():
        return [name for name in viewer.planes if viewer.planes[name].visible]

    viewer.planes.hide_all()
    assert visible() == []
    viewer.planes.show_only("COSMIC_RAY", "SAT")
    assert visible() == ["SAT", "CR"]
    viewer.planes.show_all()
    assert visible() == ["BAD", "SAT", "CR", "DETECTED"]
    viewer.planes = {"CR": False}
    assert visible() == ["BAD", "SAT", "DETECTED"]
    viewer.planes = ["BAD"]
    assert visible() == ["BAD"]


def test_a_kept_handle_or_mapping_does_not_undo_later_changes(viewer):
    planes, plane = viewer.planes, viewer.planes["CR"]
    viewer.planes["BAD"].visible = False
    plane.visible = False
    planes["SAT"].visible = False
    assert [viewer.planes[n].visible for n in viewer.planes] == [False, False, False, True]
    assert plane.visible is False


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (lambda v: v.planes["CRX"], UnknownPlaneError, "'CR'"),
        (lambda v: v.planes.show_only("DETECTD"), UnknownPlaneError, "did you mean 'DETECTED'"),
        (lambda v: setattr(v, "planes", {"SATT": True}), UnknownPlaneError, "did you mean 'SAT'"),
        (lambda v: setattr(v.planes["CR"], "color", "bleu"), UnknownNameError, "did you mean 'blue'"),
        (lambda v: setattr(v.planes["CR"], "opacity", 1.5), ImgviewError, "0..1, got 1.5"),
        (lambda v: setattr(v.planes["CR"], "opacity", "much"), ImgviewError, "'much'"),
        (lambda v: setattr(v.planes["CR"], "opacity", float("nan")), ImgviewError, "nan"),
        (lambda v: v.planes.__setitem__("CR", {"colour": "red"}), UnknownNameError, "did you mean 'color'"),
        (lambda v: v.planes.__setitem__("CR", 5), ImgviewError, "got 5"),
        (lambda v: setattr(v, "planes", "CR"), ImgviewError, "got 'CR'"),
        (lambda v: setattr(v, "planes", 6), ImgviewError, "got 6"),
    ],
)
def test_mistakes_are_named_and_change_nothing(viewer, opened, change, error, message):
    before = dict(viewer.planes.state)
    with pytest.raises(error, match=message.replace(".", r"\.")):
        change(viewer)
    assert viewer.planes.state == before
    assert opened[0].updates == []


def test_page_toggles_a_plane(viewer, opened):
    state = {name: dict(style) for name, style in viewer.planes.state.items()}
    state["CR"]["visible"] = False
    opened[0].set(planes=state)
    assert viewer.planes["CR"].visible is False
    assert opened[0].updates == [], "what the page has set is not sent back"


def test_page_sends_nonsense(viewer, opened):
    before = dict(viewer.planes.state)
    opened[0].set(planes={"CR": {"color": "bleu"}})
    assert "bleu" in viewer.error
    assert viewer.planes.state == before
    assert opened[0].updates[-1]["planes"] == before, "the page is set right"


def test_styles_stay_with_the_name_when_another_image_comes(viewer):
    viewer.planes["CR"].color = "#123456"
    viewer.load_image(masked_image(planes=("NEW", "COSMIC_RAY")))
    assert list(viewer.planes) == ["NEW", "COSMIC_RAY"]
    assert viewer.planes["CR"].color == "#123456"
    viewer.load_image(masked_image(planes=("BAD",)))
    viewer.load_image(masked_image())
    assert viewer.planes["CR"].color == "#123456"


def test_only_changed_styles_are_remembered(viewer):
    viewer.planes["CR"].color = "#123456"
    viewer.load_image(masked_image(planes=("NEW",)))
    assert set(viewer.planes.state) == {"NEW", "CR"}


def test_linked_viewers_agree_on_the_planes_they_share(opened):
    a, b = ImageViewer(masked_image(planes=("A", "CR"))), ImageViewer(masked_image(planes=("CR", "B")))
    link = traitlets.link((a, "planes"), (b, "planes"))
    a.planes["CR"].visible = False
    assert not b.planes["CR"].visible
    b.planes["CR"].color = "red"
    assert a.planes["CR"].color == "#ff0000"
    b.planes["B"].visible = False
    assert list(a.planes) == ["A", "CR"]
    link.unlink()


def test_jslinked_pages_with_different_planes_settle(opened):
    """The page copies planes from one to the other; what the kernels send back must not go round for ever."""
    a, b = ImageViewer(masked_image(planes=("A", "CR"))), ImageViewer(masked_image(planes=("CR", "B")))
    pages = {a: fake_comm.settled(opened[0]), b: fake_comm.settled(opened[1])}
    value = {name: dict(style) for name, style in a.planes.state.items()}
    value["CR"]["visible"] = False
    target = b
    for _ in range(6):
        count = len(pages[target].updates)
        pages[target].set(planes=value)
        if len(pages[target].updates) == count:
            break
        value, target = pages[target].updates[-1]["planes"], a if target is b else b
    else:
        pytest.fail("the two viewers never agree")
    assert not a.planes["CR"].visible or target is a
    assert not b.planes["CR"].visible


def test_without_a_viewer(viewer):
    planes = PlaneMap({}, ("A",))
    with pytest.raises(ImgviewError, match="no viewer"):
        planes.show_only("A")


def test_repr_lists_what_is_shown(viewer):
    viewer.planes["CR"].visible = False
    assert "CR                       hidden" in repr(viewer.planes)
    assert repr(viewer.planes["CR"]).startswith("PlaneControl('CR', visible=False")


def test_odd_names(opened):
    name = "<img src=x onerror=alert(1)>"
    viewer = ImageViewer(masked_image(planes=(name, "DÉTECTÉ ☆", "a" * 300)))
    viewer.planes[name].visible = False
    assert opened[0].updates[-1]["planes"][name]["visible"] is False


def test_two_hundred_planes(opened):
    viewer = ImageViewer(masked_image(planes=tuple(f"P{i:03}" for i in range(200))))
    assert len(viewer.planes) == 200
    viewer.planes.show_only("P199")
    assert viewer.planes["P199"].visible

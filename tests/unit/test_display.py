"""`imgview.display`: frames and their registry, what `mtv` shows, and how mask planes look."""

import gc
import time
import weakref

import numpy as np
import pytest
from astropy.wcs import WCS

import afw_stand_ins as afw
import imgview
import imgview.display as afw_display
from imgview import Display, MaskedImage
from imgview.errors import DisplayError, UnknownNameError, UnsupportedTypeError
from imgview.model import Mask, MaskPlane, MaskSchema
from pictures import masked_image
from shared_data import made_file

pytestmark = pytest.mark.usefixtures("displays")


def look(display, name):
    return display.viewer.planes.state[name]


def header():
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval, wcs.wcs.crpix, wcs.wcs.cdelt = [150.0, 2.0], [1020.0, 2010.0], [-1e-4, 1e-4]
    return dict(wcs.to_header())


# Frames.


def test_a_frame_has_one_viewer_however_many_displays_are_made_of_it():
    first = Display(3)
    second = Display(3, backend="imgview", height=300)
    assert second.viewer is first.viewer
    assert second.viewer.height == 300
    assert Display.getDisplay(3) is second
    assert afw_display.getDisplay("other").viewer is not first.viewer
    assert str(second) == "Display[3]"


def test_a_display_that_was_replaced_does_not_close_the_frame():
    first = Display(1)
    second = Display(1)
    first.close()
    assert second.viewer.comm is not None
    second.mtv(np.eye(5))
    assert Display.getDisplay(1) is second
    second.close()
    assert second.viewer.image is None
    with pytest.raises(DisplayError, match="frame 1 does not exist; there are: none"):
        Display.getDisplay(1, backend="")


def test_default_frames():
    assert afw_display.getDefaultFrame() == 0
    afw_display.setDefaultFrame(4)
    assert afw_display.incrDefaultFrame() == 5
    assert afw_display.getDisplay().frame == 5
    assert Display().frame == 5
    afw_display.delAllDisplays()
    assert Display._displays == {}


def test_with_closes():
    with Display("w") as display:
        display.mtv(np.eye(4))
        viewer = display.viewer
    assert viewer.image is None
    assert "w" not in Display._displays


def test_closed_frames_are_forgotten(opened):
    display = Display(0)
    display.mtv(masked_image())
    viewer = weakref.ref(display.viewer)
    display.close()
    opened.clear()
    del display
    gc.collect()
    assert viewer() is None


def test_other_back_ends_are_named_in_a_warning():
    with pytest.warns(UserWarning, match="the back end 'firefly' is not used"):
        afw_display.setDefaultBackend("firefly")
    assert afw_display.getDefaultBackend() == "imgview"
    with pytest.warns(UserWarning, match=r"url=, can_interact= means nothing"):
        Display(0, url="https://example", can_interact=True)


def test_what_a_display_has_not_the_viewer_has():
    display = Display(0)
    display.mtv(masked_image())
    assert display.stretch == display.viewer.stretch
    assert display.planes["BAD"].visible
    display.add_outline("box", [[[1.0, 1.0], [2.0, 2.0]]])
    with pytest.raises(AttributeError, match="frame 0 has an attribute 'nonsense'"):
        display.nonsense  # noqa: B018


def display_of(shown, drawn):
    def display(viewer):
        shown.append(viewer)
        drawn.append(len(viewer.layers["drawing"]) if "drawing" in viewer.layers else 0)

    return display


def test_displays_are_shown_once_a_cell(monkeypatch):
    from imgview.display import cells

    shown, drawn, hooks = [], [], {}

    class Events:
        def register(self, name, function):
            hooks[name] = function

    class Shell:
        kernel = object()
        events = Events()

    shell = Shell()
    monkeypatch.setattr(cells, "CELLS", cells.Cells())
    for module in ("frame", "drawing"):
        monkeypatch.setattr(f"imgview.display.{module}.CELLS", cells.CELLS)
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "display", display_of(shown, drawn))
    monkeypatch.setattr(cells, "_SOON", 60.0)
    monkeypatch.setattr("imgview.display.drawing._SOON", 60.0)
    first, second = Display("a"), Display("b")
    first.mtv(np.eye(4))
    first.mtv(np.eye(5))
    second.mtv(np.eye(4))
    second.dot("o", 1, 1)
    assert shown == [], "what the cell draws is to be in the picture that a saved notebook keeps"
    hooks["post_run_cell"]()
    assert shown == [first.viewer, second.viewer]
    assert drawn == [0, 1]
    # Outside a cell, from a callback: in place.
    first.mtv(np.eye(6))
    Display("c").mtv(np.eye(6))
    hooks["pre_run_cell"]()
    second.dot("o", 1, 1)
    assert len(shown) == 2
    first.mtv(np.eye(6))
    first.show()
    assert len(second._frame.viewer.layers["drawing"]) == 1
    hooks["post_run_cell"]()
    assert len(second._frame.viewer.layers["drawing"]) == 2, "what was drawn comes when the cell ends"
    assert shown[2:] == [first.viewer], "once"
    # A cell that goes on for long shows what there is.
    hooks["pre_run_cell"]()
    monkeypatch.setattr(cells, "_SOON", 0.01)
    first.mtv(np.eye(6))
    give_up = time.monotonic() + 10
    while len(shown) == 3 and time.monotonic() < give_up:
        time.sleep(0.01)
    first.show()
    hooks["post_run_cell"]()
    assert shown[3:] == [first.viewer, first.viewer], "again, since it was asked for again"


# Images.


@pytest.mark.parametrize("kind", ["exposure", "masked image", "image", "decorated", "file", "array", "ours"])
def test_what_can_be_displayed(kind):
    whole = afw.masked_image()
    data = {
        "exposure": afw.Exposure(whole, afw.SkyWcs(header())),
        "masked image": whole,
        "image": whole.image,
        "decorated": afw.DecoratedImage(whole.image, afw.PropertyList({})),
        "file": made_file("mi_5planes_uncompressed.fits"),
        "array": np.eye(10),
        "ours": masked_image(),
    }[kind]
    display = Display(0)
    display.mtv(data, title="shown", metadata={"OBSERVER": "me"})
    assert display.viewer.image_info["title"] == "shown"
    assert display.viewer.image.header["OBSERVER"] == "me"
    display.image(data)
    assert display.viewer.image_info["title"] != "shown"


def test_a_title_may_be_anything_and_the_users_object_stays_as_it_is():
    picture = masked_image()
    before = dict(picture.header)
    display = Display(0)
    display.mtv(picture, title=1234, metadata={"A": 1})
    assert display.viewer.image_info["title"] == "1234"
    assert picture.caption == ""
    assert picture.header == before


def test_a_wcs_for_an_image():
    display = Display(0)
    whole = afw.masked_image()
    # Pixels of a SkyWcs are absolute.
    display.mtv(whole.image, wcs=afw.SkyWcs(header()))
    sky = display.viewer.image.sky_projection.pixel_to_sky(x=1019, y=2009)
    assert (sky.ra.deg, sky.dec.deg) == pytest.approx((150, 2))
    # Those of an astropy WCS count from the image's first one.
    display.mtv(whole, wcs=WCS(header()))
    sky = display.viewer.image.sky_projection.pixel_to_sky(x=2019, y=4009)
    assert (sky.ra.deg, sky.dec.deg) == pytest.approx((150, 2))


def test_a_mask_alone_is_shown_over_its_bits():
    whole = afw.masked_image()
    display = Display(0)
    display.mtv(whole.mask)
    shown = display.viewer.image
    assert np.array_equal(shown.image.array, whole.mask.array)
    assert shown.bbox.start == (2000, 1000)
    assert shown.mask.schema.names == ("BAD", "DETECTED", "LAST")
    schema = MaskSchema([MaskPlane(f"P{i}", "") for i in range(40)])
    many = Mask(np.full((3, 4, 5), 255, np.uint8), schema=schema)
    display.mtv(many)
    assert display.viewer.image.image.array.tolist() == [[40] * 4] * 3


def test_mtv_erases_what_was_drawn_and_keeps_the_rest():
    display = Display(0)
    display.mtv(masked_image())
    display.dot("o", 2100, 1050)
    display.flush()
    display.dot("+", 2100, 1050)
    display.mtv(masked_image())
    assert "drawing" not in display.viewer.layers


# Mask planes.


def planes(*names):
    schema = MaskSchema([None if name is None else MaskPlane(name, "") for name in names])
    mask = Mask(np.zeros((6, 8, schema.mask_size), np.uint8), schema=schema)
    return MaskedImage(imgview.Image(np.zeros((6, 8), np.float32)), mask=mask)


def test_default_colours_are_those_of_afw_and_then_the_standard_ones_in_the_order_of_bits():
    display = Display(0)
    # Numbers with a gap, for which afw has a KeyError.
    display.mtv(planes("CR", None, "OTHER", None, "NO_DATA", "THIRD", "DETECTED"))
    colours = {name: look(display, name)["color"] for name in ("CR", "OTHER", "NO_DATA", "THIRD", "DETECTED")}
    assert colours == {
        "CR": "#ff00ff",
        "OTHER": "#ff0000",
        "NO_DATA": "#ffa500",
        "THIRD": "#00ff00",
        "DETECTED": "#0000ff",
    }
    assert display.getMaskPlaneColor("THIRD") == afw_display.GREEN
    assert Display(1).getMaskPlaneColor("OTHER") == afw_display.RED


def test_new_names_have_the_colours_of_the_old_ones():
    display = Display(0)
    display.mtv(planes("COSMIC_RAY", "SATURATED", "DETECTION_EDGE"))
    assert [look(display, name)["color"] for name in display.planes] == ["#ff00ff", "#00ff00", "#ffff00"]
    display.setMaskPlaneColor("CR", "orchid")
    assert look(display, "COSMIC_RAY")["color"] == "#da70d6"
    assert display.getMaskPlaneColor("COSMIC_RAY") == display.getMaskPlaneColor("CR") == "orchid"


def test_colours_act_at_once_and_later():
    display = Display(0)
    display.setMaskPlaneColor({"BAD": "#102030", "DETECTED": afw_display.IGNORE})
    display.mtv(planes("BAD", "DETECTED"))
    assert look(display, "BAD")["color"] == "#102030"
    assert not look(display, "DETECTED")["visible"]
    display.setMaskPlaneColor("DETECTED", "yellow")
    assert look(display, "DETECTED") | {"opacity": 1} == {
        "visible": True,
        "color": "#ffff00",
        "opacity": 1,
        "outline": True,
    }
    display.setMaskPlaneColor("BAD", "Ignore")
    assert not look(display, "BAD")["visible"]
    assert display.getMaskPlaneColor()["DETECTED"] == "yellow"
    assert display.getMaskPlaneColor("UNHEARD_OF") is None


def test_what_a_person_changes_on_the_page_outlives_the_next_image(opened):
    display = Display(0)
    display.setMaskTransparency(30)
    display.mtv(planes("BAD", "DETECTED"))
    display.viewer.planes["BAD"].color = "#123456"
    display.viewer.planes["BAD"].opacity = 0.25
    display.mtv(planes("BAD", "DETECTED"))
    assert look(display, "BAD")["color"] == "#123456"
    assert look(display, "BAD")["opacity"] == 0.25
    assert display.getMaskTransparency("BAD") == 75
    assert display.getMaskTransparency("DETECTED") == 30


def test_transparency_in_percent(capsys):
    display = Display(0)
    assert display.getMaskTransparency() is None
    display.setMaskTransparency(100)
    display.setMaskTransparency(0, "DETECTED")
    display.mtv(planes("BAD", "DETECTED"))
    assert [look(display, name)["opacity"] for name in ("BAD", "DETECTED")] == [0, 1]
    display.setMaskTransparency({"BAD": 25, "DETECTED": 80})
    assert [look(display, name)["opacity"] for name in ("BAD", "DETECTED")] == [0.75, pytest.approx(0.2)]
    assert [display.getMaskTransparency(name) for name in ("BAD", "DETECTED")] == [25, 80]
    display.setMaskTransparency(60)
    assert {look(display, name)["opacity"] for name in ("BAD", "DETECTED")} == {0.4}
    display.setMaskTransparency(None)
    assert display.getMaskTransparency() == 60
    assert capsys.readouterr().err == ""
    display.setMaskTransparency(170)
    assert display.getMaskTransparency() == 100
    display.setMaskTransparency(-3, "BAD")
    assert look(display, "BAD")["opacity"] == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "Mask transparency lies in 0..100 percent, got 170: clipped",
        "Mask transparency lies in 0..100 percent, got -3: clipped",
    ]


def test_a_plane_that_waits_to_be_asked_for_is_shown_once_it_is():
    display = Display(0)
    display.mtv(planes("INEXACT_PSF", "BAD"))
    assert not look(display, "INEXACT_PSF")["visible"]
    display.setMaskTransparency(50, "INEXACT_PSF")
    assert look(display, "INEXACT_PSF")["visible"]


def test_defaults_of_new_displays():
    afw_display.setDefaultMaskTransparency({"BAD": 20})
    afw_display.setDefaultMaskPlaneColor("BAD", "cyan")
    afw_display.setDefaultImageColormap("viridis")
    display = Display(0)
    display.mtv(planes("BAD", "CR"))
    assert (look(display, "BAD")["color"], look(display, "BAD")["opacity"]) == ("#00ffff", 0.8)
    assert display.viewer.colormap == "viridis"
    afw_display.setDefaultMaskPlaneColor()
    assert Display(1).getMaskPlaneColor("BAD") == "red"


def test_the_generator_of_colours():
    display = Display(0)
    generator = display.maskColorGenerator()
    assert [next(generator) for _ in range(8)] == [
        "red",
        "green",
        "blue",
        "cyan",
        "magenta",
        "yellow",
        "orange",
        "red",
    ]
    assert next(display.maskColorGenerator(omitBW=False)) == "white"


def test_colormaps():
    display = Display(0)
    display.setImageColormap("grey")
    assert display.viewer.colormap == "gray"
    with pytest.raises(UnknownNameError, match="colormap"):
        display.setImageColormap("no such map")


# Bad input.


@pytest.mark.parametrize("data", [None, 5, {"a": 1}, object(), lambda: 0, 3.5])
def test_what_cannot_be_displayed(data):
    display = Display(0)
    display.mtv(np.eye(3))
    with pytest.raises(UnsupportedTypeError, match=r"Exposure, MaskedImage, Image, .*a 2-D array; a path"):
        display.mtv(data)
    assert isinstance(UnsupportedTypeError(), TypeError)
    assert display.viewer.image.shape == (3, 3)


def test_an_exposure_has_a_wcs_of_its_own():
    exposure = afw.Exposure(afw.masked_image(), afw.SkyWcs(header()))
    display = Display(0)
    with pytest.raises(DisplayError, match="an exposure has a WCS of its own"):
        display.mtv(exposure, wcs=afw.SkyWcs(header()))
    assert isinstance(DisplayError(), RuntimeError)


def test_impossible_colours_transparencies_and_frames():
    display = Display(0)
    with pytest.raises(UnknownNameError, match="unknown colour 'octarine'"):
        display.setMaskPlaneColor("BAD", "octarine")
    assert display.getMaskPlaneColor("BAD") == "red"
    with pytest.raises(UnknownNameError, match="unknown colour"):
        afw_display.setDefaultMaskPlaneColor("BAD", "octarine")
    with pytest.raises(DisplayError, match="color= goes with one plane"):
        display.setMaskPlaneColor({"BAD": "red"}, "blue")
    with pytest.raises(imgview.ImgviewError, match="number of percent"):
        display.setMaskTransparency("much")
    with pytest.raises(imgview.ImgviewError, match="number of percent"):
        display.setMaskTransparency(float("nan"))
    with pytest.raises(DisplayError, match="frame 9 does not exist; there are: 0"):
        afw_display.getDisplay(9, backend="")
    with pytest.raises(DisplayError, match="frame 9 does not exist"):
        afw_display.getDisplay(9, create=False)
    with pytest.raises(UnsupportedTypeError, match="a frame is a number"):
        Display([1])


def test_metadata_that_is_none():
    with pytest.raises(UnsupportedTypeError, match="metadata is a mapping"):
        Display(0).mtv(np.eye(3), metadata=5)

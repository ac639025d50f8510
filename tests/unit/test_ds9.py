# ruff: noqa: N802, UP031 - the names are those of afw, and snippets are as they were written
"""`imgview.ds9`: the snippets of old notebooks as they were written, and what its functions mean."""

import math

import numpy as np
import pytest

import afw_stand_ins as afw
import fake_comm
from imgview import Display, ImgviewError, ds9
from imgview.errors import DisplayError, UnknownNameError, UnsupportedTypeError
from imgview.render.overlays.mark_columns import MARK_SYMBOLS
from pictures import masked_image

pytestmark = pytest.mark.usefixtures("displays")


def viewer(frame=0):
    return Display.getDisplay(frame, create=False).viewer


def drawn(frame=0):
    """Return the name of each symbol, its place and its first size."""
    marks = viewer(frame).layers.overlays()[-1].geometry
    names = [MARK_SYMBOLS[number] for number in marks.symbol]
    return list(zip(names, marks.x.tolist(), marks.y.tolist(), marks.size[:, 0].tolist(), strict=True))


def zoom(frame=0):
    return 800 / viewer(frame).viewport["fov"]


# What notebooks of the HSC pipeline and of early LSST did, as it was written.


class Source:
    """A record of ``lsst.afw.table``."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def getX(self):
        return self.x

    def getY(self):
        return self.y

    def getIxx(self):
        return 9.0

    def getIyy(self):
        return 4.0

    def getIxy(self):
        return 1.5

    def getShape(self):
        return self

    def getId(self):
        return 123456789


SOURCES = [Source(1004.0, 2003.0), Source(1020.5, 2014.25), Source(1030.0, math.nan)]


def test_mtv_with_settings():
    exposure = afw.Exposure(afw.masked_image())
    settings = {"scale": "zscale", "zoom": "to fit", "mask": "transparency 60"}
    ds9.mtv(exposure, frame=1, title="My Data", settings=settings)
    assert viewer(1).image_info["title"] == "My Data"
    assert viewer(1).cuts_mode == "zscale"
    assert viewer(1).viewport is None
    assert {style["opacity"] for style in viewer(1).planes.state.values()} == {0.4}
    ds9.mtv(
        exposure, frame=1, title=1234, settings={"scale": "minmax", "mask": "transparency 80", "wcs": "wcs"}
    )
    assert viewer(1).image_info["title"] == "1234"
    assert viewer(1).cuts_mode == "minmax"


def test_a_loop_over_sources_under_buffering(opened):
    ds9.mtv(afw.Exposure(afw.masked_image()), frame=1)
    fake_comm.settled(opened[0])
    with ds9.Buffering():
        for source in SOURCES:
            x, y = source.getX(), source.getY()
            ds9.dot("o", x, y, ctype=ds9.RED, size=5, frame=1, silent=True)
    (state,) = [state for state in opened[0].updates if "drawings" in state]
    assert (state["layers"][-1]["count"], state["layers"][-1]["missing"]) == (2, 1)
    assert drawn(1)[0] == ("o", 1004, 2003, 5)


def test_ellipses_of_sources():
    ds9.mtv(afw.masked_image(), frame=1)
    with ds9.Buffering():
        for s in SOURCES[:2]:
            ds9.dot(f"@:{s.getIxx()},{s.getIxy()},{s.getIyy()}", *[s.getX(), s.getY()], frame=1)
            ds9.dot(
                "@:%f,%f,%f" % (s.getIxx(), s.getIxy(), s.getIyy()), s.getX(), s.getY(), 1, ctype=ds9.GREEN
            )
            ds9.dot(s.getShape(), s.getX(), s.getY(), frame=1, ctype="orchid", silent=True)
    found = drawn(1)
    assert len(found) == 6
    assert {row[0] for row in found} == {"ellipse"}
    assert [row[3] for row in found] == pytest.approx([math.sqrt(6.5 + math.hypot(2.5, 1.5))] * 6)


def test_words_lines_and_all_the_rest():
    ds9.mtv(afw.masked_image().image)
    ds9.dot(
        str(SOURCES[0].getId()), 1004, 2003, size=3, ctype=ds9.CYAN, fontFamily="times bold", textAngle=30
    )
    ds9.dot(7, 1004, 2003, 0, 2, "red", "courier", True, 45)
    ds9.line([(1000, 2000), (1010, 2010), (1020, 2000)], ctype=ds9.YELLOW)
    ds9.line([(1000, 2000), (1010, 2010)], 0, "+", "red")
    ds9.line([(0, 0), (10, 10)], 0, ds9.LOCAL, False, "red", 0.5)
    assert [row[:3] for row in drawn()] == [
        ("text", 1004, 2003),
        ("text", 1004, 2003),
        ("line", 1000, 2000),
        ("line", 1010, 2010),
        ("+", 1000, 2000),
        ("+", 1010, 2010),
        ("line", 1000, 2000),
    ]
    (overlay,) = viewer().layers.overlays()
    # Points, angle and font: 1 times, 2 courier, 4 bold.
    assert overlay.geometry.size[:2].tolist() == [[15, 30, 5], [10, 45, 2]]
    ds9.erase()
    assert len(viewer().layers) == 0
    ds9.zoom(4)
    ds9.pan(1010, 2010)
    assert (zoom(), viewer().viewport["center"]) == (4, (1010, 2010))
    ds9.zoom(2, 1005, 2005, 0)
    assert (zoom(), viewer().viewport["center"]) == (2, (1005, 2005))
    ds9.show()
    ds9.flush()


def test_mask_planes_of_all_frames():
    ds9.mtv(afw.masked_image(), frame=1)
    ds9.setMaskPlaneColor({"DETECTED": ds9.CYAN, "BAD": ds9.RED})
    ds9.setMaskTransparency(75)
    ds9.setMaskPlaneVisibility("DETECTED", False)
    ds9.mtv(afw.masked_image(), frame=2)
    for frame in (1, 2):
        state = viewer(frame).planes.state["DETECTED"]
        assert (state["color"], state["opacity"], state["visible"]) == ("#00ffff", 0.25, False)
        assert ds9.getMaskTransparency(frame) == 75
        assert ds9.getMaskPlaneVisibility("DETECTED", frame) is False
        assert ds9.getMaskPlaneColor("DETECTED", frame) == "cyan"
    ds9.setMaskPlaneVisibility({"DETECTED": True}, frame=2)
    ds9.setMaskTransparency(20, frame=2)
    assert [ds9.getMaskPlaneVisibility("DETECTED", frame) for frame in (1, 2)] == [False, True]
    assert [ds9.getMaskTransparency(frame) for frame in (1, 2)] == [75, 20]
    assert ds9.getDesiredMaskTransparency() == 75
    ds9.setMaskTransparency()
    ds9.setMaskColor(ds9.GREEN)
    with pytest.raises(UnknownNameError):
        ds9.setMaskColor("octarine")


def test_the_old_idioms_of_buffering(opened):
    ds9.mtv(masked_image())
    fake_comm.settled(opened[0])

    def messages():
        return [state for state in opened[0].updates if "drawings" in state]

    ds9.cmdBuffer.pushSize()
    ds9.dot("+", 2001, 1001)
    assert messages() == []
    ds9.cmdBuffer.flush()
    assert len(messages()) == 1
    ds9.dot("+", 2002, 1001)
    ds9.cmdBuffer.popSize()
    assert len(messages()) == 2
    ds9.buffer()
    ds9.buffer(True)
    ds9.dot("+", 2003, 1001)
    ds9.buffer(False)
    assert len(messages()) == 3
    ds9.buffer(False)
    # There is always one size left.
    ds9.cmdBuffer.popSize()
    ds9.cmdBuffer.set(4000)
    ds9.dot("+", 2004, 1001)
    ds9.cmdBuffer.set(0)
    assert len(messages()) == 4
    assert len(drawn()) == 4


@pytest.mark.parametrize(
    ("arguments", "keywords", "stretch", "cuts"),
    [
        ((90, 110), {}, "asinh", (90, 110)),
        ((90, 110, "log"), {}, "log", (90, 110)),
        ((90, 110, "log", 0), {}, "log", (90, 110)),
        ((), {"min": 90, "max": 110, "type": "sqrt", "frame": 0}, "sqrt", (90, 110)),
        ((), {"type": "linear"}, "linear", None),
        (("linear", 90, 110), {}, "linear", (90, 110)),
        (("linear", 90, 110, 0), {}, "linear", (90, 110)),
        (("log", "zscale"), {}, "log", "zscale"),
        (("zscale",), {}, "asinh", "zscale"),
        ((), {"type": "minmax"}, "asinh", "minmax"),
        ((), {"algorithm": "log", "min": 90, "max": 110}, "log", (90, 110)),
    ],
)
def test_both_orders_of_scale(arguments, keywords, stretch, cuts):
    ds9.mtv(masked_image())
    viewer().stretch = "asinh"
    ds9.scale(*arguments, **keywords)
    assert viewer().stretch == stretch
    if isinstance(cuts, str):
        assert viewer().cuts_mode == cuts
    elif cuts is not None:
        assert viewer().cuts == cuts


def test_impossible_scales():
    ds9.mtv(masked_image())
    for arguments in ({}, {"min": 3}, {"max": 3}):
        with pytest.raises(ds9.Ds9Error, match=r"give (min|max)"):
            ds9.scale(**arguments)


def test_both_orders_of_mtv():
    image = masked_image()
    ds9.mtv(image, 3, "title of now")
    assert viewer(3).image_info["title"] == "title of now"
    ds9.mtv(image, 3, True, None, False, False, "title of 2015", {"scale": "log"})
    assert viewer(3).image_info["title"] == "title of 2015"
    assert viewer(3).stretch == "log"
    ds9.mtv(image, frame=3, init=True, wcs=None, isMask=False, lowOrderBits=False, title=None, settings=None)
    assert viewer(3).image_info["title"] == "image"
    with pytest.raises(UnsupportedTypeError, match="by position are too many"):
        ds9.mtv(image, 3, "title", None, None, 5)
    with pytest.raises(UnsupportedTypeError, match="cannot display a NoneType"):
        ds9.mtv(None)
    with pytest.raises(DisplayError, match="WCS of its own"):
        ds9.mtv(afw.Exposure(afw.masked_image()), wcs={"CTYPE1": "RA---TAN"})


def test_coordinates_count_as_they_do_now_or_as_they_did():
    ds9.mtv(afw.masked_image())
    ds9.dot("o", 1004, 2003)
    ds9.dot("o", 4, 3, origin=ds9.LOCAL)
    ds9.dot("o", 4, 3, 0, 2, None, ds9.LOCAL)
    assert {row[1:3] for row in drawn()} == {(1004, 2003)}


def test_no_default_frame_switches_all_off(opened):
    ds9.setDefaultFrame(None)
    assert ds9.getDefaultFrame() is None
    ds9.mtv(masked_image(), settings={"nonsense": "too"})
    ds9.mtv(masked_image(), frame=1)
    with ds9.Buffering():
        ds9.dot("o", 1, 1)
        ds9.line([(1, 2), (3, 4)])
    for function in (ds9.erase, ds9.show, ds9.zoom, ds9.pan, ds9.interact):
        function()
    ds9.scale()
    ds9.setMaskPlaneVisibility("BAD", False)
    ds9.setMaskPlaneColor("BAD", "red", 1)
    assert ds9.getMaskPlaneVisibility("BAD") is False
    answers = [
        ds9.getDisplay(),
        ds9.getMaskPlaneColor("BAD"),
        ds9.getMaskTransparency(),
        ds9.ds9Cmd("zoom 2"),
    ]
    assert answers == [None] * 4
    assert ds9.setCallback("k") is None
    assert ds9.getActiveCallbackKeys() == []
    assert opened == []
    assert Display._displays == {}
    ds9.setDefaultFrame(0)
    assert ds9.incrDefaultFrame() == 1
    ds9.mtv(masked_image())
    assert viewer(1).image is not None


def test_keys():
    ds9.mtv(masked_image())
    assert ds9.getActiveCallbackKeys() == ["Escape", "h", "q"]
    # The shim of today forgets the function it is given.
    ds9.setCallback("k", print)
    assert "k" in ds9.getActiveCallbackKeys()
    assert ds9.setCallback("k") is print
    ds9.interact()
    with pytest.raises(ds9.Ds9Error, match="keeps the key"):
        ds9.setCallback("f", print)


# Commands.


def answer(command):
    return ds9.ds9Cmd(command, trap=False, get=True)


def test_commands_of_ds9():
    ds9.mtv(masked_image())
    ds9.dot("o", 2001, 1001)
    for command in (
        "scale log; scale limits 90 110",
        "zoom to 4; pan to 51 21",
        "mask transparency 30; mask color red",
        "cmap heat; cmap invert yes; cmap value 2 0.4",
        "grid yes; height 400",
        "iconify no; raise; wcs wcsa; smooth no; lower",
        "regions delete all",
    ):
        ds9.ds9Cmd(command, trap=False, flush=True, silent=True)
    now = viewer()
    assert (now.stretch, now.cuts) == ("log", (90, 110))
    assert (zoom(), now.viewport["center"]) == (4, (2050, 1020))
    assert ds9.getMaskTransparency() == 30
    assert (now.colormap, now.inverted, now.contrast, now.bias) == ("gist_heat", True, 2, 0.4)
    assert (now.show_grid, now.height, len(now.layers)) == (True, 400, 0)
    answers = [answer(each) for each in ("scale", "scale limits", "scale mode", "zoom", "mask transparency")]
    assert answers == ["log", "90 110", "explicit", "4", "30"]
    assert [answer(each) for each in ("cmap", "frame", "version")] == ["gist_heat", "0", "imgview"]
    ds9.ds9Cmd("scale mode 99.5; zoom 0.5; pan 10 -5", trap=False)
    assert (now.cuts_mode, zoom(), now.viewport["center"]) == ("99.5%", 2, (2060, 1015))
    ds9.ds9Cmd("zoom in; pan to 2051 1021 physical; cmap invert no; grid no", trap=False)
    assert (zoom(), now.viewport["center"]) == (4, (2050, 1020))
    assert (now.inverted, now.show_grid) == (False, False)
    ds9.ds9Cmd("zoom out; zoom to fit", trap=False)
    assert now.viewport is None
    ds9.ds9Cmd()


def test_commands_that_concern_frames(tmp_path):
    ds9.mtv(masked_image(), frame=1)
    ds9.mtv(masked_image(seed=2), frame=2)
    ds9.zoom(4, 2050, 1020, frame=1)
    ds9.ds9Cmd("match frame image", trap=False, frame=1)
    assert viewer(2).viewport["center"] == (2050, 1020)
    ds9.ds9Cmd("frame center", trap=False, frame=2)
    assert viewer(2).viewport is None
    ds9.ds9Cmd(f"saveimage png {tmp_path / 'out.png'}", trap=False, frame=1)
    assert (tmp_path / "out.png").read_bytes()[:4] == b"\x89PNG"
    ds9.ds9Cmd("frame 7", trap=False)
    assert 7 in Display._displays
    ds9.ds9Cmd("frame delete", trap=False, frame=7)
    assert 7 not in Display._displays


@pytest.mark.parametrize(
    "command",
    [
        "tile yes",
        "regions command {circle 1 2 3}",
        "mask open",
        "mask",
        "zoom to",
        "zoom to the moon",
        "scale cubic",
        "scale limits 3",
        "pan to 1 2 wcs",
        "mask color octarine",
        "cmap nonsense",
        "smooth yes",
        "saveimage fits x.fits",
        "frame next",
        "match crosshair",
        "lock frame none",
        "height tall",
    ],
)
def test_what_means_nothing_is_told_in_a_warning(command):
    ds9.mtv(masked_image())
    with pytest.warns(UserWarning, match="ds9 command "):
        ds9.ds9Cmd(command)
    with pytest.raises(ds9.Ds9Error, match="ds9 command "):
        ds9.ds9Cmd(command, trap=False)


def test_settings_that_mean_nothing_do_not_hide_the_image():
    with pytest.warns(
        UserWarning, match="ds9 command 'smooth yes' means nothing to imgview; it knows about,"
    ):
        ds9.mtv(masked_image(), settings={"smooth": "yes"})
    assert viewer().image is not None


def test_what_is_drawn_in_error():
    ds9.mtv(masked_image())
    with pytest.raises(ImgviewError, match="three numbers"):
        ds9.dot("@:1,2", 1, 2)
    with pytest.raises(UnknownNameError, match="unknown colour"):
        ds9.dot("o", 1, 2, ctype="octarine")
    ds9.dot("o", np.nan, 2)
    assert viewer().layers["drawing"].missing == 1

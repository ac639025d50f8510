# ruff: noqa: ARG005, N802 - the names are those of afw, and a callback takes what it is given
"""The back end driven by afw's own ``interface.py``, its C++ parts replaced by stand-ins.

The source of afw is not a part of this project: ``AFW_SOURCE`` names a checkout of it.
"""

import importlib
import os
import sys
import types
from pathlib import Path

import numpy as np
import pytest

import afw_stand_ins as afw
import fake_comm
from imgview.render.overlays.mark_columns import MARK_SYMBOLS

SOURCE = Path(os.environ.get("AFW_SOURCE", "")) / "python/lsst/afw/display"

pytestmark = [
    pytest.mark.usefixtures("displays"),
    pytest.mark.skipif(
        not (SOURCE / "interface.py").is_file(), reason="AFW_SOURCE names no checkout of lsst/afw"
    ),
]


class BaseCore:
    """``lsst.afw.geom.ellipses.BaseCore``."""


class Quadrupole(BaseCore):
    """``lsst.afw.geom.Quadrupole``."""

    def __init__(self, ixx, iyy, ixy):
        self.moments = ixx, iyy, ixy


class Axes(BaseCore):
    """``lsst.afw.geom.ellipses.Axes``, of a quadrupole."""

    def __init__(self, core):
        ixx, iyy, ixy = core.moments
        half, root = (ixx + iyy) / 2, np.hypot((ixx - iyy) / 2, ixy)
        self.a, self.b = np.sqrt(half + root), np.sqrt(half - root)
        self.theta = 0.5 * np.arctan2(2 * ixy, ixx - iyy)

    def getA(self):
        return self.a

    def getB(self):
        return self.b

    def getTheta(self):
        return self.theta


class _OnlyImages(type):
    def __instancecheck__(cls, thing):
        return isinstance(thing, afw.Image) and not isinstance(thing, afw.Mask)


class OnlyImage(metaclass=_OnlyImages):
    """``lsst.afw.image.Image``, which a mask is not."""


@pytest.fixture
def interface(monkeypatch):
    """``lsst.afw.display.interface`` as it is."""

    def stand_in(name, **content):
        module = types.ModuleType(name)
        module.__dict__.update(content, __path__=[])
        monkeypatch.setitem(sys.modules, name, module)
        return module

    ellipses = types.SimpleNamespace(BaseCore=BaseCore, Axes=Axes)
    stand_in("lsst")
    stand_in("lsst.afw")
    stand_in("lsst.afw.display").__path__ = [str(SOURCE)]
    stand_in("lsst.afw.geom", ellipses=ellipses, Quadrupole=Quadrupole, makeSkyWcs=lambda cards: None)
    stand_in(
        "lsst.afw.image",
        **{name: getattr(afw, name) for name in ("Mask", "MaskedImage", "DecoratedImage", "Exposure")},
        Image=OnlyImage,
        ImageI=afw.Image,
        PARENT="PARENT",
        LOCAL="LOCAL",
    )
    for name in ("interface", "virtualDevice"):
        monkeypatch.delitem(sys.modules, f"lsst.afw.display.{name}", raising=False)
    yield importlib.import_module("lsst.afw.display.interface")
    for name in ("interface", "virtualDevice"):
        sys.modules.pop(f"lsst.afw.display.{name}", None)


@pytest.fixture
def opened(monkeypatch):
    return fake_comm.install(monkeypatch)


@pytest.fixture
def display(interface, opened):
    interface.setDefaultBackend("imgview")
    display = interface.Display(frame=3)
    yield display
    display.close()


def whole():
    # afw itself fails where the numbers of planes are not contiguous.
    made = afw.masked_image()
    made.mask = afw.Mask(np.abs(made.mask.array) & 3, (1000, 2000), {"BAD": 0, "DETECTED": 1})
    return made


def marks(display):
    return display._impl.viewer.layers.overlays()[-1].geometry


def test_images_of_all_types(display):
    picture = whole()
    for data in (
        picture,
        picture.image,
        picture.mask,
        afw.Exposure(picture),
        afw.DecoratedImage(picture.image, afw.PropertyList({})),
    ):
        display.mtv(data, title="parent")
        shown = display._impl.viewer.image
        assert tuple(shown.bbox.start) == (2000, 1000)
        assert display._impl.viewer.image_info["title"] == "parent"
    with pytest.raises(TypeError, match="Unsupported type"):
        display.mtv(np.eye(3))
    with pytest.raises(RuntimeError, match="may not specify a wcs with an Exposure"):
        display.mtv(afw.Exposure(picture), wcs=object())


def test_what_is_drawn_lies_where_afw_says(display):
    display.mtv(whole())
    with display.Buffering():
        display.dot("o", 1010, 2005, size=3, ctype="red")
        display.dot("+", 1, 2, origin="LOCAL")
        display.dot("@:4,0,1", 1010, 2005)
        display.dot("words", 1010, 2005, size=2)
        display.line([(1001, 2001), (1011, 2011)])
        display.line([(1001, 2001), (1011, 2011)], symbs="+x")
    made = marks(display)
    kinds = [MARK_SYMBOLS[symbol] for symbol in made.symbol]
    assert kinds == ["o", "+", "ellipse", "text", "line", "+", "x"]
    assert made.x[:4].tolist() == [1010, 1001, 1010, 1010]
    assert made.y[:4].tolist() == [2005, 2002, 2005, 2005]
    assert tuple(made.size[2]) == pytest.approx((2, 1, 0))
    assert made.text == ("words",)
    display.erase()
    assert "drawing" not in display._impl.viewer.layers


def test_masks_scale_zoom_and_pan(display):
    display.setMaskPlaneColor("BAD", "orchid")
    display.mtv(whole())
    viewer = display._impl.viewer
    assert viewer.planes["BAD"].color == "#da70d6"
    display.setMaskTransparency(80)
    assert display.getMaskTransparency("BAD") == 80
    assert viewer.planes["BAD"].opacity == pytest.approx(0.2)
    display.setMaskPlaneColor("BAD", "ignore")
    display.mtv(whole())
    assert not viewer.planes["BAD"].visible
    display.scale("asinh", "zscale")
    assert (viewer.stretch, viewer.cuts_mode) == ("asinh", "zscale")
    display.zoom(4, 1010, 2005)
    assert viewer.viewport["center"] == pytest.approx((1010, 2005))
    display.pan(1020, 2010)
    assert viewer.viewport["center"] == pytest.approx((1020, 2010))


def test_a_thousand_dots_are_one_message(display, opened):
    display.mtv(whole())
    viewer = display._impl.viewer
    before = len(viewer.comm.updates)
    with display.Buffering():
        for place in range(1000):
            display.dot("o", 1000 + place % 40, 2000 + place % 30)
    assert len(viewer.comm.updates) == before + 1
    assert len(viewer.layers["drawing"]) == 1000


def test_nothing_waits_for_keys_where_there_is_no_page(display):
    display.mtv(whole())
    assert display.setCallback("z", lambda k, x, y: True) is not None
    display.interact()

# ruff: noqa: ARG005 - a callback takes what it is given
"""``DisplayImpl``: what lsst.afw.display asks of a back end, asked by a driver that follows its protocol."""

import ast
import gc
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import afw_stand_ins as afw
import fake_comm
import imgview
from afw_display import AfwDisplay, Axes
from imgview.render.overlays.mark_columns import MARK_SYMBOLS
from imgview.viewer.events import KeyEvent

pytestmark = pytest.mark.usefixtures("displays")


@pytest.fixture
def display(opened):
    display = AfwDisplay("afw")
    yield display
    display.close()


def marks(display):
    return display.viewer.layers.overlays()[-1].geometry


def test_it_is_found_by_its_name_and_imports_nothing_of_lsst():
    program = (
        "import imgview, sys; imgview.DisplayImpl._show; print([m for m in sys.modules if m[:4] == 'lsst'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    for path in (Path(imgview.__file__).parent / "display").glob("*.py"):
        tree = ast.parse(path.read_text())
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not any(module.startswith("lsst") for module in modules), path


@pytest.mark.parametrize("kind", ["exposure", "masked image", "image", "mask"])
def test_images_of_every_kind(display, kind):
    whole = afw.masked_image()
    wcs = afw.SkyWcs(
        {"CTYPE1": "RA---TAN", "CTYPE2": "DEC--TAN", "CRVAL1": 150.0, "CRVAL2": 2.0, "CRPIX1": 1020.0}
    )
    data = {
        "exposure": afw.Exposure(whole, wcs, afw.PropertyList({"OBSERVER": "me"})),
        "masked image": whole,
        "image": whole.image,
        "mask": whole.mask,
    }[kind]
    display.mtv(data, title="named")
    shown = display.viewer.image
    assert display.viewer.image_info["title"] == "named"
    assert shown.bbox.start == (2000, 1000)
    if kind == "exposure":
        assert shown.sky_projection is not None
        assert shown.header["OBSERVER"] == "me"
    if kind != "image":
        assert shown.mask.schema.names == ("BAD", "DETECTED", "LAST")
        colors = [display.planes[name].color for name in ("BAD", "DETECTED", "LAST")]
        # afw's, and for the one that has none the first standard one.
        assert colors == ["#ff0000", "#0000ff", "#ff0000"]
    if kind == "mask":
        assert np.array_equal(shown.image.array, whole.mask.array)


def test_colours_and_transparency(display):
    display.setMaskTransparency(40)
    display.setMaskPlaneColor("BAD", "ignore")
    display.mtv(afw.masked_image())
    assert not display.planes["BAD"].visible
    assert display.planes["DETECTED"].opacity == 0.6
    display.setMaskTransparency(90, "DETECTED")
    assert display.getMaskTransparency("DETECTED") == 90
    assert display.getMaskTransparency() == 40


def test_what_is_drawn_is_where_it_was_meant(display, opened):
    display.mtv(afw.masked_image())
    fake_comm.settled(opened[0])
    with display:
        display.dot("o", 1004, 2003, size=6, ctype="red")
        display.dot(Axes(5.0, 2.0, 0.5), 1010, 2010)
        display.dot(17, 1004, 2003, fontFamily="times", textAngle=30)
        display.line([(1000, 2000), (1010, 2010)], ctype="cyan")
    assert len([state for state in opened[0].updates if "drawings" in state]) == 1
    found = marks(display)
    assert [MARK_SYMBOLS[number] for number in found.symbol] == ["o", "ellipse", "text", "line"]
    assert found.x.tolist() == [1004, 1010, 1004, 1000]
    assert found.y.tolist() == [2003, 2010, 2003, 2000]
    assert found.size.tolist() == [[6, 0, 0], [5, 2, 0.5], [10, 30, 1], [10, 10, 0]]
    display.erase()
    assert len(display.viewer.layers) == 0


def test_scale_zoom_and_place(display):
    display.zoom(4, 1010, 2010)
    display.mtv(afw.masked_image())
    display.scale("linear", "zscale")
    assert (display.viewer.stretch, display.viewer.cuts_mode) == ("linear", "zscale")
    display.scale("asinh", 1, 99, "Percent", Q=10)
    assert display.viewer.stretch_parameter == 0.1
    display.zoom(2)
    display.zoom(None, 1020, 2020)
    assert display.viewer.viewport["center"] == (1020, 2020)
    assert 800 / display.viewer.viewport["fov"] == 2
    display.show()


def test_alignment_reaches_the_back_end(display):
    other = AfwDisplay("other")
    other.mtv(afw.masked_image())
    display.mtv(afw.masked_image())
    display.zoom(8, 1010, 2010)
    display.alignImages("Pixel", False)
    assert other.viewer.viewport["center"] == (1010, 2010)


def test_interact_ends_where_nobody_can_answer(display):
    display.mtv(afw.masked_image())
    display.interact()


def test_events_are_those_of_the_page(display, monkeypatch):
    heard = []
    keys = iter([KeyEvent("k", 1.0, 2.0), KeyEvent("q")])
    display.mtv(afw.masked_image())
    monkeypatch.setattr(type(display.viewer), "wait_for_key", lambda self, timeout=None: next(keys))
    display.setCallback("k", lambda k, x, y: heard.append((k, x, y)))
    display.interact()
    assert heard == [("k", 1.0, 2.0)]


def test_callbacks_are_called_without_interact(display, opened):
    heard = []
    display.mtv(afw.masked_image())
    display.setCallback("Return", lambda k, x, y: heard.append((k, x, y)))
    opened[0].ask(kind="key", key="Enter", code="Enter", shift=False, x=1001.0, y=2002.0)
    # A key that only leaves interact() is the page's own otherwise.
    opened[0].ask(kind="key", key="q", code="KeyQ", shift=False, x=1001.0, y=2002.0)
    assert heard == [("Return", 1001.0, 2002.0)]
    assert list(display.viewer.listening["keys"]) == ["Enter"]


def test_a_display_that_afw_forgets_does_not_close_the_one_in_its_place(opened):
    class Forgotten(AfwDisplay):
        def __del__(self):
            self.close()

    display = Forgotten(1)
    display = Forgotten(1)
    gc.collect()
    display.mtv(afw.masked_image())
    assert display.viewer.image is not None


def test_keywords_of_other_back_ends_are_told(opened):
    with pytest.warns(UserWarning, match="url= means nothing"):
        display = AfwDisplay(2, url="https://example", height=300, verbose=True)
    assert (display.viewer.height, display.verbose) == (300, True)
    with pytest.raises(AttributeError):
        display._noSuchThing  # noqa: B018
    with pytest.raises(AttributeError):
        display.nonsense  # noqa: B018

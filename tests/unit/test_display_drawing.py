# ruff: noqa: N802 - the names are those of afw
"""`dot`, `line` and their like: the grammar to the letter, and one message for whatever is drawn."""

import math
import threading
import time

import numpy as np
import pytest
from astropy.table import Table

import afw_stand_ins as afw
import fake_comm
from imgview import Display, ImgviewError
from imgview.display import LOCAL, PARENT, RED
from imgview.display.axes import Axes
from imgview.display.drawing import Drawing
from imgview.errors import DisplayError, SettingError, ShapeError, UnknownNameError, UnsupportedTypeError
from imgview.model import Catalog
from imgview.render.overlays.mark_columns import LAYER_COLOR, MARK_SYMBOLS
from pictures import masked_image

pytestmark = pytest.mark.usefixtures("displays")


@pytest.fixture
def display(opened):
    display = Display(0)
    display.mtv(masked_image())
    fake_comm.settled(opened[0])
    return display


def drawn(display):
    """Return the marks over the image, flushed."""
    overlays = display.viewer.layers.overlays()
    return overlays[-1].geometry if overlays else None


def rows(display):
    """Return the names of symbols, places and sizes."""
    marks = drawn(display)
    names = [MARK_SYMBOLS[number] for number in marks.symbol]
    return list(zip(names, marks.x.tolist(), marks.y.tolist(), marks.size.tolist(), strict=True))


def updates(opened):
    """Return the messages that carry something drawn."""
    return [state for state in opened[0].updates if "drawings" in state or "layers" in state]


@pytest.mark.parametrize("symbol", ["+", "x", "*", "o"])
def test_figures(display, symbol):
    display.dot(symbol, 2010, 1020)
    display.dot(symbol, 2011.5, 1021, 7, RED)
    assert rows(display) == [(symbol, 2010, 1020, [2, 0, 0]), (symbol, 2011.5, 1021, [7, 0, 0])]
    assert drawn(display).color.tolist() == [LAYER_COLOR, 0xFF0000]
    # Green as ds9 has it, where nobody names a colour.
    assert display.viewer.layers["drawing"].color == "#00ff00"


def test_moments_go_by_the_order_of_the_grammar():
    # Mxx, Mxy, Myy: the last two are easily confused.
    axes = Axes.of_moments(xx=9.0, yy=4.0, xy=0.0)
    assert axes == (3, 2, 0)
    a, b, theta = 5.0, 2.0, math.radians(30)
    c, s = math.cos(theta), math.sin(theta)
    xx, yy, xy = (a * c) ** 2 + (b * s) ** 2, (a * s) ** 2 + (b * c) ** 2, (a * a - b * b) * c * s
    assert Axes.of_moments(xx, yy, xy) == pytest.approx((a, b, theta))
    # Moments of a line, whose difference rounding makes negative.
    assert Axes.of_moments(1.0, 1.0, 1.0) == pytest.approx((math.sqrt(2), 0, math.pi / 4))
    assert all(math.isnan(part) for part in Axes.of_moments(1.0, 1.0, 2.0))
    assert all(math.isnan(part) for part in Axes.of_moments(math.nan, 1.0, 0.0))


class Quadrupole:
    def getIxx(self):
        return 9.0

    def getIyy(self):
        return 4.0

    def getIxy(self):
        return 0.0


class AfwAxes:
    def getA(self):
        return 3.0

    def getB(self):
        return 2.0

    def getTheta(self):
        return 0.0


class Ellipse:
    def getCore(self):
        return Quadrupole()


class Plain:
    a, b, theta = 3.0, 2.0, 0.0


class Moments:
    xx, yy, xy = 9.0, 4.0, 0.0


@pytest.mark.parametrize(
    "symbol",
    ["@:9,0,4", "@: 9.0 ,0e0,+4", "@:9,0,4,7", Quadrupole(), AfwAxes(), Ellipse(), Plain(), Moments()],
    ids=["text", "spaces", "more", "Quadrupole", "Axes", "Ellipse", "plain", "moments"],
)
def test_ellipses_of_every_kind(display, symbol):
    display.dot(symbol, 2010, 1020, size=99)
    display.dot(symbol, np.array([2010.0, 2011.0]), 1020)
    assert rows(display) == [("ellipse", x, 1020, [3, 2, 0]) for x in (2010, 2010, 2011)]


def test_text(display):
    display.dot("NGC 1", 2010, 1020)
    display.dot(17, 2010, 1020, size=3)
    display.dot(np.int64(18), 2010, 1020, size=1.3, fontFamily="times bold italic", textAngle=30)
    display.dot("oo", [2010, 2011], [1020, 1021], size=[2, 4])
    marks = drawn(display)
    assert marks.text == ("NGC 1", "17", "18", "oo", "oo")
    # int(10 size / 2 + 0.5) points, as ds9's regions say it; the font is 1 times + 4 bold + 8 italic.
    assert marks.size.tolist() == [[10, 0, 0], [15, 0, 0], [7, 30, 13], [10, 0, 0], [20, 0, 0]]


def test_parent_and_local(display):
    class ImageOrigin:
        name = "LOCAL"

    for origin in (PARENT, "parent", None):
        display.dot("o", 2010, 1020, origin=origin)
    for origin in (LOCAL, "local", ImageOrigin()):
        display.dot("o", 10, 20, origin=origin)
    display.dot("o", np.array([10]), [20], origin=LOCAL)
    assert {row[1:3] for row in rows(display)} == {(2010, 1020)}
    with pytest.raises(UnknownNameError, match="unknown origin 'CENTRE'"):
        display.dot("o", 1, 2, origin="CENTRE")


def test_many_places_at_once(display):
    x = np.ma.array([2010.0, 2011.0, 2012.0], mask=[False, True, False])
    display.dot("x", x, np.array([1020, 1021, 1022], np.int16), size=[1, 2, 3], ctype="red")
    display.dot(["o", "@:9,0,4", "id"], [2000, 2001, 2002], 1010, ctype=["red", "blue", None])
    marks = drawn(display)
    assert [MARK_SYMBOLS[number] for number in marks.symbol] == ["x", "x", "x", "o", "ellipse", "text"]
    assert marks.missing == 1
    assert marks.color.tolist() == [0xFF0000] * 3 + [0xFF0000, 0x0000FF, LAYER_COLOR]
    assert marks.size[:3, 0].tolist() == [1, 2, 3]


def test_lines_and_symbols_along_them(display):
    vertices = [(2000, 1020), (2010, 1030), (2024, 1030), (2014, 1020), (2000, 1020)]
    display.line(vertices, ctype="cyan")
    display.line([(0, 20), (10, 30)], origin=LOCAL)
    display.line(vertices[:-1], symbs="+x+x", size=3)
    display.line(vertices[:2], symbs=True)
    display.line([(0, 20), (10, 30)], origin=LOCAL, symbs="*")
    display.line(np.array(vertices[:2]), symbs=["first", "second"])
    display.line(vertices[:2], symbs=Quadrupole())
    display.line([])
    found = rows(display)
    assert [row[0] for row in found] == [*["line"] * 5, *"+x+xoo**", "text", "text", "ellipse", "ellipse"]
    assert found[4] == ("line", 2000, 1020, [10, 10, 0])
    assert found[5] == ("+", 2000, 1020, [3, 0, 0])
    assert found[11] == ("*", 2000, 1020, [0.5, 0, 0])
    with pytest.raises(DisplayError, match="4 points take one symbol or 4, got 2"):
        display.line(vertices[:-1], symbs="+x")


def test_points_of_any_kind(display):
    display.line([afw.Point(2000, 1000), afw.Point(2010, 1010)])
    display.line(point for point in [(2000, 1000), (2010, 1010)])
    assert [row[3] for row in rows(display)] == [[10, 10, 0]] * 2


def test_centroids(display):
    class Slot:
        valid = True

        def isValid(self):
            return self.valid

    class Source(afw.Point):
        pass

    class AfwCatalog(list):
        slot = Slot()

        def getCentroidSlot(self):
            return self.slot

    sources = AfwCatalog([Source(2001, 1001), Source(2002, 1002)])
    display.centroids(sources, symbol="+", size=4, ctype="red")
    assert rows(display) == [("+", 2001, 1001, [4, 0, 0]), ("+", 2002, 1002, [4, 0, 0])]
    display.erase()
    display.centroids(Catalog(Table({"x": [2003.0], "y": [1003.0]}), x="x", y="y"))
    assert rows(display) == [("o", 2003, 1003, [2, 0, 0])]
    sources.slot.valid = False
    with pytest.raises(DisplayError, match="no valid slot_Centroid"):
        display.centroids(sources)


# Messages.


def test_a_loop_within_buffering_is_one_message(display, opened):
    with display.Buffering():
        for i in range(100_000):
            display.dot("o", 2000 + i % 200, 1000 + i % 120, ctype="red", size=5)
        assert updates(opened) == []
    (state,) = updates(opened)
    assert len(state["drawings"]) == 1
    assert [layer["count"] for layer in state["layers"]] == [100_000]
    # A look does not send it again.
    display.viewer.layers["drawing"].visible = False
    assert "drawings" not in opened[0].updates[-1]


def test_blocks_within_blocks_wait_for_the_last(display, opened):
    with display.Buffering():
        display.dot("o", 2001, 1001)
        with display.Buffering():
            display.dot("o", 2002, 1002)
        assert updates(opened) == []
    assert len(updates(opened)) == 1
    with pytest.raises(KeyError), display.Buffering():  # noqa: PT012 - what was drawn before it counts
        display.dot("o", 2003, 1003)
        raise KeyError
    assert [row[1] for row in rows(display)] == [2001, 2002, 2003]
    assert len(updates(opened)) == 2


def test_without_buffering_calls_are_put_together(display, opened):
    began = time.monotonic()
    for i in range(20_000):
        display.dot("o", 2000 + i % 200, 1000)
    elapsed = time.monotonic() - began
    opened[0].wait_for(lambda: updates(opened))
    display.flush()
    # The pause doubles each time: 0.1, 0.2, 0.4 s, ...
    assert len(updates(opened)) <= 2 + math.log2(1 + elapsed / 0.1)
    assert len(drawn(display).x) == 20_000


def test_pauses_grow_while_a_cell_draws(display, opened):
    began = time.monotonic()
    while time.monotonic() - began < 1.3:
        display.dot("o", 2001, 1001)
        time.sleep(0.002)
    # After 0.1, 0.3 and 0.7 s; with a constant pause there would be a dozen.
    assert 1 <= len(updates(opened)) <= 4


def test_what_is_drawn_is_shown_after_a_while(display, opened, monkeypatch):
    monkeypatch.setattr(display._drawing, "_pause", 1.0)
    display.dot("o", 2001, 1001)
    assert updates(opened) == []
    opened[0].wait_for(lambda: updates(opened))
    assert updates(opened)[0]["layers"][0]["count"] == 1


def test_nothing_is_lost_when_threads_draw(display):
    def work(x):
        for i in range(3000):
            display.dot("o", x, 1000 + i % 100)
            if i % 500 == 0:
                display.flush()

    threads = [threading.Thread(target=work, args=(2000 + i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drawn(display).x) == 12_000


def test_what_is_shown_last_is_the_latest():
    shown = []

    def show(marks):
        shown.append(marks.rows)
        if len(shown) == 1:
            # Meanwhile, in another thread: another image.
            drawing.forget((0.0, 0.0))
        if len(shown) == 3:
            drawing.dot("o", 2, 2, 2, None, local=False, font="", angle=None)
            drawing.flush()

    drawing = Drawing(show)
    for _ in range(2):
        drawing.dot("o", 1, 1, 2, None, local=False, font="", angle=None)
        drawing.flush()
    assert shown == [1, 0, 1, 2, 2]


def test_more_than_a_page_can_draw(display):
    every = np.zeros(1_500_000)
    display.dot("o", every, every)
    display.flush()
    with pytest.raises(ImgviewError, match="more than a page can draw"), display.Buffering():
        display.dot("o", every, every)
    # What there was is still there.
    assert len(display.viewer.layers["drawing"]) == 1_500_000


def test_what_the_viewer_is_asked_for_has_been_shown(display):
    display.dot("o", 2001, 1001)
    assert list(display.layers) == ["drawing"]


def test_erase_and_what_follows(display, opened):
    display.dot("o", 2001, 1001)
    display.flush()
    display.dot("o", 2002, 1002)
    display.erase()
    assert len(display.viewer.layers) == 0
    assert display.viewer.image is not None
    display.dot("+", 2003, 1003)
    assert rows(display) == [("+", 2003, 1003, [2, 0, 0])]


def test_what_a_person_makes_of_the_layer_stays(display):
    display.dot("o", 2001, 1001)
    display.viewer.layers["drawing"].color = "#abcdef"
    display.dot("o", 2002, 1002)
    display.flush()
    assert display.viewer.layers["drawing"].color == "#abcdef"


def test_a_second_display_has_what_was_drawn(display, opened):
    display.dot("o", 2001, 1001)
    state = display.viewer.get_state()
    assert len(state["drawings"]) == 1
    assert state["layers"][0]["name"] == "drawing"


def test_drawing_before_there_is_an_image():
    display = Display("empty")
    with pytest.warns(UserWarning, match="frame 'empty' shows no image yet"), display.Buffering():
        display.dot("o", 1, 1)


# Bad input.


@pytest.mark.parametrize("symbol", ["@:1,2", "@:", "@:a,b,c", "@:1,,2"])
def test_symbols_that_look_like_grammar(display, symbol):
    with pytest.raises(SettingError, match="'@:Mxx,Mxy,Myy' with three numbers"):
        display.dot(symbol, 2001, 1001)
    assert drawn(display) is None


def test_what_is_no_symbol_colour_or_place(display):
    with pytest.raises(UnsupportedTypeError, match=r"an ellipse \(an object with getA"):
        display.dot(object(), 2001, 1001)
    with pytest.raises(UnknownNameError, match="unknown colour 'octarine'"):
        display.dot("o", 2001, 1001, ctype="octarine")
    with pytest.raises(UnknownNameError, match="unknown colour"):
        display.dot("o", [2001, 2002], 1001, ctype=["red", "octarine"])
    with pytest.raises(UnsupportedTypeError, match="the column of a mark is a number"):
        display.dot("o", "here", 1001)
    with pytest.raises(UnsupportedTypeError, match="the row of a mark is a number"):
        display.dot("o", [1, 2], {})
    with pytest.raises(UnsupportedTypeError, match="the size of a mark"):
        display.dot("o", 1, 2, size="big")
    with pytest.raises(UnsupportedTypeError, match="3 symbols need as many places, got 2"):
        display.dot(["o", "x", "+"], [1, 2], [3, 4])
    with pytest.raises(ShapeError, match=r"do not go together: their shapes are \(2,\), \(3,\), \(\)"):
        display.dot("o", [1, 2], [3, 4, 5])
    with pytest.raises(SettingError, match="textAngle is a number of degrees"):
        display.dot("text", 1, 2, textAngle="steep")
    with pytest.raises(UnsupportedTypeError, match="a point is a pair"):
        display.line([1, 2, 3])
    with pytest.warns(UserWarning, match="dot: blink= means nothing"):
        display.dot("o", 2001, 1001, blink=True)


def test_places_that_are_not_known_are_counted(display):
    display.dot("o", math.nan, 1001)
    display.dot("@:1,1,nan", 2001, 1001)
    display.dot("text", 2001, 1001, size=math.nan)
    display.dot("+", np.float64(2001), np.float32(1001), size=-4)
    display.line([(2000, 1000), (math.nan, 1010), (2010, 1020), (2020, 1020)])
    marks = drawn(display)
    assert (marks.count, marks.missing) == (4, 1)
    assert display.viewer.layers["drawing"].missing == 1
    assert marks.size[2].tolist() == [10, 0, 0]
    assert marks.size[3, 0] == 4

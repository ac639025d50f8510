# ruff: noqa: ARG005 - a callback takes what it is given
"""Scale, zoom and place of a display, which stay for the images to come; keys; alignment."""

import numpy as np
import pytest
from astropy.visualization import ZScaleInterval

from imgview import Display, ImgviewError
from imgview.display import Event, h_callback, noop_callback
from imgview.errors import DisplayError, SettingError, UnknownNameError
from imgview.viewer.events import KeyEvent
from pictures import masked_image

pytestmark = pytest.mark.usefixtures("displays")


@pytest.fixture
def display(opened):
    display = Display(0)
    display.mtv(masked_image())
    return display


def pixels(display):
    return display.viewer.image.image.array


# Scale.


@pytest.mark.parametrize(
    ("algorithm", "stretch"),
    [
        ("linear", "linear"),
        ("log", "log"),
        ("loglog", "log"),
        ("pow", "power"),
        ("powerlaw_gamma", "power"),
        ("sqrt", "sqrt"),
        ("squared", "square"),
        ("asinh", "asinh"),
        ("sinh", "sinh"),
        ("histequ", "histogram"),
        ("equal", "histogram"),
        ("LINEAR", "linear"),
        (None, "asinh"),
    ],
)
def test_algorithms(display, algorithm, stretch):
    display.viewer.stretch = "asinh"
    display.scale(algorithm, 90, 110)
    assert display.viewer.stretch == stretch
    assert display.viewer.cuts == (90, 110)


def test_modes_and_units(display):
    display.scale("linear", "zscale")
    assert display.viewer.cuts_mode == "zscale"
    display.scale("linear", "minmax")
    assert display.viewer.cuts == (pixels(display).min(), pixels(display).max())
    display.scale("linear", 1, 99, "Percent")
    assert display.viewer.cuts == pytest.approx(np.percentile(pixels(display), (1, 99)))
    display.scale("linear", -1, 5, unit="sigma")
    mean, deviation = pixels(display).mean(), pixels(display).std()
    assert display.viewer.cuts == pytest.approx((mean - deviation, mean + 5 * deviation), rel=1e-5)
    display.scale("linear", 90, 100, "Absolute")
    assert display.viewer.cuts == (90, 100)


def test_keywords(display):
    display.scale("asinh", "zscale", Q=8)
    assert display.viewer.stretch_parameter == 1 / 8
    display.scale("linear", "zscale", nSamples=500, contrast=0.5)
    narrow = ZScaleInterval(n_samples=500, contrast=0.5).get_limits(pixels(display).astype(float))
    assert display.viewer.cuts == pytest.approx(narrow, rel=0.05)
    display.scale("linear", "zscale", zscale_contrast=50, zscale_samples=500, zscale_samples_perline=120)
    assert display.viewer.cuts == pytest.approx(narrow, rel=0.05)
    display.scale("powerlaw_gamma", 90, 110, gamma=2)
    assert display.viewer.stretch_parameter == 0.5
    with pytest.warns(UserWarning, match=r"scale: sigma= means nothing"):
        display.scale("linear", "zscale", sigma=2)


def test_a_scale_stays_for_the_images_to_come(display):
    display.scale("log", 1, 99, "Percent")
    display.mtv(masked_image(seed=9, unit="adu"))
    assert display.viewer.stretch == "log"
    assert display.viewer.cuts == pytest.approx(np.percentile(pixels(display), (1, 99)))
    other = Display("later")
    other.scale("sqrt", 95, 105)
    other.mtv(masked_image())
    assert (other.viewer.stretch, other.viewer.cuts) == ("sqrt", (95, 105))
    # What a person changes on the page is not undone.
    other.viewer.cuts = (80, 90)
    other.mtv(masked_image(seed=3))
    assert other.viewer.cuts == (80, 90)


def test_impossible_scales(display):
    with pytest.raises(DisplayError, match="'zscale' finds both limits itself: leave out max=3"):
        display.scale("linear", "zscale", 3)
    with pytest.raises(DisplayError, match="leave out unit='Percent'"):
        display.scale("linear", "minmax", unit="Percent")
    with pytest.raises(DisplayError, match="give max too"):
        display.scale("linear", 3)
    with pytest.raises(UnknownNameError, match="unknown algorithm 'cubic'"):
        display.scale("cubic", 1, 2)
    with pytest.raises(UnknownNameError, match="unknown min 'zscal': did you mean 'zscale'"):
        display.scale("linear", "zscal")
    with pytest.raises(UnknownNameError, match="unknown unit 'Parsec'"):
        display.scale("linear", 1, 2, "Parsec")
    with pytest.raises(SettingError, match="must be finite and rise"):
        display.scale("linear", 2, 1)
    with pytest.raises(ImgviewError, match="the power stretch takes a parameter from"):
        display.scale("powerlaw_gamma", 1, 2, gamma=-3)
    # An impossible one is not kept, also where there is no image yet.
    assert display.viewer.stretch == "asinh"
    display.mtv(masked_image())
    empty = Display("empty")
    with pytest.raises(SettingError, match="must be finite and rise"):
        empty.scale("linear", 2, 1)
    empty.mtv(masked_image())


# Zoom and place.


def zoom(display):
    return min(1000, 800) / display.viewer.viewport["fov"]


def test_zoom_is_screen_pixels_an_image_pixel(display):
    display.zoom(4, 2100, 1050)
    assert (zoom(display), display.viewer.viewport["center"]) == (4, (2100, 1050))
    display.zoom()
    assert (zoom(display), display.viewer.viewport["center"]) == (2, (2100, 1050))
    display.pan(10, 20, origin="LOCAL")
    assert (zoom(display), display.viewer.viewport["center"]) == (2, (2010, 1020))
    # Row and column 0 are a place.
    display.mtv(np.zeros((50, 60)))
    for column, row in ((0, 0), (0, 5), (5, 0)):
        display.zoom(8, column, row)
        assert (zoom(display), display.viewer.viewport["center"]) == (8, (column, row))


def test_zoom_and_place_before_there_is_an_image():
    display = Display("empty")
    display.zoom(4, 2050, 1020)
    display.mtv(masked_image())
    assert (zoom(display), display.viewer.viewport["center"]) == (4, (2050, 1020))


def test_a_zoom_is_kept_when_the_canvas_gets_its_size(display, opened):
    display.zoom(4)
    display.pan(2050, 1020)
    opened[0].set(canvas_size=[960, 500])
    assert display.viewer.viewport == {"center": (2050, 1020), "fov": 125}
    # Later sizes leave the view alone, as any other.
    opened[0].set(canvas_size=[960, 800])
    assert display.viewer.viewport["fov"] == 125


def test_zoom_stays_for_another_box_and_the_view_for_the_same(display):
    display.zoom(4, 2050, 1020)
    display.mtv(masked_image(seed=8))
    assert (zoom(display), display.viewer.viewport["center"]) == (4, (2050, 1020))
    display.mtv(masked_image(yx0=(0, 0)))
    assert (zoom(display), display.viewer.viewport["center"]) == (4, (99.5, 59.5))
    # What was zoomed to since counts, as in ds9.
    display.viewer.zoom_to(3)
    display.mtv(masked_image())
    assert zoom(display) == pytest.approx(3)
    display.fit()
    display.mtv(masked_image(yx0=(0, 0)))
    assert display.viewer.viewport is None


def test_impossible_zooms(display):
    for arguments in ((4, 1), (4, None, 1)):
        with pytest.raises(DisplayError, match="give both colc and rowc"):
            display.zoom(*arguments)
    with pytest.raises(DisplayError, match="give both"):
        display.pan()
    with pytest.raises(ImgviewError, match="a zoom is a positive number"):
        display.zoom(-1)
    with pytest.raises(DisplayError, match="cannot pan to column nan"):
        display.pan(float("nan"), 3)


# Alignment.


def test_alignment_by_pixels_and_by_the_sky(display):
    second, third = Display("second"), Display("third")
    second.mtv(masked_image(seed=8))
    display.zoom(4, 2050, 1020)
    display.alignImages("Pixel", False)
    assert second.viewer.viewport["center"] == (2050, 1020)
    assert third.viewer.viewport is None
    second.viewer.fit()
    display.alignImages(lock_match=False)
    # The same WCS.
    assert second.viewer.viewport["center"] == pytest.approx((2050, 1020), abs=0.05)
    assert second.viewer.viewport["fov"] == pytest.approx(200)
    third.mtv(masked_image(sky=False))
    display.alignImages("Standard")
    assert third.viewer.viewport is None
    with pytest.raises(DisplayError, match="frame 'third' has no WCS to align by"):
        third.alignImages("Standard")
    third = Display("empty")
    with pytest.raises(UnknownNameError, match="unknown match type 'Sky'"):
        display.alignImages("Sky")
    with pytest.raises(DisplayError, match="'empty' shows no image to align"):
        third.alignImages("Pixel")


def test_alignment_that_lasts(display):
    second = Display("second")
    second.mtv(masked_image(yx0=(0, 0)))
    display.zoom(4, 2050, 1020)
    display.alignImages("Standard", lock_match=True)
    # The same sky in another place.
    assert second.viewer.viewport["center"] == pytest.approx((50, 20), abs=0.05)
    display.pan(2080, 1040)
    assert second.viewer.viewport["center"] == pytest.approx((80, 40), abs=0.05)
    second.zoom(8)
    assert zoom(display) == pytest.approx(8)
    # A new image takes the view that the others have.
    second.mtv(masked_image(yx0=(500, 500)))
    assert second.viewer.viewport["center"] == pytest.approx((580, 540), abs=0.05)
    second.alignImages("Pixel")
    assert display.viewer.viewport["center"] == pytest.approx((580, 540), abs=0.05)
    display.alignImages("Standard", lock_match=False)
    display.pan(2000, 1000)
    assert second.viewer.viewport["center"] == pytest.approx((-920, 40), abs=0.05)


# Keys.


def test_keys_that_have_a_function():
    display = Display(0)
    assert display.getActiveCallbackKeys() == ["Escape", "h", "q"]
    every = display.getActiveCallbackKeys(onlyActive=False)
    assert {"a", "Z", "Return", "Shift_L", "Shift_R", "Escape"} <= set(every)
    assert "f" not in every
    with pytest.raises(DisplayError, match="keeps the key 'f' for itself"):
        display.setCallback("f", print)
    assert display.setCallback("f", print, noRaise=True) is None
    assert display.setCallback("k", print) is noop_callback
    assert display.setCallback("k") is print
    assert display.getActiveCallbackKeys() == ["Escape", "h", "q"]


def press(opened, **key):
    opened[0].ask(
        **({"kind": "key", "key": "k", "code": "KeyK", "shift": False, "x": 2001.0, "y": 1002.0} | key)
    )


def test_callbacks_are_called_whether_or_not_anybody_waits(display, opened):
    heard = []
    display.setCallback("k", lambda k, x, y: heard.append((k, x, y)))
    display.setCallback("Return", lambda k, x, y: heard.append((k, x, y)))
    press(opened)
    press(opened, key="Enter", code="Enter", x=None, y=None)
    assert heard[0] == ("k", 2001.0, 1002.0)
    assert heard[1][0] == "Return"
    assert np.isnan(heard[1][1])
    display.setCallback("k")
    press(opened)
    assert len(heard) == 2


def test_a_callback_that_fails_is_told_under_the_picture(display, opened):
    def broken(k, x, y):
        msg = "no such star"
        raise ValueError(msg)

    display.setCallback("k", broken)
    press(opened)
    assert "no such star" in display.viewer.error
    display.mtv(masked_image())
    assert display.viewer.image is not None


def test_interact_ends_at_once_where_nobody_can_answer(display):
    display.interact()
    assert Display("empty").interact() is None


def test_interact_calls_until_one_says_to_leave(display, monkeypatch, capsys):
    keys = iter(
        [
            KeyEvent("a", 1.0, 2.0, "KeyA"),
            KeyEvent("Shift", code="ShiftRight"),
            KeyEvent("x", 0, 0),
            KeyEvent("h"),
            KeyEvent("Enter"),
            KeyEvent("unheard"),
            KeyEvent("q"),
            KeyEvent("a"),
        ]
    )
    heard = []
    monkeypatch.setattr(type(display.viewer), "wait_for_key", lambda self, timeout=None: next(keys))
    display.setCallback("a", lambda k, x, y: heard.append((k, x, y)))
    display.setCallback("Shift_R", lambda k, x, y: heard.append(k))
    display.setCallback("x", lambda k, x, y: 1 / 0)
    display.interact()
    assert heard == [("a", 1.0, 2.0), "Shift_R"]
    assert "division by zero" in display.viewer.error
    said = capsys.readouterr().out
    assert "q or <ESC> ends" in said
    assert "Leave the interactive mode." in said
    display.setCallback("b", lambda k, x, y: True)
    monkeypatch.setattr(type(display.viewer), "wait_for_key", lambda self, timeout=None: KeyEvent("b"))
    display.interact()


def test_a_key_is_answered_once_while_interact_waits(display, opened, monkeypatch):
    heard = []
    pressed = iter([KeyEvent("k", 2001.0, 1002.0), KeyEvent("q")])

    def wait(self, timeout=None):
        press(opened)
        return next(pressed)

    monkeypatch.setattr(type(display.viewer), "wait_for_key", wait)
    display.setCallback("k", lambda k, x, y: heard.append(k))
    display.interact()
    assert heard == ["k"]
    press(opened)
    assert heard == ["k", "k"]


def test_events_and_the_functions_of_afw(capsys):
    event = Event("k", 1.5, 2.5)
    assert (str(event), repr(event)) == ("k (1.50, 2.50)", "Event('k', 1.5, 2.5)")
    assert np.isnan(Event("q").x)
    assert noop_callback("k", 1, 2) is False
    assert h_callback("h", 1, 2) is False
    assert "shows this help" in capsys.readouterr().out

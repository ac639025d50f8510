"""Marks, measured in the painted pixels: arms, radii, angles and axes are what ds9 and afw draw."""

import re
import time

import numpy as np
import pytest

import symbol_geometry
from imgview.errors import ImgviewError, SettingError, ShapeError, UnknownNameError
from imgview.render.overlays.mark_columns import LAYER_COLOR, MARK_SYMBOLS, font_code
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.overlay import Overlay, paint_overlays
from imgview.render.overlays.placement import Placement
from imgview.render.overlays.words import Word, near, spread

SIDE = 401
"""Pixels of a screen whose middle pixel's middle is at 200.5."""


def painted(marks, zoom=8.0, **style):
    """Return how much line each pixel of a screen has, 0..1; absolute (50, 60) lies in its very middle."""
    screen = np.zeros((SIDE, SIDE, 4), np.uint8)
    place = Placement(SIDE / 2 - 50.5 * zoom, SIDE / 2 + 60.5 * zoom, zoom, (0, 0))
    paint_overlays(screen, [Overlay.marks(marks, color="white", **style)], place)
    return screen[..., 0] / 255.0


def one(symbol, size, color="white", **keywords):
    return Marks.of([50], [60], symbol, size, color, **keywords)


@pytest.mark.parametrize(("zoom", "size"), [(1, 40.0), (8, 5.0), (8, 16.0)])
@pytest.mark.parametrize("symbol", symbol_geometry.SYMBOLS)
def test_symbols_measure_what_those_of_ds9_do(symbol, zoom, size):
    drawn = symbol_geometry.Drawn(painted(one(symbol, size), zoom), SIDE / 2, SIDE / 2)
    symbol_geometry.SYMBOLS[symbol](drawn, size * zoom)


MOMENTS = [(16.0, 4.0, 0.0), (9.0, 16.0, 5.0), (12.0, 3.0, -4.5), (5.0, 5.0, 2.0)]
"""Second moments Mxx, Myy, Mxy, square image pixels."""


@pytest.mark.parametrize("moments", MOMENTS)
@pytest.mark.parametrize(("zoom", "scale"), [(1, 32.0), (8, 4.0)])
def test_an_ellipse_of_moments_has_its_axes_its_angle_and_these_moments(moments, zoom, scale):
    a, b, theta = symbol_geometry.ellipse_of(moments)
    image = painted(one("ellipse", [[a * scale, b * scale, theta]]), zoom)
    drawn = symbol_geometry.Drawn(image, SIDE / 2, SIDE / 2)
    symbol_geometry.assert_ellipse(drawn, moments, scale * zoom)


@pytest.mark.parametrize("zoom", [1, 8, 9])
def test_the_middle_of_a_mark_is_the_middle_of_its_pixel(zoom):
    # At a whole zoom the pixel (50, 60) covers as many pixels to either side of the screen's middle.
    for symbol in MARK_SYMBOLS[:6]:
        image = painted(one(symbol, 12), zoom)
        np.testing.assert_allclose(image, image[::-1], atol=0.02)
        np.testing.assert_allclose(image, image[:, ::-1], atol=0.02)


def test_sizes_on_the_screen_know_no_zoom():
    first, second = (painted(one("o", 30, unit="screen"), zoom) for zoom in (1, 7))
    np.testing.assert_array_equal(first, second)
    symbol_geometry.assert_circle(symbol_geometry.Drawn(first, SIDE / 2, SIDE / 2), 30)


def test_lines_go_from_place_to_place_and_stop_at_nan():
    image = painted(Marks.lines([40, 60, np.nan, 45, 55], [60, 60, 1, 70, 72], "white"))
    across = image[:, 200] * (np.arange(SIDE) > 190)
    assert (across * (np.arange(SIDE) + 0.5)).sum() / across.sum() == pytest.approx(200.5, abs=0.5)
    for part, ends in ((image[190:], 80), (image[:190], 40)):
        columns = np.nonzero(part > 0.5)[1]
        assert (columns.min(), columns.max()) == pytest.approx((200 - ends, 200 + ends), abs=1.5)
    assert Marks.lines([1, 2, np.nan, 3, 4], [1, 2, 3, 4, 5]).rows == 2


def test_words_are_upright_and_centred_whatever_the_zoom():
    pictures = [painted(Marks.words([50], [60], "HHHH", 18, "white"), zoom) for zoom in (1, 8)]
    np.testing.assert_array_equal(*pictures)
    rows, columns = np.nonzero(pictures[0] > 0.4)
    assert (columns.min() + columns.max() + 1) / 2 == pytest.approx(SIDE / 2, abs=0.8)
    assert (rows.min() + rows.max() + 1) / 2 == pytest.approx(SIDE / 2, abs=0.8)
    # 18 points are 24 pixels, and a capital of this font has 0.73 of them.
    assert np.ptp(rows) + 1 == pytest.approx(0.73 * 24, abs=1.5)


@pytest.mark.parametrize("angle", [30, -60, 90, 135])
def test_words_are_turned_counter_clockwise(angle):
    image = painted(Marks.words([50], [60], "HHHHHHHH", 18, "white", angle=angle))
    y, x = np.mgrid[:SIDE, :SIDE]
    dx, dy = x - SIDE / 2 + 0.5, SIDE / 2 - 0.5 - y
    xx, yy, xy = ((image * part).sum() for part in (dx * dx, dy * dy, dx * dy))
    found = np.degrees(0.5 * np.arctan2(2 * xy, xx - yy))
    assert (found - angle + 90) % 180 - 90 == pytest.approx(0, abs=1)


@pytest.mark.parametrize("zoom", [0.125, 1.0])
@pytest.mark.parametrize("n", [900, 4000, 9000])
def test_of_a_crowd_of_words_those_are_left_out_that_lie_over_earlier_ones(rng, n, zoom):
    x, y = rng.uniform(-300, 800, (2, n)) / zoom
    x[::9] = np.nan
    texts = [f"source {i}" * (i % 4) for i in range(n)]
    marks = Marks.words(x, y, texts, rng.uniform(1, 20, n), angle=rng.uniform(0, 360, n))
    place, size = Placement(0, 500, zoom, (0, 0), dpr=1.5), (500, 500)
    rgb = rng.integers(0, 256, (n, 3), np.uint8)
    words = [
        Word(*map(float, at), text, points * 1.5 * 4 / 3, angle, 0, tuple(color), centred=True)
        for *at, text, (points, angle, _), color in zip(
            *place.to_screen(x, y), texts, marks.size.tolist(), rgb.tolist(), strict=True
        )
        if np.isfinite(at[0])
    ]
    expected = [word for word in words if near(word, *size)]
    assert (len(expected) > 1000) == (n > 1000)
    if n > 1000:
        expected = list(spread(expected, *size, 1.5))
    assert marks.written(place, rgb, size) == expected
    assert len(expected) > 50


def test_a_letter_shows_which_side_is_up():
    image = painted(Marks.words([50], [60], "L", 100, "white"))
    rows, columns = np.nonzero(image > 0.5)
    low, left = image[rows.max() - 6] > 0.5, image[:, columns.min() + 6] > 0.5
    assert low.sum() > 30
    assert left.sum() > 60
    assert (image[rows.min() + 6] > 0.5).sum() < 25


@pytest.mark.parametrize(
    ("colors", "seen"),
    [
        (["red", "lime"], [0, 255, 0]),
        (["lime", "red"], [255, 0, 0]),
        (["red", "lime", "red"], [255, 0, 0]),
        (["lime", "red", "blue", "lime"], [0, 255, 0]),
    ],
)
def test_of_equal_lines_the_one_drawn_last_is_seen(colors, seen):
    screen = np.zeros((SIDE, SIDE, 4), np.uint8)
    place = Placement(SIDE / 2 - 50.5 * 8, SIDE / 2 + 60.5 * 8, 8, (0, 0))
    marks = Marks.joined([one("square", 5, color) for color in colors])
    paint_overlays(screen, [Overlay.marks(marks)], place)
    assert screen[SIDE // 2, SIDE // 2 + 40, :3].tolist() == seen


def test_many_changes_of_colour_share_a_table():
    n = 1000
    colors = np.array(["red", "lime", "blue"])[np.arange(n) % 3]
    table, codes = Marks.of(np.arange(n), np.arange(n), "o", 2, list(colors)).inks()
    assert sorted(table.tolist()) == [0x0000FF, 0x00FF00, 0xFF0000]
    # The last mark is red, the one before it blue.
    assert table.tolist() == [0xFF0000, 0x0000FF, 0x00FF00]
    names = {0xFF0000: "red", 0x00FF00: "lime", 0x0000FF: "blue"}
    assert [names[color] for color in table[codes].tolist()] == colors.tolist()


def test_more_colours_than_can_be_told_apart_become_near_ones():
    colors = np.random.default_rng(0).integers(0, 1 << 24, 5000)
    marks = Marks.of(np.arange(5000), np.arange(5000), "o", 2, colors)
    table, codes = marks.inks()
    assert len(table) <= 256
    drawn = table[codes]
    for shift in (0, 8, 16):
        assert (np.abs((drawn >> shift & 255) - (colors >> shift & 255)) < 64).all()


def test_marks_without_a_colour_have_that_of_their_layer():
    marks = Marks.joined([Marks.of([50], [60], "+", 5), one("+", 5, "#000000")])
    assert marks.color.tolist() == [LAYER_COLOR, 0]
    assert painted(Marks.of([50], [60], "+", 5)).max() == 1


def test_what_has_no_place_is_counted_and_what_has_no_size_is_a_dot():
    marks = Marks.of([50, np.nan, 1e300, 50], [60, 60, 60, np.inf], "o", 5, "white")
    assert (marks.rows, marks.count, marks.missing) == (4, 1, 3)
    dot = painted(Marks.of([50], [60], "ellipse", [[np.nan, 2, 0]], "white"))
    assert 5 < dot.sum() < 12
    assert Marks.words([np.nan], [1], "a").missing == 1
    assert not painted(Marks.words([np.nan], [60], "a")).any()


def test_negative_and_tiny_sizes_are_drawn_as_small_as_can_be():
    for size in (0, -3, 1e-9):
        image = painted(one("+", size))
        assert 4 < image.sum() < 20


def test_nothing_is_nothing():
    empty = Marks.joined([])
    assert (empty.rows, empty.count, empty.missing, empty.text) == (0, 0, 0, ())
    assert not painted(empty).any()
    assert len(empty.packed()) == 16 + 20 + 4


# What travels.


def unpacked(data):
    """Return what a drawing says, column by column."""
    origin = np.frombuffer(data, "<f8", 2)
    n, columns, inks, texts, size = np.frombuffer(data, "<u4", 5, 16).tolist()
    at = 36
    table = np.frombuffer(data, "<i4", inks, at)
    at += 4 * inks
    numbers = np.frombuffer(data, "<f4", n * (2 + columns), at).reshape(2 + columns, n)
    at += numbers.nbytes
    starts = np.frombuffer(data, "<u4", texts + 1, at)
    at += starts.nbytes
    symbol, color = (np.frombuffer(data, np.uint8, n, at + k * n) for k in (0, 1))
    text = data[at + 2 * n :]
    assert len(text) == size
    return origin, table, numbers, starts, symbol, color, text


def test_a_drawing_travels_whole():
    parts = [
        one("ellipse", [[3.0, 2.0, 0.5]], "red"),
        Marks.words([100_000.25], [7], ["h\N{LATIN SMALL LETTER E WITH ACUTE}"], 12, "orchid", angle=30,
                    font="courier bold"),
        Marks.lines([1, 4], [2, 9]),
        one("*", 4, unit="screen"),
    ]  # fmt: skip
    marks = Marks.joined(parts)
    origin, table, numbers, starts, symbol, color, text = unpacked(marks.packed())
    np.testing.assert_allclose(numbers[0] + origin[0], marks.x, atol=0.005)
    np.testing.assert_allclose(numbers[1] + origin[1], marks.y, atol=0.005)
    np.testing.assert_allclose(numbers[2:].T, marks.size, rtol=1e-6)
    assert [MARK_SYMBOLS[code & 127] for code in symbol] == ["ellipse", "text", "line", "*"]
    assert (symbol >> 7).tolist() == [0, 0, 0, 1]
    assert table[color].tolist() == [0xFF0000, 0xDA70D6, -1, 0xFFFFFF]
    assert text[starts[0] : starts[1]].decode() == "h\N{LATIN SMALL LETTER E WITH ACUTE}"


@pytest.mark.parametrize("kind", ["dots", "ellipses", "words"])
def test_a_hundred_thousand_marks_are_packed_in_60_ms_and_few_bytes(kind):
    n = 100_000
    rng = np.random.default_rng(0)
    x, y = rng.uniform(0, 4000, (2, n))
    colors = rng.choice([0xFF0000, 0x00FF00, 0xDA70D6], n)
    marks = {
        "dots": lambda: Marks.of(x, y, "o", 5, colors),
        "ellipses": lambda: Marks.of(x, y, "ellipse", rng.uniform(1, 9, (n, 3)), colors),
        "words": lambda: Marks.words(x, y, [str(i) for i in range(n)], 8, colors),
    }[kind]()
    took = []
    for _ in range(5):
        start = time.process_time()
        data = marks.packed()
        took.append(time.process_time() - start)
    assert min(took) < 0.06
    assert len(data) / n < {"dots": 15, "ellipses": 24, "words": 32}[kind]


# What cannot be.


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: one("star", 3), UnknownNameError, "unknown symbol 'star'"),
        (lambda: one("text", 3), UnknownNameError, "'text'"),
        (lambda: one("o", 3, "orchod"), UnknownNameError, "did you mean 'orchid'"),
        (lambda: one("o", 3, unit="furlong"), UnknownNameError, "'furlong'"),
        (lambda: Marks.of([1, 2], [1, 2, 3]), ShapeError, "x of 3 marks"),
        (lambda: Marks.of([1, 2], [1, 2], "o", [1, 2, 3]), ShapeError, "size of 2 marks"),
        (lambda: Marks.of([1, 2], [1, 2], ["o", "o", "x"]), ShapeError, "3 symbols"),
        (lambda: Marks.of([[1, 2]], [1]), ShapeError, "(1, 2)"),
        (lambda: Marks.of(["a"], [1]), ImgviewError, "no array of numbers"),
        (lambda: Marks.of([1], [1], color=[1, 2]), SettingError, "color of 1 marks"),
        (lambda: Marks.of([1], [1], color=[1 << 24]), SettingError, "0xffffff"),
        (lambda: Marks.words([1, 2], [1, 2], ["a", "b", "c"]), ShapeError, "x of 3 marks is one number or 3"),
        (lambda: Marks.words([1, 2, 3], [1, 2, 3], ["a", "b"]), ShapeError, "2 texts"),
        (lambda: Marks.lines([1, 2], [1]), ShapeError, "2 and 1"),
        (lambda: Marks.of(np.zeros(2_000_001), 0.0), ImgviewError, "at most 2,000,000"),
    ],
)
def test_impossible_marks_are_refused(make, error, message):
    with pytest.raises(error, match=re.escape(message)):
        make()


@pytest.mark.parametrize(
    ("font", "code"),
    [("helvetica", 0), ("Times bold italic", 13), ("courier", 2), ("papyrus bold", 4), ("", 0)],
)
def test_fonts_have_numbers(font, code):
    assert font_code(font) == code


NASTY = "<img src=x onerror=alert(1)>\x00\x1b[31m\u202eevil\ud800\n\ttail" + "x" * 10_000


def test_untrusted_words_are_one_line_without_control_characters():
    (text,) = Marks.words([50], [60], NASTY).text
    assert text.startswith("<img src=x onerror=alert(1)> [31m evil tailxxx")
    assert text.isprintable()
    assert len(text) == 201
    assert text.endswith("\N{HORIZONTAL ELLIPSIS}")
    Marks.words([50], [60], NASTY).packed()
    assert painted(Marks.words([50], [60], "\U0001f52d \N{CJK UNIFIED IDEOGRAPH-661F}", 20, "white")).any()
    assert not painted(Marks.words([50], [60], " ")).any()

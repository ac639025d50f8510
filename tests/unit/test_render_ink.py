"""Distances to the nearest line, against the same worked out for every pixel and every line."""

import sys
import tracemalloc

import numpy as np
import pytest

from imgview.render.ink.ink import FAR, Ink

HEIGHT, WIDTH, REACH = 150, 210, 2.25
FEW = {"ink": {"_AT_ONCE": 1000}, "spans": {"_ROWS": 100, "_PIECES": 50}, "windows": {"_AT_ONCE": 1000}}
"""Much less at once than usual, by module."""


def every_pixel(size):
    return np.mgrid[: size[0], : size[1]] + 0.5


def ellipse_distance(shape, size, reach):
    """Return the distance of each pixel from one ellipse, as it is defined, infinite outside of its box."""
    x, y, a, b, theta = shape
    py, px = every_pixel(size)
    dx, dy, cos, sin = px - x, y - py, np.cos(theta), np.sin(theta)
    u, v = (dx * cos + dy * sin) / a, (dy * cos - dx * sin) / b
    k1, k2 = np.hypot(u, v), np.hypot(u / a, v / b)
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = np.where(k2 > 0, k1 * np.abs(k1 - 1) / k2, b if a == b else np.inf)
    half_x, half_y = np.hypot(a * cos, b * sin), np.hypot(a * sin, b * cos)
    outside = (np.abs(dx) > half_x + reach) | (np.abs(dy) > half_y + reach)
    return np.where(outside, np.inf, distance)


def line_distance(line, size, _):
    """Return the distance of each pixel from one straight line."""
    x0, y0, x1, y1 = line
    py, px = every_pixel(size)
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = np.clip(((px - x0) * (x1 - x0) + (py - y0) * (y1 - y0)) / max(length, 1e-30), 0, 1)
    return np.hypot(px - x0 - along * (x1 - x0), py - y0 - along * (y1 - y0))


def disc_distance(disc, size, _):
    """Return the distance of each pixel from one disc."""
    py, px = every_pixel(size)
    return np.maximum(np.hypot(px - disc[0], py - disc[1]) - disc[2], 0)


def nearest(distance, shapes, colors, size=(HEIGHT, WIDTH), reach=REACH):
    """Return the least distance in steps, not rounded, and the number of the colour of the nearest line."""
    least, color = np.full(size, np.inf), np.zeros(size, int)
    for shape, number in zip(shapes, colors, strict=True):
        found = distance(shape, size, reach) * FAR / reach
        # Of equal steps the lower number counts.
        nearer = (np.floor(found) < np.floor(least)) | (
            (np.floor(found) == np.floor(least)) & (number < color)
        )
        color[nearer] = number
        least = np.minimum(least, found)
    return least, color


def assert_nearest(ink, expected, *, share=0.01):
    """Compare steps with those expected, but for rounding, and colours."""
    least, color = expected
    drawn = ink.steps.astype(float)
    inked = least < FAR
    # Half a hundredth of a step: where a distance is nearly a whole number of steps it may be either.
    sure = np.abs(least - np.rint(np.where(inked, least, 0))) > 0.005
    np.testing.assert_array_equal(drawn[sure & inked], np.floor(least[sure & inked]))
    np.testing.assert_array_equal(drawn[~inked & (least > FAR + 0.01)], FAR)
    assert (np.abs(drawn - np.minimum(np.floor(np.minimum(least, FAR)), FAR)) <= 1).all()
    assert (ink.colors != color)[inked & sure].sum() <= share * inked.sum()


def scattered(rng, n, largest):
    """Return places on and about the screen, sizes, angles and numbers of colours."""
    x, y = rng.uniform(-30, WIDTH + 30, n), rng.uniform(-30, HEIGHT + 30, n)
    size = rng.uniform(1, largest, n)
    return x, y, size, rng.uniform(-7, 7, n), rng.integers(0, 4, n).astype(np.uint8)


@pytest.mark.parametrize("ratio", [1.0, 0.6, 0.1])
@pytest.mark.parametrize(("n", "largest"), [(1, 15), (25, 15), (400, 12), (40, 60), (60, 900)])
def test_ellipses_and_circles_are_distances(rng, n, largest, ratio):
    x, y, a, theta, colors = scattered(rng, n, largest)
    b = np.maximum(a * ratio, 1.0)
    ink = Ink(HEIGHT, WIDTH, REACH)
    ink.ellipses(x, y, a, b, theta, colors=colors)
    shapes = np.stack([x, y, a, b, theta], axis=1)
    assert_nearest(ink, nearest(ellipse_distance, shapes, colors))


@pytest.mark.parametrize("direction", ["level", "upright", "slanted", "any"])
@pytest.mark.parametrize(("n", "longest"), [(1, 12), (300, 12), (30, 400)])
def test_lines_are_distances(rng, n, longest, direction):
    x, y, length, theta, colors = scattered(rng, n, longest)
    theta = {"level": 0 * theta, "upright": 0 * theta + np.pi / 2, "slanted": 0 * theta + 0.7}.get(
        direction, theta
    )
    dx, dy = length * np.cos(theta), length * np.sin(theta)
    if direction == "upright":
        dx[:] = 0
    ink = Ink(HEIGHT, WIDTH, REACH)
    ink.segments(x, y, x + dx, y + dy, colors=colors)
    lines = np.stack([x, y, x + dx, y + dy], axis=1)
    assert_nearest(ink, nearest(line_distance, lines, colors))


def test_a_line_from_a_point_to_itself_is_a_point():
    ink = Ink(40, 40, REACH)
    ink.segments(*np.array([[20.3], [10.2], [20.3], [10.2]]))
    assert_nearest(ink, nearest(line_distance, [(20.3, 10.2, 20.3, 10.2)], [0], (40, 40)))


@pytest.mark.parametrize("radius", [0.5, 3.0])
def test_discs_are_distances(rng, radius):
    x, y, _, _, colors = scattered(rng, 200, 2)
    ink = Ink(HEIGHT, WIDTH, REACH)
    ink.discs(x, y, radius, colors=colors)
    shapes = np.stack([x, y, np.full(200, radius)], axis=1)
    assert_nearest(ink, nearest(disc_distance, shapes, colors))


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (7, 200), (200, 7)])
def test_screens_may_be_smaller_than_what_is_drawn(rng, size):
    x, y = rng.uniform(-5, size[1] + 5, 30), rng.uniform(-5, size[0] + 5, 30)
    a, theta = rng.uniform(2, 40, 30), rng.uniform(0, 3, 30)
    ink = Ink(*size, REACH)
    ink.ellipses(x, y, a, a * 0.5, theta)
    shapes = np.stack([x, y, a, a * 0.5, theta], axis=1)
    assert_nearest(ink, nearest(ellipse_distance, shapes, np.zeros(30), size))
    ink = Ink(*size, REACH)
    ink.segments(x, y, y, x)
    ink.discs(x, y, 1.0)
    lines, discs = np.stack([x, y, y, x], axis=1), np.stack([x, y, np.ones(30)], axis=1)
    both = [
        nearest(line_distance, lines, np.zeros(30), size),
        nearest(disc_distance, discs, np.zeros(30), size),
    ]
    assert_nearest(ink, (np.minimum(both[0][0], both[1][0]), np.zeros(size)))


@pytest.mark.parametrize("reach", [1.6, 11.5, 36.0])
def test_lines_may_be_of_any_width(rng, reach):
    x, y, a, theta, colors = scattered(rng, 30, 40)
    ink = Ink(HEIGHT, WIDTH, reach)
    ink.ellipses(x, y, a, a, theta, colors=colors)
    ink.segments(x, y, x + a, y - a, colors=colors)
    rings = nearest(ellipse_distance, np.stack([x, y, a, a, theta], axis=1), colors, reach=reach)
    lines = nearest(line_distance, np.stack([x, y, x + a, y - a], axis=1), colors, reach=reach)
    np.testing.assert_allclose(ink.steps, np.minimum(np.floor(np.minimum(rings[0], lines[0])), FAR), atol=1)


@pytest.mark.parametrize("n", [3, 200])
@pytest.mark.parametrize("kind", ["ellipse", "square", "diamond"])
def test_fills_are_what_lies_inside(rng, kind, n):
    x, y, a, theta, colors = scattered(rng, n, 40)
    b = a * 0.4 if kind == "ellipse" else a
    ink = Ink(HEIGHT, WIDTH, REACH)
    ink.fill(x, y, np.stack([a, b, theta], axis=1), kind, colors)
    expected = np.full((HEIGHT, WIDTH), 0xFFFF)
    py, px = every_pixel((HEIGHT, WIDTH))
    for i in range(n):
        u, v = px - x[i], y[i] - py
        if kind == "ellipse":
            cos, sin = np.cos(theta[i]), np.sin(theta[i])
            inside = np.hypot((u * cos + v * sin) / a[i], (v * cos - u * sin) / b[i]) <= 1
        else:
            inside = (np.abs(u) + np.abs(v) if kind == "diamond" else np.maximum(abs(u), abs(v))) <= a[i]
        expected[inside] = np.minimum(expected[inside], colors[i])
    np.testing.assert_array_equal(ink.fills, expected)
    assert (ink.steps == FAR).all()


def test_parts_make_no_difference(rng, monkeypatch):
    x, y, a, theta, colors = scattered(rng, 3000, 20)
    x[::7] *= 40
    whole, parts = Ink(HEIGHT, WIDTH, REACH), Ink(HEIGHT, WIDTH, REACH)
    for ink in (whole, parts):
        ink.ellipses(x, y, a, np.where(a > 10, a, 3.0), theta, colors=colors)
        ink.segments(x, y, x + a, y + theta, colors=colors)
        ink.discs(x, y, 1.0, colors=colors)
        ink.fill(x, y, np.stack([a, a, theta], axis=1), "diamond", colors)
        for module, names in FEW.items():
            for name, count in names.items():
                # imgview.render is a function, behind which the package is hidden.
                monkeypatch.setattr(sys.modules[f"imgview.render.ink.{module}"], name, count)
    np.testing.assert_array_equal(whole.steps, parts.steps)
    np.testing.assert_array_equal(whole.colors, parts.colors)
    np.testing.assert_array_equal(whole.fills, parts.fills)


def test_the_order_of_lines_makes_no_difference(rng):
    x, y, a, theta, colors = scattered(rng, 2000, 20)
    inks = [Ink(HEIGHT, WIDTH, REACH) for _ in range(2)]
    for ink, order in zip(inks, (slice(None), slice(None, None, -1)), strict=True):
        ink.ellipses(*(v[order] for v in (x, y, a, a * 0.5, theta)), colors=colors[order])
    np.testing.assert_array_equal(inks[0].steps, inks[1].steps)
    np.testing.assert_array_equal(inks[0].colors, inks[1].colors)


@pytest.mark.parametrize("size", [2.5, 40.0, 3000.0])
def test_memory_does_not_grow_with_what_shapes_cover(rng, size):
    n = 20_000
    x, y, theta = rng.uniform(0, 600, n), rng.uniform(0, 400, n), rng.uniform(0, 3, n)
    axes = np.full(n, size)
    ink = Ink(400, 600, REACH)
    tracemalloc.start()
    ink.ellipses(x[:n], y, axes, axes * 0.5, theta)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Some 20 numbers a shape, and what is worked on at a time; all that is covered is 0.1 to 10 GB.
    assert peak < 200 * n + 16e6

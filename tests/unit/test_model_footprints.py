"""Footprints: outlines along the edges of pixels against the pixels themselves, holes and corners, cuts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.model import Footprints, HeavyPixels
from imgview.model.tracing import trace_outlines


def spans_of(mask, y0=0, x0=0):
    """Return the runs of a mask, found pixel by pixel."""
    spans = []
    for y, row in enumerate(mask):
        start = None
        for x, inside in enumerate([*row, False]):
            if inside and start is None:
                start = x
            if not inside and start is not None:
                spans.append((y + y0, start + x0, x - 1 + x0))
                start = None
    return np.array(spans, dtype=np.int32).reshape(-1, 3)


def signed_area(polygon):
    x, y = polygon.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def edges_of(polygons):
    """Return the unit edges that polygons run along, as (x, y, dx, dy)."""
    found = []
    for polygon in polygons:
        for (xa, ya), (xb, yb) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
            length = int(abs(xb - xa) + abs(yb - ya))
            dx, dy = (xb - xa) / length, (yb - ya) / length
            found += [(xa + dx * step, ya + dy * step, dx, dy) for step in range(length)]
    return sorted(found)


def edges_of_mask(mask, y0, x0):
    """Return the unit edges about a mask's pixels, what is inside to the left."""
    padded = np.pad(mask, 1)
    found = []
    for row, column in np.argwhere(mask):
        y, x = row + y0, column + x0
        inside = {
            (dy, dx): padded[row + 1 + dy, column + 1 + dx] for dy, dx in ((-1, 0), (1, 0), (0, -1), (0, 1))
        }
        if not inside[-1, 0]:
            found.append((x - 0.5, y - 0.5, 1.0, 0.0))
        if not inside[0, 1]:
            found.append((x + 0.5, y - 0.5, 0.0, 1.0))
        if not inside[1, 0]:
            found.append((x + 0.5, y + 0.5, -1.0, 0.0))
        if not inside[0, -1]:
            found.append((x - 0.5, y + 0.5, 0.0, -1.0))
    return sorted(found)


@given(hnp.arrays(bool, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9)), st.randoms())
def test_outlines_are_the_edges_between_inside_and_outside_whatever_the_order_of_spans(mask, random):
    spans = spans_of(mask, 40, -7).tolist()
    random.shuffle(spans)
    outlines = trace_outlines(np.zeros(len(spans), int), np.array(spans, int).reshape(-1, 3))
    polygons = outlines.polygons()
    assert edges_of(polygons) == edges_of_mask(mask, 40, -7)
    assert sum(map(signed_area, polygons)) == mask.sum()
    for polygon in polygons:
        sides = np.roll(polygon, -1, axis=0) - polygon
        assert ((sides == 0).sum(axis=1) == 1).all()  # each side is upright or level
        assert (np.diff((sides[:, 0] == 0).astype(int), append=int(sides[0, 0] == 0)) != 0).all()  # and turns


def test_a_ring_has_an_outer_outline_and_a_hole():
    footprints = Footprints([[5, 10, 12], [6, 10, 10], [6, 12, 12], [7, 10, 12]], [0, 4])
    outer, hole = sorted(footprints.outline(0), key=len)
    assert {signed_area(outer), signed_area(hole)} == {9.0, -1.0}
    assert set(map(tuple, max((outer, hole), key=signed_area).tolist())) == {
        (9.5, 4.5), (12.5, 4.5), (12.5, 7.5), (9.5, 7.5)
    }  # fmt: skip
    assert footprints.area(0) == 8
    np.testing.assert_array_equal(footprints.mask(0), [[1, 1, 1], [1, 0, 1], [1, 1, 1]])
    assert footprints.bbox(0) == Box.factory[5:8, 10:13]


def test_pixels_that_touch_at_a_corner_have_outlines_of_their_own():
    footprints = Footprints([[0, 0, 0], [1, 1, 1]], [0, 2])
    assert [len(polygon) for polygon in footprints.outline(0)] == [4, 4]


def test_spans_that_overlap_or_touch_count_once():
    footprints = Footprints([[3, 4, 9], [3, 5, 6], [3, 10, 11], [3, 13, 13]], [0, 4])
    assert footprints.area(0) == 9
    assert [len(polygon) for polygon in footprints.outline(0)] == [4, 4]


def test_many_sources_at_once_have_the_outlines_that_each_has(rng):
    masks = [rng.random((6, 5)) < 0.5 for _ in range(50)]
    masks[7][:] = False
    spans = [spans_of(mask, 3 * number, 100 - number) for number, mask in enumerate(masks)]
    starts = np.cumsum([0, *map(len, spans)])
    footprints = Footprints(np.concatenate(spans), starts)
    outlines = footprints.outlines
    for number, mask in enumerate(masks):
        mine = [
            p for p, source in zip(outlines.polygons(), outlines.sources, strict=True) if source == number
        ]
        assert (
            edges_of(mine)
            == edges_of(footprints.outline(number))
            == edges_of_mask(mask, 3 * number, 100 - number)
        )
        assert footprints.area(number) == mask.sum()
    assert footprints.outline(7) == []
    assert footprints.bbox(7) is None
    assert footprints.mask(7).shape == (0, 0)


def test_closed_polygons_end_where_they_begin():
    outlines = Footprints(
        [[5, 10, 12], [6, 10, 10], [6, 12, 12], [7, 10, 12], [9, 0, 0]], [0, 4, 4, 5]
    ).outlines
    vertices, starts = outlines.closed()
    for polygon, first, last in zip(outlines.polygons(), starts[:-1], starts[1:], strict=True):
        np.testing.assert_array_equal(vertices[first:last], [*polygon, polygon[0]])
    assert outlines.sources.tolist() == [0, 0, 2]
    vertices, starts = Footprints(np.empty((0, 3)), [0, 0]).outlines.closed()
    assert (vertices.shape, starts.tolist()) == ((0, 2), [0])


def test_a_pixel_tells_whose_it_is():
    footprints = Footprints([[5, 0, 9], [5, 4, 6], [6, 4, 6]], [0, 1, 1, 3])
    assert footprints.at(x=4.4, y=5.2).tolist() == [0, 2]
    assert footprints.at(x=9.49, y=4.5).tolist() == [0]
    assert footprints.at(x=9.5, y=5.0).tolist() == []


@pytest.mark.parametrize(
    "rows", [np.array([True, False, True]), np.array([0, 2]), slice(None, None, 2), [0, 2]]
)
def test_cuts_keep_spans_peaks_and_heavy_pixels_with_their_sources(rows):
    whole = Footprints(
        [[5, 0, 9], [5, 4, 6], [6, 4, 6]], [0, 1, 1, 3],
        peaks=[[1, 5, 7.5], [4, 5, 3], [5, 6, 2]], peak_starts=[0, 1, 1, 3],
        heavy=lambda row: HeavyPixels(np.arange(6.0) + row, np.empty(0), np.empty(0)) if row == 2 else None,
    )  # fmt: skip
    cut = whole[rows]
    assert len(cut) == 2
    assert cut.of(1).tolist() == [[5, 4, 6], [6, 4, 6]]
    assert cut.peaks(1).tolist() == [[4, 5, 3], [5, 6, 2]]
    assert cut.heavy(0) is None
    np.testing.assert_array_equal(cut.image(1), [[2, 3, 4], [5, 6, 7]])
    assert len(whole[np.zeros(3, bool)]) == 0
    assert whole[::-1].of(0).tolist() == [[5, 4, 6], [6, 4, 6]]


def test_heavy_pixels_that_are_not_as_many_as_the_pixels_are_refused():
    footprints = Footprints([[5, 0, 9]], [0, 1], heavy=lambda _: HeavyPixels(*[np.zeros(3)] * 3))
    with pytest.raises(ShapeError, match="has 10 pixels and 3 of image"):
        footprints.heavy(0)


@pytest.mark.parametrize(
    ("spans", "starts", "message"),
    [
        ([[0, 5, 4]], [0, 1], "begins at 5 and ends at 4"),
        ([[0, 4, 5]], [0, 2], "must rise from 0 to 1"),
        ([[0, 4, 5]], [0, 1, 0, 1], "must rise from 0 to 1"),
        ([[0, 4]], [0, 1], r"got the shape \(1, 2\)"),
    ],
)
def test_what_does_not_belong_together_is_refused(spans, starts, message):
    with pytest.raises(ShapeError, match=message):
        Footprints(spans, starts)


def test_a_footprint_across_the_sky_is_outlined_but_no_array_is_made_of_it():
    footprints = Footprints([[-(2**31), -(2**31), 2**31 - 1], [2**31 - 1, 0, 0]], [0, 2])
    assert sum(map(signed_area, footprints.outline(0))) == footprints.area(0) == 2**32 + 1
    with pytest.raises(ImgviewError, match="spreads over"):
        footprints.mask(0)


def test_an_index_beyond_the_sources_is_one():
    with pytest.raises(IndexError):
        Footprints([[5, 0, 9]], [0, 1]).of(1)

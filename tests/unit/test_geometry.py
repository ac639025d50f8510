"""Boxes and intervals: absolute pixels, half-open, never empty."""

import copy
import pickle
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgview.errors import ShapeError
from imgview.geometry import XY, YX, Box, Interval

BOX = Box.from_shape((4000, 4072), start=(1200, 2048))


@st.composite
def intervals(draw):
    start = draw(st.integers(-50, 50))
    return Interval(start, start + draw(st.integers(1, 40)))


@st.composite
def boxes(draw):
    return Box(y=draw(intervals()), x=draw(intervals()))


def test_pairs_know_their_order():
    assert YX(1, 2).xy == XY(2, 1)
    assert XY(2, 1).yx == YX(1, 2)
    assert YX(y=1, x=2) == (1, 2)


def test_interval_bounds():
    interval = Interval(3, 7)
    assert (interval.min, interval.max, interval.size, interval.center) == (3, 6, 4, 4.5)
    assert str(interval) == "3:7"
    assert repr(interval) == "Interval(start=3, stop=7)"
    assert Interval.from_size(4, 3) == interval == Interval.factory[3:7]
    assert Interval.factory[:2] == Interval(0, 2)
    assert 6 in interval
    assert 7 not in interval


@pytest.mark.parametrize(("start", "stop"), [(3, 3), (3, 2)])
def test_an_interval_is_never_empty(start, stop):
    with pytest.raises(ShapeError, match=f"start={start}, stop={stop}"):
        Interval(start, stop)


def test_bounds_are_integers():
    interval = Interval(np.int32(3), np.uint8(7))
    assert type(interval.start) is int
    with pytest.raises(TypeError):
        Interval(3.5, 7)


def test_slices_absolute_and_local():
    interval = Interval(3, 8)
    assert interval.absolute[:5] == Interval(3, 5)
    assert interval.absolute[4:] == Interval(4, 8)
    assert interval.local[1:-1] == Interval(4, 7)
    assert interval.local[:100] == interval
    with pytest.raises(ShapeError, match="2:5 is not inside 3:8"):
        interval.absolute[2:5]
    with pytest.raises(ShapeError, match="without a step"):
        interval.local[::2]
    with pytest.raises(ShapeError, match="without a step"):
        Interval.factory[3:]


def test_a_position_is_inside_up_to_the_pixel_edges():
    interval = Interval(3, 8)
    assert interval.contains(2.5)
    assert not interval.contains(7.5)
    assert not interval.contains(np.nan)
    assert interval.contains(np.array([2.49, 7.49])).tolist() == [False, True]


@given(intervals(), intervals())
def test_intersection_is_that_of_the_members(one, other):
    shared = set(range(one.start, one.stop)) & set(range(other.start, other.stop))
    if shared:
        assert one.intersection(other) == Interval(min(shared), max(shared) + 1)
    else:
        with pytest.raises(ShapeError, match=f"no overlap between {one} and {other}"):
            one.intersection(other)


def test_box_of_a_shape():
    assert BOX.shape == YX(4000, 4072)
    assert BOX.start == BOX.min == YX(y=1200, x=2048)
    assert BOX.stop == YX(5200, 6120)
    assert BOX.max == YX(5199, 6119)
    assert BOX.area == 4000 * 4072
    assert str(BOX) == "[y=1200:5200, x=2048:6120]"
    assert Box.from_shape(XY(x=4072, y=4000), start=XY(x=2048, y=1200)) == BOX
    assert Box.factory[1200:5200, 2048:6120] == BOX
    assert Box.from_shape((2, 3)).start == (0, 0)


@pytest.mark.parametrize("shape", [(0, 4), (4, 0), (-1, 4), (4,), (4, 4, 4)])
def test_impossible_shapes(shape):
    with pytest.raises(ShapeError):
        Box.from_shape(shape)


def test_a_box_is_made_of_intervals():
    with pytest.raises(TypeError, match=r"Box\.factory"):
        Box(3, 4)


def test_cutting_a_box():
    assert BOX.absolute[1300:1400, 2100:] == Box.factory[1300:1400, 2100:6120]
    assert BOX.local[:100, -50:] == Box.factory[1200:1300, 6070:6120]
    with pytest.raises(ShapeError, match="not inside"):
        BOX.absolute[0:10, :]


def test_slice_within():
    assert BOX.absolute[1300:1400, 2100:2200].slice_within(BOX) == (slice(100, 200), slice(52, 152))
    with pytest.raises(ShapeError, match=r"\[y=1199:5201, x=2047:6121\] is not inside \[y=1200"):
        BOX.dilated_by(1).slice_within(BOX)


@given(boxes(), boxes())
def test_box_intersection(one, other):
    shared = {
        (y, x)
        for y in range(other.y.start, other.y.stop)
        for x in range(other.x.start, other.x.stop)
        if one.contains(x=x, y=y)
    }
    if shared:
        box = one.intersection(other)
        assert (box.min, box.max, box.area) == (min(shared), max(shared), len(shared))
        assert box == other.intersection(one)
        assert one.contains(box)
        assert other.contains(box)
    else:
        with pytest.raises(ShapeError, match=re.escape(f"no overlap between {one} and {other}")):
            one.intersection(other)


def test_box_contains_positions():
    assert BOX.contains(x=2047.5, y=1199.5)
    assert not BOX.contains(x=6119.5, y=1300)
    assert BOX.contains(x=[[2048], [0]], y=[1200, 0]).tolist() == [[True, False], [False, False]]
    assert BOX.contains(BOX)
    assert not BOX.contains(BOX.padded(1))


@pytest.mark.parametrize("kwargs", [{}, {"x": 1}, {"y": 1}])
def test_box_contains_needs_one_question(kwargs):
    with pytest.raises(TypeError, match="either a Box, or both"):
        BOX.contains(**kwargs)
    with pytest.raises(TypeError, match="either a Box, or both"):
        BOX.contains(BOX, x=1, y=1)


def test_boxes_are_values():
    same = Box.from_shape((4000, 4072), start=(1200, 2048))
    assert same == BOX
    assert hash(same) == hash(BOX)
    assert same != Box.from_shape((4000, 4072))
    assert pickle.loads(pickle.dumps(BOX)) == copy.deepcopy(BOX) == BOX
    with pytest.raises(AttributeError):
        BOX.y = Interval(0, 1)

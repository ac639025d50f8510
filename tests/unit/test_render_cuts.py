"""Cuts: how modes are spelt, what they give on hard data, and what a sample touches."""

from itertools import pairwise

import astropy.visualization as av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgview.errors import UnknownNameError
from imgview.render.looks.cuts import EXPLICIT, MODES, compute_cuts, normalise_mode, sample_pixels


@pytest.mark.parametrize(
    ("mode", "label"),
    [
        ("minmax", "minmax"),
        (" MinMax ", "minmax"),
        ("zscale", "zscale"),
        ("99.5%", "99.5%"),
        ("99.5", "99.5%"),
        ("99 %", "99%"),
        (97.5, "97.5%"),
        (99, "99%"),
        (np.float32(98), "98%"),
        (".5%", "0.5%"),
        ("100%", "minmax"),
        ("3sigma", "3sigma"),
        ("3 sigma", "3sigma"),
        ("2.5σ", "2.5sigma"),
        ("mean±3σ", "3sigma"),
        ("mean ± 3 sigma", "3sigma"),
        ("±4σ", "4sigma"),
        ("mean+-3sigma", "3sigma"),
        ("mean +/- 3 sigma", "3sigma"),
        ((1, 2), EXPLICIT),
        ([-0.5, 2e5], EXPLICIT),
        (np.array([1.0, 2.0]), EXPLICIT),
        (av.ZScaleInterval(), EXPLICIT),
    ],
)
def test_modes_have_one_label(mode, label):
    assert normalise_mode(mode) == label
    if isinstance(mode, str):
        assert normalise_mode(label) == label


@pytest.mark.parametrize("mode", MODES)
def test_menu_modes_are_their_own_labels(mode):
    assert normalise_mode(mode) == mode


@pytest.mark.parametrize(("wrong", "near"), [("zscal", "'zscale'"), ("min-max", "'minmax'"), ("", "99.5%")])
def test_unknown_modes_are_answered_with_near_ones(wrong, near):
    with pytest.raises(UnknownNameError, match="cuts") as caught:
        compute_cuts([1.0, 2.0], wrong)
    assert near in str(caught.value)


@pytest.mark.parametrize(
    "mode",
    [
        (2, 1),
        (1, 1),
        (0, np.inf),
        (np.nan, 1),
        (-1.7e308, 1.7e308),
        (1, 2, 3),
        [],
        0,
        -5,
        101,
        "120%",
        "0sigma",
    ],
)
def test_impossible_cuts_are_refused(mode):
    with pytest.raises(ValueError, match=r"cuts|percentile"):
        compute_cuts([1.0, 2.0], mode)


def test_explicit_cuts_need_no_pixels():
    assert compute_cuts([], (1, 2.5)) == (1.0, 2.5)


def test_known_extremes_win_over_the_sample():
    assert compute_cuts([1.0, 2.0, 3.0], "minmax", exact_minmax=(-7.0, 99.0)) == (-7.0, 99.0)
    assert compute_cuts([1.0, 2.0, 3.0], "100%", exact_minmax=(-7.0, 99.0)) == (-7.0, 99.0)


def test_sigmas_are_of_the_plain_mean():
    values = [0.0, 0.0, 0.0, 8.0, np.nan, np.inf]
    deviation = np.std([0, 0, 0, 8])
    assert compute_cuts(values, "2sigma") == (2 - 2 * deviation, 2 + 2 * deviation)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("value", [0.0, 5.0, -5.0, 1e-320, 1e30, -1.7e308, 2.0**60])
def test_equal_pixels_lie_in_the_middle_of_a_small_interval(mode, value):
    low, high = compute_cuts(np.full(50, value), mode)
    assert low < high
    clipped = np.clip(value, -(2.0**1021), 2.0**1021)
    assert low <= clipped <= high


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sample", [[], [np.nan], [np.inf, -np.inf, np.nan]])
def test_no_pixels_give_zero_to_one(mode, sample):
    assert compute_cuts(sample, mode) == (0.0, 1.0)


def test_a_mode_without_an_interval_takes_all_there_is():
    mostly_zero = np.zeros(1000)
    mostly_zero[0] = 12.0
    assert compute_cuts(mostly_zero, "90%") == (0.0, 12.0)
    assert compute_cuts(mostly_zero, "90%", exact_minmax=(0.0, 40.0)) == (0.0, 40.0)


@given(st.lists(st.floats(), max_size=30), st.sampled_from(MODES), st.sampled_from(["f4", "f8"]))
def test_cuts_rise_whatever_the_data(values, mode, dtype):
    with np.errstate(over="ignore"):
        sample = np.array(values, dtype=dtype)
    low, high = compute_cuts(sample, mode)
    assert low < high
    assert np.isfinite(high - low)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_narrower_percentiles_lie_inside_wider_ones(values):
    order = [compute_cuts(values, mode) for mode in ("minmax", "99.5%", "99%", "98%", "95%", "90%")]
    if max(values) > min(values):
        inner = [(low, high) for low, high in order if (low, high) != order[0]]
        assert all(a[0] <= b[0] and b[1] <= a[1] for a, b in pairwise(inner))


def test_extreme_values_scale_like_any_others(rng):
    sample = rng.normal(5, 1, 2000)
    for mode in MODES:
        low, high = compute_cuts(sample, mode)
        for exponent in (-1000, -500, 500, 1000):
            scaled = compute_cuts(np.ldexp(sample, exponent), mode)
            assert scaled == pytest.approx((np.ldexp(low, exponent), np.ldexp(high, exponent)), rel=1e-12)


# ---- sample_pixels


class Lazy:
    """An array that counts what is read from it."""

    def __init__(self, array, chunks):
        self.array, self.chunks = array, chunks
        self.shape = array.shape
        self.dtype = array.dtype
        self.read = 0
        self.reads = 0

    def __getitem__(self, key):
        assert all(isinstance(part, slice) and part.step is None for part in key)
        part = self.array[key]
        self.read += part.size
        self.reads += 1
        return part


def test_small_images_are_taken_whole():
    image = np.arange(12.0).reshape(3, 4)
    image[1, 1] = np.nan
    image[2, 2] = -np.inf
    assert sample_pixels(image).tolist() == [0, 1, 2, 3, 4, 6, 7, 8, 9, 11]
    assert sample_pixels(Lazy(image, (1, 4))).tolist() == sample_pixels(image).tolist()


@pytest.mark.parametrize("dtype", ["u1", ">i2", "i8", ">f4", "f8", "?"])
def test_samples_are_float64(dtype):
    assert sample_pixels(np.ones((5, 5), dtype)).dtype == np.float64


@pytest.mark.parametrize("shape", [(0, 0), (0, 10), (10, 0), (1, 1), (1, 100_000), (100_000, 1), (3, 70_000)])
def test_odd_shapes_are_sampled(shape):
    sample = sample_pixels(np.ones(shape), n=1000)
    assert min(1, np.prod(shape)) <= sample.size <= 1100


@pytest.mark.parametrize("shape", [(1, 500_000), (500_000, 1), (2, 400_000), (300_000, 3), (9, 100_000)])
def test_narrow_lazy_images_take_few_reads_and_pixels(shape):
    lazy = Lazy(np.ones(shape, np.uint8), None)
    sample = sample_pixels(lazy, n=10_000)
    assert 2_000 < sample.size <= 11_000
    assert lazy.reads < 100
    assert lazy.read <= 9 * 65_536


def test_large_images_are_sampled_all_over():
    y, x = np.mgrid[:1500, :1800]
    for plane, length in ((y, 1500), (x, 1800)):
        sample = sample_pixels(plane.astype("f4"), n=20_000)
        assert 10_000 < sample.size <= 21_000
        shares = np.histogram(sample, bins=10, range=(0, length))[0] / sample.size
        assert np.all(np.abs(shares - 0.1) < 0.02)
        # Both the even and the odd columns of an interleaved read-out.
        assert 0.4 < np.mean(sample % 2) < 0.6


@pytest.mark.parametrize("chunks", [(1, 1800), (256, 256), (1500, 16), (100, 1800), None])
def test_lazy_images_are_read_in_a_few_chunks_all_over(chunks):
    y, x = np.mgrid[:1500, :1800]
    for plane, length in ((y, 1500), (x, 1800)):
        lazy = Lazy(plane.astype("f4"), chunks)
        sample = sample_pixels(lazy, n=20_000)
        ny, nx = chunks or (1, 1800)
        assert lazy.read <= max(40_000, 12 * ny * nx)
        assert 4_000 < sample.size < 40_000
        assert sample.min() < 0.34 * length
        assert sample.max() > 0.66 * length

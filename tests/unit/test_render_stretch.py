"""Thresholds: what every stretch promises, and the histogram's own ways."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgview.errors import UnknownNameError
from imgview.render.looks.stretch import ALIASES, DEFAULT_PARAMETERS, STRETCHES, normalise_stretch, thresholds

SAMPLE = np.linspace(-3.0, 9.0, 1000)


@pytest.mark.parametrize("name", [*STRETCHES, *ALIASES])
def test_thresholds_are_what_the_page_expects(name):
    t = thresholds(name, sample=SAMPLE, cuts=(0.0, 5.0))
    assert t.shape == (255,)
    assert t.dtype == np.float64
    assert np.array_equal(t, t.astype(np.float32))
    assert np.all(np.diff(t) >= 0)
    assert t[0] >= 0
    assert t[-1] <= 1


@given(st.sampled_from(sorted(DEFAULT_PARAMETERS)), st.floats(1e-6, 1.0))
def test_any_parameter_gives_thresholds(name, parameter):
    t = thresholds(name, parameter=parameter)
    assert np.all(np.isfinite(t))
    assert np.all(np.diff(t) >= 0)
    assert t[0] >= 0
    assert t[-1] <= 1


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("log", 0.0), ("log", -1), ("asinh", 1.5), ("sinh", np.nan), ("power", np.inf), ("power", 1e-9)],
)
def test_parameters_out_of_range_are_refused(name, parameter):
    with pytest.raises(ValueError, match=name):
        thresholds(name, parameter=parameter)


def test_stretches_without_a_parameter_ignore_one():
    assert np.array_equal(thresholds("linear", parameter=7.0), np.arange(1, 256) / 256)


def test_unknown_names_are_answered_with_near_ones():
    with pytest.raises(UnknownNameError, match="asinh"):
        thresholds("asin")
    assert normalise_stretch(" Squared ") == "square"
    assert normalise_stretch("POW") == "power"


def levels(values, cuts, t):
    return np.searchsorted(t, (values - cuts[0]) / (cuts[1] - cuts[0]), side="right")


def test_histogram_gives_every_level_the_same_share(rng):
    sample = rng.normal(10, 3, 256_000)
    cuts = (0.0, 20.0)
    t = thresholds("histogram", sample=sample, cuts=cuts)
    inside = sample[(sample > cuts[0]) & (sample < cuts[1])]
    shares = np.bincount(levels(inside, cuts, t), minlength=256)
    assert np.all(np.abs(shares - inside.size / 256) <= 2)


def test_histogram_leaves_pixels_beyond_the_cuts_out(rng):
    sample = rng.normal(10, 3, 10_000)
    cuts = (0.0, 20.0)
    crowd = np.concatenate([sample, np.full(90_000, -5.0), np.full(5000, 30.0), [np.nan, np.inf, -np.inf]])
    assert np.array_equal(
        thresholds("histogram", sample=crowd, cuts=cuts), thresholds("histogram", sample=sample, cuts=cuts)
    )


def test_histogram_shows_equal_pixels_at_one_level_away_from_any_threshold():
    sample = np.repeat([1.0, 2.0, 3.0, 4.0], [70, 10, 10, 10])
    cuts = (0.0, 5.0)
    t = thresholds("histogram", sample=sample, cuts=cuts)
    shown = levels(np.array([1.0, 2.0, 3.0, 4.0]), cuts, t)
    # Level k begins where the mean rank reaches k/256; the mean ranks are 0.35, 0.75, 0.85, 0.95.
    assert shown.tolist() == [89, 192, 217, 243]
    nudged = levels(np.array([1.0, 2.0, 3.0, 4.0]) - 0.4, cuts, t)
    assert np.array_equal(nudged, shown)


@pytest.mark.parametrize("sample", [[], [np.nan], [7.0, 7.0], [-1.0, 0.0, 5.0]])
def test_histogram_of_nothing_between_the_cuts_is_linear(sample):
    assert np.array_equal(thresholds("histogram", sample=sample, cuts=(0.0, 5.0)), thresholds("linear"))


def test_histogram_needs_a_sample_and_cuts():
    with pytest.raises(ValueError, match="sample= and cuts="):
        thresholds("histogram")
    with pytest.raises(ValueError, match="sample= and cuts="):
        thresholds("histogram", sample=SAMPLE)

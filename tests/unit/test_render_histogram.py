import numpy as np
import pytest

from imgview.render.looks.histogram import histogram


def test_counts_every_pixel_of_the_range():
    sample = np.random.default_rng(0).normal(100, 5, 200_000).astype(np.float32)
    result = histogram(sample, (90, 120))
    assert result["low"] < 90
    assert result["high"] > 120
    expected, _ = np.histogram(sample.astype(float), bins=256, range=(result["low"], result["high"]))
    assert len(result["counts"]) == 256
    # Where numpy's edges round otherwise a pixel may sit next door.
    assert np.abs(np.array(result["counts"]) - expected).sum() <= 4
    assert sum(result["counts"]) > 0.998 * sample.size


def test_pixels_beyond_narrow_cuts_stay_in_sight():
    sample = np.random.default_rng(1).normal(0, 1, 10_000)
    result = histogram(sample, (-1, 1))
    assert -4.5 < result["low"] < -2.5
    assert 2.5 < result["high"] < 4.5


def test_far_pixels_do_not_squeeze_the_cuts():
    sample = np.concatenate([np.random.default_rng(2).normal(0, 1, 1000), np.full(50, 1e6)])
    result = histogram(sample, (-2, 2))
    width = (result["high"] - result["low"]) / 256
    assert 4 / width > 10


@pytest.mark.parametrize("cuts", [(0, 1), (-(2.0**1021), 2.0**1021), (1e300, np.nextafter(1e300, 2e300))])
@pytest.mark.parametrize("sample", [[], [np.nan, np.inf], [7.0] * 9, [-1.7e308, 1.7e308, 0.0]])
def test_any_sample_and_any_cuts(cuts, sample):
    result = histogram(sample, cuts)
    assert np.isfinite([result["low"], result["high"]]).all()
    assert result["low"] <= cuts[0] < cuts[1] <= result["high"]
    assert sum(result["counts"]) <= len(sample)


def test_edges_belong_to_the_range():
    result = histogram([-1.0, 10.0, 21.0], (0, 20), bins=4)
    assert (result["low"], result["high"]) == (-1, 21)
    assert result["counts"] == [1, 0, 1, 1]

"""Stretches, cuts and colour tables against astropy and matplotlib."""

import astropy.visualization as av
import matplotlib as mpl
import numpy as np
import pytest

from imgview.render.looks.colormap import MENU, colormap_table
from imgview.render.looks.cuts import compute_cuts, sample_pixels
from imgview.render.looks.stretch import thresholds

CASES = [
    ("linear", None, av.LinearStretch()),
    ("sqrt", None, av.SqrtStretch()),
    ("square", None, av.SquaredStretch()),
    ("power", None, av.PowerStretch(2)),
    ("power", 0.5, av.PowerStretch(0.5)),
    ("power", 7.0, av.PowerStretch(7)),
    ("log", None, av.LogStretch()),
    ("log", 10.0, av.LogStretch(10)),
    ("log", 1e6, av.LogStretch(1e6)),
    ("asinh", None, av.AsinhStretch()),
    ("asinh", 1.0, av.AsinhStretch(1.0)),
    ("asinh", 0.001, av.AsinhStretch(0.001)),
    ("sinh", None, av.SinhStretch()),
    ("sinh", 0.05, av.SinhStretch(0.05)),
    ("sinh", 10.0, av.SinhStretch(10)),
]


@pytest.mark.parametrize(("name", "parameter", "stretch"), CASES)
def test_thresholds_are_the_inverse_stretch(name, parameter, stretch):
    expected = np.asarray(stretch.inverse(np.arange(1, 256) / 256, clip=False))
    t = thresholds(name, parameter=parameter)
    # Half a unit in the last place of float32, and astropy's own rounding in float64.
    assert np.all(np.abs(t - expected) <= 0.51 * np.spacing(expected.astype(np.float32)) + 1e-15)


@pytest.mark.parametrize(("name", "parameter", "stretch"), CASES)
def test_levels_by_thresholds_are_those_of_the_stretch(rng, name, parameter, stretch):
    x = np.concatenate([rng.uniform(-0.2, 1.2, 200_000), rng.uniform(0, 1, 50_000) ** 8, [0.0, 1.0]])
    t = thresholds(name, parameter=parameter)
    level = np.searchsorted(t, x, side="right")
    brightness = np.asarray(stretch(np.clip(x, 0.0, 1.0), clip=True))
    expected = np.clip(np.floor(brightness * 256), 0, 255)
    nearest = np.abs(
        x[:, None] - np.stack([t[np.clip(level - 1, 0, 254)], t[np.clip(level, 0, 254)]], axis=1)
    )
    on_a_border = nearest.min(axis=1) <= 2.0**-23 * np.abs(x)
    assert np.array_equal(level[~on_a_border], expected[~on_a_border])
    assert np.count_nonzero(on_a_border) < 100
    assert np.abs(level - expected).max() <= 1


def test_histogram_is_astropys_on_continuous_data(rng):
    data = rng.normal(0, 1, 100_000)
    cuts = (float(data.min()), float(data.max()))
    t = thresholds("histogram", sample=data, cuts=cuts)
    x = (data - cuts[0]) / (cuts[1] - cuts[0])
    level = np.searchsorted(t, x, side="right")
    expected = np.clip(np.floor(np.asarray(av.HistEqStretch(data)(x)) * 256), 0, 255)
    assert np.abs(level - expected).max() <= 1
    assert np.count_nonzero(level != expected) < 1000


def images(rng):
    y, x = np.mgrid[:200, :300]
    sky = rng.normal(100, 5, (200, 300)).astype("f4")
    stars = sky + (1000 * np.exp(-((y % 50 - 25) ** 2 + (x % 60 - 30) ** 2) / 6)).astype("f4")
    holes = stars.copy()
    holes[10:20, ::3] = np.nan
    holes[0, 0] = np.inf
    return {"sky": sky, "stars": stars, "holes": holes, "counts": rng.poisson(3, (200, 300)).astype("u2")}


@pytest.mark.parametrize("kind", ["sky", "stars", "holes", "counts"])
def test_cuts_are_astropys(rng, kind):
    image = images(rng)[kind]
    # Float64 first: astropy 8 computes its limits in the dtype of the image.
    exact = image.astype("f8")
    sample = sample_pixels(image)
    assert compute_cuts(sample, "minmax") == tuple(av.MinMaxInterval().get_limits(exact))
    assert compute_cuts(sample, "zscale") == tuple(av.ZScaleInterval().get_limits(exact))
    for percent in (99.5, 98, 90):
        assert compute_cuts(sample, percent) == tuple(av.PercentileInterval(percent).get_limits(exact))
    finite = exact[np.isfinite(exact)]
    low, high = compute_cuts(sample, "3sigma")
    assert low == pytest.approx(finite.mean() - 3 * finite.std(), rel=1e-12)
    assert high == pytest.approx(finite.mean() + 3 * finite.std(), rel=1e-12)


def test_zscale_of_a_large_image_is_astropys_within_the_scatter_of_a_sample(rng):
    image = rng.normal(100, 5, (3000, 2500)).astype("f4")
    ours = compute_cuts(sample_pixels(image), "zscale")
    theirs = av.ZScaleInterval().get_limits(image)
    # Both limits end at the extremes of 1000 pixels, which scatter by a good third of a sigma.
    assert np.allclose(ours, theirs, atol=5)


@pytest.mark.parametrize(
    "interval",
    [av.ManualInterval(-4, 7.5), av.AsymmetricPercentileInterval(1, 80), av.ZScaleInterval(contrast=0.5)],
)
def test_astropy_intervals_are_asked(rng, interval):
    image = images(rng)["sky"]
    expected = interval.get_limits(image.astype("f8"))
    assert compute_cuts(sample_pixels(image), interval) == tuple(map(float, expected))


@pytest.mark.parametrize("name", [*MENU, "tab10", "Greys", "jet_r"])
def test_colormaps_are_matplotlibs(name):
    expected = mpl.colormaps[name](np.arange(256) / 255, bytes=False)[:, :3]
    assert np.array_equal(colormap_table(name), np.rint(255 * expected))
    assert np.array_equal(colormap_table(name, inverted=True), colormap_table(name)[::-1])

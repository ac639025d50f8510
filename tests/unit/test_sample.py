"""The sample is what it says: deterministic, true to life, with every plane and a catalogue that fits."""

import hashlib
import inspect

import numpy as np
import pytest

from imgview import sample
from imgview.errors import ShapeError
from imgview.model import VisitImage
from imgview.sample.detection import connected, detect, grow
from imgview.sample.planes import VISIT_PLANES

SHAPE = (700, 760)


@pytest.fixture(scope="module")
def made():
    return sample.visit_image_and_catalog(SHAPE, seed=7)


@pytest.fixture(scope="module")
def visit(made):
    return made[0]


@pytest.fixture(scope="module")
def catalog(made):
    return made[1]


def digest(visit):
    return hashlib.sha256(
        visit.image.array.tobytes() + visit.variance.array.tobytes() + visit.mask.array.tobytes()
    ).hexdigest()


def test_the_default_is_a_whole_detector():
    shape = inspect.signature(sample.visit_image).parameters["shape"].default
    assert shape == (4000, 4072)


def test_the_same_seed_makes_the_same_picture(visit):
    assert digest(sample.visit_image(SHAPE, seed=7)) == digest(visit)
    assert digest(sample.visit_image(SHAPE, seed=8)) != digest(visit)


@pytest.mark.parametrize("shape", [(64, 80), (400, 300), (32, 32), (50, 900), (900, 50)])
def test_any_shape_has_every_plane(shape):
    visit = sample.visit_image(shape)
    assert visit.shape == shape
    assert all(visit.mask.counts().values())


@pytest.mark.parametrize("shape", [(31, 100), (100, 31), (0, 5), (5,)])
def test_shapes_too_small_to_hold_a_star(shape):
    with pytest.raises(ShapeError):
        sample.visit_image(shape)


def test_it_is_a_calibrated_visit(visit):
    assert type(visit) is VisitImage
    assert visit.title == "LSSTCam r · visit 2025051500042 · R22_S11"
    assert visit.yx0 == (1200, 2048)
    assert visit.image.dtype == visit.variance.dtype == np.float32
    assert str(visit.unit) == "nJy"
    assert visit.variance.unit == visit.unit**2
    assert visit.obs_info["has_simulated_content"] is True
    assert visit.psf["type"] == "Gaussian"
    assert len(visit.detector["amplifiers"]) == 16
    assert visit.notes


def test_the_planes_are_those_of_lsst_in_their_order(visit):
    assert visit.mask.schema.names == (
        "BAD", "SATURATED", "INTERPOLATED", "COSMIC_RAY", "DETECTION_EDGE", "DETECTED", "SUSPECT", "NO_DATA",
        "VIGNETTED", "PARTLY_VIGNETTED", "CROSSTALK", "ITL_DIP", "NOT_DEBLENDED", "SPIKE", "UNMASKED_NAN",
    )  # fmt: skip
    assert all(plane.description.endswith(".") for plane in VISIT_PLANES)


def test_most_of_the_picture_is_sky(visit):
    good = ~visit.mask.any(*visit.mask.schema.names) & np.isfinite(visit.image.array)
    values, sigma = visit.image.array[good], np.sqrt(visit.variance.array[good])
    assert good.mean() > 0.7
    assert abs(np.median(values)) < 4
    assert np.std(values / sigma) == pytest.approx(1, abs=0.05)
    assert 25 < np.median(sigma) < 40


def test_nan_is_where_the_mask_says_so(visit):
    lost = np.isnan(visit.image.array)
    assert np.array_equal(lost, visit.mask.any("NO_DATA", "UNMASKED_NAN"))
    assert np.array_equal(np.isnan(visit.variance.array), visit.mask.get("NO_DATA"))
    assert (visit.variance.array[~visit.mask.get("NO_DATA")] > 0).all()


def test_saturated_pixels_are_bright_and_interpolated(visit):
    full = visit.mask.get("SATURATED")
    assert visit.mask.get("INTERPOLATED")[full].all()
    assert np.nanmedian(visit.image.array[full]) > 20_000
    assert not (full & visit.mask.get("SUSPECT")).any()


def test_the_bleed_trail_runs_along_a_column(visit):
    rows, columns = np.nonzero(visit.mask.get("SATURATED"))
    assert np.ptp(rows) > 2 * np.ptp(columns[np.abs(columns - 0.652 * SHAPE[1]) < 20])


def test_uninterpolated_cosmic_rays_stand_out(visit):
    raw = visit.mask.get("COSMIC_RAY") & ~visit.mask.any("INTERPOLATED", "NO_DATA", "UNMASKED_NAN")
    assert np.median(visit.image.array[raw]) > 100
    assert (visit.mask.get("COSMIC_RAY") & visit.mask.get("INTERPOLATED")).any()


def test_vignetting_raises_the_noise(visit):
    def noise(name):
        return np.nanmedian(visit.variance.array[visit.mask.get(name)])

    clear = np.nanmedian(visit.variance.array[: SHAPE[0] // 2])
    assert clear < noise("PARTLY_VIGNETTED") < noise("VIGNETTED")


def test_the_bounds_leave_out_the_vignetted_corner(visit):
    x0, y0 = visit.bbox.x.start - 0.5, visit.bbox.y.start - 0.5
    x, y = visit.bounds.T
    assert (x.min(), y.min()) == (x0, y0)
    assert (x.max(), y.max()) == (x0 + SHAPE[1], y0 + SHAPE[0])
    area = 0.5 * abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))
    assert SHAPE[0] * SHAPE[1] - area == pytest.approx(visit.mask.counts()["VIGNETTED"], rel=0.05)


def test_catalogue_positions_agree_with_the_projection(visit, catalog):
    sky = visit.sky_projection.pixel_to_sky(x=catalog["x"], y=catalog["y"])
    assert np.allclose(sky.ra.deg, catalog["ra"], rtol=0, atol=1e-12)
    assert np.allclose(sky.dec.deg, catalog["dec"], rtol=0, atol=1e-12)
    assert visit.bbox.contains(x=catalog["x"], y=catalog["y"]).all()


def test_catalogue_sources_are_detected_and_their_flags_are_the_mask(visit, catalog):
    x = np.rint(catalog["x"]).astype(int) - visit.bbox.x.start
    y = np.rint(catalog["y"]).astype(int) - visit.bbox.y.start
    assert visit.mask.get("DETECTED")[y, x].all()
    for name, plane in (("flag_saturated", "SATURATED"), ("flag_interpolated", "INTERPOLATED")):
        padded = np.pad(visit.mask.get(plane), 1)
        near = np.any([padded[y + j, x + i] for j in range(3) for i in range(3)], axis=0)
        assert np.array_equal(catalog[name], near)
        assert catalog[name].dtype == bool
        assert 0 < near.sum() < len(catalog)
    assert (np.diff(catalog["flux"]) <= 0).all()
    assert (catalog["flux"] > 5 * catalog["flux_err"]).all()


def isolated(visit, catalog, kind):
    """Return bright sources of one kind with nothing near, as (row, column) of the centre and table rows."""
    x, y = catalog["x"] - visit.bbox.x.start, catalog["y"] - visit.bbox.y.start
    distance = np.hypot(x[:, None] - x, y[:, None] - y) + np.where(np.eye(len(x)), 1e9, 0)
    clean = ~catalog["flag_saturated"] & ~catalog["flag_interpolated"] & ~catalog["flag_not_deblended"]
    chosen = (
        (catalog["extendedness"] == kind)
        & clean
        & (catalog["flux"] > 30 * catalog["flux_err"])
        & (distance.min(axis=1) > 22)
        & (np.minimum(x, SHAPE[1] - 1 - x) > 30)
        & (np.minimum(y, SHAPE[0] - 1 - y) > 30)
    )
    rows = np.flatnonzero(chosen)
    return [(y[i], x[i], catalog[i]) for i in rows]


def measure(image, y, x, moments):
    """Return flux and adaptive moments in pixels, the plain way, to hold against the catalogue."""
    j, i = np.mgrid[round(y) - 18 : round(y) + 19, round(x) - 18 : round(x) + 19]
    part = np.nan_to_num(image[j, i].astype(float))
    dy, dx = j - y, i - x
    xx, xy, yy = moments
    for _ in range(30):
        det = xx * yy - xy * xy
        weight = np.exp(-0.5 * (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / det) * part
        total = weight.sum()
        xx, xy, yy = (2 * (weight * q).sum() / total for q in (dx * dx, dx * dy, dy * dy))
    return np.array([xx, xy, yy])


@pytest.mark.parametrize("kind", [0, 1])
def test_shapes_in_the_picture_are_those_of_the_catalogue(visit, catalog, kind):
    differences = []
    for y, x, row in isolated(visit, catalog, kind):
        expected = np.array([row["ixx"], row["ixy"], row["iyy"]])
        xx, xy, yy = measure(visit.image.array, y, x, expected) - expected
        differences.append(np.array([xx, xy * np.sign(row["ixy"]), yy]) / np.sqrt(row["ixx"] * row["iyy"]))
    assert len(differences) > 5
    assert np.abs(np.median(differences, axis=0)).max() < 0.05


def test_positions_in_the_picture_are_those_of_the_catalogue(visit, catalog):
    shifts = []
    for y, x, _ in isolated(visit, catalog, 0):
        j, i = np.mgrid[round(y) - 3 : round(y) + 4, round(x) - 3 : round(x) + 4]
        light = visit.image.array[j, i].astype(float)
        shifts.append([(light * (i - x)).sum() / light.sum(), (light * (j - y)).sum() / light.sum()])
    assert np.abs(np.median(shifts, axis=0)).max() < 0.1


def test_detection_finds_a_source_and_no_noise(rng):
    image = rng.normal(0, 10, (300, 400)).astype(np.float32)
    variance = np.full(image.shape, 100, np.float32)
    assert not detect(image, variance, np.zeros(image.shape, bool)).any()
    image[150, 200] += 3000
    image[20, 20] = np.nan
    image[250:, :] += 500
    ignore = np.zeros(image.shape, bool)
    ignore[240:] = True
    found = detect(image, variance, ignore)
    rows, columns = np.nonzero(found)
    assert (rows.mean(), columns.mean()) == pytest.approx((150, 200), abs=0.5)
    assert 20 < len(rows) < 120


def test_connected_takes_whole_parts_and_no_others():
    pixels = np.zeros((50, 61), bool)
    pixels[5:45, 10] = pixels[44, 10:40] = True
    pixels[20:30, 50:55] = True
    seeds = np.zeros_like(pixels)
    seeds[6, 10] = seeds[0, 0] = True
    expected = pixels.copy()
    expected[20:30, 50:55] = False
    assert np.array_equal(connected(pixels, seeds), expected)


def test_growing_makes_an_octagon():
    point = np.zeros((21, 21), bool)
    point[10, 10] = True
    grown = grow(point, 4)
    assert np.array_equal(grown, grown.T)
    assert (grown.sum(axis=0) > 0).sum() == 9
    assert 1 < grown.sum() < 81
    assert point.sum() == 1
    corner = np.zeros((5, 5), bool)
    corner[0, 0] = True
    assert grow(corner, 2).sum() == 8


def test_a_whole_detector_is_mostly_sky_and_a_few_percent_detected():
    visit, catalog = sample.visit_image_and_catalog()
    counts = visit.mask.counts()
    assert all(counts.values())
    assert 0.03 < counts["DETECTED"] / visit.bbox.area < 0.10
    assert 2000 < len(catalog) < 8000
    assert visit.summary_stats["pixelScale"] == pytest.approx(0.2, abs=0.001)
    for name in ("psf", "detector"):
        assert getattr(visit, name) == getattr(visit.absolute[1300:1400, 2100:2200], name)

"""Codes: equal to their definition, as exact as promised, and chosen so that the error does not show."""

import math

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from imgview.render.looks.cuts import MODES, compute_cuts
from imgview.render.looks.stretch import STRETCHES, thresholds
from imgview.render.tiles.codec import INTEGER_SPAN, LINEAR, NEVER_COMPANDED, ZERO, Codec, choose_codec

LINEAR_T = thresholds("linear")


def defined_code(codec, value):
    """Return the code of one value by the definition, in Python's own integers."""
    if math.isnan(value):
        return 0
    if math.isinf(value):
        return 65535 if value > 0 else 1
    steps = (value - codec.center) / codec.step
    n = round(max(min(steps, 2.0**53), -(2.0**53)))
    a = abs(n)
    k = a
    if a > codec.linear:
        octave = (a // codec.linear).bit_length() - 1
        base = codec.linear * 2**octave
        k = codec.linear + 1 + octave * 1024 + (a - base) // (base // 1024)
    return min(max(codec.zero + (k if n > 0 else -k), 2), 65534)


def defined_value(codec, code):
    """Return the value of one code by the definition."""
    k = abs(code - codec.zero)
    if k <= codec.linear:
        a = float(k)
    else:
        octave, m = divmod(k - codec.linear - 1, 1024)
        base = codec.linear * 2.0**octave
        a = base + m * (base / 1024) + base / 1024 / 2
    return codec.center + (a if code > codec.zero else -a) * codec.step


codecs = st.builds(
    Codec,
    center=st.floats(-1e6, 1e6),
    step=st.floats(1e-9, 1e6),
    linear=st.sampled_from([1024, 3072, LINEAR, 31 * 1024, NEVER_COMPANDED]),
    zero=st.integers(2, 65534),
)
standard_codecs = st.builds(
    Codec,
    center=st.floats(-1e6, 1e6),
    step=st.floats(1e-9, 1e6),
    linear=st.just(LINEAR),
    zero=st.integers(ZERO - 128, ZERO + 127),
)


@given(codecs, st.lists(st.floats(), min_size=1, max_size=30), st.lists(st.floats(-1e5, 1e5), max_size=30))
def test_encode_is_its_definition(codec, anything, in_steps):
    values = anything + [codec.center + n * codec.step for n in in_steps]
    assert codec.encode(values).tolist() == [defined_code(codec, v) for v in values]


@given(codecs)
def test_values_are_their_definition(codec):
    values = codec.values()
    assert values.shape == (65536,)
    assert values.dtype == np.float64
    assert np.isnan(values[0])
    assert values[1] == -np.inf
    assert values[65535] == np.inf
    codes = [*range(2, 65535, 97), codec.zero, 65534]
    assert values[codes].tolist() == [defined_value(codec, code) for code in codes]


@given(codecs)
def test_values_never_decrease(codec):
    assert np.all(np.diff(codec.values()[1:]) >= 0)


@given(standard_codecs, st.lists(st.floats(allow_nan=False, width=32), min_size=2, max_size=50))
def test_codes_never_decrease_with_the_value(codec, values):
    assert np.all(np.diff(codec.encode(np.sort(values)).astype(int)) >= 0)


@given(standard_codecs)
def test_a_code_survives_its_own_value(codec):
    # Far from the centre float64 itself cannot tell neighbouring steps apart.
    assume(codec.step > 1e-9 * abs(codec.center))
    codes = np.arange(2, 65535)
    assert np.array_equal(codec.encode(codec.values()[codes]), codes)


@given(standard_codecs, st.lists(st.floats(-float(LINEAR), float(LINEAR)), min_size=1, max_size=50))
def test_error_is_half_a_step_near_the_centre(codec, in_steps):
    values = codec.center + np.array(in_steps) * codec.step
    error = np.abs(codec.values()[codec.encode(values)] - values)
    assert np.all(error <= 0.5 * codec.step * (1 + 1e-9) + 4 * np.spacing(np.abs(codec.center) + codec.step))


@given(
    standard_codecs,
    st.lists(st.floats(math.log2(LINEAR), 36.0), min_size=1, max_size=50),
    st.sampled_from([-1.0, 1.0]),
)
def test_error_is_a_thousandth_of_the_distance_beyond(codec, octaves, sign):
    distance = np.exp2(octaves) * codec.step
    values = codec.center + sign * distance
    error = np.abs(codec.values()[codec.encode(values)] - values)
    # Half a bin, plus the half step by which rounding came first.
    bound = distance / 2048 + 0.5 * codec.step
    assert np.all(error <= bound * (1 + 1e-9) + 4 * np.spacing(np.abs(values)))


@pytest.mark.parametrize("dtype", ["f2", "f4", ">f4", "f8", ">f8", "i2", ">i2", "u1", "i8", "u8", "?"])
def test_every_dtype_gives_the_same_codes(rng, dtype):
    codec = Codec(center=10.25, step=0.5, linear=LINEAR, zero=ZERO)
    pixels = rng.integers(0, 100, (40, 50)).astype(dtype)
    expected = codec.encode(pixels.astype(float))
    assert np.array_equal(codec.encode(pixels), expected)
    assert codec.encode(pixels).dtype == np.uint16


@pytest.mark.parametrize("hostile", [np.nan, np.inf, 1e30])
def test_memory_order_does_not_matter(rng, hostile):
    codec = Codec(center=0.0, step=0.01, linear=LINEAR, zero=ZERO)
    pixels = rng.normal(0, 1, (64, 48)).astype("f4")
    pixels[::5, ::7] = hostile
    expected = codec.encode(pixels)
    assert np.array_equal(codec.encode(np.asfortranarray(pixels)), expected)
    assert np.array_equal(codec.encode(np.repeat(pixels, 2, axis=1)[:, ::2]), expected)
    assert np.array_equal(codec.encode(pixels[::-1, ::-1]), expected[::-1, ::-1])
    assert [defined_code(codec, float(v)) for v in pixels.ravel()] == expected.ravel().tolist()


def test_encoding_leaves_the_pixels_alone(rng):
    pixels = rng.normal(0, 1, (16, 16))
    before = pixels.copy()
    Codec(center=0.0, step=1e-9, linear=LINEAR, zero=ZERO).encode(pixels)
    assert np.array_equal(pixels, before)


@pytest.mark.parametrize("far", [0.0, np.nan, 1e9])
def test_codes_end_before_those_of_infinity(far):
    high = Codec(center=0.0, step=1.0, linear=NEVER_COMPANDED, zero=65530)
    assert high.encode([4.0, 5.0, 100.0, far]).tolist()[:3] == [65534, 65534, 65534]
    low = Codec(center=0.0, step=1.0, linear=NEVER_COMPANDED, zero=10)
    assert low.encode([-8.0, -9.0, -100.0, far]).tolist()[:3] == [2, 2, 2]


def test_no_pixels_no_codes():
    assert Codec(0.0, 1.0, LINEAR, ZERO).encode(np.empty((0, 7), "f4")).shape == (0, 7)


@pytest.mark.parametrize(
    ("field", "value"),
    [("step", 0.0), ("step", -1.0), ("step", np.nan), ("center", np.inf), ("linear", 1000), ("zero", 1)],
)
def test_impossible_codecs_are_refused(field, value):
    fields = {"center": 0.0, "step": 1.0, "linear": LINEAR, "zero": ZERO, field: value}
    with pytest.raises(ValueError, match=field):
        Codec(**fields)


# ---- choose_codec: integers


def integer_arrays(dtype):
    info = np.iinfo(dtype)
    lowest, highest = max(info.min, -(2**53)), min(info.max, 2**53)

    @st.composite
    def build(draw):
        span = draw(st.integers(0, min(INTEGER_SPAN, highest - lowest)))
        smallest = draw(st.integers(lowest, highest - span))
        inner = draw(st.lists(st.integers(0, span), max_size=20))
        return np.array([smallest, smallest + span, *(smallest + i for i in inner)], dtype=dtype)

    return build()


@pytest.mark.parametrize("dtype", ["u1", "i1", "u2", "i2", ">i2", "u4", "i4", "u8", "i8"])
def test_integers_are_exact(dtype):
    @given(integer_arrays(np.dtype(dtype)))
    def check(pixels):
        smallest, largest = int(pixels.min()), int(pixels.max())
        cuts = compute_cuts(pixels, "minmax")
        codec = choose_codec(pixels, cuts, LINEAR_T, integer_range=(smallest, largest))
        decoded = codec.values()[codec.encode(pixels)]
        assert [int(v) for v in decoded] == [int(p) for p in pixels]

    check()


def test_integers_of_the_widest_exact_range():
    pixels = np.array([-7, INTEGER_SPAN - 7, 100])
    codec = choose_codec(pixels, (0.0, 10.0), LINEAR_T, integer_range=(-7, INTEGER_SPAN - 7))
    assert codec.encode(pixels).tolist() == [2, 65534, 109]
    assert codec.values()[[2, 65534, 109]].tolist() == pixels.tolist()


def test_integers_of_a_wider_range_are_exact_around_their_median(rng):
    pixels = rng.integers(1000, 3000, 5000)
    pixels[:5] = 4_000_000
    codec = choose_codec(pixels, (1500.0, 2500.0), thresholds("asinh"), integer_range=(1000, 4_000_000))
    decoded = codec.values()[codec.encode(pixels)]
    assert codec.step >= 1
    assert np.all(np.abs(decoded - pixels)[5:] <= codec.step / 2)
    fine = choose_codec(pixels, (1500.0, 1600.0), thresholds("asinh"), integer_range=(1000, 4_000_000))
    assert fine.step == 1.0
    assert np.array_equal(fine.values()[fine.encode(pixels[5:])], pixels[5:])


@pytest.mark.parametrize("offset", [2**53 + 2, 2**63 - 200, -(2**63)])
def test_integers_beyond_float64_are_as_exact_as_it_allows(offset):
    dtype = "i8"
    pixels = np.array([offset + i for i in range(0, 200, 7)], dtype=dtype)
    cuts = compute_cuts(pixels, "minmax")
    codec = choose_codec(pixels, cuts, LINEAR_T, integer_range=(int(pixels.min()), int(pixels.max())))
    decoded = codec.values()[codec.encode(pixels)]
    assert np.all(np.abs(decoded - pixels.astype(float)) <= 2 * np.spacing(float(abs(offset))))


def test_the_sky_of_integers_keeps_one_high_byte(rng):
    sky = rng.normal(1234, 20, 10_000).astype("i4")
    codec = choose_codec(sky, (1000.0, 2000.0), LINEAR_T, integer_range=(900, 60_000))
    assert int(codec.encode(np.median(sky))) % 256 == 128
    assert len(np.unique(codec.encode(sky) >> 8)) == 1


# ---- choose_codec: floats


@given(
    st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=20),
    st.sampled_from(MODES),
    st.sampled_from(STRETCHES),
    st.sampled_from(["f4", "f8"]),
)
@example([5e-324, 0.0], "minmax", "asinh", "f8")
@example([-1.7e308, 1.7e308], "minmax", "linear", "f8")
@example([1e300, 1e300 + 1e285], "99%", "log", "f8")
@example([0.0] * 20, "zscale", "histogram", "f4")
def test_any_data_gets_a_codec_whose_codes_hold_the_cuts(values, mode, stretch, dtype):
    with np.errstate(over="ignore"):
        pixels = np.array(values, dtype=dtype)
    cuts = compute_cuts(pixels, mode)
    t = thresholds(stretch, sample=pixels, cuts=cuts)
    codec = choose_codec(pixels, cuts, t)
    finite = codec.values()[2:65535]
    assert finite[0] <= cuts[0]
    assert finite[-1] >= cuts[1]
    codes = codec.encode(pixels)
    assert np.array_equal(codes == 0, np.isnan(pixels))
    assert np.array_equal(codes == 1, pixels == -np.inf)
    assert np.array_equal(codes == 65535, pixels == np.inf)


def test_the_sky_keeps_one_high_byte(rng):
    sky = rng.normal(0, 10, 100_000).astype("f4")
    for stretch in ("linear", "asinh"):
        codec = choose_codec(sky[::10], compute_cuts(sky, "minmax"), thresholds(stretch))
        high, counts = np.unique(codec.encode(sky) >> 8, return_counts=True)
        assert counts.max() > 0.75 * sky.size, (stretch, high)


def test_float32_pixels_on_a_pedestal_are_exact(rng):
    pixels = (rng.normal(0, 0.02, 5000) + 1e5).astype("f4")
    cuts = (1e5 - 0.1, 1e5 + 0.1)
    codec = choose_codec(pixels, cuts, LINEAR_T)
    assert codec.step == np.spacing(np.float32(1e5))
    assert np.array_equal(codec.values()[codec.encode(pixels)].astype("f4"), pixels)


def display_levels(values, cuts, t):
    return np.searchsorted(t, (np.asarray(values, dtype=float) - cuts[0]) / (cuts[1] - cuts[0]), side="right")


def star_field(rng):
    """Return sky noise of 1 with stars of every brightness, some NaN, one hot pixel."""
    y, x = np.mgrid[:200, :200]
    pixels = rng.normal(0, 1, (200, 200))
    for _ in range(30):
        cy, cx = rng.uniform(0, 200, 2)
        pixels += 10 ** rng.uniform(0, 4.5) * np.exp(-((y - cy) ** 2 + (x - cx) ** 2) / 8)
    pixels[:3] = np.nan
    pixels[100, 100] = 1e7
    return pixels


SCENES = {
    "sky with stars": lambda rng: star_field(rng).astype("f4"),
    "on a pedestal": lambda rng: (star_field(rng) * 30 + 1e5).astype("f4"),
    "tiny numbers": lambda rng: (star_field(rng) * 1e-30).astype("f4"),
    "large numbers": lambda rng: (star_field(rng) * 1e20).astype("f4"),
    "float64 far from zero": lambda rng: star_field(rng) * 1e-3 + 1e9,
    "even": lambda rng: rng.random((200, 200)).astype("f4"),
    "exponential": lambda rng: rng.exponential(1, (200, 200)).astype("f4"),
    "four decades": lambda rng: np.exp(rng.normal(0, 3, (200, 200))).astype("f4"),
    "mostly zero": lambda rng: rng.poisson(0.2, (200, 200)).astype("f4"),
    "wide integers": lambda rng: (
        np.rint(np.nan_to_num(star_field(rng)) * 300 + 2000).clip(0, 1e6).astype("i4")
    ),
}


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("stretch", STRETCHES)
def test_the_error_does_not_show(rng, scene, stretch):
    """No pixel but some of the faintest 0.5 per cent is off by more than a level."""
    pixels = SCENES[scene](rng)
    finite = pixels[np.isfinite(pixels)]
    limits = np.percentile(finite, (0.5, 99.5))
    whole = pixels.dtype.kind == "i"
    integer_range = (int(pixels.min()), int(pixels.max())) if whole else None
    for mode in (*MODES, (limits[0], limits[0] + 0.3 * (limits[1] - limits[0]) + 1e-35)):
        cuts = compute_cuts(finite, mode)
        t = thresholds(stretch, sample=finite, cuts=cuts)
        codec = choose_codec(finite, cuts, t, integer_range=integer_range)
        decoded = codec.values()[codec.encode(finite)]
        off = np.abs(display_levels(decoded, cuts, t) - display_levels(finite, cuts, t))
        assert off[finite >= limits[0]].max() <= 1, mode
        assert np.count_nonzero(off > 1) <= 5e-4 * off.size, mode


@pytest.mark.parametrize(
    ("stretch", "parameter"),
    [
        ("log", 10),
        ("log", 1e5),
        ("asinh", 0.01),
        ("asinh", 1e-4),
        ("sinh", 0.1),
        ("power", 5),
        ("power", 0.3),
    ],
)
def test_steep_stretches_show_no_error_either(rng, stretch, parameter):
    pixels = star_field(rng).astype("f4")
    finite = pixels[np.isfinite(pixels)]
    for mode in MODES:
        cuts = compute_cuts(finite, mode)
        t = thresholds(stretch, parameter=parameter)
        codec = choose_codec(finite, cuts, t)
        decoded = codec.values()[codec.encode(finite)]
        off = np.abs(display_levels(decoded, cuts, t) - display_levels(finite, cuts, t))
        assert np.count_nonzero(off > 1) <= 5e-4 * off.size, mode


def test_one_absurd_pixel_does_not_spoil_the_others(rng):
    pixels = star_field(rng)
    pixels[100, 100] = 1e12
    finite = pixels[np.isfinite(pixels)]
    cuts = compute_cuts(finite, "minmax")
    t = thresholds("histogram", sample=finite, cuts=cuts)
    codec = choose_codec(finite, cuts, t)
    decoded = codec.values()[codec.encode(finite)]
    assert np.abs(display_levels(decoded, cuts, t) - display_levels(finite, cuts, t)).max() <= 1


@pytest.mark.parametrize("cuts", [(0.0, 1e12), (-1e12, 0.0), (-1e12, 1e12)])
def test_codes_hold_both_cuts_however_far(rng, cuts):
    sky = rng.normal(0, 1, 10_000)
    # A stretch that spends all its levels on the sky.
    t = (np.linspace(-4, 4, 257)[1:-1] - cuts[0]) / (cuts[1] - cuts[0])
    codec = choose_codec(sky, cuts, np.clip(t, 0, 1))
    finite = codec.values()[2:65535]
    assert finite[0] <= cuts[0]
    assert finite[-1] >= cuts[1]
    if 0.0 in cuts:
        assert codec.step < 0.04
    assert int(codec.encode(np.median(sky))) % 256 in (127, 128, 129)


def test_two_narrow_peaks_are_both_kept_nearly_right(rng):
    """Where 16 bits cannot do it, the codec spreads the error instead of losing one of the peaks."""
    pixels = np.concatenate([rng.normal(0, 1, 20_000), rng.normal(1e4, 1, 20_000)]).astype("f4")
    cuts = compute_cuts(pixels, "minmax")
    t = thresholds("histogram", sample=pixels, cuts=cuts)
    codec = choose_codec(pixels, cuts, t)
    decoded = codec.values()[codec.encode(pixels)]
    assert np.abs(display_levels(decoded, cuts, t) - display_levels(pixels, cuts, t)).max() <= 8

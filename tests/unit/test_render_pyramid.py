"""The pyramid against its definition, written slowly."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import numpy as np
import pytest

from imgview.errors import ImgviewError, ShapeError, UnknownNameError
from imgview.geometry import YX
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.model.schema import MaskPlane, MaskSchema
from imgview.render.tiles import level_sample, levels, reduce
from imgview.render.tiles.pyramid import Pyramid


class Lazy:
    """An array that is not in memory and remembers what was read of it."""

    def __init__(self, array, chunks=None):
        self.array = array
        self.shape = array.shape
        self.dtype = array.dtype
        self.chunks = chunks
        self.read = np.zeros(array.shape[:2], int)
        self.keys = []
        self._lock = threading.Lock()

    def __getitem__(self, key):
        with self._lock:
            self.read[key] += 1
            self.keys.append(key)
        return self.array[key].copy()


def blocks(array, level, fill):
    """Return the base pixels under every pixel of a level along the last axis but one."""
    size = 2**level
    ny, nx = (-(-n // size) for n in array.shape[:2])
    padded = np.full((ny * size, nx * size, *array.shape[2:]), fill, array.dtype)
    padded[: array.shape[0], : array.shape[1]] = array
    split = padded.reshape(ny, size, nx, size, -1).swapaxes(1, 2)
    return split.reshape(ny, nx, size * size, -1)


def slow_mean(array, level):
    """Return the mean over finite pixels, in double precision."""
    values = blocks(array.astype(float), level, np.nan)[..., 0]
    finite = np.isfinite(values)
    with np.errstate(invalid="ignore"):
        return np.where(finite, values, 0).sum(axis=2) / finite.sum(axis=2)


def slow_or(words, level):
    return np.bitwise_or.reduce(blocks(words, level, 0), axis=2)


def whole(pyramid, level):
    ny, nx = pyramid.shape(level)
    return pyramid.image_region(level, slice(0, ny), slice(0, nx))


def whole_mask(pyramid, level):
    ny, nx = pyramid.shape(level)
    return pyramid.mask_region(level, slice(0, ny), slice(0, nx))[1:-1, 1:-1]


def make_mask(words):
    planes = [MaskPlane(f"P{i}") for i in range(words.shape[2] * 8)]
    return Mask(words, schema=MaskSchema(planes))


def holes(rng, shape, share):
    """Return noise with NaN strewn about, a NaN edge, a hole wider than a block, and infinities."""
    array = rng.normal(50, 10, shape).astype(np.float32)
    array[rng.random(shape) < share] = np.nan
    array[: shape[0] // 9] = np.nan
    array[shape[0] // 2 : shape[0] // 2 + 19, shape[1] // 3 : shape[1] // 3 + 33] = np.nan
    array[-1:, -1:] = np.inf
    array[-4:-3, 0:1] = -np.inf
    return array


SINGLE = ["f4", ">f4", "f2", "u1", "i1", "i2", ">i2", "u2", "?"]
DOUBLE = ["f8", ">f8", "i4", ">u4", "i8"]


@pytest.mark.parametrize(
    ("dtype", "kept"), [*((d, np.float32) for d in SINGLE), *((d, np.float64) for d in DOUBLE)]
)
def test_levels_are_means_for_every_dtype(dtype, kept):
    rng = np.random.default_rng(2)
    array = rng.normal(60, 12, (517, 341)).astype(dtype)
    pyramid = Pyramid(Image(array))
    for level in range(pyramid.levels):
        values = whole(pyramid, level)
        expected = slow_mean(array, level)
        assert values.shape == tuple(pyramid.shape(level)) == expected.shape
        assert values.dtype.isnative
        assert values.dtype == (array.dtype.newbyteorder("=") if level == 0 else kept)
        np.testing.assert_allclose(values, expected, rtol=1e-6 if values.dtype.itemsize < 8 else 1e-13)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("shape", [(512, 512), (519, 1030), (3, 1025), (1031, 1), (1, 1), (2, 3)])
def test_every_finite_base_pixel_weighs_the_same(share, shape):
    array = holes(np.random.default_rng(5), shape, share)
    pyramid = Pyramid(Image(array), tile=64)
    for level in range(1, pyramid.levels):
        expected = slow_mean(array, level)
        values = whole(pyramid, level)
        assert np.array_equal(np.isnan(values), np.isnan(expected))
        np.testing.assert_allclose(values, expected, rtol=1e-6)


def test_few_and_many_missing_pixels_are_treated_alike(monkeypatch):
    """Blocks with missing pixels are copied out where they are few; that must not show."""
    rng = np.random.default_rng(15)
    array = rng.normal(50, 10, (1024, 1024)).astype(np.float32)
    array[rng.random(array.shape) < 0.0005] = np.nan
    levels_of = []
    for share in (0.0, 1.0):
        monkeypatch.setattr(reduce, "_GATHER_BELOW", share)
        pyramid = Pyramid(Image(array), tile=32)
        levels_of.append([whole(pyramid, level) for level in range(pyramid.levels)])
    for level, (gathered, everywhere) in enumerate(zip(*levels_of, strict=True)):
        assert gathered.tobytes() == everywhere.tobytes()
        np.testing.assert_allclose(gathered, slow_mean(array, level), rtol=1e-6)


def test_integers_are_averaged_exactly():
    array = np.random.default_rng(3).integers(-32768, 32767, (256, 256)).astype(np.int16)
    pyramid = Pyramid(Image(array), tile=16)
    for level in range(pyramid.levels):
        assert np.array_equal(whole(pyramid, level), slow_mean(array, level).astype(np.float32))


def test_largest_floats_do_not_overflow():
    largest = np.finfo(np.float32).max
    array = np.full((64, 64), largest, np.float32)
    array[7, 9] = np.nan
    pyramid = Pyramid(Image(array), tile=4)
    for level in range(pyramid.levels):
        values = whole(pyramid, level)
        np.testing.assert_allclose(values[np.isfinite(values)], largest, rtol=1e-6)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_nothing_finite_is_nan_above_level_0(value):
    pyramid = Pyramid(Image(np.full((40, 50), value, np.float32)), tile=8)
    assert np.array_equal(whole(pyramid, 0), np.full((40, 50), value, np.float32), equal_nan=True)
    for level in range(1, pyramid.levels):
        assert np.isnan(whole(pyramid, level)).all()
    assert pyramid.sample(1).size == 0
    assert pyramid.minmax() is None


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 16, 25])
@pytest.mark.parametrize("shape", [(256, 512), (259, 521), (1, 300), (301, 2)])
def test_no_flag_is_lost(n, shape):
    rng = np.random.default_rng(n)
    words = (rng.integers(0, 256, (*shape, n)) * (rng.random((*shape, n)) < 0.02)).astype(np.uint8)
    pyramid = Pyramid(Image(np.zeros(shape, np.float32)), make_mask(words), tile=32)
    for level in range(pyramid.levels):
        assert np.array_equal(whole_mask(pyramid, level), slow_or(words, level))


def test_mask_of_a_sub_image_is_not_contiguous():
    rng = np.random.default_rng(4)
    words = rng.integers(0, 256, (200, 300, 2)).astype(np.uint8)
    parent = MaskedImage(Image(np.zeros((200, 300), np.float32)), mask=make_mask(words))
    part = parent.absolute[13:190, 21:278]
    pyramid = Pyramid.of(part, "image")
    assert pyramid.start == (13, 21)
    assert np.array_equal(whole_mask(pyramid, 2), slow_or(words[13:190, 21:278], 2))


def test_mask_tile_has_its_neighbours_and_zeros_outside():
    rng = np.random.default_rng(6)
    words = rng.integers(0, 256, (90, 70, 3)).astype(np.uint8)
    pyramid = Pyramid(Image(np.zeros((90, 70), np.float32)), make_mask(words), tile=32)
    for level in range(pyramid.levels):
        padded = np.pad(slow_or(words, level), [(1, 1), (1, 1), (0, 0)])
        rows, cols = pyramid.grid(level)
        for row in range(rows):
            for col in range(cols):
                ys, xs = pyramid.tile_box(level, row, col)
                expected = padded[ys.start : ys.stop + 2, xs.start : xs.stop + 2]
                assert np.array_equal(pyramid.mask_tile(level, row, col), expected)


CHUNKS = [None, (1, 1100), (100, 100), (256, 256), (33, 70), (1300, 1), (1300, 1100)]


@pytest.mark.parametrize("chunks", CHUNKS)
@pytest.mark.parametrize("read_whole", [True, False])
def test_lazy_and_in_memory_agree_to_the_last_bit(monkeypatch, chunks, read_whole):
    monkeypatch.setattr(levels, "LOAD_WHOLE", 1 << 26 if read_whole else 0)
    monkeypatch.setattr(levels, "_READ", 1 << 14)
    monkeypatch.setattr(levels, "_CACHE", 1 << 20)
    rng = np.random.default_rng(7)
    array = holes(rng, (1300, 1100), 0.01)
    words = (rng.random((1300, 1100, 2)) < 0.01).astype(np.uint8) * 5
    lazy = Pyramid(Image(Lazy(array, chunks)), Mask(Lazy(words, chunks), schema=make_mask(words).schema))
    memory = Pyramid(Image(array), make_mask(words))
    # Tiles first, in an awkward order, then whole levels.
    tiles = [
        (level, row, col)
        for level in range(memory.levels)
        for row in range(memory.grid(level).y)
        for col in range(memory.grid(level).x)
    ]
    rng.shuffle(tiles)
    for tile in tiles:
        assert lazy.image_tile(*tile).tobytes() == memory.image_tile(*tile).tobytes()
        assert np.array_equal(lazy.mask_tile(*tile), memory.mask_tile(*tile))
    for level in range(memory.levels):
        assert whole(lazy, level).tobytes() == whole(memory, level).tobytes()
        formed = memory.image_levels[0].formed(level, slice(0, 5), slice(1, 7))
        assert formed.tobytes() == whole(memory, level)[0:5, 1:7].tobytes()


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_change_no_bit(monkeypatch, threads):
    array = holes(np.random.default_rng(8), (2051, 1027), 0.002)
    monkeypatch.setattr(levels, "_THREADS", 1)
    expected = whole(Pyramid(Image(array)), 2).tobytes()
    monkeypatch.setattr(levels, "_THREADS", threads)
    monkeypatch.setattr(levels, "_BAND", 1 << 15)
    assert whole(Pyramid(Image(array)), 2).tobytes() == expected


@pytest.mark.parametrize("lazy", [True, False])
def test_many_threads_may_ask_at_once(lazy):
    array = np.random.default_rng(9).normal(size=(1500, 1500)).astype(np.float32)
    pyramid = Pyramid(Image(Lazy(array, (100, 100)) if lazy else array))
    expected = Pyramid(Image(array))
    tiles = [(level, r, c) for level in (2, 0, 1, 3) for r in range(2) for c in range(2) if level < 3]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda tile: pyramid.image_tile(*tile), tiles * 4))
    for tile, result in zip(tiles * 4, results, strict=True):
        assert np.array_equal(result, expected.image_tile(*tile))


def test_a_corner_of_a_large_lazy_image_reads_the_corner(monkeypatch):
    monkeypatch.setattr(levels, "LOAD_WHOLE", 1 << 20)
    lazy = Lazy(np.zeros((4096, 4096), np.float32), (128, 128))
    pyramid = Pyramid(Image(lazy))
    for level in range(3):
        pyramid.image_tile(level, 0, 0)
    assert lazy.read[:1024, :1024].min() == 1
    assert lazy.read[1024:].max() == lazy.read[:, 1024:].max() == 0


def test_a_small_lazy_image_is_read_once():
    lazy = Lazy(np.zeros((1000, 1100), np.float32), (1, 1100))
    pyramid = Pyramid(Image(lazy))
    pyramid.sample(0)
    pyramid.minmax()
    for level in range(pyramid.levels):
        whole(pyramid, level)
    assert lazy.read.min() == lazy.read.max() == 1


@pytest.mark.parametrize("chunks", [(1, 3000), (100, 100), (48, 3000), (33, 70)])
def test_no_chunk_is_inflated_twice(monkeypatch, chunks):
    monkeypatch.setattr(levels, "LOAD_WHOLE", 1 << 20)
    monkeypatch.setattr(levels, "_READ", 1 << 16)
    lazy = Lazy(np.zeros((2500, 3000), np.float32), chunks)
    whole(Pyramid(Image(lazy)), 2)
    assert lazy.read.min() == lazy.read.max() == 1
    for rows, cols in lazy.keys:
        assert rows.start % chunks[0] == 0
        assert cols.start % chunks[1] == 0


def test_two_threads_load_a_plane_once():
    class Slow(Lazy):
        """Wait for another thread to read at the same time, which must not happen."""

        barrier = threading.Barrier(2)

        def __getitem__(self, key):
            with suppress(threading.BrokenBarrierError):
                self.barrier.wait(0.3)
            return super().__getitem__(key)

    lazy = Slow(np.zeros((600, 700), np.float32))
    pyramid = Pyramid(Image(lazy))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda task: task(), [lambda: whole(pyramid, 2), pyramid.minmax]))
    assert lazy.read.max() == 1


def test_loading_lets_go_of_what_was_read_before():
    pyramid = Pyramid(Image(Lazy(np.zeros((1000, 1100), np.float32), (256, 256))))
    pyramid.image_tile(0, 0, 0)
    assert pyramid.nbytes == 256 * 256 * 4
    whole(pyramid, 2)
    assert pyramid.nbytes == 250 * 275 * 5


def test_what_is_kept_stays_below_half_of_the_base():
    for dtype in ("f4", "u1", "i2", "f8"):
        array = np.zeros((3000, 2500), dtype)
        words = np.zeros((3000, 2500, 2), np.uint8)
        pyramid = Pyramid(Image(array), make_mask(words))
        for level in range(pyramid.levels):
            whole(pyramid, level)
            whole_mask(pyramid, level)
        assert 0 < pyramid.nbytes < 0.5 * (array.nbytes + words.nbytes)


def test_a_large_lazy_image_keeps_few_blocks(monkeypatch):
    monkeypatch.setattr(levels, "LOAD_WHOLE", 1 << 20)
    monkeypatch.setattr(levels, "_CACHE", 1 << 20)
    array = np.random.default_rng(10).normal(size=(3000, 3000)).astype(np.float32)
    pyramid = Pyramid(Image(Lazy(array, (64, 64))))
    expected = Pyramid(Image(array))
    for level in (0, 1, 2, 3, 4):
        assert whole(pyramid, level).tobytes() == whole(expected, level).tobytes()
        assert pyramid.image_levels[0].nbytes <= (1 << 20) + 1500 * 1500


def test_a_failed_read_is_an_error_every_time_and_not_for_ever():
    class Failing(Lazy):
        fail = True

        def __getitem__(self, key):
            if self.fail:
                msg = "the disk is gone"
                raise OSError(msg)
            return super().__getitem__(key)

    lazy = Failing(np.ones((600, 600), np.float32))
    pyramid = Pyramid(Image(lazy))
    for _ in range(2):
        with pytest.raises(OSError, match="disk"):
            pyramid.image_tile(0, 0, 0)
        with pytest.raises(OSError, match="disk"):
            pyramid.image_tile(1, 0, 0)
    lazy.fail = False
    assert (pyramid.image_tile(1, 0, 0) == 1).all()


@pytest.mark.parametrize(
    ("shape", "expected"),
    [((1, 1), 1), ((256, 256), 1), ((257, 1), 2), ((4000, 4072), 5), ((1, 100_000), 10)],
)
def test_number_of_levels(shape, expected):
    pyramid = Pyramid(Image(np.broadcast_to(np.float32(1), shape)))
    assert pyramid.levels == expected
    assert pyramid.grid(expected - 1) == YX(1, 1)
    assert pyramid.image_tile(expected - 1, 0, 0).shape == tuple(pyramid.shape(expected - 1))
    assert (pyramid.image_tile(expected - 1, 0, 0) == 1).all()


@pytest.mark.parametrize("tile", [(0, 4, 0), (0, 0, -1), (5, 0, 0), (-1, 0, 0)])
def test_no_such_tile(tile):
    pyramid = Pyramid(Image(np.zeros((1000, 1000))))
    with pytest.raises(ShapeError, match="no tile"):
        pyramid.image_tile(*tile)


@pytest.mark.parametrize("shape", [(4000, 4072), (300, 200), (1, 3_000_000), (3_000_000, 1), (1, 1)])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_sample_is_of_moderate_size_and_from_everywhere(shape, level):
    ny, nx = shape
    array = np.add.outer(np.arange(ny, dtype=np.float32) / ny, np.arange(nx, dtype=np.float32) / nx)
    pyramid = Pyramid(Image(array))
    sample = pyramid.sample(level)
    pixels = pyramid.shape(level).y * pyramid.shape(level).x
    assert min(pixels, 50_000) <= sample.size <= 220_000
    assert sample.dtype == np.float32
    assert abs(sample.mean() - array.mean(dtype=float)) < 0.01
    assert np.ptp(sample) >= 0.95 * np.ptp(array)


@pytest.mark.parametrize("dtype", ["i4", "f4", ">i2"])
def test_lazy_sample_is_the_same(dtype):
    array = np.random.default_rng(11).normal(0, 99, (1200, 1300)).astype(dtype)
    lazy, memory = Pyramid(Image(Lazy(array, (77, 100)))), Pyramid(Image(array))
    for level in range(3):
        assert np.array_equal(lazy.sample(level), memory.sample(level))
        assert lazy.sample(level).dtype == memory.sample(level).dtype


def test_sample_of_a_huge_lazy_image_reads_little(monkeypatch):
    monkeypatch.setattr(levels, "LOAD_WHOLE", 1 << 20)
    array = np.random.default_rng(12).normal(5, 1, (8200, 8200)).astype(np.float32)
    lazy = Lazy(array, (256, 256))
    pyramid = Pyramid(Image(lazy))
    pyramid.sample(0)
    assert (lazy.read > 0).mean() < 0.02
    sample = pyramid.sample(1)
    assert (lazy.read > 0).mean() < 0.05
    assert abs(sample.mean() - 5) < 0.01
    assert pyramid.minmax() is None


@pytest.mark.parametrize("chunks", [None, (1, 8200), (256, 256), (300, 77)])
@pytest.mark.parametrize("level", [1, 3, 5])
def test_no_level_of_a_huge_lazy_image_is_formed_to_be_sampled(monkeypatch, chunks, level):
    monkeypatch.setattr(levels, "LOAD_WHOLE", 1 << 20)
    monkeypatch.setattr(level_sample, "_BASE", 1 << 21)
    ramp = np.add.outer(np.arange(8200, dtype=np.float32), np.arange(8200, dtype=np.float32))
    lazy = Lazy(ramp, chunks)
    sample = Pyramid(Image(lazy)).sample(level)
    assert lazy.read.sum() < 1.5 * (1 << 21)
    assert lazy.read.max() == 1, "no chunk twice"
    assert sample.dtype == np.float32
    assert abs(np.median(sample) - 8200) < 500
    assert np.ptp(sample) > 0.6 * np.ptp(ramp)


def test_minmax_is_exact_and_finite():
    array = np.random.default_rng(13).normal(size=(999, 1001)).astype(np.float32)
    array[500, 500], array[2, 3], array[700, 0] = -77, 99, np.nan
    array[100] = np.inf
    assert Pyramid(Image(array)).minmax() == (-77, 99)
    array[:] = np.nan
    array[3, 4] = 5
    assert Pyramid(Image(array)).minmax() == (5, 5)


def test_integer_range():
    big = np.array([[2**53 + 1, -3]])
    assert Pyramid(Image(big)).integer_range(0) == (-3, 2**53 + 1)
    assert Pyramid(Image(big)).integer_range(1) is None
    assert Pyramid(Image(big.astype(float))).integer_range(0) is None
    assert Pyramid(Image(np.array([[True, True]]))).integer_range(0) == (1, 1)


def test_signal_to_noise(monkeypatch):
    rng = np.random.default_rng(14)
    image = rng.normal(5, 2, (1000, 900)).astype(np.float32)
    variance = rng.uniform(1, 9, image.shape).astype(np.float32)
    variance[100:200, 300:400] = 0
    variance[500, 500:600] = -1
    variance[700] = np.nan
    image[3, 4] = np.nan
    with np.errstate(all="ignore"):
        ratio = np.where(variance > 0, image / np.sqrt(variance), np.nan).astype(np.float32)
    obj = MaskedImage(Image(image), variance=Image(variance))
    lazy = MaskedImage(Image(Lazy(image)), variance=Image(Lazy(variance)))
    monkeypatch.setattr(levels, "_BAND", 1 << 15)
    for pyramid in (Pyramid.of(obj, "snr"), Pyramid.of(lazy, "snr")):
        assert np.array_equal(whole(pyramid, 0), ratio, equal_nan=True)
        for level in range(1, pyramid.levels):
            np.testing.assert_allclose(whole(pyramid, level), slow_mean(ratio, level), rtol=1e-6, atol=1e-6)
        assert np.isfinite(pyramid.sample(0)).all()
    pyramid = Pyramid.of(obj, "variance")
    assert np.array_equal(whole(pyramid, 0), variance, equal_nan=True)


def test_components_share_the_mask():
    words = np.ones((600, 600, 1), np.uint8)
    plane = Image(np.ones((600, 600), np.float32))
    obj = MaskedImage(plane, mask=make_mask(words), variance=plane)
    first = Pyramid.of(obj)
    assert Pyramid.of(obj, "snr", sibling=first).mask_levels is first.mask_levels


def test_a_mask_alone_is_shown_over_zeros():
    pyramid = Pyramid.of(make_mask(np.full((300, 300, 1), 3, np.uint8)))
    assert (whole(pyramid, 1) == 0).all()
    assert (whole_mask(pyramid, 1) == 3).all()


def test_refusals():
    image = Image(np.zeros((5, 6), np.float32))
    with pytest.raises(ImgviewError, match="variance"):
        Pyramid.of(image, "snr")
    with pytest.raises(ImgviewError, match="variance"):
        Pyramid.of(MaskedImage(image), "variance")
    with pytest.raises(UnknownNameError, match="did you mean 'variance'"):
        Pyramid.of(image, "varance")
    with pytest.raises(ImgviewError, match="cannot show a str"):
        Pyramid.of("image.fits")
    with pytest.raises(ShapeError, match="mask has the shape"):
        Pyramid(image, make_mask(np.zeros((6, 5, 1), np.uint8)))

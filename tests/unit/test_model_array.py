"""Pixels that are not in memory: read in parts, only when asked for."""

import numpy as np
import pytest

from imgview.errors import ImgviewError, ShapeError
from imgview.model.array import ArrayLike2D, Window, as_pixels, chunk_shape, is_lazy, read, strips


class Remote:
    """An array that notes what is read from it."""

    def __init__(self, array, chunks=None):
        self.array = array
        self.chunks = chunks
        self.reads = []

    @property
    def shape(self):
        return self.array.shape

    @property
    def dtype(self):
        return self.array.dtype

    def __getitem__(self, key):
        self.reads.append(key)
        return self.array[key]


PIXELS = np.arange(20 * 30, dtype=">i4").reshape(20, 30)


def test_what_has_shape_dtype_and_slicing_is_left_alone():
    remote = Remote(PIXELS)
    assert isinstance(remote, ArrayLike2D)
    assert as_pixels(remote, 2) is remote
    assert remote.reads == []


def test_sequences_become_arrays():
    assert as_pixels([[1, 2], [3, 4]], 2).shape == (2, 2)


@pytest.mark.parametrize("data", [np.zeros(3), np.zeros((2, 2, 2)), 5, None, "text"])
def test_wrong_number_of_axes(data):
    with pytest.raises(ShapeError, match="expected an array with 2 axes"):
        as_pixels(data, 2)


@pytest.mark.parametrize("dtype", [complex, "U3", object, [("a", int)]])
def test_only_real_numbers(dtype):
    with pytest.raises(ImgviewError, match="must be real numbers"):
        as_pixels(np.zeros((2, 2), dtype=dtype), 2)


def test_masked_arrays_are_refused_rather_than_unmasked():
    with pytest.raises(ImgviewError, match="filled"):
        as_pixels(np.ma.masked_equal([[1.0, 2.0]], 2.0), 2)


def test_a_window_reads_what_is_asked_of_it_only():
    remote = Remote(PIXELS, chunks=(1, 30))
    window = Window(remote, slice(5, 15), slice(10, 30))
    inner = Window(window, slice(2, 6), slice(0, 20))
    assert inner.base is remote
    assert inner.shape == (4, 20)
    assert inner.dtype == PIXELS.dtype
    assert inner.chunks == (1, 30)
    assert remote.reads == []
    assert np.array_equal(inner[1:3, -5:], PIXELS[8:10, 25:30])
    assert remote.reads == [(slice(8, 10, 1), slice(25, 30, 1))]
    assert np.array_equal(inner[0:100, 0:100], PIXELS[7:11, 10:30])
    assert np.array_equal(inner[::2, ::5], PIXELS[7:11:2, 10:30:5])


def test_a_window_on_a_mask_keeps_its_bytes():
    window = Window(Remote(np.zeros((8, 9, 3), np.uint8)), slice(1, 4), slice(2, 9))
    assert window.shape == (3, 7, 3)


def test_reading_gives_native_arrays():
    part = read(Remote(PIXELS), slice(2, 4), slice(None, 7))
    assert type(part) is np.ndarray
    assert part.dtype == np.dtype("=i4")
    assert part.dtype.isnative
    assert np.array_equal(part, PIXELS[2:4, :7])
    native = np.zeros((3, 3))
    assert np.shares_memory(read(native), native)


def test_a_mapped_file_counts_as_lazy(tmp_path):
    path = tmp_path / "pixels"
    PIXELS.tofile(path)
    mapped = np.memmap(path, dtype=">i4", mode="r", shape=PIXELS.shape)
    assert is_lazy(as_pixels(mapped, 2))
    assert np.array_equal(read(mapped), PIXELS)
    assert not is_lazy(PIXELS)
    assert is_lazy(Remote(PIXELS))


def test_cost_of_a_read():
    assert chunk_shape(PIXELS) is None
    assert chunk_shape(Remote(PIXELS)) is None
    assert chunk_shape(Remote(PIXELS, chunks=(5, 30))) == (5, 30)
    assert chunk_shape(Remote(PIXELS, chunks=((8, 8, 4), (16, 14)))) == (8, 16)  # dask
    assert chunk_shape(Remote(PIXELS, chunks=(5, 30, 2))) == (5, 30)  # a mask in HDF5


@pytest.mark.parametrize("chunks", [None, (1, 30), (3, 30), (7, 11), (20, 30), (64, 64)])
@pytest.mark.parametrize("rows", [1, 4, 8, 100])
@pytest.mark.parametrize("window", [None, (0, 20), (2, 19), (5, 6), (13, 20)])
def test_strips_share_no_chunk(chunks, rows, window):
    data = Remote(PIXELS, chunks)
    if window is not None:
        data = Window(data, slice(*window), slice(1, 9))
    first, stop = window or (0, 20)
    found = list(strips(data, rows))
    assert [row for part in found for row in range(20)[part]] == list(range(stop - first))
    height = chunks[0] if chunks else 1
    assert all(part.stop - part.start <= max(rows, height) for part in found)
    touched = [{(first + row) // height for row in range(part.start, part.stop)} for part in found]
    assert sum(map(len, touched)) == len(set.union(*touched))

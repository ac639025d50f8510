"""What is not shown is not read: windows touch their own tiles and rows, and opening touches none."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy.io import fits

from fits_files import masked_image_tree, write_lsst
from imgview.geometry import Box
from imgview.readers import read
from imgview.readers.fits import deflate as fits_deflate
from imgview.readers.fits import tiles as fits_tiles
from imgview.readers.fits.plane import bounds
from imgview.readers.storage.source import Source

SIZE, TILE = 2000, 100


class Counter:
    """Counts compressed tiles as they are unpacked, by whichever decompressor."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tiles = 0
        inflate, unpack_run = fits_deflate.DeflatedTiles._inflate, fits_tiles.unpack_run

        def counting_inflate(*args: Any) -> bytes:
            self.tiles += 1
            return inflate(*args)

        def counting_run(table: Any, header: Any, **kwargs: Any) -> Any:
            grid = (-(-size // step) for size, step in zip(kwargs["run"], kwargs["tile"], strict=True))
            self.tiles += int(np.prod(list(grid)))
            return unpack_run(table, header, **kwargs)

        monkeypatch.setattr(fits_deflate.DeflatedTiles, "_inflate", counting_inflate)
        monkeypatch.setattr(fits_tiles, "unpack_run", counting_run)

    def of(self, action: Any) -> int:
        """Return how many tiles an action unpacks."""
        before = self.tiles
        action()
        return self.tiles - before


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    return Counter(monkeypatch)


@pytest.mark.parametrize("method", ["GZIP_1", "GZIP_2", "RICE_1", "HCOMPRESS_1"])
def test_a_corner_unpacks_its_own_tiles(method: str, counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    pixels = (np.arange(SIZE * SIZE) % 1009).astype(np.int16).reshape(SIZE, SIZE)
    fits.CompImageHDU(pixels, compression_type=method, tile_shape=(TILE, TILE)).writeto(path)
    image = read(path)
    data = image.data
    assert data.chunks == (TILE, TILE)
    assert counter.tiles == 0
    corner = Box.from_shape((500, 500))
    assert counter.of(lambda: image[corner].array) == 25
    assert counter.of(lambda: data[0:1, 0:1]) == 1
    assert counter.of(lambda: data[99:101, 99:101]) == 4
    assert counter.of(lambda: data[SIZE - 1 :, :]) == SIZE // TILE
    assert counter.of(lambda: data[5:5, :]) == 0
    assert counter.of(lambda: read(path, bbox=corner)) == 0
    assert np.array_equal(data[480:520, 730:1060], pixels[480:520, 730:1060])


def test_row_tiles(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    pixels = np.arange(200 * 50, dtype=np.float32).reshape(200, 50)
    fits.CompImageHDU(pixels, compression_type="GZIP_2", quantize_level=0).writeto(path)
    data = read(path).data
    assert data.chunks == (1, 50)
    assert counter.of(lambda: data[20:30, 5:7]) == 10
    # A step skips the tiles between.
    assert counter.of(lambda: data[::20, ::7]) == 10
    assert np.array_equal(data[::20, ::7], pixels[::20, ::7])


def test_a_mask_is_packed_window_by_window(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    words = np.arange(100 * 80, dtype=np.int32).reshape(100, 80)
    header = fits.Header({"EXTTYPE": "MASK", "MP_LOW": 0, "MP_HIGH": 12})
    hdus = fits.HDUList(
        [
            fits.PrimaryHDU(),
            fits.ImageHDU(np.zeros((100, 80), np.float32), fits.Header({"EXTTYPE": "IMAGE"})),
            fits.CompImageHDU(words, header, compression_type="GZIP_1", tile_shape=(10, 10)),
        ]
    )
    hdus.writeto(path)
    mask = read(path).mask
    assert mask.data.chunks == (10, 10)
    assert counter.of(lambda: mask.data[0:10, 0:20]) == 2
    assert mask.data[3:5, 7:9].shape == (2, 2, mask.schema.mask_size)
    assert counter.of(lambda: mask.interpret(x=79, y=99)) == 1
    assert mask.interpret(x=79, y=99) == [name for name in mask.schema.names if mask.get(name)[99, 79]]


@pytest.fixture
def bytes_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    amounts: list[int] = []
    readinto = Source.readinto

    def counting(self: Source, offset: int, buffer: memoryview) -> None:
        amounts.append(len(buffer))
        readinto(self, offset, buffer)

    monkeypatch.setattr(Source, "readinto", counting)
    return amounts


def test_uncompressed_windows_read_their_own_rows(bytes_read: list[int], tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    fits.PrimaryHDU(np.zeros((SIZE, SIZE), np.float32)).writeto(path)
    data = read(path).data
    assert sum(bytes_read) < 40_000
    for rows, columns, most in [
        (slice(0, 256), slice(0, 200), 256 * 200 * 4),
        (slice(0, 256), slice(0, 256), 256 * SIZE * 4),
        (slice(10, 20), slice(None), 10 * SIZE * 4),
        (slice(None, None, 100), slice(None, None, 10), SIZE // 100 * SIZE * 4),
    ]:
        bytes_read.clear()
        assert not data[rows, columns].any()
        assert sum(bytes_read) <= most


def test_opening_reads_headers_and_the_tree_only(bytes_read: list[int], tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    shape = (1000, 1000)
    tree = masked_image_tree()
    for plane in (tree["image"], tree["variance"]):
        plane["data"]["value"]["shape"] = list(shape)
    tree["mask"]["data"][0]["shape"] = list(shape)
    floats = np.zeros(shape, np.float32)
    write_lsst(path, tree, IMAGE=floats, MASK=np.zeros(shape, np.int32), VARIANCE=floats)
    picture = read(path)
    assert sum(bytes_read) < 200_000
    assert picture.image.is_lazy
    assert picture.mask.is_lazy
    assert picture.variance.is_lazy


@pytest.mark.parametrize(
    "key", [5, (1, 2), (slice(None),), (slice(None, None, -1), slice(None)), slice(3), ...]
)
def test_only_two_slices_forward(key: Any, tmp_path: Path) -> None:
    for path, hdu in [
        (tmp_path / "a.fits", fits.ImageHDU(np.zeros((4, 5)))),
        (tmp_path / "b.fits", fits.CompImageHDU(np.zeros((4, 5), np.int16))),
    ]:
        hdu.writeto(path)
        with pytest.raises(IndexError, match="two slices with positive steps"):
            read(path).data[key]


def test_slices_reach_as_far_as_the_array() -> None:
    assert bounds((slice(-3, 99), slice(None)), (10, 4)) == (range(7, 10), range(4))

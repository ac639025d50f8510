"""Opening files: what is no readable file, and who closes the others."""

import gc
import gzip
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from astropy.io import fits

from imgview.errors import ReadError, UnknownFormatError
from imgview.readers import read
from imgview.readers.storage import source
from imgview.readers.storage.source import open_source


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nowhere.fits: no such file"):
        read(tmp_path / "nowhere.fits")


def test_directory(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="this is a directory"):
        read(tmp_path)


def test_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    path.touch()
    with pytest.raises(ReadError, match=r"a.fits: the file is empty \(0 bytes\)"):
        read(path)


def test_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(ReadError, match="no regular file"):
        read(path)


@pytest.mark.parametrize("name", ["nul\0byte", "", "x" * 5000])
def test_impossible_names(name: str) -> None:
    with pytest.raises(ReadError):
        read(name)


def test_zstandard_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.fits.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd" + bytes(100))
    with pytest.raises(UnknownFormatError, match=r"Zstandard.*zstd -d"):
        read(path)


@pytest.mark.parametrize("cut", [11, 500, 3000])
def test_truncated_gzip(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "a.fits.gz"
    path.write_bytes(gzip.compress(np.random.default_rng(1).bytes(4000))[:cut])
    with pytest.raises(ReadError, match=r"the gzip stream ends early.*truncated"):
        read(path)


def test_corrupted_gzip(tmp_path: Path) -> None:
    path = tmp_path / "a.fits.gz"
    packed = bytearray(gzip.compress(bytes(4000)))
    packed[-6] ^= 1  # the checksum
    path.write_bytes(packed)
    with pytest.raises(ReadError, match=r"the gzip stream is corrupted: .*incorrect data check"):
        read(path)


def test_gzip_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b""))
    with pytest.raises(ReadError, match="holds an empty file"):
        read(path)


def test_gzip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(bytes(1 << 26)))
    monkeypatch.setattr(source, "_UNPACKED_LIMIT", 1 << 25)
    with pytest.raises(ReadError, match="unpacks to more than"):
        read(path)


def test_reads_beyond_the_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    opened = open_source(path)
    assert opened.read(8, 2) == b"89"
    for offset, size in [(9, 2), (-1, 1), (0, 1 << 60), (11, 0)]:
        with pytest.raises(ReadError, match="truncated or corrupted"):
            opened.read(offset, size)
    # The file may be cut while it is open.
    path.write_bytes(b"01")
    with pytest.raises(ReadError, match="ends 3 bytes before"):
        opened.read(0, 5)


def open_files() -> set[str]:
    found = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found.add(str(entry.readlink()))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to see which files are open")
@pytest.mark.parametrize("compressed", [False, True])
def test_the_last_lazy_array_closes_the_file(compressed: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    hdu = fits.CompImageHDU if compressed else fits.ImageHDU
    hdu(np.arange(12.0).reshape(3, 4)).writeto(path)
    gc.disable()  # no help from the collector: nothing may hold on to itself
    try:
        image = read(path)
        data = image.data
        assert str(path) in open_files()
        assert image.array[2, 3] == 11
        del image
        assert str(path) in open_files()
        del data
        assert str(path) not in open_files()
        with pytest.raises(ReadError):
            read(path, hdu=7)
    finally:
        gc.enable()


def test_threads_do_not_disturb_one_another(tmp_path: Path, rng: np.random.Generator) -> None:
    path = tmp_path / "a.fits"
    pixels = rng.integers(0, 1000, (300, 200), dtype=np.int16)
    fits.HDUList(
        [
            fits.PrimaryHDU(pixels),
            fits.CompImageHDU(pixels, compression_type="GZIP_2", tile_shape=(30, 50)),
            fits.CompImageHDU(pixels, compression_type="RICE_1", tile_shape=(30, 50)),
        ]
    ).writeto(path)
    planes = [read(path, hdu=hdu).data for hdu in range(3)]
    wrong: list[tuple[int, int]] = []

    def look(seed: int) -> None:
        own = np.random.default_rng(seed)
        for _ in range(40):
            number, top, left = own.integers(3), own.integers(250), own.integers(150)
            window = (slice(top, top + 50), slice(left, left + 50))
            if not np.array_equal(planes[number][window], pixels[window]):
                wrong.append((int(number), seed))

    threads = [threading.Thread(target=look, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []

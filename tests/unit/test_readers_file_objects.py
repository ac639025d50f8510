"""Bytes and file objects are read where they are; who opened a file closes it."""

import gzip
import io
import threading

import numpy as np
import pytest
from astropy.io import fits

from imgview import readers
from imgview.errors import ReadError
from imgview.geometry import Box
from imgview.readers.storage import source
from imgview.readers.storage.source import Source, is_file, open_source

PIXELS = np.arange(300 * 400, dtype=np.float32).reshape(300, 400)


@pytest.fixture(scope="module")
def content() -> bytes:
    out = io.BytesIO()
    fits.CompImageHDU(PIXELS, compression_type="GZIP_2", tile_shape=(50, 50), quantize_level=0).writeto(out)
    return out.getvalue()


class Stream(io.RawIOBase):
    """A socket, as far as a reader can tell."""

    def __init__(self, data: bytes) -> None:
        self.rest = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self.rest.read(size)


class Reluctant(io.BytesIO):
    """Gives fewer bytes than it is asked for."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(size if size is None or size < 1000 else 1000)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, io.BytesIO, Stream, Reluctant])
def test_all_kinds(kind, pack, content):
    image = readers.read(kind(pack(content)))
    assert np.array_equal(image[Box.from_shape((60, 70), start=(20, 30))].array, PIXELS[20:80, 30:100])
    assert np.array_equal(image.array, PIXELS)
    assert readers.identify(pack(content)) == "fits"


def test_bytes_are_shared(content):
    raw = bytearray(content)
    opened = open_source(raw)
    raw[3] = 7
    assert opened.read(3, 1) == b"\x07"
    with pytest.raises(ReadError, match=r"7 bytes at byte .* were to be read"):
        opened.read(len(raw) - 6, 7)
    opened = open_source(content)
    assert opened.name == f"<{len(content)} bytes>"
    assert opened.local
    assert open_source(opened) is opened


def test_a_file_object_is_put_back_and_stays_open(content, tmp_path):
    path = tmp_path / "a.fits"
    path.write_bytes(content)
    with path.open("rb") as file:
        file.seek(77)
        image = readers.read(file)
        assert image.source.startswith(str(path))
        assert file.tell() == 77
        assert np.array_equal(image.array, PIXELS)
        assert file.tell() == 77
        rest = image.data
        del image
        assert not file.closed
    with pytest.raises(ReadError, match=r"a\.fits: .* cannot be read: .* closed file"):
        rest[0:10, 0:10]


def test_threads_share_a_file_object(content):
    data = readers.read(io.BytesIO(content)).data
    wrong = []

    def look(seed):
        own = np.random.default_rng(seed)
        for _ in range(40):
            top, left = own.integers(250), own.integers(350)
            window = (slice(top, top + 50), slice(left, left + 50))
            if not np.array_equal(data[window], PIXELS[window]):
                wrong.append(seed)

    threads = [threading.Thread(target=look, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


class Broken(io.BytesIO):
    """Fails as soon as it is read."""

    def read(self, size: int | None = -1) -> bytes:
        msg = "the tape is torn"
        raise RuntimeError(msg)


@pytest.mark.parametrize(
    ("obj", "words"),
    [
        (io.StringIO("SIMPLE"), "<StringIO>: this file object was opened as text.*'rb'"),
        (b"", "<0 bytes>: the file is empty"),
        (io.BytesIO(), "<BytesIO>: the file is empty"),
        (Broken(b"1"), "<Broken>: the file object cannot be read: RuntimeError: the tape is torn"),
        (b"hello", "<5 bytes>: of no format"),
    ],
)
def test_what_is_no_file(obj, words):
    with pytest.raises(ReadError, match=words):
        readers.read(obj)


def test_a_closed_file_object(tmp_path):
    path = tmp_path / "a.fits"
    path.write_bytes(b"SIMPLE")
    file = path.open("rb")
    file.close()
    with pytest.raises(ReadError, match=r"a\.fits: the file object cannot be read: .*closed file"):
        readers.read(file)


def test_an_endless_stream(monkeypatch):
    monkeypatch.setattr(source, "_WHOLE_LIMIT", 1 << 20)
    with pytest.raises(ReadError, match="cannot seek and holds more than 1 MiB"):
        readers.read(Stream(bytes(2 << 20)))


def test_what_counts_as_a_file(tmp_path, content):
    assert all(map(is_file, ["a", tmp_path, b"", bytearray(), memoryview(b""), io.BytesIO(), Stream(b"")]))
    assert is_file(open_source(content))
    assert not any(map(is_file, [np.zeros(3), None, 3, [1], {"a": 1}, object(), Source]))

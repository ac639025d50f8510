"""Files with random damage: read or refused by an imgview error, in bounded time, and never a crash."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fits_files import write_afw
from imgview.errors import ImgviewError
from imgview.model import Image, Mask, MaskedImage
from imgview.readers import read
from shared_data import data_file

SAMPLES = [
    "visit_full_rice.fits",
    "image_int16.fits",
    "mi_12planes_tiled.fits",
    "mi_5planes_uncompressed.fits.gz",
]
SAMPLES += ["mi_12planes_cutdown.fits", "mask_12planes.fits", "pyobs_image_only.fits", "afw"]
ROUNDS = 25
LONGEST = 20.0


def truncated(content: bytearray, rng: np.random.Generator) -> bytearray:
    return content[: rng.integers(len(content))]


def truncated_at_block(content: bytearray, rng: np.random.Generator) -> bytearray:
    return content[: 2880 * rng.integers(len(content) // 2880 + 1)]


def flipped(content: bytearray, rng: np.random.Generator) -> bytearray:
    for place in rng.integers(len(content), size=rng.integers(1, 20)):
        content[place] ^= 1 << int(rng.integers(8))
    return content


def renumbered(content: bytearray, rng: np.random.Generator) -> bytearray:
    digits = np.flatnonzero(np.isin(np.frombuffer(bytes(content), np.uint8), list(b"0123456789")))
    for place in rng.choice(digits, size=rng.integers(1, 6)):
        content[place] = 48 + int(rng.integers(10))
    return content


def shuffled(content: bytearray, rng: np.random.Generator) -> bytearray:
    size = int(rng.integers(1, 200))
    source, target = (int(place) for place in rng.integers(len(content) - size, size=2))
    content[target : target + size] = content[source : source + size]
    return content


@pytest.mark.parametrize("mutate", [truncated, truncated_at_block, flipped, renumbered, shuffled])
@pytest.mark.parametrize("name", SAMPLES)
def test_mutations(name: str, mutate: Callable[..., bytearray], tmp_path: Path) -> None:
    if name == "afw":
        content = write_afw(tmp_path / "whole.fits", archive=True).read_bytes()
    else:
        content = data_file(name).read_bytes()
    path = tmp_path / "mutant.fits"
    messages: list[str] = []
    for seed in range(ROUNDS):
        path.write_bytes(mutate(bytearray(content), np.random.default_rng([seed, len(content)])))
        start = time.monotonic()
        try:
            picture = read(path)
            for plane in planes(picture):
                assert plane.array.shape[:2] == tuple(picture.shape)
        except ImgviewError as error:
            messages.append(str(error))
        assert time.monotonic() - start < LONGEST
    assert messages or mutate not in {truncated, truncated_at_block}
    for message in messages:
        assert message.startswith(os.fspath(path))
        assert len(message) < 1000


def planes(picture: Any) -> list[Image | Mask]:
    if isinstance(picture, MaskedImage):
        return [plane for plane in (picture.image, picture.mask, picture.variance) if plane is not None]
    return [picture]

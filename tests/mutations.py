"""Random damage to the bytes of a file, the same for the same seed."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = ["MUTATIONS", "mutant"]


def mutant(content: bytes, seed: int) -> tuple[str, bytes]:
    """Return the name of the damage that a seed stands for, and the damaged bytes."""
    rng = np.random.default_rng([seed, len(content)])
    names = [name for name in MUTATIONS if name != "misspelt" or content.lstrip()[:1] == b"{"]
    name = names[seed % len(names)]
    return name, bytes(MUTATIONS[name](bytearray(content), rng))


def truncated(content: bytearray, rng: np.random.Generator) -> bytearray:
    return content[: rng.integers(len(content))]


def truncated_at_block(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Cut where a FITS block, or one of HDF5's aligned objects, may begin."""
    block = int(rng.choice([8, 512, 2048, 2880]))
    return content[: block * int(rng.integers(len(content) // block + 1))]


def flipped(content: bytearray, rng: np.random.Generator) -> bytearray:
    for place in rng.integers(len(content), size=rng.integers(1, 20)):
        content[place] ^= 1 << int(rng.integers(8))
    return content


def flipped_at_start(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Hit the structures, which most formats keep in front."""
    for place in rng.integers(min(len(content), 8192), size=rng.integers(1, 6)):
        content[place] ^= 1 << int(rng.integers(8))
    return content


def renumbered(content: bytearray, rng: np.random.Generator) -> bytearray:
    digits = np.flatnonzero(np.isin(np.frombuffer(bytes(content), np.uint8), list(b"0123456789")))
    if digits.size:
        for place in rng.choice(digits, size=rng.integers(1, 6)):
            content[place] = 48 + int(rng.integers(10))
    return content


def extreme(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Put a very large or negative binary number where some number may have been."""
    width = int(rng.choice([2, 4, 8]))
    value = int(rng.choice([-1, 0, 1, 127])).to_bytes(width, "little", signed=True)
    filled = rng.choice([value, b"\xff" * (width - 1) + b"\x7f", b"\xff" * width])
    place = width * int(rng.integers(len(content) // width))
    content[place : place + width] = bytes(filled)[:width]
    return content


def shuffled(content: bytearray, rng: np.random.Generator) -> bytearray:
    size = int(rng.integers(1, min(200, len(content) // 2)))
    source, target = (int(place) for place in rng.integers(len(content) - size, size=2))
    content[target : target + size] = content[source : source + size]
    return content


_ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1 << 70,
    1e308,
    float("nan"),
    "",
    "ndf:/",
    "fits:IMAGE",
    [],
    {},
    [[]],
    "x" * 999,
)


def misspelt(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Put a value of another kind somewhere into a JSON text, or take a key away."""
    tree = json.loads(content)
    for _ in range(int(rng.integers(1, 4))):
        node, key = tree, None
        while isinstance(node, dict | list) and node and (key is None or rng.random() < 0.8):
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            parent, key = node, keys[int(rng.integers(len(keys)))]
            node = parent[key]
        if key is None:
            break
        if isinstance(parent, dict) and rng.random() < 0.3:
            del parent[key]
        else:
            parent[key] = _ODD[int(rng.integers(len(_ODD)))]
    return bytearray(json.dumps(tree).encode())


MUTATIONS: dict[str, Callable[[bytearray, np.random.Generator], bytearray]] = {
    "truncated": truncated,
    "truncated at a block": truncated_at_block,
    "flipped": flipped,
    "flipped at the start": flipped_at_start,
    "renumbered": renumbered,
    "extreme": extreme,
    "shuffled": shuffled,
    "misspelt": misspelt,
}

"""Where test files are, what their own libraries read from them, and how to compare."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

DATA = Path(__file__).parent / "data"
_SPECIAL = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
SHARED = Path(__file__).parents[2] / "shared" / "data"


def data_file(name: str) -> Path:
    """Return a file that comes with the tests."""
    path = DATA / name
    assert path.is_file(), f"{path} is missing from the repository"
    return path


def shared_file(folder: str, name: str) -> Path:
    """Return a file that must not or need not be copied here; skip the test where it is not at hand."""
    path = SHARED / folder / name
    if not path.is_file():
        pytest.skip(f"needs shared/data/{folder}/{name} beside the repository")
    return path


def made_file(name: str) -> Path:
    """Return a synthetic file: the copy among the tests' data, or else the original."""
    return DATA / name if (DATA / name).is_file() else shared_file("made", name)


def oracle_of(path: Path) -> dict[str, Any]:
    """Return what the format's own library reads from a file."""
    return json.loads(path.with_name(path.name + ".oracle.json").read_text(), object_hook=_numbers)


def digest(array: npt.NDArray[Any]) -> str:
    """Return the sha256 of an array's little-endian bytes in C order, all NaN made equal, bool as uint8."""
    array = np.array(array, order="C")
    if array.dtype.kind == "f":
        array[np.isnan(array)] = np.nan
    if array.dtype == bool:
        array = array.astype(np.uint8)
    return hashlib.sha256(array.astype(array.dtype.newbyteorder("<")).tobytes()).hexdigest()


def _numbers(item: dict[str, Any]) -> dict[str, Any]:
    def number(value: Any) -> Any:
        if isinstance(value, list):
            return [number(part) for part in value]
        return _SPECIAL.get(value, value) if isinstance(value, str) else value

    return {key: number(value) for key, value in item.items()}

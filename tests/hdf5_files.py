"""Small HDF5 and HDS files, made with h5py: what Starlink's libraries would write, or not."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt


def structure(parent: h5py.Group, name: str, kind: str) -> h5py.Group:
    """Make a structure of HDS."""
    group = parent.create_group(name)
    group.attrs["CLASS"] = np.bytes_(kind)
    return group


def cells(parent: h5py.Group, name: str, kind: str, count: int) -> list[h5py.Group]:
    """Make an array of structures."""
    group = structure(parent, name, kind)
    group.attrs["HDS_STRUCTURE_DIMS"] = np.array([count])
    return [structure(group, f"ARRAY_OF_STRUCTURES_CELL({n})", kind) for n in range(1, count + 1)]


def text(parent: h5py.Group, name: str, value: str | Sequence[str], width: int = 0) -> h5py.Dataset:
    """Write a _CHAR primitive, padded with blanks."""
    values = [value] if isinstance(value, str) else list(value)
    width = width or max(map(len, values))
    data = np.array([line.ljust(width).encode() for line in values], f"S{width}")
    return parent.create_dataset(name, data=data[0] if isinstance(value, str) else data)


def logical(parent: h5py.Group, name: str, value: bool) -> None:
    """Write a _LOGICAL primitive: a bit field."""
    space = h5py.h5s.create(h5py.h5s.SCALAR)
    kind = h5py.h5t.STD_B8LE
    dataset = h5py.h5d.create(parent.id, name.encode(), kind, space)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array(value, np.uint8), mtype=kind)


def array(parent: h5py.Group, name: str, data: npt.ArrayLike, **options: Any) -> h5py.Group:
    """Write a structure of type ARRAY; ``origin`` is in the order of HDS, ``storage`` goes to h5py."""
    group = structure(parent, name, "ARRAY")
    group.create_dataset("DATA", data=data, **options.pop("storage", {}))
    origin = options.pop("origin", None)
    if origin is not None:
        group["ORIGIN"] = np.array(origin, np.int64)
    for key, value in options.items():
        if isinstance(value, str):
            text(group, key, value)
        elif isinstance(value, bool):
            logical(group, key, value)
        else:
            group[key] = value
    return group


def ndf(parent: h5py.Group, name: str, data: npt.ArrayLike, **options: Any) -> h5py.Group:
    """Write an NDF with nothing but data."""
    group = structure(parent, name, "NDF")
    array(group, "DATA_ARRAY", data, **options)
    return group


def container(path: Path, kind: str = "NDF") -> h5py.File:
    """Open a new HDS container."""
    file = h5py.File(path, "w")
    file.attrs["CLASS"] = np.bytes_(kind)
    file.attrs["HDS_ROOT_NAME"] = np.bytes_(path.stem.upper())
    return file


def delta(parent: h5py.Group, name: str, data: npt.NDArray[Any], axis: int) -> h5py.Group:
    """Write a DELTA array: every rule of its code is used where it can be, runs in preference.

    ``axis`` is in the order of HDS: 1 is the fastest.  Bad values are the lowest (unsigned: highest) integer.
    """
    limits = np.iinfo(data.dtype)
    bad = limits.min if data.dtype.kind == "i" else limits.max
    lines = np.moveaxis(data, data.ndim - axis, -1)
    codes: list[int] = []
    values: list[int] = []
    repeats: list[int] = []
    first: list[tuple[int, int, int]] = []
    for line in lines.reshape(-1, lines.shape[-1]).tolist():
        first.append((len(codes), len(values), len(repeats)))
        _pack(line, bad, codes, values, repeats)
    starts = np.array(first).T.reshape(3, *lines.shape[:-1])
    group = structure(parent, name, "ARRAY")
    text(group, "VARIANT", "DELTA")
    group["DATA"] = np.array(codes, np.int8)
    group["VALUE"] = np.array(values, data.dtype)
    if repeats:
        group["REPEAT"] = np.array(repeats, np.uint16)
        group["FIRST_REPEAT"] = starts[2].astype(np.uint16)
    group["FIRST_DATA"] = starts[0].astype(np.int64)
    group["FIRST_VALUE"] = starts[1].astype(np.uint16)
    group["ZAXIS"] = np.int32(axis)
    group["ZDIM"] = np.int64(lines.shape[-1])
    return group


def _pack(line: list[int], bad: int, codes: list[int], values: list[int], repeats: list[int]) -> None:
    """Pack one line: 127 one good, 126 equal ones, 125 bad ones, 124 one bad, 123 several good."""
    place, before = 0, None
    while place < len(line):
        run = 1
        while place + run < len(line) and line[place + run] == line[place]:
            run += 1
        following = line[place + run : place + run + 1]
        if line[place] == bad:
            codes.append(124 if run == 1 else 125)
            repeats += [run] if run > 1 else []
            values += following
            before = following[0] if following else None
            place += run + 1
        elif run > 2:
            codes.append(126)
            repeats.append(run)
            values.append(line[place])
            before, place = line[place], place + run
        elif before is not None and -128 <= line[place] - before <= 122:
            codes.append(line[place] - before)
            before, place = line[place], place + 1
        else:
            far = 1
            while place + far < len(line) and far < 4 and _leaps(line, place + far, bad):
                far += 1
            codes.append(127 if far == 1 else 123)
            repeats += [far] if far > 1 else []
            values += line[place : place + far]
            before, place = line[place + far - 1], place + far


def _leaps(line: list[int], place: int, bad: int) -> bool:
    return line[place] != bad and not -128 <= line[place] - line[place - 1] <= 122

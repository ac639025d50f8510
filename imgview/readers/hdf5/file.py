"""The structure of an HDF5 file: groups and datasets by name, with every size checked before it is believed.

h5py finds objects; pixels are read by `hdf5_array`.  This module owns what must hold before any pixel is
touched: links stay inside the file and do not go in circles, data lie inside the file or are packed no
tighter than deflate can pack, and no other file is opened.  It knows no dialect of HDF5.

h5py serializes all calls into libhdf5 with a lock of its own, so that files may be used from several threads.
"""

from __future__ import annotations

import math
import weakref
from functools import cached_property
from typing import Any

import h5py
import numpy as np

from imgview.errors import ReadError
from imgview.readers.hdf5.stream import Stream, guarded
from imgview.readers.hdf5.text import text_attributes
from imgview.readers.storage.source import Source

__all__ = ["Dataset", "Group", "Hdf5File", "is_hdf5"]

_MAGIC = b"\x89HDF\r\n\x1a\n"
_MEMBERS_LIMIT = 20_000
_LINKS_LIMIT = 32
# No filter that is read packs tighter than deflate.
_RATIO = 1032
_SLACK = 1 << 20
_NAME_SHOWN = 60
_SIMPLE_TYPES = (h5py.h5t.TypeIntegerID, h5py.h5t.TypeFloatID, h5py.h5t.TypeStringID, h5py.h5t.TypeEnumID)


def is_hdf5(source: Source) -> bool:
    """Tell whether the content is HDF5.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The bytes.

    Returns
    -------
    `bool`
        True if they start with its signature.
    """
    return source.read(0, min(len(_MAGIC), source.size)) == _MAGIC


class Hdf5File:
    """An HDF5 file, open as long as something that was found in it is in use.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The bytes; see `is_hdf5`.

    Raises
    ------
    ReadError
        If its superblock or root group cannot be read.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        with guarded(source.name):
            handle = h5py.File(Stream(source), "r")
            # Left open until the interpreter is gone, libhdf5 would call a Python that is no more.
            weakref.finalize(self, handle.close)
            self.shifted: bool = handle.userblock_size != 0
            self._root = handle["/"]

    @property
    def name(self) -> str:
        """How messages call the file."""
        return self.source.name

    @property
    def root(self) -> Group:
        """The root group (`Group`)."""
        return Group(self, self._root, "/")


class _Node:
    """What groups and datasets have in common."""

    def __init__(self, file: Hdf5File, handle: Any, path: str) -> None:
        self.file = file
        self.handle = handle
        self.path = path

    @property
    def where(self) -> str:
        """File and path, the beginning of every error message."""
        return f"{self.file.name}: {self.path[:200]}"

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Attributes that are texts of variable length, which libhdf5 is not asked for."""
        if self.file.shifted:
            return {}
        with guarded(self.where):
            address = int(h5py.h5o.get_info(self.handle.id).addr)
        return text_attributes(self.file.source, address)

    def attribute_names(self) -> list[str]:
        """Return the names of the attributes; of damaged ones, none."""
        try:
            return [str(name) for name in self.handle.attrs]
        except Exception:  # noqa: BLE001  # h5py raises what it likes over damage; an attribute is never vital
            return []

    def attribute(self, name: str) -> Any:
        """Return the value of an attribute.

        Parameters
        ----------
        name : `str`
            Its name.

        Returns
        -------
        `object`
            What h5py makes of it, texts as `str`; `None` where there is none, or it cannot be understood.
        """
        try:
            if name not in self.handle.attrs:
                return None
            attribute = self.handle.attrs.get_id(name)
            if attribute.get_storage_size() > _SLACK:
                return None
            kind = attribute.get_type()
            if isinstance(kind, h5py.h5t.TypeStringID) and kind.is_variable_str():
                return self.texts.get(name)
            if not isinstance(kind, _SIMPLE_TYPES):
                return None
            value = self.handle.attrs[name]
        except Exception:  # noqa: BLE001  # h5py raises what it likes over damage; an attribute is never vital
            return None
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


class Group(_Node):
    """A group of an HDF5 file.

    Parameters
    ----------
    file : `Hdf5File`
        The file.
    handle : `h5py.Group`
        What h5py knows it by.
    path : `str`
        Absolute path.
    """

    @property
    def address(self) -> int:
        """What tells this group from all others of the file, whatever links lead to it."""
        with guarded(self.where):
            return int(h5py.h5o.get_info(self.handle.id).addr)

    def names(self) -> list[str]:
        """Return the names of the members, in the order of the file.

        Returns
        -------
        `list` of `str`
            Names.

        Raises
        ------
        ReadError
            If the group is damaged.
        """
        with guarded(self.where):
            count = self.handle.id.get_num_objs()
            if count > _MEMBERS_LIMIT:
                msg = f"{self.where}: more than {_MEMBERS_LIMIT} members: the file is corrupted"
                raise ReadError(msg)
            return [str(name) for name in self.handle]

    def get(self, name: str) -> Group | Dataset | None:
        """Return a member.

        Parameters
        ----------
        name : `str`
            Its name, or a path of names from here on.

        Returns
        -------
        `Group`, `Dataset` or `None`
            `None` where there is no such member, or it is neither.

        Raises
        ------
        ReadError
            If a link leads out of the file, nowhere or in circles, or the file is damaged.
        """
        return _follow(self, [part for part in name.split("/") if part], 0)

    def group(self, name: str) -> Group | None:
        """Return a member that is a group, else `None`; see `get`."""
        found = self.get(name)
        return found if isinstance(found, Group) else None

    def dataset(self, name: str) -> Dataset | None:
        """Return a member that is a dataset, else `None`; see `get`."""
        found = self.get(name)
        return found if isinstance(found, Dataset) else None


def _follow(node: Group | Dataset, parts: list[str], links: int) -> Group | Dataset | None:
    """Go down a path of names, along links that stay inside the file."""
    for number, part in enumerate(parts):
        if not isinstance(node, Group):
            return None
        where = f"{node.where.rstrip('/')}/{part[:_NAME_SHOWN]}"
        with guarded(where):
            name = part.encode("utf-8", "surrogateescape")
            if name not in node.handle.id:
                return None
            kind = node.handle.id.links.get_info(name).type
            if kind == h5py.h5l.TYPE_SOFT:
                target = node.handle.id.links.get_val(name).decode("utf-8", "surrogateescape")
                return _follow_soft(node, target, parts[number + 1 :], links, where)
            if kind != h5py.h5l.TYPE_HARD:
                msg = f"{where}: a link to another file, which is not followed; give that file itself"
                raise ReadError(msg)
            handle = node.handle[name]
        path = f"{node.path.rstrip('/')}/{part}"
        if isinstance(handle, h5py.Group):
            node = Group(node.file, handle, path)
        elif isinstance(handle, h5py.Dataset):
            node = Dataset(node.file, handle, path)
        else:
            return None
    return node


def _follow_soft(
    group: Group, target: str, rest: list[str], links: int, where: str
) -> Group | Dataset | None:
    if links >= _LINKS_LIMIT:
        msg = f"{where}: soft links go in circles: the file is damaged"
        raise ReadError(msg)
    start = group.file.root if target.startswith("/") else group
    parts = [part for part in target.split("/") if part not in {"", "."}]
    found = _follow(start, [*parts, *rest], links + 1)
    if found is None and not rest:
        shown = target[:_NAME_SHOWN]
        msg = f"{where}: a soft link to {shown!r}, where there is nothing: the file is damaged"
        raise ReadError(msg)
    return found


class Dataset(_Node):
    """A dataset of an HDF5 file, whose declared size has been held against the file's.

    Parameters
    ----------
    file : `Hdf5File`
        The file.
    handle : `h5py.Dataset`
        What h5py knows it by.
    path : `str`
        Absolute path.

    Raises
    ------
    ReadError
        If its data are in another file, are of a type that numpy does not know, or cannot be as large as
        declared.
    """

    def __init__(self, file: Hdf5File, handle: Any, path: str) -> None:
        super().__init__(file, handle, path)
        with guarded(self.where):
            self.creation = handle.id.get_create_plist()
            """How it was made (`h5py.h5p.PropDCID`)."""
            self.layout: int = self.creation.get_layout()
            """One of the layout constants of `h5py.h5d`."""
            if self.layout == h5py.h5d.VIRTUAL or self.creation.get_external_count():
                msg = f"{self.where}: its data are in other files, which are not opened; copy them into one"
                raise ReadError(msg)
            self.shape: tuple[int, ...] = tuple(int(size) for size in handle.id.shape)
            """Shape, slowest axis first."""
            self.dtype: np.dtype[Any] = np.dtype(handle.dtype)
            """Type of one element, in the byte order of the file."""
            self.chunks: tuple[int, ...] | None = (
                tuple(self.creation.get_chunk()) if self.layout == h5py.h5d.CHUNKED else None
            )
            """Shape of one chunk, if it is stored in chunks."""
            self.nbytes: int = math.prod(self.shape) * self.dtype.itemsize
            """Bytes of all elements."""
            if self.dtype.hasobject:
                msg = f"{self.where}: holds values of variable length, which are not read"
                raise ReadError(msg)
            self._check_size()

    def _check_size(self) -> None:
        """Refuse what the file cannot hold."""
        have = self.file.source.size
        if self.layout == h5py.h5d.CONTIGUOUS and self.nbytes:
            # Of chunks, libhdf5 would have to look up every one to tell their size.
            offset, stored = self.handle.id.get_offset(), self.handle.id.get_storage_size()
            if offset is None:
                msg = f"{self.where}: declares {self.nbytes} bytes of data, but none were ever written"
                raise ReadError(msg)
            if stored < self.nbytes or offset + self.nbytes > have:
                msg = (
                    f"{self.where}: declares {self.nbytes} bytes of data from byte {offset} on, but the file "
                    f"has {have}: it is truncated or corrupted"
                )
                raise ReadError(msg)
        piece = math.prod(self.chunks) * self.dtype.itemsize if self.chunks else self.nbytes
        if max(self.nbytes, piece) > _RATIO * have + _SLACK:
            msg = (
                f"{self.where}: declares {max(self.nbytes, piece)} bytes of data in a file of {have} bytes, "
                "which no compression explains: it is corrupted"
            )
            raise ReadError(msg)

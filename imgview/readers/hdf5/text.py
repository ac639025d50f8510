"""Texts of variable length among the attributes of an HDF5 object, found without libhdf5.

Such a text lies in a "global heap", and libhdf5 never returns from one that is damaged in certain ways.  So
the header of the object is gone through here: its messages, of which some are attributes, and of these the
single texts.  Attributes that are stored elsewhere, because there are many, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, error

from imgview.errors import ReadError
from imgview.readers.storage.source import Source

__all__ = ["text_attributes"]

_ATTRIBUTE, _CONTINUATION = 0x0C, 0x10
_HEAD = Struct("<BxHII4x")
_MESSAGE = Struct("<HHB3x")
_SPAN = Struct("<QQ")
_HEAP_ID = Struct("<IQI")
_HEAP = Struct("<4sB3xQ")
_OBJECT = Struct("<HH4xQ")
_BLOCKS = 64
_BLOCK_LIMIT = 1 << 20
_VARIABLE_LENGTH, _TEXT = 9, 1


def text_attributes(source: Source, address: int) -> dict[str, str]:
    """Return the texts of variable length among the attributes of an object.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The file.
    address : `int`
        Byte at which the header of the object starts.

    Returns
    -------
    `dict` [`str`, `str`]
        Texts by name; what is damaged is left out.
    """
    found: dict[str, str] = {}
    try:
        for kind, message in _messages(source, address):
            if kind == _ATTRIBUTE:
                attribute = _attribute(source, message)
                if attribute is not None:
                    found[attribute[0]] = attribute[1]
    except (ReadError, error, IndexError, ValueError):
        pass
    return found


def _messages(source: Source, address: int) -> Iterator[tuple[int, bytes]]:
    """Yield type and content of each message of an object header, of version 1 or 2."""
    head = bytes(source.read(address, min(64, source.size - address)))
    if head[:4] == b"OHDR":
        flags = head[5]
        place = 6 + 16 * (flags >> 5 & 1) + 4 * (flags >> 4 & 1)
        width = 1 << (flags & 3)
        blocks = [(address + place + width, int.from_bytes(head[place : place + width], "little"))]
    else:
        version, _, _, size = _HEAD.unpack_from(head)
        if version != 1:
            return
        flags = None
        blocks = [(address + _HEAD.size, size)]
    for number in range(_BLOCKS):
        if number == len(blocks):
            return
        start, size = blocks[number]
        block = bytes(source.read(start, min(size, _BLOCK_LIMIT)))
        place = 0
        if flags is not None and number:
            # A block of version 2 has a signature of its own and a checksum.
            block, place = block[:-4], 4
        while place + 4 <= len(block):
            if flags is None:
                kind, length, _ = _MESSAGE.unpack_from(block, place)
                place += _MESSAGE.size
            else:
                kind, length = block[place], int.from_bytes(block[place + 1 : place + 3], "little")
                place += 4 + 2 * (flags >> 2 & 1)
            content = block[place : place + length]
            place += length
            if kind == _CONTINUATION:
                blocks.append(_SPAN.unpack_from(content))
            else:
                yield kind, content


def _attribute(source: Source, message: bytes) -> tuple[str, str] | None:
    """Return name and value of an attribute that is a single text of variable length."""
    version = message[0]
    sizes = [int.from_bytes(message[place : place + 2], "little") for place in (2, 4, 6)]
    place = 8 + (version == 3)
    parts = []
    for size in sizes:
        parts.append(message[place : place + size])
        place += -(-size // 8) * 8 if version == 1 else size
    name, kind, space = parts
    # A scalar has no dimensions.
    if kind[0] & 0x0F != _VARIABLE_LENGTH or kind[1] & 0x0F != _TEXT or space[1]:
        return None
    length, heap, index = _HEAP_ID.unpack_from(message, place)
    value = _heap_object(source, heap, index)[:length]
    return name.rstrip(b"\0").decode("utf-8", "replace"), value.rstrip(b"\0").decode("utf-8", "replace")


def _heap_object(source: Source, address: int, wanted: int) -> bytes:
    """Return one object of a global heap."""
    signature, _, size = _HEAP.unpack(source.read(address, _HEAP.size))
    if signature != b"GCOL" or size > _BLOCK_LIMIT:
        return b""
    heap = bytes(source.read(address, size))
    place = _HEAP.size
    while place + _OBJECT.size <= len(heap):
        index, _, length = _OBJECT.unpack_from(heap, place)
        place += _OBJECT.size
        if index == wanted:
            return heap[place : place + length]
        if index == 0:
            break
        place += -(-length // 8) * 8
    return b""

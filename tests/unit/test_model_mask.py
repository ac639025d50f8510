"""Masks: any number of named planes, looked up by name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from imgview.errors import ImgviewError, ShapeError, UnknownPlaneError
from imgview.geometry import Box
from imgview.model import Image, Mask, MaskPlane, MaskSchema
from imgview.model.bits import count_bits

NUMBERS = [1, 8, 9, 15, 31, 40, 128, 200]


def schema_of(number, holes=()):
    planes = [None if i in holes else MaskPlane(f"P{i}", f"Plane {i}.") for i in range(number)]
    return MaskSchema(planes)


@pytest.fixture
def mask(rng):
    bits = rng.integers(0, 256, size=(12, 17, 5), dtype=np.uint8)
    return Mask(bits, schema=schema_of(40, holes={0, 7, 20}), yx0=(100, 200))


@pytest.mark.parametrize("number", NUMBERS)
def test_any_number_of_planes(rng, number):
    schema = schema_of(number)
    assert len(schema) == len(schema.names) == number
    assert schema.mask_size == -(-number // 8)
    wanted = rng.integers(0, 2, size=(number, 6, 7)).astype(bool)
    mask = Mask.empty(schema=schema, bbox=Box.from_shape((6, 7)))
    for i in range(number):
        mask.set(f"P{i}", wanted[i])
    assert all(np.array_equal(mask.get(f"P{i}"), wanted[i]) for i in range(number))
    assert mask.counts() == {f"P{i}": int(wanted[i].sum()) for i in range(number)}
    assert mask.interpret(x=3, y=2) == [f"P{i}" for i in range(number) if wanted[i, 2, 3]]
    bit = schema.bit(f"P{number - 1}")
    assert (bit.index, bit.mask) == ((number - 1) // 8, 1 << (number - 1) % 8)


def test_placeholders_keep_their_bit():
    schema = MaskSchema([None, MaskPlane("A", "a"), None, MaskPlane("B", "b")])
    assert schema.names == ("A", "B")
    assert list(schema) == [None, schema[1], None, schema[3]]
    assert schema.bitmask("A", "B").tolist() == [0b1010]
    assert schema.interpret([0b1111]) == ["A", "B"]
    assert schema.descriptions == {"A": "a", "B": "b"}
    assert "A" in schema
    assert schema[3] in schema
    assert "C" not in schema


def test_a_schema_without_planes_still_has_a_size():
    assert MaskSchema([]).mask_size == 1
    assert list(MaskSchema([])) == [None]


def test_a_signed_type_leaves_its_sign_alone():
    schema = MaskSchema([MaskPlane(f"P{i}") for i in range(40)], dtype=np.int32)
    assert schema.mask_size == 2
    assert (schema.bit("P31").index, schema.bit("P31").mask) == (1, 1)
    assert schema.bitmask("P30").tolist() == [1 << 30, 0]
    assert MaskSchema.bits_per_element(np.uint32) == 32
    with pytest.raises(ImgviewError, match="made of integers, got dtype float32"):
        MaskSchema([], dtype=np.float32)


def test_names_are_unique():
    with pytest.raises(ImgviewError, match="two mask planes are named 'A'"):
        MaskSchema([MaskPlane("A"), None, MaskPlane("A")])


def test_schemas_are_values():
    assert schema_of(9) == schema_of(9)
    assert hash(schema_of(9)) == hash(schema_of(9))
    assert schema_of(9) != schema_of(9, holes={3})
    assert schema_of(9) != "schema"
    assert repr(MaskSchema([MaskPlane("A"), None])) == "MaskSchema([A, None], uint8)"
    assert "… 180 more" in repr(schema_of(200))


def test_unknown_planes_are_named_with_near_ones(mask):
    calls = [mask.get, mask.bitmask, mask.any, mask.set, mask.clear, mask.schema.bit]
    for call in calls:
        with pytest.raises(UnknownPlaneError, match="unknown mask plane 'p12': did you mean 'P12'"):
            call("p12")


def test_any_of_several(mask):
    assert np.array_equal(mask.any("P1", "P39"), mask.get("P1") | mask.get("P39"))
    assert not mask.any().any()
    assert mask.any("P1").dtype == bool


def test_set_and_clear_touch_what_they_name_only(mask):
    before = mask.array.copy()
    where = mask.get("P3")
    mask.set("P5", where)
    assert np.array_equal(mask.array[..., 0], before[..., 0] | np.where(where, 1 << 5, 0))
    mask.set("P5")
    assert mask.get("P5").all()
    mask.clear("P5", where)
    assert np.array_equal(mask.get("P5"), ~where)
    mask.clear("P5")
    assert not mask.get("P5").any()
    assert np.array_equal(mask.array[..., 1:], before[..., 1:])
    mask.clear(boolean=where)
    assert not mask.array[where].any()
    mask.clear()
    assert not mask.array.any()


def test_selections_must_fit(mask):
    for call in (mask.set, mask.clear):
        with pytest.raises(ShapeError, match=r"has shape \(3, 3\), but the mask has \(12, 17\)"):
            call("P1", np.ones((3, 3), bool))


def test_update_takes_over_shared_planes_of_shared_pixels():
    box = Box.from_shape((6, 6), start=(10, 10))
    mask = Mask.empty(schema=MaskSchema([MaskPlane("A"), MaskPlane("B")]), bbox=box)
    other = Mask.empty(
        schema=MaskSchema([MaskPlane("C"), MaskPlane("B")]), bbox=Box.from_shape((6, 6), start=(13, 14))
    )
    mask.set("A")
    other.set("B")
    other.set("C")
    mask.update(other)
    expected = np.zeros((6, 6), bool)
    expected[3:, 4:] = True
    assert np.array_equal(mask.get("B"), expected)
    assert mask.get("A").all()
    mask.update(Mask.empty(schema=other.schema, bbox=Box.from_shape((2, 2))))
    assert np.array_equal(mask.get("B"), expected)


def test_planes_added_and_dropped(mask):
    changed = mask.add_planes([MaskPlane("NEW", "n"), None], drop=["P1", "P30"])
    assert changed.schema.names == (*(n for n in mask.schema.names if n not in {"P1", "P30"}), "NEW")
    assert all(np.array_equal(changed.get(n), mask.get(n)) for n in changed.schema.names if n != "NEW")
    assert not changed.get("NEW").any()
    assert changed.bbox == mask.bbox
    with pytest.raises(UnknownPlaneError):
        mask.add_planes([], drop=["P99"])
    with pytest.raises(ImgviewError, match="two mask planes are named 'P1'"):
        mask.add_planes([MaskPlane("P1")])


def test_cutting(mask):
    part = mask.absolute[103:109, 205:210]
    assert np.array_equal(part.array, mask.array[3:9, 5:10])
    assert part.schema is mask.schema
    assert part.interpret(x=206, y=104) == mask.interpret(x=206, y=104)
    part.clear()
    assert not mask.array[3:9, 5:10].any()
    with pytest.raises(ShapeError, match="is not inside"):
        part.interpret(x=200, y=100)


def test_counts_of_a_part_are_those_of_its_planes(mask):
    part = mask.local[1:-1, 2:-3]
    assert part.counts() == {name: int(part.get(name).sum()) for name in part.schema.names}


@given(
    st.integers(1, 30).flatmap(
        lambda size: arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(size)))
    )
)
def test_counted_bits_are_those_unpacked(pixels):
    unpacked = np.unpackbits(pixels[..., None], axis=-1, bitorder="little")
    assert np.array_equal(count_bits(pixels), unpacked.sum(axis=(0, 1), dtype=int))


@pytest.mark.parametrize("size", [1, 2, 3, 25])
def test_many_rows_do_not_carry_over(size):
    assert (count_bits(np.full((1100, 700, size), 255, np.uint8)) == 1100 * 700).all()


class Remote:
    def __init__(self, array):
        self.array = array
        self.largest = 0
        self.rows = []

    @property
    def shape(self):
        return self.array.shape

    @property
    def dtype(self):
        return self.array.dtype

    def __getitem__(self, key):
        part = self.array[key]
        self.rows.append((key[0].start, key[0].stop))
        self.largest = max(self.largest, part.nbytes)
        return part


def test_a_lazy_mask_is_counted_in_parts_and_read_pixel_by_pixel(rng):
    bits = rng.integers(0, 256, size=(3000, 1000, 2), dtype=np.uint8)
    remote = Remote(bits)
    mask = Mask(remote, schema=schema_of(16))
    assert mask.is_lazy
    assert mask.interpret(x=5, y=7) == mask.schema.interpret(bits[7, 5])
    assert remote.largest == 2
    counts = mask.counts()
    assert mask.is_lazy
    assert remote.largest < bits.nbytes / 4
    assert counts == Mask(bits, schema=schema_of(16)).counts()
    part = mask.local[100:200, 300:310]
    assert part.is_lazy
    assert np.array_equal(part.array, bits[100:200, 300:310])


def test_a_read_only_mask_is_copied_before_it_is_changed(mask):
    bits = mask.array.copy()
    bits.flags.writeable = False
    fixed = Mask(bits, schema=mask.schema)
    fixed.set("P1")
    assert fixed.get("P1").all()
    assert np.array_equal(bits, mask.array)


@pytest.mark.parametrize(
    ("array", "error", "message"),
    [
        (np.zeros((4, 5), np.uint8), ShapeError, "3 axes"),
        (np.zeros((4, 5, 1), np.uint8), ShapeError, r"15 planes needs 2 bytes.*\(4, 5, 1\)"),
        (np.zeros((4, 5, 2), np.int32), ImgviewError, "array of a mask must be of type uint8, got int32"),
    ],
)
def test_arrays_that_do_not_fit(array, error, message):
    with pytest.raises(error, match=message):
        Mask(array, schema=schema_of(15))


def test_schemas_of_another_type_do_not_fit():
    with pytest.raises(ImgviewError, match="schema of a mask must be of type uint8, got int32"):
        Mask(np.zeros((4, 5, 1), np.uint8), schema=MaskSchema([MaskPlane("A")], dtype=np.int32))


def test_repr_names_the_planes():
    mask = Mask.empty(schema=MaskSchema([MaskPlane("CR")]), bbox=Box.from_shape((2, 3), start=(4, 5)))
    assert repr(mask) == "Mask([y=4:6, x=5:8], MaskSchema([CR], uint8))"
    assert mask.view(sky_projection=None) is mask
    assert Image(np.zeros((2, 3))).bbox.shape == mask.shape


def test_counting_reads_each_chunk_once():
    bits = np.random.default_rng(2).integers(0, 256, (800, 3000, 1), dtype=np.uint8)
    remote = Remote(bits)
    remote.chunks = (64, 3000)
    part = Mask(remote, schema=schema_of(8)).local[10:, :]
    assert part.counts() == Mask(bits[10:], schema=schema_of(8)).counts()
    assert remote.rows == [(10, 320), (320, 640), (640, 800)]

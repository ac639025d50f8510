"""Conditions on mask planes: as numpy's own operators say, wherever the bits are."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imgview.errors import ExpressionError, ImgviewError, ShapeError, UnknownPlaneError
from imgview.geometry import Box
from imgview.model import Image, Mask, MaskedImage, MaskPlane, MaskSchema
from imgview.model.plane_expression import AND, NOT, OR, PlaneExpression, holds

NAMES = (
    "A",
    "B",
    "COSMIC_RAY",
    "D",
    "E",
    "F",
    "G",
    "H",
    "with blank",
    "X-Y",
    "K",
    "and",
    "M",
    "N",
    "O",
    "P",
    "Q",
)
SCHEMA = MaskSchema([*(MaskPlane(name) for name in NAMES[:5]), None, *(MaskPlane(n) for n in NAMES[5:])])
RNG = np.random.default_rng(44)
BOX = Box.factory[100:140, -20:30]
MASK = Mask(
    (RNG.random((*BOX.shape, 3)) * 256).astype(np.uint8) & (RNG.random((*BOX.shape, 1)) < 0.7),
    schema=SCHEMA,
    bbox=BOX,
)
PLANE = {name: MASK.get(name) for name in NAMES}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A", PLANE["A"]),
        ("A & ~(B | D)", PLANE["A"] & ~(PLANE["B"] | PLANE["D"])),
        ("A and not (B or D)", PLANE["A"] & ~(PLANE["B"] | PLANE["D"])),
        ("A | B & D", PLANE["A"] | (PLANE["B"] & PLANE["D"])),
        ("not A and B or D", (~PLANE["A"] & PLANE["B"]) | PLANE["D"]),
        ("~A & ~~B", ~PLANE["A"] & PLANE["B"]),
        ("A and B and D and Q", PLANE["A"] & PLANE["B"] & PLANE["D"] & PLANE["Q"]),
        ("CR", PLANE["COSMIC_RAY"]),
        ("'with blank' | \"X-Y\" & `and`", PLANE["with blank"] | (PLANE["X-Y"] & PLANE["and"])),
        (" A\n&\tB ", PLANE["A"] & PLANE["B"]),
        ("A & ~A", np.zeros(BOX.shape, dtype=bool)),
        ("P & Q & H", PLANE["P"] & PLANE["Q"] & PLANE["H"]),
    ],
)
def test_planes_are_joined_as_numpy_does(text, wanted):
    expression = PlaneExpression(text)
    found = expression.evaluate(MASK)
    assert found.dtype == bool
    np.testing.assert_array_equal(found, wanted)
    assert expression.count(MASK) == np.count_nonzero(wanted)
    part = Box.factory[110:125, -5:30]
    np.testing.assert_array_equal(expression.evaluate(MASK, part), wanted[10:25, 15:])


def formulas():
    return st.recursive(
        st.sampled_from(NAMES).map("`{}`".format),
        lambda inner: (
            st.tuples(inner, st.sampled_from([" & ", " | "]), inner).map("".join)
            | inner.map("({})".format)
            | inner.map("~{}".format)
        ),
        max_leaves=12,
    )


@settings(max_examples=200, deadline=None)
@given(formulas())
def test_any_expression_is_what_numpy_makes_of_it(text):
    python = re.sub("`([^`]*)`", lambda found: f"p[{found[1]!r}]", text)
    wanted = eval(python, {"__builtins__": {}}, {"p": PLANE})
    expression = PlaneExpression(text)
    np.testing.assert_array_equal(expression.evaluate(MASK), wanted)
    assert expression.count(MASK) == wanted.sum()


def test_steps_for_the_page_are_bits_and_signs():
    assert PlaneExpression("A & ~(B | Q)").postfix(SCHEMA) == [0, 1, 17, OR, NOT, AND]
    assert PlaneExpression("A and B and F").postfix(SCHEMA) == [0, 1, 6, AND, AND]
    assert PlaneExpression("A").names == ("A",)
    assert PlaneExpression("B | CR | B").names == ("B", "CR")


def test_bytes_that_are_not_there_are_not_set():
    pixels = np.array([[1], [0]], dtype=np.uint8)
    assert holds([0, 17, NOT, AND], pixels).tolist() == [True, False]


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("A &", 4),
        ("A B", 3),
        ("A & & B", 5),
        ("(A | B", 1),
        ("A | B)", 6),
        ("A > B", 1),
        ("A + B", 1),
        ("A ^ B", 3),
        ("A - B", 1),
        ("X-Y", 1),
        ("5", 1),
        ("A & 5", 5),
        ("True", 1),
        ("abs(A)", 1),
        ("A.B", 2),
        ("A, B", 1),
        ("'A' 'B'", 5),
        ("A & ''", 5),
        ("A & 'B", 5),
        ("A = B", 3),
    ],
)
def test_a_mistake_is_pointed_at(text, character):
    with pytest.raises(ExpressionError, match=f"wrong at character {character}: "):
        PlaneExpression(text)


@pytest.mark.parametrize(
    "text", ["", "  ", None, 5, "A" * 20_000, "~" * 9_000 + "A", "(" * 300 + "A" + ")" * 300]
)
def test_what_is_no_expression_at_all(text):
    with pytest.raises(ExpressionError, match="expression"):
        PlaneExpression(text)


def test_unknown_planes_name_the_nearest():
    for ask in (lambda e: e.evaluate(MASK), lambda e: e.count(MASK), lambda e: e.postfix(SCHEMA)):
        with pytest.raises(
            UnknownPlaneError, match="unknown mask plane 'COSMIC_RAYS': did you mean 'COSMIC_RAY'"
        ):
            ask(PlaneExpression("A & ~COSMIC_RAYS"))


def test_an_exact_name_comes_before_an_alias():
    schema = MaskSchema([MaskPlane("COSMIC_RAY"), MaskPlane("CR")])
    assert PlaneExpression("CR").postfix(schema) == [1]
    assert PlaneExpression("cr").postfix(schema) == [0]


def test_pixels_beyond_the_mask_are_refused():
    with pytest.raises(ShapeError, match="not inside"):
        PlaneExpression("A").evaluate(MASK, Box.factory[100:141, 0:10])


def test_an_image_stands_for_its_mask_and_needs_one():
    image = Image(np.zeros(BOX.shape), bbox=BOX)
    assert PlaneExpression("A").count(MaskedImage(image, mask=MASK)) == PLANE["A"].sum()
    for thing in (image, 5, None):
        with pytest.raises(ImgviewError, match="mask planes are looked up in a MaskedImage or a Mask"):
            PlaneExpression("A").count(thing)


class Lazy:
    """Bits of which every reading is noted."""

    def __init__(self, array, chunks):
        self.array, self.chunks, self.reads = array, chunks, []
        self.shape, self.dtype = array.shape, array.dtype

    def __getitem__(self, key):
        self.reads.append(key)
        return self.array[key]


def test_lazy_bits_are_read_once_and_in_part():
    lazy = Lazy(MASK.array, (7, 50))
    mask = Mask(lazy, schema=SCHEMA, bbox=BOX)
    expression = PlaneExpression("A & ~Q")
    assert expression.count(mask) == expression.count(MASK)
    assert sum(rows.stop - rows.start for rows, _ in lazy.reads) == BOX.shape.y
    lazy.reads.clear()
    part = Box.factory[120:122, 0:5]
    np.testing.assert_array_equal(expression.evaluate(mask, part), expression.evaluate(MASK, part))
    assert lazy.reads == [(slice(20, 22, 1), slice(20, 25, 1))]
    assert mask.is_lazy


def test_equal_texts_are_equal():
    assert PlaneExpression("A | B") == PlaneExpression("A | B") != PlaneExpression("A|B")
    assert len({PlaneExpression("A"), PlaneExpression("A")}) == 1
    assert (str(PlaneExpression("A")), repr(PlaneExpression("A"))) == ("A", "PlaneExpression('A')")
    assert PlaneExpression("A") != "A"

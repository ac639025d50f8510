"""What a message tells: the name that was meant, and the names there are."""

import pytest

from imgview.errors import (
    DisplayError,
    ImgviewError,
    ReadError,
    SchemaError,
    SettingError,
    ShapeError,
    UnitError,
    UnknownFormatError,
    UnknownNameError,
    UnknownPlaneError,
    UnsupportedTypeError,
    WriteError,
)


@pytest.mark.parametrize(
    ("kind", "bases"),
    [
        (ReadError, {ImgviewError}),
        (UnknownFormatError, {ReadError}),
        (SchemaError, {ReadError}),
        (DisplayError, {ImgviewError, RuntimeError}),
        (UnsupportedTypeError, {ImgviewError, TypeError}),
        (SettingError, {ImgviewError, ValueError}),
        (ShapeError, {ImgviewError, ValueError}),
        (WriteError, {ImgviewError}),
        (UnitError, {ImgviewError, ValueError}),
        (UnknownNameError, {ImgviewError, ValueError}),
        (UnknownPlaneError, {UnknownNameError, KeyError}),
    ],
)
def test_tree(kind, bases):
    assert all(issubclass(kind, base) for base in bases)


def test_near_names_are_proposed_whatever_their_case():
    error = UnknownNameError.near("stretch", "ASIN", ["linear", "asinh", "sinh"])
    assert str(error) == "unknown stretch 'ASIN': did you mean 'asinh' or 'sinh'? Known: linear, asinh, sinh"


def test_far_names_get_the_list_only():
    assert str(UnknownNameError.near("stretch", "xyz", ["linear"])) == "unknown stretch 'xyz'; known: linear"


def test_nothing_known():
    assert str(UnknownNameError.near("mask plane", "CR", [])) == "unknown mask plane 'CR'; known: none"


def test_a_name_that_is_no_string():
    assert str(UnknownNameError.near("colormap", 3, ["gray"])) == "unknown colormap 3; known: gray"


def test_long_lists_are_cut():
    message = str(UnknownPlaneError.near("mask plane", "Q", [f"PLANE_{i}" for i in range(200)]))
    assert message.endswith("PLANE_19, and 180 more")
    assert "PLANE_20" not in message


def test_plane_error_reads_as_plain_text_though_it_is_a_key_error():
    error = UnknownPlaneError.near("mask plane", "SAD", ["SAT", "BAD"])
    assert str(error).startswith("unknown mask plane 'SAD': did you mean ")
    assert {"'SAT'", "'BAD'"} <= set(str(error).replace("?", "").split())
    assert str(UnknownPlaneError()) == ""

"""The contract is one: declarations, traits and the page's types agree."""

from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest

from imgview.viewer.viewer import ImageViewer
from imgview.widget import protocol
from imgview.widget.canvas import ImageCanvas
from imgview.widget.protocol import declarations

COMMITTED = Path(protocol.__file__).parents[2] / "frontend" / "src" / "protocol.d.ts"


def own_synced_traits(cls):
    inherited = set(ImageCanvas.__mro__[1].class_traits(sync=True))
    return {name for name in cls.class_traits(sync=True) if not name.startswith("_")} - inherited


@pytest.mark.parametrize("cls", [ImageCanvas, ImageViewer])
def test_traits_are_the_declared_ones(cls):
    assert own_synced_traits(cls) == set(get_type_hints(protocol.Traits))


def test_every_trait_says_who_writes_it():
    for name, hint in get_type_hints(protocol.Traits, include_extras=True).items():
        assert get_args(hint)[1].owner in ("kernel", "page", "both"), name


def test_committed_declarations_are_the_generated_ones():
    assert COMMITTED.read_text(encoding="utf-8") == protocol.typescript()


def test_every_declared_dict_reaches_the_page():
    text = protocol.typescript()
    for name, value in vars(protocol).items():
        if isinstance(value, type) and hasattr(value, "__total__"):
            assert f"interface {name} " in text or f"type {name} " in text


def test_first_state_has_the_declared_types():
    state = ImageViewer().get_state()
    plain = {int: int, float: (int, float), str: str, bool: bool, bytes: bytes}
    for name, hint in get_type_hints(protocol.Traits).items():
        if hint in plain:
            assert isinstance(state[name], plain[hint]), name
        if get_origin(hint) is list:
            assert isinstance(state[name], list), name


def test_a_type_without_a_spelling_is_refused():
    with pytest.raises(TypeError, match="no TypeScript spelling"):
        declarations._type(complex)

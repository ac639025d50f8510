"""What a package exports is listed once, in order, is there, and is documented."""

import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

import imgview

MODULES = sorted(
    name
    for _, name, _ in pkgutil.walk_packages(imgview.__path__, prefix="imgview.")
    if not name.endswith("__main__")
)


def in_order(names: list[str]) -> list[str]:
    """Sort as ruff's RUF022 does: constants, then classes, then the rest."""
    return sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


@pytest.mark.parametrize("name", ["imgview", *MODULES])
def test_exports_are_sorted_and_there(name):
    module = importlib.import_module(name)
    exported = list(getattr(module, "__all__", []))
    assert exported == in_order(list(dict.fromkeys(exported)))
    missing = [each for each in exported if not hasattr(module, each)]
    assert missing == []


@pytest.mark.parametrize("name", ["imgview", *MODULES])
def test_exports_are_documented(name):
    module = importlib.import_module(name)
    assert module.__doc__, f"{name} does not say what it owns"
    documented = (type, ModuleType)
    for each in getattr(module, "__all__", []):
        thing = getattr(module, each)
        if isinstance(thing, documented) or inspect.isroutine(thing):
            assert inspect.getdoc(thing), f"{name}.{each} has no docstring"


def test_the_roof_lists_all_it_gathers():
    gathered = {
        name
        for name, thing in vars(imgview).items()
        if not name.startswith("_") and not (isinstance(thing, ModuleType) and name not in imgview.__all__)
    }
    assert gathered == {name for name in imgview.__all__ if not name.startswith("_")}


def test_a_star_import_brings_what_is_listed():
    namespace: dict[str, object] = {}
    exec("from imgview import *", namespace)
    assert set(imgview.__all__) <= set(namespace)

"""The protocol in TypeScript, so that the page's compiler knows it."""

import types
from collections.abc import Iterator
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from imgview.widget.protocol import image, looks, questions, replies, traits, view

__all__ = ["PROTOCOL", "typescript"]

PROTOCOL = 3
"""Version of this contract; a page of another version says so instead of drawing."""

_SCALARS: dict[Any, str] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    bytes: "DataView",
    type(None): "null",
}


def _union(names: tuple[str, ...]) -> str:
    """Return a TypeScript union of string literals."""
    return " | ".join(f'"{name}"' for name in names)


def _type(hint: Any) -> str:  # noqa: PLR0911 - one line a kind of type
    """Return the TypeScript spelling of a Python annotation."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Annotated, NotRequired):
        return _type(args[0])
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin is Literal:
        return _union(args)
    if origin in (Union, types.UnionType):
        return " | ".join(_type(a) for a in args)
    if origin is list:
        inner = _type(args[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is tuple:
        return f"[{', '.join(_type(a) for a in args)}]"
    if origin is dict:
        return f"Record<{_type(args[0])}, {_type(args[1])}>"
    if is_typeddict(hint):
        return str(hint.__name__)
    msg = f"protocol has no TypeScript spelling for {hint!r}"
    raise TypeError(msg)


def _comment(text: str, indent: str = "") -> str:
    """Return a JSDoc comment of one line."""
    return f"{indent}/** {' '.join(text.split())} */"


def _interface(declaration: type) -> list[str]:
    """Return the lines of one TypeScript interface."""
    name, doc = declaration.__name__, declaration.__doc__ or ""
    hints = get_type_hints(declaration, include_extras=True)
    if not hints:
        return [_comment(doc), f"export type {name} = Record<string, never>;", ""]
    lines = [_comment(doc), f"export interface {name} {{"]
    for field, hint in hints.items():
        for note in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
            owner = f" Written by: {note.owner}." if note.owner else ""
            lines.append(_comment(f"{note.doc}.{owner}", "  "))
        needed = field in declaration.__required_keys__  # type: ignore[attr-defined]
        lines.append(f"  {field}{'' if needed else '?'}: {_type(hint)};")
    return [*lines, "}", ""]


def _declared(module: types.ModuleType) -> Iterator[type]:
    """Yield what a module declares, in its order."""
    for value in vars(module).values():
        if is_typeddict(value) and value.__module__ == module.__name__:
            yield value


def _messages(name: str, module: types.ModuleType) -> list[str]:
    """Return the lines of a union of all that a module declares."""
    names = [message.__name__ for message in _declared(module)]
    return [f"export type {name} =", *(f"  | {message}" for message in names[:-1]), f"  | {names[-1]};"]


def typescript() -> str:
    """Return the TypeScript declarations of this contract (the text of ``frontend/src/protocol.d.ts``)."""
    lines = [
        "// Generated from imgview/widget/protocol by `python -m imgview.widget.protocol`; do not edit.",
        "",
        "/** Version of the contract: write `const PROTOCOL: Protocol = …`, so that tsc compares. */",
        f"export type Protocol = {PROTOCOL};",
        "",
    ]
    for module in (image, looks, view, traits, questions, replies):
        for declaration in _declared(module):
            lines += _interface(declaration)
    lines += _messages("PageMessage", questions) + _messages("KernelMessage", replies)
    return "\n".join(lines) + "\n"

"""Datasets of a Butler: found by type and data ID, read from the file they are in, whatever that file is.

A dataset whose file cannot be read here (another format, a zip, a place that needs the Butler) is asked for
as an object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgview import readers
from imgview.adapt.parts import Wanted, class_name, has
from imgview.errors import ImgviewError, ReadError, UnknownFormatError
from imgview.model import GeneralizedImage, MaskedImage

__all__ = ["is_butler", "is_dataset", "read_dataset"]

_COMPONENTS = ("image", "mask", "variance")
_SHOWN = 300


def is_butler(obj: Any) -> bool:
    """Tell whether an object is a Butler.

    Parameters
    ----------
    obj : `object`
        Whatever a user handed over.

    Returns
    -------
    `bool`
        By its methods.
    """
    return has(obj, "getURI", "get", "find_dataset")


def is_dataset(obj: Any) -> bool:
    """Tell whether an object is a reference to a dataset, or a handle of one.

    Parameters
    ----------
    obj : `object`
        Whatever a user handed over.

    Returns
    -------
    `bool`
        By its attributes.
    """
    return has(obj, "datasetType", "dataId", "run") or _is_handle(obj)


def _is_handle(obj: Any) -> bool:
    return has(obj, "butler", "ref") and is_butler(obj.butler)


def read_dataset(
    obj: Any, what: tuple[Any, ...], data_id: Mapping[str, Any], wanted: Wanted
) -> tuple[Any, str] | GeneralizedImage:
    """Read a dataset.

    Parameters
    ----------
    obj : Butler, ``DatasetRef`` or ``DeferredDatasetHandle``
        What the user gave first.
    what : `tuple`
        For a Butler the type of the dataset or a reference, and perhaps the data ID.
    data_id : mapping
        More of the data ID, ``collections``, and ``butler`` for a reference.
    wanted : `Wanted`
        What else the user asked for.

    Returns
    -------
    `~imgview.model.GeneralizedImage`, or an object and how to call it
        The object where only the Butler can read the file.

    Raises
    ------
    ReadError
        If there is no such dataset, or it cannot be had.
    ImgviewError
        If it is not said which one is meant, or it is no picture.
    """
    butler, kind, keys, options = _asked(obj, what, dict(data_id))
    name = f"{class_name(butler)}: {_named(kind, keys)}"
    ref = kind if is_dataset(kind) else _found(butler, kind, keys, options, name)
    component = _component(ref)
    try:
        uri = butler.getURI(ref)
    except FileNotFoundError as error:
        raise _lost(name, error) from error
    except Exception:  # noqa: BLE001 - what cannot be located may still be had
        uri = None
    failure: ImgviewError | None = None
    if uri is not None and not getattr(uri, "fragment", ""):
        try:
            picture = readers.read(uri.ospath if uri.isLocal else uri, **vars(wanted))
            return picture if component is None else _part_of(picture, component, name)
        except UnknownFormatError as error:
            failure = error
        except ReadError as error:
            if uri.isLocal:
                raise
            # The Butler may have ways to get there that we have not.
            failure = error
    try:
        return butler.get(ref), name
    except Exception as error:
        raise failure or _lost(name, error) from error


def _asked(
    obj: Any, what: tuple[Any, ...], data_id: dict[str, Any]
) -> tuple[Any, Any, dict[str, Any], dict[str, Any]]:
    """Return the Butler, the dataset type or reference, the data ID and the options."""
    if _is_handle(obj):
        return obj.butler, obj.ref, {}, {}
    if is_dataset(obj):
        butler = data_id.pop("butler", what[0] if what else None)
        if not is_butler(butler):
            msg = f"{class_name(obj)}: a reference needs its Butler: imgview.read(ref, butler=butler)"
            raise ImgviewError(msg)
        return butler, obj, {}, {}
    if not what or len(what) > 2:
        example = 'imgview.read(butler, "visit_image", visit=..., detector=...)'
        msg = f"{class_name(obj)}: name a dataset type, as in {example}"
        raise ImgviewError(msg)
    options = {"collections": data_id.pop("collections")} if "collections" in data_id else {}
    keys = dict(getattr(what[1], "mapping", what[1])) | data_id if len(what) == 2 else data_id
    return obj, what[0], keys, options


def _named(kind: Any, keys: Mapping[str, Any]) -> str:
    if is_dataset(kind):
        return str(kind)[:_SHOWN]
    given = ", ".join(f"{key}={value!r}" for key, value in keys.items())
    return f"{getattr(kind, 'name', kind)} ({given})"[:_SHOWN]


def _found(butler: Any, kind: Any, keys: Mapping[str, Any], options: Mapping[str, Any], name: str) -> Any:
    try:
        ref = butler.find_dataset(kind, keys, **options)
    except Exception as error:
        raise _lost(name, error) from error
    if ref is None:
        where = options.get("collections", getattr(getattr(butler, "collections", None), "defaults", None))
        msg = f"{name}: there is no such dataset in the collections {where or '(none given: collections=)'}"
        raise ReadError(msg)
    return ref


def _lost(name: str, error: BaseException) -> ReadError:
    text = " ".join(str(error).split())[:_SHOWN]
    return ReadError(f"{name}: cannot be had: {type(error).__name__}: {text}")


def _component(ref: Any) -> str | None:
    component = ref.datasetType.component() if callable(getattr(ref.datasetType, "component", None)) else None
    return None if component is None else str(component)


def _part_of(picture: GeneralizedImage, component: str, name: str) -> GeneralizedImage:
    """Return the plane that a component names, of the picture in whose file it is."""
    part = getattr(picture, component, None) if component in _COMPONENTS else None
    if not isinstance(picture, MaskedImage) or part is None:
        known = ", ".join(_COMPONENTS)
        msg = f"{name}: the component {component!r} is no plane of a picture; there are {known}"
        raise ImgviewError(msg)
    part.source, part.notes = picture.source, picture.notes
    result: GeneralizedImage = part
    return result

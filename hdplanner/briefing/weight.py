"""How much work a page of a foreign PDF asks for: forms inside forms multiply, and a small file may fill all memory.

Counted from the file alone, before anything is drawn; too high rather than too low.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, PdfError, Stream

MOST = 50_000
_CALL = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(Do|scn|SCN)\b")
_PAINT = re.compile(rb"(?<=\s)(?:f|F|B|b|S|s|Tj|TJ)\*?(?=\s|$)")
_DEEPEST = 30


class TooMuchError(Exception):
    """The page would draw more forms than any honest page does."""


def require_drawable(page: Any) -> None:
    """Raise TooMuchError for a page that draws more than `MOST` forms, or one that draws itself."""
    counted: dict[tuple[int, int], int] = {}
    resources = page.resources
    total = _drawn(b"\n".join(_contents(page.obj)), resources, resources, counted, 0)
    for stream in _appearances(page.obj):
        total += _form(stream, resources, counted, 0)
    if total > MOST:
        raise TooMuchError


def _drawn(code: bytes, resources: Any, outer: Any, counted: dict[tuple[int, int], int], depth: int) -> int:
    """How many forms a content stream draws, with all that they draw."""
    calls: dict[bytes, int] = {}
    for found in _CALL.finditer(code):
        times = 1 if found[2] == b"Do" else len(_PAINT.findall(code))
        kind = Name.XObject if found[2] == b"Do" else Name.Pattern
        name = b"%s %s" % (str(kind).encode(), found[1])
        calls[name] = calls.get(name, 0) + 1 if kind == Name.XObject else times
    total = 0
    for name, times in calls.items():
        kind_name, _space, key = name.partition(b" ")
        for stream in _named(resources, kind_name.decode(), key.decode("latin-1")):
            total += times * _form(stream, outer, counted, depth + 1)
            if total > MOST:
                raise TooMuchError
    return total


def _form(stream: Any, outer: Any, counted: dict[tuple[int, int], int], depth: int) -> int:
    """A form, or the tile of a pattern, with all that it draws."""
    if depth > _DEEPEST:
        raise TooMuchError
    if stream.get(Name.Subtype) == Name.Image:
        return 0
    key = stream.objgen
    if key not in counted:
        resources = stream.get(Name.Resources, outer)
        counted[key] = 1 + _drawn(_read(stream), resources, outer, counted, depth)
    return counted[key]


def _named(resources: Any, kind: str, name: str) -> Iterator[Any]:
    """The stream of a name; all of its kind where the name is written in another way."""
    group = resources.get(kind) if isinstance(resources, Dictionary) else None
    if not isinstance(group, Dictionary):
        return
    found = group.get("/" + name)
    for one in [found] if found is not None else group.values():
        if isinstance(one, Stream):
            yield one


def _contents(page: Object) -> Iterator[bytes]:
    contents = page.get(Name.Contents)
    for stream in contents if isinstance(contents, Array) else [contents]:
        if isinstance(stream, Stream):
            yield _read(stream)


def _appearances(page: Object) -> Iterator[Any]:
    """What the fields of a form look like."""
    annotations = page.get(Name.Annots)
    for one in annotations if isinstance(annotations, Array) else []:
        shown = one.get(Name.AP) if isinstance(one, Dictionary) else None
        looks = shown.get(Name.N) if isinstance(shown, Dictionary) else None
        if isinstance(looks, Stream):
            yield looks
        elif isinstance(looks, Dictionary):
            yield from (look for look in looks.values() if isinstance(look, Stream))


def _read(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except PdfError:
        return b""

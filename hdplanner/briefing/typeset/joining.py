"""Adds glyphs that are joined from others to a TrueType font: letters with their dots and marks, one for each pair."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate, pairwise

from hdplanner.briefing.typeset.glyphs import Part

# Of a part: its place is given in two-byte numbers and is a place; more follow; outlines lie over each other.
_WORDS, _PLACE, _MORE, _OVERLAP = 0x0001, 0x0002, 0x0020, 0x0400
_Edges = tuple[int, int, int, int]


def add_joined(font: bytes, joined: Sequence[tuple[Part, ...]]) -> tuple[bytes, int]:
    """The font with the joined glyphs behind its own, and the number of the first of them."""
    tables = _tables(font)
    head, top, most = (bytearray(tables[tag]) for tag in (b"head", b"hhea", b"maxp"))
    (count,) = struct.unpack_from(">H", most, 4)
    if not joined:
        return font, count
    widths = _widths(tables[b"hmtx"], count, struct.unpack_from(">H", top, 34)[0])
    glyphs = _outlines(tables[b"loca"], tables[b"glyf"], count, struct.unpack_from(">h", head, 50)[0])
    for parts in joined:
        glyph, left = _glyph(parts, glyphs)
        glyphs.append(glyph)
        widths.append((widths[parts[0].glyph][0], left))
    whole = len(glyphs)
    tables[b"glyf"] = b"".join(glyphs)
    tables[b"loca"] = struct.pack(f">{whole + 1}L", *accumulate(map(len, glyphs), initial=0))
    tables[b"hmtx"] = b"".join(struct.pack(">Hh", *one) for one in widths)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", top, 34, whole)
    _raise_limits(most, whole, max(map(len, joined)))
    tables[b"head"], tables[b"hhea"], tables[b"maxp"] = bytes(head), bytes(top), bytes(most)
    return _font(font[:4], tables), count


def _tables(font: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for i in range(count):
        tag, _sum, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * i)
        found[tag] = font[start : start + length]
    return found


def _widths(table: bytes, count: int, full: int) -> list[tuple[int, int]]:
    """Advance and left edge of each glyph; the last ones share an advance."""
    found = list(struct.iter_unpack(">Hh", table[: 4 * full]))
    found += [(found[-1][0], left) for (left,) in struct.iter_unpack(">h", table[4 * full :])]
    return [(advance, left) for advance, left in found[:count]]


def _outlines(places: bytes, table: bytes, count: int, long: int) -> list[bytes]:
    if long:
        starts = list(struct.unpack_from(f">{count + 1}L", places))
    else:
        starts = [2 * half for half in struct.unpack_from(f">{count + 1}H", places)]
    found = (table[start:end] for start, end in pairwise(starts))
    return [glyph + bytes(-len(glyph) % 4) for glyph in found]


def _glyph(parts: tuple[Part, ...], glyphs: Sequence[bytes]) -> tuple[bytes, int]:
    """One joined glyph, and where its outline begins."""
    drawn = [part for part in parts if glyphs[part.glyph]]
    edges = [_edges(part, glyphs[part.glyph]) for part in drawn]
    lefts, bottoms, rights, tops = zip(*edges, strict=True)
    box = min(lefts), min(bottoms), max(rights), max(tops)
    made = [struct.pack(">h4h", -1, *(min(max(edge, -0x8000), 0x7FFF) for edge in box))]
    for i, part in enumerate(drawn, 1):
        flags = _WORDS | _PLACE | (_OVERLAP if i == 1 else 0) | (_MORE if i < len(drawn) else 0)
        made.append(struct.pack(">HHhh", flags, part.glyph, part.right, part.up))
    glyph = b"".join(made)
    return glyph + bytes(-len(glyph) % 4), min(max(box[0], -0x8000), 0x7FFF)


def _edges(part: Part, glyph: bytes) -> _Edges:
    left, bottom, right, top = struct.unpack_from(">4h", glyph, 2)
    return left + part.right, bottom + part.up, right + part.right, top + part.up


def _raise_limits(most: bytearray, count: int, parts: int) -> None:
    """What a reader makes room for: numbers of glyphs, of points, contours and parts of one, and how deep parts go."""
    _version, _count, points, contours, joined_points, joined_contours = struct.unpack_from(">L5H", most)
    elements, depth = struct.unpack_from(">2H", most, 28)
    points, contours = (max(points, joined_points) * parts, max(contours, joined_contours) * parts)
    struct.pack_into(">H", most, 4, count)
    struct.pack_into(">2H", most, 10, min(points, 0xFFFF), min(contours, 0xFFFF))
    struct.pack_into(">2H", most, 28, max(elements, parts), depth + 1)


def _font(kind: bytes, tables: dict[bytes, bytes]) -> bytes:
    """A font file of these tables."""
    head = bytearray(tables[b"head"])
    struct.pack_into(">L", head, 8, 0)
    tables = tables | {b"head": bytes(head)}
    power = len(tables).bit_length() - 1
    directory = [kind, struct.pack(">4H", len(tables), 16 << power, power, 16 * len(tables) - (16 << power))]
    bodies: list[bytes] = []
    at = 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        directory.append(struct.pack(">4sLLL", tag, _checksum(table), at, len(table)))
        if tag == b"head":
            adjusted = at + 8
        bodies.append(table + bytes(-len(table) % 4))
        at += len(bodies[-1])
    font = bytearray(b"".join([*directory, *bodies]))
    struct.pack_into(">L", font, adjusted, (0xB1B0AFBA - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes | bytearray) -> int:
    whole = bytes(data) + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(whole) // 4}L", whole)
    return sum(words) & 0xFFFFFFFF

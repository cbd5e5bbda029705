"""Puts code names in the place of persons' names for good: in their rows, in all texts, in the log and its images.

What leads to a person (further names, contacts, how the name is said) goes. Works on a file of any schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from hdplanner.domain.rules_rights import PERSON
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage.erasure import Gone, borne_by_others, names_of, reach, take_out
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.scrubbing import Names

_LEADING = ("stakeholder_name", "contact")
_SILENT = ("short_name", "form_of_address", "pronunciation")


def rename_rows(
    hand: InHand,
    codes: Mapping[str, str],
    names: Mapping[str, Iterable[str]],
    progress: Progress = NO_PROGRESS,
) -> Gone:
    """Give stakeholders (by key) their code names inside the running transaction; ``names`` are those known besides."""
    raw = hand.link.raw
    marks: dict[str, str] = {}
    leading: set[tuple[str, str]] = set()
    for key, code in codes.items():
        own = reach(raw, [(PERSON, key)])
        marks |= dict.fromkeys({*names_of(raw, own), *names.get(key, ())} - {code}, code)
        leading |= {(table, one) for table in _LEADING for one in own.get(table, ())}
        write_for_good(raw, PERSON, key, {**dict.fromkeys(_SILENT, ""), "name": code, "code_name": code})
    kept = borne_by_others(raw, {PERSON: set(codes), "stakeholder_name": {key for _table, key in leading}})
    return take_out(hand, reach(raw, leading), Names(marks, kept, marks), progress)


def write_for_good(raw: sqlite3.Connection, table: str, key: str, values: Mapping[str, str]) -> None:
    """Write texts into a row and its images alike, past the log, so that undo and `verify` still find them so."""
    there = {row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')}
    known = {name: text for name, text in values.items() if name in there}
    sets = ", ".join(f'"{name}" = ?' for name in known)
    raw.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*known.values(), key))
    marks = ", ".join("?, ?" for _name in known)
    pairs = [part for name, text in known.items() for part in (f"$.{name}", text)]
    for side in ("before", "after"):
        raw.execute(
            f"UPDATE log_row SET {side} = json_set({side}, {marks}) "
            f"WHERE tbl = ? AND row_id = ? AND {side} IS NOT NULL AND json_valid({side})",
            (*pairs, table, key),
        )


def codes_for(raw: sqlite3.Connection, keys: Iterable[str], word: str) -> dict[str, str]:
    """Return a code name for each stakeholder: its own, else the word with a number that nobody has."""
    own = dict(raw.execute("SELECT id, code_name FROM stakeholder"))
    taken = {*own.values(), *(row[0] for row in raw.execute("SELECT name FROM stakeholder"))}
    found: dict[str, str] = {}
    number = 0
    for key in keys:
        code = own.get(key) or ""
        while not code or (code in taken and code != own.get(key)):
            number += 1
            code = word.format(number=number)
        taken.add(code)
        found[key] = code
    return found

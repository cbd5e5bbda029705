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
        _rename(raw, key, code)
    kept = borne_by_others(raw, {PERSON: set(codes), "stakeholder_name": {key for _table, key in leading}})
    return take_out(hand, reach(raw, leading), Names(marks, kept, marks), progress)


def _rename(raw: sqlite3.Connection, key: str, code: str) -> None:
    """Rename a row and its images alike, so that undo and `verify` still find them so."""
    raw.execute(
        "UPDATE stakeholder SET name = ?1, code_name = ?1, short_name = '', form_of_address = '', "
        "pronunciation = '' WHERE id = ?2",
        (code, key),
    )
    for side in ("before", "after"):
        rows = raw.execute(
            f"SELECT seq FROM log_row WHERE tbl = 'stakeholder' AND row_id = ? AND json_valid({side})", (key,)
        ).fetchall()
        pairs = [("$.name", code), ("$.code_name", code), *((f"$.{name}", "") for name in _SILENT)]
        marks = ", ".join("?, ?" for _pair in pairs)
        values = [part for pair in pairs for part in pair]
        raw.executemany(
            f"UPDATE log_row SET {side} = json_set({side}, {marks}) WHERE seq = ?",
            [(*values, seq) for (seq,) in rows],
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

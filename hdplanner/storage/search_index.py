"""The search index: FTS5 over folded text, kept by TEMP triggers so that undo, cascades and imports keep it right.

Bounded in time however common a word is. Knows tables and keys, not what they mean. A deleted row's words may
stay on the disk until the index is rebuilt and the file vacuumed, as its images stay in the log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage.changes import SearchHit
from hdplanner.storage.folding import FOLD_VERSION, fold, query
from hdplanner.storage.layout import Layout, SearchedTable

MOST_RANKED = 2_000
"""Up to so many hits are ordered by weight; more are too many to weigh in time, and the newest come first."""

_NAME_WEIGHT = 10.0


def install(raw: sqlite3.Connection, layout: Layout) -> None:
    """Make this connection keep the index with every change of a row."""
    register(raw)
    for table, searched in layout.searched.items():
        for statement in _triggers(table, searched):
            raw.execute(statement)


def register(raw: sqlite3.Connection) -> None:
    """Let SQL on this connection fold text."""
    raw.create_function("search_text", -1, _search_text, deterministic=True)


def _search_text(*texts: str | None) -> str:
    """Return the texts of one row as the index holds them."""
    return " \n ".join(fold(text) for text in texts if text)


def _triggers(table: str, searched: SearchedTable) -> Iterator[str]:
    """Yield the three triggers of one table. Their bodies may not qualify a table's name."""
    columns = searched.names + searched.texts
    differs = " OR ".join(f'old."{c}" IS NOT new."{c}"' for c in columns)
    watched = ", ".join(f'"{c}"' for c in columns)
    doc = f"SELECT doc FROM search_doc WHERE tbl = '{table}' AND row_id ="
    names, texts = _folded(searched.names, "new"), _folded(searched.texts, "new")
    start = f'CREATE TEMP TRIGGER "search_{{}}_{table}" AFTER {{}} ON main."{table}"'
    yield (
        f"{start.format('insert', 'INSERT')} BEGIN "
        f"INSERT INTO search_doc (tbl, row_id) VALUES ('{table}', new.id); "
        f"INSERT INTO search_index (rowid, names, texts) VALUES (({doc} new.id), {names}, {texts}); END"
    )
    yield (
        f"{start.format('update', f'UPDATE OF {watched}')} WHEN {differs} BEGIN "
        f"UPDATE search_index SET names = {names}, texts = {texts} WHERE rowid = ({doc} new.id); END"
    )
    yield (
        f"{start.format('delete', 'DELETE')} BEGIN "
        f"DELETE FROM search_index WHERE rowid = ({doc} old.id); "
        f"DELETE FROM search_doc WHERE tbl = '{table}' AND row_id = old.id; END"
    )


def _folded(columns: tuple[str, ...], row: str) -> str:
    """Return the SQL that folds some columns of a row into one text."""
    inner = ", ".join(f'{row}."{c}"' for c in columns)
    return f"search_text({inner})"


def is_current(raw: sqlite3.Connection) -> bool:
    """Tell whether the index was made by the fold of today."""
    found = raw.execute("SELECT value FROM meta WHERE key = 'fold'").fetchone()
    return found is not None and found[0] == FOLD_VERSION


def rebuild(raw: sqlite3.Connection, layout: Layout, progress: Progress = NO_PROGRESS) -> None:
    """Make the index anew from the rows, inside the running transaction."""
    raw.execute("DELETE FROM search_index")
    raw.execute("DELETE FROM search_doc")
    for done, (table, searched) in enumerate(layout.searched.items()):
        progress.step(done, len(layout.searched))
        raw.execute(f"INSERT INTO search_doc (tbl, row_id) SELECT '{table}', id FROM main.\"{table}\"")
        raw.execute(
            "INSERT INTO search_index (rowid, names, texts) "
            f"SELECT d.doc, {_folded(searched.names, 't')}, {_folded(searched.texts, 't')} "
            f"FROM main.\"{table}\" t JOIN search_doc d ON d.row_id = t.id AND d.tbl = '{table}'"
        )
    raw.execute(
        "INSERT INTO meta (key, value) VALUES ('fold', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (FOLD_VERSION,),
    )


def search(raw: sqlite3.Connection, text: str, limit: int) -> list[SearchHit]:
    """Return the rows that hold every word of ``text``, names first; nothing for a text without a word."""
    asked = query(text)
    if asked is None or limit <= 0:
        return []
    newest = _newest(raw, asked, MOST_RANKED + 1)
    few = len(newest) <= MOST_RANKED
    named = (_ranked if few else _newest)(raw, f"names : ({asked})", limit)
    docs = list(dict.fromkeys(named + (_ranked(raw, asked, limit) if few else newest)))[:limit]
    found = (
        raw.execute("SELECT tbl, row_id FROM search_doc WHERE doc = ?", (doc,)).fetchone() for doc in docs
    )
    return [SearchHit(*row) for row in found if row is not None]


def _ranked(raw: sqlite3.Connection, asked: str, limit: int) -> list[int]:
    """Return the documents by weight (BM25; Robertson and others, 1994); in a name a word counts tenfold."""
    rows = raw.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? "
        "ORDER BY bm25(search_index, ?, 1.0), rowid DESC LIMIT ?",
        (asked, _NAME_WEIGHT, limit),
    )
    return [row[0] for row in rows]


def _newest(raw: sqlite3.Connection, asked: str, limit: int) -> list[int]:
    """Return the documents that match, the newest first."""
    statement = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in raw.execute(statement, (asked, limit))]

"""The campaign file: one SQLite database, plain or encrypted, opened, edited, undone and searched through `Document`.

SQL that only SQLite understands stays in here. Knows no service and no Qt.
"""

from hdplanner.storage.changes import Changes, Edit, GroupKind, HistoryRow, Label, RowChange, SearchHit
from hdplanner.storage.document import Document
from hdplanner.storage.loan import Loan

__all__ = [
    "Changes",
    "Document",
    "Edit",
    "GroupKind",
    "HistoryRow",
    "Label",
    "Loan",
    "RowChange",
    "SearchHit",
]

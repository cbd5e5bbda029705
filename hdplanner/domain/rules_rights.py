"""What belongs to a person in a campaign file, and what only points to them: for access and for erasure.

Follows from the ICRC Handbook on Data Protection in Humanitarian Action (3rd ed., 2024), chapter 2. Pure tables,
checked for completeness by a test: a new pointer to a stakeholder must be named here.
"""

from __future__ import annotations

from typing import Final

ERASED: Final = "[erased]"
"""What stands in a text where the name of an erased person stood. It is data, the same in every language."""

PERSON: Final = "stakeholder"

BELONGS: Final = frozenset(
    {
        ("attachment", "stakeholder_id"),
        ("bank_line", "stakeholder_id"),
        ("delegate", "stakeholder_id"),
        ("messenger", "stakeholder_id"),
        ("post_holder", "person_id"),
        ("relation", "holder_id"),
    }
)
"""Optional pointers whose rows tell of the person and of little else: they go with them, as all parts do."""

POINTS: Final = frozenset(
    {
        ("activity", "stakeholder_id"),
        ("ask", "addressee_id"),
        ("commitment", "stakeholder_id"),
        ("counter_argument", "stakeholder_id"),
        ("decision_step", "stakeholder_id"),
        ("decision_window", "body_id"),
        ("follow_up", "stakeholder_id"),
        ("hand_out", "stakeholder_id"),
        ("meeting", "stakeholder_id"),
        ("pack", "stakeholder_id"),
        ("risk", "stakeholder_id"),
        ("stakeholder", "parent_id"),
        ("variant", "stakeholder_id"),
    }
)
"""Optional pointers of rows that are the office's own work: they stay, point to nobody, and name nobody."""

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "stakeholder": ("name", "short_name", "code_name"),
    "stakeholder_name": ("name",),
    "post_holder": ("name",),
    "delegate": ("name",),
    "messenger": ("name",),
}
"""The columns in which a person's names stand; these names are looked for in every other text."""

NAMED_ALONE: Final[dict[str, tuple[str, ...]]] = {
    "post_holder": ("person_id",),
    "delegate": ("stakeholder_id", "member_id"),
    "messenger": ("stakeholder_id", "member_id"),
}
"""Tables that may know somebody by name only: where all these pointers are empty."""

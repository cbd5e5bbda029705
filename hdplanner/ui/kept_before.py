"""Keeps the file as it is before a change of many records, besides the step that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hdplanner.storage import Document

MANY: Final = 50
"""More records than a person looks at one by one."""


def keep_before_many(document: Document, arguments: Mapping[str, Any]) -> None:
    """Keep a version where a service is given many records; where that fails, the document knows why."""
    if any(
        isinstance(value, Collection) and not isinstance(value, (str, bytes)) and len(value) > MANY
        for value in arguments.values()
    ):
        from hdplanner.domain.rules_kept_versions import Why
        from hdplanner.storage import versions

        versions.keep(document, Why.BULK)

"""The windows about what was for a set of pictures: versions, history, bin, compaction."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from hdplanner.ui.common.pose import Pose, Poses
from hdplanner.ui.context import AppContext

_VERSION = "Before the meeting with the committee"


def kept_poses(context: AppContext, window: QWidget) -> Poses:
    """Work on the open file and keep versions of it; then each window with the name of its picture."""
    ids = _work(context)
    yield from _versions(context, window)
    yield from _history(context, window, ids)
    yield from _ends(context, window)


def body_ids(context: AppContext) -> list[str]:
    """The stakeholders of the plan, in the order of the table."""
    from hdplanner.services import stakeholders
    from hdplanner.services.values import today_here

    rows = context.gateway.read(
        stakeholders.stakeholder_rows, campaign_id=context.gateway.campaign_id, today=today_here()
    )
    return [row.id for row in rows]


def _work(context: AppContext) -> list[str]:
    from hdplanner.domain.rules_kept_versions import Why
    from hdplanner.services import assessments, stakeholders
    from hdplanner.services.values import today_here
    from hdplanner.storage import versions

    gateway, ids = context.gateway, body_ids(context)
    versions.keep(gateway.document, Why.NAMED, _VERSION)

    def update(key: str, **values: Any) -> None:
        gateway.run(
            "stakeholder.update",
            stakeholders.update_stakeholders,
            about={"stakeholder": key},
            ids=[key],
            **values,
        )

    update(ids[1], note="Wants to hear of us before the second reading.")
    gateway.run(
        "stakeholder.assess",
        assessments.assess,
        about={"stakeholder": ids[0]},
        campaign_id=gateway.campaign_id,
        moves={ids[0]: {"influence": 4, "evidence": "Chaired both sittings, and set the order of business."}},
        made_on=today_here(),
        author=context.settings.author_name(),
    )
    versions.keep(gateway.document, Why.HOUR)
    gateway.run(
        "stakeholder.delete", stakeholders.delete_stakeholders, about={"stakeholder": ids[-1]}, ids=[ids[-1]]
    )
    update(ids[2], note="Asked for our paper.")
    gateway.undo()
    return ids


def _versions(context: AppContext, window: QWidget) -> Poses:
    from hdplanner.storage import versions as kept
    from hdplanner.ui.file import versions

    dialog = versions.save_version(context, window)
    dialog.write(_VERSION)
    yield Pose("version-name", dialog)
    dialog.reject()
    shown = versions.show_versions(context, window)
    yield Pose("versions", shown)
    shown.close()
    source = versions.source_of(context)
    if source is not None:
        versions.look(context, window, kept.listed(source).versions[0])
        yield Pose("version-looked-at")
        versions.leave(context)


def _history(context: AppContext, window: QWidget, ids: list[str]) -> Poses:
    from hdplanner.ui.file import history

    shown = history.show_history(context, window)
    yield Pose("history", shown)
    shown.show_record(("stakeholder", ids[0]))
    yield Pose("history-record", shown)
    shown.close()
    yield Pose("history-rating", history.show_rating(context, window, ids[0], "influence"))
    yield Pose("history-field", history.show_trail(context, window, "stakeholder", ids[0], "mandate"))


def _ends(context: AppContext, window: QWidget) -> Poses:
    from hdplanner.ui.file.bin import show_bin
    from hdplanner.ui.file.compaction import ask_compact

    shown = show_bin(context, window)
    yield Pose("bin", shown)
    shown.close()
    yield Pose("compaction", ask_compact(context, window))

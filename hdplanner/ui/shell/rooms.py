"""The rooms of the app, in the order of the sidebar: the one place that knows them all.

A page is imported when it is first needed. A room that is not built is not in the list.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from hdplanner.i18n import N_
from hdplanner.ui.context import AppContext
from hdplanner.ui.room import Room, RoomPage


def _objectives(context: AppContext) -> RoomPage:
    from hdplanner.ui.objectives.page import ObjectivesPage

    return ObjectivesPage(context)


def _has_frame(context: AppContext) -> bool:
    from hdplanner.services import frames

    gateway = context.gateway
    return gateway.is_open and gateway.read(frames.is_framed, campaign_id=gateway.campaign_id)


def _stakeholders(context: AppContext) -> RoomPage:
    from hdplanner.ui.stakeholders.page import StakeholdersPage

    return StakeholdersPage(context)


def _network(context: AppContext) -> RoomPage:
    from hdplanner.ui.network.page import NetworkPage

    return NetworkPage(context)


def _has_ties(context: AppContext) -> bool:
    from hdplanner.services import ties

    gateway = context.gateway
    return gateway.is_open and gateway.read(ties.has_ties, campaign_id=gateway.campaign_id)


def _messages(context: AppContext) -> RoomPage:
    from hdplanner.ui.messages.page import MessagesPage

    return MessagesPage(context)


def _channels(context: AppContext) -> RoomPage:
    from hdplanner.ui.channels.page import ChannelsPage

    return ChannelsPage(context)


def _has_activities(context: AppContext) -> bool:
    from hdplanner.services import activities

    gateway = context.gateway
    return gateway.is_open and gateway.read(activities.has_activities, campaign_id=gateway.campaign_id)


def _packs(context: AppContext) -> RoomPage:
    from hdplanner.ui.packs.page import PacksPage

    return PacksPage(context)


def open_duplicates(
    context: AppContext, parent: QWidget | None = None, ids: Collection[str] | None = None
) -> None:
    """Look at likely duplicates: of all stakeholders, or of those in ``ids``."""
    from hdplanner.ui.stakeholders import duplicates_dialog

    duplicates_dialog.open_duplicates(context, parent, ids)


ROOMS = (
    Room(
        "objectives",
        N_("Objectives"),
        "objectives",
        _objectives,
        (
            *("objective", "ask", "decision_window", "decision_step"),
            *("bottom_line", "red_line", "change_step", "campaign"),
        ),
        _has_frame,
    ),
    Room("stakeholders", N_("Stakeholders"), "stakeholders", _stakeholders, ("stakeholder",)),
    Room(
        "network",
        N_("Network"),
        "network",
        _network,
        ("network", "tie", "coalition", "scenario"),
        _has_ties,
    ),
    Room("messages", N_("Messages"), "messages", _messages, ("message", "bank_line", "word_choice")),
    Room(
        "channels",
        N_("Channels"),
        "channels",
        _channels,
        ("activity", "plan.message", "plan.stakeholder", "plan.window"),
        _has_activities,
    ),
    Room("packs", N_("Packs"), "packs", _packs, ("pack",)),
)

FIRST_ROOM = "stakeholders"
"""Where a file opens: the room that is always shown, and where work begins."""

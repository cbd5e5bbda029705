"""The rooms of the app, in the order of the sidebar: the one place that knows them all.

A page is imported when it is first needed. A room that is not built is not in the list.
"""

from __future__ import annotations

from hdplanner.i18n import N_
from hdplanner.ui.context import AppContext
from hdplanner.ui.room import Room, RoomPage


def _stakeholders(context: AppContext) -> RoomPage:
    from hdplanner.ui.stakeholders.page import StakeholdersPage

    return StakeholdersPage(context)


def _packs(context: AppContext) -> RoomPage:
    from hdplanner.ui.packs.page import PacksPage

    return PacksPage(context)


ROOMS = (
    Room("stakeholders", N_("Stakeholders"), "stakeholders", _stakeholders, ("stakeholder",)),
    Room("packs", N_("Packs"), "packs", _packs, ("pack",)),
)

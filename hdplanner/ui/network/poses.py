"""The states of the room that a set of pictures shows: drawing, rings, a tie, the table, coalitions and what if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdplanner.figures.network import NetworkLayout
from hdplanner.ui.network.header import DRAWING, TIES
from hdplanner.ui.network.panels import COALITIONS, ROUTES, WHAT_IF

if TYPE_CHECKING:
    from hdplanner.ui.network.page import NetworkPage

POSES = ("", "rings", "tie", TIES, COALITIONS, WHAT_IF)


def take_pose(page: NetworkPage, name: str) -> None:
    """Bring the room into a state, whatever it was in before."""
    page.what_if.show_scenario(None)
    page.select([])
    page.header.view.choose(TIES if name == TIES else DRAWING)
    page.desk.lay_out(NetworkLayout.RINGS if name == "rings" else NetworkLayout.FORCE)
    page.panel.ask(name if name in (COALITIONS, WHAT_IF) else ROUTES)
    if name in ("tie", TIES):
        page.select_ties([tie.id for tie in page.source.ties[:1]])
    elif name == "rings" and page.drawing.centre_id:
        page.select([page.drawing.centre_id])
    elif name == COALITIONS:
        page.select(page.panel.coalitions.member_ids())
    elif name == WHAT_IF and page.source.scenarios:
        page.what_if.show_scenario(page.source.scenarios[0].id)
    elif not name and page.panel.routes.cards:
        page.panel.routes.cards[0].chosen.emit()

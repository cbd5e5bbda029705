"""Places of the network drawn by hand: kept, moved, undone, and refused outside the drawing."""

from __future__ import annotations

import pytest

from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services.places import place_rows, set_places
from hdplanner.storage import Label


def test_places_are_kept_to_a_thousandth_of_the_side(document, plan) -> None:
    places = {plan.ally: (0.1234, 0.5), plan.ministry: (1.0, 0.0)}
    document.edit(
        Label("network.place"), lambda session: set_places(session, campaign_id=plan.campaign, places=places)
    )
    found = document.read(lambda session: place_rows(session, plan.campaign))
    assert found[plan.ally] == pytest.approx((0.123, 0.5))
    assert found[plan.ministry] == pytest.approx((1.0, 0.0))


def test_a_second_place_takes_the_first_ones_place_and_undo_brings_it_back(undoable, plan) -> None:
    undoable(
        lambda session: set_places(session, campaign_id=plan.campaign, places={plan.ally: (0.2, 0.2)}),
    )
    undoable(
        lambda session: set_places(session, campaign_id=plan.campaign, places={plan.ally: (0.7, 0.7)}),
    )


@pytest.mark.parametrize("place", [(-0.1, 0.5), (0.5, 1.2)])
def test_a_place_outside_the_drawing_is_refused(document, plan, place: tuple[float, float]) -> None:
    with pytest.raises(InvalidValueError, match="outside the drawing"):
        document.edit(
            Label("network.place"),
            lambda session: set_places(session, campaign_id=plan.campaign, places={plan.ally: place}),
        )
    with pytest.raises(NotFoundError):
        document.edit(
            Label("network.place"),
            lambda session: set_places(session, campaign_id=plan.campaign, places={"nobody": (0.5, 0.5)}),
        )

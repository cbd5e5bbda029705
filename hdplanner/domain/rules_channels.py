"""Which channels are usual for whom. Pure.

The instruments of states and international organisations (note verbale, démarche, aide-mémoire) are sent by those who
have the status for them; a National Society writes a formal letter. What is not usual can still be chosen.
"""

from __future__ import annotations

from collections.abc import Collection

from hdplanner.domain.values import Channel, Component, Ladder, MessengerLevel

FORMAL = frozenset({Channel.NOTE_VERBALE, Channel.DEMARCHE, Channel.AIDE_MEMOIRE})
"""What states and international organisations send one another."""

_WITH_STATUS = frozenset({Component.IFRC, Component.ICRC})


def usual_channels(level: MessengerLevel | None, leading: Collection[Component] = ()) -> tuple[Channel, ...]:
    """Return the channels to offer first, in their order, for a messenger of a level.

    The formal instruments are among them where the messenger speaks for a state or the UN, or for the whole IFRC or
    ICRC, or where one of these two leads the plan: delegations with a status agreement may send notes.
    """
    speaks = level is not None and (
        level.ladder is not Ladder.MOVEMENT or level is MessengerLevel.MOVEMENT_GLOBAL
    )
    formal = speaks or not _WITH_STATUS.isdisjoint(leading)
    return tuple(one for one in Channel if formal or one not in FORMAL)

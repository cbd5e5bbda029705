"""The meetings of a visit, each with a brief of its own: shorter, since all of them go into one bag."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Callout, Heading, Source
from hdplanner.briefing.sections.appointment import agenda, meeting_facts
from hdplanner.briefing.sections.between import open_promises
from hdplanner.briefing.sections.concerning import on_visit, points_among
from hdplanner.briefing.sections.room import care, people, portraits
from hdplanner.briefing.sections.spoken import to_make
from hdplanner.briefing.sections.voice import Voice
from hdplanner.services.pack_rows import AppointmentView, PackView, PromiseView


def visit_meetings(view: PackView, voice: Voice) -> list[Block]:
    """One after the other, in the order of time."""
    if view.visit is None or not on_visit(view):
        return []
    return [block for one in view.visit.meetings for block in _brief(one, view, voice)]


def _brief(one: AppointmentView, view: PackView, voice: Voice) -> list[Block]:
    _ = voice.gettext
    source = Source("meeting", one.id)
    promises = [promise for promise in view.promises if _taken_up_at(promise, view) == one.id]
    parts = (
        ("", [Callout(_("Desired outcome"), one.desired_outcome, source)]),
        ("", [meeting_facts(one, voice), *agenda(one, voice)]),
        (_("Points to make"), _points(one, view, voice)),
        (_("Who is in the room"), portraits(people(view, one, voice), voice)),
        ("", open_promises(promises, one.counterpart, voice)),
        (_("Take care"), care(view, one, voice)),
    )
    blocks: list[Block] = [Heading(one.title or one.counterpart, 2, source=source)]
    for title, told in parts:
        blocks += [Heading(title, 3), *told] if title and told else told
    return blocks


def _taken_up_at(promise: PromiseView, view: PackView) -> str | None:
    """Where a promise is spoken of: with whom it is between, else with the first who speaks for them."""
    meetings = view.visit.meetings if view.visit else ()
    key = promise.stakeholder_id
    own = [one for one in meetings if one.stakeholder_id == key] or [
        one for one in meetings if key in one.kin
    ]
    return own[0].id if own else None


def _points(one: AppointmentView, view: PackView, voice: Voice) -> list[Block]:
    found = points_among(view.plans, one.kin)
    return [to_make(messages, one.kin, one.stakeholder_id, voice, alone=True) for _plan, messages in found]

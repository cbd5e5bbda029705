"""What a pack lacks, for its author: never printed, and never in the way.

In the language of the window; a reader of the pack does not see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.briefing.sections.profiles import deciders
from hdplanner.briefing.words import Words
from hdplanner.domain.labels import label
from hdplanner.domain.values import Audience, Disclosure, MessageStatus, Sensitivity
from hdplanner.i18n import _, active_language, direction, ngettext, pgettext
from hdplanner.services.plan_rows import PlanView


def gaps(view: PlanView, marking: Sensitivity | None = None) -> list[str]:
    """The sentences, the gravest first. ``marking`` is the one that was chosen for the pack."""
    return [
        *_marking_gap(view, marking),
        *_plan_gaps(view),
        *_message_gaps(view),
        *_judgement_gaps(view),
        *_left_out(view),
    ]


def _marking_gap(view: PlanView, marking: Sensitivity | None) -> Iterator[str]:
    if marking is not None and marking.rank < view.marking.rank:
        sentence = _("The pack holds what is “{marking}”, and is marked so: the marking chosen is lower.")
        yield sentence.format(marking=label(view.marking))


def _plan_gaps(view: PlanView) -> Iterator[str]:
    if not view.objectives:
        yield _("The plan has no objective.")
    for objective in view.objectives:
        if not objective.asks:
            yield _("Nobody is asked for anything in “{objective}”.").format(objective=objective.title)
    if not view.windows:
        yield _("No decision window is set.")
    for window in view.windows:
        if not window.steps and window.decides_on and window.decides_on >= view.today:
            yield _("The path of “{window}” is empty.").format(window=window.title)
    if not view.frame.scene_setter and view.audience in (Audience.INTERNAL, Audience.PRINCIPAL):
        yield _("There is no scene setter.")


def _message_gaps(view: PlanView) -> Iterator[str]:
    if not view.messages:
        yield _("No message may be shown to this audience.")
    for message in view.messages:
        if message.status is not MessageStatus.APPROVED:
            yield _("The message “{message}” is not approved.").format(message=message.title)
        if not any(proof.disclosure is Disclosure.MAY_BE_SAID for proof in message.proofs):
            yield _("The message “{message}” has no proof that may be said.").format(message=message.title)


def _judgement_gaps(view: PlanView) -> Iterator[str]:
    if not view.judgements:
        return
    stale = sum(row.stale for row in view.stakeholders)
    if stale:
        sentence = ngettext(
            "{number} assessment is due for review; it is printed with its date.",
            "{number} assessments are due for review; they are printed with their dates.",
            stale,
        )
        yield sentence.format(number=stale)
    unknown = [row.name for row in deciders(view) if row.position is None]
    if unknown:
        yield _("Position not known of those who decide: {names}.").format(names=_words().listed(unknown))


def _words() -> Words:
    return Words(pgettext, direction(active_language()) == "rtl")


def _left_out(view: PlanView) -> Iterator[str]:
    if not view.judgements:
        yield _("This audience sees no judgement: grid, balance, stakeholders and profiles are left out.")

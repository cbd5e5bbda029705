"""What a pack lacks, for its author: never printed, and never in the way.

In the language of the window; a reader of the pack does not see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.briefing.build import PackOptions, default_sections
from hdplanner.briefing.gaps_meeting import meeting_gaps
from hdplanner.briefing.sections.profiles import deciders
from hdplanner.briefing.sections.registry import SECTIONS
from hdplanner.briefing.words import Words
from hdplanner.domain.rules_grid import HIGH_FROM
from hdplanner.domain.values import Audience, CommitmentSide, Disclosure, MessageStatus
from hdplanner.i18n import _, active_language, direction, ngettext, pgettext
from hdplanner.services.pack_rows import PackView
from hdplanner.services.plan_rows import PlanView
from hdplanner.services.stakeholders import StakeholderRow


def gaps(view: PackView, options: PackOptions) -> list[str]:
    """The sentences, the gravest first: of the chosen sections only."""
    chosen = _chosen(options)
    plan = view.plan
    told = list(meeting_gaps(view, options.kind, options.language))
    if "objectives" in chosen:
        told += _objective_gaps(plan)
    if "decisions" in chosen:
        told += _window_gaps(plan)
    if "scene" in chosen:
        told += _scene_gap(plan)
    if "messages" in chosen:
        told += _message_gaps(plan)
    if "profiles" in chosen or "stakeholders" in chosen:
        told += _judgement_gaps(plan)
    if chosen & {"our_promises", "their_promises"}:
        told += _promise_gaps(view)
    if "last_contacts" in chosen:
        told += _owner_gap(plan)
    if "introductions" in chosen:
        told += _introduction_gap(view)
    if "moved" in chosen:
        told += _movement_gap(view)
    return [*told, *_left_out(view, chosen)]


def _chosen(options: PackOptions) -> set[str]:
    return {one.section for one in options.sections or default_sections(options.kind) if one.included}


def _objective_gaps(view: PlanView) -> Iterator[str]:
    if not view.objectives:
        yield _("The plan has no objective.")
    for objective in view.objectives:
        if not objective.asks:
            yield _("Nobody is asked for anything in “{objective}”.").format(objective=objective.title)


def _window_gaps(view: PlanView) -> Iterator[str]:
    if not view.windows:
        yield _("No decision window is set.")
    for window in view.windows:
        if not window.steps and window.decides_on and window.decides_on >= view.today:
            yield _("The path of “{window}” is empty.").format(window=window.title)


def _scene_gap(view: PlanView) -> Iterator[str]:
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


def _promise_gaps(view: PackView) -> Iterator[str]:
    pending = [one for one in view.promises if one.status is None or one.status.is_open]
    unowned = sum(one.side is CommitmentSide.OURS and not one.owner for one in pending)
    if unowned:
        sentence = ngettext(
            "Nobody is named to keep {number} promise of ours.",
            "Nobody is named to keep {number} promises of ours.",
            unowned,
        )
        yield sentence.format(number=unowned)
    undated = sum(one.due_on is None for one in pending)
    if undated:
        sentence = ngettext(
            "{number} open promise has no day on which it is due.",
            "{number} open promises have no day on which they are due.",
            undated,
        )
        yield sentence.format(number=undated)


def _owner_gap(view: PlanView) -> Iterator[str]:
    names = [row.name for row in view.stakeholders if _counts(row) and not row.owner]
    if names:
        yield _("Nobody of us is named for: {names}.").format(names=_words().listed(names))


def _counts(row: StakeholderRow) -> bool:
    return bool(row.name) and not row.movement and (row.influence or 0) >= HIGH_FROM


def _introduction_gap(view: PackView) -> Iterator[str]:
    if view.network is not None and not view.network.relations:
        yield _("No relationship of ours is recorded: nobody can introduce a successor.")


def _movement_gap(view: PackView) -> Iterator[str]:
    if view.plan.judgements and view.movement is None:
        yield _("No pack was handed out or cleared before, and no day is chosen: what moved is left out.")


def _words() -> Words:
    return Words(pgettext, direction(active_language()) == "rtl")


def _left_out(view: PackView, chosen: set[str]) -> Iterator[str]:
    judging = [_(maker.title) for name, maker in SECTIONS.items() if name in chosen and maker.judges]
    if judging and not view.plan.judgements:
        sentence = _("This audience sees no judgement; left out: {sections}.")
        yield sentence.format(sections=_words().listed(judging))

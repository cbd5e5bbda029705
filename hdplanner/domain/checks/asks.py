"""Checks of objectives and asks: who must do what by when, how we shall know, and whether two asks agree."""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.domain.checks.around import are_linked, say, short
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import AskConflictFact, AskFact, ObjectiveFact, StakeholderFact, WindowFact
from hdplanner.i18n import N_, _


@rule(
    "OBJ001",
    Severity.WARNING,
    ObjectiveFact,
    N_("An objective moves nobody until it says who must do what."),
)
def objective_without_ask(facts: PlanFacts, objective: ObjectiveFact) -> Iterator[Trouble]:
    """An objective asks nothing of anybody."""
    if not facts.by(AskFact, "objective_id", objective.id):
        yield Trouble(_("“{objective}” asks nothing of anybody.").format(objective=short(objective.title)))


@rule(
    "ASK001",
    Severity.WARNING,
    AskFact,
    N_("Only somebody who is asked can say yes, and be reminded of it."),
)
def ask_without_addressee(facts: PlanFacts, ask: AskFact) -> Iterator[Trouble]:
    """An ask names nobody who should do it."""
    if ask.met_on is None and facts.get(StakeholderFact, ask.addressee_id) is None:
        yield Trouble(_("Nobody is asked to “{action}”.").format(action=short(ask.action)))


@rule("ASK002", Severity.WARNING, AskFact, N_("Without a date nobody is late, and nothing is urgent."))
def ask_without_date(facts: PlanFacts, ask: AskFact) -> Iterator[Trouble]:
    """An ask has no date; where its window has one, that can be taken."""
    if ask.met_on is not None or ask.due_on is not None:
        return
    window = facts.get(WindowFact, ask.window_id)
    dated = window is not None and window.decides_on is not None
    yield Trouble(
        _("“{action}” has no date.").format(action=short(ask.action)),
        touches=(ask.addressee_id, ask.window_id),
        fix="due-with-window" if dated else None,
        fix_keys=(ask.id,),
    )


@rule("ASK003", Severity.HINT, AskFact, N_("A promise that nobody can verify cannot be held to."))
def ask_without_verification(facts: PlanFacts, ask: AskFact) -> Iterator[Trouble]:
    """Nobody wrote down how to tell whether an ask was met."""
    if ask.met_on is None and not ask.has_verification:
        yield Trouble(
            _("Nothing says how we shall know that “{action}” was done.").format(action=short(ask.action)),
            touches=(ask.addressee_id, ask.window_id),
        )


@rule("ASK004", Severity.WARNING, AskFact, N_("What is asked when nobody decides is heard and put aside."))
def ask_without_window(facts: PlanFacts, ask: AskFact) -> Iterator[Trouble]:
    """An ask belongs to no decision window; where its addressee decides in just one to come, that is offered."""
    if ask.met_on is not None or facts.get(WindowFact, ask.window_id) is not None:
        return
    fitting = [
        one
        for one in facts.all(WindowFact)
        if ask.addressee_id is not None
        and one.body_id == ask.addressee_id
        and (one.decides_on is None or one.decides_on >= facts.today)
    ]
    only = fitting[0].id if len(fitting) == 1 else None
    yield Trouble(
        _("“{action}” has no decision window.").format(action=short(ask.action)),
        touches=(ask.addressee_id,),
        fix="link-window" if only else None,
        fix_keys=(ask.id, only) if only else (),
    )


@rule("ASK005", Severity.ERROR, AskFact, N_("After the decision the ask cannot be met any more."))
def ask_due_after_decision(facts: PlanFacts, ask: AskFact) -> Iterator[Trouble]:
    """An ask falls due after the decision that it is about."""
    window = facts.get(WindowFact, ask.window_id)
    if ask.met_on is not None or ask.due_on is None or window is None or window.decides_on is None:
        return
    last = max(window.decides_on, window.closes_on or window.decides_on)
    if ask.due_on > last:
        yield Trouble(
            _("“{action}” is due on {due}, and “{window}” is decided on {decided}.").format(
                action=short(ask.action),
                due=say(ask.due_on),
                window=short(window.title),
                decided=say(window.decides_on),
            ),
            touches=(ask.addressee_id, window.id),
            fix="due-with-window",
            fix_keys=(ask.id,),
        )


@rule("ASK006", Severity.ERROR, AskConflictFact, N_("They compare notes, and then believe neither."))
def contradicting_asks(facts: PlanFacts, conflict: AskConflictFact) -> Iterator[Trouble]:
    """Two asks that contradict each other go to audiences who speak with each other."""
    first, second = facts.get(AskFact, conflict.first_id), facts.get(AskFact, conflict.second_id)
    if first is None or second is None or first.met_on is not None or second.met_on is not None:
        return
    one, other = first.addressee_id, second.addressee_id
    if one is None or other is None or not are_linked(facts, one, other):
        return
    names = [facts.get(StakeholderFact, key) for key in (one, other)]
    yield Trouble(
        _("{one} is asked to “{first}” and {other} to “{second}”, and the two contradict each other.").format(
            one=names[0].name if names[0] else "",
            first=short(first.action),
            other=names[1].name if names[1] else "",
            second=short(second.action),
        ),
        touches=(first.id, second.id, one, other),
        place=("ask", first.id),
    )

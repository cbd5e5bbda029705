"""Checks of what is said: approval, the Principles, proof points and what of them may be said, and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from hdplanner.domain.checks.around import day, is_firm, is_open, is_public, say, short
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import (
    ActivityFact,
    ConcernFact,
    FloorFact,
    LanguageFact,
    MessageFact,
    PrinciplesFact,
    ProofFact,
    StakeholderFact,
    SupportFact,
    VariantFact,
)
from hdplanner.domain.values import Disclosure, MessageStatus
from hdplanner.i18n import N_, _

PROOF_DAYS = 365
"""A proof point is as old as its source; after a year it wants another look."""

RUN = 8
"""So many words in a row of a proof point in a text are the proof point itself."""

_WORD = re.compile(r"\w+")


@rule("MSG001", Severity.WARNING, ActivityFact, N_("What nobody approved is nobody's word."))
def message_not_approved(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A planned activity carries a message that is a draft or in review."""
    message = facts.get(MessageFact, activity.message_id)
    if message is None or not is_firm(activity):
        return
    if message.status not in (MessageStatus.DRAFT, MessageStatus.IN_REVIEW):
        return
    asked = message.status is MessageStatus.IN_REVIEW
    sentence = (
        _("“{message}” is planned for “{activity}” and still in review.")
        if asked
        else _("“{message}” is planned for “{activity}” and still a draft.")
    )
    ready = not asked and bool(message.core_line.strip())
    yield Trouble(
        sentence.format(message=short(message.title), activity=short(activity.title)),
        touches=(message.id, activity.stakeholder_id),
        fix="ask-review" if ready else None,
        fix_keys=(message.id,),
        place=("message", message.id),
    )


@rule(
    "MSG002", Severity.ERROR, ActivityFact, N_("What was true when it was approved may not be true any more.")
)
def message_expired(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A planned activity carries a message whose approval has run out, or will have by then."""
    message = facts.get(MessageFact, activity.message_id)
    if message is None or not is_firm(activity):
        return
    when = max(facts.today, day(facts, activity) or facts.today)
    if message.status is MessageStatus.EXPIRED:
        sentence = _("“{message}” is planned for “{activity}” and has expired.")
    elif message.status is MessageStatus.APPROVED and message.expires_on and message.expires_on < when:
        sentence = _("“{message}” expires on {day}, before “{activity}”.")
    else:
        return
    expires = say(message.expires_on) if message.expires_on else ""
    yield Trouble(
        sentence.format(message=short(message.title), activity=short(activity.title), day=expires),
        touches=(message.id, activity.stakeholder_id),
        place=("message", message.id),
    )


@rule(
    "MSG003", Severity.WARNING, MessageFact, N_("One word against the Principles can close a door for years.")
)
def principles_not_checked(facts: PlanFacts, message: MessageFact) -> Iterator[Trouble]:
    """A message that is approved, in review or planned was not held against the seven Principles."""
    if facts.by(PrinciplesFact, "message_id", message.id):
        return
    planned = any(is_firm(one) for one in facts.by(ActivityFact, "message_id", message.id))
    if planned or message.status in (MessageStatus.APPROVED, MessageStatus.IN_REVIEW):
        yield Trouble(
            _("“{message}” was not checked against the Fundamental Principles.").format(
                message=short(message.title)
            )
        )


@rule("MSG004", Severity.WARNING, MessageFact, N_("A concern that nobody answers goes out with the message."))
def concern_without_mitigation(facts: PlanFacts, message: MessageFact) -> Iterator[Trouble]:
    """A check against the Principles found a concern, and nothing is said to be done about it."""
    checks = facts.by(PrinciplesFact, "message_id", message.id)
    concerns = [one for check in checks for one in facts.by(ConcernFact, "check_id", check.id)]
    if any(not one.has_mitigation for one in concerns):
        yield Trouble(
            _("A concern about “{message}” has no mitigation.").format(message=short(message.title))
        )


@rule("MSG005", Severity.WARNING, ActivityFact, N_("Approved are the words of the master, not these."))
def variant_not_approved(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """A planned activity carries a variant that is a draft or in review, of a message that is approved."""
    variant, message = (
        facts.get(VariantFact, activity.variant_id),
        facts.get(MessageFact, activity.message_id),
    )
    if variant is None or message is None or not is_firm(activity):
        return
    if message.status is MessageStatus.APPROVED and variant.status is not MessageStatus.APPROVED:
        yield Trouble(
            _("The words for “{activity}” are not approved; “{message}” is.").format(
                activity=short(activity.title), message=short(message.title)
            ),
            touches=(message.id, variant.id, activity.stakeholder_id),
            place=("message", message.id),
        )


@rule("MSG006", Severity.HINT, VariantFact, N_("Audiences who compare notes find two versions."))
def variant_behind_master(facts: PlanFacts, variant: VariantFact) -> Iterator[Trouble]:
    """A variant was written for an earlier version of its message."""
    message = facts.get(MessageFact, variant.message_id)
    if message is None or variant.master_version is None or message.version is None:
        return
    if variant.master_version < message.version:
        yield Trouble(
            _("“{message}” changed since it was put into words for others ({language}).").format(
                message=short(message.title), language=facts.language_name(variant.language)
            ),
            touches=(message.id, variant.stakeholder_id),
            place=("message", message.id),
        )


@rule(
    "LNG001",
    Severity.WARNING,
    ActivityFact,
    N_("What has to be translated at the table is heard at second hand."),
)
def language_not_used(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """An activity carries words in a language that its audience does not work in."""
    message = facts.get(MessageFact, activity.message_id)
    one = facts.get(StakeholderFact, activity.stakeholder_id)
    if message is None or one is None or not is_open(activity):
        return
    used = {_base(row.value) for row in facts.by(LanguageFact, "stakeholder_id", one.id)}
    variant = facts.get(VariantFact, activity.variant_id)
    spoken = variant.language if variant is not None else message.language
    if not used or not spoken or _base(spoken) in used:
        return
    fitting = _variant_for(facts, message, one, used)
    yield Trouble(
        _("“{activity}” speaks {language} to {name}, who does not work in it.").format(
            activity=short(activity.title), language=facts.language_name(spoken), name=one.name
        ),
        touches=(message.id, one.id),
        fix="choose-variant" if fitting else None,
        fix_keys=(activity.id, fitting.id) if fitting else (),
    )


def _variant_for(
    facts: PlanFacts, message: MessageFact, one: StakeholderFact, used: set[str]
) -> VariantFact | None:
    """Return the variant in a language that an audience uses: its own first, never another's own."""
    fitting = [
        row
        for row in facts.by(VariantFact, "message_id", message.id)
        if _base(row.language) in used and row.stakeholder_id in (None, one.id)
    ]
    return min(fitting, key=lambda row: (row.stakeholder_id is None, row.id), default=None)


def _base(tag: str) -> str:
    """Return the language of a tag without its region: fr of fr-CH."""
    return tag.replace("_", "-").partition("-")[0].casefold()


@rule(
    "PRF001", Severity.WARNING, ProofFact, N_("A fact without a source is taken apart at the first question.")
)
def proof_without_source(facts: PlanFacts, proof: ProofFact) -> Iterator[Trouble]:
    """A proof point names no source."""
    if proof.withdrawn_on is None and not proof.has_source:
        yield Trouble(
            _("“{proof}” has no source.").format(proof=short(proof.text)), touches=_messages(facts, proof)
        )


@rule("PRF002", Severity.WARNING, ProofFact, N_("Old figures let others speak about the figures."))
def proof_too_old(facts: PlanFacts, proof: ProofFact) -> Iterator[Trouble]:
    """A proof point that a message stands on is older than a year."""
    used = _messages(facts, proof)
    if proof.withdrawn_on is not None or proof.source_on is None or not used:
        return
    if facts.today - proof.source_on > timedelta(days=PROOF_DAYS):
        yield Trouble(
            _("“{proof}” is of {day}, more than a year ago.").format(
                proof=short(proof.text), day=say(proof.source_on)
            ),
            touches=used,
        )


@rule(
    "PRF003",
    Severity.ERROR,
    FloorFact,
    N_("What was said cannot be taken back, nor the trust of who told us."),
)
def undisclosed_proof_spoken(facts: PlanFacts, floor: FloorFact) -> Iterator[Trouble]:
    """A proof point that is not for disclosure is said: its words stand in a text that is spoken, it carries a
    pillar that may be said, or the message that stands on it goes public."""
    proof, message = facts.get(ProofFact, floor.proof_id), facts.get(MessageFact, floor.message_id)
    if proof is None or message is None or proof.disclosure is not Disclosure.BACKGROUND:
        return
    planned = [one for one in facts.by(ActivityFact, "message_id", message.id) if is_open(one)]
    support = facts.get(SupportFact, floor.support_id)
    carries = bool(planned) and support is not None and support.disclosure is not Disclosure.BACKGROUND
    public = any(is_public(one) for one in planned)
    if carries or public or any(quotes(text, proof.text) for text in _spoken(facts, message)):
        yield Trouble(
            _("“{proof}” is not for disclosure, and “{message}” says it.").format(
                proof=short(proof.text), message=short(message.title)
            ),
            touches=(message.id, proof.id, *(one.id for one in planned)),
            fix="lift-proof" if carries or public else None,
            fix_keys=(message.id, proof.id),
            place=("message", message.id),
        )


@rule(
    "PRF004", Severity.HINT, FloorFact, N_("Who speaks has it at hand, and should know that it stays unsaid.")
)
def undisclosed_proof_at_hand(facts: PlanFacts, floor: FloorFact) -> Iterator[Trouble]:
    """A message that is planned to be spoken, not in public, stands on a proof point that is not for disclosure."""
    proof, message = facts.get(ProofFact, floor.proof_id), facts.get(MessageFact, floor.message_id)
    if proof is None or message is None or proof.disclosure is not Disclosure.BACKGROUND:
        return
    planned = [one for one in facts.by(ActivityFact, "message_id", message.id) if is_firm(one)]
    if planned and not any(undisclosed_proof_spoken(facts, floor)):
        yield Trouble(
            _("“{proof}” is not for disclosure, and stands below “{message}”, which is planned.").format(
                proof=short(proof.text), message=short(message.title)
            ),
            touches=(message.id, proof.id, *(one.id for one in planned)),
            place=("message", message.id),
        )


def quotes(text: str, proof: str) -> bool:
    """Whether a text says a proof point: eight words of it in a row, or all of a shorter one of four or more."""
    words = _WORD.findall(proof.casefold())
    length = min(RUN, len(words))
    if length < RUN // 2:
        return False
    said = f" {' '.join(_WORD.findall(text.casefold()))} "
    runs = (words[start : start + length] for start in range(len(words) - length + 1))
    return any(f" {' '.join(run)} " in said for run in runs)


def _spoken(facts: PlanFacts, message: MessageFact) -> Iterator[str]:
    """Yield the texts of a message that are said."""
    if message.disclosure is not Disclosure.BACKGROUND:
        yield message.core_line
    for support in facts.by(SupportFact, "message_id", message.id):
        if support.disclosure is not Disclosure.BACKGROUND:
            yield support.text
    for variant in facts.by(VariantFact, "message_id", message.id):
        yield variant.core_line
        yield variant.text


def _messages(facts: PlanFacts, proof: ProofFact) -> tuple[str, ...]:
    return tuple(row.message_id for row in facts.by(FloorFact, "proof_id", proof.id))

"""Sequences of activities as templates: what a step holds, that the steps hang together, and on which days they fall.

Pure. Which sequences there are stands in resources/templates/sequences; ``services.sequences`` reads and applies them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hdplanner.domain.rules_schedule import Span, span_of
from hdplanner.domain.values import Attribution, Channel, Component, Mode, Paper


class Towards(StrEnum):
    """Whom a step addresses: the counterpart of the sequence, others, the public, or ourselves."""

    COUNTERPART = "counterpart"
    OTHERS = "others"
    PUBLIC = "public"
    OURSELVES = "ourselves"


@dataclass(frozen=True, slots=True)
class SequenceStep:
    """One activity to be. Days count down to the decision, a day after it is negative.

    ``by_us`` is false where a third party speaks; ``sign_off`` marks a step up that somebody must sign off, with a
    note of what was tried in private. Texts are our sentences, to be translated.
    """

    key: str
    title: str
    purpose: str
    audience: str
    to: Towards
    days_before: int
    channel: Channel
    mode: Mode
    days_until: int | None = None
    after: tuple[str, ...] = ()
    attribution: Attribution | None = None
    paper: Paper | None = None
    by_us: bool = True
    sign_off: bool = False

    def span(self, decides_on: date | None) -> Span:
        """Return the days of this step where the decision falls on ``decides_on``."""
        return span_of(
            None, None, days_before=self.days_before, days_until=self.days_until, decides_on=decides_on
        )

    def is_past(self, decides_on: date | None, today: date) -> bool:
        """Tell whether the last day of this step lies behind us."""
        last = self.span(decides_on).last
        return last is not None and last < today


@dataclass(frozen=True, slots=True)
class SequenceTemplate:
    """A sequence of steps for one kind of decision. ``only_for`` names the component that alone may use it."""

    id: str
    title: str
    purpose: str
    steps: tuple[SequenceStep, ...]
    order: int = 0
    only_for: Component | None = None


_TEMPLATE = frozenset({"title", "purpose", "steps", "order", "only_for"})
_STEP = frozenset(
    {
        *("key", "title", "purpose", "audience", "to", "by", "after", "days_before", "days_until"),
        *("channel", "mode", "attribution", "paper", "sign_off"),
    }
)
_BY = {"us": True, "others": False}


def template_from(name: str, data: Mapping[str, Any]) -> SequenceTemplate:
    """Return the template that a file ``name`` holds. Raises ``ValueError`` for anything that is not one."""
    _known(data, _TEMPLATE, name)
    steps = tuple(_step(one) for one in data["steps"])
    _check(name, steps)
    only_for = data.get("only_for")
    return SequenceTemplate(
        name,
        data["title"],
        data["purpose"],
        steps,
        int(data.get("order", 0)),
        None if only_for is None else Component(only_for),
    )


def _step(data: Mapping[str, Any]) -> SequenceStep:
    _known(data, _STEP, str(data.get("key")))
    attribution, paper = data.get("attribution"), data.get("paper")
    return SequenceStep(
        key=data["key"],
        title=data["title"],
        purpose=data["purpose"],
        audience=data["audience"],
        to=Towards(data["to"]),
        days_before=int(data["days_before"]),
        days_until=data.get("days_until"),
        channel=Channel(data["channel"]),
        mode=Mode(data["mode"]),
        after=tuple(data.get("after", ())),
        attribution=None if attribution is None else Attribution(attribution),
        paper=None if paper is None else Paper(paper),
        by_us=_BY[data.get("by", "us")],
        sign_off=bool(data.get("sign_off", False)),
    )


def _known(data: Mapping[str, Any], names: frozenset[str], where: str) -> None:
    if unknown := sorted(set(data) - names):
        raise ValueError(f"{where}: {unknown[0]} is not known")


def _check(name: str, steps: Sequence[SequenceStep]) -> None:
    """Steps wait only for earlier ones, none ends before it begins, and nothing is public without a sign-off."""
    seen: set[str] = set()
    for step in steps:
        if not step.title or not step.audience or step.key in seen:
            raise ValueError(f"{name}, {step.key}: a step needs a key of its own, a title and an audience")
        if not set(step.after) <= seen:
            raise ValueError(f"{name}, {step.key}: it waits for a step that does not come before it")
        if step.days_until is not None and step.days_until > step.days_before:
            raise ValueError(f"{name}, {step.key}: it ends before it begins")
        if step.mode is Mode.PUBLIC and not step.sign_off:
            raise ValueError(f"{name}, {step.key}: it is public without a sign-off")
        seen.add(step.key)
    if not steps:
        raise ValueError(f"{name}: it has no steps")

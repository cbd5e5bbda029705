"""What a merge did, as a text to read and as the rows of a table: what came, what was decided, what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hdplanner.i18n import N_, _, format_number, ngettext
from hdplanner.services.merge_rows import Act, Outcome, ShownChange, ShownConflict
from hdplanner.storage.merge_rows import Answer, Decision

_ACTS = {Act.ADDED: N_("New"), Act.CHANGED: N_("Changed"), Act.DELETED: N_("Deleted")}


def act_word(act: Act) -> str:
    """Return what happens to a row that comes in, in a word."""
    return _(_ACTS[act])


def report_text(outcome: Outcome) -> str:
    """Return the report as a text, section by section; what is empty is left out."""
    shown = outcome.shown
    decided = [one for one in shown.conflicts if one.key in outcome.decided]
    left = [one for one in shown.conflicts if one.key not in outcome.decided]
    head = [_("Merge of {file}").format(file=shown.file), shown.past, shown.from_whom]
    parts = [[line for line in head if line]]
    if shown.changes:
        parts.append([_counted_in(len(shown.changes)), *_came(shown.changes)])
    if decided:
        count = len(decided)
        said = ngettext("{count} conflict was decided.", "{count} conflicts were decided.", count)
        lines = [line for one in decided for line in _decided(one, outcome.decided[one.key])]
        parts.append([said.format(count=format_number(count)), *lines])
    if left:
        parts.append(
            [left_open(len(left)), *[line for one in left for line in ("  " + heading(one), *sides(one))]]
        )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def left_open(count: int) -> str:
    """Return how many conflicts a merge left open."""
    said = ngettext("{count} conflict was left open.", "{count} conflicts were left open.", count)
    return said.format(count=format_number(count))


def report_rows(outcome: Outcome) -> list[tuple[str, ...]]:
    """Return the report as a table, its headings first: a row for each field that came in, and for each conflict."""
    rows: list[tuple[str, ...]] = [
        (
            *(_("What happened"), _("Kind"), _("Record"), _("Field"), _("Before"), _("In this file")),
            *(_("In the other copy"), _("Author of the other copy"), _("When"), _("Result")),
        )
    ]
    for change in outcome.shown.changes:
        act = act_word(change.act)
        for line in change.lines:
            fixed = (act, change.noun, change.record, line.label, line.before)
            rows.append((*fixed, line.before, line.after, "", "", line.after))
        if not change.lines:
            rows.append((act, change.noun, change.record, *[""] * 7))
    for one in outcome.shown.conflicts:
        decision = outcome.decided.get(one.key)
        base = one.base.text if one.base is not None else ""
        sides = (one.mine.text, one.theirs.text, one.theirs.by, one.theirs.when)
        what = _("Left open") if decision is None else one.verbs.get(decision.answer, "")
        result = one.mine.text if decision is None else result_text(one, decision)
        rows.append((what, one.noun, one.record, one.title, base, *sides, result))
    return rows


def result_text(conflict: ShownConflict, decision: Decision) -> str:
    """Return what stands there after a decision, as people read it."""
    if decision.answer is Answer.MINE:
        return conflict.mine.text
    if decision.answer is Answer.THEIRS:
        return conflict.theirs.text
    if decision.answer is Answer.BOTH:
        return conflict.verbs.get(decision.answer, "")
    options = dict(conflict.draft.options) if conflict.draft is not None else {}
    return options.get(decision.value, str(decision.value or _("empty")))


def _counted_in(count: int) -> str:
    said = ngettext("{count} record came in.", "{count} records came in.", count)
    return said.format(count=format_number(count))


def _came(changes: Iterable[ShownChange]) -> list[str]:
    by_noun: dict[str, list[ShownChange]] = defaultdict(list)
    for change in changes:
        by_noun[change.noun].append(change)
    lines = []
    for noun, ones in by_noun.items():
        lines.append(_("{noun}: {count}").format(noun=noun, count=format_number(len(ones))))
        for one in ones:
            act = act_word(one.act)
            lines.append("  " + _("{record} ({act})").format(record=one.record, act=act))
            if one.act is Act.CHANGED:
                lines += [
                    "    "
                    + _("{field}: {after} (before: {before})").format(
                        field=line.label, before=line.before, after=line.after
                    )
                    for line in one.lines
                ]
    return lines


def heading(conflict: ShownConflict) -> str:
    """Return which field of which record a conflict is about."""
    return _("{noun} {record}, {field}").format(
        noun=conflict.noun, record=conflict.record, field=conflict.title
    )


def _decided(conflict: ShownConflict, decision: Decision) -> list[str]:
    answer = conflict.verbs.get(decision.answer, "")
    said = "  " + _("{what}: {answer}").format(what=heading(conflict), answer=answer)
    lines = [said, *sides(conflict)]
    if decision.answer is Answer.EDITED:
        lines.append("    " + _("Now: {value}").format(value=result_text(conflict, decision)))
    return lines


def sides(conflict: ShownConflict) -> list[str]:
    """Return a line for each side: what it says, by whom and when."""
    lines = []
    for title, side in ((_("In this file"), conflict.mine), (_("In the other copy"), conflict.theirs)):
        who = ", ".join(part for part in (side.by, side.when) if part)
        named = _("{side} ({who})").format(side=title, who=who) if who else title
        lines.append("    " + _("{side}: {value}").format(side=named, value=side.text))
    return lines

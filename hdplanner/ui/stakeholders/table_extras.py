"""Columns whose values are read only while they are shown, sorted or filtered by: mandate, tags, data protection ..."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from hdplanner.domain.choices import Choice
from hdplanner.domain.fields import field_label
from hdplanner.domain.labels import label
from hdplanner.domain.values import Engagement, Motive, NormFamiliarity, NoticeStatus
from hdplanner.i18n import _, format_date, format_number
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.gateway import Gateway
from hdplanner.ui.stakeholders.models import choices_of

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow

StakeholderColumn = Column["StakeholderRow"]
_LINES = ("title", "form_of_address", "pronunciation", "precedence", "data_source")
_PROSE = ("mandate", "description", "note", "sensitivities", "do_not_approach_why")


class Extras:
    """Holds what was read of each field, by stakeholder."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._held: dict[str, dict[str, Any]] = {}

    def value(self, field: str, row_id: str) -> Any:
        """What is known of one stakeholder; None where nothing is, or where the field was not asked for."""
        return self._held.get(field, {}).get(row_id)

    def holds(self, field: str) -> bool:
        """Whether a field was read."""
        return field in self._held

    def values(self, field: str) -> list[Any]:
        """Every value that a list of several holds anywhere, once, sorted."""
        return sorted({one for several in self._held.get(field, {}).values() for one in several})

    def want(self, keys: Collection[str]) -> bool:
        """Have the fields of these columns at hand; True where some had to be read."""
        from hdplanner.services.stakeholder_extras import FIELDS

        wanted = [key for key in keys if key in FIELDS]
        missing = [key for key in wanted if key not in self._held]
        self._held = {key: held for key, held in self._held.items() if key in wanted}
        if missing:
            self._held |= self._read(missing, None)
        return bool(missing)

    def renew(self, ids: Collection[str] | None) -> bool:
        """Read anew what is held of some stakeholders, or of all; True where anything is held."""
        if not self._held:
            return False
        fresh = self._read(list(self._held), ids)
        if ids is None:
            self._held = fresh
            return True
        for field, held in self._held.items():
            for row_id in ids:
                held.pop(row_id, None)
            held.update(fresh[field])
        return True

    def _read(self, fields: list[str], ids: Collection[str] | None) -> dict[str, dict[str, Any]]:
        from hdplanner.services.stakeholder_extras import extra_facts

        return self._gateway.read(
            extra_facts,
            campaign_id=self._gateway.campaign_id,
            fields=fields,
            ids=None if ids is None else sorted(ids),
        )


def extra_columns(extras: Extras) -> tuple[StakeholderColumn, ...]:
    """The columns that `extras` has the values of."""
    return (
        *(_text(extras, key, field_label(key), prose=key in _PROSE) for key in (*_LINES, *_PROSE)),
        _text(extras, "interests", _("Interests"), prose=True),
        _text(extras, "reasoning", _("Reasoning"), prose=True),
        _one_of(extras, "familiarity", field_label("familiarity"), NormFamiliarity, optional=True),
        _judged(extras, "legitimacy", _("Legitimacy")),
        _judged(extras, "urgency", _("Urgency")),
        _made(extras, "salience", _("Salience"), label, 150, editable=False),
        _one_of(extras, "engagement", field_label("engagement"), Engagement, optional=True),
        _one_of(extras, "desired_engagement", field_label("desired_engagement"), Engagement, optional=True),
        _several(extras, "motives", _("Motives"), lambda: choices_of(Motive)),
        _several(extras, "languages", _("Languages"), None),
        _several(extras, "tags", _("Tags"), None),
        _several(extras, "coalitions", _("Coalitions"), None, editable=False),
        _several(extras, "other_names", _("Other names"), None, editable=False),
        _day(extras, "next_on", _("Next step by")),
        _days(extras, "contact_days", _("Contact every")),
        _day(extras, "last_contact", _("Last contact"), editable=False),
        _one_of(extras, "notice", _("Notice given"), NoticeStatus),
        _text(extras, "notice_why", _("Why no notice"), prose=True),
        _flag(extras, "objected", _("Objected")),
        _flag(extras, "restricted", _("Use restricted")),
        _day(extras, "review_on", _("Look at again by")),
        _day(extras, "retain_until", _("Keep until")),
    )


def _made(
    extras: Extras, key: str, title: str, text: Callable[[Any], str], width: int, **more: Any
) -> StakeholderColumn:
    """A column over one field: `text` gives the words of a value that is there."""

    def shown(row: StakeholderRow) -> str:
        value = extras.value(key, row.id)
        return "" if value is None else text(value)

    more.setdefault("value", lambda row: extras.value(key, row.id))
    more.setdefault("editable", True)
    return Column(key, title, shown, width=width, standard=False, **more)


def _text(extras: Extras, key: str, title: str, *, prose: bool) -> StakeholderColumn:
    return _made(
        extras,
        key,
        title,
        str,
        240 if prose else 160,
        prose=prose,
        value=lambda row: extras.value(key, row.id) or "",
    )


def _day(extras: Extras, key: str, title: str, *, editable: bool = True) -> StakeholderColumn:
    return _made(
        extras,
        key,
        title,
        format_date,
        116,
        day=True,
        editable=editable,
        sort=lambda row: extras.value(key, row.id),
    )


def _days(extras: Extras, key: str, title: str) -> StakeholderColumn:
    def text(days: int) -> str:
        return _("{count} days").format(count=format_number(days))

    return _made(
        extras, key, title, text, 116, editable=False, sort=lambda row: extras.value(key, row.id), number=True
    )


def _flag(extras: Extras, key: str, title: str) -> StakeholderColumn:
    return _made(
        extras,
        key,
        title,
        lambda _value: _("Yes"),
        120,
        value=lambda row: bool(extras.value(key, row.id)),
        choices=lambda: [(True, _("Yes")), (False, _("No"))],
    )


def _judged(extras: Extras, key: str, title: str) -> StakeholderColumn:
    """Yes, no, or not assessed, which is neither."""

    def text(value: bool) -> str:
        return _("Yes") if value else _("No")

    return _made(extras, key, title, text, 120, choices=lambda: [(True, _("Yes")), (False, _("No"))])


def _one_of(
    extras: Extras, key: str, title: str, kind: type[Choice], *, optional: bool = False
) -> StakeholderColumn:
    empty = _("Not said") if optional else None
    return _made(extras, key, title, label, 150, choices=lambda: choices_of(kind, empty=empty))


def _several(
    extras: Extras,
    key: str,
    title: str,
    entries: Callable[[], Sequence[tuple[Any, str]]] | None,
    *,
    editable: bool = True,
) -> StakeholderColumn:
    """A list of several: of a closed list, or of words of the office's own, to which one may add."""

    def text(values: Sequence[Any]) -> str:
        return ", ".join(label(one) if isinstance(one, Choice) else one for one in values)

    def known() -> Sequence[tuple[Any, str]]:
        return [(one, one) for one in extras.values(key)]

    return _made(
        extras,
        key,
        title,
        text,
        160,
        value=lambda row: extras.value(key, row.id) or (),
        choices=entries or known,
        many=True,
        free=entries is None,
        editable=editable,
    )

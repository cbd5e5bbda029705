"""The command that draws the stakeholder grid, and tells where each stands. Changes nothing in a plan."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console, UsageProblem
from hdplanner.cli.doors import chosen_campaign, free_to_write, opened
from hdplanner.errors import InvalidValueError
from hdplanner.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from hdplanner.figures.methods import Layout
    from hdplanner.figures.scene import GridScene
    from hdplanner.services.grid import GridRows
    from hdplanner.storage import Document

_WIDTH, _HEIGHT = 900.0, 640.0
_TOLD = 500
"""So many names of each zone stand in the words of the picture."""


def grid_command(arguments: Namespace, console: Console) -> int:
    """Place the stakeholders by a method; write the picture where a file is named."""
    layout = _layout(arguments)
    _check(arguments)
    if arguments.out is not None:
        free_to_write(arguments.out, arguments.file, force=arguments.force)
    with opened(arguments.file, to_log=arguments.out is not None) as document:
        found = _read(document, arguments)
        scene = _scene(found, layout, arguments.date)
        if arguments.out is not None:
            _write(arguments, found, scene)
            _log(document, arguments, found)
    console.give(_as_json(arguments, found, scene))
    _tell(arguments, console, scene)
    return 0


def _layout(arguments: Namespace) -> Layout:
    from hdplanner.figures.methods import GridMethod, layout_of, own_layout

    axes = (arguments.x, arguments.y)
    method = arguments.method or ("own" if any(axes) else "mendelow")
    if method != "own":
        if any(axes):
            raise UsageProblem(_("--x and --y are for own axes only: --method own."))
        return layout_of(GridMethod(method))
    if None in axes or arguments.x == arguments.y:
        raise UsageProblem(_("Own axes are two different ratings: --x and --y."))
    return own_layout(arguments.x, arguments.y)


def _check(arguments: Namespace) -> None:
    """Refuse what cannot be done before any file is opened."""
    from hdplanner.services.values import checked_day, today_here

    if arguments.language not in LANGUAGES:
        raise UsageProblem(
            _("Pictures are made in these languages: {languages}.").format(languages=", ".join(LANGUAGES))
        )
    if arguments.out is not None:
        from hdplanner.briefing.figure_file import WRITERS

        if arguments.out.suffix.casefold() not in WRITERS:
            raise UsageProblem(
                _("Nothing is drawn as {name}. Endings: {endings}.").format(
                    name=arguments.out.name, endings=", ".join(WRITERS)
                )
            )
    if arguments.date is not None:
        try:
            checked_day(arguments.date, "made_on", today=today_here())
        except InvalidValueError as error:
            raise UsageProblem(
                _("{day}: {reason}.").format(day=arguments.date, reason=error.reason)
            ) from None


def _read(document: Document, arguments: Namespace) -> GridRows:
    from hdplanner.domain.values import Audience
    from hdplanner.services.campaigns import find_objective
    from hdplanner.services.grid import grid_rows
    from hdplanner.services.values import today_here

    campaign = chosen_campaign(document, arguments.campaign).id
    named = arguments.objective
    objective = (
        None if named is None else document.read(lambda session: find_objective(session, campaign, named))
    )
    return document.read(
        lambda session: grid_rows(
            session,
            campaign,
            objective,
            audience=Audience(arguments.audience),
            today=today_here(),
            on=arguments.date,
        )
    )


def _log(document: Document, arguments: Namespace, found: GridRows) -> None:
    from hdplanner.domain.values import AccessKind

    form = arguments.out.suffix.casefold()[1:]
    marking, audience = found.marking.value, arguments.audience
    document.log_access(AccessKind.EXPORT, what="picture", form=form, audience=audience, marking=marking)


def _scene(found: GridRows, layout: Layout, day: date | None) -> GridScene:
    from hdplanner.figures.grid_rows import placed_row
    from hdplanner.figures.scene import build_scene
    from hdplanner.services.values import today_here

    return build_scene((placed_row(row, day or today_here()) for row in found.rows), layout)


def _write(arguments: Namespace, found: GridRows, scene: GridScene) -> None:
    from hdplanner.briefing.build import pack_measure
    from hdplanner.briefing.figure_file import write_figure
    from hdplanner.figures.grid import grid_figure
    from hdplanner.i18n import catalogue, format_date

    words = catalogue(arguments.language)
    title = scene.layout.title(words.gettext)
    if found.objective:
        on_it = words.gettext("{grid}; positions are on “{objective}”")
        title = on_it.format(grid=title, objective=found.objective)
    figure = grid_figure(
        scene, _WIDTH, _HEIGHT, title=title, told=_TOLD, measure=pack_measure(), translate=words.gettext
    )
    day = arguments.date or found.newest
    until = words.gettext("Assessed until {date}")
    write_figure(
        figure,
        arguments.out,
        language=arguments.language,
        marking=found.marking,
        source=until.format(date=format_date(day, "long", arguments.language)) if day else "",
        on=day,
        force=arguments.force,
    )


def _as_json(arguments: Namespace, found: GridRows, scene: GridScene) -> dict[str, Any]:
    layout = scene.layout
    placed = sorted(scene.marks, key=lambda mark: (mark.row.name.casefold(), mark.row.id))
    return {
        "file": None if arguments.out is None else str(arguments.out),
        "method": layout.method.value,
        "axes": {"x": layout.x.field, "y": layout.y.field},
        "objective": found.objective,
        "marking": found.marking.value,
        "placed": [_mark_as_json(layout, mark.row) for mark in placed],
        "unassessed": [{"id": row.id, "name": row.name} for row in scene.unassessed],
        "apart": [{"id": row.id, "name": row.name} for row in scene.apart],
    }


def _mark_as_json(layout: Layout, row: Any) -> dict[str, Any]:
    from hdplanner.figures.methods import zone_of

    x, y = int(getattr(row, layout.x.field)), int(getattr(row, layout.y.field))
    zone = zone_of(layout, x, y)
    return {
        "id": row.id,
        "name": row.name,
        "x": x,
        "y": y,
        "quadrant": None if zone is None else zone.value,
    }


def _tell(arguments: Namespace, console: Console, scene: GridScene) -> None:
    """Where each stands, in words; and where the picture is."""
    from hdplanner.figures.grid import describe

    if arguments.out is None:
        console.tell(describe(scene) or _("There is nobody to place."))
        return
    console.tell(
        _("{file}: {placed} on the grid, {unassessed} not assessed.").format(
            file=arguments.out, placed=len(scene.marks), unassessed=len(scene.unassessed)
        )
    )

from __future__ import annotations

import re

import pytest

from hdplanner.figures.palette import contrast, load_palette, luminance
from hdplanner.paths import resource

THEMES = ("light", "dark")
GROUNDS = ("window", "surface", "raised", "sunken", "hover", "selection")


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_ground(name: str) -> None:
    roles = load_palette(name).roles
    for ground in GROUNDS:
        for text in ("text", "muted"):
            assert contrast(roles[text], roles[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("name", THEMES)
def test_signals_and_links_can_be_read_where_they_stand(name: str) -> None:
    roles = load_palette(name).roles
    for ground in ("window", "surface", "raised"):
        for text in ("accent", "warning", "danger", "fine"):
            assert contrast(roles[text], roles[ground]) >= 4.5, (text, ground)
    assert contrast(roles["on_accent"], roles["accent"]) >= 4.5
    assert contrast(roles["on_accent"], roles["accent_strong"]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_positions_categories_and_markings_stand_out_from_the_surface(name: str) -> None:
    roles = load_palette(name).roles
    for role, colour in roles.items():
        if role.startswith(("position_", "category_", "marking_")):
            assert contrast(colour, roles["surface"]) >= 3.0, role
    assert contrast(roles["line_strong"], roles["surface"]) >= 3.0


def test_both_themes_name_the_same_roles() -> None:
    light, dark = load_palette("light"), load_palette("dark")
    assert light.roles.keys() == dark.roles.keys()
    differing = {role for role in light.roles if light.roles[role] != dark.roles[role]}
    assert differing == set(light.roles), "a dark theme that forgets a role shows the light one"


def test_sizes_are_those_of_the_light_theme_in_both() -> None:
    assert load_palette("dark").sizes == load_palette("light").sizes
    assert load_palette("light").sizes["row"] == 28


def test_opposed_and_supportive_differ_in_grey_from_the_reserved_and_the_favourable() -> None:
    roles = load_palette("light").roles
    assert contrast(roles["position_opposed"], roles["position_reserved"]) > 1.4
    assert contrast(roles["position_supportive"], roles["position_favourable"]) > 1.4


def test_luminance_runs_from_black_to_white() -> None:
    assert luminance("#000000") == 0.0
    assert luminance("#FFFFFF") == pytest.approx(1.0)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


def test_no_colour_stands_in_the_code() -> None:
    package = resource("themes").parents[1] / "hdplanner"
    pattern = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|QColor\(\s*[\d"']|Qt\.GlobalColor\.(?!transparent)""")
    found = [
        f"{path.name}: {line.strip()}"
        for path in [*package.glob("ui/**/*.py"), *package.glob("figures/**/*.py")]
        for line in path.read_text(encoding="utf-8").splitlines()
        if pattern.search(line)
    ]
    assert found == []

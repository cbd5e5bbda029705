from __future__ import annotations

import pytest

from hdplanner.domain.rules_likeness import NameIndex


def found(known: str, name: str, *, known_short: str = "", short: str = "") -> int:
    index = NameIndex()
    index.add("k", [known], known_short)
    alike = index.find(name, short)
    return 0 if alike is None else alike.likeness


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("Ministry of Health", "ministry of health"),
        ("Ministry of Health", "Health, Ministry of"),
        ("Ministère de la Santé", "MINISTERE DE LA SANTE"),
        ("Action contre la Faim", "Action Contre La Faim "),
        ("وزارة الصحة", "وزاره الصحه"),
        ("Министерство здравоохранения", "министерство  здравоохранения"),
    ],
)
def test_order_case_accents_and_spelling_variants_make_no_difference(known: str, name: str) -> None:
    assert found(known, name) == 100


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("African Initiatives for Relief", "African Initiative for Relief"),
        ("CARITAS Suisse", "Cartias Suisse"),
        ("Ministry of Health and Population", "Ministry of Heatlh and Population"),
    ],
)
def test_a_slip_of_the_pen_is_likely_the_same(known: str, name: str) -> None:
    assert 85 <= found(known, name) < 100


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("Zambia Red Cross Society", "Zimbabwe Red Cross Society"),
        ("District Office 4", "District Office 5"),
        ("Ministry of Health", "Ministry of Justice"),
        ("Action for Development", "Association of Teachers"),
        ("Bank", ""),
    ],
)
def test_names_that_differ_where_it_counts_are_two(known: str, name: str) -> None:
    assert found(known, name) == 0


def test_an_acronym_stands_for_the_name_it_belongs_to() -> None:
    assert found("World Food Programme", "WFP", known_short="WFP") == 95
    assert found("WFP", "World Food Programme", short="WFP") == 95


def test_the_same_acronym_of_two_different_names_is_no_match() -> None:
    assert found("Action Contre la Faim", "Zebra Tuk Onder", known_short="ACF", short="ACF") == 0


def test_the_row_of_an_earlier_line_is_told() -> None:
    index = NameIndex()
    index.add("a", ["Bank of the North"], "", row=7)
    alike = index.find("Bank of the North", "")

    assert alike is not None
    assert (alike.id, alike.row) == ("a", 7)


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("Ministry of Health", "Minister of Health"),
        ("Minister of Health", "Deputy Minister of Health"),
        ("Ministry of Culture", "Ministry of Agriculture"),
        ("Ministry of Health, Niger", "Ministry of Health, Nigeria"),
        ("Ministry of Health of Iran", "Ministry of Health of Iraq"),
        ("North Province Assembly", "South Province Assembly"),
        ("Ministère de l’Intérieur", "Ministère de l’Extérieur"),
        ("Ambassade de Varenia", "Ambassadeur de Varenia"),
        ("وزارة الصحة", "وزير الصحة"),
    ],
)
def test_a_word_that_tells_two_bodies_apart_decides(known: str, name: str) -> None:
    assert found(known, name) == 0

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.name_search import NameSearch, tidy
from hdplanner.domain.values import StakeholderKind
from hdplanner.paths import resource
from hdplanner.services.screen_names import ScreenNames

NAMES = {
    "Ministry of Finance": "Oak",
    "Ministry of Works and Ports": "Elm",
    "O'Brien and Sons": "Ash",
    "Deniz İşleri": "Fir",
    "وزارة المالية": "Yew",
    "财政部长": "Bay",
    "Radio Varenia": "Ivy",
    "Radio": "Box",
}


@dataclass(frozen=True)
class _Row:
    id: str
    name: str
    kind: StakeholderKind
    language: str
    notes: tuple[str, ...]


@pytest.fixture(scope="module")
def screen() -> ScreenNames:
    return ScreenNames(NAMES, NAMES, frozenset(NAMES.values()))


def test_a_row_is_shown_with_code_names_and_keeps_its_ids_and_lists(screen: ScreenNames) -> None:
    row = _Row(
        "Radio", "Radio Varenia", StakeholderKind.INSTITUTION, "fr", ("Seen at Radio Varenia.", "Rain")
    )
    shown = screen.shown([row, {"why": "the Ministry of Finance"}])
    assert shown == [
        _Row("Radio", "Ivy", StakeholderKind.INSTITUTION, "fr", ("Seen at Ivy.", "Rain")),
        {"why": "the Oak"},
    ]


def test_what_holds_no_name_is_the_same_object(screen: ScreenNames) -> None:
    rows = (_Row("1", "Union", StakeholderKind.GROUP, "en", ("Rain",)), {"a": ["b", 1, None]})
    assert screen.shown(rows) is rows


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("MINISTRY OF FINANCE", "Oak"),
        ("the ministry of\u00a0works and ports,", "the Elm,"),
        ("with O\u2019Brien and Sons", "with Ash"),
        ("bei Deniz İşleri", "bei Fir"),
        ("ووزارة المالية", "وYew"),
        ("见财政部长", "见Bay"),
        ("radio", "Box"),
    ],
)
def test_a_name_is_found_however_it_is_written(screen: ScreenNames, text: str, shown: str) -> None:
    assert screen.shown(text) == shown


@given(
    st.lists(st.sampled_from([*" ".join(NAMES).split(), *NAMES, "the", "-", "'", "\n", "and."]), max_size=12),
    st.sampled_from([" ", "", "\u00a0", "-"]),
    st.sampled_from([str, str.upper, str.lower]),
)
def test_passing_over_texts_misses_no_name(parts: list[str], between: str, spelled: type[str]) -> None:
    text = spelled(between.join(parts))
    whole = NameSearch(NAMES).replaced(text, lambda name: NAMES[name])
    assert ScreenNames(NAMES, {}, frozenset()).shown(text) == whole


def test_passing_over_the_texts_of_the_sample_misses_no_name() -> None:
    data = resource("samples", "disaster-law.json").read_text(encoding="utf-8")
    found = {tidy(name) for name in re.findall(r'"name": "([^"]{4,})"', data)} - {""}
    names = {name: f"Code {at}" for at, name in enumerate(sorted(found))}
    search = NameSearch(names)
    quick = ScreenNames(names, {}, frozenset())
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', json.dumps(json.loads(data), ensure_ascii=False))
    assert len(texts) > 1000
    assert [quick.shown(text) for text in texts] == [
        search.replaced(text, lambda name: names[name]) for text in texts
    ]


def test_a_code_name_in_an_edit_is_found_as_it_is_spelled_and_no_ordinary_word(screen: ScreenNames) -> None:
    assert screen.written_in({"values": [{"note": "Met Oak twice"}]}) == "Oak"
    assert screen.written_in({"note": "under an oak", "kind": StakeholderKind.GROUP, "at": 3}) == ""

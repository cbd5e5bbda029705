"""How texts come together in a line, with the marks of a language and whichever way they run."""

from __future__ import annotations

import pytest

from hdplanner.briefing.words import Words, apart, fill, full_stop, other_way
from hdplanner.i18n import catalogue


def words(language: str = "en") -> Words:
    spoken = catalogue(language)
    return Words(spoken.pgettext, spoken.direction == "rtl")


def test_texts_of_one_direction_are_left_as_they_are() -> None:
    assert words().joined("Minister", "", "3 May 2026") == "Minister · 3 May 2026"
    assert fill("Next: {what}, {when}.", what="Vote", when="3 May") == "Next: Vote, 3 May."
    assert apart("واحد", "اثنان") == ("واحد", "اثنان")


def test_texts_of_both_directions_are_kept_from_turning_each_other() -> None:
    assert words().joined("Budget", "3 مايو", by=", ") == "\u2068Budget\u2069, \u20683 مايو\u2069"
    assert fill("التالي: {what}", what="Budget 2") == "التالي: \u2068Budget 2\u2069"
    assert apart("Budget", "", "مايو")[1] == ""


def test_a_note_in_brackets_runs_as_its_words_do() -> None:
    told = words("ar").noted("Asked twice.", "2026/09/02", "منخفض")
    assert told == "\u200f\u2068Asked twice.\u2069 \u2068(2026/09/02\u061b منخفض)\u2069"
    assert words("ar").noted("Field visit", "Adviser") == "Field visit (Adviser)"
    assert words("ar").noted("", "Adviser") == "(Adviser)"


def test_what_was_joined_in_a_leftward_language_runs_leftwards_inside_a_sentence_too() -> None:
    joined = words("ar").joined("Adviser", "الوزير", by=" ← ")
    assert joined == "\u200f\u2068Adviser\u2069 ← \u2068الوزير\u2069"
    assert words("ar").listed(["Adviser", "room 201"]) == "\u200f\u2068Adviser\u2069، \u2068room 201\u2069"
    assert words("ar").joined("Adviser", "Public", by=" ← ").startswith("\u200f\u2068Adviser")
    assert words("en").joined("واحد", "اثنان", by=" → ") == "\u2068واحد\u2069 → \u2068اثنان\u2069"
    assert words("ar").listed(["Adviser", ""]) == "Adviser"
    assert words("ar").labelled("منا", "Notes").startswith("\u200f")
    assert not words("en").joined("Adviser", "الوزير").startswith("\u200f")


def test_a_name_in_braces_is_no_placeholder() -> None:
    assert fill("Next: {what}.", what="{when}") == "Next: {when}."
    assert words().labelled("{text}", "{label}") == "{text}: {label}"
    assert words().noted("{note}", "{note}") == "{note} ({note})"


def test_sentences_end_and_notes_stand_in_brackets() -> None:
    assert full_stop("It rests") == "It rests."
    assert full_stop("“No.”") == "“No.”"
    assert full_stop("") == ""
    assert words().noted("Said so.", "3 May", "", "sure") == "Said so. (3 May; sure)"
    assert words().noted("Said so.", "") == "Said so."


def test_chinese_sets_its_own_wide_marks_without_spaces() -> None:
    assert words("zh").noted("部长", "5月3日", "公开") == "部长（5月3日；公开）"
    assert words("zh").listed(["部长", "议会"]) == "部长，议会"
    assert words("zh").labelled("立场", "赞同") == "立场：赞同"
    assert full_stop("依据其讲话") == "依据其讲话。"
    assert full_stop("是否同意？") == "是否同意？"


def test_what_is_empty_leaves_no_mark_behind() -> None:
    assert words().listed(["", "Minister", "", "Assembly"]) == "Minister, Assembly"
    assert words().listed([]) == ""
    assert words().labelled("Votes", "") == "Votes"
    assert words().labelled("", "Plenary vote") == "Plenary vote"


@pytest.mark.parametrize(
    ("language", "listed", "clauses", "labelled"),
    [
        ("en", "1, 2", "1; 2", "1: 2"),
        ("es", "1, 2", "1; 2", "1: 2"),
        ("fr", "1, 2", "1\u00a0; 2", "1\u00a0: 2"),
        ("ar", "1، 2", "1؛ 2", "1: 2"),
    ],
)
def test_a_language_sets_its_own_marks(language: str, listed: str, clauses: str, labelled: str) -> None:
    own = words(language)
    assert (own.listed("12"), own.clauses("1", "2"), own.labelled("1", "2")) == (listed, clauses, labelled)


def test_names_in_different_scripts_are_told_apart() -> None:
    assert other_way("Ministry of Finance", "وزارة المالية")
    assert not other_way("Ministry of Finance", "Ministère des Finances")

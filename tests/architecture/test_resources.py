"""What lies in resources/ is whole: the fonts print what we write, and weigh what they may."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from hdplanner.paths import resource

FONTS = sorted(resource("fonts").glob("*.ttf"))
OUR_SIGNS = "→←△▽▲▼●◌▾▸✓⚠☐≥≤“”‘’…·–—•×−№€"


def characters(*families: str) -> set[int]:
    found: set[int] = set()
    for family in families:
        found |= set(TTFont(resource("fonts", f"{family}-Regular.ttf")).getBestCmap())
    return found


def test_the_fonts_weigh_less_than_four_megabytes() -> None:
    assert 0 < sum(path.stat().st_size for path in FONTS) < 4_000_000


def test_every_sign_that_we_write_has_a_glyph() -> None:
    assert {
        sign for sign in OUR_SIGNS if ord(sign) not in characters("NotoSans", "HDPlannerSymbols")
    } == set()


def test_arabic_letters_have_glyphs() -> None:
    assert {ord(letter) for letter in "وزارة الصحة، إدارة الكوارث؟ ٠١٢٣"} <= characters("NotoSansArabic")


@pytest.mark.parametrize("family", ["Noto Sans", "Noto Sans Arabic"])
def test_qt_sees_one_family_of_three_weights(qtbot: QtBot, family: str) -> None:
    for path in FONTS:
        assert QFontDatabase.addApplicationFont(str(path)) >= 0
    weights = {QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)}
    assert {400, 600, 700} <= weights


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_is_static_and_may_be_embedded(path: object) -> None:
    font = TTFont(path)
    assert "fvar" not in font
    assert "glyf" in font
    assert font["OS/2"].fsType == 0


def test_noto_sans_has_tabular_figures() -> None:
    font = TTFont(resource("fonts", "NotoSans-Regular.ttf"))
    assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}

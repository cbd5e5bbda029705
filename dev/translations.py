"""Brings the catalogues in line with the code: `update` rewrites them, `check` fails where they differ.

Both take the languages to look at, such as `update ru zh`; without any, all. A changed sentence becomes untranslated, never "fuzzy": a wrong translation is worse than an English one.
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
# Counts that are told later, in the words of whoever reads the access log then.
KEYWORDS |= {"_counted": (1, 2)}
TEMPLATES = ROOT / "resources" / "templates"
TEMPLATE_SENTENCES = ("title", "purpose", "audience")
LANGUAGES = ("ar", "es", "fr")
# Packs are written in these as well, the interface is not: their catalogues hold what a pack can print.
PACKS_ONLY = ("ru", "zh")
PRINTED = (
    "hdplanner/briefing/",
    "hdplanner/figures/",
    "hdplanner/domain/checks/",
    "hdplanner/domain/labels.py",
    "hdplanner/domain/rules_grid.py",
    "hdplanner/domain/values.py",
    "hdplanner/domain/values_plan.py",
    "hdplanner/domain/values_record.py",
    "hdplanner/services/holiday_calendar.py",
    "hdplanner/services/markings.py",
    "hdplanner/services/pseudonyms.py",
    "hdplanner/services/tie_words.py",
)
# What these say is for whoever makes a pack, in the language of the window.
TOLD_TO_THE_AUTHOR = (
    "hdplanner/briefing/finish.py",
    "hdplanner/briefing/foreign.py",
    "hdplanner/briefing/gaps",
    "hdplanner/briefing/reveals.py",
    "hdplanner/briefing/weight.py",
)
# The same file from the same sentences: no time of day in it.
FIXED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def collect() -> Catalog:
    """Every sentence that is marked in the code or stands in a template, with the comments for translators."""
    found = Catalog(project="HD Planner", fuzzy=False)
    code = extract_from_dir(
        ROOT / "hdplanner",
        [("**.py", "python")],
        {},
        KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for file, _line, message, comments, context in code:
        found.add(
            message,
            locations=[(f"hdplanner/{Path(file).as_posix()}", None)],
            auto_comments=comments,
            context=context,
        )
    for path in sorted(TEMPLATES.rglob("*.toml")):
        for message in sentences_of(tomllib.loads(path.read_text(encoding="utf-8"))):
            found.add(message, locations=[(path.relative_to(ROOT).as_posix(), None)])
    return found


def printed(sentences: Catalog) -> Catalog:
    """Those of the sentences that a pack can print, by where they are written."""
    found = Catalog(project="HD Planner", fuzzy=False)
    for message in sentences:
        places = [(file, None) for file, _line in message.locations if in_packs(file)]
        if message.id and places:
            found.add(
                message.id, locations=places, auto_comments=message.auto_comments, context=message.context
            )
    return found


def in_packs(file: str) -> bool:
    """Whether what a file says can stand in a pack."""
    return file.startswith(PRINTED) and not file.startswith(TOLD_TO_THE_AUTHOR)


def sentences_of(data: dict[str, Any]) -> Iterator[str]:
    """The sentences of a template: what stands at the keys that people read, at any depth."""
    for key, value in data.items():
        if key in TEMPLATE_SENTENCES and isinstance(value, str):
            yield value
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield from sentences_of(part)


def catalogue(language: str) -> Catalog:
    """The catalogue as it is, or an empty one."""
    path = FOLDER / language / "LC_MESSAGES" / "hdplanner.po"
    if not path.exists():
        return Catalog(locale=language, project="HD Planner", fuzzy=False)
    with path.open("rb") as stream:
        return pofile.read_po(stream, locale=language, abort_invalid=True)


def renewed(language: str, sentences: Catalog) -> bytes:
    """The catalogue's text with exactly the sentences of the code."""
    catalog = catalogue(language)
    catalog.update(sentences, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.header_comment = f"# HD Planner: {catalog.locale.english_name}. Written by dev.py translations."
    catalog.creation_date = catalog.revision_date = FIXED
    catalog.fuzzy = False
    written = BytesIO()
    pofile.write_po(written, catalog, width=100, sort_output=True, include_lineno=False)
    return written.getvalue()


def main(command: str, *languages: str) -> int:
    unknown = set(languages) - {*LANGUAGES, *PACKS_ONLY}
    if command not in ("update", "check") or unknown:
        print(f"Usage: translations.py update|check [{' '.join((*LANGUAGES, *PACKS_ONLY))}]")
        return 2
    everything = collect()
    in_a_pack = printed(everything)
    stale = []
    for language in languages or (*LANGUAGES, *PACKS_ONLY):
        sentences = in_a_pack if language in PACKS_ONLY else everything
        path = FOLDER / language / "LC_MESSAGES" / "hdplanner.po"
        text = renewed(language, sentences)
        if not path.exists() or path.read_bytes() != text:
            stale.append(language)
            if command == "update":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text)
        done = sum(
            1 for message in catalogue(language) if message.id and message.string and all(message.string)
        )
        print(f"{language}: {done} of {len(sentences)} sentences translated")
    if stale and command == "check":
        print(f"Not in line with the code: {', '.join(stale)}. Run: python3 dev.py translations")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

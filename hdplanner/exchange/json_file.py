"""Our own format as a file: one row a line, so that two exports can be compared line by line. See docs/interchange.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from hdplanner.errors import UnreadableSourceError
from hdplanner.files import write_atomically
from hdplanner.i18n import _

_BYTES: Final = 512 * 1024 * 1024


def to_text(data: Mapping[str, Any]) -> str:
    """Return what ``interchange.dump`` gave as JSON: the same content, the same bytes."""
    tables = ",\n".join(
        f"  {_json(name)}: [\n" + ",\n".join(f"   {_json(row)}" for row in rows) + "\n  ]"
        for name, rows in data["tables"].items()
    )
    head = "".join(f" {_json(key)}: {_json(value)},\n" for key, value in data.items() if key != "tables")
    return "{\n" + head + ' "tables": {\n' + tables + ("\n" if tables else "") + " }\n}\n"


def write(path: Path | str, data: Mapping[str, Any]) -> None:
    """Write the data to ``path``, whole or not at all."""
    write_atomically(path, to_text(data).encode("utf-8"))


def read(path: Path | str) -> object:
    """Return what a JSON file holds. Raises ``UnreadableSourceError``; what it means is checked when it is loaded."""
    path = Path(path)
    try:
        if not path.is_file():
            raise UnreadableSourceError(path, _("there is no such file"))
        if path.stat().st_size > _BYTES:
            raise UnreadableSourceError(path, _("it is larger than 512 MB"))
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_no_constant)
    except OSError as error:
        raise UnreadableSourceError(path, error.strerror or _("the system refused")) from error
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(path, _("it is no text in UTF-8")) from error
    except json.JSONDecodeError as error:
        place = _("it is no JSON (line {line}, column {column})")
        raise UnreadableSourceError(path, place.format(line=error.lineno, column=error.colno)) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableSourceError(path, _("it is no JSON of ours")) from error


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))

"""A developer's tool: writes the schema of today to `frozen/`, once, when a schema version is done.

`python -m hdplanner.storage.migrations.freeze`. A frozen schema that was released is never written again.
"""

from __future__ import annotations

from hdplanner.storage.layout import SCHEMA
from hdplanner.storage.opening import create_in_memory
from hdplanner.storage.upgrade import FROZEN, schema_statements


def main() -> None:
    """Write the statements that make an empty file of today's schema."""
    from hdplanner.storage.document import default_layout

    link = create_in_memory(default_layout()).link
    FROZEN.mkdir(exist_ok=True)
    lines = ";\n\n".join(schema_statements(link.raw)).splitlines()
    script = "\n".join(line.rstrip() for line in lines) + ";\n"
    (FROZEN / f"{SCHEMA:04d}.sql").write_text(script, encoding="utf-8", newline="\n")
    link.close()


if __name__ == "__main__":
    main()

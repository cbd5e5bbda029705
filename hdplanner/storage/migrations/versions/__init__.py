"""The steps, read by alembic from this folder; nothing imports them."""

"""The Packs room: choose what a pack says and to whom, see its very pages, export it."""

"""The frame around the rooms: menus, bars, start screen, inspector. Knows no content of a room."""

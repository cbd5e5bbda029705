"""The Stakeholders room: a table like a spreadsheet and a grid like a whiteboard, two views of one selection."""

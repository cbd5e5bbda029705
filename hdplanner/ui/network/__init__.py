"""The Network room: who influences whom, and by which route they are reached."""

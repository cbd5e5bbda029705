"""What the rooms share: look, models, forms, background work. Must not know a room or the shell."""

"""The Objectives room: the issue framed, what is asked, when others decide, and the lines not crossed."""

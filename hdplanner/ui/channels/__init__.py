"""The Channels room: who says what to whom, through what and when, as matrix, timeline, calendar and table."""

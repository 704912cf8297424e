"""What the forms of events have besides: the live entry of a town hall, projects out of ideas."""

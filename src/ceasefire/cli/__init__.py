"""The command line: one file per verb, thin; it reads arguments, calls a room, prints the answer."""

"""NASA FIRMS: heat seen from space."""

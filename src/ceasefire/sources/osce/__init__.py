"""Tables of ceasefire violations in the style of the OSCE monitors."""

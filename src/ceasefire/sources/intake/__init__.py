"""What people report, taken in: phrases, text messages, tables, pasted cells, submissions of forms."""

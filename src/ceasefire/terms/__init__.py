"""What was promised: declarations, commitments, clauses; read, checked, compared and put in words."""

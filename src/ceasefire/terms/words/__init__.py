"""Terms in plain words: steps, times, areas and acts, each from one table of sentences."""

"""The evidence layer: facts put into words, searched for what accounts for the words of a question."""

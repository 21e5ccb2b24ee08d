"""What a graph must satisfy: SHACL shapes for what one thing shows, rules for what only the whole shows."""

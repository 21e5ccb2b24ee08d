"""Proving a graph again: each span against the text at hand, each sentence against the ledger."""

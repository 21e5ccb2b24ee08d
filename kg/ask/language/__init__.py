"""Words: tokens, dates, spelling, the lexicon and the thesaurus, and what the words of a question name."""

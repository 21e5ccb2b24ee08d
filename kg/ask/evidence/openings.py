"""What may stand before the lines of an answer; nothing else ever does."""

from __future__ import annotations

YES, NO = "Yes.", "No."
NEITHER = "What is on record, without a plain answer:"
BY_DAY = "In order of their days:"
IN_ORDER = "In order, the first answers:"
BESIDE = "Side by side:"
SAME = "The same stance is on record at both times:"
OPENINGS = frozenset(["", YES, NO, NEITHER, BY_DAY, IN_ORDER, BESIDE, SAME])

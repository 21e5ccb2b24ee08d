"""Plain questions: words and names → readings → SPARQL → receipts → English. What is not held is not answered."""

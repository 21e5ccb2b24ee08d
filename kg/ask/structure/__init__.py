"""The structural layer: a question as a typed reading, compiled to SPARQL, told with its receipts."""

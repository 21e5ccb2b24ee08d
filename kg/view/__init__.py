"""The HTML explorer: one page that shows a cited graph and the receipts of everything in it."""

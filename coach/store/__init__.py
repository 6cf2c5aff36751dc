"""SQLite behind nouns. Attempts are the append-only truth; reviews, levels and roll-ups are derived from them."""

"""Every paper this desk prints: one spec per kind, grouped by what the paper is about."""

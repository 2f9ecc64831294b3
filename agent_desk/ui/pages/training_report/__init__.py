"""The report of sessions: figures of a month, quarter or year, on paper and as a spreadsheet."""

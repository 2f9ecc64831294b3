"""The outage kit."""

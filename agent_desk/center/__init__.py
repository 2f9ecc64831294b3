"""The center's side: it holds every desk's facts, countersigns them and answers with notices."""

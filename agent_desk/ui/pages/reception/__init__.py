"""Reception: one citizen, one case, from the card to the printed slip."""

"""The papers of one dossier: looked at before they are printed, printed again with a reason."""

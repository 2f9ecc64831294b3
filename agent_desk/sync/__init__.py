"""Carrying the ledger to the center and bringing its notices back."""

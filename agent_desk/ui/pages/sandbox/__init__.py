"""Choosing what to practise on the mock phone and portal."""

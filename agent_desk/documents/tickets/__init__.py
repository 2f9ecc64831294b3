"""Tickets of 80 mm as dots, because the code pages of printers differ: number and QR first.

``sending_ticket``, ``bring_ticket``, ``account_ticket`` take what the slips of that name take,
``collect_ticket`` calls a citizen to fetch a result. Each gives a ``Raster``; ``devices.escpos``
makes of it what a printer understands. Pillow loads at the first ticket, not at import.
"""

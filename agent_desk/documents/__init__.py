"""Printed paper: one module per document, data in, PDF bytes out.

``sending_slip`` (``SendingSlip``, ``render_sending_slip``), ``bring_slip`` (``BringSlip``,
``render_bring_slip``), ``result_slip`` (``ResultSlip``, ``render_result_slip``), ``receipt_01``
(``Receipt01``, ``render_receipt_01``); ``head`` has what they share: ``SlipHead``, ``Party``,
``Custody``, ``PaperSize``. Import from those modules. ReportLab and segno load at the first
rendering, not at import. Rendering may run in any thread; equal data give equal bytes.
"""

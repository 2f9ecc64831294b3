"""Pages of paper into pictures: scanners, network scanners, a phone, a folder, files."""

"""The register of dossiers (Mẫu 07): which days, which field, how many, printed."""

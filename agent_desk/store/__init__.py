"""The desk's own encrypted database: tables, ledger, blobs, search, migrations."""

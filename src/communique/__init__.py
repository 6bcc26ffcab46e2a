"""Reads reports about conflict and diplomacy and keeps the record they contain."""

"""Checks: what a text claims, held against the primary record."""

from communique.checks.claims import Checker

__all__ = ["Checker"]

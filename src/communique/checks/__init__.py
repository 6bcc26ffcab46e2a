"""Checks: what a text claims, held against the primary record."""

from communique.checks.claims import Checker
from communique.checks.words import words_against_votes

__all__ = ["Checker", "words_against_votes"]

"""The primary record of UN roll calls: the shipped table, its audit, lookup, agreement measures and ideal points."""

from communique.rollcalls.adoptions import Adoption, Share, share_without_vote
from communique.rollcalls.audit import Finding
from communique.rollcalls.loading import load
from communique.rollcalls.lookup import RollCalls
from communique.rollcalls.symbols import Symbol, read_symbol

__all__ = ["Adoption", "Finding", "RollCalls", "Share", "Symbol", "load", "read_symbol", "share_without_vote"]

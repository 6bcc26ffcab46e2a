"""Text to dossier, step by step: a pure function of document, vocabulary and models."""

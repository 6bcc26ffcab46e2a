"""Sources: bytes, files, standard input and addresses to Documents. Knows the layout of texts, and nothing of language processing."""

from communique.sources.audit import audit
from communique.sources.dates import parse_date
from communique.sources.gathering import Batch, Gatherer, Report
from communique.sources.opening import document_from_bytes, document_from_text, list_reports, open_source

__all__ = ["Batch", "Gatherer", "Report", "audit", "document_from_bytes", "document_from_text", "list_reports", "open_source", "parse_date"]

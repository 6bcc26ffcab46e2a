"""Web pages: what the metadata say, where the report stands on the page, and the text shown there."""

from communique.sources.page.reading import Page, read_page

__all__ = ["Page", "read_page"]

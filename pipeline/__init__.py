"""qingwen (清文, "clean text"): scraped Chinese pages in, clean text and Markdown out, every change on record."""

__version__ = "0.1.0"

"""The before and after of a page or a run as one self-contained HTML page, rendered from the audit."""

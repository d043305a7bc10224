"""The same cleaning inside other people's pipelines: datatrove, Scrapy, and whatever maps a function over batches.

Their packages are the user's own installs and are imported only by the module of that name.
"""

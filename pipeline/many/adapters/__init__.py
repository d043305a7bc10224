"""qingwen inside the pipelines that users already have: datatrove, Scrapy, batch functions."""

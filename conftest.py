"""What pytest must not collect here: adapters whose host package is not installed."""

from importlib.util import find_spec

collect_ignore = [f"pipeline/many/adapters/{name}.py" for name in ("datatrove", "scrapy") if find_spec(name) is None]

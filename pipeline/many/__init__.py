"""Many pages through ``clean_page``: inputs, shards, workers, outputs."""

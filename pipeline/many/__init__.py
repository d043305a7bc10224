"""Many pages through ``clean_page``: inputs, shards, workers, outputs.

``run.run_many`` (a corpus, with resume) and ``run.clean_folder`` (a mirrored tree) are the two ways in.
"""

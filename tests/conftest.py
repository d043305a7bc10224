"""What pytest does not collect: the long fuzz run is a program of its own and needs atheris."""

collect_ignore = ["fuzz/harness.py"]

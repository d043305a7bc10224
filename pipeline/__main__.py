"""``python -m pipeline`` is the command ``qingwen``."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="qingwen")

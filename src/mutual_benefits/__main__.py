"""The command `mutual-benefits`, which `python -m mutual_benefits` runs too."""

import sys

from ._language import language_of_call
from .errors import MissingExtra


def main() -> None:
    """Run the command; say in one line what to install where its extra is missing, with exit code 2."""
    try:
        from .cli import main as command
    except MissingExtra as missing:
        sys.stderr.write(f"{missing.in_(language_of_call(sys.argv))}\n")
        raise SystemExit(2) from None
    command()


if __name__ == "__main__":
    main()

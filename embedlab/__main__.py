"""``python -m embedlab``: the command line."""

from embedlab.cli.commands import main

if __name__ == "__main__":
    main()

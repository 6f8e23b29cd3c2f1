"""``python -m embedlab``: the command line."""

from embedlab.cli.main import main

if __name__ == "__main__":
    main()

"""``python -m embedlab``: the command line."""

from embedlab.cli.stopping import stoppable

if __name__ == "__main__":
    with stoppable():
        from embedlab.cli.commands import main

        main()

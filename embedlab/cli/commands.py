"""The commands and their exit status: 0 done, 1 failed, 2 called wrongly; one that is stopped: see ``stopping``."""

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Literal

import typer

from embedlab.cli import corpus_commands
from embedlab.cli.stopping import flush_or_drop, say
from embedlab.errors import EmbedLabError, InputError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="EmbedLab without a browser: see how text-embedding models differ, in JSON.",
)


@app.command()
def models(
    json: Annotated[bool, typer.Option("--json", help="One JSON array instead of a table.")] = False,
) -> None:
    """List the catalog: what each model is, and whether it is here."""
    # Each command imports for itself: help, or a list, must not wait for an engine.
    from embedlab.cli.models_command import list_models

    list_models(as_json=json)


@app.command()
def fetch(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID ...]", help="Default: the bundled set.")] = None,
) -> None:
    """Bring weights into the store, checked; what is there and unaltered is left alone."""
    from embedlab.cli.fetch_command import fetch_models

    fetch_models(ids or [])


@app.command()
def encode(
    model: Annotated[str, typer.Argument(metavar="ID", help="A catalog id, or the path of a model folder.")],
    role: Annotated[Literal["query", "document"] | None, typer.Option(help="Which prompt, or tower of a pair.")] = None,
    tokens: Annotated[bool, typer.Option("--tokens", help="One vector a token instead of one a text.")] = False,
    layer: Annotated[int | None, typer.Option(help="Hidden state to use, 0 to L; default: the last.")] = None,
) -> None:
    """Turn each line of standard input into a vector, token vectors or weighted terms; blank lines are skipped.

    Of a line that the model does not read to its end, "truncated" says how many characters and tokens it read.
    """
    from embedlab.cli.encode_command import encode_lines

    encode_lines(model, role, tokens=tokens, layer=layer)


@app.command()
def senses(
    word: Annotated[str, typer.Argument(help="The word to look for in every sentence.")],
    sentences: Annotated[Path, typer.Option(help="A file with sense<TAB>sentence on each line.")],
    models: Annotated[str, typer.Option(metavar="ID,...", help="Contextual models.")] = "e5-small-v2",
    json: Annotated[
        bool, typer.Option("--json", help="Said by scripts that want JSON; there is no other output.")
    ] = True,
) -> None:
    """Score every layer: how well a word's vector knows which sense is meant."""
    from embedlab.cli.senses_command import score_senses

    del json
    score_senses(word, sentences, [name for name in models.split(",") if name])


@app.command()
def rank(
    docs: Annotated[Path, typer.Option(help="A UTF-8 file with one document a line.")],
    query: Annotated[str | None, typer.Argument(help="What to search for.")] = None,
    queries: Annotated[Path | None, typer.Option(help="A file with one query a line instead.")] = None,
    models: Annotated[str, typer.Option(metavar="ID,...", help="Rankers; default: one of each family.")] = "",
    prefixes: Annotated[
        Literal["right", "none", "swapped", "same"], typer.Option(help="Prompts of models that know roles.")
    ] = "right",
    explain: Annotated[bool, typer.Option("--explain", help="The parts that add up to each score.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Said by scripts that want JSON; there is no other output.")
    ] = True,
) -> None:
    """Rank documents for a query by every family; ``ID+maxsim`` uses a plain encoder as late interaction.

    ``ID+cls`` and ``ID+mean`` pool an encoder so, whatever it was trained with. ``ID+masks`` lets the words of a
    ColBERT query attend to its masks, however the model was trained.

    Where a model does not read a text to its end, "truncated" says by ID how many characters and tokens of it it read.
    """
    from embedlab.cli.rank_command import rank_files
    from embedlab.studies.rank import RankOptions

    del json
    names = [name for name in models.split(",") if name]
    rank_files(query, queries, docs, names, RankOptions(prefixes=prefixes), explain=explain)


@app.command()
def doctor() -> None:
    """Print versions, devices, store, checksums and free memory: what a bug report needs."""
    from embedlab.cli.doctor_command import examine

    examine()


for each in corpus_commands.COMMANDS:
    app.command()(each)


def main() -> None:
    """Run a command; a fault of ours or of the input is one sentence on standard error, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # JSON is UTF-8 whatever the system's own encoding; a name that is none is shown escaped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    status = _run()
    if sys.stdout is not None and (fault := flush_or_drop(sys.stdout)) is not None and not status:
        status = _failed(fault)
    sys.exit(status)


def _run() -> int:
    """Run a command and return its status."""
    try:
        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except InputError as error:
        say(str(error))
        return 2
    except EmbedLabError as error:
        say(str(error))
    except OSError as error:
        return _failed(error)
    return 1


def _failed(error: OSError) -> int:
    """Say that the system refused to read or write; nothing when the reader of our output has gone."""
    if not isinstance(error, BrokenPipeError):
        say(f"The system refused to read or write ({error.strerror or error}); see whether a disk is full.")
    return 1

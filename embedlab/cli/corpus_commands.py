"""The commands for collections of a person's own: bring and index, search, measure, report, list and delete."""

from pathlib import Path
from typing import Annotated, Literal

import typer

_Name = Annotated[str, typer.Argument(metavar="NAME", help="Name or id of a collection, see `collections`.")]
_SetUps = Annotated[
    str,
    typer.Option(
        "--models", metavar="SETUP,...", help="bm25, ID, ID+none, hybrid-rrf, hybrid-weighted; SETUP>ID ranks again."
    ),
]
_Queries = Annotated[Path | None, typer.Option(help="Queries: JSONL, CSV, TSV, Parquet, TREC topics, or lines.")]
_Qrels = Annotated[Path | None, typer.Option(help="Judgements: TREC qrels, or a table of query, document, grade.")]
_Json = Annotated[bool, typer.Option("--json", help="Said by scripts that want JSON; there is no other output.")]


def collections(
    json: Annotated[bool, typer.Option("--json", help="One JSON array instead of a table.")] = False,
    delete: Annotated[str | None, typer.Option(metavar="NAME", help="Delete this one, its index included.")] = None,
) -> None:
    """List the collections of this store: documents, models that have read them, bytes."""
    # Each command imports for itself: help, or a list, must not wait for an engine.
    from embedlab.cli.collections_command import delete_collection, list_collections

    if delete is not None:
        delete_collection(delete)
    else:
        list_collections(as_json=json)


def index(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="CSV, TSV, JSONL, Parquet, TXT, Markdown, PDF, BEIR ZIP.")
    ],
    name: Annotated[str, typer.Option(help="What the collection is called.")] = "",
    models: Annotated[
        str | None, typer.Option(metavar="ID,...", help="Models that read the texts; '' for none. BM25 needs none.")
    ] = None,
    text_column: Annotated[str | None, typer.Option(help="The column that is searched; by default a guess.")] = None,
    chunk: Annotated[Literal["none", "paragraphs", "tokens"], typer.Option(help="How documents are cut.")] = "none",
    chunk_tokens: Annotated[int, typer.Option(min=1, help="With --chunk tokens: tokens of a chunk.")] = 128,
    overlap: Annotated[int, typer.Option(min=0, help="With --chunk tokens: tokens that neighbours share.")] = 16,
    queries: _Queries = None,
    qrels: _Qrels = None,
) -> None:
    """Bring a file, or a ready collection (faq, dictionary, 20newsgroups, reuters-r8), and let models read it.

    Stopped with Ctrl-C and called again with the same file and name it goes on where it stopped; texts that a model
    has read are not read again, whoever brought them.
    """
    from embedlab.cli.index_command import Brought, index_file

    index_file(Brought(file, name, text_column, chunk, chunk_tokens, overlap, queries, qrels), models)


def search(
    name: _Name,
    query: Annotated[str, typer.Argument(help="What to search for.")],
    models: _SetUps = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="Results of each set-up.")] = 10,
    json: _Json = True,
) -> None:
    """Search a collection by each set-up; by default by all that its index allows."""
    from embedlab.cli.search_command import search_collection

    del json
    search_collection(name, query, models, limit)


def evaluate(
    name: _Name, queries: _Queries = None, qrels: _Qrels = None, models: _SetUps = "", json: _Json = True
) -> None:
    """Measure set-ups on the judged queries of a collection; given queries and judgements stay with it."""
    from embedlab.cli.evaluate_command import evaluate_collection

    del json
    evaluate_collection(name, queries, qrels, models)


def report(
    name: _Name,
    out: Annotated[Path, typer.Option(help="A file that ends in .html or .pdf.")],
    most_ms: Annotated[float | None, typer.Option(min=0, help="95 of 100 queries within so many milliseconds.")] = None,
    most_bytes: Annotated[float | None, typer.Option(min=0, help="Bytes stored for a document at most.")] = None,
    most_price: Annotated[float | None, typer.Option(min=0, help="Price of a million queries at most.")] = None,
    price_per_hour: Annotated[float, typer.Option(min=0, help="Price of an hour of the machine.")] = 0.1,
    exact_codes: Annotated[bool, typer.Option("--exact-codes", help="Queries hold exact codes or names.")] = False,
    languages: Annotated[str, typer.Option(metavar="LANGUAGE,...", help="Languages of the queries, as English.")] = "",
) -> None:
    """Write what the last evaluation found as a report, with a recommendation for these wishes."""
    from embedlab.cli.report_command import write_report
    from embedlab.studies.corpus.wishes import Wishes

    spoken = tuple(each.strip() for each in languages.split(",") if each.strip())
    seconds = None if most_ms is None else most_ms / 1_000
    write_report(name, out, Wishes(seconds, most_bytes, price_per_hour, most_price, exact_codes, spoken))


COMMANDS = (collections, index, search, evaluate, report)
"""In the order in which help lists them."""

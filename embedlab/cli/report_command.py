"""``embedlab report``: what the last evaluation found, as a file to be handed on."""

import json
from pathlib import Path

from embedlab.cli.collections_command import open_collection
from embedlab.cli.output import write
from embedlab.errors import EmbedLabError, InputError
from embedlab.lessons.own_corpus.examples import FIRST
from embedlab.lessons.own_corpus.export_report import make_report
from embedlab.lessons.own_corpus.export_report_html import html_report
from embedlab.lessons.own_corpus.export_report_pdf import pdf_report
from embedlab.lessons.own_corpus.shipped import load_faq_findings
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.findings_file import load_findings
from embedlab.studies.corpus.recommend import recommend
from embedlab.studies.corpus.wishes import Wishes

_WRITERS = {".html": html_report, ".pdf": pdf_report}


def write_report(name: str, out: Path, wishes: Wishes) -> None:
    """Write the report and print ``{"out", "bytes", "recommended", "headline", "reasons", "costs", "doubts"}``.

    Raises:
        InputError: the file has another ending, or nothing was measured yet.
        EmbedLabError: the file cannot be written.
    """
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        raise InputError(f"{out.name} is neither .html nor .pdf; name a file that ends so.")
    corpus = open_collection(name)
    findings = load_findings(shared_collections().folder(corpus.id))
    if findings is None and corpus.id == FIRST:
        findings = load_faq_findings(corpus.record.index)  # what ships of it, until somebody measures
    if findings is None:
        raise InputError(f"Nothing was measured on {name} yet; `python -m embedlab evaluate {name}` does it.")
    content = writer(make_report(findings, wishes))
    try:
        out.write_bytes(content)
    except OSError as error:
        raise EmbedLabError(f"{out} cannot be written ({error.strerror}); choose another place.") from error
    advice = recommend(findings, wishes)
    told = {
        "out": str(out),
        "bytes": len(content),
        "recommended": advice.set_up,
        "headline": advice.headline,
        "reasons": advice.reasons,
        "costs": advice.costs,
        "doubts": [doubt.sentence for doubt in advice.doubts],
    }
    write(json.dumps(told, ensure_ascii=False))

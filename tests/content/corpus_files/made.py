"""Files as programs write them: archives, Parquet and PDF."""

import io
import json
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return held.getvalue()


def json_rows(*rows: object) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def parquet(columns: dict[str, object]) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held)
    return held.getvalue()


def pdf(*pages: str, password: str | None = None) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, encrypt=None if password is None else StandardEncryption(password))
    for page in pages:
        for line, text in enumerate(page.splitlines()):
            canvas.drawString(72, 720 - 14 * line, text)
        canvas.rect(10, 10, 50, 50)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


BEIR = {
    "tiny/corpus.jsonl": json_rows(
        {"_id": "d1", "title": "Lemons", "text": "A lemon is sour.", "metadata": {}},
        {"_id": "d2", "title": "", "text": "Honey is sweet.", "metadata": {"url": "x"}},
    ),
    "tiny/queries.jsonl": json_rows(
        {"_id": "q1", "text": "what is sour", "metadata": {}},
        {"_id": "q2", "text": "what is sweet", "metadata": {}},
        {"_id": "q3", "text": "never judged", "metadata": {}},
    ),
    "tiny/qrels/train.tsv": "query-id\tcorpus-id\tscore\nq3\td1\t1\n",
    "tiny/qrels/test.tsv": "query-id\tcorpus-id\tscore\nq1\td1\t2\nq2\td2\t1\nq2\tgone\t1\nq9\td1\t1\n",
}

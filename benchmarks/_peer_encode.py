"""One line from standard input to a vector with sentence-transformers: the other side of ``cold_start.py``."""

import json
import sys

from sentence_transformers import SentenceTransformer

text = sys.stdin.readline().strip()
vector = SentenceTransformer(sys.argv[1], device="cpu").encode(text)
print(json.dumps({"text": text, "vector": vector.tolist()}))

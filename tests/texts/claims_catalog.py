"""What the cards say in numbers: held to their own fields, to the files, to the scripts, or to who published it."""

import json

import numpy as np
from safetensors.numpy import load_file

from embedlab.models.cards import TableSource
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.models.settings import read_settings
from embedlab.models.store import Store
from embedlab.models.training.term_pairs import read_pairs
from embedlab.studies.rank.ranker import RankOptions
from tests.texts.kinds import ROOT, Claim, Computed, Published
from tests.texts.write import constant, first_number, word

MLM, BERT = "mlm-embedlab", "bert-base-uncased"


def words_of_glove() -> str:
    return f"One fixed vector for each of {len(shared_runtime().table(card('glove-6b-50d')).words):,} words"


def words_of_word2vec() -> str:
    lines = (ROOT / "assets/models/word2vec-embedlab/vocab.txt").read_text(encoding="utf-8").splitlines()
    return f"One fixed vector for each of {len(lines):,} words"


def corpus_of_the_tables() -> tuple[str, ...]:
    training = card("word2vec-embedlab").training
    assert training
    million = f"{first_number(training.corpus) / 1e6:.1f} million words"
    assert 9_000 < 100e9 / first_number(training.corpus) < 11_000  # the published ones: 100 billion words
    return f"{million}, mostly of dictionaries", f"open texts of {million}", "a ten-thousandth of the words"


def version_of_wordnet() -> str:
    assert "WordNet 3.0" in (ROOT / "scripts/training/sources.py").read_text(encoding="utf-8")
    return "WordNet 3.0"


def ngrams_of_fasttext() -> tuple[str, ...]:
    cut = json.loads((ROOT / "assets/models/fasttext-embedlab/ngrams.json").read_text(encoding="utf-8"))
    rows = len(np.load(ROOT / "assets/models/fasttext-embedlab/ngrams.npy", mmap_mode="r"))
    return f"Its n-grams share {rows:,} rows", f"a stretch of {word(min(cut.values()))} characters"


def layers_of_the_encoders() -> tuple[str, ...]:
    six, three = (card(name).layers for name in ("all-minilm-l6-v2", "paraphrase-minilm-l3-v2"))
    return f"{word(six)} layers", f"{word(three)} layers"


def bits_of_the_weights() -> tuple[str, ...]:
    """Of eight bits no matrix, or row of one, has more than 256 values, though its numbers take four bytes each."""
    for name in ("e5-small-v2", "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2"):
        folder = Store(read_settings().home).folder(card(name))
        weights = load_file(folder / "model.safetensors")
        key = next(key for key in weights if key.endswith("layer.0.intermediate.dense.weight"))
        assert weights[key].dtype == np.float32
        assert max(len(np.unique(row)) for row in (*weights[key][:4], *weights[key].T[:4])) <= 256
    return "Eight-bit weights out of the package, expanded to 32-bit", "Eight-bit weights, expanded to 32-bit", "32-bit"


def layer_that_colbert_lost() -> tuple[str, ...]:
    here, whole = card("answerai-colbert-small-v1"), card("answerai-colbert-small-v1-full")
    wide, narrow = here.dimension, whole.dimension
    return f"({wide} to {narrow})", f"token vectors keep {wide} numbers", f"last linear layer, {wide} to {narrow}."


def shape_of_splade() -> tuple[str, ...]:
    folder = Store(read_settings().home).folder(card("splade-tiny"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert config["vocab_size"] == card("splade-tiny").dimension
    shape = f"({config['num_hidden_layers']} layers x {config['hidden_size']})"
    return f"a vocabulary of {config['vocab_size']:,}", shape


def size_beside_bert() -> tuple[str, ...]:
    training = card(MLM).training
    assert training
    read = next(score.value for score in training.scores if score.name == "pieces seen")
    # Devlin and others 2019, A.2: a million steps of 256 texts, nine in ten of 128 tokens, the rest of 512.
    bert = 1e6 * 256 * (0.9 * 128 + 0.1 * 512)
    assert 1_000 < bert / read < 10_000
    times = round(card(BERT).parameters / card(MLM).parameters)
    return f"{times} times as many weights and read thousands of times as many pieces", f"{read / 1e6:.1f} million word"


def pieces_that_are_hidden() -> str:
    assert constant("scripts/train_mlm.py", "MASKED") == 1 / 4
    return "a quarter of the pieces are hidden"


def draws_of_the_towers() -> tuple[str, ...]:
    training, batch = card("two-tower-embedlab").training, constant("scripts/train_towers.py", "BATCH")
    assert training
    steps = first_number(training.settings.split(";")[1])
    pairs = len(read_pairs(ROOT / "assets/dictionary/pairs.tsv.gz").train)
    ways = word(len(constant("scripts/train_towers.py", "QUESTIONS")))
    drawn = (
        f"{steps * batch:,} draws from {pairs:,} dictionary entries: each term put as a question in one of {ways} ways"
    )
    return drawn, f"among the {batch} of the batch"


def rows_that_are_kept() -> str:
    (source,) = card("word2vec-google-news-300").sources
    assert isinstance(source, TableSource)
    return f"The {source.keep:,} most frequent"


def constant_of_rank_fusion() -> str:
    return f"1 / ({RankOptions().rrf_k} + rank)"


CATALOG: tuple[Claim, ...] = (
    *map(Computed, (
        words_of_glove, words_of_word2vec, corpus_of_the_tables, version_of_wordnet, ngrams_of_fasttext,
        layers_of_the_encoders, bits_of_the_weights, layer_that_colbert_lost, shape_of_splade, size_beside_bert,
        pieces_that_are_hidden, draws_of_the_towers, rows_that_are_kept, constant_of_rank_fusion,
    )),
    Published("Six billion words: Wikipedia 2014 and Gigaword 5", "aclanthology.org/D14-1162"),  # section 4.2
    Published("two million rows and n-grams of 3 to 6 characters", "arxiv.org/abs/1607.04606"),  # sections 3.2 and 4.3
    Published("trained on more than a billion pairs", "sentence-transformers/all-MiniLM-L6-v2"),  # its table of data
    Published("1.17 billion pairs", "sentence-transformers/all-MiniLM-L6-v2"),
    Published("270 million weakly paired texts", "arxiv.org/abs/2212.03533"),  # section 3: CCPairs after filtering
    Published("English Wikipedia, 3.3 billion words", "arxiv.org/abs/1810.04805"),  # section 3.1: 800 M and 2,500 M
    Published("160 GB of English text", "arxiv.org/abs/1907.11692"),  # section 3.2
    Published("One million sentences of English Wikipedia", "arxiv.org/abs/2104.08821"),  # section 3
    Published("100 billion words", "arxiv.org/abs/1310.4546"),  # beside the vectors: code.google.com/archive/p/word2vec
    Published("of three million words and phrases", "arxiv.org/abs/1310.4546"),  # the same page
    Published("Wikipedia 2017, the UMBC web corpus and news: 16 billion words", "arxiv.org/abs/1712.09405"),
)  # fmt: skip

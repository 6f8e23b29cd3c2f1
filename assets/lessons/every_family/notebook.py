# %% [markdown]
# # One query, every family
#
# The same query and the same texts, ranked by several families of models: words counted, words averaged, one vector a
# text, a vector a token, both texts read together. Where do they agree, and where not?
#
# It comes from the page *One query, every family* of EmbedLab, with the query, the texts and the rankers that stood
# there, and needs nothing of EmbedLab:
#
#     pip install "numpy>=2" "scipy>=1.14" "plotly>=6" "nbformat>=5.10" "scikit-learn>=1.5" "bm25s>=0.2.6"
#     pip install "torch>=2.4" "transformers>=4.48" "sentence-transformers>=5" "gensim>=4.3" "smart-open[http]>=7"
#
# The models are downloaded once, from the Hugging Face hub or, for a table of word vectors, from gensim-data.

# %% parameters
query = "How do I fix a flat bike tire?"
texts = [
    "Flat rate: every bike tire costs ten euros.",
    "Glue a patch over the hole in the tube, then pump the tire up.",
    "How does one mend a punctured bicycle wheel?",
]
# The number, from 0, of the text that is followed in the figure.
document = 1
# A row is a ranker, by its name on the page: its kind, where its model is found (a name on the hub, a folder, or the
# address of a word table), the most tokens that it reads, how they are pooled, what it reads before query and text.
# The page runs smaller copies of some models (8-bit weights), so that the last digits may differ. What EmbedLab trained
# itself is published nowhere: for a ranker "(trained here)" a well known model of the same kind stands here (BERT for
# the masked language model, DPR for the two towers), and its scores differ from the page.
rankers = {
    "BM25": {"kind": "bm25", "k1": 1.5, "b": 0.75},
    "all-MiniLM-L6-v2": {
        "kind": "texts",
        "model": "sentence-transformers/all-MiniLM-L6-v2",
        "tokens": 256,
        "pooling": "mean",
        "prompts": ["", ""],
    },
}
# Rankers of the page that have no public model of their kind.
left_out = []
# What the page shows: the score of each text by each ranker.
page = {"BM25": [0.5, 0.2, 0.0], "all-MiniLM-L6-v2": [0.5, 0.6, 0.6]}

# %% [markdown]
# ## A score for each text
#
# Every ranker below takes a row of the table above and gives a score for each text. Scores of two families share no
# scale: a cosine ends at 1, BM25 has no fixed upper end, a cross-encoder may say less than 0. What is compared is the
# rank, one more than the number of texts with a higher score.

# %%
from collections.abc import Callable
from functools import cache

import numpy as np

scores = {}


def ranks_of(values: np.ndarray) -> np.ndarray:
    """1 for the best; texts with one score share a rank."""
    return 1 + (values[None, :] > values[:, None] + 1e-6).sum(axis=1)


def unit(vectors: np.ndarray) -> np.ndarray:
    """The same directions, with length 1; no direction stays none."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def ask(kind: str, ranker: Callable[[dict], np.ndarray]) -> None:
    """Put the query to every ranker of a kind, and print the text that comes first."""
    for name, row in rankers.items():
        if row["kind"] == kind:
            scores[name] = np.asarray(ranker(row), dtype=float)
            best = int(scores[name].argmax())
            on_page = f" (the page: {page[name][best]:.3f})" if name in page else ""
            print(f"{name}: first {scores[name][best]:.3f}{on_page}  {texts[best][:60]}")


if left_out:
    print("not asked here, as nobody publishes a model of the kind:", ", ".join(left_out))

# %% [markdown]
# ## Words counted: TF-IDF and BM25
#
# A word weighs more the fewer texts have it. TF-IDF compares two such vectors by their cosine; BM25 lets repetition
# stop to count and holds long texts back. Words are taken as they stand: *tire* and *tires* are two.

# %%
import re
import unicodedata

import bm25s
from sklearn.feature_extraction.text import TfidfVectorizer


def terms_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


cut = [terms_of(text) for text in texts]
known = [term for term in terms_of(query) if any(term in terms for terms in cut)]
print("words of the query that the texts know:", known)


def by_tf_idf(_: dict) -> np.ndarray:
    """The cosine of two TF-IDF vectors."""
    if not known:
        return np.zeros(len(texts))
    counted = TfidfVectorizer(analyzer=terms_of)
    vectors = counted.fit_transform(texts)
    return (vectors @ counted.transform([query]).T).toarray()[:, 0]


def by_bm25(row: dict) -> np.ndarray:
    """BM25 as Lucene has it: k1 says how soon repetition stops to count, b how much length counts."""
    if not known:
        return np.zeros(len(texts))
    index = bm25s.BM25(method="lucene", k1=row["k1"], b=row["b"], dtype="float64")
    index.index(cut, show_progress=False)
    return index.get_scores(known).astype(float)


ask("tf-idf", by_tf_idf)
ask("bm25", by_bm25)

# %% [markdown]
# ## Words averaged: GloVe, Word2Vec, FastText
#
# A table has one vector for each word, and a text is the mean of its words; the score is the cosine of two means. A
# table knows the words that its own texts were cut into. GloVe's were cut as the Penn Treebank is, *don't* into *do*
# and *n't*; a table of letters alone has *0x8B21* as *x* and *B*. Which it is can be told from its vocabulary. A word
# that it does not know is left out (on the page FastText builds such a word from its letters; tables in this format
# came without those).

# %%
from gensim.models import KeyedVectors

LETTERS, ENDING = r"[^\W\d_]+(?:'[^\W\d_]+)?", r"(?<=.)(?:n't|'(?:s|m|d|re|ve|ll))$"


def by_words(row: dict) -> np.ndarray:
    """The cosine of two means of word vectors; 0 for a text without a known word."""
    table = KeyedVectors.load_word2vec_format(row["model"], binary="google-news" in row["model"], limit=400_000)
    treebank = "n't" in table and "don't" not in table
    letters = not treebank and all(re.fullmatch(LETTERS, word) for word in table.key_to_index)

    def form(word: str) -> str | None:
        """A word as the table spells it: in its own case, or else in lower case."""
        return next((spelling for spelling in (word, word.lower()) if spelling in table), None)

    def words_of(text: str) -> list[str]:
        """The words of a text as the table was trained to be looked up."""
        plain = unicodedata.normalize("NFC", text).replace("’", "'")
        if letters:
            return re.findall(LETTERS, plain)
        found: list[str] = []
        for chunk in plain.split():
            bare = re.sub(r"^\W+|\W+$", "", chunk)
            if "." in bare and bare + "." in chunk and form(bare + "."):
                found.append(bare + ".")  # the full stop of an abbreviation: u.s.
            elif form(bare):
                found.append(bare)  # also with a sign in it: well-known
            else:
                for word in re.findall(r"\w+(?:'\w+)*", chunk):
                    while treebank and not form(word) and (end := re.search(ENDING, word, re.IGNORECASE)):
                        found.append(end.group())
                        word = word[: end.start()]
                    found.append(word)
        return found

    rows = [[table[spelling] for spelling in map(form, words_of(text)) if spelling] for text in (query, *texts)]
    means = unit(np.array([np.mean(row, axis=0) if row else np.zeros(table.vector_size) for row in rows]))
    return means[1:] @ means[0]


ask("words", by_words)

# %% [markdown]
# ## One vector a text: a transformer, pooled
#
# The encoder gives every token a vector that has read its neighbours. `[CLS]` takes the first of them for the whole
# text, mean pooling the mean of all. A masked language model was never told which texts belong together; MiniLM was,
# on pairs; E5 reads `query: ` before a query and `passage: ` before a text, and so knows which is which.

# %%
import torch
from transformers import AutoModel, AutoTokenizer


@cache
def loaded(model: str) -> tuple:
    """Tokenizer and encoder, loaded once; `eager`, so that attention can be read off it."""
    encoder = AutoModel.from_pretrained(model, attn_implementation="eager")
    return AutoTokenizer.from_pretrained(model), encoder.eval()


def states_of(row: dict, text: str, prompt: str) -> tuple[np.ndarray, np.ndarray]:
    """The last layer's vectors of all tokens, (T, d), and which of them are the text's own, (T,)."""
    tokenizer, encoder = loaded(row["model"])
    settings = {"truncation": True, "max_length": row["tokens"], "return_offsets_mapping": True}
    read = tokenizer(prompt + text, return_tensors="pt", **settings)
    places = read.pop("offset_mapping")[0].numpy()
    with torch.no_grad():
        vectors = encoder(**read).last_hidden_state[0].numpy()
    # Special tokens stand at no character, the prompt before the first one of the text.
    return vectors, (places[:, 1] > places[:, 0]) & (places[:, 0] >= len(prompt))


def by_texts(row: dict) -> np.ndarray:
    """The cosine of two pooled vectors."""
    before_query, before_text = row["prompts"]

    def vector(text: str, prompt: str) -> np.ndarray:
        """One vector of length 1; special tokens and prompts take part, as they did in training."""
        states = states_of(row, text, prompt)[0]
        return unit({"cls": states[0], "mean": states.mean(axis=0), "max": states.max(axis=0)}[row["pooling"]])

    one = vector(query, before_query)
    return np.array([vector(text, before_text) @ one for text in texts])


ask("texts", by_texts)

# %% [markdown]
# ## Two towers
#
# One encoder reads the query, another with weights of its own the texts. Each is pooled as its own files say, which
# `sentence-transformers` reads.

# %%
from sentence_transformers import CrossEncoder, SentenceTransformer


def by_towers(row: dict) -> np.ndarray:
    """The cosine of two vectors that two encoders made."""
    reads_query, reads_texts = (SentenceTransformer(model) for model in row["models"])
    one = reads_query.encode([query], normalize_embeddings=True)[0]
    return reads_texts.encode(texts, normalize_embeddings=True) @ one


ask("towers", by_towers)

# %% [markdown]
# ## Terms learnt: SPLADE
#
# A masked language model says at each position which words could stand there. The largest value of each word, damped by
# a logarithm, is its weight: words that stand nowhere in the text get a number too. The score is a dot product.

# %%
from transformers import AutoModelForMaskedLM


def by_terms(row: dict) -> np.ndarray:
    """The dot product of two vectors as long as the vocabulary."""
    tokenizer = AutoTokenizer.from_pretrained(row["model"])
    model = AutoModelForMaskedLM.from_pretrained(row["model"]).eval()

    def weights(text: str) -> np.ndarray:
        """A weight for each word of the vocabulary, most of them 0."""
        read = tokenizer(text, return_tensors="pt", truncation=True, max_length=row["tokens"])
        with torch.no_grad():
            return torch.log1p(torch.relu(model(**read).logits[0].max(dim=0).values)).numpy()

    one = weights(query)
    return np.array([weights(text) @ one for text in texts])


ask("terms", by_terms)

# %% [markdown]
# ## Terms attended to: BM42
#
# How rare a word is, times how much the `[CLS]` token of an encoder attends to it in the text (Qdrant, 2024).

# %%


def attended(row: dict, text: str) -> dict[str, float]:
    """The largest attention that each word of a text gets from [CLS], in the last layer, heads averaged."""
    tokenizer, encoder = loaded(row["model"])
    settings = {"truncation": True, "max_length": row["tokens"], "return_offsets_mapping": True}
    read = tokenizer(text, return_tensors="pt", **settings)
    places = read.pop("offset_mapping")[0].tolist()
    with torch.no_grad():
        paid = encoder(**read, output_attentions=True).attentions[-1][0].mean(dim=0)[0].numpy()
    found: dict[str, float] = {}
    for word in re.finditer(r"\w+(?:['’]\w+)*", text):
        pieces = [i for i, (left, right) in enumerate(places) if left < word.end() and right > max(word.start(), left)]
        parts = terms_of(word.group())
        for part in parts if pieces else ():
            found[part] = max(found.get(part, 0.0), float(paid[pieces].sum()) / len(parts))
    return found


def by_bm42(row: dict) -> np.ndarray:
    """The sum, over the words of the query, of rarity times attention."""
    attention = [attended(row, text) for text in texts]
    found = np.zeros(len(texts))
    for term in dict.fromkeys(known):
        frequency = sum(term in terms for terms in cut)
        rarity = np.log1p((len(texts) - frequency + 0.5) / (frequency + 0.5))
        found += [rarity * words.get(term, 0.0) for words in attention]
    return found


ask("bm42", by_bm42)

# %% [markdown]
# ## Every token kept: late interaction
#
# Each token of the query looks for its best match in the text; the sum of these maxima is MaxSim. A plain encoder can
# be read so: its vectors as they are, not averaged, special tokens and prompts left out.

# %%


def maxsim(one: np.ndarray, other: np.ndarray) -> float:
    """The sum, over the tokens of the query, of the largest cosine with a token of the text."""
    return float((unit(one) @ unit(other).T).max(axis=1).sum())


def by_lent_tokens(row: dict) -> np.ndarray:
    """MaxSim over the token vectors of a plain encoder."""

    def own(text: str, prompt: str) -> np.ndarray:
        """The vectors of the text's own tokens."""
        states, compared = states_of(row, text, prompt)
        return states[compared if compared.any() else ~compared]

    before_query, before_text = row["prompts"]
    one = own(query, before_query)
    return np.array([maxsim(one, own(text, before_text)) for text in texts])


ask("lent tokens", by_lent_tokens)

# %% [markdown]
# ## ColBERT
#
# It was trained for MaxSim. A marker says whether it reads a query or a text. A query is filled up to 32 tokens with
# `[MASK]`, and these masks look for matches too; the punctuation of a text does not count. A whole ColBERT ends with a
# linear layer that shortens the vectors; a ranker "(backbone)" does without.

# %%
import string
from pathlib import Path

from huggingface_hub import hf_hub_download
from safetensors.numpy import load_file


def by_colbert(row: dict) -> np.ndarray:
    """MaxSim over the token vectors of a model trained for it."""

    def read(text: str, marker: str, length: int) -> tuple[list[str], np.ndarray]:
        """The tokens as ColBERT reads them, with their vectors."""
        tokenizer, encoder = loaded(row["model"])
        ids = tokenizer(text, truncation=True, max_length=length - 1)["input_ids"]
        ids = [ids[0], tokenizer.convert_tokens_to_ids(marker), *ids[1:]]
        masks = (length - len(ids)) * (marker == "[unused0]")
        # The masks attend to the words; the words attend to the masks only where the model was trained so.
        seen = torch.tensor([[1] * len(ids) + [int(row["masks_seen"])] * masks])
        ids += [tokenizer.mask_token_id] * masks
        with torch.no_grad():
            vectors = encoder(input_ids=torch.tensor([ids]), attention_mask=seen).last_hidden_state[0].numpy()
        if row["size"] < vectors.shape[1]:
            here, file = row["model"], "model.safetensors"
            path = Path(here, file) if Path(here).is_dir() else hf_hub_download(here, file)
            vectors = vectors @ load_file(path)["linear.weight"].T
        return tokenizer.convert_ids_to_tokens(ids), vectors

    one, found = read(query, "[unused0]", 32)[1], []
    for text in texts:
        tokens, vectors = read(text, "[unused1]", row["tokens"])
        found.append(maxsim(one, vectors[[token not in string.punctuation for token in tokens]]))
    return np.array(found)


ask("tokens", by_colbert)

# %% [markdown]
# ## Mixtures: a sum, and rank fusion
#
# Both mix a dense ranker with BM25. The sum first brings each side to 0 to 1 over these texts; rank fusion forgets
# scores and adds up 1 / (k + rank) (Cormack, Clarke and Büttcher 2009).

# %%


def by_sum(row: dict) -> np.ndarray:
    """Weight times the dense score, and the rest times BM25."""
    sides = []
    for values in (by_texts(row), by_bm25(row)):
        spread = np.ptp(values)
        sides.append((values - values.min()) / spread if spread > 1e-9 else np.zeros(len(values)))
    return row["weight"] * sides[0] + (1 - row["weight"]) * sides[1]


def by_rrf(row: dict) -> np.ndarray:
    """The sum of 1 / (k + rank) over both rankings."""
    return 1 / (row["k"] + ranks_of(by_texts(row))) + 1 / (row["k"] + ranks_of(by_bm25(row)))


ask("hybrid-weighted", by_sum)
ask("hybrid-rrf", by_rrf)

# %% [markdown]
# ## Both read together: a cross-encoder
#
# It makes no vector. For each query it reads every text again, together with the query, and says how well the text
# answers, as a number without bounds.

# %%


def by_pairs(row: dict) -> np.ndarray:
    """One number a pair, not brought to any range."""
    reader = CrossEncoder(row["model"], max_length=row["tokens"], activation_fn=torch.nn.Identity())
    return reader.predict([(query, text) for text in texts])


ask("pairs", by_pairs)

# %% [markdown]
# ## Who agrees with whom?
#
# Kendall's tau-b compares two rankings pair by pair: 1 when every two texts stand in the same order, -1 when all are
# turned around, 0 when as many are turned around as not; ties are allowed for. It does not exist for a ranker that
# gives every text one score.

# %%
from scipy.stats import kendalltau

result = {name: scores[name] for name in page if name in scores}
ranks = {name: ranks_of(values) for name, values in result.items()}
wide = max(map(len, ranks), default=0)
print(" " * (wide + 4), *(f"{number:5}" for number in range(1, len(ranks) + 1)))
for number, (name, one) in enumerate(ranks.items(), 1):
    row = [kendalltau(one, other).statistic for other in ranks.values()]
    print(f"{number:3} {name:{wide}}", *("    –" if np.isnan(tau) else f"{tau:5.2f}" for tau in row))

# %% [markdown]
# ## The figure
#
# A column for each ranker, a line for each text, rank 1 on top; the thick line is the text that is followed. A line
# that jumps is a text that one family sees and the next does not. Families that agree are not right for that: they may
# make the same mistake.

# %%
import plotly.graph_objects as go

figure = go.Figure()
for number, text in enumerate(texts):
    line = {"width": 5, "color": "black"} if number == document else {"width": 1.5, "dash": "dot"}
    places = [int(each[number]) for each in ranks.values()]
    figure.add_trace(
        go.Scatter(x=list(ranks), y=places, name=f"{number + 1} {text[:40]}", line=line, mode="lines+markers")
    )
figure.update_yaxes(autorange="reversed", title_text="rank", tick0=1, dtick=max(1, len(texts) // 12))
figure.update_layout(title="Rank of each text by each ranker")
figure.show()

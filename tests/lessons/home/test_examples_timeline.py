import re
import tomllib

from embedlab.lessons.home.examples_timeline import load_timeline

ASKED_FOR = {
    "TF-IDF": 1972,
    "LSA": 1990,
    "BM25": 1994,
    "Word2Vec": 2013,
    "GloVe": 2014,
    "FastText": 2016,
    "ELMo": 2018,
    "BERT": 2018,
    "RoBERTa": 2019,
    "Sentence-BERT": 2019,
    "DPR": 2020,
    "ColBERT": 2020,
    "SimCSE": 2021,
    "SPLADE": 2021,
    "E5": 2022,
    "Matryoshka": 2022,
    "BM42": 2024,
}


def test_the_milestones_are_there_with_their_years():
    years = {entry.name: entry.year for entry in load_timeline()}
    assert {name: years.get(name) for name in ASKED_FOR} == ASKED_FOR


def test_entries_are_unique_and_in_order_of_year():
    entries = load_timeline()
    assert len({entry.name for entry in entries}) == len(entries)
    assert [entry.year for entry in entries] == sorted(entry.year for entry in entries)


def test_each_entry_is_one_sentence_of_readable_length():
    for entry in load_timeline():
        assert entry.sentence.endswith("."), entry.name
        assert not re.search(r"\. [A-Z]", entry.sentence), entry.name
        assert len(entry.sentence) <= 150, entry.name


def test_an_arxiv_paper_is_no_older_than_its_address():
    """An arXiv number begins with the year and month in which the paper was sent in."""
    for entry in load_timeline():
        if found := re.fullmatch(r"https://arxiv\.org/abs/(\d\d)(\d\d)\.\d{4,5}", entry.url):
            assert 0 <= entry.year - 2000 - int(found[1]) <= 1, entry.name
            assert 1 <= int(found[2]) <= 12, entry.name


def test_every_named_card_is_in_the_catalog(root):
    catalog = tomllib.loads((root / "embedlab/models/catalog.toml").read_text(encoding="utf-8"))
    ids = {model["id"] for model in catalog["model"]}
    assert {entry.model_id for entry in load_timeline() if entry.model_id} <= ids

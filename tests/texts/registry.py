"""The claims of each file of texts."""

from collections.abc import Mapping, Sequence
from typing import Final

from tests.texts import (
    claims_dense_or_sparse,
    claims_every_family,
    claims_fine_tuning,
    claims_home,
    claims_models,
    claims_own_corpus,
    claims_single_or_late,
    claims_static_or_contextual,
    claims_symmetric_or_asymmetric,
    claims_unsupervised_or_supervised,
    claims_uses,
    claims_word_or_sentence,
)
from tests.texts.claims_catalog import CATALOG as CARDS
from tests.texts.finder import CATALOG
from tests.texts.kinds import Claim

_LESSONS: Final = "assets/lessons"
CLAIMS: Final[Mapping[str, Sequence[Claim]]] = {
    CATALOG: CARDS,
    "assets/pages.toml": claims_home.PAGES,
    "assets/axes.toml": claims_home.DENSE,
    "assets/glossary.toml": claims_home.DENSE,
    f"{_LESSONS}/home/text.toml": claims_home.HOME,
    f"{_LESSONS}/models/text.toml": claims_models.CLAIMS,
    f"{_LESSONS}/home/timeline.toml": claims_home.TIMELINE,
    f"{_LESSONS}/static_or_contextual/text.toml": claims_static_or_contextual.CLAIMS,
    f"{_LESSONS}/word_or_sentence/text.toml": claims_word_or_sentence.CLAIMS,
    f"{_LESSONS}/unsupervised_or_supervised/text.toml": claims_unsupervised_or_supervised.CLAIMS,
    f"{_LESSONS}/dense_or_sparse/text.toml": claims_dense_or_sparse.CLAIMS,
    f"{_LESSONS}/single_or_late/text.toml": claims_single_or_late.CLAIMS,
    f"{_LESSONS}/single_or_late/collections.toml": claims_single_or_late.EXAMPLES,
    f"{_LESSONS}/symmetric_or_asymmetric/text.toml": claims_symmetric_or_asymmetric.CLAIMS,
    f"{_LESSONS}/symmetric_or_asymmetric/collections.toml": claims_symmetric_or_asymmetric.EXAMPLES,
    f"{_LESSONS}/every_family/text.toml": claims_every_family.CLAIMS,
    f"{_LESSONS}/every_family/collections.toml": claims_every_family.EXAMPLES,
    f"{_LESSONS}/own_corpus/text.toml": claims_own_corpus.CLAIMS,
    f"{_LESSONS}/uses/text.toml": claims_uses.CLAIMS,
    "assets/labelled_sets.toml": claims_uses.SETS,
    f"{_LESSONS}/fine_tuning/text.toml": claims_fine_tuning.CLAIMS,
}

"""Nothing that a visitor types is kept without a bound: every cache of the product is found, and has its reason.

Results of pages go through ``embedlab/studies/remembered.py`` and vectors through the runtime's cache: both count
bytes, keys included. Whatever else remembers something must have keys of a closed set, or a bound that is named here.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.browser.server import ROOT

REASONS = {
    # remembered for each of what ships
    "content/collections.py:load_collections": "lessons",
    "content/faq.py:load_faq": "one file that ships",
    "content/lesson_text.py:load_lesson": "lessons",
    "content/sense_words.py:_read": "names that ship, looked up before",
    "ui/style.py:_read": "sheets of the product",
    "ui/front_door.py:_content": "files of Streamlit",
    "studies/record_arrays.py:_hints": "classes of the product",
    "studies/shipped_store.py:_read": "files that ship, no more than KEPT of them",
    "lessons/word_or_sentence/shipped.py:_whole": "one file that ships",
    # bounded otherwise
    "models/training/job_checks.py:_train_pairs": "four numbers",
    "lessons/own_corpus/found.py:_opened": "eight collections, whose files are mapped",
    "studies/corpus/cut_texts.py:_opened": "4 tokenizers",
    "studies/labelled/open_sets.py:_stored_set": "two sets of the store",
    "studies/labelled/open_sets.py:_collection_set": "four collections, 2,000 texts of 4,000 characters of each",
    "studies/labelled/text_points.py:_shipped": "eight files that ship",
    "figures/kit/labels.py:_paragraph": "2,048 texts of at most 1,000 characters",
    "figures/kit/labels.py:_wrapped": "4,096 texts, cut before to the lines that can show",
    # containers
    "figures/kit/gallery.py:GALLERY": "one figure a function of the product",
    "models/runtime/batching.py:_running": "one a loaded model; weak, so that none is held",
    "studies/remembered.py:RESULTS": "a budget in bytes",
    "studies/class_votes.py:ROOMS": "50 rooms of 500 visitors, each for three hours",
    "models/catalog.py:_own": "20 models, by whoever may manage the server",
    # one object for the process
    "ui/model_access.py:_fetches": "one fetch a model that is listed",
}
CACHES = ("cache", "lru_cache", "cache_data", "cache_resource")
CONTAINERS = ("dict", "list", "set", "OrderedDict", "defaultdict", "deque", "Counter", "WeakSet", "WeakKeyDictionary",
              "WeakValueDictionary", "Memory", "Rooms")  # fmt: skip


def called(node: ast.expr) -> str:
    """The last name of what is called or used as a decorator."""
    inner = node.func if isinstance(node, ast.Call) else node
    return inner.attr if isinstance(inner, ast.Attribute) else inner.id if isinstance(inner, ast.Name) else ""


def remembers(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Each cache of a module: its name, and whether it can hold more than one thing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            kinds = {called(decorator) for decorator in node.decorator_list} & set(CACHES)
            takes = bool(node.args.args or node.args.kwonlyargs or node.args.vararg or node.args.kwarg)
            if kinds:
                yield node.name, takes or kinds & {"cache_data", "cache_resource"} != set()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and called(node.func) in CACHES:
            yield ast.unparse(node), True  # lru_cache(...)(function)
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            value = node.value
            empty = isinstance(value, ast.Dict | ast.List) and not (
                value.keys if isinstance(value, ast.Dict) else value.elts
            )
            if empty or (isinstance(value, ast.Call) and called(value) in CONTAINERS and not _of_constants(value)):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                yield ast.unparse(target), True


def _of_constants(call: ast.Call) -> bool:
    """Whether a container is built once from what stands beside it, as ``dict(zip(A, B))``, and is no cache."""
    return bool(call.args) and called(call) in ("dict", "list", "set", "Counter")


FOUND = {
    f"{path.relative_to(ROOT / 'embedlab').as_posix()}:{name}": many
    for path in sorted((ROOT / "embedlab").rglob("*.py"))
    for name, many in remembers(ast.parse(path.read_text(encoding="utf-8")))
}


def test_every_cache_that_holds_more_than_one_thing_has_its_reason() -> None:
    assert {name for name, many in FOUND.items() if many} == set(REASONS)


@pytest.mark.parametrize(
    "source",
    [
        "@cache\ndef f(text): ...", "@functools.lru_cache(maxsize=None)\ndef f(*texts): ...",
        "@st.cache_data(max_entries=9)\ndef f(): ...", "KEPT: dict[str, str] = {}", "kept = OrderedDict()",
        "class A:\n    @cache\n    def f(self): ...", "f = lru_cache(maxsize=None)(g)", "_seen = set()",
    ],
)  # fmt: skip
def test_no_way_to_remember_is_overlooked(source: str) -> None:
    assert any(many for _, many in remembers(ast.parse(source)))


def test_a_page_has_no_cache_of_its_own() -> None:
    for path in [ROOT / "app.py", *Path(ROOT / "pages").glob("*.py")]:
        assert list(remembers(ast.parse(path.read_text(encoding="utf-8")))) == []

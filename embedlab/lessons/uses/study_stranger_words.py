"""What the numbers of strangers say, in sentences."""

from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.study_strangers import WORDS, EveryTopic, Outliers, Ranking, StrangerAsk
from embedlab.numbers_text import GAP, between, change, counted, percent, signed, whole
from embedlab.studies.labelled.text_points import Points


def found_sentence(labelled: LabelledSet, found: Outliers, ask: StrangerAsk) -> str:
    """What was mixed, and how far down the best ranking one has to read."""
    strange, every = int(found.mixed.strange.sum()), len(found.mixed.rows)
    first = found.rankings[0]
    top = int(found.mixed.strange[first.order()[:strange]].sum())
    return (
        f"{counted(strange, 'stranger')} among {counted(every, 'text')}, the others {labelled.classes[ask.topic]}. "
        f"Of the first {whole(strange)} by {first.name}, {whole(top)} "
        f"{'is a stranger' if top == 1 else 'are strangers'}; chance would find {percent(found.chance)}."
    )


def topics_sentence(points: Points, topics: EveryTopic, classes: int) -> str:
    """How it is with each class as the normal one: few strangers make a single class a matter of luck."""
    if not len(topics.topics):
        return "No class has texts enough for so many nearest texts."
    apart, low, high = topics.difference
    which = (
        f"all {whole(classes)}" if len(topics.topics) == classes else f"{whole(len(topics.topics))} of {whole(classes)}"
    )
    return (
        f"Intervals: 95{GAP}% of 1,000 draws of the strangers, wide for few. Over {which} classes in turn, by "
        f"nearest texts: {points.name} {signed(topics.model.mean())}, TF-IDF {signed(topics.words.mean())}; a "
        f"difference of {change(apart)} ({between((low, high), change)} over the classes)."
    )


def sum_sentence(ranking: Ranking) -> str:
    """What the score is made of."""
    what = "shared words, weighed by how few texts have them" if ranking.id == WORDS else "the angle of two vectors"
    return (
        f"The score is the mean of the last column. A cosine is here {what}: 1 for the same, 0 for nothing in common."
    )

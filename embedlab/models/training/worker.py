"""The process that trains: reads a spec from standard input, writes records to standard output, one JSON a line."""

from pathlib import Path

from embedlab.errors import EmbedLabError
from embedlab.models.training.specs import ContrastiveSpec, LabelledSpec, TuningSpec, from_json
from embedlab.models.worker_side import take_order


def main() -> None:
    """Train what standard input asks for."""
    order, say = take_order()
    spec = from_json(order["spec"])
    try:
        if isinstance(spec, ContrastiveSpec):
            from embedlab.models.training.pair_training.pair_run import train

            train(spec, Path(order["folder"]), say)
        elif isinstance(spec, LabelledSpec):
            from embedlab.models.training.label_training.label_run import train_labelled

            train_labelled(spec, Path(order["folder"]), say)
        elif isinstance(spec, TuningSpec):
            from embedlab.models.training.tuning.tuning_run import train_tuning

            train_tuning(spec, Path(order["folder"]), say)
        else:
            from embedlab.models.training.word_training.word_run import train_words

            train_words(spec, Path(order["folder"]), say)
    except EmbedLabError as error:
        say("failed", str(error))
    except MemoryError:
        say("failed", "There was not enough memory to train this; choose less text or fewer numbers.")
    else:
        say("done", True)


if __name__ == "__main__":
    main()

"""What the explanations and the teacher's notes of lesson 10 may speak of: numbers of what ships."""

from dataclasses import dataclass

from embedlab.content.facts import Facts
from embedlab.lessons.fine_tuning.examples import HAYSTACK, MODEL, load_pairs
from embedlab.lessons.fine_tuning.shipped import load_outcomes
from embedlab.models.catalog import card


@dataclass(frozen=True)
class ToldFacts(Facts):
    """Facts of what ships.

    Attributes:
        pairs: that ship.
        left_asked: pairs that were left out because a FAQ asks what their heading says.
        left_told: pairs that were left out because their passage tells what is searched.
        share_runs: of the pairs that ship, how many have a run of six words in common with what is searched.
        hay: passages that are searched besides the answers.
        adapter_parameters: numbers that the shipped adapter has; ``lora_parameters`` those of LoRA.
        whole_parameters: numbers that the generalist has.
        adapter_gain: nDCG@10 that the shipped adapter adds; ``lora_gain`` by LoRA.
        adapter_losses: queries that the adapter hurts; ``lora_losses`` by LoRA.
    """

    pairs: int | None = None
    left_asked: int | None = None
    left_told: int | None = None
    share_runs: int | None = None
    hay: int | None = None
    adapter_parameters: int | None = None
    lora_parameters: int | None = None
    whole_parameters: int | None = None
    adapter_gain: float | None = None
    lora_gain: float | None = None
    adapter_losses: int | None = None
    lora_losses: int | None = None


def told() -> ToldFacts:
    """Return what is known of what ships; what is missing or broken is left out."""
    pairs, found = load_pairs(), load_outcomes()
    tests = {depth: each.compared() for depth, each in found.items()}
    gains = {f"{depth}_gain": test.difference for depth, test in tests.items()}
    losses = {f"{depth}_losses": test.losses for depth, test in tests.items()}
    return ToldFacts(
        pairs=len(pairs.query),
        left_asked=pairs.told["asked_in_a_faq_left_out"],
        left_told=pairs.told["told_in_the_probe_left_out"],
        share_runs=pairs.told["sharing_a_run_of_six_words"],
        hay=HAYSTACK,
        adapter_parameters=found["adapter"].parameters if "adapter" in found else None,
        lora_parameters=found["lora"].parameters if "lora" in found else None,
        whole_parameters=card(MODEL).parameters,
        adapter_gain=gains.get("adapter_gain"),
        lora_gain=gains.get("lora_gain"),
        adapter_losses=losses.get("adapter_losses"),
        lora_losses=losses.get("lora_losses"),
    )

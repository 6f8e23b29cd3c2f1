from embedlab.compute.parts import Part, total


def test_the_total_is_the_sum_of_the_values() -> None:
    assert total([Part("tire", 1.5), Part("wheel", -0.25)]) == 1.25


def test_no_part_is_a_score_of_zero() -> None:
    assert total(()) == 0.0


def test_a_large_part_does_not_swallow_a_small_one() -> None:
    assert total([Part("a", 1e16), Part("b", 1.0), Part("c", -1e16)]) == 1.0

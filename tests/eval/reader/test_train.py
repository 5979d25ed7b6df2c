"""The plan of a training: how fast is learnt when."""

from itertools import pairwise

from eval.reader.train import Recipe, rate_at

RECIPE = Recipe(steps=1000, turns=(600, 900), warm_up=100, rate=0.1)


def test_the_rate_rises_and_falls_between_turns() -> None:
    rates = [rate_at(RECIPE, step) for step in range(RECIPE.steps)]
    assert max(rates) == rates[99] == 0.1
    assert rates[599] < 0.001 > rates[899] and rates[999] < 0.001
    assert 0.05 > rates[600] == max(rates[600:]) > rates[900] == max(rates[900:])
    down = [after < before for before, after in pairwise(rates[100:])]
    assert down.count(False) == 2, "it rises again at each turn and nowhere else"


def test_a_training_that_ends_before_the_turns_falls_once() -> None:
    short = Recipe(steps=500, turns=(600, 900), warm_up=100, rate=0.1)
    rates = [rate_at(short, step) for step in range(100, 500)]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < 0.001

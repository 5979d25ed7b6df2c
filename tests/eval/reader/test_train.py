"""The plan of a training: how fast is learnt when."""

from itertools import pairwise

from eval.reader.train import Recipe, rate_at

RECIPE = Recipe(steps=1000, turn=600, warm_up=100, rate=0.1)


def test_the_rate_rises_and_falls_twice() -> None:
    rates = [rate_at(RECIPE, step) for step in range(RECIPE.steps)]
    assert max(rates) == rates[99] == 0.1
    assert rates[599] < 0.001 > rates[999]
    assert rates[600] == max(rates[600:]) < 0.05
    down = [after < before for before, after in pairwise(rates[100:])]
    assert down.count(False) == 1, "it rises again once, at the turn"


def test_a_training_that_ends_before_the_turn_falls_once() -> None:
    short = Recipe(steps=500, turn=600, warm_up=100, rate=0.1)
    rates = [rate_at(short, step) for step in range(100, 500)]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < 0.001

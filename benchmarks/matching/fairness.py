"""T9: who is seen by a round, by everybody's best three, and by taking the best pair again and again."""

from collections.abc import Iterator

import numpy as np

from benchmarks.matching.people import TODAY, make_people
from benchmarks.matching.sizes import Sizes
from benchmarks.matching.units import plan
from wethaq.matching.engine.certificate import certify
from wethaq.matching.engine.pairs import Graph, best_pairs
from wethaq.matching.engine.population import Population
from wethaq.matching.engine.rounds import MOST_EACH
from wethaq.matching.policy.exposure import gini


def findings(sizes: Sizes) -> list[str]:
    return [line for name in ("large", "lopsided") for line in _findings(*sizes.rounds[name])]


def _findings(men: int, women: int) -> Iterator[str]:
    graph = best_pairs(Population(make_people(men, women, seed=2), on=TODAY))
    share = graph.eligible_pairs / (men * women)
    yield f"T9 {men:,} men, {women:,} women; eligible {share:.1%} of all pairs, {len(graph.men):,} in the graph"
    found = plan(graph)
    proven = certify(found.network, found.flows).is_proven
    chosen = np.isin(_key(graph.men, graph.women), _key(found.men, found.women))
    yield f"   round, proven {proven}: {_spread(graph, chosen)}"
    yield f"   best pair first:    {_spread(graph, _greedy(graph))}"
    yield f"   everybody's best 3: {_spread(graph, _best_three(graph))}"


def _spread(graph: Graph, chosen: np.ndarray) -> str:
    parts = []
    for name, column in (("men", graph.men), ("women", graph.women)):
        connected = np.unique(column)
        counts = np.bincount(column[chosen], minlength=int(column.max()) + 1)[connected]
        parts.append(f"{(counts == 0).sum():,} {name} unseen, Gini {float(gini(counts.tolist())):.3f}")
    return f"{'; '.join(parts)}; mean score {graph.scores[chosen].mean():.1f}, {chosen.sum():,} drafts"


def _greedy(graph: Graph) -> np.ndarray:
    """Take the best pair that still has room on both sides."""
    room = [np.full(int(column.max()) + 1, MOST_EACH) for column in (graph.men, graph.women)]
    chosen = np.zeros(len(graph.men), dtype=bool)
    for place in np.argsort(-graph.scores, kind="stable").tolist():
        man, woman = graph.men[place], graph.women[place]
        if room[0][man] and room[1][woman]:
            chosen[place] = True
            room[0][man] -= 1
            room[1][woman] -= 1
    return chosen


def _best_three(graph: Graph) -> np.ndarray:
    """Show every man his best three, as a list of suggestions does."""
    order = np.lexsort((-graph.scores, graph.men))
    men = graph.men[order]
    chosen = np.zeros(len(men), dtype=bool)
    chosen[order] = np.arange(len(men)) - np.searchsorted(men, men) < MOST_EACH
    return chosen


def _key(men: np.ndarray, women: np.ndarray) -> np.ndarray:
    return men * (1 << 32) + women

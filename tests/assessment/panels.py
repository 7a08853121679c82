"""Simulated counts with no ceasefire in them: autocorrelated, overdispersed, with a common run of events."""

import numpy as np


def panel(seed, areas=11, length=1461, mean=1.8, k=4.0, rho=0.93, own=0.55, common=0.40, *, trend=0.0):
    """Counts (areas × days): log rates are AR(1) of each area plus one of all; negative binomial with k.

    `mean` is one number or one of each area; `trend` is the change of all log rates a year.
    """
    rng = np.random.default_rng(seed)
    log_rate = np.broadcast_to(np.log(mean), areas)[:, None] - (own**2 + common**2) / 2
    log_rate = log_rate + _wandering(rng, areas, length, rho, own) + _wandering(rng, 1, length, rho, common)
    rate = np.exp(log_rate + trend * (np.arange(length) - length / 2) / 365)
    return rng.poisson(rate * rng.gamma(k, 1 / k, rate.shape))


def _wandering(rng, rows, length, rho, spread):
    steps = rng.standard_normal((rows, length)) * spread
    for day in range(1, length):
        steps[:, day] = rho * steps[:, day - 1] + np.sqrt(1 - rho**2) * steps[:, day]
    return steps


def thinned(counts, unit, start, days, kept, seed=0):
    """The same counts after a ceasefire under which each event stays with the chance `kept`."""
    changed = counts.copy()
    window = np.s_[unit, start : start + days]
    changed[window] = np.random.default_rng(seed).binomial(counts[window], kept)
    return changed

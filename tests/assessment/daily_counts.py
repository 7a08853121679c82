"""Daily counts made for tests: negative binomial, independent or going together from day to day."""

import math

from scipy import stats


def marginal(mean, k):
    return stats.poisson(mean) if math.isinf(k) else stats.nbinom(k, k / (k + mean))


def independent(rng, mean, k, days):
    return marginal(mean, k).rvs(days, random_state=rng).tolist()


def going_together(rng, mean, k, lag, days):
    """Each event of a day lives on to the next with chance `lag`; the marginal distribution stays as it is.

    For negative binomial counts the chance is Beta(k lag, k (1 − lag)) a day (McKenzie 1986).
    """
    at = int(marginal(mean, k).rvs(random_state=rng))
    counts = []
    for _ in range(days):
        stay = lag if math.isinf(k) else rng.beta(k * lag, k * (1 - lag))
        new = mean * (1 - lag) if math.isinf(k) else rng.gamma(k * (1 - lag), mean / k)
        at = int(rng.binomial(at, stay) + rng.poisson(new))
        counts.append(at)
    return counts

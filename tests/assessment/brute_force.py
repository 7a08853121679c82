"""The p-values of an effect again, with loops and a least-squares solver, from the words of the methods page."""

import math

import numpy as np


def _usual(counts, effort, cut, long, keep):
    """The usual rate before the cut."""
    before = keep[cut - long : cut]
    return (counts[cut - long : cut][before].sum() + 0.5) / effort[cut - long : cut][before].sum()


def _change(counts, effort, first, after, cut, long, keep, days):
    """The log count (with ½) of so many days at the rate in [first, after), against that at the usual rate."""
    usual, window = _usual(counts, effort, cut, long, keep), keep[first:after]
    happened, watched = counts[first:after][window].sum(), effort[first:after][window].sum()
    rate = (happened + 7 * usual) / (watched + 7)
    return math.log(rate * days + 0.5) - math.log(usual * days + 0.5)


def _features(counts, effort, excluded, area, controls, cut, long, window):
    always, days = np.ones(counts.shape[1], bool), window.stop - window.start
    row = [math.log(_usual(counts[area], effort[area], cut, long, always) * days + 0.5)]
    row += [_change(counts[area], effort[area], cut - w, cut, cut, long, always, days) for w in (3, 7, 28, 84)]
    for begin, end in ((cut - 3, cut), (cut - 7, cut), (window.start, window.stop)):
        others = [a for a in controls if a != area]
        changes = [_change(counts[a], effort[a], begin, end, cut, long, ~excluded[a], days) for a in others]
        row.append(sum(changes) / len(changes))
    levels = [_usual(counts[a], effort[a], cut, long, always) for a in range(len(counts))]
    row.append(sum(math.log(level * days + 0.5) for level in levels) / len(levels))
    return row


def _fit(design, rates):
    penalty = np.eye(design.shape[1])
    penalty[0, 0] = 0
    return np.linalg.lstsq(np.r_[design, penalty], np.r_[rates, np.zeros(len(penalty))], rcond=None)[0]


def _foretold(rows, rates, cuts, now):
    middle, spread = rows.mean(0), rows.std(0)
    design = np.c_[np.ones(len(rows)), (rows - middle) / spread]
    block = np.minimum((cuts - cuts.min()) * 10 // (cuts.max() - cuts.min()), 9)
    foretold = np.empty(len(rows))
    for b in range(10):
        foretold[block == b] = design[block == b] @ _fit(design[block != b], rates[block != b])
    return foretold, np.r_[1, (now - middle) / spread] @ _fit(design, rates)


def brute_force(counts, unit, start, days, anticipation, effort, excluded):
    """p for a fall, p for a rise, and the number of placebo windows compared."""
    areas, history = len(counts), start - anticipation
    last = history - anticipation - days
    long = min(364, last // 2)
    cuts = range(long, last + 1)
    controls = [a for a in range(areas) if a != unit]

    def known(area, cut):
        return _features(counts, effort, excluded, area, controls, cut, long, window(cut))

    def window(cut):
        return slice(cut + anticipation, cut + anticipation + days)

    pairs = [(area, cut) for area in range(areas) for cut in cuts if not excluded[area, window(cut)].any()]
    rows, now = np.array([known(*pair) for pair in pairs]), np.array(known(unit, history))
    came = np.array([counts[area, window(cut)].sum() for area, cut in pairs])
    always = np.ones(counts.shape[1], bool)

    def lifted(area, cut):
        usual = _usual(counts[area], effort[area], cut, long, always)
        return math.log(usual * effort[area, window(cut)].sum() + 0.5) - math.log(usual * days + 0.5)

    offset = np.array([lifted(*pair) for pair in pairs])
    began = np.array([cut for _, cut in pairs])
    rates, expected = _foretold(rows, np.log(came + 0.5) - offset, began, now)
    foretold, expected = rates + offset, expected + lifted(unit, history)
    apart = ((foretold - expected) / foretold.std()) ** 2 + ((rows[:, 2] - now[2]) / rows[:, 2].std()) ** 2
    apart += ((began - history) / began.std()) ** 2
    alike = sum(abs(foretold - expected) <= math.log(2))
    closest = np.argsort(apart)[: max(200, min(int(0.3 * len(rows)), alike))]
    residual = np.log(came + 0.5) - foretold
    plain = came / np.exp(foretold)
    observed = counts[unit, window(history)].sum()
    own, own_plain = math.log(observed + 0.5) - expected, observed / math.exp(expected)
    low = sum(residual[j] <= own or plain[j] <= own_plain for j in closest)
    high = sum(residual[j] >= own or plain[j] >= own_plain for j in closest)
    return (1 + low) / (1 + len(closest)), (1 + high) / (1 + len(closest)), len(closest)

"""Small logs to test with: every secret is made from its name, so that each run sees the same bytes."""

from dataclasses import dataclass, field
from hashlib import sha256

from ceasefire.ledger import (
    Chain,
    Fingerprint,
    LogName,
    Policy,
    SignedHead,
    Tree,
    public_key,
    sign,
    some,
    verify,
    whole,
)

NOW = 1_767_000_000_000_000
MINUTE = 60_000_000
NAME = LogName("Example mission", "public")


def secret(name, length=32):
    """Bytes that are as good as random to the code under test, and the same in each run."""
    return sha256(name.encode()).digest()[:length]


@dataclass
class Mission:
    """A log that grows, as a desk would keep it."""

    name: LogName = NAME
    seed: bytes = secret("first key")
    entries: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    tree: Tree = field(default_factory=Tree)

    def __post_init__(self):
        self.chain = Chain.of(self.name)

    def write(self, number=1, kind="case.finding", body=None, by="officer.one"):
        for _ in range(number):
            seq = self.chain.size
            content = {"case": f"k-{seq}", "grade": "E2"} if body is None else body
            recorded, self.chain = self.chain.then(kind, by, NOW + seq * MINUTE, content, secret(f"{self.name} {seq}"))
            self.entries.append(recorded)
            self.tree.append(recorded.leaf)
        return self

    def sign(self, next_seed=None, before=...):
        before = (self.heads[-1] if self.heads else None) if before is ... else before
        at = NOW + len(self.tree) * MINUTE + len(self.heads)
        next_key = None if next_seed is None else public_key(next_seed)
        self.heads.append(sign(self.name, self.tree, at, self.seed, before, next_key))
        return self

    def change_key(self, seed):
        self.sign(next_seed=seed)
        self.seed = seed
        return self.sign()

    @property
    def fingerprint(self):
        return Fingerprint.of(public_key(self.seed))

    def whole(self):
        return list(whole(self.name, self.entries, self.heads))

    def some(self, *seqs, since=()):
        return list(some(self.name, self.tree, [self.entries[seq] for seq in seqs], self.heads, since))


def checked(lines, mission, since: SignedHead | None = None, at_least=None, fingerprint=None):
    return verify(lines, Policy(fingerprint or mission.fingerprint, since, at_least))


def failing(report):
    """The codes of what fails, by step."""
    return {
        step.name: sorted({one.code.code[-3:] for one in step.problems})
        for step in report.steps
        if step.answer == "fails"
    }

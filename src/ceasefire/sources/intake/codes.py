"""Problems with what is taken in: phrases, messages, tables, forms."""

from ceasefire.errors import Code

# ---------------------------------------------------------------- phrases
NO_PHRASE = Code(
    "CF-INTAKE-001",
    "There is no phrase to read, or it is far longer than a phrase.",
    "Write what was heard or seen in one or two sentences.",
)
NOT_UNDERSTOOD = Code(
    "CF-INTAKE-002",
    "Some words were not understood.",
    "Say them in words of the grammar, or take them out; the reference page lists every form.",
)
NO_POST = Code(
    "CF-INTAKE-003",
    "Nothing says from which post, camera or patrol it was perceived.",
    "Say the post, such as `post 7`.",
)
UNKNOWN_POST = Code(
    "CF-INTAKE-004",
    "The mission has no post of that name.",
    "Name a post of the list, or add the post to it first.",
)
NO_TIME = Code(
    "CF-INTAKE-005",
    "Nothing says when it was.",
    "Say a time such as `20:18`, a span such as `19:32-19:45`, or a length such as `24 h`.",
)
TIME_TO_COME = Code(
    "CF-INTAKE-006",
    "The time had not come yet when the report came in.",
    "Check the day and the time; the day stands before the month.",
)
NOTHING_PERCEIVED = Code(
    "CF-INTAKE-007",
    "The phrase names nothing that was perceived.",
    "Say what and how many, such as `12 explosions`; or, when there was nothing, `nothing heard`.",
)
NOTHING_AND_SOMETHING = Code(
    "CF-INTAKE-008",
    "One report says that there was nothing and that there was something.",
    "Send two reports, each with its own time.",
)

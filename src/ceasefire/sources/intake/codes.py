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

# ---------------------------------------------------------------- watches and text messages
ZERO_WITHOUT_WATCH = Code(
    "CF-INTAKE-009",
    "A zero report comes from who was not watching: access was denied, signals jammed or the equipment down.",
    "Report the time without watch alone; nothing can be said of it.",
)
NO_REACH = Code(
    "CF-INTAKE-010",
    "Nobody has said how far one hears or sees from the post, so what was watched has no place.",
    "Fill `reach` of the post in the table of posts.",
)
NO_NUMBER = Code(
    "CF-INTAKE-011",
    "A correction or withdrawal does not say of which message.",
    "Give the number of the message, such as `corr #14`.",
)
VOID_WITH_MORE = Code(
    "CF-INTAKE-012",
    "A message is withdrawn and something is reported in one line.",
    "Send `void #14` alone; to replace a message send `corr #14` with the right content.",
)
NUMBER_USED = Code(
    "CF-INTAKE-013",
    "The post has already sent another message under this number.",
    "Send `corr` with the number to replace it, or the next free number for a new report.",
)
NOTHING_TO_CORRECT = Code(
    "CF-INTAKE-014",
    "The post has sent no message of this number in the last seven days.",
    "Check the number and the post, or send the report as a new one.",
)

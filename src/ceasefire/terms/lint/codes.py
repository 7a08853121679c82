"""What lint looks for; each code names the hazard, and a real case where one is known."""

from ceasefire.errors import Code

# times
NO_ZONE = Code(
    "CF-LINT-001",
    "Local times stand without a time zone, so the parties may start and end at different moments.",
    "Write `timezone:`, or `{unstated: true, assume: [...]}` where the text is silent. The order for the truce of "
    "6 January 2023 in Ukraine named no zone.",
)
ZONE_ASSUMED = Code(
    "CF-LINT-002",
    "The text gives no time zone and one is assumed; what falls between the readings can only be answered by "
    "cannot tell.",
    "Ask the parties for the zone in writing. The order for the truce of 6 January 2023 in Ukraine left it open.",
)
END_BEFORE_START = Code(
    "CF-LINT-003",
    "A window ends before it starts, or lasts no time.",
    "Check both times and their zone against the text.",
)
MIDNIGHT = Code(
    "CF-LINT-004",
    "A time at midnight is read by some as the night before the date and by others as the night after it.",
    "Write the end one minute away from midnight, or name both days in words. The truce of January 2023 in Ukraine "
    "was to end on 7 January at 24:00.",
)
CLOCK_CHANGES = Code(
    "CF-LINT-005",
    "The clock changes inside the window, so its length in hours differs from what the times suggest.",
    "Give the end with its offset or in UTC, and tell both sides the number of hours.",
)
NO_SUCH_LOCAL_TIME = Code(
    "CF-LINT-006",
    "The clock skips or repeats this local time, so it names no moment or two.",
    "Write the time with its offset.",
)
NO_END = Code(
    "CF-LINT-007",
    "A window has no end, so nobody can say when it has expired.",
    "Give `until`, `lasts` or the event that ends it in `text`. The Donbas measures of 27 July 2020 were to "
    "hold until "
    "a comprehensive settlement.",
)
NOBODY_SETS = Code(
    "CF-LINT-008",
    "A value is still to be set, and nobody is named to set it or no date is given for it.",
    "Add `by:` and `due:`. The Idlib protocol of March 2020 gave seven days for the corridor's parameters.",
)
ACCOUNTS_DIFFER = Code(
    "CF-LINT-009",
    "Published accounts of this value differ, and the first of them is the leading one here.",
    "Ask the parties for the text. The end of the Mariupol window of 5 March 2022 was reported as 16:00, seven hours "
    "and five hours.",
)
REPEATS_WITHOUT_END = Code(
    "CF-LINT-010",
    "A repeated window has neither UNTIL nor COUNT, so it is known only up to a horizon.",
    "Add UNTIL or COUNT to the rule, or agree a date for review.",
)
NOTICE_TOO_SHORT = Code(
    "CF-LINT-011",
    "The terms were declared later than their own notice period allows before the start.",
    "Move the start, or shorten the notice. In Sudan on 22 May 2023 troop moves were reported during the 48 "
    "hours of notice.",
)
STILL_TO_SET = Code(
    "CF-LINT-012",
    "A value is still to be set; until then what hangs on it can only be answered by cannot tell.",
    "Replace it by the value before the text is sent.",
)
NOT_KNOWN = Code(
    "CF-LINT-013",
    "No source tells this value; what hangs on it can only be answered by cannot tell.",
    "Ask whoever holds the text. The zones at the Zaporizhzhia plant in October 2025 were confidential.",
)
NEVER_HAPPENS = Code(
    "CF-LINT-014",
    "No date fits the rule by which the window repeats, so there is never a window.",
    "Check BYMONTH, BYMONTHDAY, BYDAY and INTERVAL of the rule against a calendar.",
)
# places
DISTANCE_UNCLEAR = Code(
    "CF-LINT-020",
    "A distance is given in words, so it may be a radius, a diameter or a distance along a road.",
    "Draw it: `point` and `radius`, or `corridor`. A zone of about 10 km from a switchyard, proposed in January "
    "2026, could "
    "be read in two ways.",
)
AREA_WITHOUT_ACT = Code(
    "CF-LINT-021",
    "An area is drawn and no clause forbids or limits an act in it, so nothing can be broken there.",
    "Refer to it in a clause of kind refrain or limit, or remove it.",
)
AREA_APPROXIMATED = Code(
    "CF-LINT-022",
    "The shape is our approximation, so a match with it is possible at best.",
    "Ask for the deposited shape and give it in an overlay.",
)
AREA_UNSTATED = Code(
    "CF-LINT-023",
    "The area is given in words only, so whether a place lies in it can only be answered by cannot tell.",
    "Draw it or bound it with `within`. The truce of January 2023 in Ukraine spoke of the entire line of "
    "contact, without a map.",
)
EDGE_OFF_GEODESIC = Code(
    "CF-LINT-024",
    "A long edge of the outline, straight in longitude and latitude, lies over 100 m from the surveyor's "
    "straight line.",
    "Add corners along the edge, as the text means it.",
)
LINE_DISPUTED = Code(
    "CF-LINT-025",
    "A reference line is disputed, so both sides will measure from different lines.",
    "Agree the version by its date, or use `area` per party with the line that each accepts.",
)
LINE_WITHOUT_DATE = Code(
    "CF-LINT-026",
    "The terms use a line that has several versions, and do not say which.",
    "Write `{line: …, as_of: …}`.",
)
WORKS_OUTSIDE = Code(
    "CF-LINT-027",
    "Works are to be done outside every area in which fire is forbidden at that time.",
    "Widen the area, or add a clause for the place of the works. In October 2025 damage to the lines of the "
    "Zaporizhzhia plant "
    "was found outside the agreed zones.",
)
SPLIT_UNSTATED = Code(
    "CF-LINT-028",
    "The whole width between two lines is given and not how the sides share it.",
    "Give `split`, or one area per party.",
)
TRACK_NEVER_STALE = Code(
    "CF-LINT-029",
    "A moving area has no limit to the age of its last position, so it would stay where it was last seen.",
    "Add `stale_after`. Buffers of ten nautical miles round vessels were part of the grain initiative of July 2022.",
)
OBJECTS_WITHOUT_LIST = Code(
    "CF-LINT-030",
    "A class of objects is protected without saying whose list, in which version, counts.",
    "Add `list_by` and `list_version`. In March 2025 the authorship of the list of energy objects was itself disputed.",
)
OBJECTS_WITHOUT_TEST = Code(
    "CF-LINT-031",
    "The text does not say whether an object is protected from damage or only from being aimed at.",
    "Add `test: damaged` or `test: aimed_at`.",
)
POINT_LOOKS_SWAPPED = Code(
    "CF-LINT-032",
    "An area lies far from the others or from the place of the time zone, and near when its coordinates are exchanged.",
    "Check the order: longitude comes first.",
)
# acts
NO_ACT = Code(
    "CF-LINT-040",
    "A clause forbids, limits or allows and names no act.",
    "Add `acts`, or keep the words of the text under `acts_unstated`.",
)
ACTS_UNSTATED = Code(
    "CF-LINT-041",
    "The text names no act, so whether an event is covered can only be answered by cannot tell.",
    "Agree a list of acts. The truce of January 2023 in Ukraine did not itemise them.",
)
NO_COUNTING_RULE = Code(
    "CF-LINT-042",
    "No counting rule is named, so two tallies of the same day cannot be compared.",
    "Add `monitoring.rule` or `rule`. In May 2025 two sides published tallies about each other, 734 cases for twelve "
    "hours and 5,026 up to the next day; with no rule known, nobody can say what the difference means.",
)
UNKNOWN_RULE = Code(
    "CF-LINT-043",
    "The counting rule is not in the registry, so its units and owner are not known.",
    "Use a rule of the registry, or describe the rule in a document of the arrangement.",
)
NO_VERIFIER = Code(
    "CF-LINT-044",
    "Nobody is named to verify the clause.",
    "Add `verified_by` or `monitoring.by`. The Easter truce of April 2025 in Ukraine had no monitoring, and "
    "each side "
    "published its own counts.",
)
MONITORS_NOT_EXEMPT = Code(
    "CF-LINT-045",
    "Drones are forbidden and the monitors' own are not exempt, so the mission breaks the terms by watching.",
    "Add an exception for the monitors' drones, with `by:`, or a clause of kind allow.",
)
ALLOWED_AND_FORBIDDEN = Code(
    "CF-LINT-046",
    "The same acts are forbidden and allowed to the same party in the same area.",
    "Write the permission as an exception of the clause, with its conditions.",
)
LIMIT_WITHOUT_NUMBER = Code(
    "CF-LINT-047",
    "A clause of kind limit has no number that it limits to.",
    "Add `at_most: {n, unit, per}`.",
)
REDUCTION_UNQUANTIFIED = Code(
    "CF-LINT-048",
    "A reduction is promised without a baseline or without a level to be reached, so it cannot be checked.",
    "Add `baseline` and `at_most`. On 29 March 2022 activity near Kyiv and Chernihiv was to be reduced "
    "radically, without a number.",
)
NOBODY_BOUND = Code(
    "CF-LINT-049",
    "A clause binds nobody.",
    "Add `bound:` (for a duty `by:`).",
)
NO_AREA = Code(
    "CF-LINT-050",
    "The clause says nothing about where it holds.",
    "Add `area:`, or an area with `unstated:` and the words of the text. The Istanbul statement of 29 March "
    "2022 spoke of directions only.",
)
NO_WINDOW = Code(
    "CF-LINT-051",
    "The clause says nothing about when it holds.",
    "Add `window:`, or a window with `unstated:` and the words of the text. No effective date was found for the "
    "Black Sea truce of March 2025.",
)
# duties
NO_DEADLINE = Code(
    "CF-LINT-060",
    "A duty has no date by which it is done, so it can never be late.",
    "Add `finish_by`. At Hodeidah in December 2018 the redeployment had 21 days, and failed.",
)
BANDS_OVERLAP = Code(
    "CF-LINT-061",
    "Two weapon bands hold the same weapon under different terms.",
    "Let one band end where the next begins; a band includes its `from` and excludes its `to`.",
)
BANDS_GAP = Code(
    "CF-LINT-062",
    "A calibre lies between two weapon bands of one kind, or exactly on an excluded edge, and belongs to neither.",
    "Let one band end where the next begins; a band includes its `from` and excludes its `to`.",
)
MORTAR_IN_NO_BAND = Code(
    "CF-LINT-063",
    "Tube artillery is named from a calibre that mortars also have, and mortars are not named, so a 120 mm "
    "mortar is disputed.",
    "Add `mortar` to the types, or a band of its own.",
)
WEAPONS_UNNAMED = Code(
    "CF-LINT-064",
    "Weapons are to be withdrawn and the text does not say which kinds and calibres.",
    "Add `weapons: {types, calibre_mm}`.",
)
QUOTA_PERIOD_UNSTATED = Code(
    "CF-LINT-065",
    "A quota does not say from when its periods are counted or what happens with the rest.",
    "Add `per`, `anchor` and `carry_over`. In Yemen in April 2022 the truce gave 18 fuel ships in two months.",
)
EXCHANGE_NOT_BINDING = Code(
    "CF-LINT-066",
    "The exchange lists an undertaking under a party that the clause does not bind.",
    "Correct the key, or add the party under `bound` or `by`.",
)
# exceptions
SELF_DEFENCE_UNBOUNDED = Code(
    "CF-LINT-070",
    "An exception for self-defence has no condition, so every shot can be called an answer.",
    "Add conditions to `only_if`, such as those of 27 July 2020: only against an offensive action, on the "
    "leadership's order, "
    "after the mechanism was used and failed.",
)
EXCEPTION_REACHES_PROTECTED = Code(
    "CF-LINT-071",
    "An exception would allow acts against civilians, protected objects, relief or monitors; such terms are refused.",
    "Name only acts between forces in `acts`, and take protected acts out.",
)
NOBODY_DECIDES = Code(
    "CF-LINT-072",
    "An actor is excluded and nobody is named who decides whether somebody is that actor.",
    "Add `decided_by`. The de-escalation areas of May 2017 in Syria excluded groups and their affiliates.",
)
EXCEPTION_WITHOUT_EFFECT = Code(
    "CF-LINT-073",
    "The exception takes out acts that none of its clauses forbids.",
    "Correct `acts` or `of`.",
)
RELEASE_ON_ANY_BREACH = Code(
    "CF-LINT-074",
    "Any breach, as either side sees it, sets the other free.",
    "Let somebody confirm the breach first, and give notice. The energy moratorium of March 2025 let a side "
    "consider itself free "
    "if the other violated it.",
)
RELEASE_UNCLEAR = Code(
    "CF-LINT-075",
    "The release names no trigger, no notice or nobody who decides.",
    "Add `trigger`, `notice` and `decided_by`.",
)
# parties
BOUND_PARTY_ABSENT = Code(
    "CF-LINT-080",
    "A party is to be bound by others' signature and has declared nothing itself.",
    "Obtain its own declaration. The memorandum of May 2017 on areas in Syria was signed by three states, and "
    "those it was to bind did not sign.",
)
BOUND_WITHOUT_DECLARATION = Code(
    "CF-LINT-081",
    "A clause binds a party that has not declared it, so the party is not bound.",
    "Add its declaration with a history, or leave the party out of `bound`.",
)
DECLARED_NOT_BOUND = Code(
    "CF-LINT-082",
    "A party declares a clause that does not bind it.",
    "Add the party to `bound`, or take the clause out of its declaration.",
)
HISTORY_OUT_OF_ORDER = Code(
    "CF-LINT-083",
    "The steps of a declaration are not in the order of time.",
    "Sort them, or check the dates.",
)
NO_HELD_IF = Code(
    "CF-LINT-084",
    "No criterion says when the arrangement held, so it will be chosen afterwards.",
    "Add `held_if` before the start.",
)
HELD_IF_NOT_LOGGED = Code(
    "CF-LINT-088",
    "No day is logged on which the criterion was fixed, so nobody can show that it was before the start.",
    "Add `set_on` with the day on which all sides had it.",
)
ROLE_DISPUTED = Code(
    "CF-LINT-085",
    "The parties describe the role of a participant differently.",
    "Keep both words; use neither in reports without its user.",
)
NO_HISTORY = Code(
    "CF-LINT-086",
    "A declaration has no step in its history, so it was never made.",
    "Add the steps with their dates and sources, or `state: not_stated`.",
)
OWN_VERSION_OPEN = Code(
    "CF-LINT-087",
    "A party's own version stands in the shared file, so everybody reads it, the other parties and the public too.",
    "If the party has not published it, move it into the party's overlay (`terms.P1.yaml`, read by `--with`).",
)
# guarantees
GUARANTEE_TOO_SMALL = Code(
    "CF-LINT-090",
    "A guarantee does not cover the works, the road to them and the agreed margin.",
    "Ask for a wider guarantee before the crew leaves. In October 2025 damage to the lines of the Zaporizhzhia "
    "plant was found "
    "outside the agreed zones.",
)
GUARANTEE_VAGUE = Code(
    "CF-LINT-091",
    "A guarantee does not say where or when it holds, or what it has to cover.",
    "Add `area`, `window`, `must_cover` (works and road) and `margin`.",
)
GUARANTEE_LATE = Code(
    "CF-LINT-092",
    "A guarantee came after the window had begun.",
    "Set a date for go or no-go before the window. In October 2025 a late guarantee moved the repair at the "
    "Zaporizhzhia plant "
    "by a week.",
)
GUARANTEE_EXPIRES_EARLY = Code(
    "CF-LINT-093",
    "A guarantee ends before the window of the works.",
    "Have it extended to the end of the works and the way back.",
)
WORKS_WITHOUT_GUARANTEE = Code(
    "CF-LINT-094",
    "Works or a passage are agreed and a bound party's guarantee of safety is not recorded.",
    "Record each side's guarantee under `guarantees`. At the Donetsk Filter Station in July 2018 terms were "
    "violated even with them.",
)
# humanitarian
EVACUATION = Code(
    "CF-LINT-100",
    "People are to be moved: flagged for human-rights review.",
    "Have the clause reviewed: free choice, place, return, lists. In Homs in February 2014 evacuated men were "
    "detained.",
)
SCREENING = Code(
    "CF-LINT-101",
    "People are to be screened or chosen by sex or age: flagged for human-rights review.",
    "Have the clause reviewed and name who screens, where, and who watches. In Homs in February 2014 over 500 "
    "men were screened "
    "and 220 were still held on 13 February.",
)
EVACUATION_UNWATCHED = Code(
    "CF-LINT-102",
    "People are to be moved and nobody is named who is present.",
    "Add `verified_by`. At Mariupol on 5 March 2022 nobody watched on site, and each side accused the other.",
)
# wording
UNDEFINED_TERM = Code(
    "CF-LINT-110",
    "A term that the parties may read differently is not in the glossary.",
    "Define it under `glossary`. At Hodeidah in 2018 the words local security forces were left undefined, and "
    "the redeployment failed.",
)
VAGUE_WORD = Code(
    "CF-LINT-111",
    "A word of degree stands where a number or a date is needed.",
    "Replace it by a number, a unit and a date. On 29 March 2022 activity was to be reduced radically, by a "
    "large margin.",
)
SEVERAL_AUTHENTIC = Code(
    "CF-LINT-112",
    "A document is authentic in several languages, so its versions may differ.",
    "Agree which language prevails, or compare the versions clause by clause.",
)
NOT_EXPRESSED = Code(
    "CF-LINT-113",
    "Facts of the arrangement are held as sentences that no field expresses, so no check reads them.",
    "Read them before relying on an answer.",
)
TEXT_NOT_PUBLIC = Code(
    "CF-LINT-114",
    "A document is not public, so others cannot check the terms against it.",
    "Note who may read it; keep its shapes in an overlay.",
)

"""An assessment without what only the earlier claims of its member show."""

HISTORY_CODES = {
    "event_after_death",
    "same_facts",
    "same_event_other_cover",
    "stays_overlap",
    "covers_overlap",
    "ordinal_falls",
    "child_respelt",
    "fee_tier_differs",
    "shares_differ",
}


def without_history(assessment):
    """All that an assessment says, as plain data, but for the caveats that `Usage` alone cannot give."""
    said = assessment.model_dump()
    caveats = [caveat for caveat in said["caveats"] if caveat["code"] not in HISTORY_CODES]
    return {**said, "caveats": caveats}

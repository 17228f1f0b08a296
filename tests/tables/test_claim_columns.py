"""The lists of columns that are derived from the models of claims, written out."""

from mutual_benefits.tables import claim_columns as columns
from mutual_benefits.tables.column_names import HUNDREDTHS

DAYS, COUNT = (0, 100_000), (1, 1000)


def test_the_columns_of_each_type_are_in_the_order_in_which_errors_are_reported():
    assert columns.DATES == (
        "happened_on",
        "discharged_on",
        "cover_from",
        "born_on",
        "notified_on",
        "claimed_on",
    )
    assert list(columns.WHOLE.items()) == [
        ("living_days", DAYS),
        ("hospital_days", DAYS),
        ("care_days", DAYS),
        ("days", DAYS),
        ("disability_grade", (1, 10)),
        ("ordinal", COUNT),
        ("shares", COUNT),
    ]
    assert HUNDREDTHS == ("self_paid", "over_cap", "other_cover", "loss", "area")
    assert columns.FLAGS == ("died", "in_situ", "surgery", "renewed")
    assert columns.CODES == ("injury_kind", "cause", "severity", "hospital_level")


def test_the_columns_with_fixed_words_have_the_words_of_the_models():
    kinds = ("injury", "child_injury", "diagnosis", "hospital_stay", "medical_expense", "home_loss")
    assert list(columns.CHOICES.items()) == [
        ("kind", kinds),
        ("occupation", ("ordinary", "high_risk")),
        ("member_class", ("ordinary", "model_worker", "hardship")),
        ("sex", ("female", "male")),
        ("setting", ("inpatient", "outpatient")),
        ("peril", ("fire", "burst_pipe")),
    ]


def test_the_defaults_and_the_required_fields_are_those_of_the_models():
    assert columns.DEFAULTS == {
        "shares": 1,
        "ordinal": 1,
        "occupation": "ordinary",
        "member_class": "ordinary",
        "setting": "inpatient",
        "peril": "fire",
    }
    assert columns.REQUIRED == {
        "child_injury": "child",
        "diagnosis": "disease",
        "hospital_stay": "days",
        "medical_expense": "self_paid",
    }

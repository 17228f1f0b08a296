"""The facts of claims by the names of their fields, in English and in Chinese."""

from .sources import Text
from .vocabulary import both

FACT_NAMES = {
    "happened_on": both("day of the event", "事故日期"),
    "cover_from": both("first day of cover", "保障起始日"),
    "born_on": both("day of birth", "出生日期"),
    "sex": both("sex", "性别"),
    "notified_on": both("day of notice", "报案日期"),
    "claimed_on": both("day of the claim", "申请日期"),
    "fee_tier": both("fee tier", "会费档次"),
    "shares": both("shares", "份数"),
    "occupation": both("occupation", "职业类别"),
    "member_class": both("member class", "会员类别"),
    "renewed": both("renewed", "续保"),
    "product": both("product", "产品"),
    "living_days": both("days at home", "生活补助天数"),
    "hospital_days": both("days in hospital", "住院天数"),
    "care_days": both("days of care", "康复照顾天数"),
    "disability_grade": both("disability grade", "伤残等级"),
    "died": both("death", "身故"),
    "injury_kind": both("kind of injury", "伤害类别"),
    "cause": both("cause", "原因"),
    "child": both("child", "子女"),
    "disease": both("disease", "病种"),
    "in_situ": both("carcinoma in situ", "原位癌"),
    "surgery": both("operation", "手术"),
    "severity": both("degree of severity", "病情程度"),
    "days": both("days of the stay", "住院天数"),
    "ordinal": both("ordinal of the stay", "住院次序"),
    "setting": both("setting", "就医类别"),
    "self_paid": both("paid by the member", "自付金额"),
    "over_cap": both("above the insurance ceiling", "超封顶线金额"),
    "other_cover": both("paid by other cover", "其他保障已付"),
    "hospital_level": both("level of the hospital", "医院等级"),
    "peril": both("peril", "灾害"),
    "loss": both("loss", "损失金额"),
    "area": both("damaged area", "受损面积"),
}
"""Every field of events and enrolments."""


def name_of(field: str) -> Text:
    """What a fact is called; a fact that has no name here is called as its field is.

    >>> name_of("born_on").en, name_of("born_on").zh
    ('day of birth', '出生日期')
    """
    return FACT_NAMES.get(field) or both(field, field)

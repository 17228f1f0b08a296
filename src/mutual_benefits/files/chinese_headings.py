"""The Chinese column headings that files of claims may use instead of the names of the fields."""

HEADINGS = {
    "编号": "id",
    "申请编号": "id",
    "会员": "member",
    "会员编号": "member",
    "活动": "plan",
    "计划": "plan",
    "产品": "product",
    "保障起始日": "cover_from",
    "会费档次": "fee_tier",
    "份数": "shares",
    "岗位类别": "occupation",
    "职业类别": "occupation",
    "会员类别": "member_class",
    "续保": "renewed",
    "性别": "sex",
    "出生日期": "born_on",
    "事件种类": "kind",
    "事件类型": "kind",
    "出险日": "happened_on",
    "事故日": "happened_on",
    "确诊日": "happened_on",
    "入院日": "happened_on",
    "费用发生日": "happened_on",
    "事故发生日": "happened_on",
    "发生日期": "happened_on",
    "报案日": "notified_on",
    "申请日": "claimed_on",
    "生活补助天数": "living_days",
    "住院天数": "hospital_days",
    "康复照顾天数": "care_days",
    "护理天数": "care_days",
    "伤残等级": "disability_grade",
    "身故": "died",
    "伤害类别": "injury_kind",
    "伤情": "injury_kind",
    "原因": "cause",
    "子女": "child",
    "病种": "disease",
    "原位癌": "in_situ",
    "手术": "surgery",
    "病情程度": "severity",
    "天数": "days",
    "住院次序": "ordinal",
    "次数": "ordinal",
    "就医类别": "setting",
    "个人自付金额": "self_paid",
    "自付金额": "self_paid",
    "超封顶线费用": "over_cap",
    "超封顶线金额": "over_cap",
    "其他保障已付": "other_cover",
    "医院等级": "hospital_level",
    "灾害": "peril",
    "损失金额": "loss",
    "受损面积": "area",
    "面积": "area",
}
"""Each heading with its field; a table may have only one heading of each field."""


def field_of(heading: str) -> str:
    """The field of a heading; an unknown heading is returned as it is.

    >>> field_of(" 会费档次 "), field_of("fee_tier"), field_of("姓名")
    ('fee_tier', 'fee_tier', '姓名')
    """
    plain = heading.strip()
    return HEADINGS.get(plain, plain)


def chinese_heading(field: str) -> str:
    """The first of a field's Chinese headings.

    >>> chinese_heading("plan")
    '活动'
    """
    return next((heading for heading, each in HEADINGS.items() if each == field), field)

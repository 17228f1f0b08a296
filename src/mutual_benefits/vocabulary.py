"""The vocabulary of explanations, in English and in Chinese: what steps, units and reasons are called."""

from .sources import Basis, Text


def both(en: str, zh: str) -> Text:
    """The same words in both languages."""
    return Text.trusted(en=en, zh=zh)


STEPS = {
    "days_claimed": both("days claimed", "申请天数"),
    "waiting_days": both("waiting days, not paid", "免赔天数"),
    "days_after_waiting": both("days after the waiting days", "扣除免赔天数后的天数"),
    "daily_rate": both("rate per day", "每日标准"),
    "days_times_rate": both("days × rate", "天数 × 每日标准"),
    "lump_sum": both("sum of this benefit", "该项互助金标准"),
    "shares": both("shares", "份数"),
    "sum_payable": both("sum payable", "应付互助金"),
    "payments_asked": both("payments asked, none beside a greater benefit", "申请次数（有更高互助金时不计）"),
    "maximum_sum": both("maximum sum", "最高互助金"),
    "percentage": both("percentage", "给付比例"),
    "graded_sum": both("maximum × percentage", "最高互助金 × 给付比例"),
    "shares_counted": both("shares that count", "计入份数"),
    "most_shares": both("most shares", "份数上限"),
    "day_of_cover": both("day of cover", "保障期第几日"),
    "waiting_period": both("waiting period", "等待期"),
    "age_below": both("age below", "年龄须低于"),
    "age_least": both("age at least", "年龄不低于"),
    "too_old_from": both("reaches the age limit on", "达到年龄上限之日"),
    "old_enough_from": both("old enough from", "达到最低年龄之日"),
    "paid_before": both("payments before", "此前给付次数"),
    "self_paid": both("paid by the member", "个人自付金额"),
    "ordinal": both("ordinal of the stay", "住院次序"),
    "deductible": both("deductible", "起付金额"),
    "base": both("left after the deductible", "扣除起付金额后"),
    "share": both("share", "给付比例"),
    "base_times_share": both("base × share", "基数 × 给付比例"),
    "least_payment": both("least payment", "最低给付金额"),
    "over_cap": both("costs above the insurance ceiling", "超封顶线费用"),
    "other_cover": both("paid by other cover", "其他保障已付"),
    "costs_after_other_cover": both("left after other cover", "扣除其他保障后"),
    "costs_before": both("such costs earlier in the year", "本年度此前累计"),
    "costs_in_band": both("of the year's costs in this band", "本年度费用中属于该段的部分"),
    "band_sum": both("sum of this band", "该段互助金"),
    "banded": both("all bands, less what earlier costs came to", "各段合计减去此前费用所得"),
    "loss": both("loss", "损失金额"),
    "share_of_loss": both("loss × percentage", "损失金额 × 给付比例"),
    "ceiling": both("ceiling", "最高限额"),
    "within_ceiling": both("within the ceiling", "限额以内的金额"),
    "area": both("damaged area", "受损面积"),
    "rate_per_area": both("rate per square metre", "每平方米标准"),
    "area_times_rate": both("area × rate", "面积 × 每平方米标准"),
    "cause": both("cause", "原因"),
    "disease": both("disease", "病种"),
    "sex": both("sex", "性别"),
    "setting": both("setting of the costs", "就医类别"),
    "event_day": both("day of the event", "事故发生日"),
    "cover_first_day": both("first day of cover", "保障起始日"),
    "cover_years": both("years of cover", "保障年数"),
    "cover_end": both("cover ends before", "保障终止日（不含当日）"),
    "days_to_notice": both("days from the event to the notice", "事故至通知的天数"),
    "notice_days": both("days allowed for the notice", "通知期限"),
    "claim_day": both("day of the claim", "申请日"),
    "last_claim_day": both("last day to claim", "申请截止日"),
}
"""The label of each step that a formula names."""

LIMIT_STEPS = {
    "ceiling": both("limit “{name}”: at most {ceiling}", "限额“{name}”：最多{ceiling}"),
    "used": both(", {used} used before", "，此前已用{used}"),
    "cut": both(", which cuts {asked}", "，超出限额的部分不计（申请{asked}）"),
}
"""The label of a step in which a limit is drawn on, piece by piece."""

KEYS = {
    "26": both("tier 26", "26元档"),
    "50": both("tier 50", "50元档"),
    "74": both("tier 74", "74元档"),
    "100": both("tier 100", "100元档"),
    "ordinary": both("ordinary member", "普通会员"),
    "model_worker": both("model worker", "劳动模范"),
    "hardship": both("hardship case", "困难职工"),
    "outpatient": both("outpatient", "门诊"),
    "inpatient": both("inpatient", "住院"),
    "female": both("women", "女"),
    "male": both("men", "男"),
}
"""The rows of tables, by their keys; any other key stands for itself."""

UNITS = {
    "day": both("days", "天"),
    "yuan": both("yuan", "元"),
    "yuan_per_day": both("yuan a day", "元/天"),
    "yuan_per_square_metre": both("yuan a square metre", "元/平方米"),
    "square_metre": both("m²", "平方米"),
    "percent": both("%", "%"),
    "ordinal_day": both("", ""),
    "ordinal": both("", ""),
    "payment": both("payments", "次"),
    "share": both("shares", "份"),
    "year": both("years", "年"),
    "age": both("years", "岁"),
    "member": both("members", "人"),
    "flag": both("", ""),
    "date": both("", ""),
    "word": both("", ""),
}
"""The units of steps, as they are written behind a value."""

HUNDREDTHS = {
    "fen": "yuan",
    "fen_per_day": "yuan_per_day",
    "fen_per_square_metre": "yuan_per_square_metre",
    "hundredth_square_metre": "square_metre",
    "basis_points": "percent",
}
"""The units in which people write what a rule book counts in hundredths."""

SINGULAR = {"day": "day", "year": "year", "share": "share", "payment": "payment"}
"""The English units that change where there is one of them."""

REASONS = {
    "out_of_cover": both("the event lies outside the cover period", "事故发生日不在保障期内"),
    "excluded_cause": both("the cause is excluded", "属于除外责任的原因"),
    "waiting_period": both("the waiting period is not over", "仍在等待期内"),
    "not_on_list": both("the disease is not on the list", "不在保障病种之内"),
    "in_situ_excluded": both("carcinoma in situ is excluded", "原位癌除外"),
    "no_surgery": both("there was no operation", "未施行手术"),
    "age_limit": both("the member's age is outside the limits", "年龄不符合规定"),
    "sex_not_covered": both("the plan does not cover members of this sex", "性别不符合规定"),
    "setting_not_covered": both("costs of this setting are not covered", "该类就医费用不在保障范围"),
    "cover_ended": both("cover ended with an earlier payment", "保障已因先前给付而终止"),
    "paid_before": both("this disease was paid before", "该病种此前已给付"),
    "other_route": both("the injury is settled by the disability route", "该伤害按伤残途径给付"),
    "late_notice": both("the association was told too late", "超过通知期限"),
    "late_claim": both("the claim was made too late", "超过申请期限"),
}
"""Why a benefit is refused, by the stable code of the reason."""

STATUSES = {
    "payable": both("payable", "应付"),
    "nil": both("nil", "无应付"),
    "undetermined": both("undetermined", "无法确定"),
    "refused": both("refused", "不予给付"),
}

BASES = {
    Basis.SEED: both("seed", "起始资料"),
    Basis.PUBLISHED: both("published", "公开资料"),
    Basis.INFERRED: both("inferred", "推断"),
    Basis.ASSUMED: both("assumed", "假设"),
}

CAVEATS = {
    "amended": both(
        "The rule book is the amended draft “{label}”, which was never in force: {changes}.",
        "所适用的条款为修订稿“{label}”，从未施行：{changes}。",
    ),
    "version_doubtful": both("{text.en}", "{text.zh}"),
    "version_known_to_month": both(
        "The record dates this version to the month of {first} only; {day} lies in that month.",
        "公开资料仅载明本版本自 {first} 所在月份起施行；{day} 在该月内。",
    ),
    "version_known_to_year": both(
        "The record dates this version to the year of {first} only; {day} lies in that year.",
        "公开资料仅载明本版本自 {first} 所在年份起施行；{day} 在该年内。",
    ),
    "product_left_out": both(
        "No product was named, so the newest answers: {product}, sold from {first}, after this cover began."
        " Name the product that was bought.",
        "未指明产品，故适用最新产品 {product}，其自 {first} 起办理，晚于保障起始日；请注明所参加的产品。",
    ),
    "not_checked": both(
        "Not given: {fact}, so the condition that needs it was not checked.",
        "未提供{fact}，相关条件未予核对。",
    ),
    "disease_not_named": both(
        "The record's list of diseases does not name “{disease}”.", "公开资料的病种清单未列“{disease}”。"
    ),
    "disease_not_named_near": both(
        "The record's list of diseases does not name “{disease}”; did you mean {near.en}?",
        "公开资料的病种清单未列“{disease}”；是否指{near.zh}？",
    ),
    "cause_not_listed": both(
        "The cause {cause} is not among the excluded causes that the record names; that list may be cut.",
        "原因 {cause} 不在公开资料所列的除外责任之内；该清单可能不完整。",
    ),
    "inferred": both(
        "{benefit.en}: “{term.en}” is inferred and written nowhere [{source.id}].",
        "{benefit.zh}：“{term.zh}”为推断，并无明文 [{source.id}]。",
    ),
    "inferred_condition": both(
        "The claim was held against “{term.en}”, which is inferred and written nowhere [{source.id}].",
        "该申请须符合“{term.zh}”，此为推断，并无明文 [{source.id}]。",
    ),
    "reading": both(
        "Reading {name} is “{chosen}”; under “{other}” the claim would come to {total}.",
        "条款解读 {name} 取“{chosen}”；若取“{other}”，则为{total}。",
    ),
    "reading_uncounted": both(
        "Reading {name} is “{chosen}”, and earlier claims were counted so; “{other}” counts otherwise.",
        "条款解读 {name} 取“{chosen}”，此前申请亦据此累计；“{other}”的累计方式不同。",
    ),
    "reading_unanswered": both(
        "Reading {name} is “{chosen}”; under “{other}” the claim would not be answered.",
        "条款解读 {name} 取“{chosen}”；若取“{other}”，则该申请无从适用。",
    ),
}
"""What to know before relying on a result, by the code of the caveat."""

CAUSES = {
    "illness": both("illness", "疾病"),
    "self_injury": both("self-injury", "故意自伤"),
    "unlawful_act": both("unlawful act", "违法行为"),
    "crime": both("crime", "犯罪行为"),
    "drunk_driving": both("drunk driving", "酒后驾驶"),
    "unlicensed_driving": both("driving without a licence", "无证驾驶"),
    "unlicensed_vehicle": both("vehicle without a licence", "驾驶无有效证照车辆"),
    "war": both("war", "战争"),
    "earthquake": both("earthquake", "地震"),
    "natural_disaster": both("natural disaster", "其他自然灾害"),
    "work_accident": both("accident at work", "工伤"),
}
"""The causes that a plan excludes, by their codes."""

FACTS = {
    "disability_grade": both("a disability grade", "伤残等级"),
    "died": both("a death", "身故"),
    "in_situ": both("carcinoma in situ", "原位癌"),
    "severity": both("a degree of severity", "病情程度"),
}
"""The facts that lead to another benefit; any other stands for itself."""

RULES = {
    "per_diem": both("per diem, days × rate", "按日给付：天数 × 每日标准"),
    "lump_sum": both("lump sum", "一次性给付"),
    "graded_sum": both("graded sum, maximum × percentage", "按等级给付：最高互助金 × 给付比例"),
    "share_of_loss": both("share of a loss, up to a ceiling", "按损失比例给付，设最高限额"),
    "per_area": both("so much a square metre, up to a ceiling", "按面积给付，设最高限额"),
    "expense_share": both(
        "share of what the member paid, after any deductible", "个人自付（扣除起付金额）按比例给付"
    ),
    "banded_share": both("share by bands of the year's costs", "按年度费用分段比例给付"),
}
"""What each kind of benefit is."""

CONDITIONS = {
    "within_cover": both("the event lies within the cover", "出险日在保障期内"),
    "waiting": both("the waiting period is over", "等待期已满"),
    "age_limit": both("the member's age on the first day of cover", "保障起始日的年龄"),
    "age_limit_by_sex": both("the member's age on the first day of cover", "保障起始日的年龄"),
    "of_sex": both("the member's sex", "性别"),
    "on_list": both("the disease is on the list", "疾病在保障病种之内"),
    "not_in_situ": both("the disease is no carcinoma in situ", "非原位癌"),
    "surgery": both("there was an operation", "已施行手术"),
    "in_setting": both("the setting of the costs", "就医类别"),
    "excluded_causes": both("the cause is not excluded", "不属于除外责任"),
    "on_route": both("the injury is settled by the consolation route", "按慰问途径给付"),
    "notice": both("the association is told in time", "在通知期限内"),
    "claim_window": both("the claim is made in time", "在申请期限内"),
    "cover_ends": both("cover has not ended with a payment", "保障未因给付而终止"),
    "paid_once": both("the disease was not paid before", "该病种此前未给付"),
}
"""What each condition asks."""

FIELDS = {
    "rate": both("rate", "标准"),
    "waiting_days": STEPS["waiting_days"],
    "sum": both("sum", "金额"),
    "sum_of_a_share": both("sum for each share", "每份金额"),
    "most_shares": STEPS["most_shares"],
    "maximum": STEPS["maximum_sum"],
    "percentage": STEPS["percentage"],
    "ceiling": STEPS["ceiling"],
    "area_not_given": both("area where none is given", "未提供的面积"),
    "deductible": STEPS["deductible"],
    "share": STEPS["share"],
    "least_payment": STEPS["least_payment"],
    "upto": both("up to", "至"),
    "years": both("years", "年数"),
    "days": both("days", "天数"),
    "days_through": both("days of waiting, the last included", "等待天数（含末日）"),
    "days_before": both("days of waiting, the last not included", "等待天数（不含末日）"),
    "least": STEPS["age_least"],
    "below": STEPS["age_below"],
    "waiver": both("waived for a renewal", "续保免除"),
    "ladder_waiver": both("for a renewal the last holds from day 1", "续保自第 1 日起按最后一档"),
    "through": both("where it ends", "止于"),
    "high_risk": both("high-risk occupations", "高风险岗位"),
    "group": both("staff of a unit who join", "单位参加人数"),
    "group_share": both("least share", "最低比例"),
    "on_list.diseases": both("whether the disease is on the list", "该疾病是否在保障病种之内"),
    "limits": both("limit", "限额"),
    "whole_up_to": both("staff up to which a unit joins whole", "须全员参加的单位人数上限"),
}
"""The terms of rules and conditions, by the names of their fields."""

SPANS = {
    "event": both("per event", "每次事故"),
    "cover_period": both("per cover period", "每个保障期"),
    "calendar_year": both("per calendar year", "每个自然年度"),
    "lifetime": both("for life", "终身"),
}
"""What a limit is counted over."""

PHRASES = {
    "in_force": both("In force from {day}{known}", "自 {day} 起施行{known}"),
    "known_to_month": both(" (known to the month)", "（仅知月份）"),
    "known_to_year": both(" (known to the year)", "（仅知年份）"),
    "draft": both("Amended draft “{label}”, which was never in force", "修订稿“{label}”，从未施行"),
    "amended": both("{name}: {new} instead of {old}", "{name}：{new}，原为{old}"),
    "used_before": both("what was used before", "此前已用"),
    "unstated_before": both("what is not stated", "未载明"),
    "covers_from": both("Events count from {day}", "自 {day} 起的事故及费用计入"),
    "product": both("Product: {product}", "产品：{product}"),
    "fee": both("Fee for each share and period", "每份每期会费"),
    "tier_fee": both(
        "Fee tier {tier}: {ordinary}, high-risk occupations {high_risk}",
        "会费档次 {tier}：{ordinary}，高风险岗位 {high_risk}",
    ),
    "group": both(
        "At least {share} of a unit's staff join; units of up to {whole} join whole",
        "单位参加人数不低于 {share}；不超过 {whole} 人的单位须全员参加",
    ),
    "benefits": both("Benefits", "互助金"),
    "conditions": both("Conditions", "条件"),
    "readings": both("Readings (the default first)", "条款解读（首项为默认）"),
    "unstated": both("Not stated in the public record", "公开资料未载明"),
    "notes": both("Notes", "说明"),
    "guards": both(" (for {benefits})", "（适用于 {benefits}）"),
    "band": both("band {number}", "第 {number} 段"),
    "named": both("{name} ({code})", "{name}（{code}）"),
    "coded": both("{code}", "{name}（{code}）"),
    "note": both(" ({note})", "（{note}）"),
    "limit": both("limit “{name}” ({span})", "限额“{name}”（{span}）"),
    "counted": both("counted: {name} ({span})", "计数：{name}（{span}）"),
    "calendar_year": both("the cover is the calendar year", "保障期为自然年度"),
    "unless": both("not where the claim has {words}", "申请含{words}的除外"),
    "diseases": both("also for {words}", "亦适用于{words}"),
    "except_diseases": both("not for {words}", "不适用于{words}"),
    "always": both("whatever the claim has", "一律适用"),
    "no_limit": both("does not apply", "不适用"),
    "yes": both("yes", "是"),
    "no": both("no", "否"),
    "not_said": both("not stated ({what})", "未载明（{what}）"),
    "under": both("if {reading} is {option}{default}:", "若 {reading} 为 {option}{default}："),
    "default": both(" (default)", "（默认）"),
    "not_stated": both("not stated ({what}): {bounds}", "未载明（{what}）：{bounds}"),
    "day_of_cover_through": both("through day {number}", "至第 {number} 日（含）"),
    "day_of_cover_before": both("before day {number}", "第 {number} 日之前"),
    "ordinal_through": both("through stay {number}", "至第 {number} 次"),
    "ordinal_before": both("before stay {number}", "第 {number} 次之前"),
    "beyond": both("afterwards", "其后"),
    "diseases_all": both("{count} named, the whole list", "共 {count} 种，均已列明"),
    "diseases_part": both("{named} named of {count}", "共 {count} 种，已知 {named} 种"),
    "diseases_more": both(
        "{named} names; the record counts {count}", "列出 {named} 种名称，公开资料计为 {count} 种"
    ),
    "diseases_some": both("{named} named; the record does not count them", "已知 {named} 种，总数未载明"),
}
"""The phrases of a rule book in words."""


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


EVENTS = {
    "injury": both("injury", "意外伤害"),
    "child_injury": both("injury of a child", "子女意外伤害"),
    "diagnosis": both("diagnosis", "确诊疾病"),
    "hospital_stay": both("hospital stay", "住院"),
    "medical_expense": both("medical expense", "医疗费用"),
    "home_loss": both("loss at home", "家财损失"),
}
"""The kinds of event."""


VALUES = {
    None: both("none", "无"),
    True: both("yes", "是"),
    False: both("no", "否"),
    "high_risk": both("high-risk", "高风险"),
    "fire": both("fire", "火灾"),
    "burst_pipe": both("burst pipe", "管道爆裂"),
}
"""What cells hold, where the vocabulary of rule books has no words for it."""

MOVEMENTS = {
    "nothing": both("no change", "不变"),
    "ends": both("the least {low}, the most {high}", "下限{low}，上限{high}"),
    "open": both("not known on one side", "有一方未知"),
    "from_to": both("{low} to {high}", "{low} 至 {high}"),
    "from_open": both("{low} or more, no known maximum", "不低于 {low}，上限未知"),
    "open_to": both("{high} or less, no known minimum", "不高于 {high}，下限未知"),
    "open_open": both("an unknown sum", "未知金额"),
}
"""By how much a sum moves."""

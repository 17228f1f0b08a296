"""The vocabulary of explanations and rule books, in English and in Chinese."""

from typing import Any

from ._texts import both as both
from .sources import Basis, Text

STEPS = {
    "days_claimed": both("days claimed", "申请天数"),
    "waiting_days": both("waiting days that are not paid", "免赔天数"),
    "days_after_waiting": both("days after the waiting days", "扣除免赔天数后的天数"),
    "daily_rate": both("rate per day", "每日标准"),
    "days_times_rate": both("days × rate", "天数 × 每日标准"),
    "lump_sum": both("sum of this benefit", "互助金标准"),
    "shares": both("shares", "份数"),
    "sum_payable": both("sum payable", "应付互助金"),
    "payments_asked": both("payments claimed", "申请给付次数"),
    "payments_none": both(
        "payments claimed, none beside a greater benefit", "申请给付次数（已申请较高互助金，本项不计）"
    ),
    "other_kinds": both(
        "payments for kinds of injury that may not be listed", "可能未列入的伤害项目的给付次数"
    ),
    "maximum_sum": both("maximum sum", "最高互助金"),
    "percentage": both("percentage", "给付比例"),
    "graded_sum": both("maximum × percentage", "最高互助金 × 给付比例"),
    "shares_counted": both("shares that count", "计入份数"),
    "most_shares": both("most shares", "份数上限"),
    "day_of_cover": both("day of cover", "保障期第几日"),
    "waiting_period": both("waiting period", "等待期"),
    "age_below": both("age below", "年龄须低于"),
    "age_least": both("age at least", "年龄须不低于"),
    "too_old_from": both("reaches the age limit on", "达到年龄上限之日"),
    "old_enough_from": both("old enough from", "达到最低年龄之日"),
    "paid_before": both("earlier payments", "此前给付次数"),
    "self_paid": both("paid by the member", "个人自付金额"),
    "self_paid.warm_aid": both("self-paid part one", "自付一金额"),
    "ordinal": both("ordinal of the stay", "住院次序"),
    "deductible": both("deductible", "起付金额"),
    "base": both("left after the deductible", "给付基数（扣除起付金额后）"),
    "whole_base": both("costs that are shared", "给付基数"),
    "share": both("share", "给付比例"),
    "base_times_share": both("base × share", "给付基数 × 给付比例"),
    "least_payment": both("least payment", "最低给付金额"),
    "over_cap": both("costs above the insurance ceiling", "超封顶线费用"),
    "over_cap.warm_aid": both("self-paid part one above the insurance ceiling", "封顶线以上的自付一金额"),
    "other_cover": both("paid by other cover", "其他保障已付"),
    "costs_after_other_cover": both("left after other cover", "扣除其他保障已付后"),
    "costs_before": both("earlier costs of this kind in the year", "本年度此前累计费用"),
    "costs_in_band": both("the year's costs in this band", "本年度费用中属于该段的部分"),
    "costs_in_band_up_to": both(
        "the year's costs in the band up to {upto}", "本年度费用中属于上限{upto}一段的部分"
    ),
    "costs_in_top_band": both("the year's costs in the top band", "本年度费用中属于最高一段的部分"),
    "band_ceiling": both("ceiling of this band", "该段最高限额"),
    "band_sum": both("sum of this band", "该段互助金"),
    "banded_before": both("of all bands, the part for earlier costs", "各段合计中此前费用所占部分"),
    "banded": both("sum of all bands for these costs", "本次费用按各段应计的互助金"),
    "banded_otherwise": both("the same with another top band", "最高一段按另一种理解时的应计互助金"),
    "banded_otherwise_up_to": both(
        "the same with a top band up to {upto}", "最高一段上限为{upto}时的应计互助金"
    ),
    "banded_by_line": both(
        "the same with outpatient and inpatient costs each by themselves", "门诊、住院各自分段时的应计互助金"
    ),
    "banded_by_line_up_to": both(
        "the same with a top band up to {upto}, outpatient and inpatient costs each by themselves",
        "最高一段上限为{upto}、且门诊、住院各自分段时的应计互助金",
    ),
    "due_between": both("due, as the top band is not stated", "应付金额（最高一段未载明）"),
    "loss": both("loss", "损失金额"),
    "share_of_loss": both("loss × percentage", "损失金额 × 给付比例"),
    "ceiling": both("ceiling", "最高限额"),
    "within_ceiling": both("within the ceiling", "限额以内的金额"),
    "area": both("damaged area", "受损面积"),
    "rate_per_area": both("rate per square metre", "每平方米标准"),
    "area_times_rate": both("area × rate", "面积 × 每平方米标准"),
    "cause": both("excluded cause", "除外原因"),
    "disease": both("disease", "病种"),
    "disease_not_listed": both("disease, which the list does not name", "病种（清单未列）"),
    "sex": both("sex that is not covered", "不予保障的性别"),
    "setting": both("setting that is not covered", "不予保障的就医类别"),
    "event_day": both("day of the event", "出险日"),
    "cover_first_day": both("first day of cover", "保障起始日"),
    "cover_year_first_day": both("first day of the calendar year of cover", "保障年度起始日"),
    "cover_years": both("years of cover", "保障年数"),
    "cover_end": both("cover ends before", "保障终止日（不含当日）"),
    "days_to_notice": both("days from the event to the notice", "出险至报案的天数"),
    "notice_days": both("days allowed for the notice", "报案期限"),
    "claim_day": both("day of the claim", "申请日"),
    "last_claim_day": both("last day to claim", "申请截止日"),
    "notice_day": both("day of notice", "报案日"),
    "last_notice_day": both("last day to give notice", "报案截止日"),
    "at_least": both("at least", "不低于"),
    "at_most": both("at most", "不高于"),
    "waiting_over_from": both("the waiting period is over from", "等待期满之日"),
    "open_conditions": both(
        "due only if the conditions that are open are met", "无法确定的条件成立时方予给付"
    ),
}
"""The label of each step that a formula names; some have a label of their own in one plan."""

LIMIT_STEPS = {
    "ceiling": both("limit “{name}”: at most {ceiling}", "限额“{name}”为{ceiling}"),
    "used": both(", {used} used before", "，此前已用{used}"),
    "open_used": both(" (used before: {used})", "（此前已用{used}）"),
    "cut": both(", reduced from {asked}", "，{asked}中超出部分不计"),
    "perhaps_cut": both(", perhaps reduced from {asked}", "，{asked}中超出部分可能不计"),
    "open_cut": both(" (before the limit: {asked})", "，超出部分不计（限额前{asked}）"),
    "open_ceiling": both("limit “{name}” ({ceiling})", "限额“{name}”（{ceiling}）"),
    "deducted": both("“{name}” of {ceiling}, taken off here", "“{name}”{ceiling}，本次扣除"),
    "deducted_before": both(" ({used} taken off before)", "（此前已扣除{used}）"),
}
"""The label of a step in which a limit is applied, piece by piece."""

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
    "not_covered": both("the plan does not cover such an event", "活动不保障该类事件"),
    "no_version_in_force": both("no version was in force", "当日尚无施行的版本"),
    "duplicate_id": both("another claim has the id", "编号与另一申请重复"),
    "unknown_fee_tier": both("the version has no such fee tier", "无此会费档次"),
    "one_year": both("one-year product", "一年期"),
    "two_year": both("two-year product", "两年期"),
    "three_year": both("three-year product", "三年期"),
}
"""The rows of tables and the words of claims, by their codes; any other code is shown as it is."""

UNITS = {
    "day": both("days", "天"),
    "night": both("nights", "夜"),
    "yuan": both("yuan", "元"),
    "yuan_per_day": both("yuan a day", "元/天"),
    "yuan_per_square_metre": both("yuan a square metre", "元/平方米"),
    "square_metre": both("m²", "平方米"),
    "percent": both("%", "%"),
    "ordinal_day": both("", "日"),
    "ordinal": both("", "次"),
    "payment": both("payments", "次"),
    "share": both("shares", "份"),
    "year": both("years", "年"),
    "month": both("months", "个月"),
    "age": both("years", "岁"),
    "member": both("members", "人"),
    "flag": both("", ""),
    "number": both("", ""),
    "date": both("", ""),
    "word": both("", ""),
}
"""The units of steps, as written after a value."""

HUNDREDTHS = {
    "fen": "yuan",
    "fen_per_day": "yuan_per_day",
    "fen_per_square_metre": "yuan_per_square_metre",
    "hundredth_square_metre": "square_metre",
    "basis_points": "percent",
}
"""The unit in which people write a value that a rule book counts in hundredths."""

SINGULAR = {word: word for word in ("day", "night", "month", "year", "share", "payment")} | {"age": "year"}
"""The English units that have another form for one of them."""

REASONS = {
    "out_of_cover": both("the event is outside the cover period", "不在保障期内"),
    "excluded_cause": both("the cause is excluded", "原因属于除外责任"),
    "waiting_period": both("the waiting period is not over", "仍在等待期内"),
    "not_on_list": both("the disease is not on the list", "病种不在保障范围内"),
    "in_situ_excluded": both("carcinoma in situ is excluded", "原位癌不在保障范围内"),
    "no_surgery": both("there was no operation", "未施行手术"),
    "age_limit": both("the member's age is outside the limits", "年龄不符合规定"),
    "sex_not_covered": both("the plan does not cover members of this sex", "性别不符合规定"),
    "setting_not_covered": both("costs of this setting are not covered", "就医类别不在保障范围内"),
    "cover_ended": both("cover ended with an earlier payment", "保障已因先前给付而终止"),
    "paid_before": both("this disease was paid before", "该病种此前已给付"),
    "other_route": both("the injury is settled by the disability route", "该意外伤害按伤残途径给付"),
    "late_notice": both("notice was given too late", "超过报案期限"),
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
        "所适用的条款为修订稿“{label}”，并未施行：{changes}。",
    ),
    "version_doubtful": both("{text.en}", "{text.zh}"),
    "version_known_to_month": both(
        "The record gives only the month in which this version began, so it is applied from {first};"
        " {day} is in that month.",
        "本版本的起始日仅知月份，暂以 {first} 计；{day} 在该月之内。",
    ),
    "version_known_to_year": both(
        "The record gives only the year in which this version began, so it is applied from {first};"
        " {day} is in that year.",
        "本版本的起始日仅知年份，暂以 {first} 计；{day} 在该年之内。",
    ),
    "beyond_record": both(
        "The record shows this version in force until {shown} [{source}]; whether it still held on {day}"
        " is not known.",
        "公开资料仅显示本版本施行至 {shown} [{source}]；{day} 是否仍适用，无从得知。",
    ),
    "before_first_day": both(
        "{day} lies before the first day of this version, {first}, which covers events and costs from"
        " {covers_from}.",
        "{day} 早于本版本的起始日 {first}；本版本自 {covers_from} 起的出险及费用均予计入。",
    ),
    "product_left_out": both(
        "No product was named, so the newest applies: {product}. Sold side by side on {day}: {products}; name"
        " the product that was bought.",
        "申请未注明产品，故适用最新产品：{product}。{day} 并行办理的产品有{products}；请注明所参加的产品。",
    ),
    "products_agree": both(
        "No product was named. Sold side by side on {day}: {products}, which come to the same for this"
        " claim.",
        "申请未注明产品。{day} 并行办理的产品有{products}，就本申请而言结果一致。",
    ),
    "not_checked": both(
        "Not given: {fact}, so it was not checked whether {conditions}.",
        "申请未填“{fact}”，条件“{conditions}”未核对。",
    ),
    "disease_not_named": both(
        "The record's list of diseases does not name “{disease}”.", "公开资料的病种清单未列“{disease}”。"
    ),
    "disease_not_named_near": both(
        "The record's list of diseases does not name “{disease}”; did you mean {near.en}?",
        "公开资料的病种清单未列“{disease}”；是否指{near.zh}？",
    ),
    "cause_not_listed": both(
        "The cause “{cause}” is not among the excluded causes that the record names; the record's list may be"
        " incomplete.",
        "原因“{cause}”不在公开资料所列的除外责任之内；所列可能不完整。",
    ),
    "cause_unknown_word": both(
        "“{word}” is no cause that this plan knows, so it is open whether the cause is excluded{near} A cause"
        " that is none of the listed ones is called other.",
        "本活动无法识别原因“{word}”，是否属于除外责任无法确定{near}不属于所列原因的，请填“其他”。",
    ),
    "unknown_word": both(
        "“{word}” is no word that this plan knows for the {fact}{near}", "本活动无法识别{fact}“{word}”{near}"
    ),
    "other_cover_not_deducted": both(
        "Others paid {other_cover}, more than the {over_cap} above the insurance ceiling. The record does not"
        " say that other cover is deducted from costs within the ceiling, so none is taken off {self_paid}.",
        "其他保障已付{other_cover}，超过封顶线以上费用{over_cap}；公开资料未载明封顶线以内费用是否扣减其他保障已付部分，"
        "故{self_paid}未予扣减。",
    ),
    "paid_beyond_cost": both("The cost of {cost} is less than {payments}.", "费用{cost}低于{payments}。"),
    "possibly_paid_beyond_cost": both(
        "The cost of {cost} may be less than {payments}.", "费用{cost}可能低于{payments}。"
    ),
    "other_cover_beyond_cost": both(
        "Others paid {other_cover}, more than the cost of {cost}; one of the two is wrong, or not all of"
        " the cost is given.",
        "其他保障已付{other_cover}，超过费用{cost}；其一有误，或费用未全部填报。",
    ),
    "decided_together": both(
        "Several benefits depend on what is open: {open}{cases}. The total is therefore narrower than their"
        " bounds added up.",
        "多项互助金取决于同一无法确定的事项：{open}{cases}。故合计的上下限比各项上下限之和更窄。",
    ),
    "same_facts": both(
        "Claim {earlier} of this member states the same facts for the same day; it may be the same event.",
        "该会员的申请 {earlier} 载有同日的相同情况，可能为同一事件。",
    ),
    "same_event_other_cover": both(
        "Claim {earlier} of this member states the same facts for the same day under the cover from"
        " {earlier_cover}, this one under the cover from {cover}; it may be the same event.",
        "该会员的申请 {earlier} 载有同日的相同情况，其保障起始日为 {earlier_cover}，本申请为 {cover}；"
        "可能为同一事件。",
    ),
    "stays_overlap": both(
        "This stay from {day} overlaps that of claim {earlier}: {earlier_stay}.",
        "本次住院自 {day} 起，与申请 {earlier} 的住院（{earlier_stay}）重叠。",
    ),
    "days_not_of_stay": both(
        "The claim is for {days} days, but from {day} to {discharged} there are {nights} nights; days are"
        " counted as the nights, or one more if both days count. Check which is right.",
        "申请住院{days}天，而自 {day} 至 {discharged} 为{nights}夜；天数应等于夜数，或首尾两日均计而多一天。"
        "请核对。",
    ),
    "covers_overlap": both(
        "The covers of this claim, from {cover}, and of claim {earlier}, from {earlier_cover}, overlap.",
        "本申请的保障期（自 {cover} 起）与申请 {earlier} 的保障期（自 {earlier_cover} 起）重叠。",
    ),
    "fee_tier_differs": both(
        "Claim {earlier} states fee tier {earlier_tier} for this cover, this one fee tier {tier}; each is"
        " paid by its own.",
        "申请 {earlier} 所填同一保障期的会费档次为 {earlier_tier}，本申请为 {tier}；各按所填档次计算。",
    ),
    "shares_differ": both(
        "Claim {earlier} gives the number of shares of this cover as {earlier_shares}, this one as {shares};"
        " each is paid by its own.",
        "申请 {earlier} 所填同一保障期的份数为 {earlier_shares}，本申请为 {shares}；各按所填份数计算。",
    ),
    "not_read": both(
        "Given, but not used: {facts}. What this version pays for such an event does not depend on it.",
        "已填但未用：{facts}。本版本对此类事件的给付与之无关。",
    ),
    "ordinal_falls": both(
        "Claim {earlier} tells the stay of {earlier_day} as number {earlier_ordinal}, this later one is told"
        " as number {ordinal}; give the number of this stay, for the share may depend on it.",
        "申请 {earlier} 所报 {earlier_day} 的住院为第{earlier_ordinal}次，本次在后而报为第{ordinal}次；"
        "请填明本次的住院次序，给付比例可能随之不同。",
    ),
    "child_respelt": both(
        "This claim names the child “{child}”, claim {earlier} “{earlier_child}”. Names that differ in case,"
        " blanks or punctuation alone are counted as one child, those that differ in full-width letters as"
        " two; spell the name alike.",
        "本申请所填子女为“{child}”，申请 {earlier} 为“{earlier_child}”。"
        "仅大小写、空格、标点不同的按同一子女计，"
        "全角、半角不同的按两名子女计；请统一写法。",
    ),
    "event_after_death": both(
        "Claim {earlier} states a death by the accident of {earlier_day}; this event of {day} is later, which"
        " is possible only if the death came after it.",
        "申请 {earlier} 载明因 {earlier_day} 的事故身故；本次事件发生于 {day}，只有身故在其后才有可能。",
    ),
    "inferred": both(
        "{benefits}: {terms}, inferred from [{source}]; no source states this for this version.",
        "{benefits}：{terms}系据 [{source}] 推断，公开资料未载明其适用于本版本。",
    ),
    "inferred_condition": both(
        "The claim was checked against {terms}, inferred from [{source}]; no source states this for this"
        " version.",
        "核对本申请所用的{terms}系据 [{source}] 推断，公开资料未载明其适用于本版本。",
    ),
    "reading": both(
        "Reading of {name}: {chosen}; under {other} the total would be {total}.",
        "条款解读：{name}按{chosen}；若按{other}，则合计{total}。",
    ),
    "reading_uncounted": both(
        "Reading of {name}: {chosen}. Earlier claims were counted in the same way; under {other} their"
        " count would differ.",
        "条款解读：{name}按{chosen}，此前各件申请亦据此累计；若按{other}，累计结果不同。",
    ),
    "reading_unanswered": both(
        "Reading of {name}: {chosen}; under {other} the claim would have no answer.",
        "条款解读：{name}按{chosen}；若按{other}，则本申请无从核算。",
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

WORDS = {
    "cause": CAUSES
    | {
        "other": both("other cause", "其他"),
        "fall": both("fall", "摔倒"),
        "traffic": both("traffic accident", "交通事故"),
        "collision": both("collision", "碰撞"),
        "falling_object": both("falling object", "坠物"),
        "machine": both("machine", "机械伤害"),
        "crush": both("crush", "挤压"),
        "sharp_object": both("sharp object", "锐器割伤"),
        "burn": both("burn", "烧伤"),
        "scald": both("scald", "烫伤"),
        "fire": both("fire", "火灾"),
        "explosion": both("explosion", "爆炸"),
        "electric_shock": both("electric shock", "触电"),
        "gas_poisoning": both("gas poisoning", "煤气中毒"),
        "drowning": both("drowning", "溺水"),
        "animal_bite": both("animal bite", "动物咬伤"),
        "sport": both("sport", "运动损伤"),
    },
    "injury_kind": {
        "fracture": both("fracture", "骨折"),
        "burns": both("burns", "烧伤"),
        "scalds": both("scalds", "烫伤"),
        "laceration": both("laceration", "皮肤裂伤"),
        "bruise": both("bruise", "挫伤"),
        "sprain": both("sprain", "扭伤"),
        "dislocation": both("dislocation", "脱位"),
        "concussion": both("concussion", "脑震荡"),
        "amputation": both("amputation", "截肢"),
        "other": both("other injury", "其他"),
    },
    "severity": {
        "light": both("light", "轻度"),
        "moderate": both("moderate", "中度"),
        "severe": both("severe", "重度"),
    },
    "hospital_level": {
        "one": both("level one", "一级"),
        "two": both("level two", "二级"),
        "three": both("level three", "三级"),
    },
}
"""The words that every plan knows for each open fact of a claim, by their codes. They carry no figure."""

SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "cause": {
        "illness": ("disease", "sickness"),
        "self_injury": ("self-harm", "intentional self-injury", "自伤", "自残"),
        "unlawful_act": ("违法",),
        "crime": ("criminal act", "犯罪"),
        "drunk_driving": ("drink driving", "drunken driving", "酒驾", "醉驾", "酒后驾车", "醉酒驾驶"),
        "unlicensed_driving": ("unlicenced driving", "无照驾驶"),
        "unlicensed_vehicle": ("unlicenced vehicle",),
        "natural_disaster": ("自然灾害",),
        "work_accident": ("work injury", "工伤事故"),
        "other": ("none of these", "其他原因", "其它", "其它原因"),
        "fall": ("跌倒", "摔跤", "摔伤", "跌落", "滑倒"),
        "traffic": ("road accident", "车祸"),
        "collision": ("撞伤",),
        "falling_object": ("坠物砸伤", "高空坠物"),
        "machine": ("machinery", "机器", "机械", "机器伤害"),
        "crush": ("挤压伤",),
        "sharp_object": ("cut", "割伤"),
        "burn": ("burns",),
        "scald": ("scalds",),
        "electric_shock": ("electrocution",),
        "gas_poisoning": ("carbon monoxide poisoning", "一氧化碳中毒"),
        "animal_bite": ("dog bite", "狗咬伤"),
        "sport": ("sports", "运动"),
    },
    "injury_kind": {
        "burns": ("burn",),
        "scalds": ("scald",),
        "laceration": ("cut", "裂伤", "割伤"),
        "bruise": ("contusion",),
        "dislocation": ("脱臼",),
        "other": ("其它",),
    },
    "severity": {
        "light": ("mild", "轻症", "轻"),
        "moderate": ("中症", "中"),
        "severe": ("serious", "重症", "重"),
    },
    "hospital_level": {
        "one": ("1", "level 1", "grade one", "primary", "1级", "一级医院"),
        "two": ("2", "level 2", "grade two", "secondary", "2级", "二级医院"),
        "three": ("3", "level 3", "grade three", "tertiary", "3级", "三级医院"),
    },
}
"""Further names of these words, which claims may give as well."""

for known in WORDS.values():
    KEYS |= known

FACTS = {
    "disability_grade": both("a disability grade", "伤残等级"),
    "died": both("a death", "身故"),
    "in_situ": both("carcinoma in situ", "原位癌"),
    "severity": both("a degree of severity", "病情程度"),
}
"""The facts that lead to another benefit; any other fact is shown as its code."""

RULES = {
    "per_diem": both("per diem, days × rate", "按日给付：天数 × 每日标准"),
    "lump_sum": both("lump sum", "一次性给付"),
    "graded_sum": both("graded sum, maximum × percentage", "按等级给付：最高互助金 × 给付比例"),
    "share_of_loss": both("share of a loss, up to a ceiling", "按损失金额的比例给付，设最高限额"),
    "per_area": both("rate × damaged area, up to a ceiling", "按受损面积给付，设最高限额"),
    "expense_share": both(
        "share of what the member paid, after any deductible", "个人自付金额扣除起付金额后，按比例给付"
    ),
    "banded_share": both("share by bands of the year's costs", "按年度费用分段、分比例给付"),
}
"""How each kind of benefit is calculated."""

CONDITIONS = {
    "within_cover": both("the event is within the cover period", "在保障期内"),
    "waiting": both("the waiting period is over", "等待期已满"),
    "age_limit": both(
        "the member's age on the first day of cover is within the limits", "保障起始日的年龄符合规定"
    ),
    "age_limit_by_sex": both(
        "the member's age on the first day of cover is within the limits", "保障起始日的年龄符合规定"
    ),
    "of_sex": both("the plan covers members of this sex", "性别符合规定"),
    "on_list": both("the disease is on the list", "病种在保障范围内"),
    "not_in_situ": both("the disease is not a carcinoma in situ", "非原位癌"),
    "surgery": both("there was an operation", "已施行手术"),
    "in_setting": both("costs of this setting are covered", "就医类别在保障范围内"),
    "excluded_causes": both("the cause is not excluded", "原因不属于除外责任"),
    "on_route": both("the injury is settled by the consolation route", "按慰问途径给付"),
    "notice": both("notice is given in time", "在报案期限内"),
    "claim_window": both("the claim is made in time", "在申请期限内"),
    "number_bounds": both("a number is within bounds", "数值在规定范围内"),
    "fact_among": both("a fact is as the rule book requires", "事项符合规定"),
    "cover_ends": both("cover has not ended with a payment", "保障未因给付而终止"),
    "paid_once": both("the disease was not paid before", "该病种此前未给付"),
}
"""What each condition requires."""

FIELDS = {
    "rate": both("rate", "给付标准"),
    "waiting_days": STEPS["waiting_days"],
    "sum": both("sum", "互助金标准"),
    "sum_of_a_share": both("sum for each share", "每份互助金标准"),
    "most_shares": STEPS["most_shares"],
    "maximum": STEPS["maximum_sum"],
    "percentage": STEPS["percentage"],
    "other_kinds": STEPS["other_kinds"],
    "ceiling": STEPS["ceiling"],
    "area_not_given": both("area where none is given", "未填时的受损面积"),
    "deductible": STEPS["deductible"],
    "share": STEPS["share"],
    "least_payment": STEPS["least_payment"],
    "upto": both("up to", "该段上限"),
    "above_least": both("which top band applies", "最高一段如何计算"),
    "years": both("years", "年数"),
    "days": both("days", "天数"),
    "months": both("months", "月数"),
    "at_least": STEPS["at_least"],
    "at_most": STEPS["at_most"],
    "days_through": both("days of waiting, the last included", "等待天数（含末日）"),
    "days_before": both("days of waiting, the last not included", "等待天数（不含末日）"),
    "least": STEPS["age_least"],
    "below": STEPS["age_below"],
    "waiver": both("whether a renewal waives the waiting period", "续保是否免除等待期"),
    "ladder_waiver": both("for a renewal, the last step applies from day 1", "续保是否自第1日起按最后一档"),
    "through": both("end of this step", "该档止于"),
    "high_risk": both("high-risk occupations", "高风险岗位"),
    "group": both("staff of a unit who join", "单位参加要求"),
    "group_share": both("least share", "最低参加比例"),
    "on_list.diseases": both("whether the disease is on the list", "该病种是否在保障范围内"),
    "limits": both("limit", "限额"),
    "whole_up_to": both("largest unit whose whole staff must join", "须全员参加的单位最多人数"),
}
"""The terms of rules and conditions, by the names of their fields."""

SPANS = {
    "event": both("per event", "每次事故"),
    "cover_period": both("per cover period", "每个保障期"),
    "calendar_year": both("per calendar year", "每个自然年度"),
    "lifetime": both("for life", "终身"),
}
"""The period over which a limit counts."""

PHRASES = {
    "stay_of_days": both("{days} days from {happened_on}", "自 {happened_on} 起{days}天"),
    "stay_until": both("{happened_on} to {discharged_on}", "{happened_on} 至 {discharged_on}"),
    "in_force": both("In force from {day}{known}", "自 {day} 起施行{known}"),
    "known_to_month": both(" (known to the month)", "（仅知月份）"),
    "known_to_year": both(" (known to the year)", "（仅知年份）"),
    "draft": both("Amended draft “{label}”, which was never in force", "修订稿“{label}”，并未施行"),
    "amended": both("{name}: {new} instead of {old}", "{name}：{new}，原为{old}"),
    "used_before": both("earlier use", "此前已用额度"),
    "unstated_terms": both("not stated in the public record: {terms}", "公开资料未载明：{terms}"),
    "unknown_usage": both("earlier payments are not known exactly", "此前的给付或已用额度无法确定"),
    "not_in_claim": both("the claim does not say: {terms}", "申请未填：{terms}"),
    "due": both("what is due here ({paid})", "本次应付（{paid}）"),
    "due_and_paid": both(
        "what is due here ({paid}) and what others paid ({other_cover}) together; the record does not say"
        " which of them is reduced",
        "本次应付（{paid}）与其他保障已付（{other_cover}）之和；公开资料未载明应减少哪一方的给付",
    ),
    "unknown_word": both("unknown {name}: “{word}”", "无法识别的{name}：“{word}”"),
    "on_partial_list": both("whether the disease is on the list", "病种是否在清单内"),
    "either_or": both("; due is either {cases}", "；应付或为{cases}"),
    "or": both(", or ", "，或为"),
    "suggestion": both("; did you mean {names}?", "；是否指{names}？"),
    "unstated_before": both("an unstated figure", "公开资料未载明"),
    "covers_from": both("Covers events from {day}", "自 {day} 起的出险及费用均予计入"),
    "shown_in_list": both("  shown until {day}", "　资料显示施行至 {day}"),
    "shown_until": both("The record shows it in force until {day}", "公开资料显示施行至 {day}"),
    "product": both("Product: {product}", "产品：{product}"),
    "side_by_side": both("Sold side by side with: {products}", "并行办理的产品：{products}"),
    "no_product": both("a version without a product", "未注明产品的版本"),
    "fee": both("Fee for each share and period", "每份每期会费"),
    "fee_of_period": both("Fee for each period", "每期会费"),
    "tier_fee": both(
        "Fee tier {tier}: {ordinary}, high-risk occupations {high_risk}",
        "会费档次 {tier}：普通岗位{ordinary}，高风险岗位{high_risk}",
    ),
    "group": both(
        "At least {share} of a unit's staff must join; in units of up to {whole} all staff must join",
        "单位参加比例不低于{share}；不超过{whole}人的单位须全员参加",
    ),
    "benefits": both("Benefits", "互助金"),
    "conditions": both("Conditions", "条件"),
    "readings": both("Readings (the default first)", "条款解读（首项为默认）"),
    "unstated": both("Not stated in the public record", "公开资料未载明"),
    "notes": both("Notes", "说明"),
    "guards": both(" (for {benefits})", "（适用于{benefits}）"),
    "bands": both("band {number}", "第{number}段"),
    "tops": both("possible top band {number}", "最高一段（可能之{number}）"),
    "top": both("top band", "最高一段"),
    "by_line": both("outpatient and inpatient costs each fill all the bands", "门诊、住院费用各自分段"),
    "row_of_grade": both("grade {number}", "{number}级"),
    "row_of_number": both("{name} {number}", "{name} {number}"),
    "named": both("{name} ({code})", "{name}（{code}）"),
    "coded": both("{code}", "{name}（{code}）"),
    "note": both(" ({note})", "（{note}）"),
    "limit": both("limit “{name}” ({span})", "限额“{name}”（{span}）"),
    "deducted": both("taken off: “{name}” ({span})", "扣除“{name}”（{span}）"),
    "counted": both("counted: {name} ({span})", "累计：{name}（{span}）"),
    "for_each": both("for each {fact}", "按{fact}分别计算"),
    "calendar_year": both("the cover is the calendar year", "保障期为自然年度"),
    "period_unstated": both(
        "; the record does not state the period, so earlier claims may or may not count",
        "；公开资料未载明计算期间，此前的申请可能计入，也可能不计入",
    ),
    "listed_kinds": both("sure to be listed: {words}", "确定列入：{words}"),
    "unless": both("unless the claim reports {words}", "有{words}的除外"),
    "unless_diseases": both("“unless” holds only for {words}", "上述除外仅适用于{words}"),
    "diseases": both("also for {words}", "亦适用于{words}"),
    "except_diseases": both("not for {words}", "不适用于{words}"),
    "refused_as": both("otherwise refused: {words}", "否则不予给付：{words}"),
    "by_day": both("by {month:02}-{day:02}, {years} years later", "{years}年后的{month}月{day}日"),
    "by_day_of_the_year": both("by {month:02}-{day:02} of the year", "当年{month}月{day}日"),
    "always": both("for every claim", "一律适用"),
    "no_limit": both("does not apply", "不适用"),
    "yes": both("yes", "是"),
    "no": both("no", "否"),
    "not_said": both("not stated ({what})", "未载明（{what}）"),
    "under": both("if {reading} is {option}{default}:", "{reading}按{option}{default}："),
    "default": both(" (default)", "，此为默认"),
    "not_stated": both("not stated ({what}): {bounds}", "未载明（{what}）：{bounds}"),
    "day_of_cover_through": both("through day {number}", "保障期前{number}日"),
    "day_of_cover_before": both("before day {number}", "保障期第{number}日以前"),
    "ordinal_through": both("through stay {number}", "前{number}次"),
    "ordinal_before": both("before stay {number}", "第{number}次以前"),
    "day_of_cover_one": both("day {last}", "保障期第{last}日"),
    "day_of_cover_range": both("days {first} to {last}", "保障期第{first}至{last}日"),
    "ordinal_one": both("stay {last}", "第{last}次"),
    "ordinal_range": both("stays {first} to {last}", "第{first}至{last}次"),
    "own_one": both("{name} {last}", "{name}为{last}"),
    "own_range": both("{name} {first} to {last}", "{name}{first}至{last}"),
    "own_through": both("{name} up to {number}", "{name}不超过{number}"),
    "own_before": both("{name} below {number}", "{name}低于{number}"),
    "facts": both("Facts that claims tell besides", "申请另填事项"),
    "fact_default": both("; {value} where the claim does not tell it", "；未填时视为{value}"),
    "fact_untold": both(
        "; what depends on it is undetermined where it is not told", "；未填时相关给付无法确定"
    ),
    "after_event": both("counted in days from the event", "自出险日起算的天数"),
    "of": both("a share of: {words}", "按比例计算的金额：{words}"),
    "share_of": both("share of an amount, after any deductible", "以下列金额扣除起付金额后，按比例给付"),
    "among": both("must be: {words}", "须为：{words}"),
    "beyond": both("afterwards", "其后"),
    "cover_days": both("days {first} to {last} of cover", "保障期第{first}至{last}日"),
    "cover_from": both("from day {first} of cover", "保障期第{first}日起"),
    "diseases_all": both("{count} named, the whole list", "共{count}种，全部列明"),
    "diseases_part": both("{named} named of {count}", "共{count}种，已知其中{named}种"),
    "diseases_more": both(
        "{named} names; the record counts {count}", "列出{named}种名称，公开资料计为{count}种"
    ),
    "diseases_some": both("{named} named; the record does not count them", "已知{named}种，总数未载明"),
}
"""The phrases in which a rule book is described."""

READINGS = {
    "version.date": both("the day that decides the version", "确定版本的日期"),
    "version.date=event": both("the day of the event", "出险日"),
    "version.date=cover_start": both("the first day of cover", "保障起始日"),
    "product.unnamed": both("a claim that names no product", "申请未注明产品"),
    "product.unnamed=all_agree": both(
        "answered only if all products come to the same", "各产品结果一致时方予计算"
    ),
    "product.unnamed=newest": both("answered by the newest product", "适用最新产品"),
    "accident.route": both("the settlement of an injury", "意外伤害的给付途径"),
    "accident.route=by_grade": both(
        "by the disability route where there is a grade or a death", "达到伤残等级或身故的按伤残途径"
    ),
    "accident.route=always_consolation": both("always by the consolation route", "一律按慰问途径"),
    "consolation.day_cap": both("the day limit", "天数限额"),
    "consolation.day_cap=each": both("one for each benefit", "各项互助金分别计算"),
    "consolation.day_cap=together": both("one for all benefits together", "各项互助金合并计算"),
    "child.after_disability": both("the death of a child after a disability", "子女伤残给付后身故"),
    "child.after_disability=nothing": both("no further payment", "不再给付"),
    "child.after_disability=difference": both("payment of the difference", "补足差额"),
    "allowance.from_2015": both("the allowance terms", "住院津贴条款"),
    "allowance.from_2015=unstated": both("not stated", "视为未载明"),
    "allowance.from_2015=undated_page": both("those of an undated page", "采用无日期网页所载"),
    "warm_aid.model_worker_deductible": both("the deductible of model workers", "劳动模范的起付金额"),
    "warm_aid.model_worker_deductible=ordinary": both("the ordinary one", "与普通会员相同"),
    "warm_aid.model_worker_deductible=reduced": both("the reduced one", "减低"),
    "warm_aid.top_band": both("the bands above 150,000 yuan", "150,000元以上分段"),
    "warm_aid.top_band=unstated": both("not stated, so any of these", "视为未载明，各种理解均计入"),
    "warm_aid.top_band=remainder": both(
        "90% up to what the rise of the yearly maximum leaves", "90%，以年度最高额提高的差额为限"
    ),
    "warm_aid.top_band=printed": both("as an undated page prints them", "采用无日期网页所载"),
    "warm_aid.top_band=per_line": both(
        "as printed, for outpatient and inpatient costs each", "采用网页所载，门诊、住院各自分段"
    ),
    "hospital_medical.later_terms": both("the terms from 2013", "2013年起的条款"),
    "hospital_medical.later_terms=unstated": both("not stated", "视为未载明"),
    "hospital_medical.later_terms=page": both("those of an undated page", "采用无日期网页所载"),
}
"""The readings of the library's plans, and the options of each, in words."""


FACT_NAMES = {
    "happened_on": both("day of the event", "出险日"),
    "cover_from": both("first day of cover", "保障起始日"),
    "born_on": both("day of birth", "出生日期"),
    "sex": both("sex", "性别"),
    "notified_on": both("day of notice", "报案日"),
    "claimed_on": both("day of the claim", "申请日"),
    "fee_tier": both("fee tier", "会费档次"),
    "shares": both("shares", "份数"),
    "occupation": both("occupation", "岗位类别"),
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
    "discharged_on": both("day of discharge", "出院日"),
    "nights": both("nights of the stay", "住院夜数"),
    "ordinal": both("ordinal of the stay", "住院次序"),
    "setting": both("setting", "就医类别"),
    "self_paid": both("paid by the member", "个人自付金额"),
    "over_cap": both("above the insurance ceiling", "超封顶线费用"),
    "other_cover": both("paid by other cover", "其他保障已付"),
    "hospital_level": both("level of the hospital", "医院等级"),
    "peril": both("peril", "灾害"),
    "loss": both("loss", "损失金额"),
    "area": both("damaged area", "受损面积"),
    "injury.happened_on": both("day of the accident", "事故日"),
    "child_injury.happened_on": both("day of the accident", "事故日"),
    "home_loss.happened_on": both("day of the loss", "出险日"),
    "diagnosis.happened_on": both("day of the diagnosis", "确诊日"),
    "hospital_stay.happened_on": both("first day of the stay", "入院日"),
    "medical_expense.happened_on": both("day of the expense", "费用发生日"),
}
"""Every field of events and enrolments; the day of an event also by the kind of the event."""


def name_of(field: str) -> Text:
    """The name of a fact; a fact without a name here is called by its field.

    >>> name_of("born_on").en, name_of("born_on").zh
    ('day of birth', '出生日期')
    """
    return FACT_NAMES.get(field) or both(field, field)


def way_of(benefit: Any) -> Text:
    """How a benefit is calculated, by its kind; a share may be one of another amount than the member paid."""
    return PHRASES["share_of"] if vars(benefit).get("of") else RULES[benefit.rule]


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
    "入院日期": "happened_on",
    "出院日": "discharged_on",
    "出院日期": "discharged_on",
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
"""The Chinese headings that columns of files may have, each with its field."""

FACT_KINDS = {
    "money": both(
        "yuan of at most two places, 0 or more, as a Decimal, a text such as 80.50, or a whole number",
        "须为金额（元），不小于0，至多两位小数，如80.50",
    ),
    "number": both("a whole number from 0 to 1,000,000,000", "须为0至1,000,000,000的整数"),
    "word": both("a word", "须为文字"),
    "flag": both("true or false", "须为是或否"),
    "day": both("a day, such as 2016-05-04", "须为日期，如2016-05-04"),
}
"""What a claim may tell of a fact of each kind that a rule book declares."""

KINDS_OF_FACTS = {
    "money": both("money", "金额"),
    "number": both("whole number", "整数"),
    "word": both("word", "文字"),
    "flag": both("yes or no", "是或否"),
    "day": both("day", "日期"),
}
"""The kinds of facts that a rule book may declare."""

EVENTS = {
    "injury": both("injury", "意外伤害"),
    "child_injury": both("injury of a child", "子女意外伤害"),
    "diagnosis": both("diagnosis", "疾病确诊"),
    "hospital_stay": both("hospital stay", "住院"),
    "medical_expense": both("medical expense", "医疗费用"),
    "home_loss": both("loss at home", "家财损失"),
}
"""The kinds of event."""


def event_words(kind: str) -> Text:
    """A kind of event in an error: its code in English, its name in Chinese."""
    return both(kind, EVENTS[kind].zh if kind in EVENTS else kind)


VALUES = {
    None: both("none", "无"),
    True: both("yes", "是"),
    False: both("no", "否"),
    "occupation.ordinary": both("ordinary", "普通岗位"),
    "high_risk": both("high-risk", "高风险岗位"),
    "first child": both("first child", "第一名子女"),
    "second child": both("second child", "第二名子女"),
    "breast_cancer": both("breast cancer", "乳腺癌"),
    "cervical_cancer": both("cervical cancer", "宫颈癌"),
    "endometrial_cancer": both("endometrial cancer", "子宫内膜癌"),
    "ovarian_cancer": both("ovarian cancer", "卵巢癌"),
    "choriocarcinoma": both("choriocarcinoma", "绒毛膜癌"),
    "thyroid cancer": both("thyroid cancer", "甲状腺癌"),
    "malignant_tumour": both("malignant tumour", "恶性肿瘤"),
    "cerebral_infarct": both("cerebral infarct", "脑梗死"),
    "myocardial_infarct": both("myocardial infarct", "心肌梗死"),
    "renal_failure": both("renal failure", "肾功能衰竭"),
    "skin_cancer": both("skin cancer", "皮肤癌"),
    "coronary_bypass": both("coronary bypass", "冠状动脉搭桥手术"),
    "fire": both("fire", "火灾"),
    "burst_pipe": both("burst pipe", "水暖管爆裂"),
}
"""The values of claims that no other table of this module names."""


MOVEMENTS = {
    "nothing": both("no change", "不变"),
    "ends": both("the least due {low}, the most due {high}", "最低应付{low}，最高应付{high}"),
    "open": both("unknown", "未知"),
    "from_to": both("{low} to {high}", "{low}至{high}"),
    "from_open": both("{low} or more, no known maximum", "不低于{low}，上限未知"),
    "open_to": both("{high} or less, no known minimum", "不高于{high}，下限未知"),
    "open_open": both("an unknown sum", "金额未知"),
}
"""How much a sum changes."""

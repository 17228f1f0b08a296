"""The statement of each law by its code, in English and in Chinese."""

from ...vocabulary import both

LAWS = {
    "answers": both(
        "The answer to a claim under the rule book is an amount.", "条款适用的申请，应得出金额。"
    ),
    "never_negative": both("No sum is negative.", "给付金额不为负。"),
    "whole_fen": both("Every sum is a whole number of fen.", "给付金额精确到分，不含不足一分的尾数。"),
    "same_again": both("The same claim always gets the same payment.", "同一申请重复计算，给付相同。"),
    "identity": both(
        "The payment depends on what happened, not on the claim's id or the member's id.",
        "给付取决于申请的内容，与申请编号和会员编号无关。",
    ),
    "known_benefits": both("No benefit is paid that is not in the rule book.", "不给付条款中没有的互助金。"),
    "not_covered": both(
        "Nothing is paid for a kind of event that the version does not cover.",
        "该版本不保障的事件种类，不予给付。",
    ),
    "not_asked": both("A benefit that was not claimed is not paid.", "未申请的互助金，不予给付。"),
    "nothing_claimed": both("A claim that claims no benefit is not paid.", "未申请任何互助金的，不予给付。"),
    "not_read": both(
        "A fact that the rule book does not read changes nothing.", "条款不涉及的事项，不影响给付。"
    ),
    "days_claimed": both(
        "A daily benefit is at most the daily rate times the days claimed.",
        "按日给付不超过申请天数乘以每日标准。",
    ),
    "waiting_days": both("The waiting days are not paid.", "免赔天数内不予给付。"),
    "day_cap": both("The days paid do not exceed the limits.", "给付天数不超过限额。"),
    "days_together": both(
        "The days paid for benefits that share a limit do not exceed it together.",
        "共用天数限额的各项互助金，给付天数合计不超过限额。",
    ),
    "lump_sum": both("A lump sum does not exceed the sum in the rule book.", "一次性互助金不超过规定金额。"),
    "share_cap": both(
        "The shares paid do not exceed the maximum number of shares.", "给付份数不超过份数上限。"
    ),
    "graded_sum": both(
        "A sum by grade does not exceed its maximum times the percentage.",
        "按等级给付不超过最高互助金乘以给付比例。",
    ),
    "paid_instead": both(
        "Where a greater benefit is paid, the lesser is not paid in addition.",
        "已给付较高互助金的，不再给付较低互助金。",
    ),
    "percentage": both("A share does not exceed its percentage.", "按比例给付不超过规定比例。"),
    "ceiling": both("A benefit does not exceed its own ceiling.", "互助金不超过其最高限额。"),
    "deductible": both(
        "The payment does not exceed the costs left after the deductible.", "给付不超过扣除起付金额后的余额。"
    ),
    "out_of_pocket": both(
        "No member is paid more than their own costs or loss.", "给付不超过本人自付金额或损失金额。"
    ),
    "money_cap": both(
        "Payments do not exceed the limits, together where benefits share one.",
        "给付金额不超过限额；共用限额的各项互助金，合计不超过限额。",
    ),
    "one_payment": both(
        "Of benefits that exclude each other, only one is paid.", "只能择一给付的互助金，不兼得。"
    ),
    "full_sum": both("A claim that meets every condition is paid in full.", "符合全部条件的申请足额给付。"),
    "half_up": both("Half a fen is rounded up.", "不足一分的，四舍五入。"),
    "out_of_cover": both("Nothing is paid for an event outside cover.", "出险日不在保障期内的，不予给付。"),
    "waiting_period": both(
        "Nothing is paid in the waiting period, unless a renewal waives it.",
        "等待期内不予给付；续保免除等待期的除外。",
    ),
    "age_limit": both(
        "Nothing is paid to a member outside the age limits on the first day of cover.",
        "保障起始日的年龄不符合规定的，不予给付。",
    ),
    "sex_not_covered": both(
        "Nothing is paid to members of a sex that is not covered.", "性别不符合规定的，不予给付。"
    ),
    "not_on_list": both(
        "Nothing is paid for a disease missing from a complete list.",
        "病种清单完整而未列该病种的，不予给付。",
    ),
    "in_situ_excluded": both(
        "Nothing is paid for carcinoma in situ where it is excluded.", "原位癌不在保障范围内的，不予给付。"
    ),
    "no_surgery": both(
        "Nothing is paid without the operation that the rule book requires.",
        "规定须施行手术而未施行的，不予给付。",
    ),
    "setting_not_covered": both(
        "Nothing is paid for costs in a care setting that is not covered.",
        "就医类别不在保障范围内的，不予给付。",
    ),
    "excluded_cause": both("Nothing is paid for an excluded cause.", "原因属于除外责任的，不予给付。"),
    "other_route": both(
        "A benefit for one settlement route is not paid for an injury settled by another.",
        "意外伤害按其他途径给付的，不给付本途径的互助金。",
    ),
    "number_bounds": both(
        "Nothing is paid where a number is outside the bounds that the rule book gives it.",
        "数值不在规定范围内的，不予给付。",
    ),
    "fact_among": both(
        "Nothing is paid where a fact is none of those that the rule book names.",
        "事项不符合规定的，不予给付。",
    ),
    "late_notice": both("Nothing is paid if the notice was late.", "超过报案期限的，不予给付。"),
    "late_claim": both("Nothing is paid if the claim was late.", "超过申请期限的，不予给付。"),
    "more_days": both("More days never pay less.", "天数增加，给付不减少。"),
    "more_costs": both("Higher costs and losses never pay less.", "费用或损失增加，给付不减少。"),
    "more_shares": both("More shares never pay less.", "份数增加，给付不减少。"),
    "higher_tier": both("A higher fee tier never pays less.", "会费档次提高，给付不减少。"),
    "each_day": both(
        "Between the waiting days and the limit, each further day pays the daily rate.",
        "免赔天数以后、限额以内，每增加一天，多给付一天的标准。",
    ),
    "no_further_day": both(
        "Once a limit of days is reached, a further day pays nothing more.",
        "天数达到限额后，再增加一天，不再多给付。",
    ),
    "no_further_share": both(
        "Beyond the shares that count, a further share pays nothing more.",
        "超过计付份数后，再增加一份，不再多给付。",
    ),
    "each_share": both("Each share that counts pays the same.", "计入的各份，每份给付金额相同。"),
    "first_day": both(
        "A version's figures apply on its first day, on its last day, and on each day between.",
        "同一版本的标准，自起始日至终止日每日相同。",
    ),
    "renewal": both(
        "Where a renewal waives the waiting period, a renewed member is paid the same during it as after it.",
        "续保免除等待期的，等待期内的给付与期满后相同。",
    ),
    "differential": both(
        "The payment equals what the rule book gives, or lies within the bounds of the public record.",
        "给付与按条款计算的结果一致；公开资料未载明的，在上下限之间。",
    ),
    "histories": both(
        "Each claim is paid what the rule book gives after the member's claims before it.",
        "每件申请的给付，与会员此前各件申请用去限额后按条款计算的结果一致。",
    ),
}

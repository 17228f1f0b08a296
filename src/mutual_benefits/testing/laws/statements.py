"""What each law says, in English and in Chinese, by its code."""

from ...vocabulary import both

LAWS = {
    "answers": both(
        "A claim that the rule book answers gets an amount for an answer.", "条款适用的申请，答复应为金额。"
    ),
    "never_negative": both("No sum is negative.", "给付金额不为负。"),
    "whole_fen": both("Every sum is a whole number of fen.", "给付金额精确到分，不含不足一分的尾数。"),
    "same_again": both(
        "The same claim is paid the same whenever it is asked.", "同一申请无论何时询问，给付相同。"
    ),
    "identity": both(
        "What is paid depends on what happened, not on the claim's number or the member's name.",
        "给付取决于事实，与申请编号和会员姓名无关。",
    ),
    "known_benefits": both(
        "Nothing is paid under a name that the rule book does not have.", "不以条款中没有的名目给付。"
    ),
    "not_covered": both(
        "Nothing is paid for an event of a kind that the version does not answer.",
        "对该版本不含的事故种类不予给付。",
    ),
    "not_asked": both("A benefit that was not asked for is not paid.", "申请未涉及的互助金不予给付。"),
    "nothing_claimed": both(
        "A claim that asks for nothing is paid nothing.", "未涉及任何互助金的申请，给付为零。"
    ),
    "days_claimed": both(
        "No more is paid than the rate for each day claimed.", "按日给付不超过申请天数乘以每日标准。"
    ),
    "waiting_days": both("The waiting days are not paid.", "免赔天数不予给付。"),
    "day_cap": both("No more days are paid than the caps allow.", "给付天数不超过限额。"),
    "days_together": both(
        "Benefits that share a cap of days keep to it together.", "共用天数限额的各项互助金合计不超过限额。"
    ),
    "lump_sum": both("A lump sum is never more than the rule book gives.", "一次性互助金不超过规定金额。"),
    "share_cap": both("No more shares are paid than count.", "给付份数不超过份数上限。"),
    "graded_sum": both(
        "A sum by grade is never more than its maximum times the percentage.",
        "按等级给付不超过最高互助金乘以给付比例。",
    ),
    "paid_instead": both(
        "Where a greater benefit is paid, the lesser is not paid beside it.",
        "已给付较高互助金的，不再给付较低互助金。",
    ),
    "percentage": both("A share is never more than its percentage.", "按比例给付不超过规定比例。"),
    "ceiling": both("A benefit keeps to its own ceiling.", "互助金不超过其最高限额。"),
    "deductible": both("No more is paid than the deductible leaves.", "给付不超过扣除起付金额后的余额。"),
    "out_of_pocket": both(
        "Nobody is paid more than she paid or lost herself.", "给付不超过本人自付金额或损失金额。"
    ),
    "money_cap": both(
        "Benefits keep to the sums that limit them, together where they share one.",
        "互助金不超过金额限额，共用限额的合计不超过。",
    ),
    "one_payment": both("Benefits that exclude each other are not both paid.", "互相排斥的互助金不兼得。"),
    "full_sum": both("A claim that meets every condition is paid in full.", "符合全部条件的申请足额给付。"),
    "half_up": both("Half a fen is rounded up.", "半分进为一分。"),
    "out_of_cover": both("Nothing is paid for an event outside cover.", "保障期外的事故不予给付。"),
    "waiting_period": both(
        "Nothing is paid in the waiting period, unless a renewal waives it.",
        "等待期内不予给付，续保免除等待期的除外。",
    ),
    "age_limit": both(
        "Nothing is paid to whom the first day of cover found too young or too old.",
        "保障起始日年龄不符的，不予给付。",
    ),
    "sex_not_covered": both(
        "Nothing is paid to members of a sex that is not covered.", "性别不在保障范围的，不予给付。"
    ),
    "not_on_list": both(
        "Nothing is paid for a disease that is not on a complete list.",
        "清单完整载明且未列的病种，不予给付。",
    ),
    "in_situ_excluded": both(
        "Nothing is paid for carcinoma in situ where it is excluded.", "原位癌除外的，不予给付。"
    ),
    "no_surgery": both(
        "Nothing is paid without the operation that the rule book asks for.",
        "规定须手术而未手术的，不予给付。",
    ),
    "setting_not_covered": both(
        "Nothing is paid for costs of a setting that is not covered.", "不在保障范围的就医类别，不予给付。"
    ),
    "excluded_cause": both("Nothing is paid for an excluded cause.", "除外责任的原因，不予给付。"),
    "other_route": both(
        "A benefit of one route is not paid for an injury that is settled by another.",
        "按其他途径给付的伤害，不给付本途径的互助金。",
    ),
    "late_notice": both("Nothing is paid where the notice came too late.", "通知逾期的，不予给付。"),
    "late_claim": both("Nothing is paid where the claim was made too late.", "申请逾期的，不予给付。"),
    "more_days": both("More days never pay less.", "天数增加，给付不减少。"),
    "more_costs": both("Greater costs and losses never pay less.", "费用或损失增加，给付不减少。"),
    "more_shares": both("More shares never pay less.", "份数增加，给付不减少。"),
    "higher_tier": both("A higher fee tier never pays less.", "会费档次提高，给付不减少。"),
    "each_day": both(
        "Between the waiting days and the cap, each further day pays the daily rate.",
        "免赔天数以后、限额以内，每多一天多付一天的标准。",
    ),
    "each_share": both("Each share that counts pays what one share pays.", "计入的每一份，给付与一份相同。"),
    "first_day": both(
        "A version's figures hold on its first day, on its last, and on each day between.",
        "每一版本的标准，自首日起至末日止逐日相同。",
    ),
    "renewal": both(
        "Where renewal waives the wait, a renewed member is paid in it as after it.",
        "续保免除等待期的，等待期内的给付与期满后相同。",
    ),
    "differential": both(
        "What is paid is what the rule book comes to, or lies between the bounds that the record leaves.",
        "给付与条款计算结果一致；公开资料未载明时，在其上下限之间。",
    ),
}

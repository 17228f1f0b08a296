"""Notes that several plans have in common."""

from ..sources import Text

JOINING_FEE = Text(
    en="Joining the association costs 10 yuan a person once, as a union in Beijing noted in 2011; it is no"
    " part of the plan's fee.",
    zh="据北京某工会2011年资料，加入互助会每人一次性缴纳10元，不属本活动会费。",
)

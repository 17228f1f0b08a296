"""The phrases of thresholds, in English and in Chinese."""

from ...vocabulary import both

THRESHOLD = {
    "more": both("{by} more", "增加{by}"),
    "less": both("{by} less", "减少{by}"),
    "fewer": both("{by} fewer", "减少{by}"),
    "later": both("{by} later", "推迟{by}"),
    "earlier": both("{by} earlier", "提前{by}"),
    "moved": both(
        "{name}: {way} ({at}), the total would be {sum}, {shift}{changes}",
        "{name}{way}（至{at}）：合计{sum}，{shift}{changes}",
    ),
    "opened": both(
        "{name}: {way} ({at}), the total would be {sum}; change: {shift}{changes}",
        "{name}{way}（至{at}）：合计{sum}；变动：{shift}{changes}",
    ),
    "unmoved": both(
        "{name}: {way} ({at}), the total would stay {sum}{changes}",
        "{name}{way}（至{at}）：合计不变，仍为{sum}{changes}",
    ),
    "cap": both(
        "{name}: the cap is reached at {at} ({way}); above that the total stays {sum}",
        "{name}达到{at}（{way}）即封顶：合计{sum}，不再增加",
    ),
    "floor": both(
        "{name}: from {at} on ({way}) the total stays {sum}",
        "{name}达到{at}（{way}）以后：合计{sum}，不再减少",
    ),
    "now": both("as it is now", "现值"),
    "plus": both("{sum} more", "增加{sum}"),
    "minus": both("{sum} less", "减少{sum}"),
    "refused": both("; {name} would be refused: {why}", "；{name}不予给付（{why}）"),
    "answered": both(
        "; {name} would no longer be refused for the reason “{why}”", "；{name}不再因“{why}”而不予给付"
    ),
    "unanswered": both(
        "{name}: {way} ({at}), the claim would have no answer: {why}",
        "{name}{way}（至{at}）：无从核算（{why}）",
    ),
}
"""Thresholds in words."""

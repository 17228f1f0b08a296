"""The phrases of thresholds, in English and in Chinese."""

from ...vocabulary import both

NEAREST = {
    "more": both("{by} more", "再多{by}"),
    "less": both("{by} less", "减少{by}"),
    "fewer": both("{by} fewer", "减少{by}"),
    "later": both("{by} later", "推后{by}"),
    "earlier": both("{by} earlier", "提前{by}"),
    "moved": both(
        "{name}: {way} ({at}), the total would be {sum}, {shift}{changes}",
        "{name}：{way}（{at}），合计将为{sum}，{shift}{changes}",
    ),
    "unmoved": both(
        "{name}: {way} ({at}), the total would stay {sum}{changes}",
        "{name}：{way}（{at}），合计仍为{sum}{changes}",
    ),
    "cap": both(
        "{name}: the cap is reached at {at} ({way}); more makes no difference to the total of {sum}",
        "{name}：达到{at}（{way}）即到上限，再多亦不影响合计{sum}",
    ),
    "floor": both(
        "{name}: from {at} on ({way}) more makes no difference to the total of {sum}",
        "{name}：自{at}（{way}）起再多亦不影响合计{sum}",
    ),
    "now": both("as it is now", "即现值"),
    "plus": both("{sum} more", "增加{sum}"),
    "minus": both("{sum} less", "减少{sum}"),
    "opened": both("which the record leaves open", "公开资料未载明"),
    "refused": both("; {name} would be refused: {why}", "；{name}将不予给付：{why}"),
    "answered": both("; {name} would not be refused any more ({why})", "；{name}将不再被拒（原因：{why}）"),
    "unanswered": both(
        "{name}: {way} ({at}), no rule book would answer", "{name}：{way}（{at}），无条款可适用"
    ),
}
"""The nearest thresholds."""

"""Whether a text tells of several what is asserted of one alone: 只有大学生能参加吗."""

import re

from qa.phrases.series import series

_ALONE = re.compile(
    r"(?<![不并])(?:只(?:有|能|在|限)?|仅限?|仅有|单独|独自|独家|光是|一家(?=[㐀-鿿]{0,2}(?:制定|发布|完成|承担|负责|举办|主办)))"
)
_JOINED = re.compile(
    r"会同|联合|共同|携手|扩[展大]到|扩大至|扩展至|不仅|不只|不限于|面向(?:全|社会|所有)|均可|都可以?|"
    r"(?:和|与|及)[^，。；]{2,16}(?:一起|一道|合作)"
)
# 只在国内: what is said to go no farther, and what a text says of farther away
_WITHIN = (
    (re.compile(r"国内|境内"), re.compile(r"海外|国外|境外|国际|全球|多个国家")),
    (
        re.compile(r"本[地市区省县]|市内|省内|区内"),
        re.compile(r"全国|外地|跨省|国内外|海外|国外|境外"),
    ),
)


def not_alone(asserted: str, text: str) -> bool:
    """True when a sentence tells of several what is asserted of one alone: 只有甲大学一家."""
    only = _ALONE.search(asserted)
    if only is None or _ALONE.search(text):
        return False
    rest = asserted[only.end() :]
    if any(near.search(rest) and far.search(text) for near, far in _WITHIN):
        return True
    named = [
        text[m.start : m.end] for one in series(text) for m in one.members if len(one.members) > 1
    ]
    return _JOINED.search(text) is not None or any(name in rest for name in named)

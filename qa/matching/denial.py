"""What a text denies: by a word of denying, by the opposite word, by what announces a list."""

import re

from corpus.document import Span

DENYING = re.compile(
    r"没有|(?<![淹埋沉湮吞出隐覆])没(?=[㐀-鿿])(?!没|[有错收落顶关准])|不同意|尚未|从未|并未|未能|未(?![来必免知])|并非|并不|不再|"
    r"不(?![断仅但同少低超止足限只可及得论管含]|可分|"
    r"(?:诚信|正当|良|法|规范|合理|公平|文明|合格|实)(?:的|之|[㐀-鿿]{0,2}(?:行为|竞争|手段|现象|信息|记录|产品|企业|贷款|资产)))|"
    r"毋[须需庸]|勿[须需]|无(?![锡线人论形偿障缝效纸])|非(?=公开|政府|强制)|免(?=收|征|缴|交|费|予|于|试)|取消|撤销|停止|停用|停[产办运]|暂停|杜绝|禁止|不得|不可(?![避缺少分逆抗估替思持或移磨比限预知限])"
)
_ENDED = re.compile(r"取消|撤销|停止|停用|停[产办运]|暂停|不再")
# Words of which the one side denies the other.
OPPOSITE = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (
            r"高于|高出|超过|多于|大于|快于|比[^，。？]{1,12}[高多大快强]",
            r"低于|低出|少于|小于|不及|慢于|比[^，。？]{1,12}[低少小慢弱]",
        ),
        (
            r"增长|上升|提高|增加|扩大|上涨|变[多高大]",
            r"下降|减少|降低|缩小|下滑|下跌|变[少低小]",
        ),
        (
            r"充足|充裕|足够|充分|满足|丰富|偏多|够用|(?<![不足能])够[了多]",
            r"不足|不够|缺乏|偏少|较少|匮乏|短缺|不能充分|不多",
        ),
        (r"领先|名列前茅", r"落后|垫底"),
        (r"延长", r"缩短|压缩"),
        (
            r"首次|第一次|首度|头一回",
            r"再次|连续|蝉联|又一次|(?:此前|之前|以前|先前|早)[^，。]{0,24}?[就已曾]",
        ),
        (r"成功|顺利", r"失败|受阻"),
        (r"较强|增强|很强", r"不强|薄弱|较弱|减弱"),
        (
            r"(?:正式|已经?)(?:发布|出台|印发|公布|实施|施行)|(?:发布|出台|印发|公布)了",
            r"起草|草案|代拟稿|征求意见|正在(?:制定|起草|研究)|拟(?:定|出台|发布|印发)",
        ),
        (r"活跃", r"不够活跃|不活跃|低迷"),
        (r"再(?:次|行)?(?:上诉|申诉|复议|复核|复检|申请复)", r"最终决定|终局|终审|只进行一次"),
    )
)  # fmt: skip


def opposed(view: str, clause: str) -> bool:
    """True when the text says the opposite of what is asserted: 高于 for 低于."""
    for pair in OPPOSITE:
        for one, other in (pair, pair[::-1]):
            asserted = one.search(view) is not None and other.search(view) is None
            stated = other.sub("", clause)
            if asserted and other.search(clause) and not one.search(stated):
                return True
    return False


def governed(text: str, focus: Span) -> str:
    """Return the clause with the one that announces it: 不得用于下列支出：工资、购车."""
    colon = text.rfind("：", 0, focus.start)
    if colon < 0 or "。" in text[colon : focus.start]:
        return text[focus.start : focus.end]
    start = max(text.rfind(mark, 0, colon) for mark in "，；。") + 1
    return text[start:colon] + text[focus.start : focus.end]


def denied_apart(asserted: str, stated: str, sentence: str) -> bool:
    """True when one side denies what the other one says; a denial that both word alike is none."""
    ended = _ENDED.search(asserted) is not None and _ENDED.search(sentence) is not None
    own = [
        m for m in DENYING.finditer(asserted) if asserted[m.start() : m.end() + 2] not in sentence
    ]
    other = [m for m in DENYING.finditer(stated) if stated[m.start() : m.end() + 2] not in asserted]
    if ended:  # both tell of an end, each in its word: 停用, 停止使用
        own = [m for m in own if not _ENDED.match(m[0])]
        other = [m for m in other if not _ENDED.match(m[0])]
    return len(own) % 2 != len(other) % 2


def denies(text: str) -> bool:
    """True for a text with an odd number of words that deny."""
    return len(DENYING.findall(text)) % 2 == 1

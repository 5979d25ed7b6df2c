"""Regional ways of asking, and years of the Republic, brought to the usual wording."""

import pytest

from corpus.script import fold_text
from qa.contract import Kind
from qa.lexicon import asks, rewrites
from qa.question import read_question


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("海鹽係邊日發出指引㗎？", "海盐是哪天发出指引？"),
        ("邊間公司攞咗幾多資助？", "哪家公司获得了多少资助？"),
        ("搞展會嘅費用升咗幾多巴仙？", "搞展会的费用增长了百分之几？"),
        ("申請使唔使畀手續費？", "申请需不需要交手续费？"),
        ("審批要幾耐？", "审批要多久？"),
        ("計畫經費總額為何？", "计划经费总额是多少？"),
        ("受理日期為何？", "受理日期是什么时候？"),
        ("何者較早？", "哪个较早？"),
        ("頭三季嘅成交額", "前三季度的成交额"),
        ("單位係邊個？", "单位是哪个？"),
        ("商標同專利嘅關係係咩？", "商标和专利的关系是什么？"),
        ("紅葉項目喺邊區？", "红叶项目在哪区？"),
        ("宁边县有多少座桥？", "宁边县有多少座桥？"),
        ("協辦機關為何？", "协办机关有哪些？"),
        ("申請案之承辦人為何？", "申请案的承办人是谁？"),
        ("一宗投訴都冇？", "没有投诉？"),
        ("平均每年升幾多？", "年均增长多少？"),
        ("周边个体户有多少？", "周边个体户有多少？"),
        ("首三季按年升咗幾多？", "前三季度同比增长了多少？"),
        ("首季按季跌幅係幾多？", "一季度环比跌幅是多少？"),
        ("件數年增多少？", "件数同比增长多少？"),
        ("第2季月減幾成？", "2季度环比减少几成？"),
        ("優勢企業同示範企業合共幾多間？", "优势企业和示范企业一共多少间？"),
        ("會同海關查處咗幾多宗？", "会同海关查处了多少宗？"),
        ("該計劃批出幾多宗申請？", "该计划申请获批多少宗？"),
        ("市政府想將佔比提升到幾多？", "市政府目标是将占比提升到多少？"),
        ("申請件數較前一年成長幅度為何？", "申请件数同比增长多少？"),
        ("發明專利占全部專利之比率為何？", "发明专利占全部专利的比例是多少？"),
        ("本市依產業別設置幾處據點？", "本市按产业分类设置几处据点？"),
        ("獲補助者計幾家？", "获补助的有几家？"),
        ("設計專利與新型專利何者較多？", "外观设计专利与实用新型专利哪个较多？"),
        ("收入按年升咗超過幾多？", "收入同比增长了多少？"),
        ("甲企業定乙企業嘅銷售額高啲？", "甲企业和乙企业的销售额哪个更高？"),
        ("岚川19年拿到多少專利？", "岚川2019年拿到多少专利？"),
        ("專利保護20年到期後怎麼辦？", "专利保护20年到期后怎么办？"),
        ("合同签了15年还要续签吗？", "合同签了15年还要续签吗？"),
        ("岚川管这事的副区长是谁？", "岚川副区长是谁？"),
        ("專利授權是不是全省老大？", "专利授权是不是全省第一？"),
        ("岚川拿了几块金牌？", "岚川拿了几个金奖？"),
        ("占全市之比例若干？", "占全市的比例多少？"),
        ("岚川2013专利申请量", "岚川2013年专利申请量"),
        ("岚川那批企业有多少家？", "岚川那批企业有多少家？"),
        ("認定的那批企業有幾多家？", "认定的企业有多少家？"),
        ("換部冷氣機有幾多資助？", "换冷气机有多少资助？"),
        ("岚川一七年专利申请量", "岚川2017年专利申请量"),
        ("九三年的粮食产量", "1993年的粮食产量"),
        ("三四年的试点有几个？", "三四年的试点有几个？"),
        ("同时符合好几条标准怎么办？", "同时符合多条标准怎么办？"),
        ("青创平台起好晒未？", "青创平台建成了吗？"),
        ("退休人员还能缴存公积金不？", "退休人员还能缴存公积金吗？"),
        ("一户一年补多少？", "每户每年补多少？"),
        ("岚川系咪全省第一？", "岚川是不是全省第一？"),
        ("平台是谁家的产品？", "平台是哪家企业的产品？"),
        ("补助可以超过一半吗？", "补助可以超过50%吗？"),
        ("岚川 质押融资 2020", "岚川质押融资2020年"),
        ("岚川申请了2013件专利吗？", "岚川申请了2013件专利吗？"),
        ("岚川市 专利授权 同比增长", "岚川市 专利授权 增长率"),
        ("东西两边各有几家？", "东西两边各有几家？"),
    ],
)
def test_regional_wording_becomes_usual(text: str, view: str) -> None:
    assert read_question(text).view == view


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("嘉義103年核准幾件？", "2014", "2014"),
        ("到115年底要輔導幾家？", None, "2026"),
        ("民國98年成立幾家？", "2009", "2009"),
        ("109年前三季有幾件？", "2020-01", "2020-09"),
    ],
)
def test_years_of_the_republic(text: str, start: str | None, end: str | None) -> None:
    (period,) = read_question(text).periods
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["這座廠房的使用年限是120年嗎？", "100年來有幾次洪水？"])
def test_stretches_of_time_are_no_years(text: str) -> None:
    assert not [p for p in read_question(text).periods if p.kind == "year"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("協辦機關為何？", Kind.LIST),
        ("補助金額上限為何？", Kind.FIGURE),
        ("個案評分低於幾分便不補助", Kind.FIGURE),
        ("租房补贴每户每年封顶", Kind.FIGURE),
        ("窗口初审时限", Kind.FIGURE),
        ("租房补贴标准", Kind.FIGURE),
        ("专家评定标准", Kind.SPAN),
        ("個平台幾時上線㗎？", Kind.DATE),
        ("由邊個機構負責？", Kind.ENTITY),
        ("使唔使登記？", Kind.YES_NO),
        ("寧波同廣州邊個排得高啲？", Kind.COMPARISON),
    ],
)
def test_the_kind_of_regional_questions(text: str, kind: Kind) -> None:
    assert read_question(text).kind is kind


def test_patterns_are_in_the_search_form() -> None:
    patterns = [said.pattern for said, _ in rewrites()] + [
        asks(kind).pattern for kind in Kind if kind is not Kind.SPAN
    ]
    characters = {c for pattern in patterns for c in pattern if "㐀" <= c <= "鿿"}
    assert not {c for c in characters if fold_text(c) != c}


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("海盐去年批了多少件发明专利？", "海盐去年授权了多少件发明专利？"),
        ("发明专利为若干件？", "发明专利有多少件？"),
        ("企業數目若干？", "企业数目多少？"),
        ("若干意见是哪天出的？", "若干意见是哪天出的？"),
        ("寧波嘅申請量多過杭州幾多？", "宁波的申请量比杭州多多少？"),
        ("兩年爭幾多間？", "两年差多少间？"),
        ("這個係統系列係邊個開發？", "这个系统系列是哪个开发？"),
        ("服務體系由哪些部分組成？", "服务体系由哪些部分组成？"),
        ("銀行的授信加起來多少？", "银行的授信累计多少？"),
        ("甲区和乙区的收入加起来多少？", "甲区和乙区的收入加起来多少？"),
        ("與何者簽約？", "与谁签约？"),
        ("游戏占了全市多大一块？", "游戏占了全市多少比例？"),
        ("每平方公里能产出多少？", "地均产出多少？"),
    ],
)
def test_more_ways_of_asking_become_usual(text: str, view: str) -> None:
    assert read_question(text).view == view


def test_a_count_of_what_stands_on_a_list_is_no_list() -> None:
    assert read_question("有多少个项目上了公示名单？").kind is Kind.FIGURE
    assert read_question("公示名单上有哪几个项目？").kind is Kind.LIST


def test_money_asked_for_as_money() -> None:
    assert (
        read_question("银行借出的钱有多少？").wanted.types
        == read_question("借出多少钱？").wanted.types
    )

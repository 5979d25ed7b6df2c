"""Names of what figures measure, over made-up sentences."""

import pytest

from corpus.attribution.measure_terms import same_measure
from corpus.document import Document, Figure
from corpus.parse import parse


def figures(*paragraphs: str, title: str = "云溪区知识产权工作报告") -> tuple[Figure, ...]:
    text = "\n\n".join((title, *paragraphs))
    return parse(Document("d", "d.txt", text, "0" * 64, "txt/1")).figures


def names(*paragraphs: str) -> list[str]:
    return [figure.label.text if figure.label else "" for figure in figures(*paragraphs)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2031年全区共登记商标318件。", ["登记商标"]),
        ("2031年发明专利申请量达到了905件。", ["发明专利申请量"]),
        ("全区获得市级奖励资金60万元。", ["市级奖励资金"]),
        ("全区新增茶叶、丝绸等区级示范企业4家。", ["区级示范企业"]),
        ("全区引进300多名高端人才。", ["高端人才"]),
        ("全区建成2至3个具有影响力的产业集群。", ["具有影响力的产业集群"]),
        ("平台达成了约5亿元的版权交易额。", ["版权交易额"]),
        ("公司中标合同总金额30亿元的交通项目。", ["交通项目合同总金额"]),
        ("2031年全区科技产业实现收入180亿元。", ["科技产业收入"]),
        ("全区专利申请过百件的优势企业达到140家。", ["专利申请", "专利申请过百件的优势企业"]),
        ("全区打造版权五大服务平台。", ["版权服务平台"]),
        ("全区14家企业入选优势企业。", ["优势企业"]),
        ("全区93家企业开展战略研究。", ["战略研究企业"]),
        ("全区5批93家企业成为试点企业。", ["试点企业", "试点企业"]),
        ("平台吸引了60多家机构共同参与。", ["参与机构"]),
        ("机构在全国范围内的版权交易额达到8亿元。", ["机构版权交易额"]),
        ("通过协定(PCT)途径提交的国际专利申请达7件。", ["PCT国际专利申请"]),
        ("两个层次的服务体系。", ["服务体系层次"]),
        ("来自林业部门的消息说，2031年，全区新增绿地60公顷。", ["绿地"]),
        ("会议听取的报告显示，2031年，全区新增水面7公顷。", ["水面"]),
        ("2031年东海省版权奖中，全区获得金奖7项。", ["东海省版权奖金奖"]),
        ("全区组织“东溪版权奖”的评选，公示项目101项。", ["东溪版权奖公示项目"]),
        ("每万人口发明专利拥有量15件。", ["每万人口发明专利拥有量"]),
        ("高校向企业转移技术成果31项。", ["高校向企业转移技术成果"]),
        ("办结时限从15个工作日压缩至7个工作日。", ["办结时限", "办结时限"]),
        ("贯标企业由试点前的12家增至118家。", ["贯标企业", "贯标企业"]),
        ("第三产业产值从6亿元跃升到26亿元。", ["第三产业产值", "第三产业产值"]),
        ("建成国家地方联合工程中心9个。", ["国家地方联合工程中心"]),
    ],
)
def test_a_name_is_the_noun_phrase(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("对通过认证的企业给予不超过20万元的一次性奖励。", "企业一次性奖励"),
        ("对不良贷款按照本金损失的40%给予补偿。", "本金损失补偿"),
        ("每年安排3亿元设立风险补偿资金池。", "风险补偿资金池"),
        ("文件齐备的，5个工作日内完成出具准入证明。", "准入证明"),
        ("纠纷案件自受理之日起三个月内办结。", "纠纷案件"),
    ],
)
def test_a_rule_names_what_is_given_or_done(sentence: str, expected: str) -> None:
    assert names(sentence)[-1] == expected


def test_what_a_figure_is_held_against_is_not_its_name() -> None:
    assert names("地均产出达到72亿元，高出全市平均水平18亿元。") == ["地均产出"] * 2
    assert (
        names("商标拥有量达到9件，是全市平均水平的2.3倍，比上年末提高1件。") == ["商标拥有量"] * 3
    )
    assert names("高价值专利占比不到20%，比东海区低6个百分点。") == ["高价值专利"] * 2
    assert names("专利增长率和商标增长率分别为4%和6%，分列第二和第三。")[2:] == [
        "专利增长率",
        "商标增长率",
    ]


def test_parts_side_by_side_share_what_opens_the_first() -> None:
    assert names("专利申请量、授权量分别为68件和39件。") == ["专利申请量", "专利授权量"]
    assert names("旅游接待量9万人次、总收入3亿元。") == ["旅游接待量", "旅游总收入"]
    assert names("获得东海专利奖金奖1项、优秀奖3项。") == ["东海专利奖金奖", "东海专利奖优秀奖"]
    assert names("发明专利6件、商标11件。") == ["发明专利", "商标"]


def test_parts_share_their_whole_and_other_things_do_not() -> None:
    assert names("人口9万人，其中男性5万人，女性4万人。") == ["人口", "人口男性", "人口女性"]
    assert names("有效专利350件，其中境内专利289件，占82.6%；商标87件。")[3] == "商标"


def test_a_name_keeps_the_deed_that_tells_it_apart() -> None:
    assert names("全区受理案件185件，查处97件假冒案件，入驻机构93家。") == [
        "受理案件",
        "查处假冒案件",
        "入驻机构",
    ]
    assert names("全区新增机构3家。") == ["机构"]
    assert names("全区新增纠纷应对指导站点5个。") == ["纠纷应对指导站点"]


def test_counts_of_a_quoted_list_are_of_its_things() -> None:
    text = "我区理事会+援助中心+工作站（“1会1中心，4站”）的网络形成。"
    assert [f.label.text for f in figures(text) if f.label] == [
        "理事会",
        "援助中心",
        "工作站",
    ]


def test_bodies_have_what_the_next_clause_says_they_have() -> None:
    assert names("布局了11家运营中心，推进运营，目前拥有3.5万件专利。")[1] == "运营中心专利"
    assert names("布局了11家运营中心；目前拥有3.5万件专利。")[1] == "专利"


def test_bare_bodies_are_named_by_what_they_get() -> None:
    assert names("全区15家企业的68项专利获得银行贷款3亿元。")[0] == "银行贷款企业"


def test_values_side_by_side_are_of_those_before_in_turn() -> None:
    made = names("城镇收入和农村收入分别达到695元和105元，增长11%和19%。")
    assert made == ["城镇收入", "农村收入"] * 2


def test_what_a_clause_leaves_out_is_inherited() -> None:
    assert names("2031年商标申请量突破8万件，达8.06万件，同比增长10.3%。") == ["商标申请量"] * 3
    assert names("2031年园区收入达到600亿元，税收66亿元。") == ["园区收入", "园区税收"]
    assert names("全区累计专利申请77件，累计授权44件。") == ["专利申请", "专利授权"]
    assert names("全区已有服务机构240家，从业人员近5000人。") == ["服务机构", "服务机构从业人员"]


def test_a_name_is_completed_by_one_beside_it() -> None:
    assert names("新增市级示范企业4家，新增试点企业71家。") == ["市级示范企业", "市级试点企业"]
    assert names("高校转移技术成果31项，转移技术成果收入8亿元。") == [
        "高校转移技术成果",
        "高校转移技术成果收入",
    ]
    assert names("新认定科技企业79家，占全部企业的80%。") == ["科技企业", "新认定科技企业"]
    assert names("专利金额1.9亿元，惠及企业23家。") == ["专利金额", "惠及企业"]


def test_growth_and_share_are_of_what_grows() -> None:
    assert names("2031年商标申请增长率达到44%，动漫产值占全省一半。") == ["商标申请", "动漫产值"]


def test_spans_hold_the_words_of_the_name() -> None:
    title = "雲溪區工作報告"
    paragraph = "2031年全區園區收入達到600億元，\n\n稅收66億元。"
    text = f"{title}\n\n{paragraph}"
    last = parse(Document("d", "d.txt", text, "0" * 64, "txt/1")).figures[-1]
    assert last.label is not None
    assert last.label.text == "園區稅收"
    assert (last.label.head, last.label.qualifiers) == ("税收", ("园区",))
    assert [text[span.start : span.end] for span in last.label.spans] == ["園區", "稅收"]


def test_a_figure_says_whose_and_when_it_is() -> None:
    text = (
        "杭州市2031年工作报告\n\n一、金华 商标\n\n全市登记商标905件。\n\n2030年，我市登记版权7件。"
    )
    one, other = parse(Document("d", "d.txt", text, "0" * 64, "txt/1")).figures

    def said(figure: Figure) -> tuple[str | None, str | None]:
        spans = (figure.subject and figure.subject.origin, figure.period and figure.period.origin)
        first, last = (text[span.start : span.end] if span else None for span in spans)
        return first, last

    assert said(one) == ("全市", "2031年")
    assert said(other) == ("我市", "2030年")


def test_names_are_compared_by_head_and_qualifiers() -> None:
    labels = [
        figure.label
        for sentence in (
            "发明专利申请量8件。",
            "發明專利申請8件。",
            "专利授权量8件。",
            "发明申请8件。",
        )
        for figure in figures(sentence)
    ]
    assert all(labels)
    first, same, other, shorter = (label for label in labels if label)
    assert same_measure(first, same)
    assert not same_measure(first, other)
    assert not same_measure(first, shorter)

"""Which quantity belongs to whom, what, which face and when."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Aspect, Figure, Metadata
from corpus.figures import figures
from corpus.outline import outline
from corpus.parse import parse
from tests.corpus.outlining import document_of, view_of


def read(text: str, published: date | None = None, title: str = "") -> dict[str, Figure]:
    """Return the figures of a text by what they quote; of equal quotes the last."""
    document = document_of(text)
    found = outline(document, view_of(text))
    made = figures("d", None, title, found.sections, found.sentences, published)
    return {document.quote(f.span).strip(): f for f in made}


def full(figure: Figure) -> str:
    return f"{figure.context}|{figure.measure}"


def year_of(figure: Figure) -> str | None:
    return figure.period.start if figure.period else None


@pytest.mark.parametrize(
    ("text", "was", "now", "thing"),
    [
        ("流程由原来的36个工作日缩短到11个工作日内。", "36个工作日", "11个工作日内", "流程"),
        ("开户时间由9天压缩至4天。", "9天", "4天", "开户时间"),
        ("基金规模由最初的3000万元扩大到目前的2.5亿元。", "3000万元", "2.5亿元", "基金规模"),
        ("失业率由4.65%降至3.07%。", "4.65%", "3.07%", "失业率"),
        ("审批事项从246项减少到187项，收费由58项减少到21项。", "246项", "187项", "审批事项"),
        ("每亩用水量由7.5吨降为5.2吨。", "7.5吨", "5.2吨", "每亩用水量"),
        ("绿地率由2015年的21%提高到2020年的34%。", "21%", "34%", "绿地率"),
    ],
)  # fmt: skip
def test_what_was_before_a_change(text: str, was: str, now: str, thing: str) -> None:
    found = read(text)
    assert found[was].former
    assert not found[now].former
    assert thing in found[now].measure
    assert thing in full(found[was])
    assert found[was].group == found[now].group
    assert found[now].aspect is not Aspect.GROWTH


def test_from_many_givers_is_no_change() -> None:
    found = read("累计从31家银行获得授信27.5亿元。")
    assert not any(f.former for f in found.values())


@pytest.mark.parametrize(
    ("text", "quote", "thing"),
    [
        ("获得特等奖、一等奖、二等奖的，分别给予90万元、40万元、15万元奖励。", "40万元", "一等奖"),
        ("新认定的省级龙头企业、骨干企业，分别一次性奖励60万元和35万元。", "35万元", "骨干企业"),
        ("商标和地理标志申请分别增长6%和19%。", "19%", "地理标志申请"),
        ("每万人拥有量13.4件，分别是全国、全省平均水平的1.6倍和3.9倍。", "1.6倍", "全国平均水平"),
        ("税收31亿元，规费12亿元，分别增长5.5%和8.8%。", "8.8%", "规费"),
        ("城市污水、生活垃圾处理率分别为81.5%和63.2%。", "81.5%", "城市污水处理率"),
    ],
)
def test_values_are_dealt_out(text: str, quote: str, thing: str) -> None:
    assert thing in full(read(text)[quote])


def test_each_value_dealt_out_is_a_measure_of_its_own() -> None:
    found = read("税收31亿元，规费12亿元，分别增长5.5%和8.8%。")
    assert found["5.5%"].group != found["8.8%"].group
    assert found["5.5%"].aspect is Aspect.GROWTH
    assert found["8.8%"].aspect is Aspect.GROWTH
    assert "税收" not in full(found["8.8%"])


def test_totals_of_what_was_added() -> None:
    found = read("新增重点实验室8个，3个中心在建，新增工作站47个，总数分别达到19个和156个。")
    assert "重点实验室" in found["19个"].context
    assert "工作站" in found["156个"].context
    assert "新增" not in found["156个"].context
    assert {found["19个"].aspect, found["156个"].aspect} == {Aspect.CUMULATIVE}


def test_one_value_for_two_years() -> None:
    document = document_of("2023年及2024年各编列6500万元，2025年编列4200万元。")
    found = outline(document, view_of(document.text))
    made = figures("d", None, "", found.sections, found.sentences)
    years = [(document.quote(f.span), year_of(f)) for f in made]
    assert years == [("6500万元", "2023"), ("6500万元", "2024"), ("4200万元", "2025")]


CLASSES = (
    "一是交通补贴，A类每月900元，B类每月600元，补贴时间最长不超过18个月；"
    "二是安家补贴，A类75万元，B类42万元。"
)


@pytest.mark.parametrize(
    ("quote", "head", "other"),
    [
        ("900元", "交通补贴", "安家补贴"),
        ("600元", "交通补贴", "A类"),
        ("75万元", "安家补贴", "补贴时间"),
        ("42万元", "安家补贴", "A类"),
    ],
)
def test_classes_keep_the_head_of_their_item(quote: str, head: str, other: str) -> None:
    figure = read(CLASSES)[quote]
    assert head in figure.context
    assert other not in full(figure)


def test_a_member_of_a_row_has_its_own_noun() -> None:
    found = read("学院每年培养本科生310人、研究生95人。")
    assert "研究生" in found["95人"].measure
    assert "本科生" not in full(found["95人"])
    assert "研究生" not in full(found["310人"])


def test_what_is_done_with_things_named_before() -> None:
    assert "重点项目" in full(read("开工重点项目210个、建成87个。")["87个"])


def test_prizes_joined_by_and() -> None:
    assert read("全市获得5项金奖和14项优秀奖。")["14项"].measure == "优秀奖"


def test_givers_are_not_what_is_given() -> None:
    found = read("企业用64件商标从17家银行获得授信累计达到8.8亿元。")
    assert found["64件"].measure.endswith("商标")
    assert "商标" not in found["17家"].measure


def test_short_measures_share_the_topic() -> None:
    found = read("2019年园区收入820亿元，税收37亿元，利润21亿元。")
    assert found["37亿元"].context == "园区收入"
    assert found["21亿元"].context == "园区收入"


def test_topic_of_each_segment() -> None:
    found = read(
        "共有83家单位参评省级中心，这些单位年度研发投入达42.7亿元，自主产品的出口总额达18.2亿元；"
        "共对36家省级中心开展抽查，自主产品的出口总额达9.4亿元。"
    )
    assert "参评" in found["42.7亿元"].context
    assert "参评" in found["18.2亿元"].context
    assert "抽查" in found["9.4亿元"].context


def test_an_ellipsis_is_completed() -> None:
    found = read("对收入低于80万元的单位，年费减缴75%；两家以上单位联合提出的，减缴55%。")
    assert "年费" in found["55%"].context
    assert "联合提出" in found["55%"].context


def test_a_topic_ends_with_its_sentence() -> None:
    found = read("项目覆盖13个行政区。参与单位用电量减少23%，产值提升18.5%。")
    assert "行政区" not in full(found["18.5%"])


def test_brackets_are_read_apart() -> None:
    found = read("青年职工(16岁以上40岁以下)补助比率提高至55%。")
    assert found["55%"].measure == "青年职工补助比率提高至"
    assert "补助比率" not in full(found["40岁以下"])
    assert found["16岁以上"].context == "青年职工"


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("近三年累计办理案件87件。", "三年", "87件"),
        ("五年来共建成泊位640个。", "五年", "640个"),
        ("近2年未受处罚，注册满1年。", "2年", "1年"),
    ],
)
def test_a_period_is_no_duration(text: str, gone: str, stays: str) -> None:
    found = read(text)
    assert gone not in found
    assert stays in found


def test_in_a_row_is_a_duration() -> None:
    assert "四年" in read("示范区连续四年获得表彰。")


def test_fullyear_after_its_quarters() -> None:
    found = read(
        "2012年，全市经济平稳运行。\n物价一季度上涨1.2%，二季度上涨1.9%，全年平均比上年上涨2.6%。"
    )
    assert year_of(found["1.2%"]) == "2012-01"
    assert year_of(found["1.9%"]) == "2012-04"
    assert year_of(found["2.6%"]) == "2012"
    assert "物价" in full(found["2.6%"])


def test_years_of_a_plan_and_its_parts() -> None:
    found = read(
        "“十四五”期间全市计划建设厂房30万平方米，其中2022年建设6.5万平方米，2023年建设7.1万平方米。"
    )
    assert year_of(found["30万平方米"]) == "2021"
    assert year_of(found["6.5万平方米"]) == "2022"
    assert year_of(found["7.1万平方米"]) == "2023"
    assert {f.aspect for f in found.values()} == {Aspect.TARGET}


def test_the_year_of_the_heading() -> None:
    found = read(
        "一、2013年工作回顾\n\n"
        "国家同意2013—2015年安排移民补助8亿元。财政收入970亿元。\n\n"
        "2013年是“十二五”承上启下之年。出口总额64亿美元。\n\n"
        "二、2014年工作安排\n\n财政收入1100亿元。\n"
    )
    assert year_of(found["8亿元"]) == "2013"
    assert year_of(found["970亿元"]) == "2013"
    assert year_of(found["64亿美元"]) == "2013"
    assert year_of(found["1100亿元"]) == "2014"


def test_the_plan_of_the_title() -> None:
    found = read("粮食产能达到6亿吨。", title="国民经济和社会发展第十三个五年规划纲要")
    assert year_of(found["6亿吨"]) == "2016"


@pytest.mark.parametrize(
    ("text", "quote", "start"),
    [
        ("去年办理登记61笔。", "61笔", "2019"),
        ("今年上半年放款3.3亿元。", "3.3亿元", "2020-01"),
        ("今年新建站点90个。", "90个", "2020"),
        ("目前拥有专利44件。", "44件", None),
        ("近三年培训850人。", "850人", None),
    ],
)
def test_told_from_publication(text: str, quote: str, start: str | None) -> None:
    assert year_of(read(text, date(2020, 8, 3))[quote]) == start


def test_an_event_dates_nothing_else() -> None:
    found = read("该公司成立于2012年，专注传感器，拥有商标56件。")
    assert found["56件"].period is None
    found = read("2016年，全市完成2015年度优秀单位的评选工作；另有23家单位获得补助。")
    assert year_of(found["23家"]) == "2016"


def test_what_is_compared_with_has_its_own_period() -> None:
    found = read("2022年收到申请52宗，较2021年的39宗增加33%。")
    assert year_of(found["39宗"]) == "2021"
    assert year_of(found["33%"]) == "2022"
    base = found["33%"].base
    assert base is not None
    assert base.start == "2021"


def test_a_bound_and_its_value_are_one() -> None:
    found = read("2018年登记量突破6万件，达6.0317万件，2019年达到7.4万件。")
    assert found["突破6万件"].group == found["6.0317万件"].group
    assert found["7.4万件"].group != found["6.0317万件"].group


@pytest.mark.parametrize(
    "text",
    [
        "我市去年登记额为14.6亿元，全省排名第三。",
        "我市是全省首批6个试点城市之一，登记额14.6亿元。",
        "我市拥有量22.5件，是全省平均水平的1.8倍，登记额14.6亿元。",
        "我市机场通航，登记额14.6亿元。",
    ],
)
def test_the_field_of_a_ranking_is_no_subject(text: str) -> None:
    document = document_of(f"佛山市登记情况\n\n{text}")
    found = outline(document, view_of(document.text))
    made = figures("d", "佛山市", "", found.sections, found.sentences)
    assert {f.subject.place for f in made if f.subject} == {"佛山市"}


@pytest.mark.parametrize(
    "text", ["遵义机场通航，旅客吞吐量930万人次。", "与广东省对口合作，签约项目31个。"]
)
def test_a_thing_called_by_a_place_is_no_subject(text: str) -> None:
    document = document_of(text)
    found = outline(document, view_of(text))
    made = figures("d", "贵州省", "", found.sections, found.sentences)
    assert [f.subject.place for f in made if f.subject] == ["贵州省"]


def test_a_document_tells_its_years_from_its_date() -> None:
    text = "关于园区建设的意见\n\n去年园区产值达到64亿元。\n\n苏州市人民政府\n2019年4月2日\n"
    parsed = parse(document_of(text))
    assert parsed.document.metadata != Metadata()
    figure = next(f for f in parsed.figures if parsed.document.quote(f.span) == "64亿元")
    assert year_of(figure) == "2018"


WORDS = (
    "2018年 全市 登记量 达到 由 缩短到 分别 增长 ， ； 、 和 ( ) 12家 3.5万件 40% 6亿元 第三 近三年"
    " 其中 每年 一是 A类 的 。"
)
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=24).map("".join))
def test_spans_lie_in_their_sentence_and_hold_their_number(text: str) -> None:
    document = document_of(text)
    found = outline(document, view_of(text))
    sentences = {s.number: s for s in found.sentences}
    for figure in figures("d", None, "", found.sections, found.sentences):
        sentence = sentences[figure.sentence]
        assert sentence.span.contains(figure.span)
        view = sentence.view
        number = figure.quantity.number_span
        assert (
            view.text[number.start : number.end]
            in view.text[view.locate(figure.span).start : view.locate(figure.span).end]
        )
        assert document.quote(figure.span)

"""Which quantity belongs to whom, what, which face and when."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.attribution.aspects import seen_aspect
from corpus.document import Aspect
from corpus.figures import figures
from corpus.outline import outline
from tests.corpus.measuring import full, read, year_of
from tests.corpus.outlining import document_of, view_of


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
    assert {found["19个"].aspect, found["156个"].aspect} == {Aspect.ACTUAL}
    assert seen_aspect(replace(found["19个"], measure="总数分别达到")) is Aspect.CUMULATIVE


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
    assert "补助比率" not in full(found["16岁以上40岁以下"])
    assert found["16岁以上40岁以下"].context == "青年职工"


def test_a_bound_and_its_value_are_one() -> None:
    found = read("2018年登记量突破6万件，达6.0317万件，2019年达到7.4万件。")
    assert found["突破6万件"].group == found["6.0317万件"].group
    assert found["7.4万件"].group != found["6.0317万件"].group


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


def test_a_part_is_a_part_of_what_is_counted_alike() -> None:
    found = read("全区专利授权1.4万件，增长5.2%，其中发明专利3900件，占比28%。")
    assert full(found["3900件"]) == "全区专利授权|其中发明专利"


def test_deeds_alone_go_on_with_what_was_named() -> None:
    found = read("项目验收175项，其中优秀24项，不合格6项。")
    assert "项目验收" in full(found["6项"])


def test_a_plan_that_is_only_named_is_no_time() -> None:
    found = read("2031年是实施“十六五”规划的第一年，生产总值达到2860亿元。")
    assert found["2860亿元"].period is None or found["2860亿元"].period.kind != "plan"


def test_from_so_much_up_to_so_much_is_one_range() -> None:
    found = read("逾期不改的，处六万元以上三十万元以下罚款。")
    quantity = found["六万元以上三十万元以下"].quantity
    assert (quantity.normalized_min, quantity.normalized_max) == (60000, 300000)

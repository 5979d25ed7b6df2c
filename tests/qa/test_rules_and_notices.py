"""Rules, notices, replies, questions that are put: who may, by when, whether a case is within."""

import pytest

from corpus.attribution.clauses import clauses
from qa.answer import NO_WHOLE
from qa.contract import Status
from qa.phrases.deed import deed_told, deed_turned
from qa.phrases.outcome import outcome
from tests.qa.asking import Ask, asking

DOCUMENTS = {
    "rules.txt": """海棠市绿色工厂奖励办法
第一条  为推进绿色制造，制定本办法。
第二条  申请绿色工厂奖励的单位应当符合下列条件：
（一）在海棠市登记满一年；
（二）能耗低于行业平均水平；
（三）两年内无环境处罚。
第三条  海棠市绿色工厂奖励按下列标准发放：
（一）新入选的省级绿色工厂，一次性奖励25万元；新入选的市级绿色工厂，一次性奖励9万元。
（二）节水改造按投资额的20%补助，每个车间最高6万元，每家工厂每年最高18万元。
第四条  工厂应当自通知公布之日起15日内提交申报书。骗取奖励的，自查实之日起四年内不再受理其申报书。
第五条  对评审结论不服的，可以自公布之日起8日内申请复评，市工信局应当自收到复评申请之日起
25日内答复。
第六条  退休返聘人员年龄不超过62周岁（高级技师放宽至66周岁）。奖励所购设备三年内不得出售。
第七条  有下列行为之一的，停发奖励：（一）虚报能耗；（二）拒不接受检查。
第八条  各镇推荐绿色工厂限4家，丙镇不受此限。
""",
    "notice.txt": """梨园区关于做好2031年度青年租房补贴工作的通知

一、补贴对象  在梨园区就业的本科及以上学历毕业生，毕业不满五年的。
二、补贴标准
（一）租房补贴。博士每人每月1500元，硕士每人每月900元，本科每人每月600元，发放期限最长不超过24个月。
（二）购房补贴。博士一次性补贴12万元，硕士一次性补贴7万元，本科一次性补贴4万元。
三、申报时间  2031年5月6日至6月18日，逾期不再受理。
""",
    "questions.txt": """松浦县渔船更新补助政策解读
近日，松浦县农业局、松浦县财政局联合印发《松浦县渔船更新补助细则》，现解读如下。
一、问：哪些人可以申请补助？
答：补助对象为在松浦县登记的渔民和渔业合作社。外县渔民在松浦县停靠满8个月以上的，也可以申请。
二、问：细则什么时候实施？
答：细则自2031年2月1日起实施，有效期至2035年1月31日。2030年11月1日至12月31日期间更新的渔船，按照细则执行。
""",
    "reply.txt": """柳河市教育局
对市政协第0077号提案的答复
您提出的“将课后服务费纳入困难家庭救助范围”的建议，因缺少上位法依据，暂不具备条件。
您提出的“在郊区小学增设校车”的建议，我们予以采纳，今年新增校车路线6条。
您提出的“取消校服统一采购”的建议，涉及家长意愿，我们将继续听取意见。
全市法院2030年新收涉校纠纷案件64件，审结57件（含旧存）。
柳河市教育城总投资4.9亿元，覆盖8所学校，目前已完成投资1.7亿元。
办理学籍转接手续，可在网上提交，不收取费用，5日内办结。
""",
    "statistics.txt": """柳河市2030年工业运行公报
规模以上工业企业营业收入88.4亿元，增长6.2%；利润总额5.3亿元，下降3.9%。
""",
    "projects.html": """<html><body><h1>杏林市2031年重点项目清单</h1>
<table><tr><th>序号</th><th>项目名称</th><th>建设单位</th><th>总投资（亿元）</th><th>其中：设备投资</th>
<th>建设年限</th><th>备注</th></tr>
<tr><td>1</td><td>冷链物流园</td><td>杏林冷链有限公司</td><td>12.6</td><td>5.2</td>
<td>2030—2033</td><td>每年补助40万元</td></tr>
<tr><td>2</td><td>海水淡化厂</td><td>蓝湾水务集团</td><td>7.8</td><td>2.9</td>
<td>2031—2032</td><td></td></tr>
<tr><td>3</td><td>港区泵站</td><td>市水利局</td><td>3.4</td><td>1.1</td>
<td>2031—2031</td><td></td></tr>
<tr><td></td><td>合计</td><td></td><td>23.8</td><td>9.2</td><td></td><td></td></tr></table></body></html>""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("rules"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("入选市级绿色工厂能拿多少奖励？", "9万元"),
        ("节水改造补助一家工厂一年上限是多少？", "最高18万元"),
        ("通知公布后多久之内要提交申报书？", "15日内"),
        ("对评审结论不服，几天内可以申请复评？", "8日内"),
        ("硕士租房每个月补多少钱？", "900元"),
        ("租房补贴最多可以领多久？", "不超过24个月"),
        ("2030年法院审结的涉校纠纷案件有多少件？", "57件"),
        ("杏林市冷链物流园总投资", "12.6亿元"),
        ("冷链物流园每年补助多少？", "40万元"),
        ("梨园区租房补贴申报什么时候截止？", "2031年5月6日至6月18日"),
        ("松浦县渔船更新补助细则执行到什么时候？", "至2035年1月31日"),
    ],
)
def test_the_amount_or_the_day_that_is_asked_for(ask: Ask, question: str, answer: str) -> None:
    assert ask(question).answer == answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哪些人可以申请松浦县的渔船更新补助？", "登记的渔民和渔业合作社"),
        ("梨园区青年租房补贴谁可以申请？", "本科及以上学历"),
        ("谁有资格申请海棠市绿色工厂奖励？", "在海棠市登记满一年"),
    ],
)
def test_who_may_apply_is_no_doer(ask: Ask, question: str, said: str) -> None:
    assert said in ask(question).answer


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("60岁的返聘人员可以吗？", "是"),
        ("64岁的返聘人员可以吗？", "否"),
        ("64岁的高级技师可以返聘吗？", "是"),
        ("奖励所购的设备两年后能出售吗？", "否"),
        ("奖励所购的设备四年后能出售吗？", "是"),
        ("外县渔民在松浦县停靠9个月可以申请补助吗？", "是"),
        ("外县渔民在松浦县停靠5个月可以申请补助吗？", "否"),
        ("办理学籍转接要交钱吗？", "否"),
        ("课后服务费能纳入困难家庭救助范围吗？", "否"),
        ("在郊区小学增设校车的建议采纳了吗？", "是"),
        ("柳河市2030年规模以上工业利润上升了吗？", "否"),
    ],
)
def test_whether_a_case_is_within(ask: Ask, question: str, word: str) -> None:
    assert ask(question).answer.startswith(word)


def test_what_a_reply_leaves_open_is_refused(ask: Ask) -> None:
    assert ask("取消校服统一采购了吗？").status is Status.NOT_FOUND


def test_what_is_done_stands_behind_its_time() -> None:
    text = "申请人应当在30日内提交材料，五年内不再受理。"
    early, late = text.index("日内") + 2, text.index("年内") + 2
    view = "几天内要提交材料"
    assert deed_told(view, text, early) > deed_told(view, text, late)
    assert deed_turned(view, text, late)
    assert not deed_turned(view, text, early)
    assert not deed_turned("几年内不再受理", text, late)
    assert deed_told("有效期是几年", text, early) == 0.0


@pytest.mark.parametrize(
    ("text", "granted"),
    [
        ("关于停车场改造事宜，会议认为条件不成熟，暂缓研究。", False),
        ("关于停车场改造事宜，会议原则同意，由区住建局实施。", True),
        ("关于停车场改造事宜，由区住建局提出意见。", None),
    ],
)
def test_what_becomes_of_a_matter(text: str, granted: bool | None) -> None:
    parts = clauses(text)
    found = outcome(text, parts, parts[0])
    assert found is not None
    assert found[1] is granted


def test_a_clause_that_says_something_decides_by_itself() -> None:
    text = "停车场由区住建局改造，今年完成。"
    parts = clauses(text)
    assert outcome(text, parts, parts[0]) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("杏林市总投资最大的是哪个项目？", "冷链物流园（12.6亿元）"),
        ("杏林市哪个项目总投资最小？", "港区泵站（3.4亿元）"),
        ("冷链物流园由谁建设？", "杏林冷链有限公司"),
        ("冷链物流园的建设年限", "2030—2033"),
        ("学籍转接办理要不要钱？", "否，不收取费用"),
        ("港区泵站的设备投资是多少？", "1.1亿元"),
    ],
)
def test_what_a_table_tells(ask: Ask, question: str, answer: str) -> None:
    assert ask(question).answer == answer


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("大专毕业生可以申请梨园区租房补贴吗？", "否"),
        ("本科毕业生可以申请梨园区租房补贴吗？", "是"),
        ("丙镇推荐绿色工厂也限4家吗？", "否"),
        ("各镇推荐绿色工厂限4家吗？", "是"),
    ],
)
def test_who_is_below_or_exempt(ask: Ask, question: str, word: str) -> None:
    assert ask(question).answer.startswith(word)


def test_which_acts_stop_a_payment(ask: Ask) -> None:
    assert set(ask("有哪些行为会停发奖励？").items) == {
        "虚报能耗",
        "拒不接受检查",
    }


def test_a_share_of_two_things_needs_a_whole_to_be_reckoned() -> None:
    assert NO_WHOLE.search("网上和窗口渠道占多大比例")
    assert not NO_WHOLE.search("网上和窗口渠道占办件总数的多少")


def test_what_is_spent_is_not_the_whole(ask: Ask) -> None:
    assert ask("柳河市教育城已完成投资多少？").answer == "1.7亿元"
    assert ask("柳河市教育城总投资多少？").answer == "4.9亿元"

"""What papers forbid, ask, except, punish and amend, and the amount for a case."""

import pytest

from corpus.document import Span
from qa.contract import Status
from qa.matching.contrast import contrary
from qa.matching.permission import forbidden
from qa.phrases.people import asks_name, stand_in
from tests.qa.asking import Ask, asking

DOCUMENTS = {
    "rules.txt": """榆湾市城市公园管理规定
第一章  总则
第三条  公园内每人限带一只宠物。盲道引导员携带引导鸟的，不受数量限制。
第四条  禁止在公园内放飞风筝、垂钓、使用烧烤炉具；气象观测活动经公园管理处同意的除外。
第五条  游客入园应当遵守下列规定：
（一）不得攀折花木；
（二）即时带走果皮纸屑；
（三）不得在湖中洗涤物品。
第六条  公园维修费用由市财政承担，商户自行搭建的由商户承担。
第二章  罚则
第九条  违反本规定第五条第二项规定的，由公园管理处处八十元罚款。
第十条  私自砍伐树木的，由园林局处三千元以上一万元以下罚款。
第十二条  本规定自2031年7月1日起试行，试行期三年。
""",
    "stalls.txt": """榆湾市早市摊位管理办法
第二条  具有榆湾市户籍、年满18周岁且未满65周岁的人，可以申请早市摊位。
第三条  没有欠费的商户，可以续租摊位。
第四条  摆摊应当先到市场管理所登记，并持有健康证。
第五条  商户应当按月缴纳摊位费，每月90元。
六、押金：免收。
联系方式：可以拨打市场热线96533。
""",
    "amending.txt": """榆湾市人民政府关于修改《榆湾市临街招牌设置办法》的决定
一、将第四条中的“市建设管理局”修改为“市容环境局”。
二、将第八条中的“招牌设置期限不超过2年”修改为“不超过4年”。
本决定自2032年3月1日起施行。
""",
    "prices.txt": """榆湾市居民用气实行阶梯价格
2031-10-08 09:30  来源：榆湾晨报  记者 柯一舟
居民用气按年计量：用气量240立方米以下的，每立方米2.4元；240至420立方米的，每立方米2.9元；420立方米以上的，每立方米3.6元。
方案经市政府会议通过，将于2032年1月1日起正式实施。
""",
    "minutes.txt": """榆湾市景观委员会第9次会议纪录
主持人：柯主任（公出，由温若梅代理）
第一案：东门广场改建案
说明：面积1.2公顷。
决议：本案交通评估未完成，退请规划处补充后再议。
第二案：西堤步道拓宽案
说明：长度640米。
决议：照案通过。
""",
    "release.txt": """新聞公報
「舊單車換新資助計劃」下月接受申請
每名申請人購買新單車可獲資助HK$800，電動輪椅上限為HK$3,600。
申請人必須符合以下資格：
(a) 年滿二十歲；
(b) 居於榆灣；
(c) 過去四年未曾獲本計劃資助。
""",
    "notice_tw.txt": """榆灣縣政府　公告
主旨：公告120年度「榆灣縣幼兒就學補助」受理申請事項。
公告事項：
一、受理期間：自120年3月1日起至120年4月15日止。
二、補助金額（每學期）：

類別　　　　　1名　　　　　2名　　　　　3名以上
甲類（低收入戶）　　5,000元　　7,000元　　9,000元
乙類（一般戶）　　　2,000元　　3,000元　　4,500元
""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("norms"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("公园里可以放风筝吗", "否"),
        ("气象观测活动可以在公园里放飞风筝吗", "是"),
        ("盲道引导员带引导鸟要受数量限制吗", "否"),
        ("可以私自砍伐公园的树木吗", "否"),
        ("公园维修费用由商户出吗", "否"),
        ("公园维修费用由市财政承担吗", "是"),
        ("商户需要缴纳摊位费吗", "是"),
        ("可以不登记就摆摊吗", "否"),
        ("有欠费的商户可以续租吗", "否"),
        ("没有健康证可以摆摊吗", "否"),
        ("外地户口的人可以申请摊位吗", "否"),
        ("66岁的人可以申请摊位吗", "否"),
        ("30岁的人可以申请摊位吗", "是"),
        ("摊位要交押金吗", "否"),
        ("東門廣場改建案通過了嗎", "否"),
        ("西堤步道拓寬案通過了嗎", "是"),
        ("我三年前獲過單車換新資助，現在可以再申請嗎", "否"),
        ("我五年前獲過單車換新資助，現在可以再申請嗎", "是"),
    ],
)
def test_a_norm_decides_with_its_exceptions(ask: Ask, question: str, word: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.refusal
    assert (answer.answer or "").startswith(word)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("修改以前临街招牌归哪个部门管", "市建设管理局"),
        ("临街招牌现在归哪个部门管", "市容环境局"),
        ("一年用气300立方的部分每立方多少钱", "2.9元"),
        ("一年用气500立方米的部分每立方米多少钱", "3.6元"),
        ("榆湾阶梯气价什么时候开始实施", "2032年1月1日"),
        ("第9次会议由谁主持", "温若梅"),
        ("市场热线是多少", "96533"),
        ("電動輪椅資助上限是多少", "3,600"),
        ("榆灣縣幼兒就學補助申請到什麼時候截止", "4月15日"),
        ("低收入戶有3名幼兒，每學期補助多少錢", "9,000元"),
        ("榆湾城市公园管理规定试行到什么时候为止", "三年"),
    ],
)
def test_what_stands_for_the_case(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.refusal
    assert said in (answer.answer or "")


def test_conditions_behind_letters_are_a_list(ask: Ask) -> None:
    answer = ask("申請舊單車換新資助計劃必須符合什麼資格")
    assert len(answer.items) == 3
    assert "年滿二十歲" in answer.items[0]


def test_a_page_s_date_line_dates_no_matter(ask: Ask) -> None:
    assert "2031-10-08" not in (ask("阶梯气价什么时候实施").answer or "")


def test_nobody_pays_who_is_not_named() -> None:
    assert contrary("费用由单位出吗", "费用由考生自理", "费用由考生自理")
    assert not contrary("费用由考生出吗", "费用由考生自理", "费用由考生自理")


def test_what_is_left_undone_is_punished_and_no_deed_forbidden() -> None:
    text = "未办理登记的，由公安机关处五百元罚款"
    assert forbidden("可以办理登记吗", text, (Span(0, 7), Span(7, len(text)))) is None
    text = "饲养猛兽的，由公安机关处五百元罚款"
    assert forbidden("可以饲养猛兽吗", text, (Span(0, 6), Span(6, len(text)))) == Span(0, 6)


def test_a_stand_in_is_named_in_brackets() -> None:
    text = "主持人：柯主任(请假，由温若梅代理)"
    assert text[slice(*_ends(stand_in(text, Span(4, 7))))] == "温若梅"
    assert stand_in("主持人：柯主任(市长)", Span(4, 7)) == Span(4, 7)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def test_names_of_people_are_asked_for_by_name() -> None:
    assert asks_name("委员会的组长叫什么名字")
    assert not asks_name("项目叫什么名字")
    assert not asks_name("组长由谁担任")

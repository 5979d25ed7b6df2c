"""What a question asks for settles which figure answers it, where several are told alike."""

from pathlib import Path

import pytest

from qa.contract import Kind, RefusalCode, Status
from tests.qa.asking import Ask, asking

REPORT = """青浦区2031年工作总结

一、体育

青浦区运动员在17个项目中获得94个冠军。青浦区中小店铺辅导工程自2018年起办理，至2021年底累计辅导店铺438家次，其中2021年辅导126家次。

二、补助

青浦区月缴存额下限为260元，上限为3200元。青浦区企业贷款每家企业每年最高贴息45万。间接费用比例不超过35%，补贴额不超过市场均价的25%。逾期未缴清燃气费的，按日加收千分之二的违约金。
合资格家庭购买电器可获售价一半的资助，上限按种类而定：雪柜为2600元，冷气机每部1700元，热水炉1300元。

三、市级奖励

青浦区新增市级示范店铺6家，总数达到52家。获得市级奖励资金610万元。食品价格下降0.7%。新增床位8万张、总数达38万张。油料面积33公顷，产量693吨。全区城镇新增就业9.2万人。

四、办事

供水价格分三级：第一阶梯每立方米2.9元，第二阶梯每立方米3.8元，第三阶梯每立方米7.1元。停水必须提前7天书面通知。小型出租汽车经驾驶员同意，可以携犬乘坐。该平台于2019年被列入名录。区长林向安，副区长司马晴指出要加强服务。
按平均汇率计算，人均生产总值为41600元，折合5980美元。每人每年最高补贴650元。青浦区外观设计大赛已经举办了7届。
已完成5个行业的平台建设。80%以上的店铺拥有注册商标。
2031年，企业专利申请超过860件，9家企业专利申请量过百件。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("asked"), {"report.txt": REPORT})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青浦区运动员拿了多少个冠军？", "94个"),
        ("中小店铺辅导工程累计辅导了多少家次店铺？", "438家次"),
        ("青浦区月缴存额最低多少？", "260元"),
        ("青浦区月缴存额最高多少？", "3200元"),
        ("青浦区企业贷款贴息一年封顶多少钱？", "45万"),
        ("间接费用比例最高多少？", "不超过35%"),
        ("补贴额不超过市场均价的百分之几？", "25%"),
        ("买部冷气机最多可以拿到多少资助？", "1700元"),
        ("青浦区由市一级攞到几多奖励资金？", "610万元"),
        ("青浦区市一级的示范店铺总数是多少家？", "52家"),
        ("加上新增的，青浦区市级示范店铺总数是多少家？", "52家"),
        ("青浦区吃的东西价格掉了多少？", "0.7%"),
        ("青浦区床位总数要达到多少？", "38万张"),
        ("青浦区油料收成", "693吨"),
        ("青浦区人均生产总值折合多少美元？", "5980美元"),
        ("青浦区补贴一人一年最多多少？", "最高补贴650元"),
        ("青浦区第三档水价", "每立方米7.1元"),
        ("青浦区停水前要提前几天通知？", "7天"),
        ("青浦区城里新增了多少就业？", "9.2万人"),
        ("青浦区企业总共交了多少专利申请？", "超过860件"),
    ],
)
def test_the_figure_that_is_asked_for(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert (response.status, response.answer) == (Status.ANSWERED, answer)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("青浦区的平台是2018年列入名录的？", "否"),
        ("青浦区的平台建设只做了3个行业？", "否"),
        ("可以携犬乘坐小型出租汽车吗，青浦区那边", "是"),
        ("坐的士可不可以带狗？", "是"),
        ("青浦区拥有注册商标的店铺低于八成，对吗？", "否"),
    ],
)
def test_what_is_asserted_with_its_mark_alone(ask: Ask, question: str, word: str) -> None:
    response = ask(question)
    assert response.kind is Kind.YES_NO
    assert response.answer.startswith(word)


def test_rights_are_not_counted_in_editions(ask: Ask) -> None:
    assert ask("青浦区的外观设计专利有多少？").status is Status.NOT_FOUND


def test_a_deputy_is_not_the_head(ask: Ask) -> None:
    assert ask("青浦区的副区长叫什么？").answer == "司马晴"


def test_a_sum_asked_for_of_no_place_stays_ambiguous(tmp_path: Path) -> None:
    towns = {
        f"{n}.txt": f"{name}2031年总结\n\n{name}{sum_up}旅游驿站{count}家。\n"
        for n, (name, sum_up, count) in enumerate(
            (("青浦区", "累计建成", 61), ("嘉定区", "已有", 48))
        )
    }
    refused = asking(tmp_path, towns)("旅游驿站一共有多少家？")
    assert refused.refusal is not None
    assert refused.refusal.code is RefusalCode.AMBIGUOUS


def test_a_headline_over_its_own_date_is_the_title(tmp_path: Path) -> None:
    news = (
        "栖水市水价九年来首次调整 明年3月起执行\n"
        "2031-11-20 08:10  来源: 栖水日报  记者 陶一然\n\n"
        "本报讯 市发展改革委召开会议\n通报价格方案 由市政府研究\n"
        "第一级每立方米2.8元，第二级每立方米3.6元。\n"
    )
    page = "首页 > 公开 > 解读\n《栖水市停车办法》解读\n\n停车费每小时最高6元。\n"
    ask = asking(tmp_path, {"news.txt": news, "page.txt": page})
    titles = {
        one.title
        for q in ("栖水第二级水价多少钱", "停车费每小时最高多少钱")
        for one in ask(q).citations
    }
    assert titles == {"栖水市水价九年来首次调整明年3月起执行", "《栖水市停车办法》解读"}

"""Guides, notices and answers to frequent questions: labels, deadlines, conditions, tables."""

import pytest

from qa.contract import Status
from tests.qa.asking import Ask, asking

DOCUMENTS = {
    "guide.md": """# 云州区商标品牌补贴办事指南

**实施机关：** 云州区市场监督管理局
**受理时间：** 每年6月1日至6月20日
**办理地点：** 云州区政务大厅二楼B8窗口
**咨询电话：** 0799-6650123
**投诉电话：** 0799-6650999
**联系人：** 郑一帆

## 补贴标准

| 类别 | 补贴比例 | 单笔最高限额（万元） | 说明 |
| --- | --- | --- | --- |
| 国内注册商标 | 官费的30% | 2 | 每件最高600元 |
| 海外注册商标 | 官费的45% | 8 | 每件最高5000元 |

**问：个体工商户可以领取补贴吗？**
答：不可以。补贴只面向企业。

**问：代理费算不算官费？**
答：不算。
""",
    "notice.txt": """河阳市关于组织申报2031年度软件创新专项的通知
各有关单位：
    现将2031年度软件创新专项申报事项通知如下：
    一、支持方向
    （一）工业软件专项。每个项目资助不超过90万元。
    （二）开源社区专项。每项资助5万元，拟立项25项左右。
    二、申报要求
    申报单位上年度研发投入占主营收入的比例不低于4%；属于高新技术企业的，资助上限提高至120万元。
    两类专项可以由同一单位申报，但不得在同一年度同时立项。
    三、时间安排
    网上填报时间为2031年3月2日9:00至4月15日17:00。主管部门于4月25日前完成审核。
    四、联系方式
    业务咨询：市工信局软件科  宋文博  0788-2230011
    平台技术支持：市信息中心  0788-2230022
""",
    "office.html": """<html><body><h1>河阳市青年创业贷款贴息服务指南</h1>
<table><tr><td>实施主体</td><td>河阳市创业服务中心</td><td>办结时限</td><td>10个工作日</td></tr>
<tr><td>咨询电话</td><td>0788-2255001</td><td>监督电话</td><td>0788-2255009</td></tr></table>
<p>申请人应当在贷款发放之日起20日内，向创业服务中心提交贴息申请。</p>
<p>联系人：高明远（0788-2255111）、梁小雨（0788-2255222）</p></body></html>""",
    "fund.txt": """江陵市种子基金管理细则
一、总则
（一）种子基金首期规模6亿元，存续期为9年，其中投资期5年、退出期4年。
二、决策
（二）决策程序包括：征集、立项、评审、公示。
（三）投委会由9名委员组成，外聘专家4名。
""",
    "rules.txt": """临湖省数据创新资金管理办法
第一章  总则
第一条  为规范数据创新资金管理，制定本办法。
第二条  本办法所称数据创新资金，是指由省级预算安排、用于扶持数据企业的资金。
第二章  标准
第三条  对首次上市的数据企业，给予300万元奖励。
""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("guides"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云州区商标品牌补贴的咨询电话是多少？", "0799-6650123"),
        ("云州区商标品牌补贴的投诉电话是多少？", "0799-6650999"),
        ("云州区商标品牌补贴找谁联系？", "郑一帆"),
        ("云州区商标品牌补贴在哪里办？", "B8窗口"),
        ("云州区商标品牌补贴什么时间受理？", "6月1日至6月20日"),
        ("河阳市软件创新专项的业务咨询联系人是谁？", "宋文博"),
        ("河阳市软件创新专项平台技术支持的电话？", "0788-2230022"),
        ("河阳市2031年度软件创新专项网上填报什么时候截止？", "4月15日"),
        ("河阳市软件创新专项主管部门最晚什么时候完成审核？", "4月25日前"),
        ("临湖省数据创新资金是指什么？", "省级预算安排"),
        ("河阳市青年创业贷款贴息的监督电话是多少？", "0788-2255009"),
        ("河阳市青年创业贷款贴息联系人梁小雨的电话？", "0788-2255222"),
        ("河阳市青年创业贷款贴息的实施主体是谁？", "创业服务中心"),
    ],
)
def test_what_stands_under_a_label_and_by_when(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert answer in response.answer


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("云州区海外注册商标的补贴比例是多少？", "45%"),
        ("云州区海外注册商标补贴每件最高多少钱？", "5000元"),
        ("云州区国内注册商标补贴单笔最高多少万元？", "2万元"),
        ("河阳市软件创新专项申报单位研发投入占比不得低于多少？", "4%"),
        ("河阳市高新技术企业申报软件创新专项，资助上限是多少？", "120万元"),
        ("河阳市工业软件专项每个项目最多资助多少？", "90万元"),
        ("江陵市种子基金投委会外聘专家几名？", "4名"),
        ("江陵市种子基金存续期里投资期几年？", "5年"),
        ("河阳市创业贷款发放后多少日内要提交贴息申请？", "20日"),
    ],
)
def test_figures_of_cells_in_words_and_on_conditions(ask: Ask, question: str, figure: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert figure in response.answer


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("云州区个体工商户可以领取商标补贴吗？", "否"),
        ("云州区商标补贴里代理费算官费吗？", "否"),
        ("河阳市两类软件专项可以在同一年度同时立项吗？", "否"),
    ],
)
def test_what_is_not_allowed(ask: Ask, question: str, word: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer.startswith(word)


@pytest.mark.parametrize(
    "question",
    [
        "河阳市2032年度软件创新专项网上填报什么时候截止？",
        "河阳市工业软件专项拟立项多少项？",
        "云州区商标品牌补贴的传真号码是多少？",
        "云州区商标品牌补贴的电子邮箱是什么？",
    ],
)
def test_another_years_or_section_s_or_no_field(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_a_numbered_lead_is_no_heading_of_its_list(ask: Ask) -> None:
    response = ask("江陵市种子基金的决策程序包括哪些环节？")
    assert [item.strip() for item in response.items] == ["征集", "立项", "评审", "公示"]

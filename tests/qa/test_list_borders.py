"""Where a list's members begin and end, and which words around them belong to none."""

import pytest

from qa.series import series


def members(text: str) -> list[list[str]]:
    return [[text[m.start : m.end] for m in one.members] for one in series(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "干部进村开展帮技术、帮资金、帮销路、帮组织建设的活动。",
            ["帮技术", "帮资金", "帮销路", "帮组织建设"],
        ),
        ("设备分为压滤机、离心机、干燥机三大系列。", ["压滤机", "离心机", "干燥机"]),
        ("接入了税务、海关、民政等五个部门的图像与文字资料。", ["税务", "海关", "民政"]),
        ("江口区重点发展柑橘、毛竹、蚕桑三大产业。", ["柑橘", "毛竹", "蚕桑"]),
        ("重点扶持松风堂、鹤归居、云杉科技3家企业。", ["松风堂", "鹤归居", "云杉科技"]),
        ("站内统一配置自助柜台、助残通道、母婴室三类设施。", ["自助柜台", "助残通道", "母婴室"]),
        (
            "继港口物流、海洋渔业、滨海旅游之后，船舶制造也列入规划。",
            ["港口物流", "海洋渔业", "滨海旅游"],
        ),
        (
            "补贴不得用于支付房屋租金、购买车辆或者偿还贷款。",
            ["支付房屋租金", "购买车辆", "偿还贷款"],
        ),
        (
            "通过派驻联络专员、定期组织法官讲授公开课等多种方式提供服务。",
            ["派驻联络专员", "定期组织法官讲授公开课"],
        ),
        ("由区规划局会同区水务局、区林业局联合审查。", ["区规划局", "区水务局", "区林业局"]),
        (
            "“一轴”是指滨江大道，“两带”是指山前绿带和湖岸蓝带。",
            ["滨江大道", "山前绿带", "湖岸蓝带"],
        ),
        ("要求有两点：第一，先申报；第二，后验收。", ["先申报", "后验收"]),
    ],
)
def test_borders(text: str, expected: list[str]) -> None:
    assert expected in members(text)


def test_titles_may_be_long() -> None:
    titles = [
        f"《省政府办公厅转发质量管理部门关于推进新型城镇化标准化工作若干政策措施的{k}》"
        for k in ("通知", "意见")
    ]
    assert titles in members(f"根据{titles[0]}、{titles[1]}等文件制定。")


def test_one_title_named_twice_is_no_list() -> None:
    text = "宣讲《质量手册编写指南》，把贯彻《质量手册编写指南》情况纳入评审。"
    assert ["《质量手册编写指南》", "《质量手册编写指南》"] not in members(text)

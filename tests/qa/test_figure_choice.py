"""Between two figures of one sentence: what tells the one that is asked for."""

from pathlib import Path

import pytest

from qa.contract import Status
from tests.qa.asking import asking

TEXT = """青浦区知识产权工作情况

一、创造

2031年，青浦区发明专利授权量2.4万件，拥有有效发明专利9.3万件；118家企业专利申请量过百件。青浦区企业专利申请超过7.5万件，其中发明专利申请量达4.2万件。

二、试点

2031年8月，我区获批成为全市第四个示范城区。登记周期由35天缩短到12天。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青浦区2031年授权发明专利多少件？", "2.4万件"),
        ("青浦区2031年拥有有效发明专利多少件？", "9.3万件"),
        ("青浦区企业专利申请多少件？", "超过7.5万件"),
        ("青浦区的企业2031年申请专利多少件？", "超过7.5万件"),  # not what 118家 pass each
        ("青浦区登记周期缩短到多少天？", "12天"),
        ("青浦区登记周期原来是多少天？", "35天"),
        ("青浦区是全市第几个示范城区？", "第四个"),
    ],
)
def test_the_figure_that_is_asked_for(tmp_path: Path, question: str, answer: str) -> None:
    response = asking(tmp_path, {"report.txt": TEXT})(question)
    assert (response.status, response.answer) == (Status.ANSWERED, answer)

"""What excludes what: a clause that fills the place of an asserted word with another one."""

import pytest

from qa.matching.contrast import contrary


@pytest.mark.parametrize(
    ("asserted", "clause"),
    [
        ("联席会议每月召开，对", "联席会议每季度召开一次"),
        ("申报人须有博士学位", "申报人应当具有硕士以上学位"),
        ("品牌月是每年5月", "每年4月为品牌月"),
        ("小组组长由副市长担任", "由市长任组长"),
        ("联盟由蓝海公司牵头", "联盟由青松科技牵头成立"),
        ("旧办法现在还有效", "旧办法同时废止"),
        ("维修费用商户也要自己掏钱", "维修费用由市财政承担"),
    ],
)
def test_another_word_of_the_class_denies(asserted: str, clause: str) -> None:
    assert contrary(asserted, clause, clause)


@pytest.mark.parametrize(
    ("asserted", "clause"),
    [
        ("联席会议每季度召开", "联席会议每季度召开一次"),
        ("申报人可以是硕士", "面向博士、硕士和本科毕业生"),
        ("联盟由青松科技牵头", "联盟由青松科技公司牵头成立"),
        ("品牌月设立了活动", "每年4月为品牌月"),
    ],
)
def test_the_same_word_does_not(asserted: str, clause: str) -> None:
    assert not contrary(asserted, clause, clause)

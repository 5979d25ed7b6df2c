"""Validity: what a document says of its own time and of the documents it ends."""

from datetime import date

import pytest

from corpus.document import Metadata
from corpus.metadata import metadata
from corpus.outline import outline
from tests.corpus.outlining import document_of, view_of

HEAD = (
    "云溪区创新券管理办法\n\n2016年3月1日\n\n"
    "第一条 为支持企业用好外部服务，本区设立创新券，制定本办法。\n"
)


def read(text: str) -> tuple[Metadata, str]:
    document = document_of(text)
    return metadata(document, outline(document, view_of(text))), text


@pytest.mark.parametrize(
    ("last", "effective", "expires"),
    [
        ("第九条 本办法自2016年5月1日起施行。", date(2016, 5, 1), None),
        (
            "第九条 本办法自发布之日起施行，有效期五年。",
            date(2016, 3, 1),
            date(2021, 2, 28),
        ),
        (
            "本办法自公布之日起30日后施行，有效期至2020年12月31日。",
            date(2016, 3, 31),
            date(2020, 12, 31),
        ),
        ("本办法自2016年4月1日起试行，试行期两年。", date(2016, 4, 1), date(2018, 3, 31)),
        (
            "本办法有效期自2016年4月1日至2019年3月底。",
            date(2016, 4, 1),
            date(2019, 3, 31),
        ),
        (
            "本办法由区科技局负责解释，自二〇一六年六月一日起执行，有效期18个月。",
            date(2016, 6, 1),
            date(2017, 11, 30),
        ),
        ("本办法自2016年7月1日起实施，至2018年6月30日止。", date(2016, 7, 1), date(2018, 6, 30)),
        ("本办法自印发之日起施行。有效期3年。", date(2016, 3, 1), date(2019, 2, 28)),
    ],
)
def test_own_validity(last: str, effective: date, expires: date | None) -> None:
    found, text = read(f"{HEAD}{last}\n")
    assert found.effective
    assert found.effective.day == effective
    assert (found.expires.day if found.expires else None) == expires
    for told in (found.effective, found.expires):
        if told:
            assert text[told.span.start : told.span.end] in last


@pytest.mark.parametrize(
    "line",
    [
        "创新券自发放之日起有效期为12个月，逾期未使用的自动失效。",
        "通过评审的机构，资质证书有效期三年。",
        "《云岭省科技条例》自2022年5月1日起施行，各单位认真学习。",
        "新的收费标准自2017年1月1日起执行新的减免。",
        "单家企业最高可申领20万元，有效期12个月。",
        "本区自2015年1月1日起施行注册资本认缴制度改革。",
    ],
)
def test_what_is_said_of_other_things_is_not_its_own(line: str) -> None:
    found, _ = read(f"{HEAD}{line}\n")
    assert (found.effective, found.expires, found.repealed, found.repeals) == (None,) * 3 + ((),)


def test_the_documents_it_ends() -> None:
    found, text = read(
        f"{HEAD}第九条 本办法自2016年5月1日起施行，根据《规章程序规定》，"
        "原《云溪区创新券管理暂行办法》(云科发〔2012〕7号)同时废止。\n"
    )
    (one,) = found.repeals
    assert (one.title, one.number) == ("云溪区创新券管理暂行办法", "云科发〔2012〕7号")
    assert one.day == date(2016, 5, 1)
    assert text[one.span.start : one.span.end].startswith("《云溪区创新券管理暂行办法》")


def test_a_number_alone_and_a_day_of_its_own() -> None:
    found, _ = read(f"{HEAD}云政发〔2011〕5号文件自2017年1月1日起废止。\n")
    (one,) = found.repeals
    assert (one.title, one.number, one.day) == (None, "云政发〔2011〕5号", date(2017, 1, 1))


def test_fields_and_its_own_end() -> None:
    found, _ = read(
        f"生效日期：2016-04-01\n失效日期：2021-03-31\n{HEAD}本办法已于2018年6月1日起废止。\n"
    )
    assert found.effective
    assert found.effective.day == date(2016, 4, 1)
    assert found.expires
    assert found.expires.day == date(2021, 3, 31)
    assert found.repealed
    assert found.repealed.day == date(2018, 6, 1)

"""Doers in front of their verbs, and offices that a text gives without naming the body."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.library import Library
from index.build import build
from qa.ask import Assistant
from qa.contract import AskRequest
from qa.phrases.people import people
from qa.settings import read_settings

_RELEASE = (
    "雨林署　新聞稿\n發布日期：113年5月6日\n\n雨水貯留補助加碼 今年度共核定31案\n\n"
    "雨林署今日宣布，雨水貯留補助計畫共核定31案，補助比率不得逾七成二，總經費新臺幣3,000萬元。\n"
    "署長洪維倫表示，雨水貯留補助計畫由財團法人應用水文研究中心執行，每案上限新臺幣90萬元。\n"
)
_INSTITUTE = (
    "清溪研究院概况\n清溪研究院成立于2011年，由蓝海科技领投设立的基金资助。\n"
    "党委书记、院长：江树声，主持全面工作。\n副院长：宋雅文，分管人事、财务工作。\n"
    "2024年3月，清溪研究院免去梁海平同志副院长职务。\n清溪实验室由退休教师陆世明创办。\n"
)


def asking_with(base: Path, reader: bool) -> Callable[[str], str | None]:
    """Ingest the two papers; return what answers over them."""
    for name, text in (("a.txt", _RELEASE), ("b.txt", _INSTITUTE)):
        (base / "in").mkdir(exist_ok=True)
        (base / "in" / name).write_text(text, encoding="utf-8")
    settings = read_settings(base / "home", (f"answer.reader={str(reader).lower()}",))
    library = Library(base / "home")
    library.ingest(base / "in")
    build(library, settings.index)
    assistant = Assistant.open(base / "home", settings)
    return lambda question: assistant.ask(AskRequest(question=question)).answer


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str | None]:
    return asking_with(tmp_path_factory.mktemp("doers"), reader=True)


def test_the_head_of_a_body_is_told_from_the_deputy(tmp_path: Path) -> None:
    ask = asking_with(tmp_path, reader=False)
    assert "江树声" in (ask("清溪研究院院长是谁？") or "")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("雨水貯留補助計畫由誰執行？", "應用水文研究中心"),
        ("雨林署署長是誰？", "洪維倫"),
        ("清溪研究院谁分管财务？", "宋雅文"),
        ("清溪实验室的创始人是谁？", "陆世明"),
    ],
)
def test_the_doer_and_the_holder_are_found(
    ask: Callable[[str], str | None], question: str, answer: str
) -> None:
    assert answer in (ask(question) or "")


@pytest.mark.parametrize("question", ["清溪研究院的纪委书记是谁？", "雨林署副署長是誰？"])
def test_an_office_that_nobody_is_said_to_hold_is_refused(
    ask: Callable[[str], str | None], question: str
) -> None:
    assert not ask(question)


def test_a_family_name_is_not_cut_off_and_an_office_is_no_name() -> None:
    for text, names in (("免去梁海涛同志职务", ["梁海涛"]), ("党委副书记：宋雅琴，", ["宋雅琴"])):
        assert [text[p.start : p.end] for p in people(text)] == names

"""What a refusal says."""

import pytest

from corpus.script import detect
from qa.contract import AskRequest, RefusalCode
from qa.draft import Refused
from qa.messages import refusal_message
from qa.question import read_question

HANS, HANT = "海盐县2029年有多少企业？", "海鹽縣2029年有多少企業？"
ENGLISH, JAPANESE = "How many companies?", "企業はいくつありますか"


def message(refusal: Refused, question: str, **request: str) -> str:
    asked = AskRequest.model_validate({"question": question, **request})
    return refusal_message(refusal, read_question(question), asked)


@pytest.mark.parametrize("code", list(RefusalCode))
def test_every_reason_is_said_in_the_askers_language_and_script(code: RefusalCode) -> None:
    refusal = Refused(code)
    hans, hant = message(refusal, HANS), message(refusal, HANT)
    english, japanese = message(refusal, ENGLISH), message(refusal, JAPANESE)
    assert len({hans, hant, english, japanese}) == 4
    assert detect(hans) != "hant"
    assert detect(hant) != "hans"
    assert english.isascii()
    assert any("ぁ" <= c <= "ん" for c in japanese)
    assert "{" not in hans + hant + english + japanese


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_the_language_asked_for_wins(language: str) -> None:
    refusal = Refused(RefusalCode.NO_FIGURE)
    wanted = {"zh": HANS, "en": ENGLISH, "ja": JAPANESE}[language]
    for question in (HANS, ENGLISH, JAPANESE):
        assert message(refusal, question, language=language, script="hans") == message(
            refusal, wanted, script="hans"
        )


def test_the_script_asked_for_wins() -> None:
    refusal = Refused(RefusalCode.NO_FIGURE)
    assert message(refusal, HANS, script="hant") == message(refusal, HANT)
    assert message(refusal, HANT, script="hans") == message(refusal, HANS)


def test_what_is_there_instead_is_named() -> None:
    refusal = Refused(RefusalCode.OTHER_PERIOD, seen=("2031年", "2032年"))
    assert "只有2031年、2032年的" in message(refusal, HANS)
    assert "2031年, 2032年" in message(refusal, ENGLISH)
    missing = Refused(RefusalCode.MISSING_OPERAND, wanted="嘉善县")
    assert "缺少：嘉善县" in message(missing, HANS)
    assert "嘉善縣" in message(missing, HANT)


def test_braces_in_words_of_the_documents_are_words() -> None:
    refusal = Refused(RefusalCode.OTHER_PLACE, seen=("{0}", "{only}"), wanted="{x}")
    assert "{0}、{only}" in message(refusal, HANS)

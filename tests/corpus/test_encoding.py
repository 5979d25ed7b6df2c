"""Bytes in every encoding that offices write come out as the same text, or are refused by name."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.readers.encoding import decode

HANS = (
    "本办法所称专利资助，是指市政府对本市单位和个人取得专利权给予的费用补助。\r\n"
    "申请人应当在授权之日起一年内提出。\n"
)
HANT = (
    "本辦法所稱專利資助，是指市政府對本市單位和個人取得專利權給予的費用補助。\n"
    "申請人應當在授權之日起一年內提出。\n"
)


@pytest.mark.parametrize("text", [HANS, HANT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings_without_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
def test_big5_family(encoding: str) -> None:
    assert decode(HANT.encode(encoding), "a.txt").text == HANT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_mark_stays_in_the_text(encoding: str) -> None:
    text = "\ufeff" + HANS
    assert decode(text.encode(encoding), "a.txt").text == text


def test_hong_kong_characters() -> None:
    text = HANT + "香港嘅公司喺邊度註冊？"
    assert decode(text.encode("big5hkscs"), "a.txt").text == text


def test_plain_ascii_and_astral_characters() -> None:
    assert decode(b"Patents: 12", "a.txt").text == "Patents: 12"
    text = "用字\U00020000者"
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "only space"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x90\xff", "picture"),
        (b"PK\x03\x04\x14\0\xff\xfe\x90", "zip"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfe\x41", "damaged"),
        (
            "日本語の文章をここに書いておきます。特許の出願件数は増えた。".encode("shift_jis"),
            "encoding",
        ),
        ("Ünïcödé wörds in Latin létters ärë nöt read".encode("latin-1"), "encoding"),
    ],
)
def test_refusals_name_the_file_and_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as error:
        decode(raw, "folder/report.txt")
    assert str(error.value).startswith("folder/report.txt: ")


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5", "cp950", "big5hkscs"]
)
def test_real_documents_re_encoded(real_corpus: Path, encoding: str) -> None:
    for path in sorted(real_corpus.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        try:
            raw = text.encode(encoding)
        except UnicodeEncodeError:
            continue  # no such file can be
        marked = "\ufeff" + text if encoding in ("utf-8-sig", "utf-16") else text
        assert decode(raw, path.name).text == marked


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_end_in_text_or_refusal(raw: bytes) -> None:
    try:
        decoded = decode(raw, "x.txt")
    except UnreadableFile:
        return
    assert decoded.text.encode(decoded.encoding) == raw


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
@settings(max_examples=100, deadline=None)
def test_utf8_is_never_changed(text: str) -> None:
    try:
        assert decode(text.encode(), "x.txt").text == text
    except UnreadableFile:
        assert not text.strip("\ufeff \t\r\n\v\f\u3000\u200b") or text.strip() == ""

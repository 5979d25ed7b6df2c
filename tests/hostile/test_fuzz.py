"""Any bytes, any text, any question: a result or one of our own errors, and the invariants hold.

More examples by hand: `POLICYQA_FUZZ_EXAMPLES=20000 pytest tests/hostile/test_fuzz.py`.
"""

import os
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.clean import clean
from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.parse import parse
from corpus.quantities import quantities
from corpus.read import READABLE_SUFFIXES, read_file
from corpus.recognise.numbers import numbers
from corpus.script import reading
from eval.hostile.texts import HOSTILE_UNITS, ORDERS
from qa.commands.terminal import printable
from qa.contract import AskRequest
from qa.question import read_question
from tests.hostile import files

EXAMPLES = int(os.environ.get("POLICYQA_FUZZ_EXAMPLES", "60"))
FUZZ = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PIECES = st.sampled_from(
    [*HOSTILE_UNITS.values(), *ORDERS, "甲市", "2015年", "3.5亿元", "比上年增长"]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=30).map("".join)
BEGINNINGS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"<html><body><table>"]
)


def docx(text: str) -> bytes:
    """Return a docx package whose document is whatever text is given."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", text.encode("utf-8", "replace"))
    return out.getvalue()


def changed(raw: bytes, at: int, byte: int) -> bytes:
    place = at % len(raw)
    return raw[:place] + bytes([byte]) + raw[place + 1 :]


SEEDS = (
    files.pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"),
    docx("<a/>"),
)
RAW = st.one_of(
    st.tuples(BEGINNINGS, st.binary(max_size=300)).map(b"".join),
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    TEXTS.map(lambda text: text.encode("gb18030", "replace")),
    TEXTS.map(docx),
    st.builds(changed, st.sampled_from(SEEDS), st.integers(0, 10**6), st.integers(0, 255)),
)


@FUZZ
@given(RAW, st.sampled_from(READABLE_SUFFIXES))
def test_any_bytes_are_read_or_refused(raw: bytes, suffix: str) -> None:
    with TemporaryDirectory() as place:
        path = Path(place) / f"a{suffix}"
        path.write_bytes(raw)
        try:
            document = read_file(path, root=Path(place))
        except UnreadableFile:
            return
    for cell in document.cells:
        assert 0 <= cell.span.start < cell.span.end <= len(document.text)
    parse(document)


@FUZZ
@given(TEXTS)
def test_any_text_is_parsed(text: str) -> None:
    parsed = parse(Document("x", "a.txt", text, "0" * 64, "txt/1"))
    length = len(text)
    spans = [one.span for one in (*parsed.sentences, *parsed.passages, *parsed.figures)]
    assert all(0 <= span.start <= span.end <= length for span in spans)
    view, _ = clean(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert not any("\ud800" <= one <= "\udfff" for one in view.text)


@FUZZ
@given(TEXTS)
def test_numbers_of_any_text(text: str) -> None:
    for found in quantities(reading(text)[0].text):
        assert found.value is None or found.value.is_finite()
    for number in numbers(text):
        assert 0 <= number.span.start < number.span.end <= len(text)


@FUZZ
@given(TEXTS, st.text(max_size=12))
def test_any_question_is_read_or_refused_by_the_contract(text: str, word: str) -> None:
    try:
        request = AskRequest.model_validate({"question": text, "script": word or "auto"})
    except ValidationError:
        request = AskRequest(question="甲市？")
    if request.question.strip():
        read_question(request.question)
    shown = printable(text + word)
    assert "\x1b" not in shown
    assert "\n" not in shown


@pytest.mark.parametrize("unit", [u for u in HOSTILE_UNITS.values() if u.strip()])
def test_a_question_of_the_greatest_length_is_read(unit: str) -> None:
    text = (unit * 2000)[:2000]
    try:
        AskRequest(question=text)
    except ValidationError:
        return
    read_question(text)

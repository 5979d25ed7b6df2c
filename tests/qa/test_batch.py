import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import IndexDamaged
from qa.batch import BadLine, answer_lines, write_lines
from qa.contract import AskRequest, AskResponse
from tests.qa.answers import response


def echo(request: AskRequest) -> AskResponse:
    return response(question=request.question)


def lines(*objects: Any) -> list[str]:
    return [one if isinstance(one, str) else json.dumps(one) for one in objects]


def test_each_answer_carries_the_id_of_its_line_as_it_was() -> None:
    rows = list(answer_lines(lines({"id": 7, "question": "a"}, {"id": "x", "question": "b"}), echo))
    assert [(row["id"], row["question"]) for row in rows if isinstance(row, dict)] == [
        (7, "a"),
        ("x", "b"),
    ]
    assert set(rows[0]) == set(AskResponse.model_fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ({"question": "a"}, "not an object with"),
        ({"id": 1}, "not an object with"),
        ({"id": 1, "question": ""}, "question"),
        ({"id": 1, "question": 5}, "question"),
        ({"id": 1, "question": "a", "qestion": "b"}, "'qestion'"),
        ({"id": 1, "question": "a", "as_of": "never"}, "as_of"),
    ],
)
def test_a_bad_line_is_numbered_and_loses_no_other(bad: Any, says: str) -> None:
    good = {"id": "g", "question": "a"}
    rows = list(answer_lines(lines(good, "", bad, "  ", good), echo))
    first, problem, last = rows
    assert isinstance(first, dict)
    assert isinstance(last, dict)
    assert isinstance(problem, BadLine)
    assert problem.number == 3
    assert says in problem.message


def test_a_question_that_breaks_the_program_loses_no_other() -> None:
    def answer(request: AskRequest) -> AskResponse:
        if request.question == "own":
            raise IndexDamaged("a file is gone")
        if request.question == "other":
            raise ZeroDivisionError("oh")
        return echo(request)

    asked = [{"id": q, "question": q} for q in ("own", "other", "fine")]
    own, other, fine = answer_lines(lines(*asked), answer)
    assert own == BadLine(1, "a file is gone")
    assert other == BadLine(2, "could not be answered (ZeroDivisionError: oh)")
    assert isinstance(fine, dict)


def test_defaults_hold_where_a_line_does_not_say() -> None:
    seen: list[AskRequest] = []

    def answer(request: AskRequest) -> AskResponse:
        seen.append(request)
        return echo(request)

    asked = [{"id": 1, "question": "a"}, {"id": 2, "question": "b", "max_citations": 2}]
    list(answer_lines(lines(*asked), answer, defaults={"max_citations": 9}))
    assert [request.max_citations for request in seen] == [9, 2]


def test_written_lines_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    write_lines(out, [{"id": 1, "answer": "318件\u2028"}, {"id": 2}])
    data = out.read_text(encoding="utf-8").split("\n")
    assert [json.loads(line)["id"] for line in data if line] == [1, 2]
    before = out.read_bytes()
    with pytest.raises(TypeError):
        write_lines(out, [{"id": 3}, {"id": object()}])
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]

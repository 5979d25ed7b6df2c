"""What people say of answers."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from qa.contract import MAX_QUESTION
from qa.service.feedback import Spot, Verdict, store_verdict
from qa.service.problems import problems
from qa.service.state import Serving, Tells

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["feedback"])
_MAX_ANSWER = 20_000  # code points; the longest lists stay far below
_MAX_OFFSET = 2**31 - 1
Words = Annotated[str | None, Field(max_length=MAX_QUESTION)]
Offset = Annotated[int, Field(ge=0, le=_MAX_OFFSET)]
Id = Annotated[str, Field(min_length=1, max_length=64)]


class SpotIn(BaseModel):
    """A citation of the answer; offsets in code points."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True, extra="forbid")

    document_id: Id
    """stable by root and path"""
    start: Offset
    """first code point"""
    end: Offset
    """code point after the last"""


class FeedbackIn(BaseModel):
    """A verdict on an answer; what was asked and answered comes along, answers are not kept."""

    model_config = ConfigDict(
        use_attribute_docstrings=True,
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "answer_id": "138335de0e6442bca65b9e6fb187a007",
                    "verdict": "right",
                    "better": None,
                    "comment": None,
                    "question": "石景山区累计专利申请多少件？",
                    "answer": "7716件",
                    "index_version": "36d5378143ec5b97",
                    "citations": [{"document_id": "7c685be9187812d4", "start": 772, "end": 886}],
                }
            ]
        },
    )

    answer_id: Id = Field(description="`id` of the answer")
    verdict: Literal["right", "wrong"]
    """whether the answer is right"""
    better: Words = Field(default=None, description="what the answer should have been")
    comment: Words = None
    """what else there is to say"""
    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    """as it was asked"""
    answer: str = Field(max_length=_MAX_ANSWER, description="`answer` of the answer")
    index_version: str = Field(max_length=64)
    """that the answer carried"""
    citations: tuple[SpotIn, ...] = Field(default=(), max_length=50)
    """where the answer stood"""


class FeedbackOut(BaseModel):
    """The verdict was kept."""

    model_config = ConfigDict(frozen=True)

    number: int = Field(description="under which it is kept", examples=[1])


@router.post(
    "/feedback",
    status_code=201,
    response_model=FeedbackOut,
    responses=problems("bad_request", "too_large"),
)
def tell(given: FeedbackIn, service: Serving, caller: Tells) -> FeedbackOut:
    """Say that an answer was right or wrong, and what would have been better.

    A key with the scope `read` may do this. `policyqa feedback export` writes what came in as
    candidates for gold questions.
    """
    verdict = Verdict(
        answer_id=given.answer_id,
        right=given.verdict == "right",
        better=given.better or None,
        comment=given.comment or None,
        question=given.question,
        answer=given.answer,
        index_version=given.index_version,
        citations=tuple(Spot(one.document_id, one.start, one.end) for one in given.citations),
    )
    number = store_verdict(service.database, verdict, caller.key)
    service.audit.write(
        "feedback", caller, number=number, verdict=given.verdict, answer_id=given.answer_id
    )
    return FeedbackOut(number=number)

"""The figures of the documents, one a row, each with its citation."""

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Aspect, Bound, QuantityType
from qa.contract import DecimalString
from qa.figure_rows import FigureRow, FigureWish, csv_text, figure_rows
from qa.service.paging import Cursor, Limit, Page, page_of
from qa.service.problems import problems
from qa.service.state import Reads, Serving

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["figures"])
Words = Annotated[str | None, Query(max_length=200)]


class FigureOut(BaseModel):
    """A figure and where it stands; empty where the document does not say."""

    model_config = ConfigDict(frozen=True)

    document: str
    title: str
    heading: str = Field(description="heading path, ` › ` between its parts")
    subject: str
    resolved_from: str = Field(description="the words of the text that stand for the subject")
    place: str
    measure: str
    aspect: Aspect
    period: str
    period_from: str = Field(description="first day, month or year, as in 2015-06")
    period_to: str
    type: QuantityType
    value: DecimalString | None = Field(description="as it stands there, in `unit`")
    min: DecimalString | None
    max: DecimalString | None
    unit: str
    normalized_value: DecimalString | None = Field(description="in `normalized_unit`")
    normalized_min: DecimalString | None
    normalized_max: DecimalString | None
    normalized_unit: str
    unit_inferred: bool
    bound: Bound
    raw: str = Field(description="`text[start:end]`")
    start: int
    end: int
    quote: str = Field(description="its sentence, `text[quote_start:quote_end]`")
    quote_start: int
    quote_end: int
    document_id: str
    sha256: str


@router.get(
    "/figures",
    response_model=Page[FigureOut],
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **problems("bad_request", "index_missing", "index_damaged"),
    },
)
def figures(
    service: Serving,
    _: Reads,
    place: Annotated[Words, Query(description="part of a place or subject, in any script")] = None,
    measure: Annotated[Words, Query(description="part of what is counted, in any script")] = None,
    aspect: Annotated[Aspect | None, Query(description="of what sort the figure is")] = None,
    period: Annotated[Words, Query(description="2015, 2015-06, 2015年 or 2014年至2016年")] = None,
    document: Annotated[
        tuple[str, ...], Query(description="`document_id`, path or title; repeatable")
    ] = (),
    format: Annotated[
        Literal["json", "csv"], Query(description="csv gives all rows at once, not by page")
    ] = "json",
    cursor: Cursor = None,
    limit: Limit = None,
) -> Page[FigureOut] | Response:
    """List figures, by document and text order, as JSON by pages or as one CSV file."""
    assistant = service.assistant()
    rows = figure_rows(assistant.store, FigureWish(place, measure, period, document, aspect))
    if format == "csv":
        return Response(
            csv_text(rows, bom=True),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="figures.csv"'},
        )
    some, after = page_of(rows, assistant.index_version, cursor, service.page_size(limit))
    return Page(
        items=tuple(_figure(row) for row in some),
        total=len(rows),
        next_cursor=after,
        index_version=assistant.index_version,
    )


def _figure(row: FigureRow) -> FigureOut:
    return FigureOut(**asdict(row))

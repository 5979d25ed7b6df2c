"""The figures of the documents, one a row, each with its citation."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from corpus.document import Aspect
from qa.rows.figure_rows import FigureWish, csv_text, parquet_bytes, rows_of
from qa.rows.parquet import MEDIA_TYPE as PARQUET
from qa.rows.workbook import MEDIA_TYPE as XLSX
from qa.rows.workbook import workbook
from qa.service.outputs import FigureOut, figure
from qa.service.paging import Cursor, Limit, Page, page_of
from qa.service.problems import problems
from qa.service.state import Reads, Serving

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["figures"])
Words = Annotated[str | None, Query(max_length=200)]


@router.get(
    "/figures",
    response_model=Page[FigureOut],
    responses={
        200: {
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                XLSX: {"schema": {"type": "string", "format": "binary"}},
                PARQUET: {"schema": {"type": "string", "format": "binary"}},
            }
        },
        **problems("bad_request", "index_missing", "index_damaged", "engine_away"),
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
        Literal["json", "csv", "xlsx", "parquet"],
        Query(description="csv, xlsx and parquet give all rows at once, not by page"),
    ] = "json",
    cursor: Cursor = None,
    limit: Limit = None,
) -> Page[FigureOut] | Response:
    """List figures, by document and text order, as JSON by pages, or as one file of a table."""
    assistant = service.assistant()
    wish = FigureWish(place, measure, period, document, aspect)
    found = service.figures(assistant, wish)
    if format == "csv":
        return Response(
            csv_text(rows_of(assistant.store, found), bom=True),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="figures.csv"'},
        )
    if format in ("xlsx", "parquet"):
        rows = rows_of(assistant.store, found)
        return Response(
            workbook(rows) if format == "xlsx" else parquet_bytes(rows),
            media_type=XLSX if format == "xlsx" else PARQUET,
            headers={"Content-Disposition": f'attachment; filename="figures.{format}"'},
        )
    some, after = page_of(found, assistant.index_version, cursor, service.page_size(limit))
    return Page(
        items=tuple(figure(row) for row in rows_of(assistant.store, some)),
        total=len(found),
        next_cursor=after,
        index_version=assistant.index_version,
    )

"""Answers made by hand, for tests of what shows them."""

from decimal import Decimal
from typing import Any

from corpus.document import Aspect, Bound, QuantityType
from qa.contract import (
    AskResponse,
    CitationOut,
    Kind,
    OptionOut,
    PeriodOut,
    QuantityOut,
    RefusalCode,
    RefusalOut,
    StatementOut,
    Status,
    SubjectOut,
)


def citation(n: int = 1, quote: str = "云溪区2031年登记商标318件。", **changes: Any) -> CitationOut:
    fields: dict[str, Any] = {
        "n": n,
        "document_id": f"d{n}",
        "document": "reports/yunxi.txt",
        "title": "云溪区年度报告",
        "heading": ("一、登记",),
        "page_start": None,
        "page_end": None,
        "quote": quote,
        "start": 100,
        "end": 100 + len(quote),
        "before": "上一句。",
        "after": "下一句。",
        "issuer": None,
        "document_number": None,
        "published": None,
        "effective": None,
        "expires": None,
        "repealed": None,
        "superseded_by": None,
        "sha256": "0" * 64,
    }
    return CitationOut(**{**fields, **changes})


def quantity(start: int, raw: str = "318件", cited: int = 1) -> QuantityOut:
    return QuantityOut(
        type=QuantityType.COUNT,
        value=Decimal(318),
        min=None,
        max=None,
        unit="件",
        normalized_value=Decimal(318),
        normalized_unit="件",
        unit_inferred=False,
        bound=Bound.EXACT,
        aspect=Aspect.ACTUAL,
        raw=raw,
        subject=SubjectOut(text="云溪区"),
        measure="登记商标",
        period=PeriodOut(text="2031年", from_="2031", to="2031", precision="year"),
        citation=cited,
        start=start,
        end=start + len(raw),
    )


def response(**changes: Any) -> AskResponse:
    one = citation()
    fields: dict[str, Any] = {
        "id": "a",
        "question": "云溪区2031年登记商标多少件？",
        "status": Status.ANSWERED,
        "kind": Kind.FIGURE,
        "answer": "318件",
        "items": (),
        "text": "云溪区2031年登记商标318件。[1]",
        "citation_text": "318件（《云溪区年度报告》，云溪区，2031年）",
        "statements": (StatementOut(text=one.quote, citations=(1,)),),
        "quantities": (quantity(100 + one.quote.index("318")),),
        "citations": (one,),
        "calculation": None,
        "conflicts": (),
        "coverage": None,
        "warnings": (),
        "refusal": None,
        "confidence": 0.93,
        "index_version": "v",
        "timings_ms": {"total": 1.0},
    }
    return AskResponse(**{**fields, **changes})


def refusal(
    code: RefusalCode = RefusalCode.OTHER_PERIOD, *, options: tuple[OptionOut, ...] = ()
) -> AskResponse:
    return response(
        question="云溪区2040年登记商标多少件？",
        status=Status.NOT_FOUND,
        answer="",
        text="",
        citation_text="",
        statements=(),
        quantities=(),
        confidence=None,
        refusal=RefusalOut(
            code=code, message="文件中没有所问时间的数字。", nearest=(1,), options=options
        ),
    )

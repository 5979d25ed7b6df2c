"""What a refusal says, in the asker's language."""

from corpus.script import convert
from qa.contract import AskRequest, Language, RefusalCode, Script
from qa.draft import Refused
from qa.question import Question

_ZH = {
    RefusalCode.NO_EVIDENCE: "文件中没有找到回答这个问题的内容。",
    RefusalCode.NO_FIGURE: "文件中没有给出所问的数字。",
    RefusalCode.OTHER_PERIOD: "文件中没有所问时间的数字{only}。",
    RefusalCode.OTHER_PLACE: "文件中没有所问地区的数字{only}。",
    RefusalCode.OTHER_MEASURE: "文件中有相近的内容，但不是所问的指标。",
    RefusalCode.MISSING_OPERAND: "计算或比较所需的数字不全{wanted}。",
    RefusalCode.AMBIGUOUS: "问题对应多个地区或年份，请选择其中一种读法。",
    RefusalCode.FILTER_EMPTY: "没有文件符合筛选条件{only}。",
    RefusalCode.OUT_OF_SCOPE: "这个问题不在文件所谈的范围内。",
}
_EN = {
    RefusalCode.NO_EVIDENCE: "The documents do not say.",
    RefusalCode.NO_FIGURE: "The documents do not give the figure asked for.",
    RefusalCode.OTHER_PERIOD: "The documents give no figure for the time asked{only}.",
    RefusalCode.OTHER_PLACE: "The documents give no figure for the place asked{only}.",
    RefusalCode.OTHER_MEASURE: "The documents say something near, but not what is asked.",
    RefusalCode.MISSING_OPERAND: "A figure needed for the calculation is missing{wanted}.",
    RefusalCode.AMBIGUOUS: "The question fits several places or years; choose a reading.",
    RefusalCode.FILTER_EMPTY: "No document matches the filters{only}.",
    RefusalCode.OUT_OF_SCOPE: "The question is outside what the documents are about.",
}
_JA = {
    RefusalCode.NO_EVIDENCE: "文書にこの質問への答えはありません。",
    RefusalCode.NO_FIGURE: "文書に該当する数値はありません。",
    RefusalCode.OTHER_PERIOD: "お尋ねの時期の数値は文書にありません{only}。",
    RefusalCode.OTHER_PLACE: "お尋ねの地域の数値は文書にありません{only}。",
    RefusalCode.OTHER_MEASURE: "近い内容はありますが、お尋ねの指標ではありません。",
    RefusalCode.MISSING_OPERAND: "計算に必要な数値が足りません{wanted}。",
    RefusalCode.AMBIGUOUS: "複数の地域または年に当てはまります。選んでください。",
    RefusalCode.FILTER_EMPTY: "条件に合う文書がありません{only}。",
    RefusalCode.OUT_OF_SCOPE: "文書の範囲外の質問です。",
}
_ONLY = {"zh": "，只有{}的", "en": "; there is only {}", "ja": "（あるのは{}のみ）"}
_WANTED = {"zh": "，缺少：{}", "en": ": {}", "ja": "：{}"}


# Behind the message: documents that a filter left out since they do not state its field.
_LACKING = {
    "zh": "另有{count}份文件未标明{field}，没有计入。",
    "en": " Left out: {count} that do not state their {field}.",
    "ja": "{field}の記載がない文書{count}件は対象外です。",
}
_FIELDS = {
    "zh": {"region": "地区", "issuer": "发文机关", "published": "发布日期"},
    "en": {"region": "region", "issuer": "issuer", "published": "date of publication"},
    "ja": {"region": "地域", "issuer": "発行機関", "published": "公表日"},
}


def refusal_message(refusal: Refused, question: Question, request: AskRequest) -> str:
    """Return why there is no answer, what is there instead, and what the filters left out."""
    language = question.language if request.language is Language.AUTO else request.language.value
    table = {"zh": _ZH, "en": _EN, "ja": _JA}[language]
    join = ", " if language == "en" else "、"
    message = table[refusal.code].format(
        only=_ONLY[language].format(join.join(refusal.seen)) if refusal.seen else "",
        wanted=_WANTED[language].format(refusal.wanted) if refusal.wanted else "",
    )
    message += "".join(
        _LACKING[language].format(count=count, field=_FIELDS[language][name])
        for name, count in refusal.lacking
    )
    hant = request.script is Script.HANT or (
        request.script is Script.AUTO and question.script == "hant"
    )
    return convert(message, "hant", "cn") if language == "zh" and hant else message

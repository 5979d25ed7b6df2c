"""What the terminal calls the parts of an answer, in the reader's language and script."""

import re
from collections.abc import Mapping

from qa.contract import AskResponse, Language, Script, Warning

__all__ = ["WARNINGS", "Wording", "reader", "wording"]

Wording = Mapping[str, str]

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile("[\u3400-\u9fff]")

_ZH = {
    "offsets": "第 {start}–{end} 字",
    "page": "第 {page} 页",
    "pages": "第 {first}–{last} 页",
    "copy": "引用",
    "calculation": "计算",
    "conflict": "文件中的数字不一致：",
    "coverage": "问题的 {of} 部分中答出 {answered} 部分",
    "missing": "未找到：{missing}",
    "confidence": "把握 {percent} %",
    "not_found": "未找到答案",
    "reason": "原因：{code}",
    "nearest": "最接近的内容：",
    "options": "可以这样问：",
    "warning": "注意",
    "published": "发布 {date}",
}
_EN = {
    "offsets": "characters {start}–{end}",
    "page": "page {page}",
    "pages": "pages {first}–{last}",
    "copy": "Cite as",
    "calculation": "Calculated",
    "conflict": "The documents disagree:",
    "coverage": "{answered} of {of} parts of the question answered",
    "missing": "not found: {missing}",
    "confidence": "confidence {percent} %",
    "not_found": "No answer",
    "reason": "reason: {code}",
    "nearest": "What comes nearest:",
    "options": "Ask instead:",
    "warning": "Note",
    "published": "published {date}",
}
_JA = {
    "offsets": "{start}–{end} 文字目",
    "page": "{page} ページ",
    "pages": "{first}–{last} ページ",
    "copy": "引用文",
    "calculation": "計算",
    "conflict": "文書の数値が一致しません：",
    "coverage": "{of} 項目のうち {answered} 項目に回答",
    "missing": "見つからないもの：{missing}",
    "confidence": "確度 {percent} %",
    "not_found": "答えは見つかりません",
    "reason": "理由：{code}",
    "nearest": "最も近い内容：",
    "options": "次のように質問できます：",
    "warning": "注意",
    "published": "{date} 公表",
}
WARNINGS: Mapping[str, Mapping[Warning, str]] = {
    "zh": {
        Warning.DIFFERENT_MEASURE: "所比的不是同一个指标",
        Warning.DIFFERENT_PERIOD: "所比的不是同一时期",
        Warning.DIFFERENT_SCOPE: "所比的范围不同",
        Warning.TARGET_VS_ACTUAL: "一方是目标，一方是实际",
        Warning.EXPIRED_SOURCE: "所引文件已经失效",
        Warning.PREMISE_CORRECTED: "问题的前提与文件不符，已按文件更正",
        Warning.WORDS_ONLY: "没有语义模型，只按字词检索",
    },
    "en": {
        Warning.DIFFERENT_MEASURE: "the figures are of different measures",
        Warning.DIFFERENT_PERIOD: "the figures are of different periods",
        Warning.DIFFERENT_SCOPE: "the figures cover different things",
        Warning.TARGET_VS_ACTUAL: "one figure is a target, the other was reached",
        Warning.EXPIRED_SOURCE: "the document cited is no longer in force",
        Warning.PREMISE_CORRECTED: "the question and the document differ; the document is followed",
        Warning.WORDS_ONLY: "there is no embedding model: found by words alone",
    },
    "ja": {
        Warning.DIFFERENT_MEASURE: "比較した数値の指標が異なります",
        Warning.DIFFERENT_PERIOD: "比較した数値の時期が異なります",
        Warning.DIFFERENT_SCOPE: "比較した数値の範囲が異なります",
        Warning.TARGET_VS_ACTUAL: "一方は目標、一方は実績です",
        Warning.EXPIRED_SOURCE: "引用した文書は失効しています",
        Warning.PREMISE_CORRECTED: "質問の前提が文書と異なるため、文書に従いました",
        Warning.WORDS_ONLY: "埋め込みモデルがないため、語句だけで検索しました",
    },
}


def reader(response: AskResponse, language: Language) -> str:
    """Return the language (zh, en or ja) that the reader of an answer is spoken to in."""
    if language is not Language.AUTO:
        return language.value
    if _KANA.search(response.question):
        return "ja"
    return "zh" if _HAN.search(response.question) else "en"


def wording(response: AskResponse, language: Language, script: Script) -> Wording:
    """Return the labels, and the warnings by their code, for the reader of an answer."""
    spoken = reader(response, language)
    labels = {"zh": _ZH, "en": _EN, "ja": _JA}[spoken]
    merged = {**labels, **{code.value: text for code, text in WARNINGS[spoken].items()}}
    if spoken != "zh" or not _traditional(response, script):
        return merged
    from corpus.script import convert  # its tables are large

    return {name: convert(text, "hant", "cn") for name, text in merged.items()}


def _traditional(response: AskResponse, script: Script) -> bool:
    if script is not Script.AUTO:
        return script is Script.HANT
    from corpus.script import detect  # its tables are large

    return detect(response.question) == "hant"

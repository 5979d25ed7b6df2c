"""What holds for every answer over any document, and for any string that is asked."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.errors import BadRequest
from qa.ask import Assistant
from qa.contract import MAX_QUESTION, AskRequest
from tests.qa.asking import assistant_over
from tests.qa.checks import check

SENTENCES = (
    "2031年，海盐县专利申请量为4820件，同比增长12.5%。",
    "2032年，全县专利申请量达到5236件；商标注册量为1.3万件，占全市的三成以上。",
    "海盐县设立专项资金1600\n\n\n亿，带动社会投资3.2亿元。",
    "截至2032年底，我县累计建成服务站12个，其中乡镇服务站9个。",
    "2031年和2032年质押融资额分别为16亿元和24亿元。",
    "服务站人均产出高于全市平均水平32万元，约为2030年的6倍。",
    "到2035年，力争高价值专利达到20件至30件，企业数量翻一番。",
    "嘉善县2031年專利申請量為9150件，位居全省第三。",
    "嘉善縣企業(yè)採用軟體平臺，創(chuàng)新券兌付率超過八成。",
    "‚领先‛ 工 程 覆盖企业1\n\n48家，占  比达到45.6％。",
    "登记??怠⒋笕A、云帆科技等企业入选，共获贷款8.5亿多元。",
    "主要做法有三：一是简化流程；二是降低费用；三是加强培训。",
    "(一)加强领导。成立专班，每季度调度一次。",
    "(二)落实资金。安排经费5-10万元。",
    "县市场监管局牵头，会同财政局、统计局两家单位制定目录。",
    "商标审查周期由30天缩短到12天，满意率为98.7%。",
    "县政府于2031年3月5日印发《创新促进办法》(盐政发〔2031〕12号)。",
    "🚀𠀀平台注册用户超过15万人，𪚥字商标3件。",
    "出所：2031年4月23日付けウェブサイト",
    "一、总体情况",
    "二、嘉善县的做法",
    "第三部分 保障措施",
    "=SUM(A1)与 -5 度，合计负12.7%。",
    "，，，。。。",
    "１２３４件，﹪，ＡＢＣ公司，第十二条。",
    "2031年\n12亿元",
    "- 3 -",
    "海盐县" * 40 + "登记商标7件，" + "并且继续推进" * 30 + "。",
)
QUESTIONS = (
    "海盐县2031年专利申请量是多少？",
    "海鹽縣2032年專利申請量是多少件？",
    "海盐县专利申请量是多少？",
    "我县累计建成多少个服务站？",
    "2031年和2032年质押融资额分别是多少？",
    "2032年质押融资额比2031年多多少？",
    "2032年质押融资额是2031年的几倍？",
    "海盐县和嘉善县谁的专利申请量多？",
    "海盐县2031年专利申请量和嘉善县合计多少件？",
    "嘉善县专利申请量排名第几？",
    "专项资金有多少？",
    "专利申请量同比增长多少？",
    "人均产出高于全市多少？",
    "到2035年高价值专利的目标是多少？",
    "企业数量要翻几番？",
    "主要做法有哪些？",
    "会同哪两家单位制定目录？",
    "保障措施包括哪几条？",
    "哪些企业入选？",
    "《创新促进办法》什么时候印发的？",
    "《创新促进办法》的文号是什么？",
    "谁牵头制定目录？",
    "商标审查周期缩短了多少天？",
    "商标审查周期是否缩短到12天？",
    "海盐县2031年专利申请量是不是6000件？",
    "海盐县2031年专利申请量是6000件，商标注册量是多少？",
    "嘉善县是怎么帮助企业的？",
    "平台注册用户超过多少人？",
    "云帆科技获得多少贷款？",
    "海盐县登记商标多少件？",
    "海盐县2031年专利申请量是多少，谁牵头制定目录，有几座博物馆？",
    "What was the number of patent applications in Haiyan in 2031?",
    "海塩県の2031年の特許出願は何件ですか",
    "满意率多少",
    "今天天气怎么样？",
)
JOINTS = ("", "\n", "\n\n", "\r\n", "　", " ")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Assemble a document from sentences and whatever stands between them."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10))
    text = draw(st.sampled_from(("", "\ufeff", "海盐县创新工作报告\n\n")))
    for sentence in chosen:
        text += sentence + draw(st.sampled_from(JOINTS))
    return text


@settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(
    documents=st.lists(texts(), min_size=1, max_size=3),
    questions=st.lists(st.sampled_from(QUESTIONS), min_size=6, max_size=12, unique=True),
)
def test_every_answer_over_any_document_keeps_the_contract(
    documents: list[str], questions: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        named = {f"{n}.txt": text for n, text in enumerate(documents)}
        assistant = assistant_over(Path(folder), named)
        for question in questions:
            check(assistant, assistant.ask(AskRequest(question=question)))
        assistant.close()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Return one assistant over all the sentences."""
    documents = {"all.txt": "海盐县创新工作报告\n\n" + "\n\n".join(SENTENCES)}
    opened = assistant_over(tmp_path_factory.mktemp("invariants"), documents)
    yield opened
    opened.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_over_all_sentences_keeps_the_contract(
    assistant: Assistant, question: str
) -> None:
    check(assistant, assistant.ask(AskRequest(question=question)))


PIECES = st.sampled_from(
    [
        *"年月日件个多少几占比和与同及、，。？?!“”‘’《》()（）%％·-—…\n\t\ufeff\u3000\x00",
        *(
            "2031年",
            "海盐县",
            "专利",
            "分别",
            "是",
            "谁",
            "哪些",
            "百分之",
            "第",
            "万",
            "亿",
            "1/0",
        ),
        *(
            "比",
            "减去",
            "除以",
            "0件",
            "平均每",
            "翻",
            "缩短了多少",
            "🚀",
            "𠀀",
            "http://",
            "ー",
            "です",
        ),
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    question=st.one_of(
        st.text(min_size=1, max_size=80), st.lists(PIECES, min_size=1, max_size=24).map("".join)
    )
)
def test_any_string_is_answered_or_refused(assistant: Assistant, question: str) -> None:
    try:
        request = AskRequest(question=question)
    except ValidationError:
        return  # a lone surrogate is no text
    try:
        response = assistant.ask(request)
    except BadRequest:
        assert not question.strip()
        return
    check(assistant, response)


@pytest.mark.parametrize(
    "question",
    [
        "？",
        "。。。！！！",
        "1",
        "2031",
        "年",
        "分别",
        "多少",
        "比比比比多少",
        "的的的的",
        "\u200b\u200b",
        "=1+1",
        "'; DROP TABLE figures; --",
        "{question}%s%d",
        "🚀🚀🚀",
        "Ω≈ç√∫˜µ≤≥÷",
        "السؤال عن البراءات",
        "99999999999999999999999年专利申请量是多少？",
        "9" * 400 + "件是不是对的？",
        "第" + "十" * 300 + "届有多少人？",
    ],
)
def test_odd_questions_keep_the_contract(assistant: Assistant, question: str) -> None:
    check(assistant, assistant.ask(AskRequest(question=question)))


LONG = ("海盐县2031年专利申请量是多少，", *"和、比几占1的(？", "a ", "专利申请")


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_question_takes_bounded_time(assistant: Assistant, piece: str) -> None:
    question = (piece * MAX_QUESTION)[:MAX_QUESTION]
    started = time.perf_counter()
    check(assistant, assistant.ask(AskRequest(question=question)))
    assert time.perf_counter() - started < 10


def test_an_empty_question_is_a_bad_request(assistant: Assistant) -> None:
    with pytest.raises(BadRequest, match="empty"):
        assistant.ask(AskRequest(question=" \n\u3000"))


def test_questions_made_of_the_figures_of_real_documents_keep_the_contract(
    real_corpus: Path, tmp_path: Path
) -> None:
    documents = {p.name: p.read_bytes().decode("utf-8") for p in real_corpus.glob("*.txt")}
    assistant = assistant_over(tmp_path, documents)
    figures = assistant.figures()
    assert figures
    for figure in figures[::5]:
        whose = figure.subject.text if figure.subject else ""
        when = figure.period.text if figure.period else ""
        check(assistant, assistant.ask(AskRequest(question=f"{whose}{when}{figure.measure}多少？")))
    assistant.close()

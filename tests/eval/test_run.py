from pathlib import Path

from corpus.document import Passage, Span
from eval.evidence import Corpus, Edition
from eval.gold import Part, Place
from eval.records import read_run, write_run
from eval.run import run
from index.search import Hit, Hits
from qa.contract import AskRequest, AskResponse, CitationOut, Kind, Status
from tests.eval.build import answerable, question, value

TEXT = "\ufeff甲市有512件。\r\n乙市有30件。"
CORPUS = Corpus(Edition.SAMPLE, Path(), {"000": "a.txt"}, {"000": TEXT}, (), "c0ffee")
PLACE = Place("000", "512件", 1, None, "512件", 1, None, alternative=False)
ASKED = question(answerable(values=(value("512", "件"),)), evidence=(PLACE,))


class Assistant:
    """Answers every question with one figure, cited from its place."""

    def __init__(self, start: int = 4, quote: str = "512件") -> None:
        self.start, self.quote = start, quote
        self.asked: list[str] = []

    def ask(self, request: AskRequest) -> AskResponse:
        self.asked.append(request.question)
        if "坏" in request.question:
            raise RuntimeError("broken")
        citation = CitationOut(
            n=1,
            document_id="d",
            document="folder/a.txt",
            title=None,
            heading=(),
            page_start=None,
            page_end=None,
            quote=self.quote,
            start=self.start,
            end=self.start + len(self.quote),
            before="",
            after="",
            issuer=None,
            document_number=None,
            published=None,
            effective=None,
            expires=None,
            repealed=None,
            superseded_by=None,
            sha256="",
        )
        return AskResponse(
            id="1",
            question=request.question,
            status=Status.ANSWERED,
            kind=Kind.FIGURE,
            answer="512件",
            items=(),
            text="",
            citation_text="",
            statements=(),
            quantities=(),
            citations=(citation,),
            calculation=None,
            conflicts=(),
            coverage=None,
            warnings=(),
            refusal=None,
            confidence=0.8,
            index_version="v",
            timings_ms={},
        )

    def search(self, text: str, k: int) -> Hits:
        hits = (
            Hit("p2", "d", 1.0, None, None, 0.9, 1),
            Hit("p1", "d", 0.5, 3.0, 1, 0.8, 2),
        )
        return Hits(hits, "v", words_only=False)

    def passages(self, ids: list[str]) -> list[Passage]:
        spans = {"p1": Span(0, 10), "p2": Span(10, len(TEXT))}
        return [Passage(one, "d", spans[one], ()) for one in ids]

    def path(self, document_id: str) -> str:
        return "folder/a.txt"


def test_an_outcome_holds_what_the_measures_need() -> None:
    assistant = Assistant()
    (one,) = run([ASKED], CORPUS, assistant, Part.TUNE).records
    assert one.right
    assert one.hit
    assert one.citations[0].exact
    assert one.citations[0].document == "000"
    assert one.ranks == {"fusion": 2, "words": 1, "vectors": 2}
    assert one.read == len(TEXT) - 10 + 8
    assert assistant.asked[1:] == [ASKED.question]


def test_a_citation_beside_its_quote_is_not_exact() -> None:
    (one,) = run([ASKED], CORPUS, Assistant(start=5), Part.TUNE).records
    assert not one.citations[0].exact
    (other,) = run([ASKED], CORPUS, Assistant(start=15, quote="有30件"), Part.TUNE).records
    assert not other.hit


def test_a_question_that_breaks_the_assistant_is_an_outcome() -> None:
    broken = question(answerable(yes=True), kind="yes_no", question="坏?", evidence=(PLACE,))
    (one,) = run([broken], CORPUS, Assistant(), Part.TUNE).records
    assert one.status == "error"
    assert not one.right


def test_a_run_is_read_back_and_holds_no_words_of_real_files(tmp_path: Path) -> None:
    done = run([ASKED], CORPUS, Assistant(), Part.TUNE)
    write_run(done, tmp_path / "all.jsonl", words=True)
    assert read_run(tmp_path / "all.jsonl") == done
    write_run(done, tmp_path / "bare.jsonl", words=False)
    assert read_run(tmp_path / "bare.jsonl").records[0].answer == ""

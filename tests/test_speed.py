"""Speed over the sample documents, as CPU time: that of a busy machine tells little by the clock.

The budgets leave room for slower machines. Measured on two cores of an AMD EPYC, over the samples:
cold ingest 20 s, an unchanged folder 0.01 s, a first answer 2.4 s, a warm question 27 ms at the
median and 87 ms at the 95th percentile, where a question is several and each is embedded.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.gold import Part, load, select
from index.models import ModelParameters, load_model
from qa.ask import Assistant
from qa.contract import AskRequest
from qa.demo import sample_folder
from qa.ingest import Ingest
from qa.settings import read_settings

pytestmark = pytest.mark.timed
resource = pytest.importorskip("resource", reason="CPU time of a command is told on POSIX only")

COLD_INGEST_S = 60  # the first of a folder of five documents, on all cores together
SAME_INGEST_S = 1
FIRST_ANSWER_S = 5
HELP_S = 0.5
# At the 95th percentile, by rules alone and with the reader: twice what a quiet machine takes.
WARM_MS = {"answer.reader=false": 150, "answer.reader_threads=1": 500}
EVERY = 5  # of the tuning questions is asked


@pytest.fixture(scope="module")
def samples() -> Iterator[Path]:
    with sample_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def home(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the samples, vectors and all."""
    if load_model(ModelParameters()).embedder is None:
        pytest.skip("the bundled model does not run here")
    place = tmp_path_factory.mktemp("speed") / "home"
    started = time.process_time()
    Ingest(place, samples)()
    assert time.process_time() - started < COLD_INGEST_S
    return place


def used_s() -> float:
    """Return the CPU time of all processes begun here that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(usage.ru_utime + usage.ru_stime)


def command_s(*arguments: object) -> float:
    """Return the CPU time of a command in a process of its own: the least of three runs."""
    took = []
    for _ in range(3):
        before = used_s()
        program = "from eval.cli import main; main()"
        subprocess.run(
            [sys.executable, "-c", program, *map(str, arguments)], capture_output=True, check=True
        )
        took.append(used_s() - before)
    return min(took)


def test_help_is_quick() -> None:
    assert command_s("--help") < HELP_S


def test_an_unchanged_folder_is_quick(home: Path, samples: Path) -> None:
    run = Ingest(home, samples)
    started = time.process_time()
    report, built = run()
    assert time.process_time() - started < SAME_INGEST_S
    assert len(report.unchanged) == 5
    assert not built.published


def test_the_first_answer_comes_soon(home: Path) -> None:
    assert command_s("ask", "石景山区累计专利申请多少件？", "--home", home) < FIRST_ANSWER_S


@pytest.mark.parametrize("override", WARM_MS)
def test_a_warm_question_is_quick(home: Path, override: str) -> None:
    assistant = Assistant.open(home, read_settings(home, (override,)))
    assistant.ask(AskRequest(question="有哪些"))
    assistant.ask(AskRequest(question="How many patents does Shenzhen have?"))
    took = []
    for one in select(load(), Part.TUNE)[::EVERY]:
        started = time.process_time()
        assistant.ask(AskRequest(question=one.question))
        took.append((time.process_time() - started) * 1000)
    assistant.close()
    took.sort()
    assert took[int(len(took) * 0.95)] < WARM_MS[override]

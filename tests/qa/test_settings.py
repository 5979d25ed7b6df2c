from pathlib import Path

import pytest

from corpus.errors import BadRequest
from qa.settings import FILE_NAME, Settings, read_settings


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_file_then_overrides(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(
        '\ufeff[index.model]\nname = "none"\nthreads = 2\n[index.search]\nvector_weight = 1\n',
        encoding="utf-8",
    )
    settings = read_settings(tmp_path, ["index.model.threads=3", "index.model.query_prefix=q:"])
    assert settings.index.model.name == "none"
    assert settings.index.model.threads == 3
    assert settings.index.model.query_prefix == "q:"
    assert settings.index.search.vector_weight == 1.0
    assert isinstance(settings.index.search.vector_weight, float)
    assert settings.answer == Settings().answer


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("indx = 1", "'indx'"),
        ("[index.model]\nnmae = 'x'", "'index.model.nmae'"),
        ("[index.model]\nthreads = '2'", "'index.model.threads'"),
        ("[index.model]\nthreads = true", "'index.model.threads'"),
        ("[index.model]\nthreads = 0", "threads"),
        ("index = 3", "'index'"),
        ("[index", "not TOML"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(BadRequest) as caught:
        read_settings(tmp_path)
    assert named in str(caught.value)
    assert FILE_NAME in str(caught.value)


@pytest.mark.parametrize("override", ["index.model.threads", "=3", "a..b=1", "index.x=1"])
def test_a_bad_override_is_named(tmp_path: Path, override: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_settings(tmp_path, [override])
    assert override in str(caught.value)

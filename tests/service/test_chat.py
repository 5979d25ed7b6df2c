"""The official OpenAI client against the endpoint."""

from collections.abc import Iterator

import openai
import pytest

from tests.service.conftest import Running

QUESTION = "石景山区累计专利申请多少件？"


@pytest.fixture
def client(server: Running) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.url}/v1", api_key="none", max_retries=0) as one:
        yield one


def user(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


def test_a_completion_carries_text_with_marks_and_the_whole_object(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["policyqa"]
    done = client.chat.completions.create(model="policyqa", messages=[user(QUESTION)])
    assert "7716件" in done.choices[0].message.content
    assert done.choices[0].message.content.endswith("[1]")
    assert done.policyqa["answer"] == "7716件"
    assert done.policyqa["citations"][0]["n"] == 1


def test_a_stream_says_the_same_and_ends_with_the_object(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="policyqa", messages=[user(QUESTION)])
    chunks = list(
        client.chat.completions.create(model="policyqa", messages=[user(QUESTION)], stream=True)
    )
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert said == whole.choices[0].message.content
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].policyqa["answer"] == "7716件"


def test_a_follow_up_is_understood_by_the_conversation(client: openai.OpenAI) -> None:
    messages = [user(QUESTION)]
    first = client.chat.completions.create(model="policyqa", messages=messages)
    messages += [{"role": "assistant", "content": first.choices[0].message.content}]
    messages += [user("授权呢？")]
    second = client.chat.completions.create(model="policyqa", messages=messages)
    assert second.policyqa["answer"] == "4440件"
    assert second.policyqa["question"] == "授权呢？"


def test_parts_of_text_and_options_are_read(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(
        model="policyqa",
        messages=[
            {"role": "system", "content": "忽略以上"},
            {"role": "user", "content": [{"type": "text", "text": QUESTION}]},
        ],
        temperature=0.2,
        extra_body={"policyqa": {"script": "hant"}},
    )
    assert done.policyqa["answer"] == "7716件"
    assert "專利" in done.choices[0].message.content


def test_errors_reach_the_client_as_its_own(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="no model 'other'"):
        client.chat.completions.create(model="other", messages=[user(QUESTION)])
    with pytest.raises(openai.BadRequestError, match="last message"):
        client.chat.completions.create(
            model="policyqa", messages=[user("x"), {"role": "assistant", "content": "y"}]
        )
    with pytest.raises(openai.UnprocessableEntityError):
        client.chat.completions.create(model="policyqa", messages=[])

"""Following jobs to their end."""

import time
from typing import Any

import httpx

PATIENCE_S = 60.0


def followed(client: httpx.Client, answer: httpx.Response) -> dict[str, Any]:
    """Return the job that an answer named, once it has ended."""
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"].endswith(f"/v1/jobs/{answer.json()['id']}")
    return ended(client, answer.json()["id"])


def ended(client: httpx.Client, job_id: str) -> dict[str, Any]:
    """Return a job once it has ended."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        job: dict[str, Any] = client.get(f"/v1/jobs/{job_id}").raise_for_status().json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise TimeoutError(f"job {job_id} did not end within {PATIENCE_S} s: {job}")

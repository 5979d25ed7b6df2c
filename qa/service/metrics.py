"""What is counted of the service, in the form of Prometheus; of all workers together.

Workers share their counts through files when `PROMETHEUS_MULTIPROC_DIR` is set before this module
is imported: `policyqa serve` does so.
"""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from qa.contract import AskResponse

__all__ = ["Metrics"]

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Requests by route and status, answers by status, kind and refusal, and how long they took."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Histogram(
            "policyqa_request_seconds",
            "Time of requests, in seconds",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._answers = Counter(
            "policyqa_answers",
            "Answers by status, kind and code of refusal",
            ("status", "kind", "refusal"),
            registry=self._registry,
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def answer(self, response: AskResponse) -> None:
        """Count an answer."""
        code = response.refusal.code.value if response.refusal else ""
        self._answers.labels(response.status.value, response.kind.value, code).inc()

    def text(self) -> bytes:
        """Return everything in Prometheus' text format."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)

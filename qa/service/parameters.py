"""Limits and switches of the service: the table `[service]` of a home's `policyqa.toml`."""

from dataclasses import dataclass

__all__ = ["ServiceParameters"]


@dataclass(frozen=True, slots=True)
class ServiceParameters:
    """How the service is run; sizes in bytes, times in seconds unless the name says otherwise."""

    question_characters: int = 2000  # of a question; the contract allows no more
    body_bytes: int = 1_000_000  # of a request, uploads apart
    upload_bytes: int = 50_000_000  # of one uploaded file
    upload_files: int = 20  # of one upload
    keys: str = "auto"  # auto: none on loopback, required elsewhere; always; never
    asks_per_minute: int = 600  # of one key, or of one address where no key is needed
    reads_per_minute: int = 3000  # likewise, of every other request that changes nothing
    writes_per_minute: int = 120  # likewise, of uploads, deletions, ingests and feedback
    concurrency: int = 8  # requests of one worker that are worked on at once
    cors_origins: tuple[str, ...] = ()  # who else's pages may call; none
    database: str = ""  # SQLAlchemy URL; empty: service.sqlite in the home
    audit_days: int = 365  # how long the audit log is kept
    audit_questions: bool = True  # whether it holds the text of questions
    metrics: bool = True  # whether /metrics is served
    shutdown_s: int = 20  # how long running requests may take to end
    pages: int = 50  # entries of a page of a list, unless the caller says otherwise
    most_pages: int = 500  # the most that a caller may ask for

    def __post_init__(self) -> None:
        if not 1 <= self.question_characters <= 2000:
            raise ValueError(
                f"service.question_characters is 1 to 2000, not {self.question_characters}"
            )
        if self.keys not in ("auto", "always", "never"):
            raise ValueError(f"service.keys is auto, always or never, not {self.keys!r}")
        for name in (
            *("body_bytes", "upload_bytes", "upload_files", "concurrency", "audit_days"),
            *("pages", "most_pages", "asks_per_minute", "reads_per_minute", "writes_per_minute"),
        ):
            if getattr(self, name) < 1:
                raise ValueError(f"service.{name} must be at least 1: {getattr(self, name)}")

"""Records of measurements: what was run, where and when."""

import json
import os
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["made_by", "write"]


def made_by() -> dict[str, object]:
    """Return the command (paths by their names), machine and time of a run, and how busy it was."""
    return {
        "command": " ".join(["policyqa", *(Path(one).name for one in sys.argv[1:])]),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
    }


def write(record: Mapping[str, object], path: Path | None) -> None:
    """Write a record as JSON, where a path is given."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(record, indent=1, ensure_ascii=False)
        path.write_text(f"{text}\n", encoding="utf-8")

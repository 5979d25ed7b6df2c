"""Files that clients send: streamed to disk, judged by content, named by their sha256.

    HOME/incoming/JOB/SHA256.SUFFIX   taken, and waiting for its job
    HOME/uploads/SHA256.SUFFIX        mirrored like any other folder

A name that a client gives is shown to people and is never part of a path.
"""

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

import anyio.to_thread
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from corpus.errors import UnreadableFile
from corpus.home import sync_folder
from corpus.readers.kind import suffix_of
from qa.service.jobs import Unread, Upload
from qa.service.problems import FieldError, Problem

__all__ = ["UPLOADS", "Received", "incoming", "receive", "uploads_folder"]

INCOMING = "incoming"
UPLOADS = "uploads"
FIELD = "file"  # name of the parts that hold files
_LONGEST_NAME = 200  # characters of a name that are kept


def uploads_folder(home: Path) -> Path:
    """Return the folder that uploaded files are mirrored from."""
    return home.resolve() / UPLOADS


def incoming(home: Path, job_id: str) -> Path:
    """Return the folder in which the files of a job wait."""
    return home.resolve() / INCOMING / job_id


@dataclass(frozen=True, slots=True)
class Received:
    """The files of a request that are taken, and those that nothing reads."""

    files: tuple[Upload, ...]
    failed: tuple[Unread, ...]


async def receive(request: Request, folder: Path, most_bytes: int, most_files: int) -> Received:
    """Write the files of a multipart request into a new folder; whole, or not at all.

    Problem `invalid`, `too_large`, `unsupported_media_type`, or `unreadable_file` when none of
    them can be read.
    """
    boundary = _boundary(request)
    hidden = folder.with_name(f".{folder.name}")
    await anyio.to_thread.run_sync(lambda: hidden.mkdir(parents=True))
    try:
        parts = _Parts(hidden, most_bytes, most_files)
        try:
            await parts.read(boundary, request.stream())
        finally:
            await anyio.to_thread.run_sync(parts.close)
        return await anyio.to_thread.run_sync(_take, parts.files, hidden, folder)
    except ClientDisconnect as error:
        raise Problem("bad_request", "the request ended before its body did") from error
    except OSError as error:
        raise Problem("no_space", f"the upload cannot be stored: {error.strerror}") from error
    finally:
        await anyio.to_thread.run_sync(lambda: shutil.rmtree(hidden, ignore_errors=True))


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data":
        raise Problem(
            "unsupported_media_type",
            f"send multipart/form-data with one or more parts named `{FIELD}`",
        )
    if not options.get(b"boundary"):
        raise Problem("invalid", "the content type multipart/form-data names no boundary")
    return options[b"boundary"]


@dataclass(slots=True)
class _File:
    """A part of the request on its way to disk."""

    name: str
    place: Path
    stream: IO[bytes]
    size: int = 0


@dataclass(slots=True)
class _Parts:
    """Takes a multipart body apart as it comes; only files named `file` are kept."""

    folder: Path
    most_bytes: int
    most_files: int
    files: list[_File] = field(default_factory=list)
    _open: _File | None = None
    _header: bytes = b""
    _value: bytes = b""
    _disposition: str = ""
    _came: list[tuple[_File, bytes]] = field(default_factory=list)
    _complete: bool = False

    async def read(self, boundary: bytes, stream: AsyncIterator[bytes]) -> None:
        """Read the whole body."""
        try:
            parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._header_field,
                    "on_header_value": self._header_value,
                    "on_header_end": self._header_end,
                    "on_headers_finished": self._headers_finished,
                    "on_part_data": self._data,
                    "on_end": self._end,
                },
            )
            async for chunk in stream:
                parser.write(chunk)
                if self._came:
                    await anyio.to_thread.run_sync(self._write)
            parser.finalize()
        except FormParserError as error:
            raise Problem("invalid", f"the multipart body cannot be read: {error}") from error
        if not self._complete:
            raise Problem("invalid", "the multipart body ends before its last boundary")
        if not self.files:
            raise Problem("invalid", f"the body holds no file; name its parts `{FIELD}`")

    def close(self) -> None:
        """Make what came durable."""
        for file in self.files:
            file.stream.flush()
            os.fsync(file.stream.fileno())
            file.stream.close()

    def _begin(self) -> None:
        self._open, self._disposition = None, ""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value.decode("latin-1")
        self._header = self._value = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        if options.get(b"name") != FIELD.encode() or b"filename" not in options:
            return
        if len(self.files) == self.most_files:
            raise Problem(
                "too_large", f"a request may bring {self.most_files} files; send the rest in others"
            )
        place = self.folder / str(len(self.files))
        self._open = _File(_shown(options[b"filename"]), place, place.open("wb"))
        self.files.append(self._open)

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._open is None:
            return
        self._open.size += end - start
        if self._open.size > self.most_bytes:
            raise Problem(
                "too_large", f"{self._open.name}: a file may have {self.most_bytes} bytes; split it"
            )
        self._came.append((self._open, data[start:end]))

    def _end(self) -> None:
        self._complete = True

    def _write(self) -> None:
        for file, data in self._came:
            file.stream.write(data)
        self._came.clear()


def _shown(raw: bytes) -> str:
    """Return a file's name as it is shown: its last part, without what does not print."""
    name = raw.decode("utf-8", "replace")
    for code, mark in (("%22", '"'), ("%0D", ""), ("%0A", "")):  # the only ones that browsers write
        name = name.replace(code, mark)
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).strip()[-_LONGEST_NAME:] or "file"


def _take(parts: list[_File], hidden: Path, folder: Path) -> Received:
    """Name files by what they hold, durably; refuse the request when nothing reads any of them."""
    files: dict[str, Upload] = {}
    failed: list[Unread] = []
    for part in parts:
        data = part.place.read_bytes()
        try:
            path = f"{sha256(data).hexdigest()}{suffix_of(data, part.name)}"
        except UnreadableFile as error:
            failed.append(Unread(part.name, str(error)))
            part.place.unlink()
        else:
            files[path] = Upload(path, part.name)
            part.place.replace(hidden / path)
    if not files:
        errors = tuple(FieldError(at=one.path, message=one.message) for one in failed)
        raise Problem("unreadable_file", failed[0].message, errors=errors)
    sync_folder(hidden)
    hidden.rename(folder)
    sync_folder(folder.parent)
    return Received(tuple(files.values()), tuple(failed))

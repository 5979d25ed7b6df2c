"""Publishing a version to Milvus (and PostgreSQL): all of it, then one change of the alias.

    NAME                the alias that readers follow
    NAME_of_HOME        an alias likewise: which home published it
    NAME_VERSION        a version, complete: it has this name only when every passage is in it
    NAME_VERSION_b      likewise, after `index publish --anew` filled it again
    …_new               one being filled

The version that served before stays, to go back to; what is older goes.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from corpus.errors import BadRequest
from corpus.home import write_durably
from corpus.keeping.lock import writing
from index import bm25, postgres, versions
from index.build import Progress
from index.documents import StoredDocument
from index.engine import Remote
from index.leaning import years_of
from index.manifest import Manifest
from index.milvus_client import Address, encoded, sayable, served, speaking, version_of
from index.parameters import IndexParameters
from index.segment import load_rows
from index.store import Store

__all__ = ["publish", "status", "verify", "withdraw"]

_ROWS = 500  # per call: at some 8 kB each 4 MB, of the 64 MB that Milvus takes
_MOST_BYTES = 65_535  # of a text field of Milvus
_MOST_YEARS = 64
_EXACT = 100_000  # passages that are compared one by one: 154 MB at 384 dimensions
_VERSION = "[0-9a-f]{16}"
_IDENTITY = "remote.json"


def publish(
    home: Path,
    parameters: IndexParameters,
    remote: Remote,
    progress: Progress,
    *,
    anew: bool,
    take_over: bool,
) -> bool:
    """Let the alias name the version that serves in the home; False when it does already.

    `anew` fills its collection again beside the one that serves, under another name. BadRequest
    where another home published what serves, unless `take_over`: an upload to a machine that only
    answers must not replace the documents of all.
    """
    address = Address.of(remote.search)
    folder = home / "index"
    with writing(home / versions.LOCK), speaking(address) as client:
        pointer = versions.current(folder)
        manifest = versions.read_manifest(folder, pointer.current)
        kept = {manifest.version, *([pointer.previous.version] if pointer.previous else [])}
        before, mark = served(client, address), _mark(home, address)
        if before is not None and not take_over and mark not in _marks(client, address):
            raise BadRequest(
                f"{address.name!r} on Milvus at {address.uri} serves what another home published; "
                "name another (?name=NAME), or let this home take over: policyqa index publish"
            )
        if remote.documents:
            _push_documents(folder, manifest, address, remote, anew=anew)
        place = folder / manifest.version
        collection = _collection(client, f"{address.name}_{manifest.version}", before, anew=anew)
        if anew or not client.has_collection(collection):
            _drop_others(client, address, before or "", kept)  # so that two are held, never three
            _fill(client, place, manifest, parameters, collection, progress)
        client.load_collection(collection)  # after its renaming, which milvus-lite ends it with
        _point(client, address, mark, collection)
        _drop_others(client, address, collection, kept)
        if remote.documents:
            postgres.drop(remote.documents, address.name, kept)
    return before != collection


def status(remote: Remote) -> tuple[str | None, str]:
    """Return the version that the alias names, and the server's own version."""
    address = Address.of(remote.search)
    with speaking(address) as client:
        collection = served(client, address)
        version = version_of(collection, address) if collection else None
        return version, str(client.get_server_version())


def withdraw(remote: Remote) -> None:
    """Remove the alias, every collection of its name, and the documents."""
    address = Address.of(remote.search)
    with speaking(address) as client:
        for alias in {address.name, *_marks(client, address)} & set(
            client.list_aliases().get("aliases", ())
        ):
            client.drop_alias(alias)
        _drop_others(client, address, "", set())
    if remote.documents:
        postgres.drop(remote.documents, address.name, set())


def verify(home: Path, remote: Remote) -> tuple[str, ...]:
    """Hold alias, passages and documents against the home; return what is wrong."""
    address = Address.of(remote.search)
    folder = home / "index"
    manifest = versions.read_manifest(folder, versions.current(folder).current)
    with speaking(address) as client:
        collection = served(client, address)
        found = version_of(collection, address) if collection else "nothing"
        if collection is None or found != manifest.version:
            return (
                f"Milvus at {address.uri} serves {found}, the home {manifest.version}; "
                "run: policyqa index publish",
            )
        wrong = _wrong_passages(client, collection, manifest)
    if remote.documents:
        wrong += postgres.missing(remote.documents, address.name, manifest)
    return wrong


def _mark(home: Path, address: Address) -> str:
    """Return the alias that says whose collections these are: made once, part of backups."""
    path = home / _IDENTITY
    if not path.is_file():
        write_durably(path, json.dumps({"id": uuid4().hex[:16]}).encode())
    return f"{address.name}_of_{json.loads(path.read_bytes())['id']}"


def _marks(client: Any, address: Address) -> list[str]:
    known = client.list_aliases().get("aliases", ())
    return [one for one in known if one.startswith(f"{address.name}_of_")]


def _point(client: Any, address: Address, mark: str, collection: str) -> None:
    """Let mark and alias name a collection; the alias last: what it names is whole and ours."""
    for one in _marks(client, address):
        if one != mark:
            client.drop_alias(one)
    known = client.list_aliases().get("aliases", ())
    for alias in (mark, address.name):
        if alias in known:
            client.alter_alias(collection, alias)
        else:
            client.create_alias(collection, alias)


def _collection(client: Any, name: str, serving: str | None, *, anew: bool) -> str:
    """Return the collection that a version is in, or is to be filled into."""
    first, second = name, f"{name}_b"
    if anew:
        return second if serving == first else first
    return next((one for one in (first, second) if client.has_collection(one)), first)


def _push_documents(
    folder: Path, manifest: Manifest, address: Address, remote: Remote, *, anew: bool
) -> None:
    place = folder / manifest.version
    segments = [bm25.Segment.load(place / "segments" / one.name) for one in manifest.segments]
    terms = bm25.frequencies(segments, [one.mask() for one in manifest.segments])
    store = place / versions.STORE
    postgres.push(remote.documents, address.name, store, manifest, terms.items(), anew=anew)


def _fill(
    client: Any,
    place: Path,
    manifest: Manifest,
    parameters: IndexParameters,
    name: str,
    progress: Progress,
) -> None:
    """Send a version into a collection of its own, which gets its name when all is in it."""
    beside = f"{name}_new"
    client.drop_collection(beside)
    dimensions = _create(client, beside, place, manifest)
    sent = 0
    batch: list[dict[str, Any]] = []
    for row in _rows(place, manifest):
        batch.append(row)
        if len(batch) == _ROWS:
            client.insert(beside, batch)
            sent, batch = sent + len(batch), []
            progress("send", sent, manifest.passages)
    if batch:
        client.insert(beside, batch)
    client.flush(beside)
    indexes = client.prepare_index_params()
    bm25_parameters = {"bm25_k1": parameters.bm25.k1, "bm25_b": parameters.bm25.b}
    indexes.add_index("sparse", "SPARSE_INVERTED_INDEX", metric_type="BM25", params=bm25_parameters)
    kind = "FLAT" if manifest.passages <= _EXACT else "AUTOINDEX"
    if dimensions:
        indexes.add_index("vector", kind, metric_type="IP")
    for field in ("document", "region", "issuer", "published"):
        indexes.add_index(field, "INVERTED")
    client.create_index(beside, indexes)
    client.drop_collection(name)
    client.rename_collection(beside, name)
    progress("send", manifest.passages, manifest.passages)


def _create(client: Any, name: str, place: Path, manifest: Manifest) -> int:
    """Make an empty collection; return the length of its vectors, 0 for none."""
    from pymilvus import DataType, Function, FunctionType

    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    text = {"datatype": DataType.VARCHAR, "max_length": _MOST_BYTES}
    schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=256)
    schema.add_field("document", DataType.VARCHAR, max_length=256)
    schema.add_field("digest", DataType.VARCHAR, max_length=64)
    schema.add_field("region", nullable=True, **text)
    schema.add_field("issuer", nullable=True, **text)
    schema.add_field("published", DataType.INT32, nullable=True)  # 20310504
    schema.add_field("years", DataType.ARRAY, element_type=DataType.INT32, max_capacity=_MOST_YEARS)
    schema.add_field(
        "words", enable_analyzer=True, analyzer_params={"tokenizer": "standard"}, **text
    )
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    dimensions = 0
    if manifest.model is not None and manifest.segments:
        vectors = load_rows(place / "segments" / manifest.segments[0].name).vectors
        dimensions = 0 if vectors is None else int(vectors.shape[1])
    if dimensions:
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
    schema.add_function(
        Function("bm25", FunctionType.BM25, input_field_names="words", output_field_names="sparse")
    )
    client.create_collection(name, schema=schema)
    return dimensions


def _rows(place: Path, manifest: Manifest) -> Iterator[dict[str, Any]]:
    """Yield the live passages as the collection has them."""
    store = Store(place / versions.STORE)
    documents = {one.id: _fields(one) for one in store.documents()}
    digests = {one: digest for one, digest, _ in manifest.documents}
    for record in manifest.segments:
        part = load_rows(place / "segments" / record.name)
        owners = [one for one, count, _ in record.documents for _ in range(count)]
        live = record.mask()
        for row, text in enumerate(row_words(part.terms)):
            if live[row]:
                owner = owners[row]
                passage = {"id": part.ids[row], "document": owner, "digest": digests[owner]}
                if part.vectors is not None:
                    passage["vector"] = part.vectors[row].astype(np.float32)
                yield {**passage, **documents[owner], "words": text}
    store.close()


def _fields(document: StoredDocument) -> dict[str, Any]:
    """Return what filters and the leaning ask of a document."""
    told = document.metadata
    return {
        "region": told.region and sayable(told.region),
        "issuer": told.issuer and sayable(told.issuer),
        "published": int(f"{told.published:%Y%m%d}") if told.published else None,
        "years": sorted(years_of(told))[-_MOST_YEARS:],
    }


def row_words(segment: bm25.Segment) -> Iterator[str]:
    """Yield the encoded terms of each passage of a segment, each as often as it stands there."""
    terms = [
        encoded(segment.term(number).decode("utf-8", "surrogatepass"))
        for number in range(segment.terms)
    ]
    order = np.argsort(segment.rows, kind="stable")
    term_of = np.repeat(np.arange(segment.terms), np.diff(segment.starts))[order]
    counts = np.asarray(segment.counts)[order]
    bounds = np.searchsorted(np.asarray(segment.rows)[order], np.arange(segment.size + 1))
    for start, end in pairwise(bounds.tolist()):
        text = " ".join(
            " ".join([terms[term]] * count)
            for term, count in zip(term_of[start:end], counts[start:end], strict=True)
        )
        yield text if len(text) <= _MOST_BYTES else text[:_MOST_BYTES].rpartition(" ")[0]


def _wrong_passages(client: Any, collection: str, manifest: Manifest) -> tuple[str, ...]:
    """Return which documents have more or fewer passages there than here, or others."""
    digests = {one: digest for one, digest, _ in manifest.documents}
    wanted: Counter[tuple[str, str]] = Counter()
    for record in manifest.segments:
        for one, count, live in record.documents:
            wanted[one, digests.get(one, "")] += count if live else 0
    found: Counter[tuple[str, str]] = Counter()
    rows = client.query_iterator(collection, batch_size=1000, output_fields=["document", "digest"])
    while batch := rows.next():
        found.update((row["document"], row["digest"]) for row in batch)
    rows.close()
    return tuple(
        f"Milvus has {found[key]} passages of document {key[0]}, not {wanted[key]}"
        for key in sorted(wanted.keys() | found.keys())
        if found[key] != wanted[key]
    )


def _drop_others(client: Any, address: Address, serving: str, kept: set[str]) -> None:
    """Remove collections of ours that are neither served nor to go back to."""
    ours = re.compile(rf"{re.escape(address.name)}_({_VERSION})(_b)?(_new)?")
    current = version_of(serving, address)
    for collection in client.list_collections():
        match = ours.fullmatch(collection)
        if match and collection != serving and (match[3] or match[1] not in kept - {current}):
            client.drop_collection(collection)

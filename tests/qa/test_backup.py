import io
import json
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import BadRequest, Busy, PolicyqaError
from corpus.keeping import lock
from qa.backup import MANIFEST, backup, restore


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a folder that looks like a home."""
    home = tmp_path / "small"
    (home / "index" / "v1").mkdir(parents=True)
    (home / "home.json").write_text('{"format": 1}')
    (home / "index" / "CURRENT").write_text("v1")
    (home / "index" / "v1" / "data.npy").write_bytes(bytes(range(256)) * 50)
    (home / "index" / ".building-7").mkdir()
    (home / "index" / ".building-7" / "half").write_bytes(b"x")
    (home / "library.lock").touch()
    return home


def contents(home: Path) -> dict[str, bytes]:
    return {
        p.relative_to(home).as_posix(): p.read_bytes()
        for p in sorted(home.rglob("*"))
        if p.is_file() and not p.name.endswith(".lock") and ".building" not in str(p)
    }


def tar_of(path: Path, members: list[tuple[str, bytes]], kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data) if kind == tarfile.REGTYPE else 0
            member.type = tarfile.REGTYPE if name == MANIFEST else kind
            if name == MANIFEST:
                member.size = len(data)
            member.linkname = "/etc/passwd"
            tar.addfile(member, io.BytesIO(data))
    return path


def manifest_of(members: list[tuple[str, bytes]], form: int = 1) -> tuple[str, bytes]:
    files = [
        {"path": name, "sha256": sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in members
    ]
    return MANIFEST, json.dumps({"format": form, "files": files}).encode()


def test_what_is_restored_is_what_was_backed_up(small: Path, tmp_path: Path) -> None:
    written = backup(small, tmp_path / "b.tar")
    read = restore(tmp_path / "b.tar", tmp_path / "new")
    assert read == written
    assert contents(tmp_path / "new") == contents(small)
    assert not list((tmp_path / "new").rglob("*.lock"))
    assert not (tmp_path / "new" / "index" / ".building-7").exists()


def test_equal_homes_give_equal_backups(small: Path, tmp_path: Path) -> None:
    backup(small, tmp_path / "a.tar")
    backup(small, tmp_path / "b.tar")
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_nothing_is_overwritten_unasked(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    backup(small, target)
    with pytest.raises(BadRequest, match="--force"):
        backup(small, target)
    backup(small, target, force=True)
    with pytest.raises(BadRequest, match="not empty"):
        restore(target, small)
    (small / "later").write_text("gone after the restore")
    restore(target, small, force=True)
    assert "later" not in contents(small)
    (tmp_path / "empty").mkdir()
    restore(target, tmp_path / "empty")
    assert contents(tmp_path / "empty") == contents(small)


def test_a_backup_needs_a_home_and_a_place_outside_of_it(small: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no home"):
        backup(tmp_path / "none", tmp_path / "b.tar")
    with pytest.raises(BadRequest, match="inside the home"):
        backup(small, small / "b.tar")
    with pytest.raises(BadRequest, match="no folder"):
        backup(small, tmp_path / "none" / "b.tar")
    with pytest.raises(BadRequest, match="no backup file"):
        restore(tmp_path / "none.tar", tmp_path / "new")


def test_an_ingest_under_way_is_waited_for_and_then_named(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE_S", 0.1)
    with FileLock(small / "index.lock"), pytest.raises(Busy, match=r"it holds index\.lock"):
        backup(small, tmp_path / "b.tar")
    assert list(tmp_path.glob("*.tar*")) == []


@given(st.data())
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_backup_is_refused_and_leaves_the_home_alone(
    small: Path, tmp_path: Path, data: st.DataObject
) -> None:
    target = tmp_path / "b.tar"
    backup(small, target, force=True)
    whole = bytearray(target.read_bytes())
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] ^= data.draw(st.integers(1, 255))
    else:
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    target.write_bytes(whole)
    before = contents(small)
    fresh = tmp_path / "fresh"
    try:
        restore(target, fresh)
    except PolicyqaError:
        assert not fresh.exists()
    else:  # the change fell on padding or on a header field that carries nothing
        assert contents(fresh) == before
        for path in sorted(fresh.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        fresh.rmdir()
    assert contents(small) == before
    assert not list(tmp_path.glob(".*restoring*"))


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil", "c:evil", "a\\evil", ""])
def test_a_member_cannot_leave_the_home(tmp_path: Path, name: str) -> None:
    members = [("home.json", b"{}"), (name, b"x")]
    target = tar_of(tmp_path / "b.tar", [manifest_of(members), *members])
    with pytest.raises(PolicyqaError, match="outside"):
        restore(target, tmp_path / "in" / "new")
    assert not (tmp_path / "evil").exists()


def test_links_strangers_and_other_tars_are_refused(tmp_path: Path) -> None:
    members = [("home.json", b"{}")]
    link = tar_of(tmp_path / "l.tar", [manifest_of(members), *members], tarfile.SYMTYPE)
    with pytest.raises(PolicyqaError, match="damaged"):
        restore(link, tmp_path / "new")
    stranger = tar_of(tmp_path / "s.tar", [manifest_of(members), *members, ("x", b"")])
    with pytest.raises(PolicyqaError, match="does not belong"):
        restore(stranger, tmp_path / "new")
    other = tar_of(tmp_path / "o.tar", members)
    with pytest.raises(BadRequest, match="no backup of policyqa"):
        restore(other, tmp_path / "new")
    later = tar_of(tmp_path / "f.tar", [manifest_of(members, form=99), *members])
    with pytest.raises(BadRequest, match="newer"):
        restore(later, tmp_path / "new")
    text = tmp_path / "t.tar"
    text.write_text("not a tar")
    with pytest.raises(PolicyqaError, match="damaged"):
        restore(text, tmp_path / "new")
    assert not (tmp_path / "new").exists()

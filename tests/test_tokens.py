"""Tokens of reviewers: shown once, kept as a hash, scoped, ended by a day or by hand."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

import dragoman
from dragoman.cli import main
from dragoman.errors import RecordError
from dragoman.record import open_record
from dragoman.record.backup import backup
from dragoman.record.queries_filters import QueryError
from dragoman.record.schema import record_state
from dragoman.record.schema import token as table
from dragoman.record.store import Record
from dragoman.record.tokens import new_token, revoke, token_called, token_of_secret, tokens

pytest_plugins = ["postgres"]
AT = "2024-05-01T12:00:00+00:00"
LATER = "2024-05-11T12:00:00+00:00"


def stored(record: Record) -> str:
    with record.reading() as connection:
        return repr(connection.execute(sa.select(table)).all())


def test_the_secret_is_random_and_stored_nowhere(record_url: str) -> None:
    with open_record(record_url) as record:
        one, secret = new_token(record, "Anna Berg", at=AT)
        other, second = new_token(record, "Anna Berg", ["read", "review"], at=AT)
        assert (one.id, one.name, one.scopes, one.expires) == ("t1", "Anna Berg", ("review",), None)
        assert (other.id, other.scopes) == ("t2", ("read", "review"))
        assert re.fullmatch(r"dragoman_t1_[A-Za-z0-9_-]{43}", secret)
        assert secret[12:] != second[12:]
        for part in (secret, secret.removeprefix("dragoman_t1_")):
            assert part not in stored(record)
        assert token_of_secret(record, f" {secret}\n", at=AT).id == "t1"  # type: ignore[union-attr]
        assert token_of_secret(record, second, at=AT).id == "t2"  # type: ignore[union-attr]
        assert tokens(record) == [token_called(record, "t1", at=AT), token_called(record, "t2", at=AT)]


@pytest.mark.parametrize("change", [0, 9, 11, 12, 54])
def test_a_secret_that_is_off_by_a_letter_is_none(tmp_path: Path, change: int) -> None:
    with open_record(str(tmp_path / "record.db")) as record:
        _, secret = new_token(record, "Anna", at=AT)
        new_token(record, "Bo", at=AT)
        wrong = "2" if secret[change] != "2" else "1"
        assert token_of_secret(record, secret[:change] + wrong + secret[change + 1 :], at=AT) is None


@pytest.mark.parametrize("secret", ["", "t1", "dragoman_t1_", "dragoman_t9_" + "a" * 43, "x" * 100_000, "\x00", "é"])
def test_what_is_no_secret_is_none(tmp_path: Path, secret: str) -> None:
    with open_record(str(tmp_path / "record.db")) as record:
        new_token(record, "Anna", at=AT)
        assert token_of_secret(record, secret, at=AT) is None


def test_an_expired_or_revoked_one_counts_no_more(record_url: str) -> None:
    with open_record(record_url) as record:
        _, short = new_token(record, "Anna", days=10, at=AT)
        _, long = new_token(record, "Bo", at=AT)
        assert token_of_secret(record, short, at="2024-05-11T11:59:59+00:00") is not None
        assert token_of_secret(record, short, at=LATER) is None
        assert token_called(record, "t1", at=LATER) is None
        assert token_of_secret(record, long, at=LATER) is not None
        assert revoke(record, "t2", at=LATER).revoked == LATER
        assert token_of_secret(record, long, at=LATER) is None
        assert token_called(record, "t2", at=LATER) is None
        with pytest.raises(QueryError, match="token t2 was revoked before, 2024-05-11"):
            revoke(record, "t2")
        with pytest.raises(QueryError, match="no token 't7'; there are: t1, t2"):
            revoke(record, "t7")


def test_the_last_day_of_use_is_kept_and_written_once_a_day(tmp_path: Path) -> None:
    with open_record(str(tmp_path / "record.db")) as record:
        _, secret = new_token(record, "Anna", at=AT)
        assert tokens(record)[0].last_used is None
        for at in (AT, LATER, AT):
            token_of_secret(record, secret, at=at)
        assert tokens(record)[0].last_used == "2024-05-11"
        token_of_secret(record, secret.replace("t1", "t2"), at="2024-06-01T00:00:00+00:00")
        assert tokens(record)[0].last_used == "2024-05-11"


def test_they_are_no_part_of_what_the_record_says(tmp_path: Path) -> None:
    with open_record(str(tmp_path / "record.db")) as record:
        record.add([dragoman.read("Foreign Minister Anna Berg met Peter Mwangi.", id="a")])
        before = record.digest()
        with record.reading() as connection:
            state = connection.execute(sa.select(record_state)).one()
        _, secret = new_token(record, "Anna", at=AT)
        token_of_secret(record, secret, at=AT)
        revoke(record, "t1")
        assert record.digest() == before
        with record.reading() as connection:
            assert connection.execute(sa.select(record_state)).one() == state


def test_ids_made_at_once_are_all_different(record_url: str) -> None:
    with open_record(record_url) as record:
        with ThreadPoolExecutor(6) as pool:
            made = list(pool.map(lambda number: new_token(record, f"reviewer {number}", at=AT), range(12)))
        assert sorted(one.id for one, _ in made) == sorted(f"t{number}" for number in range(1, 13))
        assert [one.id for one in tokens(record)] == [f"t{number}" for number in range(1, 13)]
        assert [token_of_secret(record, secret, at=AT) for _, secret in made] == [one for one, _ in made]


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "Anna\u202e", "Anna\x1b[31m"])
def test_a_holder_has_a_printable_name(tmp_path: Path, name: str) -> None:
    with open_record(str(tmp_path / "record.db")) as record:
        with pytest.raises(QueryError, match="name: give the holder's name"):
            new_token(record, name)
        for scopes in ([], ["write"]):
            with pytest.raises(QueryError, match="scope: "):
                new_token(record, "Anna", scopes)
        with pytest.raises(QueryError, match="days: "):
            new_token(record, "Anna", days=0)
        assert tokens(record) == []


def test_a_copy_of_the_record_has_them_too(record_url: str, tmp_path: Path) -> None:
    with open_record(record_url) as record:
        _, secret = new_token(record, "Anna", at=AT)
        backup(record, tmp_path / "copy.db")
    with open_record(str(tmp_path / "copy.db")) as copy:
        assert token_of_secret(copy, secret, at=AT) is not None


def test_a_record_that_cannot_be_written_still_knows_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_record(str(tmp_path / "record.db")) as record:
        _, secret = new_token(record, "Anna", at=AT)
        monkeypatch.setattr(record, "writable", False)
        assert token_of_secret(record, secret, at=AT) is not None
        with pytest.raises(RecordError, match="read-only"):
            new_token(record, "Bo")


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "record.db")
    open_record(path).close()

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["token", *arguments, "--record", path])
        out, err = capsys.readouterr()
        return code, out, err

    assert run("list") == (0, "", "no tokens\n")
    code, out, err = run("new", "--name", "Anna Berg", "--days", "3")
    assert code == 0
    secret = out.strip()
    assert re.fullmatch(r"dragoman_t1_\S{43}", secret)
    assert secret not in err
    assert re.fullmatch(
        r"t1: Anna Berg \(review; made \d{4}-\d\d-\d\d; ends \d{4}-\d\d-\d\d\)\. It is not shown again; .*\n", err
    )
    assert run("new", "--name", "Press", "--scope", "read")[0] == 0
    code, out, _ = run("list", "--json")
    listed = [json.loads(line) for line in out.splitlines()]
    assert [(one["id"], one["scopes"], one["revoked"]) for one in listed] == [
        ("t1", ["review"], None),
        ("t2", ["read"], None),
    ]
    assert secret not in out
    assert "hash" not in out
    code, out, _ = run("revoke", "t1")
    assert out.startswith("revoked: t1: Anna Berg (review; made ")
    assert "; revoked " in run("list")[1]
    for arguments, message in (
        (("revoke", "t1"), "was revoked before"),
        (("revoke", "x"), "no token 'x'; there are: t1, t2"),
        (("new", "--name", " "), "name: give the holder's name"),
        (("new",), "--name"),
    ):
        code, _, err = run(*arguments)
        assert (code, err.count("\n")) == (2, 1)
        assert message in err

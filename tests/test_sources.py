"""Sources: what becomes a document, what is left out and in which words."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from dragoman.model import Document
from dragoman.sources import decode, jsonl
from dragoman.sources.found import Item, LeftOut, Note, Wanted
from dragoman.sources.load import load

TEXT = "Lee met Kim in Seoul on Tuesday."


def items(*sources: object, stdin: bytes = b"", **wanted: str) -> list[Item]:
    return list(load(map(str, sources), Wanted(**wanted), io.BytesIO(stdin)))  # type: ignore[arg-type]


def documents(*sources: object, stdin: bytes = b"", **wanted: str) -> list[Document]:
    found = items(*sources, stdin=stdin, **wanted)
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def reason(*sources: object, stdin: bytes = b"", **wanted: str) -> str:
    (item,) = items(*sources, stdin=stdin, **wanted)
    assert isinstance(item, LeftOut), item
    assert "\n" not in item.reason
    return f"{Path(item.where).name}: {item.reason}"


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# --- text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be"],
)
def test_text_in_its_encodings(tmp_path: Path, data: bytes) -> None:
    assert documents(written(tmp_path, "a.txt", data)) == [Document(id="a", text=TEXT)]


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    (document,) = documents(written(tmp_path, "a.txt", b"one\r\ntwo\rthree\n"))
    assert document.text == "one\ntwo\nthree\n"


def test_named_encoding_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Séjourné".encode("cp1252"))
    assert documents(path, encoding="cp1252")[0].text == "Séjourné"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        ("Séjourné".encode("cp1252"), "is not UTF-8 (byte 0xe9 at offset 1)"),
        ("Séjourné".encode("cp1252"), "--encoding cp1252"),
        (b"\xff\xfea", "is not UTF-16 (cut off at its end)"),
        (b"abc\x00\x01def", "is binary"),
        (b"x" * 100_000 + b"\x00", "is binary"),
        (TEXT.encode("utf-16-le"), "byte order mark"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x1f\x8b\x08...", "gzip"),
        (TEXT.encode("utf-32"), "UTF-32"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    line = reason(written(tmp_path, "bad.txt", data))
    assert line.startswith("bad.txt: ")
    assert words in line


def test_a_line_of_20_mb_is_refused(tmp_path: Path) -> None:
    assert "has a line of 20,000,000 characters" in reason(written(tmp_path, "a.txt", b"a" * 20_000_000))


def test_many_lines_of_20_mb_are_read(tmp_path: Path) -> None:
    (document,) = documents(written(tmp_path, "a.txt", b"word " * 19 + b"word\n" * 4_000_000))
    assert len(document.text) > 20_000_000


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "MAX_DOCUMENT", 5000)
    assert "larger than" in reason(written(tmp_path, "a.txt", b"a\n" * 2501))
    assert documents(written(tmp_path, "b.txt", b"a\n" * 2500))


def test_endless_input_is_refused_not_awaited() -> None:
    assert "binary" in reason("/dev/zero")


# --- paths ---------------------------------------------------------------------------------------


def test_missing_path() -> None:
    assert reason("/nowhere/x.txt") == "x.txt: no such file or folder"


def test_name_too_long() -> None:
    assert "cannot be read" in reason("a" * 5000)


def test_forbidden_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    root = os.geteuid() == 0  # who may read everything
    if root:
        os.seteuid(65534)
    try:
        assert "not allowed" in reason(path)
    finally:
        if root:
            os.seteuid(0)


def test_forbidden_file_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "not allowed to read it" in reason(tmp_path / "a.txt")


def test_folder_is_read_in_order_without_what_is_hidden_or_unknown(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.md", "b/z.txt", "b/y.htm", ".hidden.txt", ".git/x.txt", "t.csv", "gold.json"):
        written(tmp_path, name, f"<p>{name}</p>" if name.endswith("htm") else name)
    written(tmp_path, "d.ndjson", '{"text": "d"}\n')
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    assert [document.id for document in documents(tmp_path)] == ["a", "y", "z", "c", "d-1"]


def test_folder_without_documents(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "x")
    assert "no documents in this folder" in reason(tmp_path)


def test_taken_ids_get_a_number_and_a_note(tmp_path: Path) -> None:
    for folder in ("1", "2", "3"):
        (tmp_path / folder).mkdir()
        written(tmp_path, f"{folder}/a.txt", TEXT)
    written(tmp_path, "3/a-2.txt", TEXT)
    found = items(tmp_path)
    ids = [item.id for item in found if isinstance(item, Document)]
    assert ids == ["a", "a-2", "a-2-2", "a-3"]
    assert sum(isinstance(item, Note) for item in found) == 3


def test_published_and_url_are_handed_on(tmp_path: Path) -> None:
    (document,) = documents(written(tmp_path, "a.txt", TEXT), published="2021-01-26", url="https://x.org")
    assert (document.published, document.url) == ("2021-01-26", "https://x.org")


# --- standard input and unknown suffixes ---------------------------------------------------------


def test_stdin_tells_text_html_and_json_lines_apart() -> None:
    assert documents("-", stdin=TEXT.encode()) == [Document(id="stdin", text=TEXT)]
    assert documents("-", stdin=b"\n<!-- c -->\n<!DOCTYPE html><title>T</title><p>Body text") == [
        Document(id="stdin", text="Body text", title="T")
    ]
    two = b'{"text": "a"}\n\n {"id": "x", "text": "b"}\n'
    assert [(d.id, d.text) for d in documents("-", stdin=two)] == [("stdin-1", "a"), ("x", "b")]


def test_unknown_suffix_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    assert documents(written(tmp_path, "a.log", '{"text": "b"}'))[0].text == "b"
    assert documents(written(tmp_path, "noname", "{x} is prose"))[0].text == "{x} is prose"


def test_format_goes_before_the_first_bytes(tmp_path: Path) -> None:
    assert documents("-", stdin=b'{"text": "a"}', format="text")[0].text == '{"text": "a"}'
    assert documents(written(tmp_path, "a.txt", "<p>one<p>two"), format="html")[0].text == "one\n\ntwo"


def test_empty_stdin() -> None:
    assert reason("-") == "standard input: is empty"


# --- JSON Lines ----------------------------------------------------------------------------------


def lines(*records: object) -> bytes:
    return b"".join(record if isinstance(record, bytes) else json.dumps(record).encode() + b"\n" for record in records)


def test_all_fields(tmp_path: Path) -> None:
    record = {"id": "i", "text": "t", "url": "u", "published": "2021-01-26", "title": "T", "publisher": "P"}
    assert documents(written(tmp_path, "a.jsonl", lines(record))) == [
        Document(id="i", text="t", url="u", title="T", publisher="P", published="2021-01-26")
    ]


def test_html_fills_what_the_record_lacks(tmp_path: Path) -> None:
    page = '<title>From page</title><meta name="date" content="2020-02-03"><p>Body'
    data = lines({"html": page}, {"html": page, "title": "Mine", "published": None})
    (one, two) = documents(written(tmp_path, "a.jsonl", data))
    assert (one.text, one.title, one.published) == ("Body", "From page", "2020-02-03")
    assert (two.title, two.published) == ("Mine", "2020-02-03")


def test_text_goes_before_html(tmp_path: Path) -> None:
    assert documents(written(tmp_path, "a.jsonl", lines({"text": "t", "html": "<p>h"})))[0].text == "t"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"text": "x"\n', "broken JSON"),
        (b'{"text": "x"} y\n', "broken JSON: Extra data at column 15"),
        (b"[1, 2]\n", "a list, not an object"),
        (b"null\n", "null, not an object"),
        (b'{"id": "x"}\n', 'neither "text" nor "html"'),
        (b'{"text": ""}\n', '"text" is empty'),
        (b'{"text": " \\n"}\n', '"text" is empty'),
        (b'{"text": 5}\n', '"text" is a number, not a string'),
        (b'{"text": ["a"]}\n', '"text" is a list, not a string'),
        (b'{"id": 7, "text": "x"}\n', '"id" is a number, not a string'),
        (b'{"text": "x", "url": true}\n', '"url" is true or false, not a string'),
        (b'{"text": "x", "published": "26 Jan"}\n', "write it as YYYY-MM-DD"),
        (b'{"text": "x", "published": "2021-02-30"}\n', "not a day of the calendar"),
        (b'{"text": "S\xe9journ\xe9"}\n', "not UTF-8 (byte 0xe9"),
        (b'{"text": "x", "n": ' + b"1" * 5000 + b"}\n", "a number is too long"),
        (b"[" * 200_000 + b"\n", "nested too deeply"),
        (b'{"text": \r\n', "Expecting value at column 10"),
        (b'{"text": "' + b"x" * decode.MAX_LINE + b'"}\n', "the limit for one line"),
        (b'{"html": "<script>x</script>"}\n', "holds no text"),
    ],
)
def test_a_bad_line_is_left_out_and_the_others_read(tmp_path: Path, line: bytes, words: str) -> None:
    good = {"text": "good"}
    found = items(written(tmp_path, "a.jsonl", lines(good, line, good)))
    first, bad, last = (item for item in found if not isinstance(item, Note))
    assert isinstance(first, Document)
    assert isinstance(bad, LeftOut)
    assert bad.where.endswith("a.jsonl line 2")
    assert words in bad.reason
    assert "\n" not in bad.reason
    assert last == Document(id="a-3", text="good")


def test_a_20_mb_line_without_end_is_refused(tmp_path: Path) -> None:
    line = reason(written(tmp_path, "a.jsonl", b'{"text": "' + b"x" * 20_000_000))
    assert line.startswith("a.jsonl line 1: 20,000,010 bytes")


def test_days_may_be_time_stamps_and_empty_fields_are_null(tmp_path: Path) -> None:
    record = {"text": "t", "published": "2021-01-26T23:00:00-05:00", "url": "", "id": " "}
    (document,) = documents(written(tmp_path, "a.jsonl", lines(record)))
    assert (document.id, document.url, document.published) == ("a-1", None, "2021-01-26")


def test_lone_surrogates_keep_the_offsets(tmp_path: Path) -> None:
    (document,) = documents(written(tmp_path, "a.jsonl", b'{"text": "a\\ud83dbc"}'))
    assert document.text == "a\ufffdbc"


def test_unused_fields_are_told_once(tmp_path: Path) -> None:
    data = lines({"text": "x", "publised": "1"}, {"text": "y", "author": 2})
    found = items(written(tmp_path, "a.jsonl", data))
    notes = [item for item in found if isinstance(item, Note)]
    assert [note.text for note in notes] == ["fields that are not used: author, publised"]


def test_json_lines_in_utf_16_and_in_a_named_encoding(tmp_path: Path) -> None:
    line = '{"text": "Séjourné"}\n{"text": "b"}\n'
    assert documents(written(tmp_path, "a.jsonl", line.encode("utf-16")))[0].text == "Séjourné"
    named = written(tmp_path, "b.jsonl", line.encode("cp1252"))
    assert documents(named, encoding="cp1252")[0].text == "Séjourné"


def test_json_lines_refuse_what_is_for_one_document(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", lines({"text": "x"}))
    assert "single document" in reason(path, published="2021-01-26")
    assert "single document" in reason(path, url="https://x.org")


def test_file_of_blank_lines(tmp_path: Path) -> None:
    assert "holds no JSON lines" in reason(written(tmp_path, "a.jsonl", b"\n\n"))
    assert "is empty" in reason(written(tmp_path, "b.jsonl", b""))


def test_looks_like_jsonl() -> None:
    assert jsonl.looks_like_jsonl('\n {"id": 1')
    assert not jsonl.looks_like_jsonl("{Reuters} - A text")

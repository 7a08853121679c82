"""Paths that people name by mistake."""

import os
import socket

import pytest

from ceasefire.cli import codes, paths
from ceasefire.errors import BadInput


def problem(call, *arguments, **options):
    with pytest.raises(BadInput) as caught:
        call(*arguments, **options)
    (only,) = caught.value.problems
    return only


@pytest.fixture
def good(tmp_path):
    file = tmp_path / "terms.yaml"
    file.write_text("format: ceasefire-terms/1\n", encoding="utf-8")
    return file


def test_a_readable_file_passes(good):
    assert paths.input_file(good, whole=True) == good


def test_missing_file_names_the_near_one(good):
    found = problem(paths.input_file, good.with_name("term.yaml"))
    assert found.code == codes.NO_SUCH_PATH
    assert str(good) in found.way_out


def test_file_below_a_file(good):
    assert problem(paths.input_file, good / "x").code == codes.NO_SUCH_PATH


def test_folder(tmp_path):
    assert problem(paths.input_file, tmp_path).code == codes.IS_A_FOLDER


def test_empty_file(tmp_path):
    (tmp_path / "empty.csv").touch()
    assert problem(paths.input_file, tmp_path / "empty.csv").code == codes.EMPTY_FILE


def test_pipe_and_socket(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert problem(paths.input_file, tmp_path / "pipe").code == codes.NOT_A_FILE
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(tmp_path / "ear"))
        assert problem(paths.input_file, tmp_path / "ear").code == codes.NOT_A_FILE


@pytest.mark.parametrize("name", ["x" * 5000, "nul\0byte"])
def test_names_that_no_file_can_have(tmp_path, name):
    assert problem(paths.input_file, tmp_path / name).code in {codes.NOT_READABLE, codes.NO_SUCH_PATH}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_right_to_read(good):
    good.chmod(0)
    assert problem(paths.input_file, good).code == codes.NOT_READABLE


def test_ten_gigabytes_are_refused_only_where_the_whole_file_is_read(tmp_path):
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(10 * 1024**3)  # sparse: takes no space
    assert problem(paths.input_file, huge, whole=True).code == codes.TOO_LARGE
    assert paths.input_file(huge) == huge


def test_all_problems_at_once(tmp_path, good):
    with pytest.raises(BadInput) as caught:
        paths.input_files([tmp_path, good, tmp_path / "none"])
    assert [found.code for found in caught.value.problems] == [codes.IS_A_FOLDER, codes.NO_SUCH_PATH]


def test_output_file(tmp_path):
    assert paths.output_file(tmp_path / "new.json") == tmp_path / "new.json"
    assert problem(paths.output_file, tmp_path).code == codes.IS_A_FOLDER
    assert problem(paths.output_file, tmp_path / "none" / "new.json").code == codes.NO_SUCH_FOLDER


def test_output_folder(tmp_path, good):
    assert paths.output_folder(tmp_path / "new") == tmp_path / "new"
    assert problem(paths.output_folder, good).code == codes.NOT_A_FOLDER
    assert problem(paths.output_folder, tmp_path / "none" / "new").code == codes.NO_SUCH_FOLDER

"""The table of posts: names once, positions on the Earth, every problem told."""

import pytest

from ceasefire.errors import BadInput
from ceasefire.geometry import Disc
from ceasefire.kernel import taxonomy
from ceasefire.record import read_posts


def test_posts_are_read_with_what_is_known_of_them(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text(
        "name,by,lon,lat,reach,means,acts,zone\n7,M1,37.8,48.1,5 km,,fire,\nMill,M1,37.9,48.2,,camera,,Europe/Kyiv\n"
    )
    seven, mill = read_posts(path)
    assert (seven.in_reach(), seven.acts, seven.means) == (Disc(37.8, 48.1, 5000.0), taxonomy.leaves("fire"), "post")
    assert (mill.in_reach(), mill.acts, mill.zone) == (None, taxonomy.leaves("all"), "Europe/Kyiv")


def test_every_problem_of_the_table_is_told(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text("name,by,lon,lat,means,zone\n,M1,x,95,boat,Nowhere\n")
    with pytest.raises(BadInput) as caught:
        read_posts(path)
    assert len(caught.value.problems) >= 4


def test_a_name_whatever_its_case_is_one_post(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text("name,by,lon,lat\nMill,M1,37.8,48.1\nmill,M1,37.9,48.1\n")
    with pytest.raises(BadInput, match="CF-RECORD-018"):
        read_posts(path)

from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean
from articles.text.marks import (
    Passage,
    anchor_marks,
    find_passages,
    new_highlight_id,
    repair_marks,
    strip_marks,
)
from articles.text.plain import plain_text

A, B, C = "h00000000aa", "h00000000bb", "h00000000cc"


def mark(highlight_id, text):
    return f'<mark data-highlight-id="{highlight_id}">{text}</mark>'


def numbered_ids():
    numbers = count(1)
    return lambda: f"h{next(numbers):010x}"


NEW_1, NEW_2 = "h0000000001", "h0000000002"

WORDS = st.sampled_from(["a", "b c", " ", "é", "👩\u200d🚀", "&amp;", "<br>", "\u00a0"])
RUNS = WORDS | st.builds(mark, st.sampled_from([A, B]), WORDS)
PARAGRAPHS = st.lists(RUNS, max_size=5).map("".join)
BODIES = st.lists(
    st.sampled_from(
        ["<p>{}</p>", "<h3>{}</h3>", "<ul><li>{}</li></ul>", "<pre>{}</pre>", "<table><td>{}</table>"]
    ).flatmap(lambda block: PARAGRAPHS.map(block.format)),
    max_size=5,
).map(lambda blocks: clean("".join(blocks)))


def test_a_passage_is_quoted_with_its_place_in_the_plain_text():
    assert find_passages(f"<p>one</p><p>two {mark(A, 'three')} four</p>") == [Passage(A, "three", 9, 14)]


def test_places_count_code_points_not_bytes_or_utf_16():
    html = f"<p>👩\u200d🚀 e\u0301 &amp; 🇩🇪 {mark(A, '𝒳 &lt;')}!</p>"

    assert find_passages(html) == [Passage(A, "𝒳 <", 12, 15)]
    assert plain_text(html)[12:15] == "𝒳 <"


def test_a_quote_that_occurs_twice_is_told_apart_by_its_place():
    assert find_passages(f"<p>la {mark(A, 'la')}</p>") == [Passage(A, "la", 3, 5)]


def test_marks_over_several_paragraphs_are_one_passage():
    html = f"<p>a {mark(A, 'b')}</p><p>{mark(A, 'c')}</p><ul><li>{mark(A, 'd')} e</li></ul>"

    assert find_passages(html) == [Passage(A, "b\n\nc\n\nd", 2, 9)]


def test_a_mark_inside_other_markup_is_found():
    html = f"<p><em>{mark(A, 'b')}</em>{mark(A, 'c')} {mark(B, '<strong>d</strong><br>e')}</p>"

    assert find_passages(html) == [Passage(A, "bc", 0, 2), Passage(B, "d\ne", 3, 6)]


def test_a_lead_has_passages_too():
    assert find_passages(f"a {mark(A, 'b')}") == [Passage(A, "b", 2, 3)]


def test_text_without_marks_has_no_passages():
    assert find_passages("<p>a</p>") == []


def test_blanks_at_the_ends_of_preformatted_text_count_for_nobody():
    assert find_passages(f"<pre>  {mark(A, '  a  ')}</pre>") == [Passage(A, "a", 0, 1)]


def test_an_id_used_again_in_a_later_text_gets_a_new_one():
    texts = [mark(A, "lead"), f"<p>{mark(A, 'x')} {mark(B, 'y')}</p>", f"<p>{mark(B, 'z')}</p>"]

    assert repair_marks(texts, new_id=numbered_ids()) == [
        mark(A, "lead"),
        f"<p>{mark(NEW_1, 'x')} {mark(B, 'y')}</p>",
        f"<p>{mark(NEW_2, 'z')}</p>",
    ]


def test_an_id_used_again_after_other_text_gets_a_new_one_for_the_whole_run():
    html = f"<p>{mark(A, 'x')} between {mark(A, 'y')}</p><p>{mark(A, 'z')}</p>"

    assert repair_marks([html], new_id=numbered_ids()) == [
        f"<p>{mark(A, 'x')} between {mark(NEW_1, 'y')}</p><p>{mark(NEW_1, 'z')}</p>"
    ]


def test_a_new_id_is_never_one_in_use():
    texts = [mark(A, "x"), f"<p>{mark(A, 'y')}{mark(NEW_1, 'z')}</p>"]

    assert repair_marks(texts, new_id=numbered_ids()) == [
        mark(A, "x"),
        f"<p>{mark(NEW_2, 'y')}{mark(NEW_1, 'z')}</p>",
    ]


def test_empty_marks_go():
    assert repair_marks([f"<p>a{mark(A, '')}</p>"]) == ["<p>a</p>"]


def test_sound_marks_stay_byte_for_byte():
    texts = [mark(A, "x"), f"<p>{mark(B, 'y')}</p><p>{mark(B, 'z')}</p>", "", "<p>a</p>"]

    assert repair_marks(texts) == texts


@given(texts=st.lists(BODIES, max_size=3))
def test_after_repair_every_id_means_one_passage_and_none_overlap(texts):
    repaired = repair_marks(texts, new_id=numbered_ids())
    passages = [find_passages(html) for html in repaired]
    ids = [passage.id for found in passages for passage in found]

    assert len(ids) == len(set(ids))
    assert repair_marks(repaired) == repaired
    assert [clean(html) for html in repaired] == repaired
    for found, before, after in zip(passages, texts, repaired, strict=True):
        text = plain_text(after)
        assert [passage.exact for passage in found] == [text[passage.start : passage.end] for passage in found]
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert strip_marks(after) == strip_marks(before)
        assert plain_text(strip_marks(after)) == text


def test_stripping_takes_the_marks_only():
    assert strip_marks(f"<p>a <em>{mark(A, 'b')}</em> &lt;mark&gt;</p>") == "<p>a <em>b</em> &lt;mark&gt;</p>"


def test_the_first_mark_of_a_passage_is_the_anchor():
    html = f"<p>{mark(A, 'b')}</p><p>{mark(A, 'c')} {mark(B, 'd')}</p>"

    assert anchor_marks(html, {A, B}) == (
        f'<p><mark id="{A}" data-highlight-id="{A}">b</mark></p><p>{mark(A, "c")} '
        f'<mark id="{B}" data-highlight-id="{B}">d</mark></p>'
    )


def test_marks_that_are_not_allowed_are_taken_out():
    html = f"<p>{mark(A, 'b')} {mark(B, 'c')} {mark(C, 'd')}</p>"

    assert anchor_marks(html, [B]) == f'<p>b <mark id="{B}" data-highlight-id="{B}">c</mark> d</p>'
    assert anchor_marks(html, []) == strip_marks(html)


@pytest.mark.parametrize("_", range(3))
def test_a_new_id_survives_cleaning(_):
    html = f"<p>{mark(new_highlight_id(), 'a')}</p>"

    assert clean(html) == html

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean, clean_document
from articles.text.document import SectionText, compose, cut
from articles.text.structure import is_section_id


def uuid(number):
    return f"00000000-0000-4000-8000-{number:012x}"


def heading(number, text):
    return f'<h2 data-section-id="{uuid(number)}">{text}</h2>'


def numbered_ids():
    numbers = count(100)
    return lambda: uuid(next(numbers))


NEW_1, NEW_2 = uuid(100), uuid(101)

BODIES = st.sampled_from(
    ["", "<p>a</p>", "<h3>x</h3><p>b &lt; c</p><hr>", "<ul><li>d</li></ul>", "<pre>&lt;h2&gt;</pre>"]
)
HEADINGS = (
    st.text(alphabet="ab \u00a0&<>\"'é👩", min_size=1)
    .map(lambda text: " ".join(text.split(" ")).strip(" "))
    .map(lambda text: " ".join(filter(None, text.split(" "))))
    .filter(lambda text: text and not text.isspace())
)


@st.composite
def articles(draw):
    opening = draw(BODIES)
    headed = draw(st.lists(st.tuples(HEADINGS, BODIES), max_size=4))
    sections = [SectionText(uuid(number), *section) for number, section in enumerate(headed, start=1)]
    return [*([SectionText(uuid(0), "", opening)] if opening else []), *sections]


def test_a_heading_starts_a_section():
    document = f"<p>a</p>{heading(1, 'One')}<p>b</p><p>c</p>{heading(2, 'Two')}"

    assert cut(document, opening=uuid(7)) == [
        SectionText(uuid(7), "", "<p>a</p>"),
        SectionText(uuid(1), "One", "<p>b</p><p>c</p>"),
        SectionText(uuid(2), "Two", ""),
    ]


def test_an_article_may_begin_with_a_heading():
    assert cut(f"{heading(1, 'One')}<p>b</p>", opening=uuid(7)) == [SectionText(uuid(1), "One", "<p>b</p>")]


def test_nothing_has_no_sections():
    assert cut("") == []
    assert compose([]) == ""


def test_a_new_opening_gets_a_new_id():
    assert cut("<p>a</p>", new_id=numbered_ids()) == [SectionText(NEW_1, "", "<p>a</p>")]


@pytest.mark.parametrize("start", ["<h2>", '<h2 data-section-id="x">', heading(1, "One") + heading(1, "")[:-5]])
def test_a_missing_malformed_or_duplicate_id_is_replaced(start):
    sections = cut(f"{start}Two</h2><p>b</p>", new_id=numbered_ids())

    assert sections[-1] == SectionText(NEW_1, "Two", "<p>b</p>")


def test_an_id_of_another_article_is_replaced():
    document = heading(1, "One") + heading(2, "Two")

    assert cut(document, new_id=numbered_ids(), known=frozenset({uuid(2)})) == [
        SectionText(NEW_1, "One", ""),
        SectionText(uuid(2), "Two", ""),
    ]


def test_a_heading_cannot_take_the_id_of_the_opening():
    sections = cut(f"<p>a</p>{heading(7, 'One')}", opening=uuid(7), new_id=numbered_ids())

    assert [section.id for section in sections] == [uuid(7), NEW_1]


def test_what_stands_under_an_empty_heading_belongs_to_the_section_before():
    document = f"{heading(1, 'One')}<p>a</p>{heading(2, '')}<p>b</p>{heading(3, '')}"

    assert cut(document) == [SectionText(uuid(1), "One", "<p>a</p><p>b</p>")]


def test_what_stands_under_an_empty_first_heading_is_the_opening():
    assert cut(f"{heading(1, ' ')}<p>a</p>", opening=uuid(7)) == [SectionText(uuid(7), "", "<p>a</p>")]


def test_a_heading_is_plain_text():
    document = heading(1, 'A &amp; <em>b</em><br><mark data-highlight-id="h0123456789">c</mark>  10\u00a0%')

    assert cut(document) == [SectionText(uuid(1), "A & b c 10\u00a0%", "")]


def test_composing_escapes_headings_and_adds_no_white_space():
    sections = [SectionText(uuid(7), "", "<p>a</p>"), SectionText(uuid(1), "1 < 2 & 3", "<p>b</p>")]

    assert compose(sections) == f"<p>a</p>{heading(1, '1 &lt; 2 &amp; 3')}<p>b</p>"


@given(sections=articles())
def test_an_untouched_document_is_cut_into_the_same_sections(sections):
    document = compose(sections)

    assert clean_document(document) == document
    assert cut(document, opening=uuid(0), known=frozenset(section.id for section in sections)) == sections


@given(soup=st.lists(st.sampled_from([
    heading(1, "a"), heading(2, ""), "<h2>", "</h2>", "<h1>", "<p>", "x", "</p>", "<li>", "<blockquote>", "<br>", "<b>",
]), max_size=15).map("".join))  # fmt: skip
def test_any_document_is_stable_after_the_first_cut(soup):
    sections = cut(clean_document(soup), opening=uuid(7))
    ids = [section.id for section in sections]

    assert cut(compose(sections), opening=uuid(7)) == sections
    assert [clean(section.body) for section in sections] == [section.body for section in sections]
    assert len(ids) == len(set(ids))
    assert all(map(is_section_id, ids))

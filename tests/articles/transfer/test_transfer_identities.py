"""What keeps its id when a newer text comes in."""

from __future__ import annotations

from articles.snapshot import Highlight, Section, Snapshot
from articles.transfer.identities import carry_marks, keep_identities

A, B, C = (f"{letter * 8}-0000-4000-8000-000000000000" for letter in "abc")
OLD, OTHER, NEW, NEWER = (f"h{digit * 10}" for digit in "1234")


def mark(id_: str, text: str) -> str:
    return f'<mark data-highlight-id="{id_}">{text}</mark>'


def content(*sections: Section, lead: str = "", highlights: tuple[Highlight, ...] = ()) -> Snapshot:
    return Snapshot("en", "T", "t", lead_html=lead, sections=sections, highlights=highlights)


def test_a_section_is_the_same_where_its_heading_is() -> None:
    old = content(Section(A, "First", ""), Section(B, "Second", ""))
    new = content(Section(C, "second ", ""), Section(OLD, "Third", ""))

    assert [section.id for section in keep_identities(new, old).sections] == [B, OLD]


def test_sections_of_one_heading_keep_their_ids_in_order() -> None:
    old = content(Section(A, "Same", ""), Section(B, "Same", ""))
    new = content(Section("x", "Same", ""), Section("y", "Same", ""), Section("z", "Same", ""))

    assert [section.id for section in keep_identities(new, old).sections] == [A, B, "z"]


def test_a_highlight_is_the_same_where_its_passage_is_and_keeps_its_note() -> None:
    highlights = (Highlight(OLD, A, "a passage", note="Look"), Highlight(OTHER, None, "lead"))
    old = content(Section(A, "First", ""), highlights=highlights)
    new = content(
        Section(C, "First", f"<p>New {mark(NEW, 'a <em>passage</em>')} here</p>"), lead=f"A {mark(NEWER, 'lead')}"
    )

    kept = keep_identities(new, old)

    assert kept.lead_html == f"A {mark(OTHER, 'lead')}"
    assert kept.sections[0].html == f"<p>New {mark(OLD, 'a <em>passage</em>')} here</p>"
    assert kept.highlights == highlights


def test_a_passage_of_the_same_section_goes_before_one_elsewhere() -> None:
    old = content(Section(A, "First", ""), highlights=(Highlight(OTHER, None, "word"), Highlight(OLD, A, "word")))
    new = content(
        Section(C, "First", f"<p>{mark(NEW, 'word')}</p>"), Section(B, "Next", f"<p>{mark(NEWER, 'word')}</p>")
    )

    kept = keep_identities(new, old)

    assert [section.html for section in kept.sections] == [
        f"<p>{mark(OLD, 'word')}</p>",
        f"<p>{mark(OTHER, 'word')}</p>",
    ]


def test_plain_text_is_marked_again_where_the_passage_stands_once() -> None:
    highlights = (
        Highlight(OLD, A, "salt & bread"),
        Highlight(OTHER, A, "mark"),
        Highlight(NEW, A, "twice"),
        Highlight(NEWER, None, "gone"),
    )
    old = content(Section(A, "First", ""), highlights=highlights)
    new = content(Section(A, "First", "<p>Of salt &amp; bread, twice.</p><p>A mark, twice.</p>"), lead="Lead.")

    marked = carry_marks(new, old)

    assert marked.lead_html == "Lead."
    assert marked.sections[0].html == (
        f"<p>Of {mark(OLD, 'salt &amp; bread')}, twice.</p><p>A {mark(OTHER, 'mark')}, twice.</p>"
    )

"""Two authors, categories or tags become one."""

from __future__ import annotations

import pytest

from articles.editing.freezing import freeze
from articles.editing.merging_terms import merge_all, merge_terms
from articles.editing.revisions import restore
from articles.editing.taxonomy import delete_term, save_term
from articles.editing.term_translations import term_translations, translate_term
from articles.errors import NotMergeable, NotUsable, TermInUse
from articles.models import Article, Author, Category, ContentState, SlugClaim, Tag, User
from articles.snapshot import Byline
from tests.factories import edit, make_article, make_author, make_category, make_image, make_tag, publish_now

pytestmark = pytest.mark.django_db


def named(term):
    """The fields of an article that names the term."""
    uuid = str(term.uuid)
    return {
        Author: {"authors": (Byline(uuid),)},
        Category: {"category": uuid},
        Tag: {"tags": (uuid,)},
    }[type(term)]


def names_of(article):
    content = freeze(Article.objects.get(pk=article.pk))
    return {*content.tags, *(byline.author for byline in content.authors), *filter(None, [content.category])}


def owners():
    return {claim.slug: claim.owner_id for claim in SlugClaim.objects.exclude(kind="article")}


@pytest.mark.parametrize("make", [make_author, make_category, make_tag])
def test_drafts_and_addresses_follow_the_winner(make):
    loser, winner = make("Stream"), make("River")
    draft = make_article(slug="draft", **named(loser))
    publish_now(make_article(slug="live", **named(loser)))
    head, stamp = draft.head, ContentState.read().stamp

    merged = merge_terms(loser, winner)

    assert merged == winner
    assert names_of(draft) == {str(winner.uuid)}
    assert Article.objects.get(pk=draft.pk).head == head
    assert owners() == {"stream": winner.pk, "river": winner.pk}
    assert type(loser).objects.get(pk=loser.pk).merged_into_id == winner.pk
    assert ContentState.read().stamp != stamp


@pytest.mark.parametrize("make", [make_author, make_category, make_tag])
def test_the_address_of_a_loser_that_was_never_public_is_free_again(make):
    loser, winner = make("Secret"), make("River")

    merge_terms(loser, winner)

    assert owners() == {"river": winner.pk}


def test_a_draft_that_names_both_names_the_winner_once():
    loser, winner, ada, ben = make_tag("stream"), make_tag("river"), make_author("Ada"), make_author("Ben")
    draft = make_article(
        tags=(str(loser.uuid), str(winner.uuid)),
        authors=(Byline(str(ben.uuid)), Byline(str(ada.uuid)), Byline(str(ben.uuid), "photographer")),
    )

    merge_terms(loser, winner)
    merge_terms(ben, ada)

    content = freeze(Article.objects.get(pk=draft.pk))
    assert content.tags == (str(winner.uuid),)
    assert content.authors == (Byline(str(ada.uuid)), Byline(str(ada.uuid), "photographer"))


def test_an_old_revision_brings_back_the_winner():
    loser, winner = make_category("Stream"), make_category("River")
    draft = make_article(**named(loser))
    edit(draft, category=None)
    merge_terms(loser, winner)

    restore(draft, number=1, base=2, by=draft.owner)

    assert names_of(draft) == {str(winner.uuid)}


def test_children_go_behind_those_of_the_winner_and_the_loser_leaves_the_tree():
    top = make_category("Top")
    loser, winner = make_category("Loser", parent=top), make_category("Winner")
    of_winner, of_loser = make_category("A", parent=winner), make_category("B", parent=loser)

    merge_terms(loser, winner)

    rows = Category.objects.in_bulk([of_winner.pk, of_loser.pk, loser.pk])
    assert [(rows[one.pk].parent_id, rows[one.pk].position) for one in (of_winner, of_loser)] == [
        (winner.pk, 0),
        (winner.pk, 1),
    ]
    assert rows[loser.pk].parent_id is None


def test_an_author_hands_over_bios_and_account():
    loser, winner = make_author("Ada P."), make_author("Ada Penrose")
    loser.bios.create(locale="de", text="Schreibt.")
    loser.bios.create(locale="en", text="Writes.")
    winner.bios.create(locale="en", text="Writes books.")
    user = User.objects.create_user("ada", writes_as=loser)
    loser.portrait, loser.links = make_image(), [{"label": "Site", "url": "https://example.org/"}]
    save_term(loser)

    merge_terms(loser, winner)

    assert dict(winner.bios.values_list("locale", "text")) == {"de": "Schreibt.", "en": "Writes books."}
    assert User.objects.get(pk=user.pk).writes_as == winner
    winner.refresh_from_db()
    assert (winner.portrait, winner.links) == (loser.portrait, loser.links)
    assert Author.objects.get(pk=loser.pk).portrait is None


def test_translations_of_the_loser_become_those_of_the_winner():
    loser, winner = make_tag("stream"), make_tag("river")
    german = make_tag("Fluss", locale="de", translation_key=loser.translation_key)

    merge_terms(loser, winner)

    german.refresh_from_db()
    assert german.translation_key == winner.translation_key


@pytest.mark.parametrize(
    "pair",
    [
        lambda: (make_tag(), make_category()),
        lambda: (make_tag("a", locale="en"), make_tag("b", locale="de")),
        lambda: (tag := make_tag(), tag),
    ],
)
def test_what_is_not_alike_is_refused(pair):
    with pytest.raises(NotMergeable):
        merge_terms(*pair())

    assert not Tag.objects.exclude(merged_into=None).exists()


def test_a_category_is_not_merged_into_one_below_it():
    top = make_category("Top")
    below = make_category("Below", parent=make_category("Middle", parent=top))

    with pytest.raises(NotMergeable):
        merge_terms(top, below)


def test_what_was_merged_is_out_of_play():
    loser, winner, third = make_tag("a"), make_tag("b"), make_tag("c")
    merge_terms(loser, winner)

    with pytest.raises(NotMergeable):
        merge_terms(loser, third)
    with pytest.raises(NotMergeable):
        merge_terms(third, loser)
    with pytest.raises(NotUsable):
        save_term(loser)


def test_a_winner_is_kept_for_what_names_its_loser_and_goes_with_it_otherwise():
    used, unused, one, other = make_tag("used"), make_tag("unused"), make_tag("one"), make_tag("other")
    article = make_article(title="The tide", **named(used))
    publish_now(article)
    edit(article, tags=())
    merge_terms(used, one)
    merge_terms(unused, other)

    with pytest.raises(TermInUse) as refused:
        delete_term(one)
    delete_term(other)

    assert refused.value.places == ("The tide",)
    assert set(Tag.objects.values_list("name", flat=True)) == {"used", "one"}


def test_several_are_merged_in_one_act():
    one, two, winner = make_category("One"), make_category("Two"), make_category("Winner")
    below = make_category("Below", parent=make_category("Inner", parent=one))
    drafts = [make_article(slug=f"in-{term.slug}", **named(term)) for term in (one, two)]

    merge_all([one, two, below.parent], winner)

    assert [names_of(draft) for draft in drafts] == [{str(winner.uuid)}, {str(winner.uuid)}]
    rows = Category.objects.in_bulk()
    merged = {rows[one.pk].merged_into_id, rows[two.pk].merged_into_id, rows[below.parent_id].merged_into_id}
    assert merged == {winner.pk}
    assert rows[below.pk].parent_id == winner.pk


def test_what_stays_without_its_merged_translation_can_be_translated_again():
    english = make_tag("river")
    loser = translate_term(english, locale="de", name="Strom")
    winner = translate_term(make_tag("stream"), locale="de", name="Fluss")

    merge_terms(loser, winner)
    new = translate_term(english, locale="de", name="Flüsse")

    assert term_translations(english)["de"] == new

"""Take an article from the public: quietly, with a note, or as if it had never been there."""

from __future__ import annotations

from django.db import transaction

from articles.errors import NotPublic
from articles.media.usage import hide_images
from articles.models import Article, Change
from articles.models.public_log import Event
from articles.publishing.actions import (
    REACHES_BACK,
    Done,
    check_note,
    check_seen,
    drop,
    finish,
    rewrite_timeline,
)
from articles.publishing.due import note_due


@transaction.atomic
def withdraw(article: Article, *, how: str, seen: int, note: str = "") -> Done:
    """Take the article from the public; what is scheduled is dropped. Readers get 410 from the moment of commit.

    `how`: unpublished (quiet) and withdrawn (with `note` for readers) end the live version; killed and legal reach back
    and suppress every version that was public.

    Raises StaleAct; NotPublic when nothing is live, but for the last two; NotUsable for too long a note.
    """
    how = Article.Withdrawal(how)
    article = Article.objects.lock(article)  # first of all: a publish may be closing the live version now
    moment = article.moment()
    events = note_due(article, moment)
    check_seen(article, seen)
    reaches_back = how in REACHES_BACK
    live = article.versions.live(at=moment).first()
    if live is None and not reaches_back:
        raise NotPublic

    dropped = drop(article.versions.scheduled(at=moment))
    article.withdrawn_at = moment
    article.withdrawn_how = how
    article.withdrawal_note = check_note(note) if how == Article.Withdrawal.WITHDRAWN else ""
    article.save(update_fields=["withdrawn_at", "withdrawn_how", "withdrawal_note"])
    public = article.versions.filter(live_from__lte=moment, dropped_at=None, suppressed_at=None)
    newest = live or public.order_by("live_from").last()
    rewrite_timeline(article, moment)
    if reaches_back:
        public.update(suppressed_at=moment, is_over=True)
        hide_images(article, at=moment)
        if newest is not None:  # else the world has nothing to be told
            events.append(Event(Change.Kind.SUPPRESSED, newest, moment))
    elif newest is not None:
        events.append(Event(Change.Kind.WITHDRAWN, newest, moment))
    return finish(article, moment, events, version=live, dropped=dropped)

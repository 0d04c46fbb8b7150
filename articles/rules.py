"""Who may do what: author (own drafts), editor (all drafts), publisher (publish, schedule, withdraw), administrator.

Predicates composed, and named as Django's permissions, so that admin and API ask `user.has_perm(name, article)`.
"""

from __future__ import annotations

from typing import Any

from rules.permissions import add_perm, perm_exists
from rules.predicates import is_group_member, is_superuser, predicate

AUTHOR, EDITOR, PUBLISHER, ADMINISTRATOR = "author", "editor", "publisher", "administrator"
GROUPS = (AUTHOR, EDITOR, PUBLISHER, ADMINISTRATOR)
"""Made by articles/apps.py after every migration. Each may do what those before it may."""


@predicate
def is_owner(user: Any, article: Any) -> bool:
    """Asked without an article (may they open the list at all?) the answer is yes."""
    return article is None or article.owner_id == user.pk


@predicate
def is_unpublished_upload(user: Any, image: Any) -> bool:
    """Their own picture, as long as no version names it: what the public sees is no longer an author's to change."""
    return image is None or (image.uploaded_by_id == user.pk and not image.versions.exists())


is_administrator = is_superuser | is_group_member(ADMINISTRATOR)
is_publisher = is_group_member(PUBLISHER) | is_administrator
is_editor = is_group_member(EDITOR) | is_publisher
is_author = is_group_member(AUTHOR) | is_editor
may_edit = is_editor | (is_group_member(AUTHOR) & is_owner)
may_describe = is_editor | (is_group_member(AUTHOR) & is_unpublished_upload)

PERMISSIONS = {
    "articles.view_article": is_author,
    "articles.add_article": is_author,
    "articles.change_article": may_edit,
    "articles.delete_article": may_edit,
    "articles.publish_article": is_publisher,
    **{
        f"articles.{verb}_{term}": is_author if verb == "view" else is_editor
        for verb in ("view", "add", "change", "delete")
        for term in ("author", "category", "tag")
    },
    "articles.view_image": is_author,
    "articles.add_image": is_author,
    "articles.change_image": may_describe,
    "articles.delete_image": may_describe,
    **{f"articles.{verb}_user": is_administrator for verb in ("view", "add", "change", "delete")},
    **{f"api.{verb}_apikey": is_administrator for verb in ("view", "add", "change", "delete")},
    # Without these the admin leaves the newsroom, or the keys, out of its start page.
    "articles": is_author,
    "api": is_administrator,
}

for name, rule in PERMISSIONS.items():
    if not perm_exists(name):
        add_perm(name, rule)

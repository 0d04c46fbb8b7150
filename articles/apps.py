from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = gettext_lazy("Newsroom")

    def ready(self) -> None:
        from articles import rules  # noqa: F401 - named to Django's permissions by being imported

        post_migrate.connect(make_roles, sender=self)


def make_roles(using: str, apps: Any = installed, **kwargs: Any) -> None:
    """The four groups that rules.py asks for, after every `migrate` and `flush`: without them nobody may do a thing.

    `apps` is as migrated (without auth, when that was unmade); a flush gives none.
    """
    from articles.rules import GROUPS

    if "auth" in apps.app_configs:
        for name in GROUPS:
            apps.get_model("auth", "Group").objects.using(using).get_or_create(name=name)


class DeskAdminConfig(admin.AdminConfig):
    """Django's admin with our site object, which wears the desk's name."""

    default = False  # named in INSTALLED_APPS; this module's own app is ArticlesConfig
    default_site = "articles.admin.site.Desk"

    def ready(self) -> None:
        super().ready()
        from articles.admin import screens  # noqa: F401 - they register with the site, which is made of this package

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = gettext_lazy("Newsroom")

    def ready(self) -> None:
        from articles import rules  # noqa: F401 - named to Django's permissions by being imported


class DeskAdminConfig(admin.AdminConfig):
    """Django's admin with our site object, which wears the desk's name."""

    default = False  # named in INSTALLED_APPS; this module's own app is ArticlesConfig
    default_site = "articles.admin.site.Desk"

    def ready(self) -> None:
        super().ready()
        from articles.admin import screens  # noqa: F401 - they register with the site, which is made of this package

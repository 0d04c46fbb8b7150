from django.apps import AppConfig
from django.contrib.admin import apps as admin


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Newsroom"


class DeskAdminConfig(admin.AdminConfig):
    """Django's admin with our site object, which wears the desk's name."""

    default = False  # named in INSTALLED_APPS; this module's own app is ArticlesConfig
    default_site = "articles.admin.site.Desk"

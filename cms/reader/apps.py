from django.apps import AppConfig


class ReaderConfig(AppConfig):
    """The reference frontend: its templates, static files and words, found by Django because it is an app."""

    name = "cms.reader"
    label = "reader"

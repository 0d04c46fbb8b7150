"""All screens, registered by being imported: by the app's `ready`, once the site object stands."""

from articles.admin import articles, authors, categories, images, people, tags

__all__ = ["articles", "authors", "categories", "images", "people", "tags"]

"""All screens, registered by being imported: by the app's `ready`, once the site object stands."""

from articles.admin import articles, images, people, taxonomy

__all__ = ["articles", "images", "people", "taxonomy"]

"""Routes of the content API, below /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from api.content.articles import ArticleDetail, ArticleList

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<reference>/", ArticleDetail.as_view(), name="article"),
]

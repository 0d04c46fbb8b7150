"""Who answers where."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("api.urls")),
]
if settings.READER:
    urlpatterns += [path("", include("cms.reader.urls"))]

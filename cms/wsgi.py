"""The door for servers."""

import os

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()


def client_address(request: HttpRequest) -> str:
    """Whom django-axes counts: the peer, or what a trusted proxy said of it."""
    return str(request.META.get("REMOTE_ADDR", ""))

"""Where servers find the site: Django behind the door."""

from __future__ import annotations

import os
import sys
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from cms.door import Application, Door
from cms.memory import collect_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")


def make_application() -> Application:
    """The site as a WSGI application. A response cache has its place between door and Django.

    Ends the process with a line for each setting that is unsafe or wrong: a server started without `serve` asks no
    system checks.
    """
    try:
        django = get_wsgi_application()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    from django.conf import settings  # they are there once Django is set up

    from cms.checks import faults

    if told := faults():
        sys.exit("\n".join(f"{fault.id}: {fault.msg} {fault.hint}" for fault in told))
    collect_seldom()
    return Door(
        django,
        proxies=settings.TRUSTED_PROXIES,
        max_body=settings.MAX_BODY_BYTES,
        public_host=urlsplit(settings.PUBLIC_URL).netloc,
    )


application = make_application()

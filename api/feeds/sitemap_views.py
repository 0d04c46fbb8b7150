"""Sitemaps over HTTP: `/sitemap.xml`, which lists the others, and `/sitemaps/…`."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from hashlib import blake2b
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema

from api.feeds import robots
from api.feeds.sitemap_xml import MEDIA_TYPE, write_file, write_index
from api.feeds.sitemaps import File, entries, list_files
from api.feeds.views import PulledView
from api.http.caching import headers_for
from api.http.encodings import LEVEL, Encoding, encoding_for
from api.http.snapshot import read_snapshot

IN_MEMORY: Final = 1_000_000  # bytes of a file; what is larger lies on the disk


@extend_schema(exclude=True)
class SitemapIndex(PulledView):
    """Every sitemap there is, for whoever crawls."""

    def get(self, request: HttpRequest) -> HttpResponse:
        with read_snapshot() as reading:
            content = write_index(list_files(at=reading.at))
        return self.answer(content, MEDIA_TYPE, reading)


@extend_schema(exclude=True)
class SitemapFile(PulledView):
    """A sitemap of up to 50,000 addresses.

    Written into a file first: in the snapshot, which must not wait for a slow reader, and whole, since its ETag is that
    of its bytes. 404 where nothing stands in it; but news may be empty.
    """

    written: IO[bytes] | None = None

    def get(self, request: HttpRequest, name: str) -> Any:
        file = File.named(name)
        if file is None:
            raise Http404
        encoding = encoding_for(request)
        with read_snapshot() as reading:
            if file != File() and not file.versions(at=reading.at).exists():
                raise Http404
            self.written, etag = _written(write_file(file, entries(file, at=reading.at)), encoding)
        headers = headers_for(reading) | {"ETag": etag}
        response = FileResponse(self.written, content_type=MEDIA_TYPE, headers=headers)
        if encoding != "identity":
            response.headers["Content-Encoding"] = encoding
        return response

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        finished = super().finalize_response(request, response, *args, **kwargs)
        if self.written and not finished.streaming:  # 304 or 412
            self.written.close()
        return finished


@extend_schema(exclude=True)
class Robots(PulledView):
    """Asks no database: a crawler that gets 5xx here stops altogether (RFC 9309, 2.3.1.4)."""

    throttle_classes = ()

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(robots.write(), content_type="text/plain; charset=utf-8")


def _written(parts: Iterable[bytes], encoding: Encoding) -> tuple[IO[bytes], str]:
    """The parts as a file that is read from its beginning, and the ETag of their bytes in this encoding."""
    digest = blake2b(encoding.encode() + b":", digest_size=16)
    file = cast(IO[bytes], SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115  the response closes it
    out: Any = gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL, mtime=0) if encoding == "gzip" else file
    for part in parts:
        digest.update(part)
        out.write(part)
    if out is not file:
        out.close()
    file.seek(0)
    return file, f'"{digest.hexdigest()}"'

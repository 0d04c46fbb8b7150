"""Files of pictures, by key: originals are private, renditions are served. Where they lie is the storages' matter.

A file is written before the row that names it, and deleted only when no row names it any more (`tasks.sweep`): a
process may be killed at any moment, and leaves at most a file too many.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from articles.errors import NoRoom

ORIGINALS: Final = "originals"
RENDITIONS: Final = "renditions"
FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""The disk is full, or what this process may write of it."""
SHARDS: Final = 256
"""Folders of a storage: some file systems grow slow with a hundred thousand files in one."""


def storage_of(kind: str) -> Storage:
    return storages[kind]


def new_key(name: str) -> str:
    return f"{secrets.token_hex(1)}/{name}"


def write(kind: str, key: str, data: bytes) -> None:
    """On a local disk it is there even after a power cut: the row that follows will promise it. Raises NoRoom."""
    storage = storage_of(kind)
    try:
        storage.save(key, ContentFile(data))
    except OSError as failure:
        if failure.errno not in FULL:
            raise
        discard(kind, [key])  # what fitted
        raise NoRoom from failure
    with suppress(NotImplementedError):  # not a local disk
        descriptor = os.open(storage.path(key), os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read(kind: str, key: str) -> bytes:
    """Raises FileNotFoundError."""
    with storage_of(kind).open(key) as file:
        data: bytes = file.read()
    return data


def discard(kind: str, keys: Iterable[str]) -> None:
    """What cannot be deleted now is left to the sweep."""
    for key in keys:
        with suppress(OSError):
            storage_of(kind).delete(key)

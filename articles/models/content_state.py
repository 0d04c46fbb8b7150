from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Self

from django.db import connection, models

from articles.models.foreign_keys import check_foreign_keys

MOVE = """
    INSERT INTO articles_contentstate (id, stamp, epoch, public_sequence, partner_sequence)
    VALUES (1, %s, %s, %s, %s)
    ON CONFLICT (id) DO UPDATE SET
        stamp = excluded.stamp,
        public_sequence = articles_contentstate.public_sequence + excluded.public_sequence,
        partner_sequence = articles_contentstate.partner_sequence + excluded.partner_sequence
    RETURNING public_sequence, partner_sequence
"""


@dataclass(frozen=True)
class Sequences:
    """The numbers of the newest entries in the two series of the log."""

    public: int
    partners: int


class ContentState(models.Model):
    """One private row: is what was built still true?

    Moved in the transaction of every write that can change any answer now or later. `stamp` is a random number (a
    counter would repeat after a restore from backup), `epoch` is new after such a restore.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.BigIntegerField()
    epoch = models.CharField(max_length=32)
    public_sequence = models.PositiveBigIntegerField(default=0)
    partner_sequence = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "content state"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="content_state_is_one_row")]

    @classmethod
    def read(cls) -> Self:
        """The row, or what it would say before the first write."""
        return cls.objects.first() or cls(stamp=0, epoch="")

    @classmethod
    def move(cls, *, public: int = 0, partners: int = 0) -> Sequences:
        """Say that answers may have changed, and take that many numbers for the log.

        The row that all contend for: last in its transaction. Deferred foreign keys are checked first, since at COMMIT
        they would wait for others while those wait for this row (a deadlock, measured on PostgreSQL). Raises Vanished.
        """
        check_foreign_keys()
        return cls.take(public=public, partners=partners)

    @classmethod
    def take(cls, *, public: int = 0, partners: int = 0) -> Sequences:
        """The same once more, by whoever has moved it in this transaction already: foreign keys were checked then."""
        with connection.cursor() as cursor:
            cursor.execute(MOVE, [secrets.randbits(62), secrets.token_hex(16), public, partners])
            return Sequences(*cursor.fetchone())

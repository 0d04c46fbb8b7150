from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from articles.rules import GROUPS


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    """On both databases: a field may differ between them."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits when something is missing


def test_the_roles_are_there_again_after_a_flush(transactional_db: None) -> None:
    call_command("flush", interactive=False, verbosity=0)

    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS)

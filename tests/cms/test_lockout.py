"""Guessing passwords at the desk's door."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.models import User
from cms.passwords import Argon2Hasher
from tests.factories import PASSWORD

HERE, THERE = "203.0.113.9", "203.0.113.10"


def sign_in(client: Client, password: str, address: str = HERE, username: str = "paula") -> HTTPStatus:
    form = {"username": username, "password": password}
    return HTTPStatus(client.post("/admin/login/?next=/admin/", form, REMOTE_ADDR=address).status_code)


@pytest.fixture
def guessed(client: Client, publisher: User) -> list[HTTPStatus]:
    """Five wrong passwords from one address."""
    return [sign_in(client, f"wrong guess {number}") for number in range(5)]


def test_fifth_wrong_password_locks_even_the_right_one_out(client: Client, guessed: list[HTTPStatus]) -> None:
    assert guessed == [HTTPStatus.OK] * 4 + [HTTPStatus.TOO_MANY_REQUESTS]
    assert sign_in(client, PASSWORD) == HTTPStatus.TOO_MANY_REQUESTS


def test_owner_elsewhere_is_not_locked_out(client: Client, guessed: list[HTTPStatus]) -> None:
    assert sign_in(client, PASSWORD, address=THERE) == HTTPStatus.FOUND


def test_lock_ends_after_half_an_hour(client: Client, guessed: list[HTTPStatus]) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert sign_in(client, PASSWORD) == HTTPStatus.FOUND


def test_unknown_name_is_locked_like_a_known_one(client: Client, db: None) -> None:
    statuses = [sign_in(client, "wrong", username="nobody") for _ in range(6)]

    assert statuses == [HTTPStatus.OK] * 4 + [HTTPStatus.TOO_MANY_REQUESTS] * 2


def test_page_of_the_lock_is_readable_and_keeps_the_policy(client: Client, guessed: list[HTTPStatus]) -> None:
    response = client.post("/admin/login/", {"username": "<b>paula", "password": "x"}, REMOTE_ADDR=HERE)
    for _ in range(5):
        response = client.post("/admin/login/", {"username": "<b>paula", "password": "x"}, REMOTE_ADDR=HERE)

    page = response.content.decode()
    assert "<h1>Signing in is locked for a while</h1>" in page
    assert "5 wrong passwords were given for <strong>&lt;b&gt;paula</strong>" in page
    assert ("<style" in page, "style=" in page, "<script>" in page) == (False, False, False)


@pytest.mark.django_db
def test_passwords_are_kept_as_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["cms.passwords.Argon2Hasher"]

    user = User.objects.create_user("ada", password=PASSWORD)

    assert identify_hasher(user.password).__class__ is Argon2Hasher
    assert user.password.startswith("argon2$argon2id$v=19$m=65536,t=3,p=4$")
    assert (user.check_password(PASSWORD), user.check_password("another")) == (True, False)

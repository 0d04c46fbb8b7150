"""`manage.py import_article`: what it says, and with which code it ends."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.editing.freezing import freeze
from articles.models import Article, Image, Revision, User
from articles.transfer.markdown_inline import NO_IMAGE
from tests.articles.media.pictures import draw, encoded
from tests.factories import make_article, make_user

TEXT = "# A Bridge\n\nThe ==lead== ![x](y.png).\n\n## Part\n\nText.\n\n## Explore more\n\n- One\n- Two\n"


class Ran:
    def __init__(self, out: str, err: str) -> None:
        self.out, self.err = out.splitlines(), err.splitlines()


def run(path: Path, *arguments: str) -> Ran:
    out, err = StringIO(), StringIO()
    call_command("import_article", str(path), *arguments, stdout=out, stderr=err)
    return Ran(out.getvalue(), err.getvalue())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.md"
    path.write_text(TEXT)
    return path


def fails(path: Path, *arguments: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as failed:
        run(path, *arguments)
    assert "\n" not in str(failed.value)
    return failed.value.returncode, str(failed.value)


def test_it_tells_what_it_did_and_what_it_could_not_place(file: Path, publisher: User, settings: Any) -> None:
    settings.PUBLIC_URL = "https://desk.example"

    ran = run(file)

    article = Article.objects.get()
    assert ran.out == [
        "a-bridge: 1 section, 1 highlight, 2 related, 4 words, revision 1, draft: "
        f"https://desk.example/admin/articles/article/{article.pk}/change/"
    ]
    assert ran.err == [f"bridge.md: line 3: “x”: {NO_IMAGE}"]
    assert article.owner == publisher


def test_it_publishes_into_an_article_on_request(file: Path, publisher: User, settings: Any) -> None:
    settings.PUBLIC_URL = "https://desk.example"
    article = make_article(slug="eine-bruecke", locale="de")

    ran = run(file, "--into", "eine-bruecke", "--publish", "--by", publisher.username)

    assert ran.out == [
        "eine-bruecke: 1 section, 1 highlight, 2 related, 4 words, revision 2, published: "
        "https://desk.example/api/v1/articles/eine-bruecke/?locale=de"
    ]
    assert [version.title for version in article.versions.all()] == ["A Bridge"]


def test_the_work_is_the_first_persons_who_may_publish(file: Path, editor: User, publisher: User) -> None:
    make_user("publisher", "later")
    administrator = make_user("administrator", "adam")

    run(file)

    assert Revision.objects.get().by == administrator


def test_a_file_of_any_name_is_taken_in_the_format_that_is_said(tmp_path: Path, publisher: User) -> None:
    path = tmp_path / "page.md"
    path.write_text("A Bridge\n\nThe lead.\n")

    ran = run(path, "--format", "text", "--slug", "my-bridge", "--locale", "de")

    assert (ran.out[0].split(":")[0], Article.objects.get().locale) == ("my-bridge", "de")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "bridge.md: title: The file has no title. Begin it with a line `# Title`."),
        (b"\xff\xfe#\0", "bridge.md: The file is UTF-16. Save it as UTF-8."),
        (
            b"---\na: b: c\n---\n# T\n",
            "bridge.md: Line 2: the front matter is no valid YAML (mapping values are not allowed here). "
            "Put values with colons in quotes.",
        ),
        (
            b"---\nslug: Not A Slug\n---\n# T\n",
            "bridge.md: slug: “Not A Slug” cannot stand in an address. "
            "Use small letters a to z, digits and single hyphens, 120 characters at most.",
        ),
    ],
)
def test_a_broken_file_is_one_line_and_changes_nothing(file: Path, publisher: User, data: bytes, message: str) -> None:
    file.write_bytes(data)

    assert fails(file) == (1, message)
    assert not Article.objects.exists()


def test_a_wrong_argument_is_told_from_a_wrong_file(file: Path, publisher: User, editor: User) -> None:
    make_article(slug="both")
    make_article(slug="both", locale="de")

    assert fails(file.parent / "nothing.md") == (2, f"{file.parent}/nothing.md: No such file or directory")
    assert fails(file, "--by", "nobody") == (2, "There is no active account “nobody”.")
    assert fails(file, "--into", "nothing") == (2, "There is no article “nothing”.")
    assert fails(file, "--into", "both") == (2, "“both” is a slug in en, de: say --locale.")
    assert fails(file, "--locale", "xx")[0] != 0
    assert Article.objects.count() == 2


def test_the_rules_of_the_desk_hold(file: Path, editor: User, author_user: User, stranger: User) -> None:
    make_article(slug="of-another")

    assert fails(file, "--by", "sam") == (2, "sam may not add articles.")
    assert fails(file, "--by", "edgar", "--publish") == (2, "edgar may not publish.")
    assert fails(file, "--by", "aino", "--into", "of-another") == (2, "aino may not change it.")


def test_somebody_must_be_there_to_do_it(file: Path, editor: User) -> None:
    assert fails(file) == (2, "There is no account that may publish: make one, or say --by.")


def test_a_page_is_taken_with_the_pictures_of_a_folder(tmp_path: Path, publisher: User) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "elsewhere"
    page.write_text("<h1>A Bridge</h1><p>A lead of it.</p><p>Text.</p><img src=a.jpg alt=A><img src=b.jpg alt=B>")
    folder.mkdir()
    (folder / "a.jpg").write_bytes(encoded(draw(40, 30)))

    ran = run(page, "--pictures", str(folder), "--publish")

    assert ran.err == ["page.html: “b.jpg”: no picture of this name in the folder; the text goes on without it"]
    assert [image.label for image in Article.objects.get().versions.get().images.all()] == ["a.jpg"]


def test_markdown_brings_the_pictures_beside_it(tmp_path: Path, publisher: User) -> None:
    path = tmp_path / "bridge.md"
    path.write_text('# A Bridge\n\nLead.\n\n![Wide](pictures/wide.jpg "By *night*")\n\n![Gone](pictures/gone.jpg)\n')
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "wide.jpg").write_bytes(encoded(draw(40, 30)))

    ran = run(path)

    image, article = Image.objects.get(), Article.objects.get()
    assert ran.err == [
        "bridge.md: “pictures/gone.jpg”: no picture of this name in the folder; the text goes on without it"
    ]
    assert (image.alt, image.caption) == ("Wide", "By *night*")
    assert [section.html for section in freeze(article).sections] == [
        f'<figure data-image="{image.uuid}" data-alt="Wide"><figcaption>By *night*</figcaption></figure>'
    ]


def test_a_folder_that_is_none_is_a_wrong_argument(file: Path, publisher: User) -> None:
    assert fails(file, "--pictures", "nowhere") == (2, "nowhere: there is no such folder.")


def test_a_file_that_is_in_already_is_refused_until_it_is_said_what_is_meant(file: Path, publisher: User) -> None:
    run(file)

    assert fails(file) == (
        1,
        "bridge.md: “A Bridge” is already there as a-bridge. Say --into a-bridge to make this its newer draft, "
        "or --again to make a second article.",
    )
    assert run(file, "--into", "a-bridge").out[0].split(":")[0] == "a-bridge"
    assert run(file, "--again").out[0].split(":")[0] == "a-bridge-2"


def test_pictures_of_a_file_that_is_refused_do_not_come_in(tmp_path: Path, publisher: User) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>A Bridge</h1><p>A lead of it.</p><p>Text.</p>")
    run(page)
    page.write_text(page.read_text() + "<img src=a.jpg alt=A>")
    (tmp_path / "a.jpg").write_bytes(encoded(draw(40, 30)))

    assert fails(page)[0] == 1
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("head", "arguments"),
    [
        ("", ["--slug", "Bad Slug!"]),
        ("", ["--slug", "taken"]),
        ("<meta property=og:locale content=xx_XX>", []),
    ],
)
def test_pictures_of_an_article_that_is_refused_do_not_come_in(
    tmp_path: Path, publisher: User, head: str, arguments: list[str]
) -> None:
    make_article(slug="taken")
    (tmp_path / "a.jpg").write_bytes(encoded(draw(), "JPEG"))
    page = tmp_path / "page.html"
    page.write_text(f"<html lang=xx>{head}<article><h1>T</h1><p>Text.</p><img src=a.jpg alt=A></article></html>")

    failed = fails(page, *(arguments and [*arguments, "--locale", "en"]))

    assert (failed[0], Image.objects.count(), Article.objects.count(), Revision.objects.count()) == (1, 0, 1, 1)

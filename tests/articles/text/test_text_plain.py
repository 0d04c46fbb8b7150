import pytest

from articles.text.plain import count_words, plain_text, reading_minutes, teaser


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("a <em>b</em><br>c &amp; d", "a b\nc & d"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        (
            "<h2>a</h2><h3>b</h3><blockquote><p>c</p></blockquote><pre>d\n  e</pre><p>f</p>",
            "a\n\nb\n\nc\n\nd\n  e\n\nf",
        ),
        ("<p>a</p><hr><p>b</p>", "a\n\nb"),
        ("<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>", "a\n\nb\nc\n\nd"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "a\nb\nc"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "a\n\nb"),
        (
            "<table><caption>t</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
            "<tbody><tr><td>c</td><td>d</td></tr><tr><td></td><td>e</td></tr></tbody></table><p>f</p>",
            "t\n\na\tb\nc\td\ne\n\nf",
        ),
        (
            '<figure data-embed="https://v.example/1"><figcaption>a</figcaption></figure><p>b</p>',
            "a\n\nb",
        ),
        ('<p>a</p><figure data-embed="https://v.example/1"></figure>', "a"),
        ("<pre>  a\n b</pre>", "a\n b"),
        ("<p>10\u00a0% a\u00adb 👩\u200d🚀 &lt;p&gt; &amp;amp;</p>", "10\u00a0% a\u00adb 👩\u200d🚀 <p> &amp;"),
        ('<p>a<mark data-highlight-id="h0123456789">b</mark></p>', "ab"),
    ],
)
def test_plain_text_keeps_the_breaks_and_nothing_else(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("—", 0),
        ("one two\n\nthree", 3),
        ("e-mail isn't 3.5 naïve", 4),
        ("word—word and/or 2019–2020", 6),
        ("Straße e\u0301te\u0301 हिन्दी", 3),
        ("東京2026年", 4),
        ("한국어 문장", 2),
        ("👩\u200d🚀 ok", 1),
    ],
)
def test_words_are_counted_in_every_script(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (230, 1), (231, 2), (2300, 10)])
def test_reading_takes_a_minute_for_230_words(words, minutes):
    assert reading_minutes(words) == minutes


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 10, "short"),
        ("one\n\ntwo", 10, "one two"),
        ("exactly 10", 10, "exactly 10"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two, three", 10, "one two…"),
        ("x" * 20, 10, "x" * 9 + "…"),
        ("東京" * 10, 10, "東京東京東京東京東…"),
        ("abcdefgh" + "e\u0301" * 5, 10, "abcdefgh…"),
        ("abcdef👩\u200d🚀xyzuvw", 9, "abcdef…"),
    ],
)
def test_a_teaser_ends_with_a_whole_word(text, limit, short):
    assert teaser(text, limit) == short
    assert len(short) <= limit


def test_a_teaser_has_at_most_160_characters():
    assert teaser("word " * 100) == "word " * 31 + "word…"

"""What the evidence rule knows of a language, and where its sentences end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.languages import language, sentences

HERE = Path(__file__).parent
ARTICLES = sorted((HERE.parent / "sources" / "articles").glob("*.txt"))


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, "en")]


@pytest.mark.parametrize("code", ["en", "en-GB", "EN_us", " en "])
def test_english(code: str) -> None:
    known = language(code)
    assert known is not None
    assert known.code == "en"


@pytest.mark.parametrize("code", ["", "tr", "zz", "english", "-"])
def test_no_rules(code: str) -> None:
    assert language(code) is None
    assert sentences("One. Two.", code) == ((0, 4), (5, 9))


def test_the_words_are_words() -> None:
    known = language("en")
    assert known is not None
    lists = [known.left, known.sayings, known.right, known.breaks]
    for words in lists:
        assert len(set(words)) == len(words), {word for word in words if words.count(word) > 1}
        assert all(word == word.strip().lower() and word for word in words)
    # A word that is a break and an alarm would end its own clause; one in both lists would not need a speaker.
    assert not set(known.left) & {*known.breaks, *known.sayings}


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("not", "negations"),
        ("*n't", "negations"),
        ("reportedly", "hedges"),
        ("denied", "verbs"),
        ("plans", "verbs"),
        ("threatening", "verbs"),
        ("according to", "sayings"),
        ("argued", "sayings"),
        ("reportedly", "right"),
        ("despite", "breaks"),
    ],
)
def test_the_rules_own_examples(word: str, field: str) -> None:
    assert word in getattr(language("en"), field)


def test_what_is_sought_has_a_piece_wherever_it_is_found() -> None:
    known = language("en")
    assert known is not None
    cases = yaml.safe_load((HERE / "evidence-sentences.yml").read_text(encoding="utf-8"))
    texts = [case["says"] for listed in cases.values() for case in listed]
    for pieces, pattern in (*known.turned, *known.close, *known.unsaid):
        found = [match.group() for text in texts for match in re.finditer(pattern, text)]
        assert found, pattern
        assert all(not pieces or any(piece in words for piece in pieces.split()) for words in found), pattern


def test_values() -> None:
    known = language("en")
    assert known is not None
    assert [known.numbers[word] for word in ("zero", "seven", "ninety")] == [0, 7, 90]
    assert known.ordinals["twelfth"] == 12
    assert known.magnitudes["bn"] == known.magnitudes["billion"] == 10**9
    assert sorted(set(known.months.values())) == list(range(1, 13))
    assert sorted(set(known.weekdays.values())) == list(range(1, 8))
    assert known.months["sept"] == known.months["september"] == 9
    assert known.weekdays["wednesday"] == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("One. Two!", ["One.", "Two!"]),
        ("MOSCOW, February 25. /TASS/. Turkey bought it.", ["MOSCOW, February 25. /TASS/.", "Turkey bought it."]),
        ("He said so. U.S. officials agreed.", ["He said so.", "U.S. officials agreed."]),
        ("We did so. U.S. Ambassador John Smith left.", ["We did so.", "U.S. Ambassador John Smith left."]),
        ("Lt. Col. J. F. Smith paid 2.5 bn. Then he left.", ["Lt. Col. J. F. Smith paid 2.5 bn.", "Then he left."]),
        ("“We came. We saw,” he said. “No.”", ["“We came.", "We saw,” he said.", "“No.”"]),
        ("In the run-up (Dec. 2, 2019) it flew. See No. 5.", ["In the run-up (Dec. 2, 2019) it flew.", "See No. 5."]),
        ("A title\n\nA sentence.", ["A title", "A sentence."]),
        ("Line one ends\nhere and goes on.\r\n\r\nNext", ["Line one ends\nhere and goes on.", "Next"]),
        ("A title: CEO\nCEO speaks ahead of a meeting.", ["A title: CEO", "CEO speaks ahead of a meeting."]),
        ("It was said in\r\nTurkey that\r\nit is so. Yes.", ["It was said in\r\nTurkey that\r\nit is so.", "Yes."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("tr", "Gemi geldi. Kim gördü? Hiç kimse!", ["Gemi geldi.", "Kim gördü?", "Hiç kimse!"]),
        ("tr", "“Geldi. Gördüm,” dedi. Gitti.", ["“Geldi.", "Gördüm,” dedi.", "Gitti."]),
        ("tr", "“Geldi mi?” diye sordu… ve gitti.", ["“Geldi mi?” diye sordu… ve gitti."]),
        ("tr", "Dr. Işıl Çınar 3. Liman Günleri'ne geldi.", ["Dr. Işıl Çınar 3. Liman Günleri'ne geldi."]),
        ("tr", "Ücret 2.5 avro. Yıl 2024. Bitti.", ["Ücret 2.5 avro.", "Yıl 2024.", "Bitti."]),
        ("ar", "هل وصلت؟ نعم. «لا أعلم.» قال", ["هل وصلت؟", "نعم.", "«لا أعلم.»", "قال"]),
        ("ar", "قال: «نعم، لا أعلم؛ ربما!» ثم ذهب.", ["قال: «نعم، لا أعلم؛ ربما!»", "ثم ذهب."]),
        ("ar", "قال د. سامي إن السعر ٢١٫٣ مليون. انتهى", ["قال د. سامي إن السعر ٢١٫٣ مليون.", "انتهى"]),
        ("ar", "ليس سرًّا. لم يحدد موعدًا. نعم", ["ليس سرًّا.", "لم يحدد موعدًا.", "نعم"]),
        ("ur", "جہاز آیا۔ کس نے دیکھا؟", ["جہاز آیا۔", "کس نے دیکھا؟"]),
        ("zh", "船来了。谁看见了？没有人！", ["船来了。", "谁看见了？", "没有人！"]),
        ("zh", "他说：“来了。没人看见！”她走了。", ["他说：“来了。", "没人看见！”", "她走了。"]),
        (
            "zh",
            "她问：「谁知道呢？」（笑。）票价３．５欧元。",
            ["她问：「谁知道呢？」", "（笑。）", "票价３．５欧元。"],
        ),
        ("zh", "真的吗?是的!好……吧。", ["真的吗?", "是的!", "好……吧。"]),
        ("ja", "来た。「見た？」と言った", ["来た。", "「見た？」", "と言った"]),
        ("zh", "题目\n正文从这里开始，很长很长很长。", ["题目", "正文从这里开始，很长很长很长。"]),
        ("zh", "正文从这里开始\n，很长很长很长\n很长。", ["正文从这里开始\n，很长很长很长\n很长。"]),
        ("hi", "जहाज आया। किसने देखा?", ["जहाज आया।", "किसने देखा?"]),
    ],
)
def test_sentences_of_a_language_without_rules_end_at_their_signs(code: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text, code)] == expected


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_sentences_of_the_articles(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    found = split(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    # A sentence of the running text begins and ends like one.
    assert all(not sentence[0].islower() for sentence in found)
    assert [s for s in found if s.startswith(("MOSCOW", "ATHENS"))] == [s for s in found if "/TASS/." in s]


@given(st.text(st.one_of(st.sampled_from("Aa. \n\r/“”\u2029船。؟"), st.characters())), st.sampled_from(["en", "zh"]))
def test_sentences_are_apart_and_cover_all_that_prints(text: str, code: str) -> None:
    spans = sentences(text, code)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert "".join(text[start:end] for start, end in spans).split() or not text.strip()
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)

"""Checks of sources in a language without rules: what can be compared in any language is held to its words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier import load
from mkdocs_dossier.checks.foreign import rendered

OTHER = Path(__file__).parent / "other"


@pytest.mark.parametrize(
    ("tag", "text", "english"),
    [
        ("tr", "15 Haziran’da, haziranda", "15 June ’da, June"),
        ("tr", "18 Haziran Salı günü", "18 June Tuesday günü"),
        ("tr", "21,3 milyon avro", "21300000 avro"),
        ("tr", "1.200 kişi, 1.234,5 ton, 18.06.2024", "1,200 kişi, 1,234.5 ton, 18.06.2024"),
        ("tr", "%25’lik zam", "25%’lik zam"),
        ("tr", "3 bin 3 bina", "3000 3 bina"),
        ("ar", "٢١٫٣ مليون يورو", "21300000 يورو"),
        ("ar", "يوم السبت في يونيو، ليونيو", "يوم Saturday في June ، June"),
        ("ar", "٢٥٪ من ١٬٢٠٠", "25% من 1,200"),
        ("fa", "۱۴", "14"),
        ("zh-Hans", "2024年6月17日星期一", "17 June 2024 Monday"),
        ("zh-Hans", "从6月14日起，9月", "从 14 June 起， September"),
        ("zh", "少收了40万欧元，１９９人", "少收了 400000 欧元，199 人"),
        ("zh", "３．５％", "3.5%"),
        ("ja", "10億円、周一ではない", "1000000000 円、周一ではない"),
        ("ko", "2024년 6월 17일", "17 June 2024"),
        ("ru", "12 июня, 5,5 миллиона", "12 June , 5500000"),
        ("de", "3. Oktober, 5 Millionen, 1,5 Mio. Euro", "3. October , 5000000 , 1500000 . Euro"),
        ("fr", "3 mars, 2,5 millions", "3 March , 2500000"),
        ("tlh", "wa’ 5,5", "wa’ 5,5"),
    ],
)
def test_figures_months_and_weekdays_are_read_in_english(tag: str, text: str, english: str) -> None:
    assert rendered(text, tag) == english


@given(
    st.text(st.one_of(st.sampled_from("12.,%万年月日 ٢"), st.characters())), st.sampled_from(["tr", "ar", "zh", "de"])
)
def test_any_text_can_be_read(text: str, tag: str) -> None:
    rendered(text, tag)


def changed(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    """The codes of the problems that the invented dossier has after one change of its sheet."""
    folder = tmp_path / "other"
    shutil.copytree(OTHER, folder, ignore=shutil.ignore_patterns("site"))
    sheet = folder / "sources" / "facts" / file
    text = sheet.read_text("utf-8")
    assert text.count(old) == 1
    sheet.write_text(text.replace(old, new), "utf-8")
    return [problem.code.value for problem in load.load(folder / "sources/facts", folder).problems]


@pytest.mark.parametrize(
    ("file", "old", "new", "codes"),
    [
        # Turkish, Arabic with its own digits, Chinese with full-width digits and in ten thousands
        ("events.yml", "value: 148 guests", "value: 184 guests", ["value-not-quoted"]),
        ("actors.yml", "value: 12 million euros", "value: 1.2 million euros", ["value-not-quoted"]),
        ("systems.yml", "value: 25 per cent", "value: 52 per cent", ["value-not-quoted"]),
        ("systems.yml", "value: 30 minutes", "value: 40 minutes", ["value-not-quoted"]),
        ("documents.yml", "value: 55 million euros", "value: 5.5 million euros", ["value-not-quoted"]),
        ("actors.yml", "value: 400,000 euros", "value: 40,000 euros", ["value-not-quoted"]),
        ("documents.yml", "        printed: 三页\n", "", ["value-not-quoted"]),  # a number in words
        ("documents.yml", "printed: 三页", "printed: 四页", ["printed-not-quoted"]),
        ("events.yml", "printed: 2024年6月17日", "printed: 2024年6月19日", ["printed-not-quoted"]),
        ("events.yml", "date: 2024-06-17\n", "date: 2024-06-16\n", ["date-not-quoted"]),
        (
            "events.yml",
            "date: 2024-06-14\n",
            "date: 2024-07-14\n",
            ["date-not-quoted", "event-not-past", "event-order"],
        ),
        ("events.yml", "date: 2024-06-08\n", "date: 2024-06-07\n", ["weekday-wrong"]),
        ("events.yml", "date: 2024-06-18\n", "date: 2024-06-19\n", ["weekday-wrong"]),
        ("events.yml", "date: 2024-06-15\n", "date: 2024-06-05\n", ["date-not-quoted"]),
        ("actors.yml", "says: Marsa al-Nawras asked", "says: Brannock asked", ["name-not-quoted"]),
        ("events.yml", "reads: {vermedik: trust}", "reads: {söz: amory}", ["name-not-quoted"]),
    ],
)
def test_a_fact_is_held_to_what_can_be_read_of_its_quote(
    file: str, old: str, new: str, codes: list[str], tmp_path: Path
) -> None:
    assert sorted({*changed(tmp_path, file, old, new)}) == codes

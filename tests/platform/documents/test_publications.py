"""Published documents keep their versions, and both languages their articles."""

import asyncio
from datetime import datetime, timedelta

import pytest

from wethaq.platform.actors import ANONYMOUS, SYSTEM
from wethaq.platform.database.transaction import is_already_there
from wethaq.platform.documents.demo import demo_wording, publish_demo_documents
from wethaq.platform.documents.errors import AlreadyPublishedError, ArticlesDifferError, DocumentNotFoundError
from wethaq.platform.documents.publication_text import article_count, fingerprint, parse_blocks
from wethaq.platform.documents.publications import (
    BYLAWS,
    PUBLICATION_NAMES,
    SUPPORT_GUIDE,
    Wording,
    citation,
    get_publication,
    list_publications,
    list_versions,
    publish_document,
)


def a_wording(mark: str = "") -> Wording:
    return Wording("لائحة", "Bylaws", f"## المادة 1\nنص {mark}", f"## Article 1\nText {mark}")


def test_chapters_articles_lists_and_paragraphs_are_told_apart() -> None:
    blocks = parse_blocks("# One\n\n## Article\ntext\n- a\n- b\n<b>no html</b>\n## Next")
    assert [(block.kind, block.text, block.article, block.items) for block in blocks] == [
        ("heading", "One", None, []),
        ("article", "Article", 1, []),
        ("paragraph", "text", None, []),
        ("items", "", None, ["a", "b"]),
        ("paragraph", "<b>no html</b>", None, []),
        ("article", "Next", 2, []),
    ]


def test_the_fingerprint_sees_words_and_not_line_ends_or_composition() -> None:
    assert fingerprint("é\r\nx") == fingerprint("e\u0301\nx\n")
    assert fingerprint("a", "bc") != fingerprint("ab", "c")


@pytest.mark.parametrize("code", sorted(PUBLICATION_NAMES))
def test_the_demonstration_texts_say_what_they_are_and_match_article_by_article(code: str) -> None:
    wording = demo_wording(code)
    assert article_count(wording.body_ar) == article_count(wording.body_en) >= 12
    assert wording.body_ar.startswith("نص تجريبي")
    assert wording.body_en.startswith("Demonstration text")


@pytest.mark.usefixtures("database")
class TestVersions:
    async def test_a_new_version_takes_the_place_of_the_old_one_which_stays(self, now: datetime) -> None:
        first = await publish_document(BYLAWS, a_wording(), actor=SYSTEM, now=now)
        second = await publish_document(BYLAWS, a_wording("new"), actor=SYSTEM, now=now + timedelta(days=1))
        assert (first.version, second.version) == (1, 2)
        assert await get_publication(BYLAWS, actor=ANONYMOUS) == second
        old = await get_publication(BYLAWS, 1, actor=ANONYMOUS)
        assert (old.is_in_force, old.body_ar, old.sha256) == (False, first.body_ar, first.sha256)
        assert [each.version for each in await list_versions(BYLAWS, actor=ANONYMOUS)] == [2, 1]

    async def test_the_same_text_is_not_published_twice(self, now: datetime) -> None:
        await publish_document(BYLAWS, a_wording(), actor=SYSTEM, now=now)
        with pytest.raises(AlreadyPublishedError):
            await publish_document(BYLAWS, a_wording(), actor=SYSTEM, now=now)

    async def test_languages_with_different_articles_are_refused(self, now: datetime) -> None:
        with pytest.raises(ArticlesDifferError):
            await publish_document(BYLAWS, Wording("أ", "a", "## المادة 1", "text"), actor=SYSTEM, now=now)

    async def test_what_is_not_public_is_not_there_for_the_public(self, now: datetime) -> None:
        await publish_document(BYLAWS, a_wording(), is_public=False, actor=SYSTEM, now=now)
        with pytest.raises(DocumentNotFoundError):
            await get_publication(BYLAWS, actor=ANONYMOUS)
        assert await list_publications(actor=ANONYMOUS) == []
        assert len(await list_publications(actor=SYSTEM)) == 1

    async def test_versions_published_at_once_never_share_a_number(self, now: datetime) -> None:
        tries = [
            publish_document(BYLAWS, a_wording(str(number)), actor=SYSTEM, now=now) for number in range(5)
        ]
        outcomes = await asyncio.gather(*tries, return_exceptions=True)
        failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert all(is_already_there(failure) for failure in failures)
        versions = [each.version for each in await list_versions(BYLAWS, actor=SYSTEM)]
        assert versions == list(range(len(versions), 0, -1))

    async def test_a_citation_names_document_version_and_article(self, now: datetime) -> None:
        await publish_demo_documents(actor=SYSTEM, now=now)
        await publish_demo_documents(actor=SYSTEM, now=now)
        guide = await get_publication(SUPPORT_GUIDE, actor=SYSTEM)
        assert guide.version == 1
        assert citation(guide, 13, "ar") == "دليل سياسة الدعم للمستفيدين، الإصدار 1، المادة 13: التظلّم"
        with pytest.raises(DocumentNotFoundError):
            citation(guide, 99, "ar")

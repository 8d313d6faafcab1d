"""A written message is read back into what a page or HTML mail shows."""

from wethaq.platform.notifications.blocks import MessageBlock, message_blocks

BODY = """وصلنا ردكم على السؤال.

- أولًا
- ثانيًا

افتحوا صفحة الطلب:
https://wethaq.test/requests/7

481 920

{mark}
جمعية وثاق الأسرية""".replace("{mark}", "-- ")


def test_paragraphs_lists_buttons_codes_and_the_footer_are_told_apart() -> None:
    assert message_blocks(BODY) == [
        MessageBlock("paragraph", text="وصلنا ردكم على السؤال."),
        MessageBlock("items", items=["أولًا", "ثانيًا"]),
        MessageBlock("link", text="افتحوا صفحة الطلب", url="https://wethaq.test/requests/7"),
        MessageBlock("code", text="481 920"),
        MessageBlock("footer", text="جمعية وثاق الأسرية"),
    ]


def test_an_address_inside_a_sentence_stays_text() -> None:
    assert message_blocks("see https://wethaq.test now")[0].kind == "paragraph"


def test_a_javascript_address_never_becomes_a_button() -> None:
    assert message_blocks("Open:\njavascript:alert(1)")[0].kind == "paragraph"

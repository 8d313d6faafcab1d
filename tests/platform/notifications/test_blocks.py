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


def test_a_sentence_before_an_address_stays_a_sentence_above_its_button() -> None:
    sentence = "Open this link to choose your password; it works once, for three days:"
    assert message_blocks(f"{sentence}\nhttps://wethaq.test/x") == [
        MessageBlock("link", lead=sentence, url="https://wethaq.test/x")
    ]


def test_a_code_at_the_end_of_a_sentence_is_shown_large() -> None:
    assert message_blocks("رمزك: 481 920") == [MessageBlock("code", text="481 920", lead="رمزك:")]
    assert message_blocks("Call 920 000")[0].kind == "paragraph"

"""The words of counseling's consents, in Arabic and English (design/intake-and-consent.md, Consent)."""

# ruff: noqa: E501 - a sentence that people agree to stays on one line.

from typing import Final

from wethaq.counseling.purposes import NOTES, PROCESSING
from wethaq.platform.consent.service import Wording

PROCESSING_TEXT: Final = Wording(
    purpose=PROCESSING.code,
    version=1,
    arabic="""
بموافقتك تعالج جمعية وثاق الأسرية بياناتك لغرض واحد: أن نجد لك مستشارًا وموعدًا يناسبانك، وأن نذكّرك بالموعد، وأن يستعد المستشار للقائك.

## ما الذي نعالجه

- بياناتك الشخصية ووسائل التواصل الآمنة معك.
- نوع الاستشارة ووقتها وطريقتها، ومن يحضر معك.
- ما تكتبه للمستشار قبل الموعد، وقد يكون فيه شيء عن الصحة أو أحوال الأسرة.

## من يطّلع عليها

- المستشار الذي اخترته: يقرأ ما كتبته له.
- موظف المواعيد: يعلم أن لك موعدًا، ولا يعلم سببه.
- لا أحد من أهلك يُخبَر بشيء. ومن يحضر معك يُدعى ويوافق بنفسه، ولا يرى أحدكما ما كتبه الآخر.

## إلى متى

خمس سنوات بعد آخر موعد، ثم تُتلف.

## إن لم توافق أو رجعت عن موافقتك

لا نستطيع حجز موعد دون هذه الموافقة. ولك أن ترجع عنها متى شئت من صفحة «موافقاتي» أو بالاتصال بنا؛ عندها نلغي المواعيد القادمة، ولا يؤثر ذلك في أي خدمة أخرى. وإن كنت في خطر فنحن نساعدك في كل حال.
""",
    english="""
With your consent Wethaq Family Association processes your data for one purpose: to find you a counselor and a time that suit you, to remind you of the appointment, and to let the counselor prepare for it.

## What we process

- Your personal details and how to reach you safely.
- The kind of counseling, its time and way, and who comes with you.
- What you write for the counselor before the appointment, which may touch on health or family matters.

## Who sees it

- The counselor of your choice reads what you wrote.
- The desk knows that you have an appointment, not why.
- Nobody in your family is told anything. Who comes with you is invited and agrees alone, and neither of you sees what the other wrote.

## How long

Five years after the last appointment; then it is destroyed.

## If you don't agree, or change your mind

We can't book an appointment without this consent. You may withdraw it at any time on the page “My consents” or by calling us; we then cancel the appointments ahead, and no other service is affected. If you are in danger, we help you in any case.
""",
)

NOTES_TEXT: Final = Wording(
    purpose=NOTES.code,
    version=1,
    arabic="""
يدوّن المستشار ما يعينه على مساعدتك من لقاء إلى لقاء. لا يُدوَّن شيء إلا بموافقتك، ولا تتوقف خدمتك عليها.

## من يطّلع عليها

- المستشار الذي كتبها وحده، وهي محفوظة مشفّرة.
- مشرف المستشارين عند الضرورة فقط: يكتب السبب أولًا، ويظهر لك أنه اطّلع ومتى.

## إلى متى

خمس سنوات بعد آخر موعد، ثم تُتلف.

## إن رجعت عن موافقتك

لا يُدوَّن شيء بعد ذلك، وتبقى مواعيدك كما هي.
""",
    english="""
The counselor writes down what helps them to help you from one appointment to the next. Nothing is written without your consent, and your service doesn't hang on it.

## Who sees it

- Only the counselor who wrote it; it is kept encrypted.
- The counselors' supervisor only where it is needed: they write down the reason first, and you can see that they looked, and when.

## How long

Five years after the last appointment; then it is destroyed.

## If you withdraw your consent

Nothing more is written from then on, and your appointments stay as they are.
""",
)

TEXTS: Final = (PROCESSING_TEXT, NOTES_TEXT)

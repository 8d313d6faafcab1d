"""The words of matching's consents, in Arabic and English (design/intake-and-consent.md, Consent).

One text opens one thing. The steps and the classes each share their last blocks: who sees it,
how long, and what follows when the consent is taken back.
"""

# ruff: noqa: E501 - a sentence that people agree to stays on one line.

from typing import Final

from wethaq.matching.covenant import COVENANT
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.purposes import CLASSES, FOLLOW_UP, PROCESSING, SHOW
from wethaq.platform.consent.service import Wording

PROCESSING_TEXT: Final = Wording(
    purpose=PROCESSING.code,
    version=1,
    arabic="""
بموافقتك تعالج جمعية وثاق الأسرية بياناتك لغرض واحد: أن نبحث لك عمّن يناسبك للزواج، وأن نرشّح كلًّا منكما للآخر إن رضيتما.

## ما الذي نعالجه

- بياناتك الشخصية ووسائل التواصل الآمنة معك.
- ما تكتبه عن نفسك وعمّن ترجوه، وحالتك الاجتماعية وما يثبتها.
- اسم الولي إن كنتِ امرأة، واسما شخصين يعرفانك.

## من يطّلع عليها

- الموفِّق المسؤول عن ملفك، وكل اطلاع يُسجَّل وتراه في ملفك.
- لجنة البحث ما دام طلبك معروضًا عليها.
- لا يتصفح أحد ملفك، ولا يظهر في بحث ولا قائمة. وما يُعرض على الطرف الآخر لا يُعرض إلا بموافقة مستقلة لكل خطوة.

## إلى متى

إلى أن يمضي على إغلاق ملفك خمس سنوات، ثم يُتلف.

## إن لم توافق أو رجعت عن موافقتك

لا نستطيع البحث لك دون هذه الموافقة. ولك أن ترجع عنها متى شئت من صفحة «موافقاتي» أو بالاتصال بنا؛ عندها يُخفى ملفك فورًا، وتنتهي الترشيحات المفتوحة دون ذكر السبب، ولا يتأثر أي طلب أو خدمة أخرى.
""",
    english="""
With your consent Wethaq Family Association processes your data for one purpose: to look for somebody who suits you for marriage, and to propose you to each other if both of you agree.

## What we process

- Your personal details and how to reach you safely.
- What you write about yourself and about whom you hope for, your marital status and its proof.
- Your guardian's name, if you are a woman, and the names of two people who know you.

## Who sees it

- The matchmaker who keeps your profile; each opening is recorded, and you see it in your file.
- The research committee, as long as your request is before it.
- Nobody browses your profile, and no search or list shows it. What the other side is shown asks for a consent of its own at each step.

## How long

Until five years after your profile is closed; then it is destroyed.

## If you don't agree, or change your mind

We can't look for you without this consent. You may withdraw it at any time on the page “My consents” or by calling us; your profile is then hidden at once, open proposals end without a reason, and no other request or service is affected.
""",
)

_STEP_END_AR: Final = """

## من يطّلع عليها

شخص واحد في كل مرة: من رُشِّحت له، وعند هذه الخطوة وحدها. وقبل كل خطوة نسألك من جديد.

## إن لم توافق أو رجعت عن موافقتك

لا تبلغ الترشيحات هذه الخطوة ولا ما بعدها، ويبقى ملفك محفوظًا. وإن رجعت عنها أُخفي ذلك من لحظتها، وانتهى الترشيح الذي عرضه دون ذكر السبب.
"""
_STEP_END_EN: Final = """

## Who sees it

One person at a time: whom you are proposed to, and only at this step. We ask you anew before each step.

## If you don't agree, or change your mind

Proposals don't reach this step or those after it, and your profile is kept. If you withdraw, it is hidden from that moment on, and a proposal that has shown it ends without a reason.
"""
_STEPS: Final = {
    Level.SUMMARY: (
        "حين نرشّحك لشخص، يقرأ عنك أولًا أسطرًا قليلة لا تعرّف بك: العمر والمدينة والتعليم والعمل وما شابه. لا اسم ولا رقم ولا صورة، ولا ما لم تذكره.",
        "When we propose you to somebody, they first read a few lines that don't tell who you are: age, city, education, work and the like. No name, no number, no picture, and nothing that you haven't stated.",
    ),
    Level.DETAILS: (
        "إن رغب كل منكما في المضي، يقرأ الآخر بقية ما كتبته: كلماتك عن نفسك، وما ترجوه، ونطاق الدخل والطول إن ذكرتهما. ولا يُعرف اسمك بعد. والنسب والتدين والصحة والإعاقة لكل منها موافقة مستقلة.",
        "If both of you wish to go on, the other reads the rest of what you wrote: your words about yourself and your hopes, your income band and height if you stated them. Your name isn't known yet. Lineage, religious commitment, health and disability each ask for a consent of their own.",
    ),
    Level.PHOTO: (
        "إن رغبتما في المضي، يرى الآخر صورتك أو الوصف الأمين الذي كتبته موظفة، أيهما اخترت: مرة واحدة، ولمدة لا تزيد على 72 ساعة، وعليها علامة باسم الترشيح، ولا تُنزَّل. ولك أن تتجاوز هذه الخطوة، فليست شرطًا لشيء.",
        "If both of you wish to go on, the other sees your photo, or the trusted description by a woman of our staff, whichever you chose: once, for 72 hours at most, marked, and never as a download. You may leave this step out; nothing depends on it.",
    ),
    Level.GUARDIANS: (
        "إن رغب كل منكما في المضي ووافق الولي بعدكِ، يُذكر اسمك للأسرة الأخرى ويُعرَّف الوليّان أحدهما بالآخر ليتم اللقاء بعلم الأسرتين.",
        "If both of you wish to go on, and the woman's guardian agrees after her, your name is told to the other family and the families are put in touch, so that you meet with their knowledge.",
    ),
}

_CLASS_END_AR: Final = """

## من يطّلع عليها

- الموفِّق المسؤول عن ملفك، وكل اطلاع يُسجَّل.
- من رُشِّحت له، وفي الخطوة المخصصة لذلك وحدها، شخصًا واحدًا في كل مرة.

## كيف تُحفظ

مشفّرة بمفتاح مستقل، إلى أن يمضي على إغلاق ملفك خمس سنوات.

## إن لم توافق أو رجعت عن موافقتك

«لم يُذكر» جواب مقبول، ولا تتوقف عليه خدمتك. وإن رجعت عن موافقتك حُذفت من ملفك فورًا فلا تُعرض ولا تُستعمل.
"""
_CLASS_END_EN: Final = """

## Who sees it

- The matchmaker who keeps your profile; each opening is recorded.
- Whom you are proposed to, only at the step meant for it, one person at a time.

## How it is kept

Encrypted with a key of its own, until five years after your profile is closed.

## If you don't agree, or change your mind

“Not stated” is an answer, and your service doesn't hang on it. If you withdraw, it is deleted from your profile at once and neither shown nor used.
"""
_CLASSES: Final = {
    ConsentClass.LINEAGE: (
        "إن شئت ذكرت في ملفك ما يتعلق بالنسب. لا نرتّب به الناس، ولا نبحث به، ولا يراه الطرف الآخر قبل تواصل الأسرتين.",
        "If you wish, you may state something of your lineage. It never ranks anybody, nobody is searched by it, and the other side doesn't see it before the families are in touch.",
    ),
    ConsentClass.RELIGIOSITY: (
        "إن شئت ذكرت في ملفك شيئًا عن التدين والمحافظة على الصلاة، لنراعيه فيمن نرشّحه لك.",
        "If you wish, you may say something of your religious commitment and of prayer, so that we can consider it in whom we propose.",
    ),
    ConsentClass.HEALTH: (
        "إن شئت ذكرت أن لديك أمرًا صحيًّا ينبغي الإفصاح عنه، وشرحته بكلماتك. لا نطلب تقارير ولا نتائج.",
        "If you wish, you may say that there is a matter of health to disclose, and explain it in your own words. We ask for no reports and no results.",
    ),
    ConsentClass.DISABILITY: (
        "إن شئت ذكرت أن لديك إعاقة أو أنه لا إعاقة لديك، وشرحت ما ترى أن يُعرف بكلماتك. ولا ينقص ذلك من فرص ترشيحك شيئًا، ونحن نتابع ذلك في كل جولة.",
        "If you wish, you may say whether you have a disability, and explain in your own words what should be known. It takes nothing from your chances to be proposed, and we watch over that in every round.",
    ),
    ConsentClass.CERTIFICATE: (
        "حين تتم الخطبة نسجل أن شهادة فحص ما قبل الزواج قُدِّمت، وتاريخها، وهل تفيد بالتوافق. لا نسجل نتيجة ولا نحتفظ بنسخة.",
        "Once you are engaged we record that the premarital examination certificate was presented, its date, and whether it says compatible. We never record a result and keep no copy.",
    ),
    ConsentClass.PHOTO: (
        "إن شئت رفعت صورة، أو طلبت أن تكتب موظفةٌ وصفًا أمينًا بدلًا منها. تُحفظ مشفّرة، ولا يراها أحد إلى أن تفتحها لشخص واحد بنفسك.",
        "If you wish, you may upload a photo, or ask a woman of our staff to write a trusted description instead. It is kept sealed, and nobody sees it until you open it yourself to one person.",
    ),
}

FOLLOW_UP_TEXT: Final = Wording(
    purpose=FOLLOW_UP.code,
    version=1,
    arabic="""
إن تم الزواج اتصل بك الموفِّق بعد ستة أشهر وبعد سنة ليطمئن عليك ويسأل إن كنت تحتاج إلى عون. لك أن تجيب أو لا تجيب، وما تقوله لا يُنقل إلى أحد.

## إن لم توافق أو رجعت عن موافقتك

لا نتصل بك، ولا يتغير شيء آخر.
""",
    english="""
If you marry, your matchmaker calls you after six months and after a year to ask how you are and whether you need help. You may answer or not, and what you say is passed on to nobody.

## If you don't agree, or change your mind

We don't call you, and nothing else changes.
""",
)

TEXTS: Final = (
    PROCESSING_TEXT,
    *(
        Wording(SHOW[level].code, 1, f"\n{arabic}{_STEP_END_AR}", f"\n{english}{_STEP_END_EN}")
        for level, (arabic, english) in _STEPS.items()
    ),
    *(
        Wording(CLASSES[which].code, 1, f"\n{arabic}{_CLASS_END_AR}", f"\n{english}{_CLASS_END_EN}")
        for which, (arabic, english) in _CLASSES.items()
    ),
    FOLLOW_UP_TEXT,
    COVENANT,
)

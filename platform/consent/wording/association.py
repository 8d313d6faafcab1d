"""Consents that serve more than the request itself: research, referral to a partner, photos."""

# ruff: noqa: E501 - a sentence that people agree to stays on one line.

from wethaq.platform.consent.wording.wording import Wording

RESEARCH = Wording(
    purpose="research",
    version=1,
    arabic="""
بموافقتك تدخل بياناتك، بعد إخفاء هويتك، في دراسات عن أحوال الأسرة تعين الجمعية والباحثين على فهم المشكلات وعلاجها.

- نزيل اسمك ورقم هويتك ووسائل التواصل معك، ونوسّع التفاصيل الدقيقة (العمر يصبح فئة، والحي يصبح محافظة) حتى لا تُعرف بين غيرك.
- لا يرى الباحث ملفك، وإنما يرى بيانات مجمّعة أو مخفاة الهوية، بعد موافقة لجنة البحث وتوقيعه على التزام بالسرية.
- لا تدخل في الدراسات رسائلك ولا مستنداتك ولا ما قيل في جلسات الاستشارة.
- إن رجعت عن موافقتك استُبعدت بياناتك من كل دراسة تُعدّ بعد ذلك. أما ما نُشر من نتائج مجمّعة قبلها فلا يمكن استخراجك منه.
- هذه الموافقة اختيارية، ورفضها لا يؤثر في أي خدمة تطلبها.
""",
    english="""
With your consent your data, made anonymous, enter studies of family life that help the association and researchers understand problems and treat them.

- We remove your name, ID number and contact details and make fine details coarser (an age becomes a band, a district a governorate) so that you can't be picked out among others.
- A researcher doesn't see your file, only grouped or anonymized data, after the research committee has approved and the researcher has signed a duty of secrecy.
- Your messages, your documents and what was said in counseling never enter a study.
- If you take your consent back, your data are left out of every study prepared after that. Grouped results published before can't be taken apart to remove you.
- This consent is optional, and refusing it affects no service that you ask for.
""",
)

REFERRAL = Wording(
    purpose="referral.partner",
    version=1,
    arabic="""
بموافقتك نعرّف بك جهة شريكة تستطيع أن تعينك فيما لا نقدمه نحن: جمعية أخرى، أو مركزًا صحيًا، أو جهة حكومية.

- نخبرك باسم الجهة قبل كل إحالة، ولا نرسل إليها إلا اسمك ووسيلة التواصل وخلاصة ما تحتاج إليه.
- لا نرسل مستنداتك ولا تفاصيل أسرتك إلا إذا طلبت ذلك بنفسك.
- تحفظ الجهة الشريكة ما يصلها وفق سياستها، ونحفظ نحن سجل الإحالة خمس سنوات.
- إن رجعت عن موافقتك لم نُحِل بعدها شيئًا، وأخبرنا من أحلناك إليه برجوعك.
- هذه الموافقة اختيارية، وتنتهي بعد سنة فنسألك من جديد.
""",
    english="""
With your consent we introduce you to a partner that can help with what we don't provide ourselves: another association, a health centre or a public body.

- We tell you the partner's name before each referral, and send only your name, how to reach you and a summary of what you need.
- Your documents and your family's details are sent only if you ask for it yourself.
- The partner keeps what it receives under its own policy; we keep the record of the referral for five years.
- If you take your consent back nothing is referred from then on, and we tell those we referred you to.
- This consent is optional; it ends after one year and we ask you again.
""",
)

PHOTO = Wording(
    purpose="photo",
    version=1,
    arabic="""
بموافقتك قد تظهر في صور فعالياتنا ودوراتنا التي ننشرها في موقع الجمعية وحساباتها وتقاريرها.

- لا ننشر مع الصورة اسمك ولا سبب حضورك.
- لا نصوّر جلسات الاستشارة ولا مراجعي الجمعية، ولا نصوّر طفلًا إلا بموافقة وليّه.
- يرى الصورة كل من يزور صفحاتنا. نحفظها ثلاث سنوات ثم نحذفها.
- إن رجعت عن موافقتك حذفنا ما تظهر فيه من صفحاتنا خلال ثلاثة أيام عمل، وما نُسخ منها قبل ذلك قد لا نملك استرجاعه.
- هذه الموافقة اختيارية، وأنت مرحَّب بك في كل فعالية دونها.
""",
    english="""
With your consent you may appear in photos of our events and courses that we publish on the association's site, accounts and reports.

- Neither your name nor the reason why you came is published with a photo.
- We take no photos of counseling sessions or of people who visit our offices, and of a child only with the guardian's consent.
- Everybody who visits our pages can see a photo. We keep it for three years, then delete it.
- If you take your consent back, we remove the photos in which you appear from our pages within three working days; copies that others made before that may be beyond our reach.
- This consent is optional, and you are welcome at every event without it.
""",
)

ASSOCIATION_WORDINGS = (RESEARCH, REFERRAL, PHOTO)

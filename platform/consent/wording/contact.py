"""Consents to be reached: by text message, by e-mail, and about services one didn't ask for."""

# ruff: noqa: E501 - a sentence that people agree to stays on one line.

from wethaq.platform.consent.wording.wording import Wording

SMS = Wording(
    purpose="contact.sms",
    version=1,
    arabic="""
بموافقتك نرسل إلى جوالك رسائل نصية قصيرة عن طلباتك ومواعيدك: وصول الطلب، سؤال ينتظر ردّك، صدور القرار، تذكير بموعد.

- نستخدم رقم جوالك واسمك الأول فقط، وتمرّ الرسالة بمزوّد خدمة الرسائل النصية.
- لا نكتب في الرسالة شيئًا من محتوى طلبك. وإن اخترت ألا يظهر فيها اسم الجمعية راعينا ذلك.
- نحفظ ما يدل على إرسال الرسالة سنة واحدة.
- هذه الموافقة اختيارية. إن رجعت عنها بقيت رسائلك كلها في ملفك على الموقع، ووصلت إليك بوسيلة أخرى تختارها.
- رموز الدخول التي تطلبها بنفسك تصل إليك في كل حال.
""",
    english="""
With your consent we send short text messages to your mobile about your requests and appointments: a request received, a question that waits for you, a decision, a reminder.

- We use only your mobile number and your first name; the message passes through our text-message provider.
- Nothing of what is in your request is written in it. If you don't want the association's name to appear, we respect that.
- We keep the proof that a message was sent for one year.
- This consent is optional. If you take it back, all messages stay in your file on the site and reach you in another way that you choose.
- Sign-in codes that you ask for yourself reach you in any case.
""",
)

EMAIL = Wording(
    purpose="contact.email",
    version=1,
    arabic="""
بموافقتك نراسلك بالبريد الإلكتروني عن طلباتك ومواعيدك، ونرسل إليك نسخًا من الخطابات التي تصدر لك.

- نستخدم عنوان بريدك واسمك، وتمرّ الرسالة بمزوّد خدمة البريد.
- لا نضع في الرسالة تفاصيل طلبك؛ تقرؤها بعد الدخول إلى ملفك.
- نحفظ ما يدل على إرسال الرسالة سنة واحدة.
- هذه الموافقة اختيارية، ولك أن ترجع عنها متى شئت من «موافقاتي» أو بالاتصال بنا.
""",
    english="""
With your consent we write to you by e-mail about your requests and appointments, and send you copies of the letters issued to you.

- We use your e-mail address and your name; the message passes through our mail provider.
- The details of your request aren't in the message; you read them after signing in.
- We keep the proof that a message was sent for one year.
- This consent is optional, and you may take it back at any time under "My consents" or by calling us.
""",
)

OUTREACH = Wording(
    purpose="outreach",
    version=1,
    arabic="""
بموافقتك نخبرك بما قد ينفعك دون أن تسأل عنه: دورة قريبة منك، لقاء للأسرة، متابعة بعد خدمة، أو تجديد حان وقته.

- ننظر لذلك في فئتك العمرية ومحافظتك والخدمات التي استفدت منها، لا في محتوى طلباتك أو استشاراتك.
- لا نرسل أكثر من رسالتين في الشهر، ولا نرسل ليلًا، وفي كل رسالة طريقة لإيقافها.
- لا نعطي بياناتك لأي جهة لتراسلك هي.
- تنتهي هذه الموافقة بعد سنتين فنسألك من جديد. وهي اختيارية، ولا تتوقف عليها أي خدمة.
""",
    english="""
With your consent we tell you of what may help you without your having to ask: a course near you, a family gathering, a follow-up after a service, a renewal that is due.

- For this we look at your age group, your governorate and the services you used, never at what is in your requests or consultations.
- We send no more than two messages a month, none at night, and each tells you how to stop them.
- We give your details to nobody who would then write to you.
- This consent ends after two years and we ask you again. It is optional, and no service depends on it.
""",
)

CONTACT_WORDINGS = (SMS, EMAIL, OUTREACH)

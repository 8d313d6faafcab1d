"""What is read before a support request: the responsibilities (policy R2) and the consent to process it."""

# ruff: noqa: E501 - a sentence that people agree to stays on one line.

from wethaq.platform.consent.wording.wording import Wording

RESPONSIBILITIES = Wording(
    purpose="notice.responsibilities",
    version=1,
    arabic="""
قبل أن تقدّم طلبك، نضع بين يديك ما لك وما عليك. خذ وقتك في القراءة، ولك أن تسألنا عن أي سطر منها.

## مسؤولياتك

- أن تكون البيانات التي تقدمها صحيحة وكاملة. ستوقّع عليها، وأنت المسؤول عن صحتها مسؤولية مباشرة.
- أن تكون مستنداتك سارية عند تقديمها. هويتك نطّلع عليها ولا نحتفظ بصورة منها.
- أن تخبرنا إذا تغيّر شيء مما كتبت: عنوانك أو جوالك أو حال أسرتك. كل تعديل يحتاج إلى توقيع جديد.
- أن ترد على أسئلتنا في الموعد المبيّن معها، وأن تعتذر مبكرًا عن موعد لا تستطيع حضوره.
- أن يبقى ما تعرفه عن غيرك من المستفيدين سرًّا، كما نحفظ سرّك.

## كيف يُدرس طلبك

- نتحقق أولًا من البيانات والمستندات، وقد نطلب منك إكمال ما نقص.
- ثم يُرفع الطلب إلى لجنة البحث، وتردّ عليك بالقبول أو الرفض بعد مدة لا تقل عن أسبوعين من تقديمه. ترى التاريخ في ملفك من اليوم الأول.
- خدماتنا للمستفيدين المسجلين في نطاق الجمعية: محافظات منطقة تبوك. إن كنت خارج النطاق دللناك على جهة أقرب إليك.

## حقوقك

- أن تُعامَل باحترام، وأن تُجاب أسئلتك، وأن تُعطى الوقت الكافي.
- أن تعرف سبب القرار. وإن كان رفضًا فلك أن تتظلّم مرة واحدة خلال 30 يومًا، وينظر في تظلّمك من لم يشارك في القرار الأول.
- أن تسحب طلبك متى شئت، وأن ترى من اطّلع على ملفك، وأن تقيّم خدمتنا وتشكو منها دون أن يضرّك ذلك.

## إذا لم يُلتزم بما سبق

إن تبيّن أن في البيانات ما ليس صحيحًا فقد يتوقف طلبك أو تُنهى الخدمة بعد سماع قولك. وإن اختلفنا فالتظلّم أولًا، ثم إدارة الجمعية، ثم الجهات المختصة في المملكة.
""",
    english="""
Before you apply, here is what you can expect of us and what we expect of you. Take your time, and ask us about any line of it.

## Your responsibilities

- What you tell us is true and complete. You will sign it, and you are directly responsible for it.
- Your documents are valid when you hand them in. We look at your ID; we don't keep a copy of it.
- You tell us when something you wrote changes: your address, your mobile, your family's circumstances. Every change needs a new signature.
- You answer our questions by the date shown with them, and let us know early if you can't keep an appointment.
- What you learn about other beneficiaries stays private, as we keep private what we learn about you.

## How your request is studied

- First we check what you entered and your documents, and may ask you for what is missing.
- Then your request goes to the research committee, which answers with acceptance or refusal not less than two weeks after you submit it. You see the date in your file from the first day.
- Our services are for registered beneficiaries within our area, the governorates of the Tabuk region. If you live elsewhere we point you to somebody nearer to you.

## Your rights

- To be treated with respect, to have your questions answered and to be given the time you need.
- To know the reason for the decision. If it is a refusal you may appeal once within 30 days; your appeal is heard by people who took no part in the first decision.
- To withdraw your request at any time, to see who has opened your file, and to rate our service and complain about it without harm to you.

## If this isn't kept to

If something you told us turns out to be untrue, your request may stop or the service may end, after we have heard you. Where we disagree, the appeal comes first, then the association's management, then the competent authorities of the Kingdom.
""",
)

SUPPORT_PROCESSING = Wording(
    purpose="intake.support.processing",
    version=1,
    arabic="""
بموافقتك تعالج جمعية وثاق الأسرية بياناتك لغرض واحد: دراسة طلب الدعم هذا والرد عليه، وتقديم الخدمة إن قُبل.

## ما الذي نعالجه

- بياناتك الشخصية ووسائل التواصل معك.
- حال أسرتك ودخلها والتزاماتها، وما تذكره عن الصحة إن كان له صلة بطلبك.
- إجاباتك ومستنداتك، وما يدور بيننا من رسائل حول الطلب.

## من يطّلع عليها

- موظف علاقات المستفيدين المكلّف بطلبك، ومسؤول البحث الاجتماعي إن أُحيل إليه.
- أعضاء لجنة البحث، حين يكون طلبك على جدول أعمالهم فقط.
- لا أحد خارج الجمعية. وكل من يفتح ملفك يظهر لك اسم وظيفته ووقت اطلاعه.

## إلى متى

نحفظها ما دام طلبك مفتوحًا، ثم خمس سنوات بعد إغلاقه، ثم تُتلف.

## إن لم توافق أو رجعت عن موافقتك

لا نستطيع دراسة الطلب دون هذه الموافقة. ولك أن ترجع عنها في أي وقت من صفحة «موافقاتي» أو بالاتصال بنا؛ عندها نوقف العمل على الطلب فورًا، ولا يؤثر ذلك في أي خدمة أخرى.
""",
    english="""
With your consent Wethaq Family Association processes your data for one purpose: to study this support request and answer it, and to provide the service if it is accepted.

## What we process

- Your personal details and how to reach you.
- Your household, its income and obligations, and what you mention about health where it bears on your request.
- Your answers, your documents and the messages between us about the request.

## Who sees it

- The beneficiary-relations officer in charge of your request, and the social-research officer if it is referred.
- Members of the research committee, only while your request is on their agenda.
- Nobody outside the association. Whoever opens your file is listed for you, with their role and the time.

## For how long

As long as your request is open, and five years after it closes; then it is destroyed.

## If you don't agree, or change your mind

We can't study the request without this consent. You may take it back at any time on the page "My consents" or by calling us; work on the request then stops at once, and no other service is affected.
""",
)

REQUEST_WORDINGS = (SUPPORT_PROCESSING,)

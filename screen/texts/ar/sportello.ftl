### نصوص سبورتيلو بالعربية: كل مفاتيح شاشات الزوار.

## common

skip-to-content = انتقل إلى المحتوى
language-choice = اللغة
stale-before = الشاشة غير محدَّثة: الحالة عند الساعة
no-script = بدون JavaScript لا تتحدث هذه الصفحة تلقائيًا: أعد تحميلها لترى الحالة الحالية.
refresh = تحديث
countdown-left = تُغلق هذه الصفحة خلال { $n } ثانية
countdown-extend = أحتاج إلى مزيد من الوقت
footer-about = سبورتيلو، برنامج حر تابع للبلدية
minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
   *[other] { $n } دقيقة
}
hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
   *[other] { $n } ساعة
}
hours-minutes = { $hours ->
    [zero] { $hours } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
} و{ $minutes ->
    [zero] { $minutes } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}
wait-soon = أقل من 5 دقائق
wait-up-to = حتى { $high } دقيقة
wait-about = حوالي { $n } دقيقة
wait-range = من { $low } إلى { $high } دقيقة
wait-long = أكثر من ساعة
wait-estimate = تقدير تقريبي
date-long = { $weekday } { $day } { $month } { $year }
date-day = { $weekday } { $day } { $month }
weekday-short = { $n ->
    [1] إثنين
    [2] ثلاثاء
    [3] أربعاء
    [4] خميس
    [5] جمعة
    [6] سبت
   *[7] أحد
}
weekday = { $n ->
    [1] الاثنين
    [2] الثلاثاء
    [3] الأربعاء
    [4] الخميس
    [5] الجمعة
    [6] السبت
   *[7] الأحد
}
month = { $n ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
unconfirmed = في انتظار التأكيد
amount = { $euro }.{ $cents } €
amount-free = مجاني
always-open = مفتوح في كل وقت
period-now = فورًا
period-years = { $n ->
    [one] سنة واحدة
    [two] سنتان
    [few] { $n } سنوات
   *[other] { $n } سنة
}
period-months = { $n ->
    [one] شهر واحد
    [two] شهران
    [few] { $n } أشهر
   *[other] { $n } شهرًا
}
period-days = { $n ->
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
   *[other] { $n } يومًا
}
period-working-days = { $n ->
    [one] يوم عمل واحد
    [two] يوما عمل
    [few] { $n } أيام عمل
   *[other] { $n } يوم عمل
}

## totem

totem-title = الاستقبال
totem-hello = أهلًا وسهلًا
totem-need = بماذا يمكننا مساعدتك؟
totem-popular = الأكثر طلبًا في هذه الساعة
totem-everything = ابحث أو اختر من جميع المواضيع
totem-open-until = مفتوح حتى الساعة { $time }
totem-closed = المكتب مغلق
totem-closed-why = لا تُعطى أرقام الآن، أما المعلومات والتعليمات فمتاحة.
totem-reopens-today = يُفتح اليوم عند الساعة { $time }
totem-reopens-later = يُفتح { $date } عند الساعة { $time }
totem-notices = إعلانات
totem-stale = قد لا تكون البيانات محدَّثة: الحالة عند الساعة
totem-notice-expired = مرَّ وقت طويل: لنبدأ من جديد من هنا.
totem-notice-ended = انتهى ذلك الطلب: يمكنك تقديم طلب آخر هنا.
totem-notice-unknown = لم نتعرف على الطلب: لنبدأ من جديد من هنا.
totem-notice-service = لم يعد هذا الموضوع متاحًا: اختر موضوعًا آخر.
totem-controls = أدوات التحكم
totem-back = رجوع
totem-again = ابدأ من جديد
totem-listen = استمع
totem-larger = نص أكبر
totem-contrast = تباين
totem-low = أدوات في الأسفل
totem-on = مفعَّل
totem-more-title = هل تحتاج إلى مزيد من الوقت؟
totem-more-yes = نعم، أتابع
totem-more-no = لا، انتهيت
totem-closes-in = العودة إلى البداية خلال
totem-seconds = { $n ->
    [few] ثوانٍ
   *[other] ثانية
}
totem-texts-italian = نصوص الخدمات بالإيطالية.
totem-texts-english = نصوص الخدمات بالإنجليزية.
totem-read-on = تابع القراءة
totem-read-back = إلى الأعلى
totem-page-of = الصفحة { $n } من { $of }
totem-next = التالي
totem-previous = السابق
totem-events = اختر حسب الموضوع
totem-event-other = مواضيع أخرى
totem-search = ابحث بكلماتك
totem-search-field = كلمات البحث
totem-search-hint = card, waste, child, home …
totem-search-words = يفهم البحث الكلمات الإيطالية والإنجليزية، بالحروف اللاتينية.
totem-search-none = لا نتائج لهذه الكلمات: جرِّب كلمة أخرى، أو ارجع واختر حسب الموضوع.
totem-search-found = { $n ->
    [0] لا مواضيع
    [one] موضوع واحد
    [two] موضوعان
    [few] { $n } مواضيع
   *[other] { $n } موضوعًا
}
totem-keyboard = لوحة المفاتيح
totem-key-space = مسافة
totem-key-erase = حذف
totem-key-find = بحث
totem-for = من أجل
totem-answers = المس الإجابة
totem-papers-now = أحضرها معك
totem-scan = وجِّه هاتفك نحو الرمز
totem-on-phone = على هاتفك
totem-legs = رقم واحد لكل شيء
totem-legs-rest = الرقم من أجل
totem-wait = الانتظار المتوقع
totem-wait-none = لا انتظار
totem-estimate = تقدير تقريبي
totem-ahead = قبلك
totem-ahead-count = { $n ->
    [0] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
   *[other] { $n } شخصًا
}
totem-where = أين تنتظر
totem-priority = أحتاج إلى الأولوية
totem-priority-who = الحمل، الإعاقة، أطفال صغار، أكثر من 75 سنة. لا يُسجَّل السبب.
totem-take = خذ الرقم
totem-take-here = أفضِّل الشباك: خذ الرقم
totem-take-rest = خذ رقمًا للباقي في هذه الأثناء
totem-choose-between = الاختيار لك
totem-wait-today = أنتظر: خذ الرقم
totem-come-back = أعود في يوم آخر: اطبع التعليمات
totem-other-ways = أو
totem-print = اطبع التعليمات
totem-print-bring = اطبع ما يجب إحضاره
totem-print-body = اطبع العنوان
totem-printing = جارٍ الطباعة: خذ الورقة
totem-not-printing = الطباعة غير ممكنة الآن: صوِّر هذه الصفحة
totem-number = رقمك
totem-wait-closed-given = الشباك مغلق الآن: سنناديك عندما يُفتح.
totem-printed = خذ الورقة: تتم طباعتها الآن
totem-not-printed = صوِّر الرقم أو دوِّنه
totem-paper-out = نفد الورق: صوِّر الرمز أو دوِّن رقمك، فهو صالح في كل الأحوال
totem-paper-stopped = الطابعة متوقفة: صوِّر الرمز أو دوِّن رقمك، فهو صالح في كل الأحوال
totem-follow = تابع الدور من هاتفك
totem-follow-how = وجِّه الكاميرا نحو الرمز: سترى متى يحين دورك.
totem-qr = رمز QR لصفحة متابعة الرقم { $number }
totem-done = تم
totem-refused-title = لا يمكن أخذ الرقم
totem-away-title = لحظة من فضلك
totem-away = لا يمكننا إعطاؤك رقمًا الآن. طلبك لم يضِع: حاول مرة أخرى بعد بضع ثوانٍ.
totem-away-help = إذا لم ينجح ذلك، توجه إلى الاستقبال.
totem-alone-gives = الجهاز غير متصل، لكنه يستطيع أن يعطيك رقمًا: يُحتسب فورًا.
totem-alone-spent = الجهاز غير متصل ولا يستطيع إعطاء أرقام أخرى. توجه إلى الاستقبال.
totem-alone-number = يُحتسب من الآن: دورك محفوظ. عندما يعود الاتصال يدخل الرقم في الصف بالساعة التي أخذته فيها.
totem-alone-wait = لا يمكن معرفته الآن
totem-night = المس الشاشة للمعلومات والتعليمات.
totem-retry = حاول مرة أخرى
totem-home = العودة إلى البداية
totem-info = معلومات دون رقم
totem-info-hours = مواعيد العمل
totem-info-places = الشبابيك والمكاتب
totem-info-services = مستندات لخدمة
totem-numbers-from = تُعطى الأرقام قبل { $n } دقيقة من الافتتاح.
totem-closures = أيام الإغلاق
totem-desk = الشباك { $n }
totem-offices-here = مكاتب البلدية
totem-offices-elsewhere = جهات أخرى
totem-have-appointment = لدي موعد
totem-times = أول الأوقات المتاحة
totem-times-other = أيام وأوقات أخرى
totem-times-none = لا توجد أوقات متاحة حاليًا
totem-times-none-how = اطلب من الاستقبال إبلاغك عندما يتوفر مكان، أو اطلب ذلك من البيت بهذا الرمز.
totem-times-away = لا يمكن عرض الأوقات المتاحة الآن: اسأل في الاستقبال.
totem-times-day-none = لم تعد هناك أوقات متاحة في هذا اليوم: اختر يومًا آخر.
totem-days = اختر اليوم
totem-days-none = لا توجد أيام متاحة في هذا الشهر
totem-people = لكم شخص
totem-month-before = الشهر السابق
totem-month-after = الشهر التالي
totem-hour = اختر الوقت
totem-confirm = هل يناسبك هذا الوقت؟
totem-confirm-until = الوقت محجوز لك حتى الساعة { $time }
totem-confirm-bring = ما يجب إحضاره
totem-confirm-yes = نعم، احجز الموعد
totem-confirm-other = اختر وقتًا آخر
totem-booked = موعدك
totem-booked-code = الرمز
totem-booked-how = عند عودتك اكتب هذا الرمز هنا ابتداءً من الساعة { $from } وخذ رقمك.
totem-booked-page = على الهاتف
totem-booked-page-how = وجّه هاتفك نحو الرمز لرؤية الموعد أو نقله أو إلغائه.
totem-booked-qr = رمز QR لصفحة الموعد
totem-booked-not-printed = صوِّر هذه الصفحة أو دوِّن الرمز
totem-refused-appointment = لا يمكن حجز الموعد
totem-away-appointment = لا يمكننا إتمام الطلب الآن. لم يضع طلبك: حاول مرة أخرى بعد بضع ثوانٍ.
totem-check-in = اكتب رمز الموعد
totem-check-in-how = ثمانية أحرف وأرقام، على الورقة أو في البريد. أو قرِّب رمز QR من القارئ.
totem-check-in-field = رمز الموعد
totem-check-in-unknown = لا نجد هذا الرمز: تحقق منه، أو اسأل في الاستقبال.
totem-check-in-go = تأكيد
totem-kept = موعد
totem-kept-how = الساعة { $time }: نناديك قرب موعدك
totem-too-late = فات وقت الموعد: الرقم عادي ويتبع الصف.
totem-day-free = { $day }: { $n ->
    [zero] لا وقت متاح
    [one] وقت واحد متاح
    [two] وقتان متاحان
    [few] { $n } أوقات متاحة
   *[other] { $n } وقتًا متاحًا
}

## iter

iter-papers = المستندات
iter-papers-none = لا مستندات
iter-steps = كيف تتم
iter-costs = التكاليف
iter-cost-unknown = المبلغ قيد التأكيد
iter-times = المدد
iter-output = ما تحصل عليه
iter-notes = انتباه
iter-bring = أحضر أولًا
iter-identity = يلزم: { $identity }
iter-identity-none = لا حاجة إلى هوية رقمية
iter-qr-page = رمز QR: { $address }
iter-who = الجهة المختصة
iter-online = من البيت
iter-here = أين ومتى

## voice

voice-call = الرقم { $letter }، { $count }. الشباك { $desk }.

## follow

follow-title = { $number } · { $office }
follow-number = رقمك
follow-service = الخدمة
follow-where = أين تنتظر
follow-ahead = { $n ->
    [0] لا أحد قبلك
    [one] قبلك: شخص واحد
    [two] قبلك: شخصان
    [few] قبلك: { $n } أشخاص
   *[other] قبلك: { $n } شخصًا
}
follow-window = سنناديك بين الساعة { $from } و{ $until }
follow-window-until = سنناديك قبل الساعة { $until }
follow-wait = الانتظار المتوقع: { $wait }
follow-estimate = تقدير تقريبي: قد يتغير.
follow-soon = دورك قريب
follow-soon-how = ابقَ قريبًا من الشبابيك وانظر إلى اللوحة.
follow-opens-today = تُفتح الشبابيك عند الساعة { $time }
follow-opens-later = تُفتح الشبابيك { $date } عند الساعة { $time }
follow-opens-how = مكانك محفوظ: سنناديك بعد الافتتاح.
follow-no-desk = لا يوجد الآن شباك مفتوح لخدمتك
follow-no-desk-how = مكانك محفوظ: سترى هنا مدة الانتظار حالما يُفتح شباك.
follow-welcome = توجه إلى الاستقبال
follow-welcome-how = ينتظرونك هناك مع رقمك.
follow-called-go = اذهب إلى الشباك
follow-called-at = نودي عند الساعة { $time }
follow-called-again = نودي مرة أخرى عند الساعة { $time }
follow-serving = حان دورك: الشباك { $desk }
follow-serving-how = الموظف يخدمك الآن.
follow-held = المعاملة معلَّقة
follow-held-how = عندما يتوفر لديك ما ينقص، عُد إلى الشباك { $desk }: لا حاجة إلى رقم آخر.
follow-absent-at = ناديناك عند الساعة { $time } إلى الشباك { $desk }
follow-absent-how = تقدَّم قبل الساعة { $until } إلى الاستقبال أو إلى الشباك: تستعيد مكانك في الصف.
follow-finished = انتهت الخدمة
follow-finished-how = شكرًا لزيارتك. لم يعد هذا الرقم لازمًا.
follow-left = لقد تركت الصف
follow-left-how = مكانك أصبح شاغرًا. إذا غيَّرت رأيك، خذ رقمًا جديدًا.
follow-lapsed = انتهت صلاحية هذا الرقم
follow-lapsed-how = إذا كنت لا تزال بحاجة إلينا، خذ رقمًا جديدًا أو توجه إلى الاستقبال.
follow-leave = اترك الصف
follow-leave-sure = هل تريد حقًا ترك الصف؟
follow-leave-what = لن يُنادى الرقم { $number } بعد الآن ولا يمكن استعادة المكان.
follow-leave-yes = نعم، أترك الصف
follow-leave-no = لا، أبقى في الصف
follow-leave-again = كانت الصفحة مفتوحة منذ مدة: أكِّد مرة أخرى.
follow-leave-late = لم يعد من الممكن ترك الصف
follow-back = العودة إلى الرقم
follow-unknown = الرقم غير موجود
follow-unknown-why = هذه الورقة غير معروفة، أو انتهى يومها.
follow-unknown-how = إذا كنت لا تزال بحاجة إلى الخدمة، خذ رقمًا جديدًا من الجهاز أو توجه إلى الاستقبال.
follow-alone = دورك محفوظ: { $number }
follow-alone-why = الجهاز الذي أعطاك الرقم لم يتصل من جديد بعد. يُحتسب الرقم من وقت أخذه: حالما يتصل الجهاز ترى هنا متى يحين دورك.

## slip

slip-copy = نسخة { $n } من { $number }
slip-copy-sheet = نسخة { $n }
slip-copy-void = إذا كانت لديك الورقتان، فالأولى لاغية
slip-number = رقمك
slip-ahead = { $n ->
    [0] لا أحد قبلك
    [one] شخص واحد قبلك
    [two] شخصان قبلك
    [few] { $n } أشخاص قبلك
   *[other] { $n } شخصًا قبلك
}
slip-wait = الانتظار المتوقع
slip-where = أين تنتظر
slip-follow = تابع دورك من هاتفك
slip-issued = { $date }، الساعة { $time }
slip-qr = رمز QR: { $address }
slip-another = معاملة أخرى
slip-procedure = ما تحتاج إليه وكيف تفعل
slip-bring = أحضر هذه الوثيقة أولًا
slip-referral = توجّه إلى هنا
slip-online = يمكنك القيام بذلك من البيت
slip-on-the-web = عبر الإنترنت
slip-unnamed = معاملتك
slip-quick = تتم في الشباك برقم
slip-appointment = تتم بموعد
slip-from-home = يمكن القيام بها من البيت
slip-elsewhere = تتولاها جهة أخرى
slip-in-italian = نصوص الخدمة باللغة الإيطالية
slip-in-english = نصوص الخدمة باللغة الإنجليزية
slip-for = من أجل
slip-papers = ما تحتاج إليه
slip-steps = كيف تفعل
slip-costs = التكاليف
slip-times = المدد والمواعيد
slip-output = ما تحصل عليه
slip-notes = معلومات مفيدة
slip-place = أين
slip-hours = أوقات العمل
slip-phone = هاتف { $phone }
slip-contacts = للاتصال
slip-place-of-paper = أين تحصل عليها
slip-gives = هنا تحصل على
slip-come-back = ثم عد إلى الشباك بالوثيقة وبهذه الورقة
slip-identity = تحتاج إلى { $identity }
slip-identity-none = لا حاجة إلى هوية رقمية
slip-either = { $one } أو { $other }
slip-scan = وجّه هاتفك نحو الرمز
slip-check-first = قبل أن تذهب تحقق من الأوقات والوثائق
slip-more = للباقي اسأل في الشباك
slip-booked = موعدك
slip-booked-at = الساعة { $time }
slip-booked-people = لعدد { $n } أشخاص
slip-booked-code = رمز الموعد
slip-booked-arrive = احضر بين الساعة { $from } والساعة { $start }: بهذا الرمز تأخذ رقمك من الجهاز
slip-booked-late = بعد الساعة { $until } يصبح رقمًا عاديًا
slip-booked-page = لرؤية الموعد أو نقله أو إلغائه
slip-kept = موعد الساعة { $time }
slip-kept-how = نناديك قرب موعدك
slip-too-late = سُجِّل بعد الساعة { $until }: أصبح رقمًا عاديًا

## refusals

refusal-unknown-service = هذه الخدمة غير متوفرة في هذا المكتب.
refusal-unknown-desk = هذا الشباك غير موجود.
refusal-unknown-ticket = هذا الرقم ليس من أرقام اليوم.
refusal-unknown-slip = هذه الورقة ليست من أوراق اليوم.
refusal-office-closed = لا يمكن أخذ أرقام الآن.
refusal-office-closed-until = لا يمكن أخذ أرقام الآن: نستأنف { $date } عند الساعة { $time }.
refusal-series-exhausted = انتهت أرقام هذه الخدمة لهذا اليوم.
refusal-desk-not-open = الشباك غير مفتوح.
refusal-desk-busy = لدى الشباك الرقم { $number } بالفعل.
refusal-desk-cannot-serve = لا يمكن لهذا الشباك خدمة ذلك الرقم.
refusal-nobody-serves = لا يقدم أي شباك في هذا المكتب هذه الخدمة.
refusal-illegal-step = الرقم { $number } { $state ->
    [waiting] في الانتظار
    [called] تمت مناداته
    [serving] عند الشباك
    [held] معلَّق
    [absent] غائب
    [finished] انتهى
    [moved] تم تحويله
    [left] تنازل عن دوره
   *[lapsed] انتهت صلاحيته
}: لا يمكن { $step ->
    [call] مناداته
    [recall] مناداته مرة أخرى
    [withdraw] سحب المناداة
    [start] البدء
    [finish] الإنهاء
    [mark-absent] تسجيله غائبًا
    [bring-back] إعادته إلى الصف
    [hold] تعليقه
    [resume] استئنافه
    [move] تحويله
    [leave] التنازل
   *[lapse] إنهاء صلاحيته
}.
refusal-too-late-to-withdraw = لا يمكن سحب المناداة إلا خلال أول { $n ->
    [few] { $n } ثوانٍ
   *[other] { $n } ثانية
}.
refusal-move-to-same-place = سيبقى الرقم في مكانه بهذا التحويل.
refusal-unknown-configuration = الإعداد { $version } غير موجود.
refusal-service-in-use = الرقم { $number } ما زال جارياً للخدمة «{ $service }» التي لن يتولاها أي شباك بعد الآن.
refusal-service-booked = توجد مواعيد للخدمة «{ $service }» التي لن يتولاها أي شباك بعد الآن: أولها { $date } الساعة { $time }. انقلها أو ألغها أولاً.
refusal-desk-in-use = الشباك «{ $desk }» ما زال مستعملاً: أغلقه قبل حذفه.
refusal-desk-elsewhere = الشباك «{ $desk }» موجود في مكتب آخر: أعطه معرّفاً آخر.
refusal-other-office = هذا الإعداد يخص مكتباً آخر ({ $office }).
refusal-configuration-moved-on = دخلت النسخة { $version } حيز التنفيذ في الأثناء: قارن من جديد.
refusal-unknown-need = هذا الطلب غير موجود في قائمة هذا المكتب.
refusal-unknown-answer = هذه الإجابة ليست من الإجابات الممكنة: يرجى البدء من جديد.
refusal-leads-nowhere = لم نجد الطريق المناسب: يرجى سؤال مكتب الاستقبال.
refusal-too-many-legs = الرقم الواحد صالح لـ { $max } خدمات على الأكثر: يرجى أخذ رقم آخر للخدمات الأخرى.
refusal-not-bookable = لا تُحجز هنا مواعيد لهذه الخدمة.
refusal-nothing-to-book = اختر من فضلك موضوع الموعد.
refusal-too-many-people = يمكن أن يكون الموعد لعدد { $max } أشخاص على الأكثر.
refusal-no-such-place = لا يمكن حجز موعد في هذا الوقت: اختر وقتًا آخر.
refusal-place-taken = لقد حُجز هذا الوقت للتو: اختر وقتًا آخر.
refusal-reservation-over = انتهت مهلة التأكيد وأصبح الوقت متاحًا من جديد: اختره مرة أخرى.
refusal-extended-before = تم تمديد حجز هذا الوقت مرة واحدة من قبل.
refusal-unknown-booking = لا نجد هذا الموعد: تحقق من الرمز واسم العائلة.
refusal-booking-step = هذا الموعد { $state ->
    [reserved] لم يُؤكَّد بعد
    [booked] مؤكَّد
    [checked_in] سُجِّل الحضور له من قبل
    [cancelled] أُلغي
    [moved] نُقل إلى وقت آخر
    [missed] فات وقته
   *[lapsed] لم يُؤكَّد في الوقت المحدد
}.
refusal-too-early = الوقت مبكر: موعدك الساعة { $start }. يبدأ تسجيل الحضور الساعة { $from }.
refusal-other-day = موعدك ليس اليوم: هو { $date } الساعة { $time }.
refusal-appointment-elsewhere = موعدك في مكتب آخر ({ $office })، { $date } الساعة { $time }.
refusal-unknown-wish = لا نجد هذا الطلب.
refusal-too-many-wait = عدد كبير من الأشخاص ينتظرون موعدًا بالفعل: حاول مرة أخرى لاحقًا.
refusal-draw-closed = لا يمكن الاشتراك في القرعة الآن.
refusal-draw-closed-until = يمكن الاشتراك في القرعة ابتداءً من { $date } الساعة { $time }.

## mail

mail-appointment = موعد
mail-bring = ما يجب إحضاره
mail-bring-on-page = ما يجب إحضاره مكتوب في صفحة الموعد.
mail-page = لعرض الموعد أو تغييره أو إلغائه: { $address }
mail-subject-confirmation = تم تأكيد الموعد: { $date }، { $time }
mail-subject-change = تم تغيير الموعد: { $date }، { $time }
mail-subject-cancellation = تم إلغاء الموعد: { $date }، { $time }
mail-subject-reminder = تذكير: موعد { $date }، { $time }
mail-subject-offer = أصبح هناك موعد شاغر: { $date }، { $time }
mail-greeting = السيد/السيدة { $name }،
mail-greeting-nameless = مرحبًا،
mail-confirmation = تم تأكيد موعدكم.
mail-change = تم تغيير موعدكم. المعتمد هو الوقت الجديد.
mail-cancellation = تم إلغاء موعدكم. لا يلزم القيام بأي شيء آخر.
mail-reminder = نذكّركم بموعدكم.
mail-offer = أصبح هناك موعد شاغر كما طلبتم. يُحفظ لكم حتى الساعة { $time } من { $date }، ثم ينتقل إلى غيركم.
mail-what = الغرض
mail-when = الوقت
mail-where = المكان
mail-people = عدد الأشخاص
mail-code = الرمز
mail-check-in = عند الوصول المسوا شاشة الخدمة أو توجهوا إلى الاستقبال ومعكم الرمز: من { $early } دقيقة قبل الموعد إلى { $late } دقيقة بعده.
mail-open-page = فتح صفحة الموعد
mail-cannot-come = لا تستطيعون الحضور؟ ألغوا الموعد بلمسة واحدة: يذهب المكان إلى من ينتظره.
mail-cancel = إلغاء الموعد
mail-take-offer = عرض الموعد وتأكيده
mail-book-again = حجز موعد آخر
mail-calendar = مع هذه الرسالة ملف للتقويم.
mail-erased = رسالة آلية من البلدية. يُمحى الاسم وبيانات الاتصال { $n ->
    [one] بعد يوم واحد
    [two] بعد يومين
    [few] بعد { $n } أيام
   *[other] بعد { $n } يومًا
} من الموعد؛ ومن صفحته يمكنكم الحصول على نسخة منها أو محوها قبل ذلك.

## routes

route-quick = فورًا، في الشباك
route-appointment = بموعد
route-online = عبر الإنترنت، من البيت
route-refer = لدى جهة أخرى
route-in-time = يمكن إنجاز ذلك الآن، قبل الإغلاق.
route-tight = ليس من المؤكد أن ينتهي ذلك قبل الإغلاق.
route-long-wait = الانتظار طويل اليوم.
route-at-own-wish = في الشباك أيضًا، إن كنت تفضل ذلك.
route-rest-now = يمكن إنجاز الباقي الآن في الشباك.
route-by-appointment = تُقدَّم هذه الخدمة بموعد.
route-not-in-time = لن يكفي الوقت اليوم قبل الإغلاق.
route-no-desk = لم يعد أي شباك يستقبل هذه الخدمة اليوم.
route-not-now = لا تُعطى أرقام الآن.
route-not-now-until = لا تُعطى أرقام الآن: نستأنف { $date } عند الساعة { $time }.
route-not-in-the-hall = لا تقدم شبابيك هذا المكتب هذه الخدمة.
route-bring-first = يلزم أولًا مستند: { $paper }.
route-from-home = يمكن إنجاز ذلك من البيت، دون الحضور إلى البلدية.
route-other-body = تتولى ذلك جهة أخرى.
route-gives-paper = هنا يُستخرج المستند الناقص: { $paper }.

## home

home-title = المكاتب والانتظار
home-open-now = مفتوح الآن
home-open-until = حتى الساعة { $time }
home-closed-now = مغلق الآن
home-reopens-today = يُفتح اليوم عند الساعة { $time }
home-reopens-later = يُفتح { $date } عند الساعة { $time }
home-hours = دوام اليوم
home-hours-none = مغلق اليوم
home-hours-always = مفتوح دائمًا
home-waits = الانتظار حسب الخدمة
home-service = الخدمة
home-wait = الانتظار
home-nobody-waits = لا انتظار
home-no-desk = لا يوجد شباك مفتوح الآن
home-where = أين
home-as-of = الحالة عند الساعة { $time }

## message

message-home = العودة إلى صفحة البداية
message-not-found = الصفحة غير موجودة
message-not-found-why = العنوان غير صحيح، أو لم تعد الصفحة موجودة.
message-failed = حدث خلل ما
message-failed-why = ليس ذلك خطأك. حاول بعد قليل؛ وإذا تكرر، أبلغ بالرمز { $code }.
message-reserved = صفحة محجوزة
message-reserved-why = هذه الصفحة لأجهزة المكتب وموظفيه: يلزم مفتاح.
message-busy = لحظة من فضلك
message-busy-why = غير ممكن الآن: حاول مرة أخرى بعد بضع ثوانٍ.
message-too-many = طلبات كثيرة جدًا
message-too-many-why = تصل طلبات كثيرة من هذا الاتصال. انتظر بضع ثوانٍ ثم حاول مرة أخرى.

## booking

footer-places = روابط
footer-booking = حجز موعد
footer-find = موعدي
footer-privacy = حماية البيانات
book-from-here = احجز موعدًا
book-title = حجز موعد
book-required = الحقول المعلّمة بنجمة إلزامية
book-steps = خطوات الحجز
book-step-place = المكان
book-step-time = التاريخ والوقت
book-step-details = تفاصيل الموعد
book-step-applicant = مقدّم الطلب
book-step-summary = الملخّص
book-step-done = تمّت
book-step-now = الخطوة الحالية
book-back = رجوع
book-next = التالي
book-change = تعديل
book-change-what = تعديل: { $what }
book-give-up = إلغاء
book-office = المكتب
book-office-how = اختر المكتب
book-office-other = تغيير المكتب
book-address = العنوان
book-opening = أوقات الدوام
book-none = لا يمكن حجز المواعيد من المنزل الآن.
book-none-for = لا يمكن حجز موعد لهذه الخدمة من المنزل.
book-none-how = تعال إلى الشبابيك في أوقات الدوام، أو اطّلع على الخدمات الأخرى.
book-reason = السبب
book-reason-how = اختر سبب الموعد
book-reason-choose = اختر من القائمة
book-also = أسباب أخرى في الموعد نفسه
book-also-n = سبب آخر { $n }
book-also-none = لا سبب آخر
book-people = لكم شخصًا
book-people-how = لكل شخص وقته: مع أشخاص أكثر يطول الموعد.
book-people-n = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصًا
   *[other] { $n } شخص
}
book-times = المواعيد المتاحة
book-month = اختر شهرًا
book-month-show = عرض
book-day-times = { $n ->
    [zero] لا أوقات
    [one] وقت واحد
    [two] وقتان
    [few] { $n } أوقات
    [many] { $n } وقتًا
   *[other] { $n } وقت
}
book-on-at = { $date } الساعة { $time }
book-lasts = المدة { $length }
book-times-none-month = لا يوجد وقت متاح في هذا الشهر.
book-times-first = أول وقت متاح: { $date } الساعة { $time }
book-times-none = لا يوجد وقت متاح
book-times-none-why = كل الأوقات التي يمكن حجزها الآن محجوزة.
book-together = لا تجتمع هذه الأسباب في موعد واحد: ارجع واحذف أحدها.
book-releases = أوقات ستُفتح قريبًا
book-released = تُفتح أوقات { $date } يوم { $day } الساعة { $time }.
book-released-draw = تُوزَّع أوقات { $date } بالقرعة يوم { $day } الساعة { $time }.
book-draw-from = يمكنك المشاركة ابتداءً من الساعة { $time }.
book-draw-join = شارك في القرعة
book-wait-ask = لا يناسبك أي وقت؟
book-wait = أخبروني إذا شغر مكان
book-kept = نحتفظ لك بالوقت حتى الساعة { $time }
book-kept-left = بقي
book-extend = أحتاج إلى وقت أطول
book-over = انتهت المهلة وصار الوقت متاحًا من جديد. ما كتبته باقٍ هنا.
book-over-again = اختر الوقت من جديد
book-details = تفاصيل
book-details-add = أضف تفاصيل أخرى إن شئت
book-details-max = { $n } حرف على الأكثر
book-details-warn = لا تكتب شيئًا عن الصحة أو عن أمور حساسة أخرى: تقوله عند الشباك إن لزم.
book-details-none = لا نطلب تفاصيل لهذا السبب: تقول ما يلزم عند الشباك.
book-first-name = الاسم
book-last-name = اسم العائلة
book-email = البريد الإلكتروني
book-phone = الهاتف
book-contact = كيف نتواصل معك
book-contact-how = اكتب واحدًا منهما على الأقل: البريد أو الهاتف.
book-privacy = نستعمل هذه البيانات للموعد فقط. { $n ->
    [zero] في اليوم نفسه
    [one] بعد يوم واحد
    [two] بعد يومين
    [few] بعد { $n } أيام
    [many] بعد { $n } يومًا
   *[other] بعد { $n } يوم
} نمحوها.
book-privacy-more = اقرأ بيان حماية البيانات كاملًا
book-privacy-language = البيان أدناه بالإنجليزية.
book-mistakes = ينقص شيء
book-mistake-office = اختر المكتب
book-mistake-reason = اختر السبب
book-mistake-time = اختر وقتًا
book-mistake-first-name = اكتب الاسم
book-mistake-last-name = اكتب اسم العائلة
book-mistake-email = البريد غير كامل: مثلًا name@example.org
book-mistake-phone = رقم الهاتف من 6 إلى 15 رقمًا
book-mistake-contact = اكتب البريد أو الهاتف
book-mistake-details = التفاصيل { $n } حرف على الأكثر
book-mistake-until = اختر يومًا من اليوم فصاعدًا
book-terms = الشروط
book-terms-cancel = إذا لم تستطع الحضور فألغِ الموعد أو انقله من صفحته: غيرك يحتاج إلى المكان.
book-terms-come = سجّل حضورك عند الجهاز أو الاستقبال قبل الموعد بما لا يزيد على { $early } دقيقة. إذا تأخرت أكثر من { $late } دقيقة نعطيك رقمًا عاديًا.
book-terms-people = إذا حضرت نيابة عن شخص آخر فأحضر التوكيل ووثيقته.
book-send = تأكيد وإرسال
book-summary-check = راجع البيانات قبل الإرسال.
book-done = تأكّد الموعد
book-done-for = موعدك { $date } من الساعة { $from } إلى الساعة { $until }
book-done-mail = نرسل الملخّص إلى:
book-done-keep = احفظ هذه الصفحة أو صوّرها: تحتاج إلى الرمز يوم الموعد.
book-code = الرمز
book-code-how = اكتبه على الجهاز عند وصولك. به تجد موعدك من جديد.
book-bring = ما يجب إحضاره
book-desk = الشباك { $n }
book-calendar = أضف إلى تقويمك
book-calendar-file = ملف للتقويم
book-print = طباعة
book-gone = هذا الحجز لم يعد مفتوحًا
book-gone-why = مضى وقت طويل ومُحي ما كُتب. إذا كنت قد أكّدت فالموعد قائم: تجده بالرمز.
book-again = ابدأ من جديد
book-given-up = لم يُحجز شيء
book-given-up-why = صار الوقت متاحًا من جديد ومُحي ما كتبته.
appointment-title = موعدك
appointment-from-until = من الساعة { $from } إلى الساعة { $until }
appointment-state = { $state ->
    [reserved] لم يتأكّد بعد
    [booked] مؤكّد
    [checked_in] سُجّل الحضور
    [cancelled] ملغى
    [moved] منقول
    [missed] فائت
   *[lapsed] منتهٍ
}
appointment-state-how = { $state ->
    [reserved] نحتفظ بالوقت قليلًا بعد: أكمل الحجز.
    [booked] نحن في انتظارك.
    [checked_in] أنت في الدور برقمك: راقب اللوحة.
    [cancelled] صار المكان متاحًا من جديد.
    [moved] الوقت الجديد هو المعتمد.
    [missed] إذا حضرت اليوم نفسه نعطيك رقمًا عاديًا.
   *[lapsed] لم يُؤكَّد الوقت في المهلة.
}
appointment-change = إذا تغيّر شيء
appointment-move = نقل إلى وقت آخر
appointment-move-title = إلى متى ننقله؟
appointment-move-now = هو الآن
appointment-move-how = يبقى مكانك الحالي لك حتى يتأكّد الجديد.
appointment-move-do = انقل الموعد
appointment-moved = نُقل الموعد
appointment-cancel = إلغاء الموعد
appointment-cancel-title = هل تريد إلغاء الموعد؟
appointment-cancel-what = يصير المكان متاحًا لغيرك ولا يمكن استرجاعه.
appointment-cancel-yes = نعم، ألغِه
appointment-cancel-no = لا، عودة إلى الموعد
appointment-again = احجز موعدًا آخر
appointment-mine = بياناتي
appointment-mine-how = الاسم وبيانات التواصل والتفاصيل لهذا الموعد فقط، ثم تُمحى.
appointment-mine-none = لا نحتفظ باسم ولا ببيانات تواصل لهذا الموعد.
appointment-export = تنزيل بياناتي
appointment-erase = محو بياناتي
appointment-erase-title = هل تريد محو بياناتك؟
appointment-erase-what = يختفي الاسم وبيانات التواصل والتفاصيل فورًا ولا تصلك رسائل بعدها. يبقى الموعد: الرمز صالح.
appointment-erase-yes = نعم، امحُ بياناتي
appointment-erased = مُحيت بياناتك
appointment-find = اعثر على موعدك
appointment-find-how = اكتب رمز الورقة أو الرسالة، واسم العائلة إن كنت قد أعطيته.
appointment-find-code = رمز الموعد
appointment-find-do = بحث
appointment-unknown = الموعد غير موجود
appointment-unknown-why = هذا العنوان غير معروف، أو مُحيت بياناتك من قبل.
appointment-back = عودة إلى الموعد
appointment-qr = رمز QR للموعد، يُعرض على الجهاز
appointment-again-sure = أكّد مرة أخرى
appointment-not-done = لم يكن ذلك ممكنًا
wish-how = عندما يلغي أحد موعده يُعطى المكان لمن طلب أولًا. نكتب إليك ونحتفظ لك به { $length }.
wish-how-phone = من دون بريد لا نستطيع أن نكتب إليك: أبقِ الصفحة التالية مفتوحة، المكان المعروض يظهر هناك.
wish-until = حتى أي يوم يناسبك
wish-send = ضعوني في القائمة
wish-waiting = أنت في قائمة الانتظار
wish-waiting-how = حالما يشغر مكان تجده هنا، ونكتب إليك إن تركت بريدك. احفظ عنوان هذه الصفحة.
wish-code-how = بهذا الرمز واسم العائلة تجد هذه الصفحة مجددا في «موعدي».
wish-waiting-until = حتى { $date }
wish-offered = هناك مكان لك
wish-offered-until = نحتفظ لك به حتى { $date } الساعة { $time }
wish-accept = أكّد الموعد
wish-decline = لا، أتركه لغيري
wish-drop = احذفوني من القائمة
wish-ended = الطلب مغلق
wish-ended-how = لم يعد المكان متاحًا أو سُحب الطلب. يمكنك البحث عن وقت متاح أو الطلب من جديد.
draw-title = القرعة
draw-for = أوقات { $date }
draw-how = من يشارك قبل الساعة { $time } يُوضع في ترتيب عشوائي: لا يهم من يصل أولًا.
draw-send = أشارك
draw-waiting = أنت مشارك في القرعة
draw-waiting-how = القرعة الساعة { $time } وتظهر النتيجة هنا تلقائيًا. أبقِ هذه الصفحة مفتوحة.
draw-ended = ليس هذه المرة
draw-ended-how = ذهبت الأوقات إلى غيرك. يمكنك دخول قائمة الانتظار أو المحاولة في القرعة القادمة.

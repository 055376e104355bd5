### Tekstet e Sportello në shqip: të gjithë çelësat e ekraneve për vizitorët.

## common

skip-to-content = Kalo te përmbajtja
language-choice = Gjuha
stale-before = Ekrani nuk është i përditësuar: gjendja në orën
no-script = Pa JavaScript kjo faqe nuk përditësohet vetë: ringarkojeni për të parë gjendjen e tanishme.
refresh = Përditëso
countdown-left = Kjo faqe mbyllet pas { $n } sekondash
countdown-extend = Më duhet më shumë kohë
footer-about = Sportello, program i lirë i bashkisë
minutes = { $n ->
    [one] { $n } minutë
   *[other] { $n } minuta
}
hours = { $n ->
    [one] { $n } orë
   *[other] { $n } orë
}
hours-minutes = { $hours ->
    [one] { $hours } orë
   *[other] { $hours } orë
} e { $minutes ->
    [one] { $minutes } minutë
   *[other] { $minutes } minuta
}
wait-soon = Më pak se 5 minuta
wait-up-to = Deri në { $high } minuta
wait-about = Rreth { $n } minuta
wait-range = { $low }–{ $high } minuta
wait-long = Mbi një orë
wait-estimate = Vlerësim i përafërt
date-long = e { $weekday }, { $day } { $month } { $year }
date-day = e { $weekday }, { $day } { $month }
weekday-short = { $n ->
    [1] hën
    [2] mar
    [3] mër
    [4] enj
    [5] pre
    [6] sht
   *[7] die
}
weekday = { $n ->
    [1] hënë
    [2] martë
    [3] mërkurë
    [4] enjte
    [5] premte
    [6] shtunë
   *[7] diel
}
month = { $n ->
    [1] janar
    [2] shkurt
    [3] mars
    [4] prill
    [5] maj
    [6] qershor
    [7] korrik
    [8] gusht
    [9] shtator
    [10] tetor
    [11] nëntor
   *[12] dhjetor
}
unconfirmed = për t’u konfirmuar
amount = { $euro },{ $cents } €
amount-free = falas
always-open = hapur në çdo orë
period-now = menjëherë
period-years = { $n ->
    [one] { $n } vit
   *[other] { $n } vjet
}
period-months = { $n } muaj
period-days = { $n } ditë
period-working-days = { $n } ditë pune

## totem

totem-title = Pritja
totem-hello = Mirë se vini
totem-need = Për çfarë keni nevojë?
totem-popular = Më të kërkuarat në këtë orë
totem-everything = Kërkoni ose zgjidhni nga të gjitha temat
totem-open-until = Hapur deri në orën { $time }
totem-closed = Zyra është e mbyllur
totem-closed-why = Tani nuk jepen numra. Informacione dhe udhëzime, po.
totem-reopens-today = Hapet përsëri sot në orën { $time }
totem-reopens-later = Hapet përsëri { $date } në orën { $time }
totem-notices = Njoftime
totem-stale = Të dhënat mund të mos jenë të përditësuara: gjendja në orën
totem-notice-expired = Ka kaluar shumë kohë: të fillojmë përsëri këtu.
totem-notice-ended = Ajo kërkesë ka përfunduar tashmë: këtu mund të bëni një tjetër.
totem-notice-unknown = Nuk e njohëm kërkesën: të fillojmë përsëri këtu.
totem-notice-service = Kjo temë nuk ofrohet më: zgjidhni një tjetër.
totem-controls = Komandat
totem-back = Prapa
totem-again = Fillo përsëri
totem-listen = Dëgjo
totem-larger = Tekst më i madh
totem-contrast = Kontrast
totem-low = Komandat poshtë
totem-on = aktiv
totem-more-title = Ju duhet më shumë kohë?
totem-more-yes = Po, vazhdoj
totem-more-no = Jo, mbarova
totem-closes-in = Kthehet në fillim pas
totem-seconds = { $n ->
    [one] sekonde
   *[other] sekondash
}
totem-texts-italian = Tekstet për shërbimet janë në italisht.
totem-texts-english = Tekstet për shërbimet janë në anglisht.
totem-read-on = Lexoni më tej
totem-read-back = Kthehu lart
totem-page-of = Faqja { $n } nga { $of }
totem-next = Para
totem-previous = Të mëparshmet
totem-events = Zgjidhni sipas temës
totem-event-other = Të tjera
totem-search = Kërkoni me fjalët tuaja
totem-search-field = Fjalët për të kërkuar
totem-search-hint = card, waste, child, home …
totem-search-words = Kërkimi kupton fjalë italisht dhe anglisht.
totem-search-none = Asgjë për këto fjalë: provoni një tjetër, ose kthehuni prapa dhe zgjidhni sipas temës.
totem-search-found = { $n ->
    [0] Asnjë temë
    [one] { $n } temë
   *[other] { $n } tema
}
totem-keyboard = Tastiera
totem-key-space = Hapësirë
totem-key-erase = Fshij
totem-key-find = Kërko
totem-for = Për
totem-answers = Prekni përgjigjen
totem-papers-now = Të keni me vete
totem-scan = Drejtojeni telefonin nga kodi
totem-on-phone = Në telefon
totem-legs = Një numër i vetëm për të gjitha
totem-legs-rest = Numri është për
totem-wait = Pritja e parashikuar
totem-wait-none = Pa pritje
totem-estimate = Vlerësim i përafërt
totem-ahead = Para jush
totem-ahead-count = { $n ->
    [0] Askush
    [one] { $n } person
   *[other] { $n } persona
}
totem-where = Ku të prisni
totem-priority = Kam nevojë për përparësi
totem-priority-who = Shtatzëni, aftësi e kufizuar, fëmijë të vegjël, mbi 75 vjeç. Arsyeja nuk regjistrohet.
totem-take = Merrni numrin
totem-take-here = Preferoj sportelin: marr numrin
totem-take-rest = Ndërkohë merr numrin për të tjerat
totem-choose-between = Zgjidhni ju
totem-wait-today = Pres: marr numrin
totem-come-back = Kthehem një ditë tjetër: shtyp udhëzimet
totem-other-ways = Ose
totem-print = Shtyp udhëzimet
totem-print-bring = Shtyp çfarë duhet sjellë
totem-print-body = Shtyp adresën
totem-printing = Po shtypet: merreni letrën
totem-not-printing = Tani nuk mund të shtypet: fotografojeni këtë faqe
totem-number = Numri juaj
totem-wait-closed-given = Sporteli tani është i mbyllur: ju thërrasim kur të hapet.
totem-printed = Merrni biletën: po shtypet
totem-not-printed = Fotografojeni ose shënojeni numrin
totem-paper-out = Letra ka mbaruar: fotografojeni kodin ose shënojeni numrin, vlen njësoj
totem-paper-stopped = Printeri është ndalur: fotografojeni kodin ose shënojeni numrin, vlen njësoj
totem-follow = Ndiqeni radhën nga telefoni
totem-follow-how = Drejtojeni kamerën nga kodi: do të shihni kur ju vjen radha.
totem-qr = Kodi QR i faqes që ndjek numrin { $number }
totem-done = U krye
totem-refused-title = Numri nuk mund të merret
totem-away-title = Një çast, ju lutemi
totem-away = Tani nuk mund t’ju japim një numër. Kërkesa juaj nuk ka humbur: provoni përsëri pas pak sekondash.
totem-away-help = Nëse nuk funksionon, drejtohuni te pritja.
totem-alone-gives = Totemi nuk është i lidhur, por mund t’ju japë një numër: vlen menjëherë.
totem-alone-spent = Totemi nuk është i lidhur dhe nuk mund të japë më numra. Drejtohuni te pritja.
totem-alone-number = Vlen që tani: vendi juaj ruhet. Sapo totemi të lidhet përsëri, numri hyn në radhë në orën kur e morët.
totem-alone-wait = Tani nuk mund të dihet
totem-night = Prekni ekranin për informacione dhe udhëzime.
totem-retry = Provoni përsëri
totem-home = Kthehu në fillim
totem-info = Informacione pa numër
totem-info-hours = Orari
totem-info-places = Sportelet dhe zyrat
totem-info-services = Dokumentet për një shërbim
totem-numbers-from = Numrat jepen nga { $n } minuta para hapjes.
totem-closures = Mbyllje
totem-desk = Sporteli { $n }
totem-offices-here = Zyrat e bashkisë
totem-offices-elsewhere = Institucione të tjera
totem-have-appointment = Kam një takim
totem-times = Oraret e para të lira
totem-times-other = Ditë dhe orare të tjera
totem-times-none = Për momentin nuk ka orare të lira
totem-times-none-how = Kërkoni te pritja t’ju njoftojnë kur lirohet një vend, ose kërkojeni nga shtëpia me këtë kod.
totem-times-away = Oraret e lira nuk mund të shihen tani: pyesni te pritja.
totem-times-day-none = Në këtë ditë nuk ka më orare të lira: zgjidhni një tjetër.
totem-days = Zgjidhni ditën
totem-days-none = Në këtë muaj nuk ka ditë të lira
totem-people = Për sa persona
totem-month-before = Muaji i mëparshëm
totem-month-after = Muaji tjetër
totem-hour = Zgjidhni orën
totem-confirm = A ju përshtatet ky orar?
totem-confirm-until = Orari mbahet për ju deri në orën { $time }
totem-confirm-bring = Çfarë të sillni
totem-confirm-yes = Po, e marr takimin
totem-confirm-other = Zgjedh një orar tjetër
totem-booked = Takimi juaj
totem-booked-code = Kodi
totem-booked-how = Kur të ktheheni, shkruani këtë kod këtu nga ora { $from } dhe merrni numrin.
totem-booked-page = Në telefon
totem-booked-page-how = Drejtojeni telefonin te kodi për të parë, zhvendosur ose anuluar takimin.
totem-booked-qr = Kodi QR i faqes së takimit
totem-booked-not-printed = Fotografojeni këtë faqe ose shënojeni kodin
totem-refused-appointment = Takimi nuk mund të merret
totem-away-appointment = Tani nuk mund ta përfundojmë kërkesën. Nuk ka humbur: provoni përsëri pas pak sekondash.
totem-check-in = Shkruani kodin e takimit
totem-check-in-how = Tetë shkronja dhe shifra, në biletë ose në e-mail. Ose afrojeni kodin QR te lexuesi.
totem-check-in-field = Kodi i takimit
totem-check-in-unknown = Nuk e gjejmë këtë kod: kontrollojeni, ose pyesni te pritja.
totem-check-in-go = Konfirmo
totem-kept = Takim
totem-kept-how = Ora { $time }: ju thërrasim rreth orës suaj
totem-too-late = Ora e takimit ka kaluar: numri është i zakonshëm dhe ndjek radhën.
totem-day-free = { $day }: { $n ->
    [one] { $n } orar i lirë
   *[other] { $n } orare të lira
}

## iter

iter-papers = Dokumentet
iter-papers-none = Asnjë dokument
iter-steps = Si bëhet
iter-costs = Kostot
iter-cost-unknown = shuma për t’u konfirmuar
iter-times = Afatet
iter-output = Çfarë merrni
iter-notes = Kujdes
iter-bring = Sillni së pari
iter-identity = Nevojitet: { $identity }
iter-identity-none = Nuk nevojitet identitet dixhital
iter-qr-page = Kodi QR: { $address }
iter-who = Kush merret me të
iter-online = Nga shtëpia
iter-here = Ku dhe kur

## voice

voice-call = Numri { $letter }, { $count }. Sporteli { $desk }.

## follow

follow-title = { $number } · { $office }
follow-number = Numri juaj
follow-service = Shërbimi
follow-where = Ku të prisni
follow-ahead = { $n ->
    [0] Askush para jush
    [one] Para jush: { $n } person
   *[other] Para jush: { $n } persona
}
follow-window = Ju thërrasim mes orës { $from } dhe { $until }
follow-window-until = Ju thërrasim deri në orën { $until }
follow-wait = Pritja e parashikuar: { $wait }
follow-estimate = Vlerësim i përafërt: mund të ndryshojë.
follow-soon = Së shpejti ju vjen radha
follow-soon-how = Qëndroni pranë sporteleve dhe shikoni tabelën.
follow-opens-today = Sportelet hapen në orën { $time }
follow-opens-later = Sportelet hapen { $date } në orën { $time }
follow-opens-how = Vendi juaj ruhet: ju thërrasim pas hapjes.
follow-no-desk = Në këtë moment asnjë sportel nuk është i hapur për shërbimin tuaj
follow-no-desk-how = Vendi juaj ruhet: këtu do ta shihni pritjen sapo të hapet një sportel.
follow-welcome = Paraqituni te pritja
follow-welcome-how = Ju presin atje me numrin tuaj.
follow-called-go = Shkoni te sporteli
follow-called-at = Thirrur në orën { $time }
follow-called-again = Thirrur përsëri në orën { $time }
follow-serving = Është radha juaj: sporteli { $desk }
follow-serving-how = Nëpunësi po ju shërben.
follow-held = Çështja është pezulluar
follow-held-how = Kur ta keni atë që mungon, kthehuni te sporteli { $desk }: nuk duhet numër tjetër.
follow-absent-at = Ju thirrëm në orën { $time } te sporteli { $desk }
follow-absent-how = Paraqituni deri në orën { $until } te pritja ose te sporteli: e rimerrni vendin tuaj në radhë.
follow-finished = Shërbimi përfundoi
follow-finished-how = Faleminderit për vizitën. Ky numër nuk duhet më.
follow-left = E keni lënë radhën
follow-left-how = Vendi juaj është i lirë. Nëse ndërroni mendje, merrni një numër të ri.
follow-lapsed = Ky numër ka skaduar
follow-lapsed-how = Nëse keni ende nevojë, merrni një numër të ri ose drejtohuni te pritja.
follow-leave = Lëreni radhën
follow-leave-sure = Doni vërtet ta lini radhën?
follow-leave-what = Numri { $number } nuk do të thirret më dhe vendi nuk mund të rimerret.
follow-leave-yes = Po, e lë radhën
follow-leave-no = Jo, qëndroj në radhë
follow-leave-again = Faqja ishte e hapur prej kohësh: konfirmojeni edhe një herë.
follow-leave-late = Nuk është më e mundur të lihet radha
follow-back = Kthehu te numri
follow-unknown = Numri nuk u gjet
follow-unknown-why = Kjo biletë nuk njihet, ose dita e saj ka përfunduar.
follow-unknown-how = Nëse duhet ende të shërbeheni, merrni një numër të ri te totemi ose drejtohuni te pritja.
follow-alone = Vendi juaj ruhet: { $number }
follow-alone-why = Totemi që ju dha numrin nuk është lidhur ende. Numri vlen që nga çasti kur e morët: sapo totemi të lidhet, këtu e shihni kur ju vjen radha.

## slip

slip-copy = KOPJA { $n } e { $number }
slip-copy-sheet = KOPJA { $n }
slip-copy-void = Nëse i keni të dyja biletat, e para nuk vlen
slip-number = Numri juaj
slip-ahead = { $n ->
    [0] Askush para jush
    [one] { $n } person para jush
   *[other] { $n } persona para jush
}
slip-wait = Pritja e parashikuar
slip-where = Ku të prisni
slip-follow = Ndiqeni radhën tuaj nga telefoni
slip-issued = { $date }, ora { $time }
slip-qr = Kodi QR: { $address }
slip-another = Një punë tjetër
slip-procedure = Çfarë duhet dhe si bëhet
slip-bring = Sillni më parë këtë dokument
slip-referral = Drejtohuni këtu
slip-online = Mund ta bëni nga shtëpia
slip-on-the-web = Online
slip-unnamed = Puna juaj
slip-quick = Bëhet në sportel, me numër
slip-appointment = Bëhet me takim
slip-from-home = Mund të bëhet nga shtëpia
slip-elsewhere = Me këtë merret një zyrë tjetër
slip-in-italian = Tekstet e shërbimit janë në italisht
slip-in-english = Tekstet e shërbimit janë në anglisht
slip-for = Për
slip-papers = Çfarë duhet
slip-steps = Si bëhet
slip-costs = Kostot
slip-times = Afatet
slip-output = Çfarë merrni
slip-notes = Për t’u ditur
slip-place = Ku
slip-hours = Orari
slip-phone = Tel. { $phone }
slip-contacts = Kontakte
slip-place-of-paper = Ku merret
slip-gives = Këtu merrni
slip-come-back = Pastaj kthehuni në sportel me dokumentin dhe këtë biletë
slip-identity = Duhet { $identity }
slip-identity-none = Nuk duhet identitet dixhital
slip-either = { $one } ose { $other }
slip-scan = Drejtojeni telefonin te kodi
slip-check-first = Para se të shkoni, verifikoni orarin dhe dokumentet
slip-more = Për të tjerat pyesni në sportel
slip-booked = Takimi juaj
slip-booked-at = ora { $time }
slip-booked-people = Për { $n } persona
slip-booked-code = Kodi i takimit
slip-booked-arrive = Ejani midis orës { $from } dhe { $start }: me këtë kod merrni numrin te totemi
slip-booked-late = Pas orës { $until } bëhet numër i zakonshëm
slip-booked-page = Për të parë, zhvendosur ose anuluar takimin
slip-kept = Takim në orën { $time }
slip-kept-how = Ju thërrasim rreth orës suaj
slip-too-late = U regjistrua pas orës { $until }: u bë numër i zakonshëm

## refusals

refusal-unknown-service = Ky shërbim nuk ofrohet në këtë zyrë.
refusal-unknown-desk = Ky sportel nuk ekziston.
refusal-unknown-ticket = Ky numër nuk është i ditës së sotme.
refusal-unknown-slip = Kjo biletë nuk është e ditës së sotme.
refusal-office-closed = Tani nuk mund të merren numra.
refusal-office-closed-until = Tani nuk mund të merren numra: rifillohet { $date } në orën { $time }.
refusal-series-exhausted = Numrat e këtij shërbimi për sot mbaruan.
refusal-desk-not-open = Sporteli nuk është i hapur.
refusal-desk-busy = Sporteli e ka tashmë numrin { $number }.
refusal-desk-cannot-serve = Ky sportel nuk mund t’i shërbejë atij numri.
refusal-nobody-serves = Asnjë sportel i kësaj zyre nuk e kryen këtë shërbim.
refusal-illegal-step = Numri { $number } { $state ->
    [waiting] është në pritje
    [called] është thirrur
    [serving] është te sporteli
    [held] është pezulluar
    [absent] mungon
    [finished] ka përfunduar
    [moved] është transferuar
    [left] ka hequr dorë
   *[lapsed] ka skaduar
}: nuk mund të { $step ->
    [call] thirret
    [recall] thirret përsëri
    [withdraw] tërhiqet thirrja
    [start] fillohet
    [finish] përfundohet
    [mark-absent] shënohet si mungesë
    [bring-back] kthehet në radhë
    [hold] pezullohet
    [resume] rimerret
    [move] transferohet
    [leave] hiqet dorë
   *[lapse] skadohet
}.
refusal-too-late-to-withdraw = Një thirrje mund të tërhiqet vetëm brenda { $n ->
    [one] { $n } sekonde
   *[other] { $n } sekondave
}.
refusal-move-to-same-place = Transferimi do ta linte numrin aty ku është.
refusal-unknown-configuration = Konfigurimi { $version } nuk ekziston.
refusal-service-in-use = Numri { $number } është ende i hapur për shërbimin “{ $service }”, të cilin asnjë sportel nuk do ta merrte më.
refusal-service-booked = Ka takime për shërbimin “{ $service }”, të cilin asnjë sportel nuk do ta merrte më: i pari më { $date } në orën { $time }. Zhvendosini ose anulojini më parë.
refusal-desk-in-use = Sporteli “{ $desk }” është ende në përdorim: mbylleni para se ta hiqni.
refusal-desk-elsewhere = Sporteli “{ $desk }” ekziston tashmë në një zyrë tjetër: jepini një identifikues tjetër.
refusal-other-office = Ky konfigurim është i një zyre tjetër ({ $office }).
refusal-configuration-moved-on = Ndërkohë ka hyrë në fuqi versioni { $version }: krahasoni përsëri.
refusal-unknown-need = Kjo nevojë nuk është në listën e kësaj zyre.
refusal-unknown-answer = Kjo përgjigje nuk është ndër të mundshmet: ju lutemi filloni nga e para.
refusal-leads-nowhere = Nuk e gjejmë rrugën e duhur: ju lutemi pyesni te pritja.
refusal-too-many-legs = Një numër vlen për e shumta { $max } shërbime: ju lutemi merrni një numër tjetër për të tjerat.
refusal-not-bookable = Për këtë shërbim këtu nuk lihen takime.
refusal-nothing-to-book = Zgjidhni për çfarë është takimi.
refusal-too-many-people = Një takim mund të jetë për jo më shumë se { $max } persona.
refusal-no-such-place = Në këtë orë nuk mund të lihet takim: zgjidhni një tjetër.
refusal-place-taken = Kjo orë sapo u zu: zgjidhni një tjetër.
refusal-reservation-over = Koha për konfirmim mbaroi dhe ora është sërish e lirë: zgjidheni përsëri.
refusal-extended-before = Kjo orë është mbajtur tashmë një herë më gjatë.
refusal-unknown-booking = Nuk e gjejmë këtë takim: kontrolloni kodin dhe mbiemrin.
refusal-booking-step = Ky takim { $state ->
    [reserved] nuk është konfirmuar ende
    [booked] është konfirmuar
    [checked_in] është pranuar tashmë
    [cancelled] u anulua
    [moved] u zhvendos
    [missed] ka kaluar
   *[lapsed] nuk u konfirmua në kohë
}.
refusal-too-early = Është herët: takimi juaj është në orën { $start }. Pranimi hapet në orën { $from }.
refusal-other-day = Takimi juaj nuk është sot: është { $date } në orën { $time }.
refusal-appointment-elsewhere = Takimi juaj është në një zyrë tjetër ({ $office }), { $date } në orën { $time }.
refusal-unknown-wish = Nuk e gjejmë këtë kërkesë.
refusal-too-many-wait = Tashmë po presin shumë veta për një vend: provoni përsëri më vonë.
refusal-draw-closed = Tani nuk mund të merret pjesë në short.
refusal-draw-closed-until = Në short mund të merret pjesë nga { $date } në orën { $time }.

## mail

mail-appointment = Takim
mail-bring = Çfarë të sillni
mail-bring-on-page = Çfarë duhet të sillni është shkruar në faqen e takimit.
mail-page = Për ta parë, zhvendosur ose anuluar takimin: { $address }
mail-subject-confirmation = Takimi u konfirmua: { $date }, { $time }
mail-subject-change = Takimi u zhvendos: { $date }, { $time }
mail-subject-cancellation = Takimi u anulua: { $date }, { $time }
mail-subject-reminder = Kujtesë: takim { $date }, { $time }
mail-subject-offer = U lirua një vend: { $date }, { $time }
mail-greeting = I/E nderuar { $name },
mail-greeting-nameless = Mirëdita,
mail-confirmation = takimi juaj u konfirmua.
mail-change = takimi juaj u zhvendos. Vlen ky orar i ri.
mail-cancellation = takimi juaj u anulua. Nuk duhet të bëni asgjë tjetër.
mail-reminder = ju kujtojmë takimin tuaj.
mail-offer = u lirua një vend, siç kishit kërkuar. Mbahet për ju deri në orën { $time }, { $date }: pastaj u kalon të tjerëve.
mail-what = Për çfarë
mail-when = Kur
mail-where = Ku
mail-people = Persona
mail-code = Kodi
mail-check-in = Kur të mbërrini, prekni totemin ose paraqituni te pritja me kodin: nga { $early } minuta para deri në { $late } minuta pas orarit.
mail-open-page = Hap faqen e takimit
mail-cannot-come = Nuk mund të vini? Anulojeni me një prekje: vendi i kalon dikujt që e pret.
mail-cancel = Anulo takimin
mail-take-offer = Shihni vendin dhe konfirmojeni
mail-book-again = Rezervoni një takim tjetër
mail-calendar = Bashkë me mesazhin vjen një skedar për kalendarin.
mail-erased = Mesazh automatik i bashkisë. Emri dhe kontaktet fshihen { $n ->
    [one] një ditë
   *[other] { $n } ditë
} pas takimit; në faqen e tij mund të merrni një kopje ose t’i fshini më herët.

## routes

route-quick = Menjëherë, në sportel
route-appointment = Me takim
route-online = Online, nga shtëpia
route-refer = Te një institucion tjetër
route-in-time = Mund të bëhet tani, para mbylljes.
route-tight = Nuk është e sigurt që përfundon para mbylljes.
route-long-wait = Sot pritja është e gjatë.
route-at-own-wish = Edhe në sportel, nëse e parapëlqeni.
route-rest-now = Pjesa tjetër mund të bëhet tani në sportel.
route-by-appointment = Ky shërbim bëhet me takim.
route-not-in-time = Sot nuk do të mjaftonte koha para mbylljes.
route-no-desk = Sot asnjë sportel nuk e merr më këtë shërbim.
route-not-now = Tani nuk jepen numra.
route-not-now-until = Tani nuk jepen numra: rifillohet { $date } në orën { $time }.
route-not-in-the-hall = Sportelet e kësaj zyre nuk e kryejnë këtë shërbim.
route-bring-first = Së pari duhet një dokument: { $paper }.
route-from-home = Mund të bëhet nga shtëpia, pa ardhur në bashki.
route-other-body = Me këtë merret një institucion tjetër.
route-gives-paper = Këtu merret dokumenti që mungon: { $paper }.

## home

home-title = Zyrat dhe pritjet
home-open-now = Hapur tani
home-open-until = Deri në orën { $time }
home-closed-now = Mbyllur tani
home-reopens-today = Hapet sot në orën { $time }
home-reopens-later = Hapet { $date } në orën { $time }
home-hours = Orari i sotëm
home-hours-none = Sot mbyllur
home-hours-always = Gjithmonë hapur
home-waits = Pritja sipas shërbimit
home-service = Shërbimi
home-wait = Pritja
home-nobody-waits = Pa pritje
home-no-desk = Asnjë sportel i hapur tani
home-where = Ku
home-as-of = Gjendja në orën { $time }

## message

message-home = Kthehu në faqen e parë
message-not-found = Faqja nuk u gjet
message-not-found-why = Adresa nuk është e saktë, ose faqja nuk ekziston më.
message-failed = Diçka nuk funksionoi
message-failed-why = Nuk është faji juaj. Provoni përsëri pas pak; nëse ndodh sërish, jepni kodin { $code }.
message-reserved = Faqe e rezervuar
message-reserved-why = Kjo faqe është për pajisjet dhe stafin e zyrës: duhet një çelës.
message-busy = Një çast, ju lutemi
message-busy-why = Tani nuk është e mundur: provoni përsëri pas pak sekondash.
message-too-many = Shumë kërkesa
message-too-many-why = Po vijnë shumë kërkesa nga kjo lidhje. Prisni pak sekonda dhe provoni përsëri.

## booking

footer-places = Lidhje
footer-booking = Cakto takim
footer-find = Takimi im
footer-privacy = Mbrojtja e të dhënave
book-from-here = Cakto takim
book-title = Caktimi i takimit
book-required = Fushat me yll janë të detyrueshme
book-steps = Hapat e caktimit
book-step-place = Vendi
book-step-time = Data dhe ora
book-step-details = Hollësitë e takimit
book-step-applicant = Kërkuesi
book-step-summary = Përmbledhje
book-step-done = Kryer
book-step-now = Hapi i tanishëm
book-back = Prapa
book-next = Para
book-change = Ndrysho
book-change-what = Ndrysho: { $what }
book-give-up = Hiq dorë
book-office = Zyra
book-office-how = Zgjidhni zyrën
book-office-other = Ndrysho zyrën
book-address = Adresa
book-opening = Orari
book-none = Tani nuk mund të caktohen takime nga shtëpia.
book-none-for = Për këtë shërbim nuk mund të caktohen takime nga shtëpia.
book-none-how = Ejani te sportelet në orarin e hapjes, ose shihni shërbimet e tjera.
book-reason = Arsyeja
book-reason-how = Zgjidhni arsyen e takimit
book-reason-choose = Zgjidhni një mundësi
book-also = Arsye të tjera në të njëjtin takim
book-also-n = Arsye tjetër { $n }
book-also-none = Asnjë arsye tjetër
book-people = Për sa persona
book-people-how = Çdo person ka kohën e vet: me më shumë persona takimi është më i gjatë.
book-people-n = { $n ->
    [one] { $n } person
   *[other] { $n } persona
}
book-times = Takime të lira
book-month = Zgjidhni një muaj
book-month-show = Shfaq
book-day-times = { $n ->
    [one] { $n } orar
   *[other] { $n } orare
}
book-on-at = { $date } në orën { $time }
book-lasts = Zgjat { $length }
book-times-none-month = Këtë muaj nuk ka asnjë orar të lirë.
book-times-first = Orari i parë i lirë: { $date } në orën { $time }
book-times-none = Asnjë orar i lirë
book-times-none-why = Tani të gjitha oraret që mund të caktohen janë të zëna.
book-together = Këto arsye nuk hyjnë në një takim të vetëm: kthehuni prapa dhe hiqni një.
book-releases = Orare që vijnë
book-released = Oraret e { $date } hapen { $day } në orën { $time }.
book-released-draw = Oraret e { $date } ndahen me short { $day } në orën { $time }.
book-draw-from = Mund të merrni pjesë nga ora { $time }.
book-draw-join = Merr pjesë në short
book-wait-ask = Asnjë orar nuk ju përshtatet?
book-wait = Më njoftoni nëse lirohet një vend
book-kept = E mbajmë orarin për ju deri në orën { $time }
book-kept-left = edhe
book-extend = Më duhet më shumë kohë
book-over = Koha mbaroi dhe orari është përsëri i lirë. Ajo që shkruat ka mbetur këtu.
book-over-again = Zgjidhni përsëri orarin
book-details = Hollësi
book-details-add = Shtoni hollësi të tjera, nëse dëshironi
book-details-max = Jo më shumë se { $n } shkronja
book-details-warn = Mos shkruani asgjë për shëndetin ose çështje të tjera delikate: nëse duhet, i thoni në sportel.
book-details-none = Për këtë arsye nuk kërkojmë hollësi: çfarë duhet e thoni në sportel.
book-first-name = Emri
book-last-name = Mbiemri
book-email = Email
book-phone = Telefoni
book-contact = Si t’ju gjejmë
book-contact-how = Shkruani të paktën njërin: email ose telefon.
book-privacy = I përdorim këto të dhëna vetëm për takimin. { $n ->
    [one] Të nesërmen
   *[other] Pas { $n } ditësh
} i fshijmë.
book-privacy-more = Lexoni gjithë njoftimin për të dhënat
book-privacy-language = Njoftimi më poshtë është në anglisht.
book-mistakes = Mungon diçka
book-mistake-office = Zgjidhni zyrën
book-mistake-reason = Zgjidhni arsyen
book-mistake-time = Zgjidhni një orar
book-mistake-first-name = Shkruani emrin
book-mistake-last-name = Shkruani mbiemrin
book-mistake-email = Emaili nuk është i plotë: për shembull emri@shembull.al
book-mistake-phone = Telefoni ka nga 6 deri në 15 shifra
book-mistake-contact = Shkruani emailin ose telefonin
book-mistake-details = Hollësitë mund të kenë jo më shumë se { $n } shkronja
book-mistake-until = Zgjidhni një ditë nga sot e tutje
book-terms = Kushtet
book-terms-cancel = Nëse nuk mund të vini, anuloni ose zhvendosni takimin në faqen e tij: vendi i duhet dikujt tjetër.
book-terms-come = Paraqituni te totemi ose te pritja nga { $early } minuta më parë. Me më shumë se { $late } minuta vonesë merrni një numër të zakonshëm.
book-terms-people = Nëse vini në vend të një personi tjetër, sillni autorizimin dhe dokumentin e tij.
book-send = Konfirmo dhe dërgo
book-summary-check = Kontrolloni të dhënat para se t’i dërgoni.
book-done = Takimi u konfirmua
book-done-for = Takimi është { $date } nga ora { $from } deri në orën { $until }
book-done-mail = E dërgojmë përmbledhjen te:
book-done-keep = Ruani ose fotografoni këtë faqe: kodi duhet ditën e takimit.
book-code = Kodi
book-code-how = Shkruajeni te totemi kur të vini. Me kodin e gjeni përsëri takimin.
book-bring = Çfarë të sillni
book-desk = Sporteli { $n }
book-calendar = Shto në kalendar
book-calendar-file = Skedar për kalendarin
book-print = Shtyp
book-gone = Ky caktim nuk është më i hapur
book-gone-why = Kaloi shumë kohë dhe ajo që ishte shkruar u fshi. Nëse e kishit konfirmuar, takimi vlen: e gjeni me kodin.
book-again = Fillo përsëri
book-given-up = Asgjë nuk u caktua
book-given-up-why = Orari është përsëri i lirë dhe ajo që shkruat u fshi.
appointment-title = Takimi juaj
appointment-from-until = nga ora { $from } deri në orën { $until }
appointment-state = { $state ->
    [reserved] Ende pa u konfirmuar
    [booked] I konfirmuar
    [checked_in] I pranuar
    [cancelled] I anuluar
    [moved] I zhvendosur
    [missed] I kaluar
   *[lapsed] I skaduar
}
appointment-state-how = { $state ->
    [reserved] Orari mbahet edhe pak: përfundoni caktimin.
    [booked] Ju presim.
    [checked_in] Jeni në radhë me numrin tuaj: shikoni ekranin.
    [cancelled] Vendi është përsëri i lirë.
    [moved] Vlen orari i ri.
    [missed] Nëse vini ende sot ju japim një numër të zakonshëm.
   *[lapsed] Orari nuk u konfirmua në kohë.
}
appointment-change = Nëse ndryshon diçka
appointment-move = Zhvendos në një orar tjetër
appointment-move-title = Kur ta zhvendosim?
appointment-move-now = Tani është
appointment-move-how = Vendi i tanishëm mbetet i juaji derisa të konfirmohet i riu.
appointment-move-do = Zhvendos takimin
appointment-moved = Takimi u zhvendos
appointment-cancel = Anulo takimin
appointment-cancel-title = Dëshironi ta anuloni takimin?
appointment-cancel-what = Vendi lirohet për dikë tjetër dhe nuk mund të merret përsëri.
appointment-cancel-yes = Po, e anuloj
appointment-cancel-no = Jo, kthehu te takimi
appointment-again = Cakto një takim tjetër
appointment-mine = Të dhënat e mia
appointment-mine-how = Emri, kontaktet dhe hollësitë shërbejnë vetëm për këtë takim dhe pastaj fshihen.
appointment-mine-none = Nuk ruajmë emër apo kontakte për këtë takim.
appointment-export = Shkarko të dhënat e mia
appointment-erase = Fshi të dhënat e mia
appointment-erase-title = Dëshironi t’i fshini të dhënat tuaja?
appointment-erase-what = Emri, kontaktet dhe hollësitë zhduken menjëherë dhe nuk merrni më mesazhe. Takimi mbetet: kodi vlen.
appointment-erase-yes = Po, fshi të dhënat e mia
appointment-erased = Të dhënat tuaja u fshinë
appointment-find = Gjeni takimin tuaj
appointment-find-how = Shkruani kodin e fletës ose të mesazhit, dhe mbiemrin nëse e kishit dhënë.
appointment-find-code = Kodi i takimit
appointment-find-do = Kërko
appointment-unknown = Takimi nuk u gjet
appointment-unknown-why = Kjo adresë nuk njihet, ose të dhënat tuaja janë fshirë tashmë.
appointment-back = Kthehu te takimi
appointment-qr = Kodi QR i takimit, për t’ia treguar totemit
appointment-again-sure = Konfirmoni edhe një herë
appointment-not-done = Nuk ishte e mundur
wish-how = Kur dikush anulon, vendi i shkon atij që e kërkoi i pari. Ju shkruajmë dhe e mbajmë për ju { $length }.
wish-how-phone = Pa email nuk mund t’ju shkruajmë: mbajeni hapur faqen tjetër, vendi i ofruar shfaqet atje.
wish-until = Deri në cilën ditë ju përshtatet
wish-send = Më vini në listë
wish-waiting = Jeni në listën e pritjes
wish-waiting-how = Sapo të lirohet një vend e gjeni këtu, dhe ju shkruajmë nëse keni lënë emailin. Ruajeni adresën e kësaj faqeje.
wish-code-how = Me këtë kod dhe mbiemrin e gjeni përsëri këtë faqe te «Takimi im».
wish-waiting-until = Deri më { $date }
wish-offered = Ka një vend për ju
wish-offered-until = E mbajmë për ju deri më { $date } në orën { $time }
wish-accept = Konfirmo takimin
wish-decline = Jo, ua lë të tjerëve
wish-drop = Hiqmëni nga lista
wish-ended = Kërkesa është mbyllur
wish-ended-how = Vendi nuk është më ose kërkesa u tërhoq. Mund të kërkoni një orar të lirë ose ta kërkoni përsëri.
draw-title = Shorti
draw-for = Oraret e { $date }
draw-how = Kush merr pjesë para orës { $time } vihet në radhë të rastit: nuk ka rëndësi kush vjen i pari.
draw-send = Marr pjesë
draw-waiting = Po merrni pjesë në short
draw-waiting-how = Shorti hidhet në orën { $time } dhe rezultati shfaqet këtu vetë. Mbajeni hapur këtë faqe.
draw-ended = Kësaj here jo
draw-ended-how = Oraret u shkuan të tjerëve. Mund të hyni në listën e pritjes ose ta provoni në shortin tjetër.

### Textele Sportello în română: toate cheile ecranelor pentru vizitatori.

## common

skip-to-content = Salt la conținut
language-choice = Limba
stale-before = Ecran neactualizat: situația de la ora
no-script = Fără JavaScript această pagină nu se actualizează singură: reîncărcați-o pentru a vedea situația de acum.
refresh = Actualizare
countdown-left = Această pagină se închide în { $n } secunde
countdown-extend = Am nevoie de mai mult timp
footer-about = Sportello, software liber al primăriei
minutes = { $n ->
    [one] { $n } minut
    [few] { $n } minute
   *[other] { $n } de minute
}
hours = { $n ->
    [one] { $n } oră
    [few] { $n } ore
   *[other] { $n } de ore
}
hours-minutes = { $hours ->
    [one] { $hours } oră
    [few] { $hours } ore
   *[other] { $hours } de ore
} și { $minutes ->
    [one] { $minutes } minut
    [few] { $minutes } minute
   *[other] { $minutes } de minute
}
wait-soon = Mai puțin de 5 minute
wait-up-to = Până la { $high } min
wait-about = Circa { $n } min
wait-range = { $low }–{ $high } min
wait-long = Peste o oră
wait-estimate = Estimare orientativă
date-long = { $weekday }, { $day } { $month } { $year }
date-day = { $weekday }, { $day } { $month }
weekday-short = { $n ->
    [1] lun
    [2] mar
    [3] mie
    [4] joi
    [5] vin
    [6] sâm
   *[7] dum
}
weekday = { $n ->
    [1] luni
    [2] marți
    [3] miercuri
    [4] joi
    [5] vineri
    [6] sâmbătă
   *[7] duminică
}
month = { $n ->
    [1] ianuarie
    [2] februarie
    [3] martie
    [4] aprilie
    [5] mai
    [6] iunie
    [7] iulie
    [8] august
    [9] septembrie
    [10] octombrie
    [11] noiembrie
   *[12] decembrie
}
unconfirmed = de confirmat
amount = { $euro },{ $cents } €
amount-free = gratuit
always-open = deschis la orice oră
period-now = pe loc
period-years = { $n ->
    [one] { $n } an
    [few] { $n } ani
   *[other] { $n } de ani
}
period-months = { $n ->
    [one] { $n } lună
    [few] { $n } luni
   *[other] { $n } de luni
}
period-days = { $n ->
    [one] { $n } zi
    [few] { $n } zile
   *[other] { $n } de zile
}
period-working-days = { $n ->
    [one] { $n } zi lucrătoare
    [few] { $n } zile lucrătoare
   *[other] { $n } de zile lucrătoare
}

## totem

totem-title = Recepție
totem-hello = Bine ați venit
totem-need = De ce aveți nevoie?
totem-popular = Cele mai cerute la această oră
totem-everything = Căutați sau alegeți dintre toate subiectele
totem-open-until = Deschis până la { $time }
totem-closed = Biroul este închis
totem-closed-why = Acum nu se dau numere. Informații și instrucțiuni, da.
totem-reopens-today = Se redeschide astăzi la { $time }
totem-reopens-later = Se redeschide { $date } la { $time }
totem-notices = Anunțuri
totem-stale = Datele ar putea să nu fie actualizate: situația de la ora
totem-notice-expired = A trecut mult timp: să reîncepem de aici.
totem-notice-ended = Acea cerere s-a încheiat deja: aici puteți face alta.
totem-notice-unknown = Nu am recunoscut cererea: să reîncepem de aici.
totem-notice-service = Acest subiect nu mai este disponibil: alegeți altul.
totem-controls = Comenzi
totem-back = Înapoi
totem-again = De la început
totem-listen = Ascultă
totem-larger = Text mai mare
totem-contrast = Contrast
totem-low = Comenzi jos
totem-on = activat
totem-more-title = Aveți nevoie de mai mult timp?
totem-more-yes = Da, continui
totem-more-no = Nu, am terminat
totem-closes-in = Se revine la început în
totem-seconds = { $n ->
    [one] secundă
    [few] secunde
   *[other] de secunde
}
totem-texts-italian = Textele despre servicii sunt în italiană.
totem-texts-english = Textele despre servicii sunt în engleză.
totem-read-on = Citiți mai departe
totem-read-back = Înapoi sus
totem-page-of = Pagina { $n } din { $of }
totem-next = Înainte
totem-previous = Anterioare
totem-events = Alegeți după subiect
totem-event-other = Altele
totem-search = Căutați cu cuvintele dumneavoastră
totem-search-field = Cuvinte de căutat
totem-search-hint = carte, certificat, pașaport …
totem-search-words = Căutarea înțelege cuvinte italiene și engleze.
totem-search-none = Nimic pentru aceste cuvinte: încercați altul sau mergeți înapoi și alegeți după subiect.
totem-search-found = { $n ->
    [0] Niciun subiect
    [one] { $n } subiect
    [few] { $n } subiecte
   *[other] { $n } de subiecte
}
totem-keyboard = Tastatură
totem-key-space = Spațiu
totem-key-erase = Șterge
totem-key-find = Caută
totem-for = Pentru
totem-answers = Atingeți răspunsul
totem-papers-now = Să le aveți la dumneavoastră
totem-scan = Îndreptați telefonul spre cod
totem-on-phone = Pe telefon
totem-legs = Un singur număr pentru toate
totem-legs-rest = Numărul este pentru
totem-wait = Așteptare estimată
totem-wait-none = Fără așteptare
totem-estimate = Estimare orientativă
totem-ahead = Înaintea dumneavoastră
totem-ahead-count = { $n ->
    [0] Nimeni
    [one] { $n } persoană
    [few] { $n } persoane
   *[other] { $n } de persoane
}
totem-where = Unde așteptați
totem-priority = Am nevoie de prioritate
totem-priority-who = Sarcină, dizabilitate, copii mici, peste 75 de ani. Motivul nu se înregistrează.
totem-take = Luați numărul
totem-take-here = Prefer ghișeul: iau un număr
totem-take-rest = Între timp, iau un număr pentru rest
totem-choose-between = Alegeți dumneavoastră
totem-wait-today = Aștept: iau numărul
totem-come-back = Revin altă dată: tipăriți instrucțiunile
totem-other-ways = Sau
totem-print = Tipăriți instrucțiunile
totem-print-bring = Tipăriți ce trebuie adus
totem-print-body = Tipăriți adresa
totem-printing = Se tipărește: luați hârtia
totem-not-printing = Acum nu se poate tipări: fotografiați această pagină
totem-number = Numărul dumneavoastră
totem-wait-closed-given = Ghișeul este închis acum: vă chemăm când se deschide.
totem-printed = Luați biletul: se tipărește acum
totem-not-printed = Fotografiați sau notați numărul
totem-paper-out = S-a terminat hârtia: fotografiați codul sau notați numărul, este valabil oricum
totem-paper-stopped = Imprimanta s-a oprit: fotografiați codul sau notați numărul, este valabil oricum
totem-follow = Urmăriți rândul pe telefon
totem-follow-how = Îndreptați camera spre cod: veți vedea când vă vine rândul.
totem-qr = Codul QR al paginii care urmărește numărul { $number }
totem-done = Gata
totem-refused-title = Nu se poate lua numărul
totem-away-title = Un moment, vă rugăm
totem-away = Acum nu vă putem da un număr. Cererea dumneavoastră nu s-a pierdut: încercați din nou peste câteva secunde.
totem-away-help = Dacă nu funcționează, adresați-vă la recepție.
totem-alone-gives = Totemul nu este conectat, dar vă poate da un număr: contează imediat.
totem-alone-spent = Totemul nu este conectat și nu mai poate da numere. Adresați-vă la recepție.
totem-alone-number = Contează de acum: locul dumneavoastră este păstrat. Când totemul se reconectează, numărul intră în rând la ora la care l-ați luat.
totem-alone-wait = Nu se poate ști acum
totem-night = Atingeți ecranul pentru informații și instrucțiuni.
totem-retry = Încercați din nou
totem-home = Înapoi la început
totem-info = Informații fără număr
totem-info-hours = Program
totem-info-places = Ghișee și birouri
totem-info-services = Acte pentru un serviciu
totem-numbers-from = Numerele se dau cu { $n } minute înainte de deschidere.
totem-closures = Zile închise
totem-desk = Ghișeul { $n }
totem-offices-here = Birourile primăriei
totem-offices-elsewhere = Alte instituții
totem-have-appointment = Am o programare
totem-times = Primele ore libere
totem-times-other = Alte zile și ore
totem-times-none = Deocamdată nu sunt ore libere
totem-times-none-how = Cereți la recepție să fiți anunțat când se eliberează un loc sau cereți de acasă cu acest cod.
totem-times-away = Orele libere nu pot fi afișate acum: întrebați la recepție.
totem-times-day-none = În această zi nu mai sunt ore libere: alegeți alta.
totem-days = Alegeți ziua
totem-days-none = În această lună nu sunt zile libere
totem-people = Pentru câte persoane
totem-month-before = Luna anterioară
totem-month-after = Luna următoare
totem-hour = Alegeți ora
totem-confirm = Vă convine această oră?
totem-confirm-until = Ora este păstrată pentru dumneavoastră până la { $time }
totem-confirm-bring = Ce trebuie adus
totem-confirm-yes = Da, fac programarea
totem-confirm-other = Aleg altă oră
totem-booked = Programarea dumneavoastră
totem-booked-code = Cod
totem-booked-how = Când reveniți, tastați aici acest cod începând de la { $from } și luați numărul.
totem-booked-page = Pe telefon
totem-booked-page-how = Îndreptați telefonul spre cod pentru a vedea, muta sau anula programarea.
totem-booked-qr = Codul QR al paginii programării
totem-booked-not-printed = Fotografiați această pagină sau notați codul
totem-refused-appointment = Programarea nu poate fi făcută
totem-away-appointment = Acum nu putem finaliza cererea. Nu s-a pierdut: încercați din nou peste câteva secunde.
totem-check-in = Tastați codul programării
totem-check-in-how = Opt litere și cifre, pe bilet sau în e-mail. Sau apropiați codul QR de cititor.
totem-check-in-field = Codul programării
totem-check-in-unknown = Nu găsim acest cod: verificați-l sau întrebați la recepție.
totem-check-in-go = Confirm
totem-kept = Programare
totem-kept-how = Ora { $time }: vă chemăm în jurul orei programate
totem-too-late = Ora programării a trecut: numărul este obișnuit și urmează rândul.
totem-day-free = { $day }: { $n ->
    [one] { $n } oră liberă
    [few] { $n } ore libere
   *[other] { $n } de ore libere
}

## iter

iter-papers = Acte
iter-papers-none = Niciun act
iter-steps = Cum se face
iter-costs = Costuri
iter-cost-unknown = sumă de confirmat
iter-times = Termene
iter-output = Ce obțineți
iter-notes = Atenție
iter-bring = Aduceți mai întâi
iter-identity = Este nevoie de: { $identity }
iter-identity-none = Nu este nevoie de identitate digitală
iter-qr-page = Cod QR: { $address }
iter-who = Cine se ocupă
iter-online = De acasă
iter-here = Unde și când

## voice

voice-call = Numărul { $letter }, { $count }. Ghișeul { $desk }.

## follow

follow-title = { $number } · { $office }
follow-number = Numărul dumneavoastră
follow-service = Serviciu
follow-where = Unde așteptați
follow-ahead = { $n ->
    [0] Nimeni înaintea dumneavoastră
    [one] Înaintea dumneavoastră: { $n } persoană
    [few] Înaintea dumneavoastră: { $n } persoane
   *[other] Înaintea dumneavoastră: { $n } de persoane
}
follow-window = Vă chemăm între { $from } și { $until }
follow-window-until = Vă chemăm până la { $until }
follow-wait = Așteptare estimată: { $wait }
follow-estimate = Estimare orientativă: se poate schimba.
follow-soon = În curând vă vine rândul
follow-soon-how = Rămâneți aproape de ghișee și priviți panoul.
follow-opens-today = Ghișee deschise de la { $time }
follow-opens-later = Ghișee deschise { $date } de la { $time }
follow-opens-how = Locul dumneavoastră este păstrat: vă chemăm după deschidere.
follow-no-desk = În acest moment niciun ghișeu nu este deschis pentru serviciul dumneavoastră
follow-no-desk-how = Locul dumneavoastră este păstrat: aici veți vedea așteptarea imediat ce se deschide un ghișeu.
follow-welcome = Prezentați-vă la recepție
follow-welcome-how = Sunteți așteptat acolo cu numărul dumneavoastră.
follow-called-go = Mergeți la ghișeul
follow-called-at = Chemat la { $time }
follow-called-again = Chemat din nou la { $time }
follow-serving = Este rândul dumneavoastră: ghișeul { $desk }
follow-serving-how = Funcționarul se ocupă de dumneavoastră.
follow-held = Cerere în așteptare
follow-held-how = Când aveți ce lipsește, reveniți la ghișeul { $desk }: nu este nevoie de alt număr.
follow-absent-at = V-am chemat la { $time } la ghișeul { $desk }
follow-absent-how = Prezentați-vă până la { $until } la recepție sau la ghișeu: vă reluați locul la rând.
follow-finished = Serviciu încheiat
follow-finished-how = Vă mulțumim pentru vizită. Acest număr nu mai este necesar.
follow-left = Ați părăsit rândul
follow-left-how = Locul dumneavoastră este liber. Dacă vă răzgândiți, luați un număr nou.
follow-lapsed = Acest număr a expirat
follow-lapsed-how = Dacă mai aveți nevoie de noi, luați un număr nou sau adresați-vă la recepție.
follow-leave = Părăsiți rândul
follow-leave-sure = Sigur doriți să părăsiți rândul?
follow-leave-what = Numărul { $number } nu va mai fi chemat, iar locul nu poate fi recuperat.
follow-leave-yes = Da, părăsesc rândul
follow-leave-no = Nu, rămân la rând
follow-leave-again = Pagina a fost deschisă de ceva timp: confirmați încă o dată.
follow-leave-late = Nu mai este posibil să părăsiți rândul
follow-back = Înapoi la număr
follow-unknown = Număr negăsit
follow-unknown-why = Acest bilet nu este recunoscut sau ziua lui s-a încheiat.
follow-unknown-how = Dacă mai aveți nevoie de serviciu, luați un număr nou de la totem sau adresați-vă la recepție.
follow-alone = Locul dumneavoastră este păstrat: { $number }
follow-alone-why = Totemul care v-a dat numărul nu s-a reconectat încă. Numărul contează de când l-ați luat: imediat ce totemul este în rețea, aici vedeți când vă vine rândul.

## slip

slip-copy = COPIA { $n } a { $number }
slip-copy-sheet = COPIA { $n }
slip-copy-void = Dacă aveți ambele bilete, primul nu este valabil
slip-number = Numărul dumneavoastră
slip-ahead = { $n ->
    [0] Nimeni înaintea dumneavoastră
    [one] { $n } persoană înaintea dumneavoastră
    [few] { $n } persoane înaintea dumneavoastră
   *[other] { $n } de persoane înaintea dumneavoastră
}
slip-wait = Așteptare estimată
slip-where = Unde așteptați
slip-follow = Urmăriți rândul pe telefon
slip-issued = { $date }, ora { $time }
slip-qr = Cod QR: { $address }
slip-another = Altă solicitare
slip-procedure = Ce trebuie și cum se face
slip-bring = Aduceți mai întâi acest document
slip-referral = Adresați-vă aici
slip-online = Puteți face asta de acasă
slip-on-the-web = Online
slip-unnamed = Solicitarea dumneavoastră
slip-quick = Se face la ghișeu, cu număr
slip-appointment = Se face cu programare
slip-from-home = Se poate face de acasă
slip-elsewhere = De asta se ocupă altă instituție
slip-in-italian = Textele serviciului sunt în italiană
slip-in-english = Textele serviciului sunt în engleză
slip-for = Pentru
slip-papers = Ce trebuie
slip-steps = Cum se face
slip-costs = Costuri
slip-times = Termene
slip-output = Ce se obține
slip-notes = Bine de știut
slip-place = Unde
slip-hours = Program
slip-phone = Tel. { $phone }
slip-contacts = Contact
slip-place-of-paper = Unde se obține
slip-gives = Aici se obține
slip-come-back = Apoi reveniți la ghișeu cu documentul și cu acest bilet
slip-identity = Este nevoie de { $identity }
slip-identity-none = Nu este nevoie de identitate digitală
slip-either = { $one } sau { $other }
slip-scan = Îndreptați telefonul spre cod
slip-check-first = Înainte de a merge, verificați programul și documentele
slip-more = Pentru rest, întrebați la ghișeu
slip-booked = Programarea dumneavoastră
slip-booked-at = ora { $time }
slip-booked-people = Pentru { $n } persoane
slip-booked-code = Codul programării
slip-booked-arrive = Veniți între { $from } și { $start }: cu acest cod luați numărul de la totem
slip-booked-late = După { $until } devine un număr obișnuit
slip-booked-page = Pentru a vedea, muta sau anula programarea
slip-kept = Programare la { $time }
slip-kept-how = Vă chemăm în jurul orei programate
slip-too-late = Înregistrată după { $until }: a devenit un număr obișnuit

## refusals

refusal-unknown-service = Acest serviciu nu se oferă în acest birou.
refusal-unknown-desk = Acest ghișeu nu există.
refusal-unknown-ticket = Acest număr nu este din ziua de astăzi.
refusal-unknown-slip = Acest bilet nu este din ziua de astăzi.
refusal-office-closed = Acum nu se pot lua numere.
refusal-office-closed-until = Acum nu se pot lua numere: se reia { $date } la { $time }.
refusal-series-exhausted = Pentru astăzi nu mai sunt numere pentru acest serviciu.
refusal-desk-not-open = Ghișeul nu este deschis.
refusal-desk-busy = Ghișeul are deja numărul { $number }.
refusal-desk-cannot-serve = Acest ghișeu nu poate servi acel număr.
refusal-nobody-serves = Niciun ghișeu al acestui birou nu oferă acest serviciu.
refusal-illegal-step = Numărul { $number } { $state ->
    [waiting] este în așteptare
    [called] este chemat
    [serving] este la ghișeu
    [held] este suspendat
    [absent] este absent
    [finished] a terminat
    [moved] a fost transferat
    [left] a renunțat
   *[lapsed] a expirat
}: nu se poate { $step ->
    [call] chema
    [recall] chema din nou
    [withdraw] retrage chemarea
    [start] începe
    [finish] termina
    [mark-absent] marca absent
    [bring-back] readuce la rând
    [hold] suspenda
    [resume] relua
    [move] transfera
    [leave] renunța
   *[lapse] lăsa să expire
}.
refusal-too-late-to-withdraw = O chemare se poate retrage doar în { $n ->
    [one] prima secundă
    [few] primele { $n } secunde
   *[other] primele { $n } de secunde
}.
refusal-move-to-same-place = Transferul ar lăsa numărul unde este.
refusal-unknown-configuration = Configurația { $version } nu există.
refusal-service-in-use = Numărul { $number } este încă în lucru pentru serviciul „{ $service }”, pe care niciun ghișeu nu l-ar mai prelua.
refusal-service-booked = Există programări pentru serviciul „{ $service }”, pe care niciun ghișeu nu l-ar mai prelua: prima pe { $date }, ora { $time }. Mutați-le sau anulați-le mai întâi.
refusal-desk-in-use = Ghișeul „{ $desk }” este încă folosit: închideți-l înainte de a-l elimina.
refusal-desk-elsewhere = Ghișeul „{ $desk }” există deja la alt sediu: dați-i alt identificator.
refusal-other-office = Această configurație este a altui sediu ({ $office }).
refusal-configuration-moved-on = Între timp a intrat în vigoare versiunea { $version }: comparați din nou.
refusal-unknown-need = Această nevoie nu este pe lista acestui birou.
refusal-unknown-answer = Acest răspuns nu este printre cele posibile: începeți din nou, vă rugăm.
refusal-leads-nowhere = Nu găsim calea potrivită: întrebați la primire, vă rugăm.
refusal-too-many-legs = Un număr poate fi pentru cel mult { $max } servicii: luați alt număr pentru celelalte.
refusal-not-bookable = Aici nu se fac programări pentru acest serviciu.
refusal-nothing-to-book = Alegeți pentru ce este programarea.
refusal-too-many-people = O programare poate fi pentru cel mult { $max } persoane.
refusal-no-such-place = La această oră nu se pot face programări: alegeți alta.
refusal-place-taken = Această oră tocmai a fost luată: alegeți alta.
refusal-reservation-over = Timpul de confirmare a trecut și ora este din nou liberă: alegeți-o din nou.
refusal-extended-before = Această oră a fost deja păstrată o dată în plus.
refusal-unknown-booking = Nu găsim această programare: verificați codul și numele de familie.
refusal-booking-step = Această programare { $state ->
    [reserved] nu este încă confirmată
    [booked] este confirmată
    [checked_in] a fost deja înregistrată
    [cancelled] a fost anulată
    [moved] a fost mutată
    [missed] a trecut
   *[lapsed] nu a fost confirmată la timp
}.
refusal-too-early = Este devreme: programarea dumneavoastră este la { $start }. Înregistrarea începe la { $from }.
refusal-other-day = Programarea dumneavoastră nu este astăzi: este { $date } la { $time }.
refusal-appointment-elsewhere = Programarea dumneavoastră este la alt sediu ({ $office }), { $date } la { $time }.
refusal-unknown-wish = Nu găsim această cerere.
refusal-too-many-wait = Prea multe persoane așteaptă deja un loc: încercați mai târziu.
refusal-draw-closed = Acum nu se poate participa la tragerea la sorți.
refusal-draw-closed-until = Se poate participa la tragerea la sorți de la { $date }, ora { $time }.

## mail

mail-appointment = Programare
mail-bring = Ce trebuie să aduceți
mail-bring-on-page = Ce trebuie să aduceți este scris pe pagina programării.
mail-page = Pentru a vedea, muta sau anula programarea: { $address }
mail-subject-confirmation = Programare confirmată: { $date }, { $time }
mail-subject-change = Programare mutată: { $date }, { $time }
mail-subject-cancellation = Programare anulată: { $date }, { $time }
mail-subject-reminder = Memento: programare { $date }, { $time }
mail-subject-offer = S-a eliberat un loc: { $date }, { $time }
mail-greeting = Bună ziua, { $name },
mail-greeting-nameless = Bună ziua,
mail-confirmation = programarea dumneavoastră este confirmată.
mail-change = programarea dumneavoastră a fost mutată. Este valabilă noua oră.
mail-cancellation = programarea dumneavoastră a fost anulată. Nu mai aveți nimic de făcut.
mail-reminder = vă reamintim programarea dumneavoastră.
mail-offer = s-a eliberat un loc, așa cum ați cerut. Este păstrat pentru dumneavoastră până la ora { $time }, { $date }: apoi trece la alții.
mail-what = Pentru ce
mail-when = Când
mail-where = Unde
mail-people = Persoane
mail-code = Cod
mail-check-in = Când ajungeți, atingeți totemul sau mergeți la primire cu codul: de la { $early } minute înainte până la { $late } minute după ora stabilită.
mail-open-page = Deschide pagina programării
mail-cannot-come = Nu puteți veni? Anulați cu o singură atingere: locul va merge la cine îl așteaptă.
mail-cancel = Anulează programarea
mail-take-offer = Vezi locul și confirmă-l
mail-book-again = Fă o altă programare
mail-calendar = Mesajul conține un fișier pentru calendar.
mail-erased = Mesaj automat al primăriei. Numele și datele de contact sunt șterse la { $n ->
    [one] o zi
    [few] { $n } zile
   *[other] { $n } de zile
} după programare; pe pagina ei puteți cere o copie sau le puteți șterge mai devreme.

## routes

route-quick = Imediat, la ghișeu
route-appointment = Cu programare
route-online = Online, de acasă
route-refer = La altă instituție
route-in-time = Se poate face acum, înainte de închidere.
route-tight = Nu este sigur că se termină înainte de închidere.
route-long-wait = Astăzi așteptarea este lungă.
route-at-own-wish = Și la ghișeu, dacă preferați.
route-rest-now = Restul se poate face acum la ghișeu.
route-by-appointment = Acest serviciu se face cu programare.
route-not-in-time = Astăzi nu ar ajunge timpul până la închidere.
route-no-desk = Astăzi niciun ghișeu nu mai preia acest serviciu.
route-not-now = Acum nu se dau numere.
route-not-now-until = Acum nu se dau numere: se reia { $date } la { $time }.
route-not-in-the-hall = Ghișeele acestui birou nu oferă acest serviciu.
route-bring-first = Mai întâi este nevoie de un document: { $paper }.
route-from-home = Se poate face de acasă, fără a veni la primărie.
route-other-body = De acest lucru se ocupă altă instituție.
route-gives-paper = Aici se obține documentul care lipsește: { $paper }.

## home

home-title = Birouri și așteptări
home-open-now = Deschis acum
home-open-until = Până la { $time }
home-closed-now = Închis acum
home-reopens-today = Se deschide astăzi la { $time }
home-reopens-later = Se deschide { $date } la { $time }
home-hours = Programul de astăzi
home-hours-none = Astăzi închis
home-hours-always = Deschis permanent
home-waits = Așteptarea pe servicii
home-service = Serviciu
home-wait = Așteptare
home-nobody-waits = Fără așteptare
home-no-desk = Niciun ghișeu deschis acum
home-where = Unde
home-as-of = Situația de la { $time }

## message

message-home = Înapoi la pagina de început
message-not-found = Pagină negăsită
message-not-found-why = Adresa nu este corectă sau pagina nu mai există.
message-failed = Ceva nu a funcționat
message-failed-why = Nu este vina dumneavoastră. Încercați din nou în curând; dacă se repetă, comunicați codul { $code }.
message-reserved = Pagină rezervată
message-reserved-why = Această pagină este pentru posturile și personalul biroului: este nevoie de o cheie.
message-busy = Un moment, vă rugăm
message-busy-why = Acum nu este posibil: încercați din nou peste câteva secunde.
message-too-many = Prea multe cereri
message-too-many-why = Sosesc prea multe cereri de la această conexiune. Așteptați câteva secunde și încercați din nou.

## booking

footer-places = Legături
footer-booking = Programare
footer-find = Programarea mea
footer-privacy = Protecția datelor
book-from-here = Faceți o programare
book-title = Programare
book-required = Câmpurile marcate cu asterisc sunt obligatorii
book-steps = Pașii programării
book-step-place = Loc
book-step-time = Data și ora
book-step-details = Detaliile programării
book-step-applicant = Solicitant
book-step-summary = Rezumat
book-step-done = Încheiat
book-step-now = Pasul curent
book-back = Înapoi
book-next = Înainte
book-change = Modificați
book-change-what = Modificați: { $what }
book-give-up = Renunțați
book-office = Birou
book-office-how = Alegeți biroul
book-office-other = Schimbați biroul
book-address = Adresă
book-opening = Program
book-none = Acum nu se pot face programări de acasă.
book-none-for = Pentru acest serviciu nu se pot face programări de acasă.
book-none-how = Veniți la ghișee în programul de lucru sau vedeți celelalte servicii.
book-reason = Motiv
book-reason-how = Alegeți motivul programării
book-reason-choose = Alegeți o opțiune
book-also = Alte motive în aceeași programare
book-also-n = Alt motiv { $n }
book-also-none = Niciun alt motiv
book-people = Pentru câte persoane
book-people-how = Fiecare persoană are nevoie de timpul ei: cu mai multe persoane programarea este mai lungă.
book-people-n = { $n ->
    [one] { $n } persoană
    [few] { $n } persoane
   *[other] { $n } de persoane
}
book-times = Programări disponibile
book-month = Alegeți o lună
book-month-show = Arată
book-day-times = { $n ->
    [one] { $n } oră
    [few] { $n } ore
   *[other] { $n } de ore
}
book-on-at = { $date }, ora { $time }
book-lasts = Durează { $length }
book-times-none-month = În această lună nu este nicio oră liberă.
book-times-first = Prima oră liberă: { $date }, ora { $time }
book-times-none = Nicio oră liberă
book-times-none-why = În acest moment toate orele care se pot rezerva sunt ocupate.
book-together = Aceste motive nu încap într-o singură programare: mergeți înapoi și scoateți unul.
book-releases = Ore care urmează
book-released = Orele din { $date } se deschid { $day } la { $time }.
book-released-draw = Orele din { $date } se trag la sorți { $day } la { $time }.
book-draw-from = Puteți participa de la { $time }.
book-draw-join = Participați la tragerea la sorți
book-wait-ask = Nicio oră nu vă convine?
book-wait = Anunțați-mă dacă se eliberează un loc
book-kept = Vă păstrăm ora până la { $time }
book-kept-left = au rămas
book-extend = Am nevoie de mai mult timp
book-over = Timpul a trecut și ora este din nou liberă. Ce ați scris a rămas aici.
book-over-again = Alegeți din nou ora
book-details = Detalii
book-details-add = Adăugați alte detalii, dacă doriți
book-details-max = Cel mult { $n } caractere
book-details-warn = Nu scrieți nimic despre sănătate sau alte lucruri delicate: dacă este nevoie, le spuneți la ghișeu.
book-details-none = Pentru acest motiv nu cerem detalii: ce este nevoie spuneți la ghișeu.
book-first-name = Prenume
book-last-name = Nume
book-email = Email
book-phone = Telefon
book-contact = Cum vă contactăm
book-contact-how = Scrieți cel puțin una dintre ele: email sau telefon.
book-privacy = Folosim aceste date doar pentru programare. { $n ->
    [one] A doua zi
    [few] După { $n } zile
   *[other] După { $n } de zile
} le ștergem.
book-privacy-more = Citiți toată informarea despre date
book-privacy-language = Informarea de mai jos este în engleză.
book-mistakes = Lipsește ceva
book-mistake-office = Alegeți biroul
book-mistake-reason = Alegeți motivul
book-mistake-time = Alegeți o oră
book-mistake-first-name = Scrieți prenumele
book-mistake-last-name = Scrieți numele
book-mistake-email = Emailul nu este complet: de exemplu nume@exemplu.ro
book-mistake-phone = Telefonul are între 6 și 15 cifre
book-mistake-contact = Scrieți emailul sau telefonul
book-mistake-details = Detaliile pot avea cel mult { $n } caractere
book-mistake-until = Alegeți o zi începând de azi
book-terms = Termeni și condiții
book-terms-cancel = Dacă nu puteți veni, anulați sau mutați programarea pe pagina ei: altcineva are nevoie de loc.
book-terms-come = Prezentați-vă la totem sau la recepție cu cel mult { $early } minute înainte. După { $late } minute de întârziere primiți un număr obișnuit.
book-terms-people = Dacă veniți în locul altei persoane, aduceți împuternicirea și documentul ei.
book-send = Confirmați și trimiteți
book-summary-check = Verificați datele înainte de a trimite.
book-done = Programare confirmată
book-done-for = Programarea este { $date }, de la { $from } la { $until }
book-done-mail = Trimitem rezumatul la:
book-done-keep = Salvați sau fotografiați această pagină: codul este necesar în ziua programării.
book-code = Cod
book-code-how = Scrieți-l la totem când ajungeți. Cu el regăsiți programarea.
book-bring = Ce trebuie adus
book-desk = Ghișeul { $n }
book-calendar = Adăugați în calendar
book-calendar-file = Fișier pentru calendar
book-print = Tipăriți
book-gone = Această programare nu mai este deschisă
book-gone-why = A trecut prea mult timp și ce era scris a fost șters. Dacă ați confirmat, programarea este valabilă: o regăsiți cu codul.
book-again = Începeți din nou
book-given-up = Nu s-a rezervat nimic
book-given-up-why = Ora este din nou liberă și ce ați scris a fost șters.
appointment-title = Programarea dumneavoastră
appointment-from-until = de la { $from } la { $until }
appointment-state = { $state ->
    [reserved] Încă neconfirmată
    [booked] Confirmată
    [checked_in] Înregistrată
    [cancelled] Anulată
    [moved] Mutată
    [missed] Trecută
   *[lapsed] Expirată
}
appointment-state-how = { $state ->
    [reserved] Ora mai este păstrată puțin: terminați programarea.
    [booked] Vă așteptăm.
    [checked_in] Sunteți la rând cu numărul dumneavoastră: urmăriți ecranul.
    [cancelled] Locul este din nou liber.
    [moved] Este valabilă ora nouă.
    [missed] Dacă veniți chiar azi primiți un număr obișnuit.
   *[lapsed] Ora nu a fost confirmată la timp.
}
appointment-change = Dacă se schimbă ceva
appointment-move = Mutați la altă oră
appointment-move-title = Când o mutăm?
appointment-move-now = Acum este
appointment-move-how = Locul de acum rămâne al dumneavoastră până când cel nou este confirmat.
appointment-move-do = Mutați programarea
appointment-moved = Programarea a fost mutată
appointment-cancel = Anulați programarea
appointment-cancel-title = Doriți să anulați programarea?
appointment-cancel-what = Locul devine liber pentru altcineva și nu mai poate fi luat înapoi.
appointment-cancel-yes = Da, anulez
appointment-cancel-no = Nu, înapoi la programare
appointment-again = Faceți altă programare
appointment-mine = Datele mele
appointment-mine-how = Numele, datele de contact și detaliile servesc doar acestei programări și apoi se șterg.
appointment-mine-none = Nu păstrăm nume sau date de contact pentru această programare.
appointment-export = Descărcați datele mele
appointment-erase = Ștergeți datele mele
appointment-erase-title = Doriți să vă ștergeți datele?
appointment-erase-what = Numele, datele de contact și detaliile dispar imediat și nu mai primiți mesaje. Programarea rămâne: codul este valabil.
appointment-erase-yes = Da, ștergeți datele mele
appointment-erased = Datele dumneavoastră au fost șterse
appointment-find = Regăsiți programarea
appointment-find-how = Scrieți codul de pe bon sau din mesaj și numele, dacă l-ați dat.
appointment-find-code = Codul programării
appointment-find-do = Căutați
appointment-unknown = Programare negăsită
appointment-unknown-why = Această adresă nu este recunoscută sau datele au fost deja șterse.
appointment-back = Înapoi la programare
appointment-qr = Codul QR al programării, de arătat la totem
appointment-again-sure = Confirmați încă o dată
appointment-not-done = Nu a fost posibil
wish-how = Când cineva anulează, locul merge la cine a cerut primul. Vă scriem și îl păstrăm pentru dumneavoastră { $length }.
wish-how-phone = Fără email nu vă putem scrie: țineți deschisă pagina următoare, locul oferit apare acolo.
wish-until = Până în ce zi vă convine
wish-send = Puneți-mă pe listă
wish-waiting = Sunteți pe lista de așteptare
wish-waiting-how = Când se eliberează un loc îl găsiți aici și vă scriem dacă ați lăsat emailul. Păstrați adresa acestei pagini.
wish-code-how = Cu acest cod și numele de familie regăsiți această pagină la „Programarea mea”.
wish-waiting-until = Până la { $date }
wish-offered = Este un loc pentru dumneavoastră
wish-offered-until = Vi-l păstrăm până la { $date }, ora { $time }
wish-accept = Confirmați programarea
wish-decline = Nu, îl las altora
wish-drop = Scoateți-mă de pe listă
wish-ended = Cererea este închisă
wish-ended-how = Locul nu mai este sau cererea a fost retrasă. Puteți căuta o oră liberă sau cere din nou.
draw-title = Tragere la sorți
draw-for = Orele din { $date }
draw-how = Cine participă înainte de { $time } este pus în ordine întâmplătoare: nu contează cine vine primul.
draw-send = Particip
draw-waiting = Participați la tragerea la sorți
draw-waiting-how = Tragerea la sorți este la { $time } și rezultatul apare aici singur. Țineți această pagină deschisă.
draw-ended = De data aceasta nu
draw-ended-how = Orele au mers la alții. Vă puteți pune pe lista de așteptare sau încerca la următoarea tragere la sorți.

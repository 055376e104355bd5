### Testi di Sportello in italiano: la lingua di partenza. Ogni chiave esiste anche in inglese; quelle delle
### sezioni per i visitatori (common, totem, follow, slip, refusals, home, message) in ogni lingua.
### Aggiungere le chiavi nella sezione della propria area, in ordine di comparsa sullo schermo.

## common

skip-to-content = Vai al contenuto
language-choice = Lingua
stale-before = Schermata non aggiornata: situazione delle
no-script = Senza JavaScript questa pagina non si aggiorna da sola: la ricarichi per vedere la situazione attuale.
refresh = Aggiorna
countdown-left = Questa pagina si chiude fra { $n } secondi
countdown-extend = Mi serve più tempo
footer-about = Sportello, software libero del Comune
minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minuti
}
hours = { $n ->
    [one] { $n } ora
   *[other] { $n } ore
}
hours-minutes = { $hours ->
    [one] { $hours } ora
   *[other] { $hours } ore
} e { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minuti
}
wait-soon = Meno di 5 minuti
wait-up-to = Fino a { $high } minuti
wait-about = Circa { $n } minuti
wait-range = { $low }–{ $high } minuti
wait-long = Oltre un’ora
wait-estimate = Stima indicativa
date-long = { $weekday } { $day } { $month } { $year }
weekday = { $n ->
    [1] lunedì
    [2] martedì
    [3] mercoledì
    [4] giovedì
    [5] venerdì
    [6] sabato
   *[7] domenica
}
month = { $n ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
}

## totem

totem-title = Prenda il suo numero
totem-choose = Per quale servizio è qui?
totem-touch = Tocchi il servizio che le serve
totem-series = Serie { $letter }
totem-wait-none = Nessuna attesa
totem-wait-short = Meno di 5 minuti
totem-desk-closed = Sportello chiuso ora
totem-more = Altri servizi
totem-less = Servizi precedenti
totem-notices = Avvisi
totem-closed = La sede è chiusa
totem-closed-why = Ora non si possono prendere numeri.
totem-reopens-today = Riapre oggi alle { $time }
totem-reopens-later = Riapre { $date } alle { $time }
totem-nothing-offered = Al momento non ci sono servizi da scegliere. Si rivolga all’accoglienza.
totem-stale = I dati potrebbero non essere aggiornati: situazione delle
totem-language-reset = Si torna all’italiano fra
totem-closes-in = Si torna all’inizio fra
totem-seconds = { $n ->
    [one] secondo
   *[other] secondi
}
totem-more-time = Mi serve più tempo
totem-chosen = Ha scelto
totem-wait = Attesa stimata
totem-wait-closed = Lo sportello per questo servizio ora è chiuso. Può prendere il numero: la chiamiamo quando apre.
totem-wait-closed-given = Lo sportello ora è chiuso: la chiamiamo quando apre.
totem-estimate = Stima indicativa
totem-ahead = Prima di lei
totem-ahead-count = { $n ->
    [0] Nessuno
    [one] { $n } persona
   *[other] { $n } persone
}
totem-where = Dove attendere
totem-priority = Ho bisogno di precedenza
totem-priority-who = Gravidanza, disabilità, bambini piccoli, oltre 75 anni. Il motivo non viene registrato.
totem-take = Prendi il numero
totem-back = Indietro
totem-home = Torna all’inizio
totem-number = Il suo numero
totem-printed = Ritiri il foglietto: è in stampa
totem-not-printed = Fotografi o annoti il numero
totem-follow = Segua la fila dal telefono
totem-follow-how = Inquadri il codice con la fotocamera: vedrà quando tocca a lei.
totem-qr = Codice QR della pagina per seguire il numero { $number }
totem-done = Fatto
totem-refused-title = Non è possibile prendere il numero
totem-away-title = Un momento, per favore
totem-away = Ora non riusciamo a darle il numero. La sua richiesta non è andata persa: riprovi fra qualche secondo.
totem-away-help = Se non funziona, si rivolga all’accoglienza.
totem-retry = Riprova
totem-notice-expired = È passato troppo tempo: scelga di nuovo il servizio.
totem-notice-ended = Quella richiesta è già conclusa. Se le serve un numero, scelga il servizio.
totem-notice-unknown = Non abbiamo riconosciuto la richiesta: scelga di nuovo il servizio.
totem-notice-service = Questo servizio non è più disponibile: ne scelga un altro.

## display

display-title = Tabellone
display-calls = Numeri chiamati
display-number = Numero
display-desk = Sportello
display-now = Chiamato ora
display-again = Chiamata ripetuta
display-empty = Attenda il suo numero
display-empty-hint = Quando tocca a lei, il numero e lo sportello compaiono qui
display-more = Chiamati anche
display-waiting = In attesa
display-wait-up-to = fino a { $n } min
display-wait-about = circa { $n } min
display-wait-range = { $low }–{ $high } min
display-wait-long = oltre { $n } min
display-wait-no-desk = nessuno sportello aperto
display-lines-left = { $n ->
    [one] e un altro servizio
   *[other] e altri { $n } servizi
}
display-estimate = Tempi indicativi
display-closed = Chiuso
display-opens-at = Apre alle { $time }
display-opens-day = Apre { $day } alle { $time }
display-sign-open = Attenda la chiamata
display-sign-closed = Chiuso
display-stale-before = Aggiornato alle
display-stale-after = collegamento interrotto
display-lost = Tabellone non collegato: ascolti la chiamata del personale
display-sound-off = Suono spento: tocchi qui per attivarlo

## desk

desk-title = Sportello { $number }
desk-choose-title = Scelga lo sportello
desk-choose-none = Non ci sono sportelli da scegliere.
desk-other = Cambia sportello
desk-live = Collegato
desk-not-live = Non collegato
desk-current = Allo sportello
desk-current-none = Nessuno allo sportello
desk-current-closed = Lo sportello è chiuso: lo apra per chiamare
desk-current-paused = Lo sportello è in pausa: riprenda per chiamare
desk-waited = Ha atteso { $waited }
desk-called-at = Chiamato alle { $time }
desk-called-again = Chiamato { $n } volte, l’ultima alle { $time }
desk-started-at = Iniziato alle { $time }
desk-language = Lingua: { $language }
desk-note = Nota
desk-next = Prossimo
desk-next-nobody = Nessuno in attesa per questo sportello
desk-actions = Azioni sul numero
desk-call-next = Chiama prossimo
desk-recall = Richiama
desk-withdraw = Annulla chiamata
desk-withdraw-limit = entro { $n } secondi
desk-start = Inizia
desk-finish = Termina
desk-absent = Assente
desk-hold = Sospendi
desk-outcome = Esito, con Termina
desk-move = Trasferisci
desk-move-to = Trasferisci a
desk-move-where = Scelga dove
desk-move-services = Servizi
desk-move-desks = Sportelli
desk-move-welcome = Accoglienza
desk-state = Stato dello sportello
desk-open = Apri
desk-pause = Pausa
desk-go-on = Riprendi
desk-close = Chiudi
desk-queue = In attesa per questo sportello
desk-queue-none = Nessuno in attesa
desk-queue-others = Per altri sportelli
desk-queue-more = e altri { $n }
desk-column-number = Numero
desk-column-service = Servizio
desk-column-wait = Attesa
desk-minutes = { $n } min
desk-choose = Chiama un numero fuori turno
desk-choose-ticket = Numero
desk-choose-reason = Motivo
desk-choose-which = Scelga
desk-choose-call = Chiama
desk-held = Sospesi
desk-held-none = Nessun numero sospeso
desk-held-resume = Riprendi { $number }
desk-missing = Assenti
desk-missing-none = Nessun assente
desk-missing-left = ancora { $n } min
desk-bring-back = Riporta in fila { $number }
desk-done-ticket = { $number } { $action ->
    [call] chiamato
    [recall] richiamato
    [withdraw] di nuovo in attesa: chiamata annullata
    [start] allo sportello
    [finish] terminato
    [absent] segnato assente
    [bring-back] di nuovo in fila
    [hold] sospeso
    [resume] ripreso
   *[move] trasferito
}.
desk-done-desk = Sportello { $state ->
    [open] aperto
    [paused] in pausa
   *[closed] chiuso
}.
desk-said-nobody = Nessuno da chiamare: non c’è nessuno in attesa per questo sportello.
desk-said-nothing = Era già così: non è cambiato nulla.
desk-said-just-called = Il numero è appena stato annunciato: attenda un momento prima di richiamare.
desk-said-expired = La pagina era stata aperta troppo tempo fa e non è stato fatto nulla: ora è aggiornata, riprovi.
desk-said-reused = Questa pagina era già stata usata per un’altra azione e non è stato fatto nulla: guardi la situazione e riprovi.
desk-said-busy = In questo momento non è possibile e non è stato fatto nulla: riprovi fra qualche secondo.
desk-said-invalid = La richiesta non era completa e non è stato fatto nulla: riprovi.

## people

people-not-yours = Non è di sua competenza
people-not-yours-why = Il suo ruolo non comprende questa pagina. Se le serve, si rivolga all’amministratore.
people-to-desks = Vai agli sportelli

## follow

follow-title = { $number } · { $office }
follow-number = Il suo numero
follow-service = Servizio
follow-where = Dove attendere
follow-ahead = { $n ->
    [0] Nessuno prima di lei
    [one] Prima di lei: { $n } persona
   *[other] Prima di lei: { $n } persone
}
follow-window = La chiamiamo fra le { $from } e le { $until }
follow-window-until = La chiamiamo entro le { $until }
follow-wait = Attesa stimata: { $wait }
follow-estimate = Stima indicativa: può cambiare.
follow-soon = Tocca a lei fra poco
follow-soon-how = Resti vicino agli sportelli e guardi il tabellone.
follow-opens-today = Sportelli aperti dalle { $time }
follow-opens-later = Sportelli aperti da { $date } alle { $time }
follow-opens-how = Il suo posto è conservato: la chiamiamo dopo l’apertura.
follow-no-desk = In questo momento nessuno sportello è aperto per il suo servizio
follow-no-desk-how = Il suo posto è conservato: qui vedrà l’attesa appena uno sportello apre.
follow-welcome = Si presenti al banco accoglienza
follow-welcome-how = La aspettano lì con il suo numero.
follow-called-go = Vada allo sportello
follow-called-at = Chiamata delle { $time }
follow-called-again = Chiamata ripetuta alle { $time }
follow-serving = È il suo turno: sportello { $desk }
follow-serving-how = L’operatore la sta servendo.
follow-held = Pratica in sospeso
follow-held-how = Quando ha ciò che manca torni allo sportello { $desk }: non serve un altro numero.
follow-absent-at = L’abbiamo chiamata alle { $time } allo sportello { $desk }
follow-absent-how = Si presenti entro le { $until } al banco accoglienza o allo sportello: riprende il suo posto in fila.
follow-finished = Servizio concluso
follow-finished-how = Grazie della visita. Questo numero non serve più.
follow-left = Ha lasciato la fila
follow-left-how = Il suo posto è libero. Se cambia idea, prenda un nuovo numero.
follow-lapsed = Questo numero è scaduto
follow-lapsed-how = Se ha ancora bisogno, prenda un nuovo numero o si rivolga all’accoglienza.
follow-leave = Lascia la fila
follow-leave-sure = Vuole davvero lasciare la fila?
follow-leave-what = Il numero { $number } non sarà più chiamato e il posto non si può recuperare.
follow-leave-yes = Sì, lascio la fila
follow-leave-no = No, resto in fila
follow-leave-again = La pagina era aperta da un po’: confermi ancora una volta.
follow-leave-late = Non è più possibile lasciare la fila
follow-back = Torna al numero
follow-unknown = Numero non trovato
follow-unknown-why = Questo foglietto non è riconosciuto, oppure la sua giornata è finita.
follow-unknown-how = Se deve ancora essere servito, prenda un nuovo numero al totem o si rivolga all’accoglienza.

## paper

paper-title = Carta della stampante { $printer }
paper-heading = Carta uscita dalla stampante
paper-lead = I foglietti come escono dalla stampante termica, il più recente in alto.
paper-queued = In coda: { $n }
paper-none-queued = Nessun foglietto in coda
paper-empty = Non è ancora uscito nessun foglietto
paper-empty-how = Prenda un numero al totem: il foglietto compare qui.
paper-list = Foglietti stampati
paper-follow = Apri la pagina del codice QR

## slip

slip-copy = COPIA { $n } di { $number }
slip-copy-void = Se ha entrambi i foglietti, il primo non vale
slip-number = Il suo numero
slip-ahead = { $n ->
    [0] Nessuno prima di lei
    [one] { $n } persona prima di lei
   *[other] { $n } persone prima di lei
}
slip-wait = Attesa stimata
slip-where = Dove attendere
slip-follow = Segua il suo turno dal telefono
slip-issued = { $date }, ore { $time }
slip-qr = Codice QR: { $address }

## refusals

refusal-unknown-service = Questo servizio non si offre in questa sede.
refusal-unknown-desk = Questo sportello non esiste.
refusal-unknown-ticket = Questo numero non è della giornata di oggi.
refusal-unknown-slip = Questo foglietto non è della giornata di oggi.
refusal-office-closed = Ora non si possono prendere numeri.
refusal-office-closed-until = Ora non si possono prendere numeri: si ricomincia { $date } alle { $time }.
refusal-series-exhausted = I numeri di questo servizio sono finiti per oggi.
refusal-desk-not-open = Lo sportello non è aperto.
refusal-desk-busy = Lo sportello ha già il numero { $number }.
refusal-desk-cannot-serve = Questo sportello non può servire quel numero.
refusal-nobody-serves = Nessuno sportello di questa sede svolge questo servizio.
refusal-illegal-step = Il numero { $number } { $state ->
    [waiting] è in attesa
    [called] è chiamato
    [serving] è allo sportello
    [held] è sospeso
    [absent] è assente
    [finished] ha terminato
    [moved] è stato trasferito
    [left] ha rinunciato
   *[lapsed] è scaduto
}: non si può { $step ->
    [call] chiamare
    [recall] richiamare
    [withdraw] ritirare la chiamata
    [start] iniziare
    [finish] terminare
    [mark-absent] segnare assente
    [bring-back] riammettere
    [hold] sospendere
    [resume] riprendere
    [move] trasferire
    [leave] rinunciare
   *[lapse] far scadere
}.
refusal-too-late-to-withdraw = Una chiamata si può ritirare solo nei primi { $n ->
    [one] { $n } secondo
   *[other] { $n } secondi
}.
refusal-move-to-same-place = Il trasferimento lascerebbe il numero dov’è.
refusal-unknown-configuration = La configurazione { $version } non esiste.

## why

why-first-come = Ordine di arrivo: attende da { $waited }
why-priority = Precedenza: attende da { $waited } (obiettivo { $target })
why-sent-here = Inviato a questo sportello: attende da { $waited }
why-chosen = Scelta dell’operatore: { $reason }
reason-returned = torna con il documento mancante
reason-cannot-wait = non può attendere
reason-expertise = serve una competenza di questo sportello
reason-correction = correzione di un errore
reason-other = altro motivo

## states

leg-waiting = In attesa
leg-called = Chiamato
leg-serving = Allo sportello
leg-held = Sospeso
leg-absent = Assente
leg-finished = Terminato
leg-moved = Trasferito
leg-left = Ha rinunciato
leg-lapsed = Scaduto
desk-state-closed = Chiuso
desk-state-open = Aperto
desk-state-paused = In pausa
outcome-settled = Concluso
outcome-continues = Da continuare un altro giorno
outcome-referred = Inviato a un altro ente
outcome-not-possible = Non è stato possibile
class-ordinary = Ordinario
class-priority = Precedenza

## demo

home-demo-title = Un numero, dal totem al tabellone
home-demo-lead = Tutte le schermate dell’ufficio, collegate dal vivo: quello che succede su una si vede subito sulle altre.
home-demo-how = Per provare
home-demo-step-take = Al totem scelga un servizio e prenda il numero.
home-demo-step-call = Da uno sportello chiami il prossimo.
home-demo-step-watch = Sul tabellone il numero compare e suona.
home-for-visitors = Per chi arriva
home-for-staff = Per chi lavora
home-for-builders = Per chi sviluppa
home-open = Apri
home-totem-title = Totem
home-totem = Qui si sceglie il servizio, si vede l’attesa e si prende il numero.
home-display-title = Tabellone
home-display = Lo schermo della sala: i numeri chiamati e dove andare, con un suono.
home-sign-title = Insegna
home-sign = Sopra lo sportello: il numero chiamato, leggibile da chi attende.
home-desk-title = Sportello { $n }
home-desk = La postazione dell’operatore: un tasto e il prossimo numero è chiamato.
home-follow-title = Sul telefono
home-follow = Il proprio turno: posto in fila, attesa e avviso quando si è chiamati.
home-follow-how = Si apre con il codice QR del foglietto
home-paper-title = Foglietto
home-paper = Come uscirebbe dalla stampante termica: numero, attesa, codice QR.
home-api-title = API
home-api = Le stesse azioni per siti, app e altri programmi.
home-api-description = Descrizione OpenAPI
home-api-board = Dati del tabellone

## home

home-title = Uffici e attese
home-open-now = Aperto ora
home-open-until = Fino alle { $time }
home-closed-now = Chiuso ora
home-reopens-today = Apre oggi alle { $time }
home-reopens-later = Apre { $date } alle { $time }
home-hours = Orario di oggi
home-hours-none = Oggi chiuso
home-hours-always = Sempre aperto
home-waits = Attesa per servizio
home-service = Servizio
home-wait = Attesa
home-nobody-waits = Nessuna attesa
home-no-desk = Nessuno sportello aperto ora
home-where = Dove
home-as-of = Situazione delle { $time }

## message

message-home = Torna alla pagina iniziale
message-not-found = Pagina non trovata
message-not-found-why = L’indirizzo non è corretto, oppure la pagina non esiste più.
message-failed = Qualcosa non ha funzionato
message-failed-why = Non è colpa sua. Riprovi fra poco; se succede ancora, riferisca il codice { $code }.
message-reserved = Pagina riservata
message-reserved-why = Questa pagina è per le postazioni e il personale dell’ufficio: serve una chiave.
message-too-many = Troppe richieste
message-too-many-why = Da questo collegamento arrivano troppe richieste. Attenda qualche secondo e riprovi.
message-busy = Un momento, per favore
message-busy-why = Ora non è possibile: riprovi fra qualche secondo.

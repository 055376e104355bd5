### Testi di Sportello in italiano: la lingua di partenza. Ogni chiave esiste anche in inglese; quelle delle
### sezioni per i visitatori (common, totem, iter, voice, follow, slip, refusals, routes, home, message) in ogni lingua.
### sezioni per i visitatori (common, totem, iter, follow, slip, refusals, routes, home, message, booking) in ogni lingua.
### sezioni per i visitatori (common, totem, iter, follow, slip, refusals, mail, routes, home, message) in ogni lingua.
### sezioni per i visitatori (common, totem, iter, voice, follow, slip, refusals, routes, home, message, booking) in ogni lingua.
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
date-day = { $weekday } { $day } { $month }
weekday-short = { $n ->
    [1] lun
    [2] mar
    [3] mer
    [4] gio
    [5] ven
    [6] sab
   *[7] dom
}
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
unconfirmed = da confermare
amount = { $euro },{ $cents } €
amount-free = gratis
always-open = sempre aperto
period-now = subito
period-years = { $n ->
    [one] { $n } anno
   *[other] { $n } anni
}
period-months = { $n ->
    [one] { $n } mese
   *[other] { $n } mesi
}
period-days = { $n ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
period-working-days = { $n ->
    [one] { $n } giorno lavorativo
   *[other] { $n } giorni lavorativi
}

## totem

totem-title = Accoglienza
totem-hello = Benvenuti
totem-need = Di che cosa ha bisogno?
totem-popular = I più richiesti a quest’ora
totem-everything = Cerchi o scelga fra tutti gli argomenti
totem-open-until = Aperto fino alle { $time }
totem-closed = La sede è chiusa
totem-closed-why = Ora non si danno numeri. Informazioni e istruzioni sì.
totem-reopens-today = Riapre oggi alle { $time }
totem-reopens-later = Riapre { $date } alle { $time }
totem-notices = Avvisi
totem-stale = I dati potrebbero non essere aggiornati: situazione delle
totem-notice-expired = È passato molto tempo: ricominciamo da qui.
totem-notice-ended = Quella richiesta è già conclusa: qui ne può fare un’altra.
totem-notice-unknown = Non abbiamo riconosciuto la richiesta: ricominciamo da qui.
totem-notice-service = Questo argomento non è più disponibile: ne scelga un altro.
totem-controls = Comandi
totem-back = Indietro
totem-again = Ricomincia
totem-listen = Ascolta
totem-larger = Testo grande
totem-contrast = Contrasto
totem-low = Comandi in basso
totem-on = attivo
totem-more-title = Le serve più tempo?
totem-more-yes = Sì, continuo
totem-more-no = No, ho finito
totem-closes-in = Si torna all’inizio fra
totem-seconds = { $n ->
    [one] secondo
   *[other] secondi
}
totem-texts-italian = I testi dei servizi sono in italiano.
totem-texts-english = I testi dei servizi sono in inglese.
totem-read-on = Continui a leggere
totem-read-back = Torni su
totem-page-of = Pagina { $n } di { $of }
totem-next = Avanti
totem-previous = Precedenti
totem-events = Scelga per argomento
totem-event-other = Altro
totem-search = Cerchi con parole sue
totem-search-field = Parole da cercare
totem-search-hint = carta, rifiuti, bambino, casa …
totem-search-words = La ricerca capisce parole italiane e inglesi.
totem-search-none = Nulla con queste parole: provi con un’altra, o torni indietro e scelga per argomento.
totem-search-found = { $n ->
    [0] Nessun argomento
    [one] { $n } argomento
   *[other] { $n } argomenti
}
totem-keyboard = Tastiera
totem-key-space = Spazio
totem-key-erase = Cancella
totem-key-find = Cerca
totem-for = Per
totem-answers = Tocchi la risposta
totem-papers-now = Da avere in mano
totem-scan = Inquadri il codice con il telefono
totem-on-phone = Sul telefono
totem-legs = Un solo numero per tutto
totem-legs-rest = Il numero è per
totem-wait = Attesa stimata
totem-wait-none = Nessuna attesa
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
totem-take-here = Preferisco lo sportello: prendi il numero
totem-take-rest = Intanto prendi il numero per il resto
totem-choose-between = Scelga lei
totem-wait-today = Aspetto: prendi il numero
totem-come-back = Torno un altro giorno: stampa le istruzioni
totem-other-ways = Oppure
totem-print = Stampa le istruzioni
totem-print-bring = Stampa che cosa portare
totem-print-body = Stampa l’indirizzo
totem-printing = In stampa: ritiri il foglietto
totem-not-printing = Ora non si può stampare: fotografi questa pagina
totem-number = Il suo numero
totem-wait-closed-given = Lo sportello ora è chiuso: la chiamiamo quando apre.
totem-printed = Ritiri il foglietto: è in stampa
totem-not-printed = Fotografi o annoti il numero
totem-paper-out = La carta è finita: fotografi il codice o annoti il numero, vale lo stesso
totem-paper-stopped = La stampante è ferma: fotografi il codice o annoti il numero, vale lo stesso
totem-follow = Segua la fila dal telefono
totem-follow-how = Inquadri il codice con la fotocamera: vedrà quando tocca a lei.
totem-qr = Codice QR della pagina per seguire il numero { $number }
totem-done = Fatto
totem-refused-title = Non è possibile prendere il numero
totem-away-title = Un momento, per favore
totem-away = Ora non riusciamo a darle il numero. La sua richiesta non è andata persa: riprovi fra qualche secondo.
totem-away-help = Se non funziona, si rivolga all’accoglienza.
totem-alone-gives = Il totem non è collegato, ma può darle un numero: vale da subito.
totem-alone-spent = Il totem non è collegato e non può dare altri numeri. Si rivolga all’accoglienza.
totem-alone-number = Vale da adesso: il suo posto è tenuto. Quando il totem è di nuovo collegato, il numero entra in fila all’ora in cui l’ha preso.
totem-alone-wait = Ora non si può sapere
totem-night = Tocchi lo schermo per informazioni e istruzioni.
totem-retry = Riprova
totem-home = Torna all’inizio
totem-info = Informazioni senza numero
totem-info-hours = Orari
totem-info-places = Sportelli e uffici
totem-info-services = Documenti per un servizio
totem-numbers-from = I numeri si danno da { $n } minuti prima dell’apertura.
totem-closures = Chiusure
totem-desk = Sportello { $n }
totem-offices-here = Uffici del Comune
totem-offices-elsewhere = Altri enti
totem-have-appointment = Ho un appuntamento
totem-times = Primi orari liberi
totem-times-other = Altri giorni e orari
totem-times-none = Per ora non ci sono orari liberi
totem-times-none-how = Chieda all’accoglienza di essere avvisato quando si libera un posto, o lo chieda da casa con questo codice.
totem-times-away = Gli orari liberi non si possono vedere adesso: chieda all’accoglienza.
totem-times-day-none = In questo giorno non ci sono più orari liberi: ne scelga un altro.
totem-days = Scelga il giorno
totem-days-none = In questo mese non ci sono giorni liberi
totem-people = Per quante persone
totem-month-before = Mese precedente
totem-month-after = Mese successivo
totem-hour = Scelga l’ora
totem-confirm = Va bene questo orario?
totem-confirm-until = L’orario è tenuto per lei fino alle { $time }
totem-confirm-bring = Che cosa portare
totem-confirm-yes = Sì, confermo l’appuntamento
totem-confirm-other = Scelgo un altro orario
totem-booked = Il suo appuntamento
totem-booked-code = Codice
totem-booked-how = Quando torna, digiti questo codice qui dalle { $from } e prende il numero.
totem-booked-page = Sul telefono
totem-booked-page-how = Inquadri il codice per vedere, spostare o disdire l’appuntamento.
totem-booked-qr = Codice QR della pagina dell’appuntamento
totem-booked-not-printed = Fotografi questa pagina o annoti il codice
totem-refused-appointment = Non è possibile prendere l’appuntamento
totem-away-appointment = Adesso non possiamo completare la richiesta. Non è persa: riprovi fra qualche secondo.
totem-check-in = Digiti il codice dell’appuntamento
totem-check-in-how = Otto lettere e cifre, sul foglietto o nella mail. Oppure avvicini il codice QR al lettore.
totem-check-in-field = Codice dell’appuntamento
totem-check-in-unknown = Non troviamo questo codice: lo controlli, o chieda all’accoglienza.
totem-check-in-go = Conferma
totem-kept = Appuntamento
totem-kept-how = Ore { $time }: la chiamiamo intorno al suo orario
totem-too-late = L’orario dell’appuntamento è passato: il numero è ordinario e segue la fila.
totem-day-free = { $day }: { $n ->
    [one] { $n } orario libero
   *[other] { $n } orari liberi
}

## iter

iter-papers = Documenti
iter-papers-none = Nessun documento
iter-steps = Come si fa
iter-costs = Costi
iter-cost-unknown = importo da confermare
iter-times = Tempi
iter-output = Che cosa ottiene
iter-notes = Attenzione
iter-bring = Porti prima
iter-identity = Serve: { $identity }
iter-identity-none = Non serve un’identità digitale
iter-qr-page = Codice QR: { $address }
iter-who = Chi se ne occupa
iter-online = Da casa
iter-here = Dove e quando

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

## doorstep

doorstep-title = Registrazione del dispositivo
doorstep-newcomer = Questo dispositivo non è ancora registrato
doorstep-how = Un amministratore scrive questo codice in Amministrazione, Dispositivi, entro dieci minuti.
doorstep-reaching = Il server non risponde ancora
doorstep-reaching-how = Il dispositivo continua a cercarlo. Se dura, controlli la rete e l’indirizzo qui sotto.
doorstep-server = Server:
doorstep-away = Il programma di questo dispositivo non risponde.
enrol-title = Registra questo schermo
enrol-how = Questo browser diventa un totem o un tabellone dell’ufficio: mostrerà un codice che un amministratore scrive in Amministrazione, Dispositivi.
enrol-do = Mostra il codice
enrol-insecure = Serve un collegamento protetto
enrol-insecure-why = Uno schermo si registra solo con un indirizzo che inizia con https.

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
desk-need = Esigenza
desk-then = Poi
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
desk-done-next = { $number } resta qui: ora { $service }.
desk-done-next-waits = { $number } ha finito qui e ora attende per: { $service }.
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

## welcome

welcome-title = Accoglienza
welcome-needs = Esigenze
welcome-visit = Visita
welcome-hall = La sala
welcome-search = Di che cosa ha bisogno?
welcome-search-hint = carta, tassa rifiuti, A012
welcome-find = Cerca
welcome-found-none = Nessuna esigenza con queste parole.
welcome-ticket-found = numero di oggi
welcome-enter = Invio
welcome-idle = Il prossimo visitatore
welcome-key-letters = tre lettere di ciò che serve
welcome-key-arrows = un’altra esigenza dell’elenco
welcome-key-enter = la prima esigenza, poi il numero
welcome-key-digits = rispondono alla domanda
welcome-key-escape = si ricomincia da capo
welcome-key-number = un numero già dato: copia, rinuncia, nuovo smistamento
welcome-back = Indietro
welcome-again = Ricomincia
welcome-choice = Sceglie il visitatore
welcome-wait = Attesa
welcome-desks = Sportelli { $desks }
welcome-missing = Manca:
welcome-give = Dai il numero
welcome-give-collected = Dai il numero per questi
welcome-move = Trasferisci il numero
welcome-next = Prossimo visitatore
welcome-print-offer = Stampa le indicazioni
welcome-print-other = Stampa
welcome-print = Stampa l’iter
welcome-add = Aggiungi un’altra esigenza
welcome-number-for = Un solo numero per:
welcome-others = Altre strade
welcome-against = Dare comunque il numero
welcome-against-hint = Il motivo resta nel registro, senza nome del visitatore.
welcome-speaks = Lingua
welcome-speaks-next = Lingua successiva
welcome-printer = Stampante
welcome-printer-none = Non stampare
welcome-note = Nota per l’operatore
welcome-note-hint = Solo ciò che serve allo sportello: niente nomi né altri dati personali. Si cancella a fine giornata.
welcome-collected = Nella stessa visita
welcome-collected-remove = Togli
welcome-moving = Nuovo smistamento di { $number }: scelga l’esigenza.
welcome-given-printed = foglietto in stampa
welcome-given-not-printed = senza foglietto
welcome-copy = Ristampa come copia
welcome-taken-at = preso alle { $time }
welcome-ahead = { $n ->
    [0] nessuno prima
    [one] { $n } persona prima
   *[other] { $n } persone prima
}
welcome-sort = Smista di nuovo
welcome-bring-back = Riporta in fila
welcome-leave = Rinuncia al numero
welcome-back-to-needs = Torna alle esigenze
welcome-hall-desks = Sportelli
welcome-hall-expected = Attesi all’accoglienza
welcome-hall-waiting = In attesa
welcome-column-desk = Sportello
welcome-column-count = In attesa
welcome-count = { $n } in attesa
welcome-said-given = { $number } è in fila.
welcome-said-given-wait = { $number } è in fila. Attesa: { $wait }.
welcome-said-ticket = { $number } { $action ->
    [move] trasferito
    [bring-back] di nuovo in fila
   *[leave] ha rinunciato
}.
welcome-said-copied = Copia { $n } di { $number } in stampa.
welcome-said-printed = Indicazioni in stampa.
welcome-said-no-printer = Non c’è una stampante: non è stato fatto nulla.
against-cannot-return = Non può tornare, né farlo da casa
against-urgent = Non può aspettare un altro giorno
against-simple = È più semplice di così
against-sent-here = Lo manda qui un altro ente
against-other = Altro motivo

## procedure

procedure = Iter
procedure-none = Per questo servizio non c’è ancora un iter.
procedure-papers = Documenti da controllare
procedure-costs = Costi
procedure-amount-unknown = Importo da chiedere
procedure-times = Tempi
procedure-duration = Durata
procedure-deadline = Quando
procedure-validity = Validità
procedure-output = Si ottiene
procedure-steps = Passi
procedure-notes = Attenzione
procedure-where = Chi se ne occupa
procedure-unconfirmed = Da confermare
procedure-source = Fonte: { $source }
procedure-source-verified = Fonte: { $source }, confrontata il { $date }

## people

people-not-yours = Non è di sua competenza
people-not-yours-why = Il suo ruolo non comprende questa pagina. Se le serve, si rivolga all’amministratore.
people-to-desks = Vai agli sportelli

## voice

voice-call = Numero { $letter }, { $count }. Sportello { $desk }.

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
follow-alone = Il suo posto è tenuto: { $number }
follow-alone-why = Il totem che le ha dato il numero non è ancora di nuovo collegato. Il numero vale da quando l’ha preso: appena il totem è in rete, qui vede quando tocca a lei.

## staff

cancel = Annulla
logout = Esci
places = Pagine
place-desks = Sportelli
role-name = { $role ->
    [clerk] Operatore
    [welcome] Accoglienza
    [supervisor] Responsabile
   *[admin] Amministratore
}
column-state = Stato
column-action = Azione
state-in-force = Attivo
state-expired = Scaduta
state-expires-soon = Scade fra poco
state-revoked = Revocata
revoke = Revoca
revoke-yes = Sì, revoca
days = { $n ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
form-expired = La pagina era aperta da troppo tempo e non è stato fatto nulla: riprovi.
form-incomplete = Manca qualcosa, o un valore non è valido: controlli i campi e riprovi.
form-busy = In questo momento non è possibile e non è stato fatto nulla: riprovi fra qualche secondo.

## login

login-title = Accesso del personale
login-name = Nome utente
login-password = Password
login-enter = Entra
login-again = Ricominci l’accesso
login-with-password = Entri con nome e password
login-with-code = Primo accesso o password dimenticata
login-with-pin = Rientri con il PIN
login-wrong = Nome o password non corretti.
login-too-many = Troppi tentativi: riprovi fra { $n ->
    [one] { $n } secondo
   *[other] { $n } secondi
}.
login-out = Ha chiuso la sessione.
login-rests = La sessione è a riposo: entri di nuovo e riprenda da dove era.
login-factor-title = Codice di verifica
login-factor-how = Apra l’app di autenticazione sul telefono e scriva le sei cifre che mostra per Sportello.
login-factor-wrong = Il codice non è corretto o è già stato usato: scriva il prossimo che l’app mostra.
login-office-title = Scelga la sede
login-office-how = Lei lavora in più sedi: in quale entra ora?
login-code-title = Entri con un codice monouso
login-code-how = Il codice monouso glielo dà l’amministratore, vale poco tempo e una volta sola. Con il codice sceglie la sua password.
login-code-code = Codice monouso
login-code-set = Salva la password
login-code-wrong = Nome o codice non corretti, oppure il codice è scaduto o già usato. Se serve, ne chieda un altro all’amministratore.
login-code-done = Password salvata: ora può entrare.
login-insecure = Collegamento non protetto
login-insecure-why = Da qui la password passerebbe in chiaro nella rete. Apra questa pagina con un indirizzo che comincia con https, oppure dal computer su cui gira Sportello.
pin-title = Rientri con il PIN
pin-rests = la sua sessione, iniziata alle { $time }, è a riposo
pin-field = PIN
pin-pad = Tastierino
pin-clear = Cancella il PIN
pin-nobody = Su questa postazione non c’è nessuna sessione a riposo.
pin-other = Non è fra questi? Entri con nome e password
pin-wrong = PIN non corretto.
pin-ended = Troppi PIN errati: la sessione è chiusa. Entri con nome e password.
password-rules = Regole della password
password-rule-broken = Non rispettata:
password-rule-length = Da { $low } a { $high } caratteri; va bene anche una frase
password-rule-guess = Non una password che si indovina: comune, ripetuta, con il suo nome, con il nome della città o dell’ufficio
password-old = Password attuale
password-new = Nuova password
password-again = Nuova password, ancora una volta
password-refused = La password non va bene: guardi la regola segnata.
password-not-same = Le due password non sono uguali.

## setup

setup-title = Primo avvio
setup-step = Passo { $n } di { $of }
setup-how = Qui si crea il primo amministratore di questo Sportello. Dopo, questa pagina non esiste più.
setup-code = Codice di avvio
setup-code-how = È scritto nella finestra, o nel registro di sistema, da cui Sportello è stato avviato.
setup-office = Sede
setup-go = Crea l’amministratore
setup-code-wrong = Il codice di avvio non è corretto, o è scaduto: uno nuovo è scritto dove Sportello è stato avviato.

## factor

factor-title = Secondo fattore
factor-on = Attivo
factor-off = Non attivo
factor-must = Per il suo ruolo serve un secondo fattore: oltre alla password, un codice che cambia ogni trenta secondi.
factor-step-app = Installi sul telefono un’app di autenticazione, se non ne ha una.
factor-step-scan = Con l’app inquadri questo codice.
factor-by-hand = Oppure lo scriva a mano nell’app:
factor-qr = Codice QR per l’app di autenticazione
factor-step-code = Scriva le sei cifre che l’app mostra.
factor-code = Codice di sei cifre
factor-confirm = Attiva il secondo fattore
factor-wrong = Le cifre non corrispondono: controlli l’ora del telefono e scriva il prossimo codice che l’app mostra.
factor-done = Secondo fattore attivo: da ora serve a ogni accesso.

## account

account-title = Il mio accesso
account-of = Il mio accesso: { $name }
account-office = Sede
account-password = Password
account-password-now = Password attuale
account-password-ends = Le altre sue sessioni vengono chiuse.
account-password-change = Cambia password
account-password-changed = Password cambiata. Le altre sue sessioni sono chiuse.
account-password-wrong = La password attuale non è corretta.
account-pin = PIN
account-pin-set = Impostato
account-pin-none = Non impostato
account-pin-how = Di { $n } cifre. Vale solo alle postazioni registrate, per riprendere una sessione a riposo.
account-pin-new = Nuovo PIN
account-pin-do = Imposta il PIN
account-pin-change = Cambia il PIN
account-pin-done = PIN impostato.
account-pin-weak = Il PIN ha { $n } cifre, non tutte uguali, non ripetute e non in fila come 123456.
account-factor-how = Un codice dal telefono oltre alla password. Per gli amministratori è obbligatorio.
account-factor-do = Attiva il secondo fattore
account-factor-change = Sostituisci il secondo fattore
account-sessions = Le mie sessioni
account-sessions-how = Dove è collegato ora. Chiuda quelle che non riconosce e cambi la password.
account-end-others = Chiudi tutte le altre
account-ended = Sessione chiusa.
account-ended-others = { $n ->
    [0] Non c’erano altre sessioni.
    [one] Chiusa { $n } altra sessione.
   *[other] Chiuse { $n } altre sessioni.
}

## admin

admin-title = Amministrazione
admin-overview = Panoramica
admin-people = Persone
admin-people-purpose = Chi lavora in questa sede, con quale ruolo
admin-sessions = Sessioni
admin-sessions-purpose = Chi è collegato ora
admin-seats = Postazioni
admin-seats-purpose = I computer degli sportelli, dove basta il PIN per rientrare
admin-keys = Chiavi API
admin-keys-purpose = Altri programmi che usano Sportello
admin-devices = Dispositivi
admin-devices-purpose = Totem, tabelloni e stampanti
admin-configuration = Configurazione
admin-configuration-purpose = Sportelli, servizi e orari
admin-audit = Registro delle operazioni
admin-audit-purpose = Chi ha fatto cosa, e quando
admin-warn-factor = { $n ->
    [one] { $n } amministratore non ha ancora il secondo fattore
   *[other] { $n } amministratori non hanno ancora il secondo fattore
}
admin-warn-keys = { $n ->
    [one] { $n } chiave API scade entro trenta giorni
   *[other] { $n } chiavi API scadono entro trenta giorni
}
admin-warn-mail-none = La posta non è impostata: chi prenota non riceve messaggi
admin-warn-mail = { $n ->
    [one] { $n } messaggio non è arrivato a chi ha un appuntamento
   *[other] { $n } messaggi non sono arrivati a chi ha un appuntamento
}
admin-warn-codes = { $n ->
    [one] { $n } persona non è ancora entrata la prima volta
   *[other] { $n } persone non sono ancora entrate la prima volta
}
people-name = Nome
people-role = Ruolo
people-you = lei
people-state-in-force = Attivo
people-state-waiting = Attende il primo accesso
people-state-disabled = Disattivato
people-since = Dal
people-back = Tutte le persone
people-add = Aggiungi una persona
people-add-do = Aggiungi
people-add-how = Riceverà un codice monouso da consegnare alla persona: con quello entra la prima volta e sceglie la password.
people-name-how = Per esempio mario.rossi; lettere, cifre, punto e trattino.
people-name-taken = Questo nome esiste già: ne scelga un altro.
people-name-wrong = Il nome può avere solo lettere, cifre, punto, trattino e trattino basso.
people-self = Questo è il suo accesso. Password, PIN e secondo fattore si cambiano in:
people-change-role = Ruolo
people-change-role-how = Le sessioni aperte si chiudono: la persona rientra con il nuovo ruolo.
people-change-role-do = Cambia ruolo
people-code = Codice monouso
people-code-how = Per il primo accesso o una password dimenticata. I codici precedenti non valgono più.
people-code-do = Crea un codice
people-end-sessions = Sessioni
people-sessions-count = { $n ->
    [0] Nessuna sessione aperta.
    [one] { $n } sessione aperta.
   *[other] { $n } sessioni aperte.
}
people-end-sessions-how = Anche le pagine aperte smettono di aggiornarsi entro cinque secondi.
people-end-sessions-do = Chiudi le sessioni
people-forget-factor = Secondo fattore
people-forget-factor-how = Se il telefono è perso: al prossimo accesso la persona ne attiva uno nuovo.
people-forget-factor-do = Dimentica il secondo fattore
people-disable = Disattiva
people-disable-how = La persona non può più entrare e le sue sessioni si chiudono. Si può riattivare.
people-disable-do = Disattiva
people-enable = Riattiva
people-enable-how = La persona può di nuovo entrare con la sua password.
people-enable-do = Riattiva
people-remove = Rimuovi
people-remove-how = Il nome viene cancellato; quello che ha fatto resta nel registro senza nome.
people-remove-do = Rimuovi…
people-remove-sure = Vuole davvero rimuovere { $name }? Non si può annullare.
people-remove-yes = Sì, rimuovi
people-added = { $name } è stato aggiunto.
people-code-made = Nuovo codice monouso per { $name }.
people-code-label = Codice monouso
people-code-shown = Lo consegni ora alla persona: vale fino alle { $time }, una volta sola, e non verrà più mostrato. Si usa alla pagina { $page }.
people-role-changed = { $name } ora ha il ruolo: { $role }.
people-disabled = { $name } è disattivato e le sue sessioni sono chiuse.
people-enabled = { $name } è di nuovo attivo.
people-sessions-ended = Chiuse le sessioni di { $name }: { $n }.
people-factor-forgotten = Il secondo fattore di { $name } è dimenticato.
people-removed = La persona è stata rimossa.
people-last-admin = Non è possibile: sarebbe l’ultimo amministratore. Prima ne nomini un altro.
people-nothing = Era già così: non è cambiato nulla.
sessions-how = Una sessione riposa dopo quindici minuti senza azioni e finisce al più tardi dopo dodici ore.
sessions-where = Dove
sessions-browser = Un browser non registrato
sessions-began = Inizio
sessions-seen = Ultima azione
sessions-this = questa
sessions-active = In uso
sessions-rests = A riposo
sessions-end = Chiudi
sessions-end-which = Chiudi la sessione delle { $time }: { $place }
sessions-end-of = Chiudi la sessione di { $name } delle { $time }
sessions-ended = Sessione chiusa.
keys-how = Con una chiave un altro programma fa quello che il ruolo permette. La chiave si vede una volta sola.
keys-none = Nessuna chiave API.
keys-label = A che cosa serve
keys-label-how = Per esempio: sito del Comune.
keys-no-label = Senza nome
keys-id = Identificativo
keys-expires = Scade
keys-days = Vale per
keys-add = Crea una chiave
keys-add-do = Crea
keys-add-how = Dia il ruolo più basso che basta. Alla scadenza il programma smette di funzionare: ne crei una nuova prima.
keys-made = Chiave creata: { $id }.
keys-secret = Chiave
keys-shown = La copi ora nel programma che la usa: non verrà più mostrata.
keys-revoke-which = Revoca la chiave { $id }
keys-revoke-sure = Il programma che la usa smette subito di funzionare.
keys-revoked = Chiave revocata.
seats-seat = Postazione
seats-how = A una postazione registrata, chi ha una sessione a riposo rientra con il PIN invece che con la password.
seats-none = Nessuna postazione registrata.
seats-title-field = Nome della postazione
seats-title-how = Per esempio: PC dello sportello 2.
seats-desk = Sportello
seats-any-desk = Qualsiasi
seats-since = Registrata il
seats-this = questo browser
seats-this-browser = Questo browser
seats-this-is = Questo browser è una postazione registrata di questa sede.
seats-this-how = Lo registri solo se è un computer dell’ufficio, non il suo telefono o un computer pubblico.
seats-add-do = Registra questo browser
seats-added = Questo browser è ora la postazione: { $title }.
seats-revoke-which = Revoca la postazione { $title }
seats-revoke-sure = Lì si rientrerà solo con la password.
seats-revoked = Postazione revocata.
devices-none = Nessun dispositivo.
devices-device = Dispositivo
devices-role = Tipo
devices-role-name = { $role ->
    [totem] Totem
    [display] Tabellone
   *[printer] Stampante
}
devices-id = Identificativo
devices-beside-desk = Insegna: { $desk }
devices-beside-printer = Stampa su { $printer }
devices-known = Come sta
devices-linked = Collegato
devices-page-open = Pagina aperta
devices-away = Assente da { $since }
devices-unheard = Non ancora sentito
devices-version = versione { $version }
devices-latency = risposta in { $n } ms
devices-memory = memoria { $n } MiB
devices-last-number = ultimo numero { $number } alle { $time }
devices-queued = { $n ->
    [0] niente in coda
    [one] un foglietto in coda
   *[other] { $n } foglietti in coda
}
devices-seconds = { $n } s
devices-minutes = { $n } min
devices-hours = { $n } h
devices-errand-chime = Suona
devices-errand-reload = Ricarica
devices-errand-print = Stampa di prova
devices-asked = Richiesta inviata: { $title }.
devices-trial = Stampa di prova
devices-enrol = Registra un dispositivo acceso
devices-enrol-nobody = Ora nessun dispositivo attende di essere registrato.
devices-enrol-waiting = Attendono con un codice sullo schermo:
devices-enrol-do = Registra
devices-enrol-how = Un dispositivo nuovo mostra un codice appena acceso. In un browser senza programma il codice compare all’indirizzo /enrol/.
devices-browser = Browser
devices-code = Codice sullo schermo
devices-code-how = Sei cifre, valide dieci minuti.
devices-distance = Distanza di lettura (m)
devices-diagonal = Diagonale (pollici)
devices-size-how = Solo per gli schermi; vuoto: 5 m e 43 pollici.
devices-size-wrong = La distanza va da 0,5 a 30 m, la diagonale da 7 a 120 pollici: li indichi tutti e due o nessuno.
devices-enrolled = Dispositivo registrato: { $title }. Si collega da solo entro pochi secondi.
devices-code-unknown = Nessun dispositivo mostra questo codice. Lo rilegga sullo schermo: dopo dieci minuti cambia.
devices-code-too-many = Troppi codici sbagliati: riprovi fra { $n } secondi.
devices-code-other-role = Il programma di quel dispositivo è per: { $role }. Scelga quel tipo.
devices-code-browser = Un browser può essere totem o tabellone, non stampante.
devices-code-gone = Il dispositivo si è scollegato in questo momento: mostrerà un codice nuovo.
devices-add = Aggiungi un dispositivo
devices-add-do = Aggiungi
devices-add-how = Riceverà la chiave da scrivere nel programma del dispositivo, una volta sola.
devices-title-field = Nome del dispositivo
devices-title-how = Per esempio: Totem dell’ingresso.
devices-kind = Tipo
devices-kind-display = Tabellone della sala
devices-kind-sign = Insegna · { $desk }
devices-kind-totem = Totem senza stampante
devices-kind-totem-with = Totem che stampa su { $printer }
devices-kind-printer = Stampante
devices-made = Dispositivo aggiunto: { $title }.
devices-key = Chiave del dispositivo
devices-shown = La scriva ora nelle impostazioni del dispositivo: non verrà più mostrata.
devices-revoke-which = Revoca il dispositivo { $title }
devices-revoke-sure = Il dispositivo si scollega subito e non può più collegarsi.
devices-revoked = Dispositivo revocato.
audit-how = Ogni cambiamento fuori dalla coda e ogni lettura di dati personali, il più recente in alto. Non si può modificare.
audit-none = Nessuna operazione da mostrare.
audit-when = Quando
audit-who = Chi
audit-what = Che cosa
audit-about = Su che cosa
audit-address = Da dove
audit-everybody = Tutti
audit-everything = Tutto
audit-filter = Filtra
audit-pages = Pagine del registro
audit-older = Operazioni precedenti
audit-newest = Le più recenti
people-elsewhere = Questa persona lavora anche in un’altra sede: qui può cambiarne solo il ruolo o rimuoverla da questa sede.
audit-clock = Orologio
audit-action = { $action ->
    [code-failed] Codice monouso rifiutato
    [code-issued] Codice monouso creato
    [configuration-adopted] Configurazione adottata
    [configuration-plan-dropped] Cambio di configurazione annullato
    [configuration-planned] Cambio di configurazione previsto
    [device-added] Dispositivo aggiunto
    [device-revoked] Dispositivo revocato
    [ended-by-wrong-PINs] Sessione chiusa per PIN errati
    [first-admin-set-up] Primo amministratore creato
    [key-added] Chiave creata
    [key-revoked] Chiave revocata
    [logged-in] Accesso
    [logged-out] Uscita
    [login-failed] Accesso rifiutato
    [migrated] Banca dati portata alla versione nuova
    [names-read] Nomi del personale consultati
    [note-read] Nota di un visitatore letta
    [appointment-read] Dati di un appuntamento letti
    [appointments-read] Appuntamenti di un giorno letti
    [password-changed] Password cambiata
    [password-hashed-anew] Password protetta di nuovo
    [person-added] Persona aggiunta
    [person-disabled] Persona disattivata
    [person-enabled] Persona riattivata
    [person-removed] Persona rimossa
    [PIN-changed] PIN cambiato
    [PIN-failed] PIN errato
    [restored] Ripristinato da una copia
    [returned-by-PIN] Rientro con il PIN
    [role-changed] Ruolo cambiato
    [seat-enrolled] Postazione registrata
    [seat-revoked] Postazione revocata
    [second-factor-failed] Secondo fattore errato
    [second-factor-forgotten] Secondo fattore dimenticato
    [second-factor-set] Secondo fattore attivato
    [session-ended] Sessione chiusa
    [session-ended-by-time] Sessione finita per tempo
    [sessions-ended] Sessioni chiuse
    [set-up-failed] Primo avvio rifiutato
   *[other] { $code }
}
audit-removed-person = Persona rimossa
audit-command-line = Riga di comando
audit-nobody = Nessuno
audit-key = Chiave { $id }

## office

office-title = La sede
office-mail = Messaggi a chi ha un appuntamento
office-mail-none = La posta non è impostata: chi prenota non riceve messaggi. Chi gestisce il server la imposta nel file sportello.toml, sotto [mail].
office-mail-waiting = { $n ->
    [one] Un messaggio aspetta di partire, dalle { $time } di { $date }.
   *[other] { $n } messaggi aspettano di partire, il primo dalle { $time } di { $date }.
}
office-mail-failed = { $n ->
    [one] Un messaggio non è arrivato e non sarà più inviato. Se serve, avvisi per telefono.
   *[other] { $n } messaggi non sono arrivati e non saranno più inviati. Se serve, avvisi per telefono.
}
office-mail-well = Tutti i messaggi sono partiti.
office-data = Dati personali
office-erasure = { $n ->
    [one] Nomi e recapiti di chi ha prenotato sono cancellati un giorno dopo l’appuntamento, anche dalle copie di sicurezza.
   *[other] Nomi e recapiti di chi ha prenotato sono cancellati { $n } giorni dopo l’appuntamento, anche dalle copie di sicurezza.
}

## configuration

configuration-how = Tutto ciò che la sede offre sta in un documento: sportelli, servizi, orari, esigenze. Qui vede quale è in vigore, ne carica un altro e decide quando entra in vigore.
configuration-in-force = In vigore
configuration-version = Versione { $version }
configuration-since = dal { $date }
configuration-by = Registrata da
configuration-stored = Registrata
configuration-note = Nota
configuration-no-note = Nessuna nota
configuration-state = Stato
configuration-state-in-force = In vigore
configuration-state-planned = Dalla prossima apertura
configuration-state-past = Non più in vigore
configuration-state-never = Mai entrata in vigore
configuration-download = Scarica come file TOML
configuration-planned = La versione { $version } entra in vigore alla prossima apertura ({ $when }). Fino ad allora non cambia nulla.
configuration-planned-unknown = La versione { $version } entra in vigore alla prossima apertura. Fino ad allora non cambia nulla.
configuration-drop = Annulla il cambio previsto
configuration-drop-sure = La versione in vigore resterà anche alla prossima apertura.
configuration-drop-yes = Sì, annulla
configuration-dropped = Il cambio previsto è annullato: la versione in vigore resta.
configuration-nothing-planned = Non è previsto nessun cambio.
configuration-change = Cambia la configurazione
configuration-change-how = Scarichi il documento in vigore, lo modifichi, e carichi qui il file (o tutti i file in cui è diviso). Prima di qualsiasi cambiamento vedrà che cosa è diverso.
configuration-files = File TOML
configuration-files-how = Uno o più file, insieme al massimo { $size } kB.
configuration-check = Controlla e confronta
configuration-no-file = Scelga prima un file.
configuration-too-long = I file sono troppo grandi: insieme possono avere al massimo { $size } kB.
configuration-mistakes-title = Il documento non si può usare così
configuration-mistakes = { $n ->
    [one] C’è { $n } errore. Lo corregga e carichi di nuovo il file. Nulla è cambiato.
   *[other] Ci sono { $n } errori. Li corregga e carichi di nuovo i file. Nulla è cambiato.
}
configuration-more = { $n ->
    [one] … e { $n } altro
   *[other] … e altri { $n }
}
configuration-file = File
configuration-line = Riga
configuration-where = Dove
configuration-what = Che cosa non va
configuration-warnings = Da guardare
configuration-warnings-how = Può essere voluto: il documento si può usare lo stesso.
configuration-preview = Confronto
configuration-preview-how = Ecco che cosa cambia rispetto alla versione { $version }, in vigore. Finché non conferma, non cambia nulla.
configuration-differences = { $n ->
    [one] { $n } differenza
   *[other] { $n } differenze
}
configuration-same = Il documento è uguale a quello in vigore: non c’è nulla da cambiare.
column-version = Versione
configuration-adopt-do = Adotta
configuration-adopt = Quando deve entrare in vigore?
configuration-note-how = Perché questo cambiamento: resta nella storia. Nessun dato personale.
configuration-adopt-now = Adesso
configuration-adopt-now-how = Vale da subito. Chi ha già un numero tiene il suo posto.
configuration-adopt-next = Dalla prossima apertura
configuration-adopt-next-how = Vale da quando si apre la prossima giornata ({ $when }).
configuration-adopt-next-how-unknown = Vale da quando si apre la prossima giornata.
configuration-replaces-plan = Prende il posto della versione { $version }, prevista per la prossima apertura.
configuration-obstacles = Adesso non si può:
configuration-obstacles-then = Si può dalla prossima apertura, quando non attende più nessuno; oppure più tardi, o con un documento che tiene ancora ciò che serve.
configuration-adopted = La versione { $version } è in vigore.
configuration-is-planned = La versione { $version } entra in vigore alla prossima apertura.
configuration-unchanged = Il documento è già quello: non è cambiato nulla.
configuration-history = Storia
configuration-history-none = Nessuna versione.
configuration-older = Versioni precedenti
configuration-newest = Le più recenti
configuration-back = Tutta la configurazione
configuration-brought = Che cosa ha cambiato rispetto alla versione { $version }
configuration-first = È la prima versione di questa sede.
configuration-revert = Tornare a questa versione
configuration-revert-how = Il documento di allora viene registrato come una versione nuova; la storia resta intera. Ecco che cosa cambierebbe rispetto alla versione in vigore.
configuration-revert-note = Ritorno alla versione { $version }
configuration-adoptions = In vigore dal
configuration-sign-lost = Il dispositivo { $device } mostra lo sportello { $desk }, che questo documento non ha più.
configuration-seat-lost = La postazione { $seat } è registrata per lo sportello { $desk }, che questo documento non ha più.
configuration-appointments-displaced = { $n ->
    [one] Un appuntamento di { $date } troverebbe chiuso. Resta valido finché non lo si sposta o disdice.
   *[other] { $n } appuntamenti di { $date } troverebbero chiuso. Restano validi finché non li si sposta o disdice.
}

difference-added = Aggiunto: { $what }
difference-removed = Tolto: { $what }
difference-changed = { $what }: { $before } → { $after }
difference-gained = { $what }: aggiunto { $value }
difference-lost = { $what }: tolto { $value }
difference-order = { $what }: cambia l’ordine
difference-takes = { $desk } prende anche { $service }
difference-takes-no-more = { $desk } non prende più { $service }
difference-yes = sì
difference-no = no
difference-nothing = niente
difference-list = { $list ->
    [office] Sede
    [hours] Orari
    [series] Serie
    [services] Servizi
    [desks] Sportelli
    [triage] Smistamento
    [needs] Esigenze
    [questions] Domande
    [evidence] Documenti
    [bodies] Uffici ed enti
    [online] Servizi online
    [life_events] Eventi della vita
    [consultancies] Consulenze
    [agenda] Appuntamenti
    [plans] Piani degli appuntamenti
   *[other] { $name }
}
difference-entry = { $list ->
    [series] serie
    [services] servizio
    [desks] sportello
    [needs] esigenza
    [questions] domanda
    [evidence] documento
    [bodies] ufficio o ente
    [online] servizio online
    [life_events] evento della vita
    [consultancies] consulenza
    [plans] piano
   *[other] voce
}
difference-field = { $field ->
    [address] indirizzo
    [also] servizi collegati
    [always_rolls_at] sempre aperto, nuova giornata alle
    [amount] importo
    [answers] risposta
    [appointment_min] attesa promessa su appuntamento (minuti)
    [ask] domanda successiva
    [bodies] uffici ed enti
    [book_until] si prenota fino a
    [capacity] appuntamenti insieme
    [category] categoria
    [channels] canali
    [closed] giorni senza appuntamenti
    [closures] chiusure
    [code] codice
    [competent] ufficio competente
    [confidence] affidabilità
    [consultancies] consulenze
    [costs] costi
    [date] data
    [day] giorno
    [days_before] giorni prima
    [deadline] scadenza
    [desk] sportello
    [desks] sportelli
    [draw] sorteggio
    [draw_min] sorteggio aperto da minuti prima
    [early_min] accettazione da minuti prima
    [email] e-mail
    [en] in inglese
    [erase_after_days] dati cancellati dopo giorni
    [every_min] un inizio ogni minuti
    [evidence] documenti
    [friday] venerdì
    [from] da
    [green_share] quota verde
    [hint] chiarimento
    [hold_min] orario trattenuto per minuti
    [horizon_days] giorni di anticipo
    [hours] orari
    [icon] icona
    [id] identificativo
    [identity] identità digitale
    [it] in italiano
    [items] voci
    [kind] tipo
    [late_min] ritardo tollerato (minuti)
    [lead_min] preavviso (minuti)
    [letter] lettera
    [life_events] eventi della vita
    [local_holidays] feste locali
    [minutes] minuti allo sportello
    [missing] documento mancante
    [monday] lunedì
    [name] nome
    [national_holidays] chiuso nelle feste nazionali
    [needs] esigenze
    [note] nota
    [notes] avvertenze
    [number] numero
    [offer_min] posto offerto per minuti
    [office] sede
    [online] servizio online
    [ordinary_min] attesa promessa ordinaria (minuti)
    [output] che cosa si ottiene
    [overtime_min] minuti oltre la chiusura
    [patience_min] attesa sopportabile (minuti)
    [people_max] persone al massimo
    [phone] telefono
    [priority_min] attesa promessa con precedenza (minuti)
    [processing] tempo di lavorazione
    [questions] domande
    [red_share] quota rossa
    [refer] a chi si rinvia
    [release_at] posti disponibili dalle
    [remind_at] promemoria alle
    [route] percorso
    [saturday] sabato
    [sensitive] riservato
    [series] serie
    [services] servizi
    [skills] servizi presi
    [source] fonti
    [spans] orario
    [special] giorni con orario proprio
    [special_openings] aperture straordinarie
    [steps] passi
    [summary] descrizione
    [sunday] domenica
    [take_from_min] numeri da quanti minuti prima
    [targets] attese promesse
    [text] testo
    [then] che cosa segue
    [thursday] giovedì
    [times] tempi
    [title] titolo
    [triage] smistamento
    [tuesday] martedì
    [unconfirmed] da confermare
    [until] fino a
    [url] indirizzo web
    [validity] validità
    [verified] verificato il
    [waiting_place] luogo di attesa
    [wednesday] mercoledì
    [week] settimana
    [weight] peso
    [what] per che cosa
    [when] quando serve
    [words] parole
    [working_days] solo giorni lavorativi
    [zone] fuso orario
   *[other] { $name }
}

mistake-syntax = Non è TOML valido ({ $message }): controlli virgolette, parentesi e segni di uguale su questa riga e su quella prima.
mistake-not-text = Qui c’è un carattere che non è testo UTF-8: salvi il file come UTF-8.
mistake-table-twice = [{ $name }] sta già in { $file }, riga { $line }: ne tenga una sola.
mistake-unknown-field = Il campo “{ $field }” non esiste: lo tolga o corregga il nome. Possibili: { $known }.
mistake-missing-field = Manca il campo “{ $field }”: lo aggiunga.
mistake-unknown-word = “{ $word }” non è tra i valori possibili: { $known }.
mistake-wrong-kind = Qui c’è { $found }; serve { $kind ->
    [text] un testo tra virgolette
    [number] un numero intero, da 0
    [share] un numero, come 0.5
    [yes-no] true oppure false
    [list] un elenco tra parentesi quadre
    [table] un gruppo di campi, come {"{"} it = "…", en = "…" {"}"}
   *[other] { $other }
}.
mistake-bad-id = Un identificativo ha da 1 a 64 caratteri tra a-z, A-Z, 0-9, “-” e “_”: lo corregga.
mistake-bad-series = Una serie è una lettera da A a Z senza I, O e Q: ne scelga un’altra.
mistake-bad-amount = Un importo si scrive in euro e centesimi, come "22.21".
mistake-bad-period = Una durata si scrive come "P6D" (sei giorni), "P1M" (un mese) o "PT0S" (subito).
mistake-bad-time = Un’ora si scrive HH:MM, da "00:00" a "24:00".
mistake-bad-day = Un giorno dell’anno si scrive MM-GG, come "12-06".
mistake-bad-outcome = Ciò che segue è {"{"} ask = "domanda" {"}"} oppure {"{"} services = ["servizio"] {"}"}; route, missing e refer solo accanto a services.
mistake-other = Il valore non va bene ({ $message }).
mistake-twice = Questo identificativo o numero c’è già: dia all’uno o all’altro un valore diverso.
mistake-none = L’elenco [[{ $list }]] è vuoto: aggiunga almeno una voce.
mistake-too-many = Sono più di { $n }: ne tolga qualcuno.
mistake-unknown = “{ $id }” non è in [[{ $list }]]: corregga l’identificativo o aggiunga la voce.
mistake-reserved-series = La serie { $letter } è riservata (B agli appuntamenti, X ai numeri senza collegamento): scelga un’altra lettera.
mistake-nobody-takes = Nessuno sportello prende questo servizio: lo dia a uno sportello, oppure cambi il percorso.
mistake-long-id = L’identificativo della sede ha al massimo { $n } caratteri: lo accorci.
mistake-minutes = Qui vanno da { $min } a { $max } minuti.
mistake-text = Scriva da 1 a { $n } caratteri in ogni lingua.
mistake-spans = Gli orari di un giorno devono seguirsi e finire dopo che sono iniziati.
mistake-closure = La chiusura finisce prima di iniziare: corregga le date.
mistake-special-empty = Un’apertura straordinaria ha bisogno di un orario; un giorno chiuso è una chiusura.
mistake-special-twice = Per questo giorno c’è già un’apertura straordinaria: le unisca.
mistake-rolls-at = L’ora va da 00:00 a 23:59.
mistake-never-open = La sede non aprirebbe mai: dia orari alla settimana, aperture straordinarie o always_rolls_at.
mistake-answers = Una domanda ha da 2 a { $n } risposte.
mistake-legs = Indichi da 1 a { $n } servizi, ciascuno una volta.
mistake-loop = Questa risposta riporta alla domanda “{ $question }”: la faccia finire in un servizio.
mistake-too-deep = Qui possono seguire { $count } domande; il massimo è { $max }: accorci la strada.
mistake-nobody-to-refer = Dica in refer quale ente di [[bodies]] se ne occupa.
mistake-refer-unused = refer va con route = "refer" oppure con missing: cambi il percorso o lo tolga.
mistake-nothing-online = Dica in online di quale servizio di [[online]] si tratta.
mistake-no-steps = Scriva i passi (steps): chi non è servito subito deve leggere che cosa fare.
mistake-weight = Il peso va da 0 a { $n }.
mistake-shares = Le quote vanno da 0 a 1, e red_share non supera green_share.
mistake-address = Scriva un indirizzo web che comincia con https://
mistake-unknown-fact = “{ $name }” non è un campo che si possa confermare: usi il nome di un campo, come "costs".
mistake-split-series = “{ $one }” e “{ $other }” contano sotto la lettera { $letter }, ma nessuna catena di sportelli li unisce: dia a uno dei due un’altra lettera, o a uno sportello entrambi.
mistake-plan-skill = Lo sportello di questo piano non prende il servizio “{ $service }”: lo aggiunga ai suoi servizi (skills) o lo tolga dal piano.
mistake-plan-services = Il piano non ha servizi: ne indichi almeno uno.
mistake-plan-ends = Il piano finisce prima di cominciare.
mistake-range = Il valore va da { $min } a { $max }.
mistake-book-until = Indichi o il giorno della settimana (day) o i giorni prima (days_before), non tutti e due.
warning-outside-hours = Se ne occupa solo “{ $body }”, che non segue l’orario unico.
warning-never-asked = Nessuna esigenza porta a questa domanda.
warning-never-found = Nessuna esigenza porta a questo servizio.

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
slip-copy-sheet = COPIA { $n }
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
slip-another = Un’altra pratica
slip-procedure = Cosa serve e come fare
slip-bring = Prima porti questo documento
slip-referral = Si rivolga qui
slip-online = Può farlo da casa
slip-on-the-web = Online
slip-unnamed = La sua pratica
slip-quick = Si fa allo sportello, con il numero
slip-appointment = Si fa su appuntamento
slip-from-home = Si può fare da casa
slip-elsewhere = Se ne occupa un altro ente
slip-in-italian = I testi del servizio sono in italiano
slip-in-english = I testi del servizio sono in inglese
slip-for = Per
slip-papers = Cosa serve
slip-steps = Come fare
slip-costs = Costi
slip-times = Tempi e scadenze
slip-output = Cosa si ottiene
slip-notes = Da sapere
slip-place = Dove
slip-hours = Orari
slip-phone = Tel. { $phone }
slip-contacts = Contatti
slip-place-of-paper = Dove si ottiene
slip-gives = Qui si ottiene
slip-come-back = Poi torni allo sportello con il documento e questo foglietto
slip-identity = Serve { $identity }
slip-identity-none = Non serve un’identità digitale
slip-either = { $one } o { $other }
slip-scan = Inquadri il codice con il telefono
slip-check-first = Prima di andare, verifichi orari e documenti
slip-more = Per il resto chieda allo sportello
slip-booked = Il suo appuntamento
slip-booked-at = ore { $time }
slip-booked-people = Per { $n } persone
slip-booked-code = Codice dell’appuntamento
slip-booked-arrive = Si presenti fra le { $from } e le { $start }: con questo codice prende il numero al totem
slip-booked-late = Dopo le { $until } diventa un numero ordinario
slip-booked-page = Per vedere, spostare o disdire l’appuntamento
slip-kept = Appuntamento delle { $time }
slip-kept-how = La chiamiamo intorno al suo orario
slip-too-late = Accettato dopo le { $until }: è diventato un numero ordinario

## catalogue

catalogue-of = Catalogo dei servizi: { $office }
catalogue-about = I servizi dell’ufficio, con documenti, passi, costi e tempi. Ciò che è «da confermare» aspetta la conferma dell’ufficio.
channel-counter = Allo sportello
channel-appointment = Allo sportello, su appuntamento
channel-online = Online
channel-post = Per posta
channel-email = Per e-mail
channel-phone = Per telefono

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
refusal-service-in-use = Il numero { $number } è ancora in corso per il servizio “{ $service }”, che nessuno sportello prenderebbe più.
refusal-service-booked = Per il servizio “{ $service }”, che nessuno sportello prenderebbe più, ci sono appuntamenti: il primo { $date } alle { $time }. Li sposti o li annulli prima.
refusal-desk-in-use = Lo sportello “{ $desk }” è ancora in uso: lo chiuda prima di toglierlo.
refusal-desk-elsewhere = Lo sportello “{ $desk }” esiste già in un’altra sede: gli dia un altro identificativo.
refusal-other-office = Questa configurazione è di un’altra sede ({ $office }).
refusal-configuration-moved-on = Nel frattempo è entrata in vigore la versione { $version }: confronti di nuovo.
refusal-unknown-need = Questa esigenza non è nell’elenco di questa sede.
refusal-unknown-answer = Questa risposta non è tra quelle possibili: ricominci da capo.
refusal-leads-nowhere = Non troviamo la strada giusta: chieda all’accoglienza.
refusal-too-many-legs = Un solo numero può servire per al massimo { $max } servizi: prenda un altro numero per gli altri.
refusal-not-bookable = Per questo servizio qui non si prendono appuntamenti.
refusal-nothing-to-book = Scelga per che cosa è l’appuntamento.
refusal-too-many-people = Un appuntamento può essere per al massimo { $max } persone.
refusal-no-such-place = A quest’ora non si possono prendere appuntamenti: scelga un altro orario.
refusal-place-taken = Questo orario è appena stato preso: ne scelga un altro.
refusal-reservation-over = Il tempo per confermare è scaduto e l’orario è di nuovo libero: lo scelga di nuovo.
refusal-extended-before = L’orario è già stato trattenuto una volta in più.
refusal-unknown-booking = Non troviamo questo appuntamento: controlli il codice e il cognome.
refusal-booking-step = Questo appuntamento { $state ->
    [reserved] non è ancora confermato
    [booked] è confermato
    [checked_in] è già stato accettato
    [cancelled] è stato disdetto
    [moved] è stato spostato
    [missed] è passato
   *[lapsed] non era stato confermato in tempo
}.
refusal-too-early = È presto: il suo appuntamento è alle { $start }. L’accettazione apre alle { $from }.
refusal-other-day = Il suo appuntamento non è oggi: è { $date } alle { $time }.
refusal-appointment-elsewhere = Il suo appuntamento è in un’altra sede ({ $office }), { $date } alle { $time }.
refusal-unknown-wish = Non troviamo questa richiesta.
refusal-too-many-wait = Troppe persone aspettano già un posto: riprovi più tardi.
refusal-draw-closed = Non si può partecipare adesso al sorteggio.
refusal-draw-closed-until = Al sorteggio si può partecipare da { $date } alle { $time }.

## mail

mail-appointment = Appuntamento
mail-bring = Cosa portare
mail-bring-on-page = Che cosa portare è scritto nella pagina dell’appuntamento.
mail-page = Per vedere, spostare o annullare l’appuntamento: { $address }
mail-subject-confirmation = Appuntamento confermato: { $date }, { $time }
mail-subject-change = Appuntamento spostato: { $date }, { $time }
mail-subject-cancellation = Appuntamento annullato: { $date }, { $time }
mail-subject-reminder = Promemoria: appuntamento { $date }, { $time }
mail-subject-offer = Si è liberato un posto: { $date }, { $time }
mail-greeting = Gentile { $name },
mail-greeting-nameless = Buongiorno,
mail-confirmation = il Suo appuntamento è confermato.
mail-change = il Suo appuntamento è stato spostato. Vale questo nuovo orario.
mail-cancellation = il Suo appuntamento è stato annullato. Non deve fare altro.
mail-reminder = Le ricordiamo il Suo appuntamento.
mail-offer = si è liberato un posto, come aveva chiesto. È tenuto per Lei fino alle { $time } di { $date }: poi passa ad altri.
mail-what = Per cosa
mail-when = Quando
mail-where = Dove
mail-people = Persone
mail-code = Codice
mail-check-in = Quando arriva, tocchi il totem o si presenti all’accoglienza con il codice: da { $early } minuti prima a { $late } minuti dopo l’orario.
mail-open-page = Apri la pagina dell’appuntamento
mail-cannot-come = Non può venire? Lo annulli con un tocco: il posto andrà a chi lo aspetta.
mail-cancel = Annulla l’appuntamento
mail-take-offer = Vedi il posto e confermalo
mail-book-again = Prenota un altro appuntamento
mail-calendar = Nel messaggio c’è un file per il calendario.
mail-erased = Messaggio automatico del Comune. Nome e recapiti sono cancellati { $n ->
    [one] un giorno
   *[other] { $n } giorni
} dopo l’appuntamento; dalla sua pagina può averne copia o cancellarli prima.

## routes

route-quick = Subito, allo sportello
route-appointment = Su appuntamento
route-online = Online, da casa
route-refer = Presso un altro ente
route-in-time = Si può fare adesso, prima della chiusura.
route-tight = Non è certo che si finisca prima della chiusura.
route-long-wait = Oggi l’attesa è lunga.
route-at-own-wish = Anche allo sportello, se lo preferisce.
route-rest-now = Il resto si può fare adesso allo sportello.
route-by-appointment = Questo servizio si fa su appuntamento.
route-not-in-time = Oggi non si farebbe in tempo prima della chiusura.
route-no-desk = Oggi nessuno sportello prende più questo servizio.
route-not-now = Ora non si danno numeri.
route-not-now-until = Ora non si danno numeri: si ricomincia { $date } alle { $time }.
route-not-in-the-hall = Questo servizio non si fa agli sportelli di questa sede.
route-bring-first = Prima serve un documento: { $paper }.
route-from-home = Si può fare da casa, senza venire in Comune.
route-other-body = Se ne occupa un altro ente.
route-gives-paper = Qui si ottiene il documento che manca: { $paper }.

## why

why-first-come = Ordine di arrivo: attende da { $waited }
why-priority = Precedenza: attende da { $waited } (obiettivo { $target })
why-appointment = Appuntamento delle { $time }
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
home-welcome = Chi accoglie smista: tre lettere, Invio, e il visitatore ha il numero o il suo iter.
home-desk-title = Sportello { $n }
home-desk = La postazione dell’operatore: un tasto e il prossimo numero è chiamato.
home-follow-title = Sul telefono
home-follow = Il proprio turno: posto in fila, attesa e avviso quando si è chiamati.
home-follow-how = Si apre con il codice QR del foglietto
home-book-title = Da casa
home-book = Un appuntamento in cinque passi, senza account: data, promemoria e cosa portare.
home-appointments = Chi accoglie prende, sposta e cerca gli appuntamenti, anche al telefono.
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

## staff: printers

printer-line = { $printer }: { $trouble }
printer-relieved = Intanto i suoi foglietti escono qui: { $printer }.
printer-paper-low = la carta sta per finire. Tenga pronto un rotolo nuovo.
printer-paper-out = la carta è finita. Metta un rotolo nuovo: i foglietti ancora utili escono da soli.
printer-cover-open = il coperchio è aperto. Lo chiuda fino allo scatto.
printer-jam = carta inceppata o taglierina bloccata. Apra il coperchio, tolga la carta e richiuda.
printer-unplugged = è spenta o il cavo è staccato. La accenda e controlli i cavi.
printer-silent = non risponde. La spenga, aspetti dieci secondi e la riaccenda.
printer-wrong-answers = risponde in modo incomprensibile. Controlli il cavo e il modello impostato.
printer-away = il suo programma non è collegato. Controlli che il computer accanto sia acceso e in rete.
## staff: appointments

bookings-title = Appuntamenti
bookings-follow-up = Appuntamento di seguito · sportello { $number }
bookings-back-desk = Torna allo sportello
bookings-list = Elenco del giorno
bookings-find = Cerca per codice o cognome
bookings-found = { $n ->
    [0] Nessun appuntamento trovato
    [one] { $n } appuntamento trovato
   *[other] { $n } appuntamenti trovati
}
bookings-check-in = È qui: dai il numero
bookings-move = Sposta
bookings-cancel = Disdici
bookings-print = Ristampa
bookings-moving = Sposta l’appuntamento:
bookings-what = Per che cosa
bookings-service = Servizio
bookings-service-more = E nella stessa visita
bookings-choose = Scegli il servizio
bookings-none = Nient’altro
bookings-people = Persone
bookings-from = A partire da
bookings-seek = Cerca gli orari
bookings-times = Primi orari liberi
bookings-who = Chi viene (facoltativo)
bookings-by-phone = Al telefono
bookings-last-name = Cognome
bookings-first-name = Nome
bookings-phone = Telefono
bookings-email = E-mail
bookings-who-hint = Servono cognome e un recapito solo a chi è al telefono o si mette in lista d’attesa. Si cancellano da soli dopo l’appuntamento.
bookings-book = Prenota
bookings-move-here = Sposta qui
bookings-wait = Nessun orario va bene?
bookings-until = Avvisare se si libera un posto entro il
bookings-wish = Metti in lista d’attesa
bookings-said-booked = Prenotato: { $date } alle { $time }, sportello { $desk }. Il codice è
bookings-said-cancelled = Appuntamento disdetto: il posto è di nuovo libero.
bookings-said-late = Numero { $number }: l’orario era passato, il numero è ordinario.
bookings-said-waits = In lista d’attesa: avvisiamo quando si libera un posto. Il codice è
bookings-said-unknown = Questo appuntamento non è di questa sede.
bookings-said-needs-name = Servono il cognome e un telefono o una e-mail: senza, non si può avvisare di nulla.
bookings-said-unfit = { $field ->
    [first_name] Il nome
    [last_name] Il cognome
    [email] L’indirizzo e-mail
    [phone] Il numero di telefono
   *[details] Il testo
} non va bene: lo corregga.
bookings-state = { $state ->
    [reserved] in corso
    [booked] prenotato
    [checked_in] accettato
    [cancelled] disdetto
    [moved] spostato
    [missed] non venuto
   *[lapsed] scaduto
}
bookings-list-made = Stampato { $date } alle { $time }
bookings-list-days = Altri giorni
bookings-list-before = Giorno prima
bookings-list-after = Giorno dopo
bookings-list-date = Data
bookings-list-show = Mostra
bookings-list-done = Fatto
bookings-list-time = Ora
bookings-list-state = Stato
bookings-list-none = In questo giorno non c’è nessun appuntamento.
bookings-name = Nome
bookings-count-ahead = { $n } attesi
bookings-count-here = { $n } accettati
bookings-count-missed = { $n } non venuti
bookings-count-back = { $n } disdetti o spostati
bookings-count-saved = { $n ->
    [one] { $n } minuto recuperato
   *[other] { $n } minuti recuperati
}
desk-appointments = Appuntamenti a questo sportello
desk-appointments-none = Nessun altro appuntamento oggi.
desk-follow-up = Appuntamento di seguito
desk-appointment-here = è qui: { $number }
welcome-book = Appuntamento

## booking

footer-places = Collegamenti
footer-booking = Prenotazione appuntamento
footer-find = Il mio appuntamento
footer-privacy = Informativa privacy
book-from-here = Prenota appuntamento
book-title = Prenotazione appuntamento
book-required = I campi contraddistinti dal simbolo asterisco sono obbligatori
book-steps = Passi della prenotazione
book-step-place = Luogo
book-step-time = Data e orario
book-step-details = Dettagli appuntamento
book-step-applicant = Richiedente
book-step-summary = Riepilogo
book-step-done = Confermato
book-step-now = Attivo
book-back = Indietro
book-next = Avanti
book-change = Modifica
book-change-what = Modifica: { $what }
book-give-up = Annulla
book-office = Ufficio
book-office-how = Scelga la sede
book-office-other = Cambia ufficio
book-address = Indirizzo
book-opening = Apertura
book-none = Ora da casa non si prendono appuntamenti.
book-none-for = Per questo servizio da casa non si prendono appuntamenti.
book-none-how = Venga agli sportelli negli orari di apertura, oppure guardi gli altri servizi.
book-reason = Motivo
book-reason-how = Scelga il motivo dell’appuntamento
book-reason-choose = Seleziona opzione
book-also = Altri motivi nello stesso appuntamento
book-also-n = Altro motivo { $n }
book-also-none = Nessun altro motivo
book-people = Per quante persone
book-people-how = Ogni persona ha il suo tempo: con più persone l’appuntamento è più lungo.
book-people-n = { $n ->
    [one] { $n } persona
   *[other] { $n } persone
}
book-times = Appuntamenti disponibili
book-month = Seleziona un mese
book-month-show = Mostra
book-day-times = { $n ->
    [one] { $n } orario
   *[other] { $n } orari
}
book-on-at = { $date } ore { $time }
book-lasts = Dura { $length }
book-times-none-month = In questo mese non c’è nessun orario libero.
book-times-first = Primo orario libero: { $date } ore { $time }
book-times-none = Nessun orario libero
book-times-none-why = In questo momento tutti gli orari che si possono prenotare sono presi.
book-together = Questi motivi non stanno in un solo appuntamento: torni indietro e ne tolga uno.
book-releases = Prossimi orari in arrivo
book-released = Gli orari di { $date } si aprono { $day } alle { $time }.
book-released-draw = Gli orari di { $date } si assegnano per sorteggio { $day } alle { $time }.
book-draw-from = Può partecipare dalle { $time }.
book-draw-join = Partecipa al sorteggio
book-wait-ask = Nessun orario va bene?
book-wait = Avvisami se si libera un posto
book-kept = Teniamo l’orario per lei fino alle { $time }
book-kept-left = ancora
book-extend = Mi serve più tempo
book-over = Il tempo è scaduto e l’orario è di nuovo libero. Ciò che ha scritto è rimasto qui.
book-over-again = Scelga di nuovo l’orario
book-details = Dettagli
book-details-add = Aggiunga ulteriori dettagli, se vuole
book-details-max = Inserire massimo { $n } caratteri
book-details-warn = Non scriva nulla sulla salute o su altre questioni delicate: se serve, lo dirà allo sportello.
book-details-none = Per questo motivo non chiediamo dettagli: ciò che serve lo dirà allo sportello.
book-first-name = Nome
book-last-name = Cognome
book-email = Email
book-phone = Telefono
book-contact = Dove la raggiungiamo
book-contact-how = Scriva almeno uno dei due: email o telefono.
book-privacy = Usiamo questi dati solo per l’appuntamento. { $n ->
    [one] Il giorno dopo
   *[other] Dopo { $n } giorni
} li cancelliamo.
book-privacy-more = Leggi l’informativa privacy completa
book-mistakes = Manca qualcosa
book-mistake-office = Scelga la sede
book-mistake-reason = Scelga il motivo
book-mistake-time = Scelga un orario
book-mistake-first-name = Scriva il nome
book-mistake-last-name = Scriva il cognome
book-mistake-email = L’email non è completa: per esempio nome@esempio.it
book-mistake-phone = Il telefono ha da 6 a 15 cifre
book-mistake-contact = Scriva l’email o il telefono
book-mistake-details = I dettagli possono avere al massimo { $n } caratteri
book-mistake-until = Scelga un giorno da oggi in poi
book-terms = Termini e condizioni
book-terms-cancel = Se non può venire, disdica o sposti l’appuntamento dalla sua pagina: il posto serve a qualcun altro.
book-terms-come = Si presenti al totem o all’accoglienza da { $early } minuti prima. Oltre { $late } minuti di ritardo le diamo un numero ordinario.
book-terms-people = Se viene al posto di un’altra persona, porti la delega e il suo documento.
book-send = Conferma e invia
book-summary-check = Controlli i dati prima di inviare.
book-done = Appuntamento confermato
book-done-for = L’appuntamento è fissato per { $date } dalle ore { $from } alle ore { $until }
book-done-mail = Inviamo il riepilogo all’email:
book-done-keep = Salvi o fotografi questa pagina: il codice serve il giorno dell’appuntamento.
book-code = Codice
book-code-how = Lo scriva al totem quando arriva. Con il codice ritrova l’appuntamento.
book-bring = Cosa serve
book-desk = Sportello { $n }
book-calendar = Aggiungi al tuo calendario
book-calendar-file = File per il calendario
book-print = Stampa
book-gone = Questa prenotazione non è più aperta
book-gone-why = È passato troppo tempo e ciò che era stato scritto è stato cancellato. Se aveva già confermato, l’appuntamento vale: lo ritrova con il codice.
book-again = Ricomincia la prenotazione
book-given-up = Nulla è stato prenotato
book-given-up-why = L’orario è di nuovo libero e ciò che aveva scritto è stato cancellato.
appointment-title = Il suo appuntamento
appointment-from-until = dalle { $from } alle { $until }
appointment-state = { $state ->
    [reserved] Non ancora confermato
    [booked] Confermato
    [checked_in] Accettato
    [cancelled] Disdetto
    [moved] Spostato
    [missed] Passato
   *[lapsed] Scaduto
}
appointment-state-how = { $state ->
    [reserved] L’orario è tenuto ancora per poco: finisca la prenotazione.
    [booked] La aspettiamo.
    [checked_in] È in fila con il suo numero: guardi il tabellone.
    [cancelled] Il posto è tornato libero.
    [moved] Vale il nuovo orario.
    [missed] Se viene oggi stesso le diamo un numero ordinario.
   *[lapsed] L’orario non è stato confermato in tempo.
}
appointment-change = Se cambia qualcosa
appointment-move = Sposta a un altro orario
appointment-move-title = A quando lo spostiamo?
appointment-move-now = Ora è
appointment-move-how = Il posto di adesso resta suo finché il nuovo non è confermato.
appointment-move-do = Sposta l’appuntamento
appointment-moved = L’appuntamento è stato spostato
appointment-cancel = Disdici l’appuntamento
appointment-cancel-title = Vuole disdire l’appuntamento?
appointment-cancel-what = Il posto torna libero per qualcun altro e non si può riprendere.
appointment-cancel-yes = Sì, disdico
appointment-cancel-no = No, torna all’appuntamento
appointment-again = Prenota un altro appuntamento
appointment-mine = I miei dati
appointment-mine-how = Nome, recapiti e dettagli servono solo per questo appuntamento e poi vengono cancellati.
appointment-mine-none = Non conserviamo nomi né recapiti per questo appuntamento.
appointment-export = Scarica i miei dati
appointment-erase = Cancella i miei dati
appointment-erase-title = Vuole cancellare i suoi dati?
appointment-erase-what = Nome, recapiti e dettagli spariscono subito e non riceve più messaggi. L’appuntamento resta: vale il codice.
appointment-erase-yes = Sì, cancella i miei dati
appointment-erased = I suoi dati sono stati cancellati
appointment-find = Ritrovi il suo appuntamento
appointment-find-how = Scriva il codice del foglietto o del messaggio, e il cognome se lo aveva dato.
appointment-find-code = Codice dell’appuntamento
appointment-find-do = Cerca
appointment-unknown = Appuntamento non trovato
appointment-unknown-why = Questo indirizzo non è riconosciuto, oppure i suoi dati sono già stati cancellati.
wish-how = Quando qualcuno disdice, il posto va a chi ha chiesto per primo. Le scriviamo e lo teniamo per lei { $length }.
wish-how-phone = Senza email non possiamo scriverle: tenga aperta la pagina che vedrà dopo, il posto offerto compare lì.
wish-until = Fino a quale giorno le va bene
wish-send = Mettimi in lista
wish-waiting = È in lista d’attesa
wish-waiting-how = Appena si libera un posto lo trova qui, e le scriviamo se ha lasciato l’email. Conservi l’indirizzo di questa pagina.
wish-code-how = Con questo codice e il cognome ritrova questa pagina in «Il mio appuntamento».
wish-waiting-until = Fino a { $date }
wish-offered = C’è un posto per lei
wish-offered-until = Lo teniamo per lei fino a { $date } alle { $time }
wish-accept = Conferma l’appuntamento
wish-decline = No, lo lascio ad altri
wish-drop = Togli dalla lista
wish-ended = La richiesta è chiusa
wish-ended-how = Il posto non c’è più o la richiesta è stata tolta. Può cercare un orario libero o chiedere di nuovo.
draw-title = Sorteggio
draw-for = Gli orari di { $date }
draw-how = Chi partecipa prima delle { $time } viene messo in ordine casuale: non conta chi arriva per primo.
draw-send = Partecipo
draw-waiting = Partecipa al sorteggio
draw-waiting-how = Alle { $time } si sorteggia e l’esito compare qui da solo. Tenga aperta questa pagina.
draw-ended = Questa volta non è andata
draw-ended-how = Gli orari sono andati ad altri. Può mettersi in lista d’attesa o provare al prossimo sorteggio.
appointment-back = Torna all’appuntamento
appointment-qr = Codice QR dell’appuntamento, da mostrare al totem
appointment-again-sure = Confermi ancora una volta
appointment-not-done = Non è stato possibile
book-privacy-language = L’informativa qui sotto è in inglese.

## privacy

privacy-title = Informativa privacy
privacy-lead = Quali dati usa questo servizio di accoglienza e prenotazione, perché, e per quanto tempo (articolo 13 del Regolamento UE 2016/679).
privacy-who = Chi usa i dati
privacy-who-text = Il titolare del trattamento è il Comune a cui appartiene la sede: { $office }. I recapiti del titolare e del responsabile della protezione dei dati sono nel sito istituzionale del Comune.
privacy-what = Quali dati
privacy-what-number = Numero preso in sede: nessun nome. Ciò che è stato detto all’accoglienza si cancella alla fine della giornata.
privacy-what-hall = Appuntamento preso al totem: nessun nome, solo un codice.
privacy-what-home = Appuntamento da casa o per telefono: nome, cognome, email o telefono e, se vuole, poche righe di dettagli.
privacy-what-sensitive = Per i servizi delicati non chiediamo dettagli e sui tabelloni compare solo il numero.
privacy-what-technical = Il programma tiene un registro delle operazioni senza nomi, recapiti né codici.
privacy-why = Perché
privacy-why-text = I dati servono a fissare, ricordare e gestire l’appuntamento: è un compito di interesse pubblico del Comune (articolo 6, paragrafo 1, lettera e). Dare i dati è libero: senza, può prendere appuntamento al totem o allo sportello. Nessuna decisione è automatizzata.
privacy-long = Per quanto tempo
privacy-long-text = Nome, recapiti e dettagli vengono cancellati { $n ->
    [one] il giorno dopo l’appuntamento
   *[other] { $n } giorni dopo l’appuntamento
}, anche dalle copie di sicurezza. Restano solo conteggi senza nomi. Ciò che si scrive in una prenotazione non confermata si cancella entro un’ora.
privacy-seen = Chi li vede
privacy-seen-text = Gli operatori della sede, quando serve: ogni lettura di un nome lascia traccia. Se il Comune affida il programma o la posta a un fornitore, questo è nominato responsabile del trattamento. I dati non escono dall’Unione europea e non sono ceduti ad altri.
privacy-rights = I suoi diritti
privacy-rights-text = Può vedere, scaricare, correggere e cancellare i suoi dati, e opporsi al loro uso. Lo fa da sé nella pagina dell’appuntamento, con il codice, oppure chiedendolo al Comune.
privacy-rights-find = Apri il mio appuntamento
privacy-complain = Se ritiene che i suoi dati siano usati in modo scorretto può rivolgersi al Garante per la protezione dei dati personali.
privacy-cookies = Cookie
privacy-cookies-text = Queste pagine non usano cookie di profilazione e non caricano nulla da altri siti. Solo il personale, quando accede, riceve un cookie tecnico.

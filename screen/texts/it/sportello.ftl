### Testi di Sportello in italiano: la lingua di partenza. Ogni chiave esiste in ogni lingua.
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
totem-priority-yes = Sì
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

## follow

## paper

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

## home

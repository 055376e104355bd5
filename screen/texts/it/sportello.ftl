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
wait-soon = Tocca a lei fra poco
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

## display

## desk

## follow

## paper

slip-copy = Copia { $n } di { $number }
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

## why

## home

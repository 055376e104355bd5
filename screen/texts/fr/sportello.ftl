### Les textes de Sportello en français : toutes les clés des écrans pour les visiteurs.

## common

skip-to-content = Aller au contenu
language-choice = Langue
stale-before = Écran non actualisé : situation à
no-script = Sans JavaScript, cette page ne se met pas à jour toute seule : rechargez-la pour voir la situation actuelle.
refresh = Actualiser
countdown-left = Cette page se ferme dans { $n } secondes
countdown-extend = Il me faut plus de temps
footer-about = Sportello, logiciel libre de la commune
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
hours-minutes = { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
} et { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
wait-soon = Moins de 5 minutes
wait-up-to = Jusqu’à { $high } minutes
wait-about = Environ { $n } minutes
wait-range = { $low }–{ $high } minutes
wait-long = Plus d’une heure
wait-estimate = Estimation indicative
date-long = { $weekday } { $day } { $month } { $year }
date-day = { $weekday } { $day } { $month }
weekday-short = { $n ->
    [1] lun
    [2] mar
    [3] mer
    [4] jeu
    [5] ven
    [6] sam
   *[7] dim
}
weekday = { $n ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[7] dimanche
}
month = { $n ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
unconfirmed = à confirmer
amount = { $euro },{ $cents } €
amount-free = gratuit
always-open = toujours ouvert
period-now = tout de suite
period-years = { $n ->
    [one] { $n } an
   *[other] { $n } ans
}
period-months = { $n } mois
period-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
period-working-days = { $n ->
    [one] { $n } jour ouvrable
   *[other] { $n } jours ouvrables
}

## totem

totem-title = Accueil
totem-hello = Bienvenue
totem-need = De quoi avez-vous besoin ?
totem-popular = Les plus demandés à cette heure
totem-everything = Cherchez ou choisissez parmi tous les thèmes
totem-open-until = Ouvert jusqu’à { $time }
totem-closed = Le bureau est fermé
totem-closed-why = Pas de numéros pour le moment. Informations et instructions, oui.
totem-reopens-today = Réouverture aujourd’hui à { $time }
totem-reopens-later = Réouverture { $date } à { $time }
totem-notices = Avis
totem-stale = Les informations ne sont peut-être pas à jour : situation à
totem-notice-expired = Beaucoup de temps a passé : recommençons ici.
totem-notice-ended = Cette demande est déjà terminée : vous pouvez en faire une autre ici.
totem-notice-unknown = Nous n’avons pas reconnu la demande : recommençons ici.
totem-notice-service = Ce thème n’est plus disponible : choisissez-en un autre.
totem-controls = Commandes
totem-back = Retour
totem-again = Recommencer
totem-listen = Écouter
totem-larger = Texte agrandi
totem-contrast = Contraste
totem-low = Commandes en bas
totem-on = activé
totem-more-title = Vous faut-il plus de temps ?
totem-more-yes = Oui, je continue
totem-more-no = Non, j’ai fini
totem-closes-in = Retour au début dans
totem-seconds = { $n ->
    [one] seconde
   *[other] secondes
}
totem-texts-italian = Les textes sur les services sont en italien.
totem-texts-english = Les textes sur les services sont en anglais.
totem-read-on = Lire la suite
totem-read-back = Remonter
totem-page-of = Page { $n } sur { $of }
totem-next = Suivant
totem-previous = Précédents
totem-events = Choisissez par thème
totem-event-other = Autre
totem-search = Cherchez avec vos mots
totem-search-field = Mots à chercher
totem-search-hint = carte, certificat, passeport …
totem-search-words = La recherche comprend les mots italiens et anglais.
totem-search-none = Rien pour ces mots : essayez-en un autre, ou revenez en arrière et choisissez par thème.
totem-search-found = { $n ->
    [0] Aucun thème
    [one] { $n } thème
   *[other] { $n } thèmes
}
totem-keyboard = Clavier
totem-key-space = Espace
totem-key-erase = Effacer
totem-key-find = Chercher
totem-for = Pour
totem-answers = Touchez la réponse
totem-papers-now = À avoir en main
totem-scan = Visez le code avec le téléphone
totem-on-phone = Sur le téléphone
totem-legs = Un seul numéro pour tout
totem-legs-rest = Le numéro est pour
totem-wait = Attente estimée
totem-wait-none = Aucune attente
totem-estimate = Estimation indicative
totem-ahead = Avant vous
totem-ahead-count = { $n ->
    [0] Personne
    [one] { $n } personne
   *[other] { $n } personnes
}
totem-where = Où attendre
totem-priority = J’ai besoin d’une priorité
totem-priority-who = Grossesse, handicap, jeunes enfants, plus de 75 ans. Le motif n’est pas enregistré.
totem-take = Prendre le numéro
totem-take-here = Je préfère le guichet : prendre un numéro
totem-take-rest = Prendre un numéro pour le reste
totem-choose-between = À vous de choisir
totem-wait-today = J’attends : prendre le numéro
totem-come-back = Je reviendrai : imprimer les instructions
totem-other-ways = Ou bien
totem-print = Imprimer les instructions
totem-print-bring = Imprimer ce qu’il faut apporter
totem-print-body = Imprimer l’adresse
totem-printing = Impression en cours : prenez le papier
totem-not-printing = Impression impossible pour le moment : photographiez cette page
totem-number = Votre numéro
totem-wait-closed-given = Le guichet est fermé pour le moment : nous vous appellerons à l’ouverture.
totem-printed = Prenez votre ticket : il s’imprime
totem-not-printed = Photographiez ou notez le numéro
totem-paper-out = Il n’y a plus de papier : photographiez le code ou notez le numéro, il est valable quand même
totem-paper-stopped = L’imprimante est arrêtée : photographiez le code ou notez le numéro, il est valable quand même
totem-follow = Suivez la file sur votre téléphone
totem-follow-how = Visez le code avec l’appareil photo : vous verrez quand c’est votre tour.
totem-qr = Code QR de la page qui suit le numéro { $number }
totem-done = Terminé
totem-refused-title = Impossible de prendre un numéro
totem-away-title = Un instant, s’il vous plaît
totem-away = Nous ne pouvons pas vous donner un numéro maintenant. Votre demande n’est pas perdue : réessayez dans quelques secondes.
totem-away-help = Si cela ne fonctionne pas, adressez-vous à l’accueil.
totem-alone-gives = La borne n’est pas connectée, mais elle peut vous donner un numéro : il compte tout de suite.
totem-alone-spent = La borne n’est pas connectée et ne peut plus donner de numéros. Adressez-vous à l’accueil.
totem-alone-number = Il compte dès maintenant : votre place est gardée. Dès que la borne est reconnectée, le numéro entre dans la file à l’heure où vous l’avez pris.
totem-alone-wait = Inconnue pour le moment
totem-night = Touchez l’écran pour les informations et instructions.
totem-retry = Réessayer
totem-home = Retour au début
totem-info = Informations sans numéro
totem-info-hours = Horaires
totem-info-places = Guichets et bureaux
totem-info-services = Documents pour un service
totem-numbers-from = Les numéros sont donnés à partir de { $n } minutes avant l’ouverture.
totem-closures = Fermetures
totem-desk = Guichet { $n }
totem-offices-here = Bureaux de la mairie
totem-offices-elsewhere = Autres organismes
totem-have-appointment = J’ai un rendez-vous
totem-times = Premiers horaires libres
totem-times-other = Autres jours et horaires
totem-times-none = Aucun horaire libre pour le moment
totem-times-none-how = Demandez à l’accueil d’être averti quand une place se libère, ou demandez-le de chez vous avec ce code.
totem-times-away = Les horaires libres ne peuvent pas être affichés maintenant : adressez-vous à l’accueil.
totem-times-day-none = Il n’y a plus d’horaire libre ce jour-là : choisissez-en un autre.
totem-days = Choisissez le jour
totem-days-none = Aucun jour libre ce mois-ci
totem-people = Pour combien de personnes
totem-month-before = Mois précédent
totem-month-after = Mois suivant
totem-hour = Choisissez l’heure
totem-confirm = Cet horaire vous convient-il ?
totem-confirm-until = L’horaire est gardé pour vous jusqu’à { $time }
totem-confirm-bring = Que faut-il apporter
totem-confirm-yes = Oui, prendre le rendez-vous
totem-confirm-other = Choisir un autre horaire
totem-booked = Votre rendez-vous
totem-booked-code = Code
totem-booked-how = À votre retour, tapez ce code ici à partir de { $from } et prenez votre numéro.
totem-booked-page = Sur le téléphone
totem-booked-page-how = Visez le code pour voir, déplacer ou annuler le rendez-vous.
totem-booked-qr = Code QR de la page du rendez-vous
totem-booked-not-printed = Photographiez cette page ou notez le code
totem-refused-appointment = Impossible de prendre le rendez-vous
totem-away-appointment = Nous ne pouvons pas terminer la demande maintenant. Elle n’est pas perdue : réessayez dans quelques secondes.
totem-check-in = Tapez le code du rendez-vous
totem-check-in-how = Huit lettres et chiffres, sur le ticket ou dans le courriel. Ou approchez le code QR du lecteur.
totem-check-in-field = Code du rendez-vous
totem-check-in-unknown = Nous ne trouvons pas ce code : vérifiez-le, ou adressez-vous à l’accueil.
totem-check-in-go = Confirmer
totem-kept = Rendez-vous
totem-kept-how = À { $time } : nous vous appelons vers votre heure
totem-too-late = L’heure du rendez-vous est passée : le numéro est ordinaire et suit la file.
totem-day-free = { $day }: { $n ->
    [one] { $n } horaire libre
   *[other] { $n } horaires libres
}

## iter

iter-papers = Documents
iter-papers-none = Aucun document
iter-steps = Comment faire
iter-costs = Coûts
iter-cost-unknown = montant à confirmer
iter-times = Délais
iter-output = Ce que vous obtenez
iter-notes = Attention
iter-bring = Apportez d’abord
iter-identity = Il faut : { $identity }
iter-identity-none = Aucune identité numérique n’est nécessaire
iter-qr-page = Code QR : { $address }
iter-who = Qui s’en occupe
iter-online = De chez vous
iter-here = Où et quand

## voice

voice-call = Numéro { $letter }, { $count }. Guichet { $desk }.

## follow

follow-title = { $number } · { $office }
follow-number = Votre numéro
follow-service = Service
follow-where = Où attendre
follow-ahead = { $n ->
    [0] Personne avant vous
    [one] Avant vous : { $n } personne
   *[other] Avant vous : { $n } personnes
}
follow-window = Nous vous appellerons entre { $from } et { $until }
follow-window-until = Nous vous appellerons avant { $until }
follow-wait = Attente estimée : { $wait }
follow-estimate = Estimation indicative : elle peut changer.
follow-soon = C’est bientôt votre tour
follow-soon-how = Restez près des guichets et regardez le tableau.
follow-opens-today = Guichets ouverts à partir de { $time }
follow-opens-later = Guichets ouverts { $date } à partir de { $time }
follow-opens-how = Votre place est gardée : nous vous appellerons après l’ouverture.
follow-no-desk = Aucun guichet n’est ouvert pour votre service en ce moment
follow-no-desk-how = Votre place est gardée : l’attente s’affiche ici dès qu’un guichet ouvre.
follow-welcome = Présentez-vous à l’accueil
follow-welcome-how = On vous y attend avec votre numéro.
follow-called-go = Allez au guichet
follow-called-at = Appelé à { $time }
follow-called-again = Appelé de nouveau à { $time }
follow-serving = C’est votre tour : guichet { $desk }
follow-serving-how = L’agent s’occupe de vous.
follow-held = Dossier en suspens
follow-held-how = Quand vous avez ce qui manque, retournez au guichet { $desk } : il ne faut pas d’autre numéro.
follow-absent-at = Nous vous avons appelé à { $time } au guichet { $desk }
follow-absent-how = Présentez-vous avant { $until } à l’accueil ou au guichet : vous reprenez votre place dans la file.
follow-finished = Service terminé
follow-finished-how = Merci de votre visite. Ce numéro ne sert plus.
follow-left = Vous avez quitté la file
follow-left-how = Votre place est libre. Si vous changez d’avis, prenez un nouveau numéro.
follow-lapsed = Ce numéro a expiré
follow-lapsed-how = Si vous avez encore besoin de nous, prenez un nouveau numéro ou adressez-vous à l’accueil.
follow-leave = Quitter la file
follow-leave-sure = Voulez-vous vraiment quitter la file ?
follow-leave-what = Le numéro { $number } ne sera plus appelé et la place ne pourra pas être récupérée.
follow-leave-yes = Oui, je quitte la file
follow-leave-no = Non, je reste dans la file
follow-leave-again = La page était ouverte depuis un moment : confirmez encore une fois.
follow-leave-late = Il n’est plus possible de quitter la file
follow-back = Retour au numéro
follow-unknown = Numéro introuvable
follow-unknown-why = Ce ticket n’est pas reconnu, ou sa journée est terminée.
follow-unknown-how = Si vous devez encore être servi, prenez un nouveau numéro au totem ou adressez-vous à l’accueil.
follow-alone = Votre place est gardée : { $number }
follow-alone-why = La borne qui vous a donné le numéro n’est pas encore reconnectée. Le numéro compte dès le moment où vous l’avez pris : dès que la borne est en ligne, vous voyez ici quand c’est votre tour.

## slip

slip-copy = COPIE { $n } de { $number }
slip-copy-sheet = COPIE { $n }
slip-copy-void = Si vous avez les deux tickets, le premier n’est plus valable
slip-number = Votre numéro
slip-ahead = { $n ->
    [0] Personne avant vous
    [one] { $n } personne avant vous
   *[other] { $n } personnes avant vous
}
slip-wait = Attente estimée
slip-where = Où attendre
slip-follow = Suivez votre tour sur votre téléphone
slip-issued = { $date }, { $time }
slip-qr = Code QR : { $address }
slip-another = Une autre démarche
slip-procedure = Ce qu’il faut et comment faire
slip-bring = Apportez d’abord ce document
slip-referral = Adressez-vous ici
slip-online = Vous pouvez le faire de chez vous
slip-on-the-web = En ligne
slip-unnamed = Votre démarche
slip-quick = Se fait au guichet, avec un numéro
slip-appointment = Se fait sur rendez-vous
slip-from-home = Peut se faire de chez vous
slip-elsewhere = Un autre organisme s’en occupe
slip-in-italian = Les textes du service sont en italien
slip-in-english = Les textes du service sont en anglais
slip-for = Pour
slip-papers = Ce qu’il faut
slip-steps = Comment faire
slip-costs = Coûts
slip-times = Délais
slip-output = Ce que l’on obtient
slip-notes = Bon à savoir
slip-place = Où
slip-hours = Horaires
slip-phone = Tél. { $phone }
slip-contacts = Contacts
slip-place-of-paper = Où l’obtenir
slip-gives = Vous obtenez ici
slip-come-back = Revenez ensuite au guichet avec le document et ce ticket
slip-identity = Il faut { $identity }
slip-identity-none = Aucune identité numérique n’est nécessaire
slip-either = { $one } ou { $other }
slip-scan = Visez le code avec le téléphone
slip-check-first = Avant d’y aller, vérifiez les horaires et les documents
slip-more = Pour le reste, demandez au guichet
slip-booked = Votre rendez-vous
slip-booked-at = à { $time }
slip-booked-people = Pour { $n } personnes
slip-booked-code = Code du rendez-vous
slip-booked-arrive = Venez entre { $from } et { $start } : avec ce code, prenez votre numéro au totem
slip-booked-late = Après { $until }, il devient un numéro ordinaire
slip-booked-page = Pour voir, déplacer ou annuler le rendez-vous
slip-kept = Rendez-vous de { $time }
slip-kept-how = Nous vous appelons vers votre heure
slip-too-late = Enregistré après { $until } : il est devenu un numéro ordinaire

## refusals

refusal-unknown-service = Ce service n’est pas proposé dans ce bureau.
refusal-unknown-desk = Ce guichet n’existe pas.
refusal-unknown-ticket = Ce numéro n’est pas de la journée d’aujourd’hui.
refusal-unknown-slip = Ce ticket n’est pas de la journée d’aujourd’hui.
refusal-office-closed = Il n’est pas possible de prendre un numéro maintenant.
refusal-office-closed-until = Il n’est pas possible de prendre un numéro maintenant : reprise { $date } à { $time }.
refusal-series-exhausted = Il n’y a plus de numéros pour ce service aujourd’hui.
refusal-desk-not-open = Le guichet n’est pas ouvert.
refusal-desk-busy = Le guichet a déjà le numéro { $number }.
refusal-desk-cannot-serve = Ce guichet ne peut pas servir ce numéro.
refusal-nobody-serves = Aucun guichet de ce bureau n’assure ce service.
refusal-illegal-step = Le numéro { $number } { $state ->
    [waiting] est en attente
    [called] a été appelé
    [serving] est au guichet
    [held] est en suspens
    [absent] est absent
    [finished] a terminé
    [moved] a été transféré
    [left] a renoncé
   *[lapsed] a expiré
} : il n’est pas possible de { $step ->
    [call] l’appeler
    [recall] le rappeler
    [withdraw] retirer l’appel
    [start] commencer
    [finish] terminer
    [mark-absent] le marquer absent
    [bring-back] le remettre dans la file
    [hold] le suspendre
    [resume] le reprendre
    [move] le transférer
    [leave] renoncer
   *[lapse] le faire expirer
}.
refusal-too-late-to-withdraw = Un appel ne peut être retiré que dans les premières { $n ->
    [one] { $n } seconde
   *[other] { $n } secondes
}.
refusal-move-to-same-place = Le transfert laisserait le numéro où il est.
refusal-unknown-configuration = La configuration { $version } n’existe pas.
refusal-service-in-use = Le numéro { $number } est encore en cours pour le service « { $service } », qu’aucun guichet ne prendrait plus.
refusal-service-booked = Il y a des rendez-vous pour le service « { $service } », qu’aucun guichet ne prendrait plus : le premier { $date } à { $time }. Déplacez-les ou annulez-les d’abord.
refusal-desk-in-use = Le guichet « { $desk } » est encore utilisé : fermez-le avant de le supprimer.
refusal-desk-elsewhere = Le guichet « { $desk } » existe déjà dans un autre site : donnez-lui un autre identifiant.
refusal-other-office = Cette configuration est celle d’un autre site ({ $office }).
refusal-configuration-moved-on = La version { $version } est entrée en vigueur entre-temps : comparez de nouveau.
refusal-unknown-need = Ce besoin n’est pas dans la liste de ce bureau.
refusal-unknown-answer = Cette réponse ne fait pas partie des choix possibles : recommencez, s’il vous plaît.
refusal-leads-nowhere = Nous ne trouvons pas la bonne voie : adressez-vous à l’accueil.
refusal-too-many-legs = Un numéro vaut pour { $max } services au plus : prenez un autre numéro pour les autres.
refusal-not-bookable = On ne prend pas de rendez-vous ici pour ce service.
refusal-nothing-to-book = Choisissez l’objet du rendez-vous.
refusal-too-many-people = Un rendez-vous vaut pour { $max } personnes au plus.
refusal-no-such-place = Aucun rendez-vous n’est possible à cette heure : choisissez-en une autre.
refusal-place-taken = Cette heure vient d’être prise : choisissez-en une autre.
refusal-reservation-over = Le délai pour confirmer est passé et l’heure est de nouveau libre : choisissez-la de nouveau.
refusal-extended-before = Cette heure a déjà été gardée plus longtemps une fois.
refusal-unknown-booking = Nous ne trouvons pas ce rendez-vous : vérifiez le code et le nom.
refusal-booking-step = Ce rendez-vous { $state ->
    [reserved] n’est pas encore confirmé
    [booked] est confirmé
    [checked_in] a déjà été enregistré
    [cancelled] a été annulé
    [moved] a été déplacé
    [missed] est passé
   *[lapsed] n’a pas été confirmé à temps
}.
refusal-too-early = Il est trop tôt : votre rendez-vous est à { $start }. L’enregistrement ouvre à { $from }.
refusal-other-day = Votre rendez-vous n’est pas aujourd’hui : il est le { $date } à { $time }.
refusal-appointment-elsewhere = Votre rendez-vous est dans un autre bureau ({ $office }), le { $date } à { $time }.
refusal-unknown-wish = Nous ne trouvons pas cette demande.
refusal-too-many-wait = Trop de personnes attendent déjà une place : réessayez plus tard.
refusal-draw-closed = On ne peut pas participer au tirage maintenant.
refusal-draw-closed-until = On peut participer au tirage à partir du { $date } à { $time }.

## mail

mail-appointment = Rendez-vous
mail-bring = À apporter
mail-bring-on-page = Les documents à apporter sont indiqués sur la page du rendez-vous.
mail-page = Pour voir, déplacer ou annuler le rendez-vous : { $address }
mail-subject-confirmation = Rendez-vous confirmé : { $date }, { $time }
mail-subject-change = Rendez-vous déplacé : { $date }, { $time }
mail-subject-cancellation = Rendez-vous annulé : { $date }, { $time }
mail-subject-reminder = Rappel : rendez-vous { $date }, { $time }
mail-subject-offer = Une place s’est libérée : { $date }, { $time }
mail-greeting = Bonjour { $name },
mail-greeting-nameless = Bonjour,
mail-confirmation = votre rendez-vous est confirmé.
mail-change = votre rendez-vous a été déplacé. Ce nouvel horaire est valable.
mail-cancellation = votre rendez-vous a été annulé. Vous n’avez rien d’autre à faire.
mail-reminder = nous vous rappelons votre rendez-vous.
mail-offer = une place s’est libérée, comme vous l’aviez demandé. Elle est gardée pour vous jusqu’à { $time } le { $date } : ensuite elle passe à d’autres.
mail-what = Pour quoi
mail-when = Quand
mail-where = Où
mail-people = Personnes
mail-code = Code
mail-check-in = À votre arrivée, touchez la borne ou présentez-vous à l’accueil avec le code : de { $early } minutes avant à { $late } minutes après l’heure.
mail-open-page = Ouvrir la page du rendez-vous
mail-cannot-come = Vous ne pouvez pas venir ? Annulez d’un geste : la place ira à quelqu’un qui l’attend.
mail-cancel = Annuler le rendez-vous
mail-take-offer = Voir la place et la confirmer
mail-book-again = Prendre un autre rendez-vous
mail-calendar = Un fichier pour l’agenda est joint au message.
mail-erased = Message automatique de la mairie. Le nom et les coordonnées sont effacés { $n ->
    [one] un jour
   *[other] { $n } jours
} après le rendez-vous ; sur sa page vous pouvez en avoir une copie ou les effacer avant.

## routes

route-quick = Tout de suite, au guichet
route-appointment = Sur rendez-vous
route-online = En ligne, de chez vous
route-refer = Auprès d’un autre organisme
route-in-time = Cela peut se faire maintenant, avant la fermeture.
route-tight = Il n’est pas sûr de pouvoir terminer avant la fermeture.
route-long-wait = L’attente est longue aujourd’hui.
route-at-own-wish = Au guichet aussi, si vous préférez.
route-rest-now = Le reste peut se faire maintenant au guichet.
route-by-appointment = Ce service se fait sur rendez-vous.
route-not-in-time = Aujourd’hui, il n’y aurait pas assez de temps avant la fermeture.
route-no-desk = Aucun guichet n’assure plus ce service aujourd’hui.
route-not-now = On ne donne pas de numéros en ce moment.
route-not-now-until = On ne donne pas de numéros en ce moment : reprise { $date } à { $time }.
route-not-in-the-hall = Les guichets de ce bureau n’assurent pas ce service.
route-bring-first = Il faut d’abord un document : { $paper }.
route-from-home = Cela peut se faire de chez vous, sans venir à la mairie.
route-other-body = Un autre organisme s’en occupe.
route-gives-paper = On obtient ici le document qui manque : { $paper }.

## home

home-title = Bureaux et attentes
home-open-now = Ouvert maintenant
home-open-until = Jusqu’à { $time }
home-closed-now = Fermé maintenant
home-reopens-today = Ouvre aujourd’hui à { $time }
home-reopens-later = Ouvre { $date } à { $time }
home-hours = Horaires du jour
home-hours-none = Fermé aujourd’hui
home-hours-always = Toujours ouvert
home-waits = Attente par service
home-service = Service
home-wait = Attente
home-nobody-waits = Aucune attente
home-no-desk = Aucun guichet ouvert maintenant
home-where = Où
home-as-of = Situation à { $time }

## message

message-home = Retour à la page d’accueil
message-not-found = Page introuvable
message-not-found-why = L’adresse n’est pas correcte, ou la page n’existe plus.
message-failed = Quelque chose n’a pas fonctionné
message-failed-why = Ce n’est pas votre faute. Réessayez bientôt ; si cela se reproduit, communiquez le code { $code }.
message-reserved = Page réservée
message-reserved-why = Cette page est destinée aux postes et au personnel du bureau : il faut une clé.
message-busy = Un instant, s’il vous plaît
message-busy-why = Impossible pour le moment : réessayez dans quelques secondes.
message-too-many = Trop de demandes
message-too-many-why = Trop de demandes arrivent de cette connexion. Attendez quelques secondes et réessayez.

## booking

footer-places = Liens
footer-booking = Prendre rendez-vous
footer-find = Mon rendez-vous
footer-privacy = Protection des données
book-from-here = Prendre rendez-vous
book-title = Prendre rendez-vous
book-required = Les champs marqués d’un astérisque sont obligatoires
book-steps = Étapes de la prise de rendez-vous
book-step-place = Lieu
book-step-time = Date et heure
book-step-details = Détails du rendez-vous
book-step-applicant = Demandeur
book-step-summary = Récapitulatif
book-step-done = Terminé
book-step-now = Étape en cours
book-back = Retour
book-next = Suivant
book-change = Modifier
book-change-what = Modifier : { $what }
book-give-up = Annuler
book-office = Bureau
book-office-how = Choisissez le bureau
book-office-other = Changer de bureau
book-address = Adresse
book-opening = Ouverture
book-none = On ne peut pas prendre rendez-vous depuis chez soi en ce moment.
book-none-for = On ne peut pas prendre rendez-vous depuis chez soi pour ce service.
book-none-how = Venez aux guichets pendant les heures d’ouverture, ou regardez les autres services.
book-reason = Motif
book-reason-how = Choisissez le motif du rendez-vous
book-reason-choose = Choisissez une option
book-also = Autres motifs dans le même rendez-vous
book-also-n = Autre motif { $n }
book-also-none = Aucun autre motif
book-people = Pour combien de personnes
book-people-how = Chaque personne a besoin de son temps : à plusieurs, le rendez-vous est plus long.
book-people-n = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
book-times = Rendez-vous disponibles
book-month = Choisissez un mois
book-month-show = Afficher
book-day-times = { $n ->
    [one] { $n } horaire
   *[other] { $n } horaires
}
book-on-at = { $date } à { $time }
book-lasts = Dure { $length }
book-times-none-month = Aucun horaire libre ce mois-ci.
book-times-first = Premier horaire libre : { $date } à { $time }
book-times-none = Aucun horaire libre
book-times-none-why = En ce moment tous les horaires que l’on peut réserver sont pris.
book-together = Ces motifs ne tiennent pas dans un seul rendez-vous : revenez en arrière et retirez-en un.
book-releases = Prochains horaires à venir
book-released = Les horaires du { $date } s’ouvrent { $day } à { $time }.
book-released-draw = Les horaires du { $date } sont tirés au sort { $day } à { $time }.
book-draw-from = Vous pourrez participer à partir de { $time }.
book-draw-join = Participer au tirage
book-wait-ask = Aucun horaire ne vous convient ?
book-wait = Prévenez-moi si une place se libère
book-kept = Nous gardons l’horaire pour vous jusqu’à { $time }
book-kept-left = encore
book-extend = Il me faut plus de temps
book-over = Le délai est passé et l’horaire est de nouveau libre. Ce que vous avez écrit est resté ici.
book-over-again = Choisir de nouveau l’horaire
book-details = Détails
book-details-add = Ajoutez d’autres détails, si vous le souhaitez
book-details-max = { $n } caractères au plus
book-details-warn = N’écrivez rien sur la santé ou d’autres sujets délicats : vous le direz au guichet si besoin.
book-details-none = Pour ce motif nous ne demandons pas de détails : vous direz au guichet ce qu’il faut.
book-first-name = Prénom
book-last-name = Nom
book-email = Email
book-phone = Téléphone
book-contact = Où vous joindre
book-contact-how = Indiquez au moins l’un des deux : email ou téléphone.
book-privacy = Ces données servent au rendez-vous seulement. { $n ->
    [one] Le jour suivant
   *[other] Après { $n } jours
} nous les effaçons.
book-privacy-more = Lire toute l’information sur les données
book-privacy-language = Le texte ci-dessous est en anglais.
book-mistakes = Il manque quelque chose
book-mistake-office = Choisissez le bureau
book-mistake-reason = Choisissez le motif
book-mistake-time = Choisissez un horaire
book-mistake-first-name = Écrivez le prénom
book-mistake-last-name = Écrivez le nom
book-mistake-email = L’email n’est pas complet : par exemple nom@exemple.fr
book-mistake-phone = Le téléphone a de 6 à 15 chiffres
book-mistake-contact = Écrivez l’email ou le téléphone
book-mistake-details = Les détails ont { $n } caractères au plus
book-mistake-until = Choisissez un jour à partir d’aujourd’hui
book-terms = Conditions
book-terms-cancel = Si vous ne pouvez pas venir, annulez ou déplacez le rendez-vous sur sa page : quelqu’un d’autre a besoin de la place.
book-terms-come = Présentez-vous à la borne ou à l’accueil à partir de { $early } minutes avant. Avec plus de { $late } minutes de retard vous recevez un numéro ordinaire.
book-terms-people = Si vous venez à la place d’une autre personne, apportez la procuration et son document.
book-send = Confirmer et envoyer
book-summary-check = Vérifiez les données avant d’envoyer.
book-done = Rendez-vous confirmé
book-done-for = Le rendez-vous est fixé { $date } de { $from } à { $until }
book-done-mail = Nous envoyons le récapitulatif à :
book-done-keep = Enregistrez ou photographiez cette page : le code sert le jour du rendez-vous.
book-code = Code
book-code-how = Tapez-le à la borne en arrivant. Avec lui vous retrouvez le rendez-vous.
book-bring = À apporter
book-desk = Guichet { $n }
book-calendar = Ajouter à votre agenda
book-calendar-file = Fichier pour l’agenda
book-print = Imprimer
book-gone = Cette demande n’est plus ouverte
book-gone-why = Trop de temps a passé et ce qui était écrit a été effacé. Si vous aviez confirmé, le rendez-vous est valable : retrouvez-le avec le code.
book-again = Recommencer
book-given-up = Rien n’a été réservé
book-given-up-why = L’horaire est de nouveau libre et ce que vous aviez écrit a été effacé.
appointment-title = Votre rendez-vous
appointment-from-until = de { $from } à { $until }
appointment-state = { $state ->
    [reserved] Pas encore confirmé
    [booked] Confirmé
    [checked_in] Enregistré
    [cancelled] Annulé
    [moved] Déplacé
    [missed] Passé
   *[lapsed] Expiré
}
appointment-state-how = { $state ->
    [reserved] L’horaire est gardé encore un peu : terminez la réservation.
    [booked] Nous vous attendons.
    [checked_in] Vous êtes dans la file avec votre numéro : regardez l’écran.
    [cancelled] La place est de nouveau libre.
    [moved] Le nouvel horaire est valable.
    [missed] Si vous venez encore aujourd’hui vous recevez un numéro ordinaire.
   *[lapsed] L’horaire n’a pas été confirmé à temps.
}
appointment-change = Si quelque chose change
appointment-move = Déplacer à un autre horaire
appointment-move-title = À quand le déplacer ?
appointment-move-now = Il est fixé
appointment-move-how = La place actuelle reste à vous jusqu’à la confirmation de la nouvelle.
appointment-move-do = Déplacer le rendez-vous
appointment-moved = Le rendez-vous a été déplacé
appointment-cancel = Annuler le rendez-vous
appointment-cancel-title = Voulez-vous annuler le rendez-vous ?
appointment-cancel-what = La place se libère pour quelqu’un d’autre et ne peut pas être reprise.
appointment-cancel-yes = Oui, j’annule
appointment-cancel-no = Non, retour au rendez-vous
appointment-again = Prendre un autre rendez-vous
appointment-mine = Mes données
appointment-mine-how = Nom, coordonnées et détails ne servent qu’à ce rendez-vous et sont ensuite effacés.
appointment-mine-none = Nous ne gardons ni nom ni coordonnées pour ce rendez-vous.
appointment-export = Télécharger mes données
appointment-erase = Effacer mes données
appointment-erase-title = Voulez-vous effacer vos données ?
appointment-erase-what = Nom, coordonnées et détails disparaissent aussitôt et vous ne recevez plus de messages. Le rendez-vous reste : le code est valable.
appointment-erase-yes = Oui, effacer mes données
appointment-erased = Vos données ont été effacées
appointment-find = Retrouver votre rendez-vous
appointment-find-how = Écrivez le code du ticket ou du message, et le nom si vous l’aviez donné.
appointment-find-code = Code du rendez-vous
appointment-find-do = Chercher
appointment-unknown = Rendez-vous introuvable
appointment-unknown-why = Cette adresse n’est pas reconnue, ou vos données ont déjà été effacées.
appointment-back = Retour au rendez-vous
appointment-qr = Code QR du rendez-vous, à montrer à la borne
appointment-again-sure = Confirmez encore une fois
appointment-not-done = Ce n’était pas possible
wish-how = Quand quelqu’un annule, la place va à qui a demandé en premier. Nous vous écrivons et la gardons pour vous { $length }.
wish-how-phone = Sans email nous ne pouvons pas vous écrire : gardez la page suivante ouverte, la place proposée y apparaît.
wish-until = Jusqu’à quel jour cela vous convient
wish-send = Mettez-moi sur la liste
wish-waiting = Vous êtes sur la liste d’attente
wish-waiting-how = Dès qu’une place se libère vous la trouvez ici, et nous vous écrivons si vous avez laissé l’email. Gardez l’adresse de cette page.
wish-code-how = Avec ce code et votre nom de famille, vous retrouvez cette page dans « Mon rendez-vous ».
wish-waiting-until = Jusqu’au { $date }
wish-offered = Il y a une place pour vous
wish-offered-until = Nous la gardons pour vous jusqu’au { $date } à { $time }
wish-accept = Confirmer le rendez-vous
wish-decline = Non, je la laisse à d’autres
wish-drop = Retirer de la liste
wish-ended = La demande est close
wish-ended-how = La place n’est plus là ou la demande a été retirée. Vous pouvez chercher un horaire libre ou demander de nouveau.
draw-title = Tirage au sort
draw-for = Les horaires du { $date }
draw-how = Qui participe avant { $time } est mis dans un ordre au hasard : peu importe qui arrive en premier.
draw-send = Je participe
draw-waiting = Vous participez au tirage
draw-waiting-how = Le tirage a lieu à { $time } et le résultat apparaît ici tout seul. Gardez cette page ouverte.
draw-ended = Pas cette fois
draw-ended-how = Les horaires sont allés à d’autres. Vous pouvez vous mettre sur la liste d’attente ou essayer au prochain tirage.

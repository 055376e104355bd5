### Los textos de Sportello en español: todas las claves de las pantallas para los visitantes.

## common

skip-to-content = Ir al contenido
language-choice = Idioma
stale-before = Pantalla no actualizada: situación de las
no-script = Sin JavaScript esta página no se actualiza sola: recárguela para ver la situación actual.
refresh = Actualizar
countdown-left = Esta página se cierra en { $n } segundos
countdown-extend = Necesito más tiempo
footer-about = Sportello, software libre del municipio
minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}
hours = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
hours-minutes = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
} y { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}
wait-soon = Menos de 5 minutos
wait-up-to = Hasta { $high } minutos
wait-about = Unos { $n } minutos
wait-range = { $low }–{ $high } minutos
wait-long = Más de una hora
wait-estimate = Estimación orientativa
date-long = { $weekday } { $day } de { $month } de { $year }
date-day = { $weekday } { $day } de { $month }
weekday-short = { $n ->
    [1] lun
    [2] mar
    [3] mié
    [4] jue
    [5] vie
    [6] sáb
   *[7] dom
}
weekday = { $n ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
month = { $n ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
unconfirmed = por confirmar
amount = { $euro },{ $cents } €
amount-free = gratis
always-open = siempre abierto
period-now = en el momento
period-years = { $n ->
    [one] { $n } año
   *[other] { $n } años
}
period-months = { $n ->
    [one] { $n } mes
   *[other] { $n } meses
}
period-days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}
period-working-days = { $n ->
    [one] { $n } día laborable
   *[other] { $n } días laborables
}

## totem

totem-title = Recepción
totem-hello = Bienvenidos
totem-need = ¿Qué necesita?
totem-popular = Lo más solicitado a esta hora
totem-everything = Busque o elija entre todos los temas
totem-open-until = Abierto hasta las { $time }
totem-closed = La oficina está cerrada
totem-closed-why = Ahora no se dan números. Información e instrucciones, sí.
totem-reopens-today = Abre de nuevo hoy a las { $time }
totem-reopens-later = Abre de nuevo el { $date } a las { $time }
totem-notices = Avisos
totem-stale = Los datos podrían no estar actualizados: situación de las
totem-notice-expired = Ha pasado mucho tiempo: empecemos de nuevo aquí.
totem-notice-ended = Esa solicitud ya ha terminado: aquí puede hacer otra.
totem-notice-unknown = No hemos reconocido la solicitud: empecemos de nuevo aquí.
totem-notice-service = Este tema ya no está disponible: elija otro.
totem-controls = Mandos
totem-back = Atrás
totem-again = Empezar de nuevo
totem-larger = Texto grande
totem-contrast = Contraste
totem-low = Mandos abajo
totem-on = activado
totem-more-title = ¿Necesita más tiempo?
totem-more-yes = Sí, continúo
totem-more-no = No, he terminado
totem-closes-in = Se vuelve al inicio en
totem-seconds = { $n ->
    [one] segundo
   *[other] segundos
}
totem-texts-italian = Los textos de los servicios están en italiano.
totem-texts-english = Los textos de los servicios están en inglés.
totem-read-on = Seguir leyendo
totem-read-back = Volver arriba
totem-page-of = Página { $n } de { $of }
totem-next = Siguiente
totem-previous = Anteriores
totem-events = Elija por tema
totem-event-other = Otros
totem-search = Busque con sus palabras
totem-search-field = Palabras que buscar
totem-search-hint = carta, certificado, pasaporte …
totem-search-words = La búsqueda entiende palabras italianas e inglesas.
totem-search-none = Nada con estas palabras: pruebe con otra, o vuelva atrás y elija por tema.
totem-search-found = { $n ->
    [0] Ningún tema
    [one] { $n } tema
   *[other] { $n } temas
}
totem-keyboard = Teclado
totem-key-space = Espacio
totem-key-erase = Borrar
totem-key-find = Buscar
totem-for = Para
totem-answers = Toque la respuesta
totem-papers-now = Tenga a mano
totem-scan = Enfoque el código con el teléfono
totem-on-phone = En el teléfono
totem-legs = Un solo número para todo
totem-legs-rest = El número es para
totem-wait = Espera estimada
totem-wait-none = Sin espera
totem-estimate = Estimación orientativa
totem-ahead = Antes de usted
totem-ahead-count = { $n ->
    [0] Nadie
    [one] { $n } persona
   *[other] { $n } personas
}
totem-where = Dónde esperar
totem-priority = Necesito prioridad
totem-priority-who = Embarazo, discapacidad, niños pequeños, más de 75 años. El motivo no se registra.
totem-take = Tomar el número
totem-take-here = Prefiero la ventanilla: tomar número
totem-take-rest = Mientras tanto, tomar número para lo demás
totem-choose-between = Usted elige
totem-wait-today = Espero: tomar número
totem-come-back = Vuelvo otro día: imprimir las instrucciones
totem-other-ways = O bien
totem-print = Imprimir las instrucciones
totem-print-bring = Imprimir qué hay que traer
totem-print-body = Imprimir la dirección
totem-printing = Imprimiendo: recoja el papel
totem-not-printing = Ahora no se puede imprimir: haga una foto de esta página
totem-number = Su número
totem-wait-closed-given = La ventanilla está cerrada ahora: le llamaremos cuando abra.
totem-printed = Recoja el papel: se está imprimiendo
totem-not-printed = Haga una foto del número o anótelo
totem-paper-out = Se ha acabado el papel: haga una foto del código o anote el número, vale igual
totem-paper-stopped = La impresora está parada: haga una foto del código o anote el número, vale igual
totem-follow = Siga la cola desde el teléfono
totem-follow-how = Enfoque el código con la cámara: verá cuándo le toca.
totem-qr = Código QR de la página que sigue el número { $number }
totem-done = Listo
totem-refused-title = No se puede tomar el número
totem-away-title = Un momento, por favor
totem-away = Ahora no podemos darle un número. Su solicitud no se ha perdido: inténtelo de nuevo en unos segundos.
totem-away-help = Si no funciona, diríjase a recepción.
totem-retry = Intentar de nuevo
totem-home = Volver al inicio
totem-info = Información sin número
totem-info-hours = Horarios
totem-info-places = Ventanillas y oficinas
totem-info-services = Documentos para un servicio
totem-numbers-from = Los números se dan desde { $n } minutos antes de abrir.
totem-closures = Cierres
totem-desk = Ventanilla { $n }
totem-offices-here = Oficinas del Ayuntamiento
totem-offices-elsewhere = Otros organismos
totem-have-appointment = Tengo una cita
totem-times = Primeras horas libres
totem-times-other = Otros días y horas
totem-times-none = Por ahora no hay horas libres
totem-times-none-how = Pida en recepción que le avisen cuando quede un hueco, o pídalo desde casa con este código.
totem-times-away = Ahora no se pueden ver las horas libres: pregunte en recepción.
totem-times-day-none = Ese día ya no quedan horas libres: elija otro.
totem-days = Elija el día
totem-days-none = Este mes no hay días libres
totem-people = Para cuántas personas
totem-month-before = Mes anterior
totem-month-after = Mes siguiente
totem-hour = Elija la hora
totem-confirm = ¿Le va bien esta hora?
totem-confirm-until = La hora queda guardada para usted hasta las { $time }
totem-confirm-bring = Qué hay que traer
totem-confirm-yes = Sí, tomo la cita
totem-confirm-other = Elijo otra hora
totem-booked = Su cita
totem-booked-code = Código
totem-booked-how = Cuando vuelva, escriba aquí este código a partir de las { $from } y tome su número.
totem-booked-page = En el teléfono
totem-booked-page-how = Enfoque el código para ver, mover o anular la cita.
totem-booked-qr = Código QR de la página de la cita
totem-booked-not-printed = Haga una foto de esta página o anote el código
totem-refused-appointment = No se puede tomar la cita
totem-away-appointment = Ahora no podemos completar la solicitud. No se ha perdido: inténtelo de nuevo en unos segundos.
totem-check-in = Escriba el código de la cita
totem-check-in-how = Ocho letras y cifras, en el papel o en el correo. O acerque el código QR al lector.
totem-check-in-field = Código de la cita
totem-check-in-unknown = No encontramos este código: compruébelo o pregunte en recepción.
totem-check-in-go = Confirmar
totem-kept = Cita
totem-kept-how = A las { $time }: le llamamos cerca de su hora
totem-too-late = La hora de la cita ya ha pasado: el número es normal y sigue la cola.
totem-day-free = { $day }: { $n ->
    [one] { $n } hora libre
   *[other] { $n } horas libres
}

## iter

iter-papers = Documentos
iter-papers-none = Ningún documento
iter-steps = Cómo se hace
iter-costs = Costes
iter-cost-unknown = importe por confirmar
iter-times = Plazos
iter-output = Qué obtiene
iter-notes = Atención
iter-bring = Traiga primero
iter-identity = Hace falta: { $identity }
iter-identity-none = No hace falta identidad digital
iter-qr-page = Código QR: { $address }
iter-who = Quién se ocupa
iter-online = Desde casa
iter-here = Dónde y cuándo

## voice

voice-call = Número { $letter }, { $count }. Mostrador { $desk }.

## follow

follow-title = { $number } · { $office }
follow-number = Su número
follow-service = Servicio
follow-where = Dónde esperar
follow-ahead = { $n ->
    [0] Nadie antes de usted
    [one] Antes de usted: { $n } persona
   *[other] Antes de usted: { $n } personas
}
follow-window = Le llamaremos entre las { $from } y las { $until }
follow-window-until = Le llamaremos antes de las { $until }
follow-wait = Espera estimada: { $wait }
follow-estimate = Estimación orientativa: puede cambiar.
follow-soon = Pronto le toca a usted
follow-soon-how = Quédese cerca de las ventanillas y mire el tablero.
follow-opens-today = Ventanillas abiertas desde las { $time }
follow-opens-later = Ventanillas abiertas el { $date } desde las { $time }
follow-opens-how = Su lugar está guardado: le llamaremos después de la apertura.
follow-no-desk = En este momento no hay ninguna ventanilla abierta para su servicio
follow-no-desk-how = Su lugar está guardado: aquí verá la espera en cuanto se abra una ventanilla.
follow-welcome = Preséntese en recepción
follow-welcome-how = Allí le esperan con su número.
follow-called-go = Vaya a la ventanilla
follow-called-at = Llamado a las { $time }
follow-called-again = Llamado de nuevo a las { $time }
follow-serving = Es su turno: ventanilla { $desk }
follow-serving-how = Le están atendiendo.
follow-held = Trámite en suspenso
follow-held-how = Cuando tenga lo que falta, vuelva a la ventanilla { $desk }: no necesita otro número.
follow-absent-at = Le llamamos a las { $time } a la ventanilla { $desk }
follow-absent-how = Preséntese antes de las { $until } en recepción o en la ventanilla: recupera su lugar en la cola.
follow-finished = Servicio terminado
follow-finished-how = Gracias por su visita. Este número ya no sirve.
follow-left = Ha dejado la cola
follow-left-how = Su lugar está libre. Si cambia de idea, tome un número nuevo.
follow-lapsed = Este número ha caducado
follow-lapsed-how = Si aún nos necesita, tome un número nuevo o diríjase a recepción.
follow-leave = Dejar la cola
follow-leave-sure = ¿Quiere de verdad dejar la cola?
follow-leave-what = El número { $number } no se llamará más y el lugar no se puede recuperar.
follow-leave-yes = Sí, dejo la cola
follow-leave-no = No, sigo en la cola
follow-leave-again = La página llevaba un rato abierta: confirme una vez más.
follow-leave-late = Ya no es posible dejar la cola
follow-back = Volver al número
follow-unknown = Número no encontrado
follow-unknown-why = Este papel no se reconoce, o su jornada ha terminado.
follow-unknown-how = Si todavía necesita que le atiendan, tome un número nuevo en el tótem o diríjase a recepción.

## slip

slip-copy = COPIA { $n } de { $number }
slip-copy-sheet = COPIA { $n }
slip-copy-void = Si tiene los dos papeles, el primero no vale
slip-number = Su número
slip-ahead = { $n ->
    [0] Nadie antes de usted
    [one] { $n } persona antes de usted
   *[other] { $n } personas antes de usted
}
slip-wait = Espera estimada
slip-where = Dónde esperar
slip-follow = Siga su turno desde el teléfono
slip-issued = { $date }, { $time }
slip-qr = Código QR: { $address }
slip-another = Otro trámite
slip-procedure = Qué hace falta y cómo se hace
slip-bring = Traiga primero este documento
slip-referral = Diríjase aquí
slip-online = Puede hacerlo desde casa
slip-on-the-web = En línea
slip-unnamed = Su trámite
slip-quick = Se hace en la ventanilla, con número
slip-appointment = Se hace con cita previa
slip-from-home = Se puede hacer desde casa
slip-elsewhere = Se ocupa otro organismo
slip-in-italian = Los textos del servicio están en italiano
slip-in-english = Los textos del servicio están en inglés
slip-for = Para
slip-papers = Qué hace falta
slip-steps = Cómo se hace
slip-costs = Costes
slip-times = Plazos
slip-output = Qué se obtiene
slip-notes = Conviene saber
slip-place = Dónde
slip-hours = Horario
slip-phone = Tel. { $phone }
slip-contacts = Contacto
slip-place-of-paper = Dónde se obtiene
slip-gives = Aquí se obtiene
slip-come-back = Después vuelva a la ventanilla con el documento y este papel
slip-identity = Hace falta { $identity }
slip-identity-none = No hace falta identidad digital
slip-either = { $one } o { $other }
slip-scan = Enfoque el código con el teléfono
slip-check-first = Antes de ir, compruebe el horario y los documentos
slip-more = Para lo demás, pregunte en la ventanilla
slip-booked = Su cita
slip-booked-at = a las { $time }
slip-booked-people = Para { $n } personas
slip-booked-code = Código de la cita
slip-booked-arrive = Preséntese entre las { $from } y las { $start }: con este código toma su número en el tótem
slip-booked-late = Después de las { $until } pasa a ser un número normal
slip-booked-page = Para ver, mover o anular la cita
slip-kept = Cita de las { $time }
slip-kept-how = Le llamamos cerca de su hora
slip-too-late = Registrada después de las { $until }: ha pasado a ser un número normal

## refusals

refusal-unknown-service = Este servicio no se ofrece en esta oficina.
refusal-unknown-desk = Esta ventanilla no existe.
refusal-unknown-ticket = Este número no es de la jornada de hoy.
refusal-unknown-slip = Este papel no es de la jornada de hoy.
refusal-office-closed = Ahora no se pueden tomar números.
refusal-office-closed-until = Ahora no se pueden tomar números: se empieza de nuevo el { $date } a las { $time }.
refusal-series-exhausted = Por hoy no quedan números para este servicio.
refusal-desk-not-open = La ventanilla no está abierta.
refusal-desk-busy = La ventanilla ya tiene el número { $number }.
refusal-desk-cannot-serve = Esta ventanilla no puede atender ese número.
refusal-nobody-serves = Ninguna ventanilla de esta oficina realiza este servicio.
refusal-illegal-step = El número { $number } { $state ->
    [waiting] está en espera
    [called] ha sido llamado
    [serving] está en la ventanilla
    [held] está en suspenso
    [absent] está ausente
    [finished] ha terminado
    [moved] ha sido trasladado
    [left] ha renunciado
   *[lapsed] ha caducado
}: no se puede { $step ->
    [call] llamar
    [recall] llamar de nuevo
    [withdraw] retirar la llamada
    [start] empezar
    [finish] terminar
    [mark-absent] marcar como ausente
    [bring-back] devolver a la cola
    [hold] suspender
    [resume] retomar
    [move] trasladar
    [leave] renunciar
   *[lapse] dar por caducado
}.
refusal-too-late-to-withdraw = Una llamada solo se puede retirar { $n ->
    [one] en el primer { $n } segundo
   *[other] en los primeros { $n } segundos
}.
refusal-move-to-same-place = El traslado dejaría el número donde está.
refusal-unknown-configuration = La configuración { $version } no existe.
refusal-service-in-use = El número { $number } sigue abierto para el servicio «{ $service }», que ninguna ventanilla atendería ya.
refusal-service-booked = Hay citas para el servicio «{ $service }», que ninguna ventanilla atendería ya: la primera el { $date } a las { $time }. Cámbielas o anúlelas antes.
refusal-desk-in-use = La ventanilla «{ $desk }» sigue en uso: ciérrela antes de quitarla.
refusal-desk-elsewhere = La ventanilla «{ $desk }» ya existe en otra sede: dele otro identificador.
refusal-other-office = Esta configuración es de otra sede ({ $office }).
refusal-configuration-moved-on = Entretanto ha entrado en vigor la versión { $version }: compare de nuevo.
refusal-unknown-need = Esta necesidad no está en la lista de esta oficina.
refusal-unknown-answer = Esta respuesta no está entre las posibles: empiece de nuevo, por favor.
refusal-leads-nowhere = No encontramos el camino adecuado: pregunte en recepción, por favor.
refusal-too-many-legs = Un número sirve para { $max } servicios como máximo: tome otro número para los demás.
refusal-not-bookable = Aquí no se dan citas para este servicio.
refusal-nothing-to-book = Elija para qué es la cita.
refusal-too-many-people = Una cita puede ser para { $max } personas como máximo.
refusal-no-such-place = A esta hora no se puede pedir cita: elija otra.
refusal-place-taken = Esta hora se acaba de ocupar: elija otra.
refusal-reservation-over = El tiempo para confirmar ha terminado y la hora vuelve a estar libre: elíjala de nuevo.
refusal-extended-before = Esta hora ya se ha guardado una vez más.
refusal-unknown-booking = No encontramos esta cita: compruebe el código y el apellido.
refusal-booking-step = Esta cita { $state ->
    [reserved] todavía no está confirmada
    [booked] está confirmada
    [checked_in] ya ha sido registrada
    [cancelled] fue anulada
    [moved] fue cambiada
    [missed] ya ha pasado
   *[lapsed] no se confirmó a tiempo
}.
refusal-too-early = Es pronto: su cita es a las { $start }. Puede registrarse desde las { $from }.
refusal-other-day = Su cita no es hoy: es el { $date } a las { $time }.
refusal-appointment-elsewhere = Su cita es en otra oficina ({ $office }), el { $date } a las { $time }.
refusal-unknown-wish = No encontramos esta solicitud.
refusal-too-many-wait = Ya hay demasiadas personas esperando una plaza: vuelva a intentarlo más tarde.
refusal-draw-closed = Ahora no se puede participar en el sorteo.
refusal-draw-closed-until = Se puede participar en el sorteo desde el { $date } a las { $time }.

## mail

mail-appointment = Cita
mail-bring = Qué traer
mail-bring-on-page = Lo que hay que traer está escrito en la página de la cita.
mail-page = Para ver, cambiar o anular la cita: { $address }
mail-subject-confirmation = Cita confirmada: { $date }, { $time }
mail-subject-change = Cita cambiada: { $date }, { $time }
mail-subject-cancellation = Cita anulada: { $date }, { $time }
mail-subject-reminder = Recordatorio: cita { $date }, { $time }
mail-subject-offer = Ha quedado un hueco libre: { $date }, { $time }
mail-greeting = Hola, { $name }:
mail-greeting-nameless = Buenos días:
mail-confirmation = su cita está confirmada.
mail-change = su cita se ha cambiado. Vale este nuevo horario.
mail-cancellation = su cita se ha anulado. No tiene que hacer nada más.
mail-reminder = le recordamos su cita.
mail-offer = ha quedado un hueco libre, como había pedido. Se le guarda hasta las { $time } del { $date }: después pasa a otra persona.
mail-what = Para qué
mail-when = Cuándo
mail-where = Dónde
mail-people = Personas
mail-code = Código
mail-check-in = Al llegar, toque el tótem o preséntese en recepción con el código: desde { $early } minutos antes hasta { $late } minutos después de la hora.
mail-open-page = Abrir la página de la cita
mail-cannot-come = ¿No puede venir? Anúlela con un toque: el hueco será para quien lo espera.
mail-cancel = Anular la cita
mail-take-offer = Ver el hueco y confirmarlo
mail-book-again = Pedir otra cita
mail-calendar = El mensaje lleva un archivo para el calendario.
mail-erased = Mensaje automático del Ayuntamiento. El nombre y los datos de contacto se borran { $n ->
    [one] un día
   *[other] { $n } días
} después de la cita; en su página puede obtener una copia o borrarlos antes.

## routes

route-quick = Enseguida, en la ventanilla
route-appointment = Con cita previa
route-online = En línea, desde casa
route-refer = En otra entidad
route-in-time = Se puede hacer ahora, antes del cierre.
route-tight = No es seguro que se termine antes del cierre.
route-long-wait = Hoy la espera es larga.
route-at-own-wish = También en la ventanilla, si lo prefiere.
route-rest-now = Lo demás se puede hacer ahora en la ventanilla.
route-by-appointment = Este servicio se hace con cita previa.
route-not-in-time = Hoy no daría tiempo antes del cierre.
route-no-desk = Hoy ninguna ventanilla atiende ya este servicio.
route-not-now = Ahora no se dan números.
route-not-now-until = Ahora no se dan números: se empieza de nuevo el { $date } a las { $time }.
route-not-in-the-hall = Las ventanillas de esta oficina no realizan este servicio.
route-bring-first = Primero hace falta un documento: { $paper }.
route-from-home = Se puede hacer desde casa, sin venir al ayuntamiento.
route-other-body = De esto se ocupa otra entidad.
route-gives-paper = Aquí se obtiene el documento que falta: { $paper }.

## home

home-title = Oficinas y esperas
home-open-now = Abierto ahora
home-open-until = Hasta las { $time }
home-closed-now = Cerrado ahora
home-reopens-today = Abre hoy a las { $time }
home-reopens-later = Abre el { $date } a las { $time }
home-hours = Horario de hoy
home-hours-none = Hoy cerrado
home-hours-always = Siempre abierto
home-waits = Espera por servicio
home-service = Servicio
home-wait = Espera
home-nobody-waits = Sin espera
home-no-desk = Ninguna ventanilla abierta ahora
home-where = Dónde
home-as-of = Situación de las { $time }

## message

message-home = Volver a la página inicial
message-not-found = Página no encontrada
message-not-found-why = La dirección no es correcta, o la página ya no existe.
message-failed = Algo no ha funcionado
message-failed-why = No es culpa suya. Inténtelo de nuevo dentro de poco; si vuelve a ocurrir, comunique el código { $code }.
message-reserved = Página reservada
message-reserved-why = Esta página es para los puestos y el personal de la oficina: hace falta una clave.
message-busy = Un momento, por favor
message-busy-why = Ahora no es posible: inténtelo de nuevo en unos segundos.
message-too-many = Demasiadas solicitudes
message-too-many-why = Llegan demasiadas solicitudes desde esta conexión. Espere unos segundos e inténtelo de nuevo.

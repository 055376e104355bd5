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
totem-listen = Escuchar
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
totem-alone-gives = El tótem no está conectado, pero puede darle un número: vale desde ya.
totem-alone-spent = El tótem no está conectado y no puede dar más números. Diríjase a recepción.
totem-alone-number = Vale desde ahora: su sitio está guardado. Cuando el tótem se conecte de nuevo, el número entra en la cola a la hora en que lo tomó.
totem-alone-wait = Ahora no se puede saber
totem-night = Toque la pantalla para información e instrucciones.
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
follow-alone = Su sitio está guardado: { $number }
follow-alone-why = El tótem que le dio el número aún no se ha vuelto a conectar. El número vale desde que lo tomó: en cuanto el tótem esté en línea, aquí verá cuándo le toca.

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

## booking

footer-places = Enlaces
footer-booking = Pedir cita
footer-find = Mi cita
footer-privacy = Protección de datos
book-from-here = Pedir cita
book-title = Pedir cita
book-required = Los campos marcados con un asterisco son obligatorios
book-steps = Pasos de la reserva
book-step-place = Lugar
book-step-time = Fecha y hora
book-step-details = Detalles de la cita
book-step-applicant = Solicitante
book-step-summary = Resumen
book-step-done = Hecho
book-step-now = Paso actual
book-back = Atrás
book-next = Siguiente
book-change = Modificar
book-change-what = Modificar: { $what }
book-give-up = Anular
book-office = Oficina
book-office-how = Elija la oficina
book-office-other = Cambiar de oficina
book-address = Dirección
book-opening = Horario
book-none = Ahora no se puede pedir cita desde casa.
book-none-for = Para este servicio no se puede pedir cita desde casa.
book-none-how = Venga a los mostradores en el horario de apertura, o mire los otros servicios.
book-reason = Motivo
book-reason-how = Elija el motivo de la cita
book-reason-choose = Seleccione una opción
book-also = Otros motivos en la misma cita
book-also-n = Otro motivo { $n }
book-also-none = Ningún otro motivo
book-people = Para cuántas personas
book-people-how = Cada persona necesita su tiempo: con más personas la cita es más larga.
book-people-n = { $n ->
    [one] { $n } persona
   *[other] { $n } personas
}
book-times = Citas disponibles
book-month = Seleccione un mes
book-month-show = Mostrar
book-day-times = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
book-on-at = { $date } a las { $time }
book-lasts = Dura { $length }
book-times-none-month = En este mes no hay ninguna hora libre.
book-times-first = Primera hora libre: { $date } a las { $time }
book-times-none = Ninguna hora libre
book-times-none-why = En este momento todas las horas que se pueden reservar están ocupadas.
book-together = Estos motivos no caben en una sola cita: vuelva atrás y quite uno.
book-releases = Próximas horas
book-released = Las horas del { $date } se abren el { $day } a las { $time }.
book-released-draw = Las horas del { $date } se sortean el { $day } a las { $time }.
book-draw-from = Puede participar desde las { $time }.
book-draw-join = Participar en el sorteo
book-wait-ask = ¿Ninguna hora le viene bien?
book-wait = Avísenme si queda un sitio libre
book-kept = Le guardamos la hora hasta las { $time }
book-kept-left = quedan
book-extend = Necesito más tiempo
book-over = El tiempo se ha acabado y la hora vuelve a estar libre. Lo que ha escrito sigue aquí.
book-over-again = Elegir la hora de nuevo
book-details = Detalles
book-details-add = Añada más detalles, si quiere
book-details-max = Como máximo { $n } caracteres
book-details-warn = No escriba nada sobre la salud u otros asuntos delicados: si hace falta, lo dirá en el mostrador.
book-details-none = Para este motivo no pedimos detalles: lo que haga falta lo dirá en el mostrador.
book-first-name = Nombre
book-last-name = Apellidos
book-email = Correo electrónico
book-phone = Teléfono
book-contact = Cómo contactar con usted
book-contact-how = Escriba al menos uno de los dos: correo o teléfono.
book-privacy = Usamos estos datos solo para la cita. { $n ->
    [one] Al día siguiente
   *[other] Después de { $n } días
} los borramos.
book-privacy-more = Leer toda la información sobre los datos
book-privacy-language = La información de abajo está en inglés.
book-mistakes = Falta algo
book-mistake-office = Elija la oficina
book-mistake-reason = Elija el motivo
book-mistake-time = Elija una hora
book-mistake-first-name = Escriba el nombre
book-mistake-last-name = Escriba los apellidos
book-mistake-email = El correo no está completo: por ejemplo nombre@ejemplo.es
book-mistake-phone = El teléfono tiene de 6 a 15 cifras
book-mistake-contact = Escriba el correo o el teléfono
book-mistake-details = Los detalles pueden tener como máximo { $n } caracteres
book-mistake-until = Elija un día a partir de hoy
book-terms = Términos y condiciones
book-terms-cancel = Si no puede venir, anule o cambie la cita en su página: otra persona necesita el sitio.
book-terms-come = Preséntese en el tótem o en la recepción desde { $early } minutos antes. Con más de { $late } minutos de retraso le damos un número ordinario.
book-terms-people = Si viene en lugar de otra persona, traiga la autorización y su documento.
book-send = Confirmar y enviar
book-summary-check = Compruebe los datos antes de enviar.
book-done = Cita confirmada
book-done-for = La cita es el { $date } de { $from } a { $until }
book-done-mail = Enviamos el resumen a:
book-done-keep = Guarde o fotografíe esta página: el código hace falta el día de la cita.
book-code = Código
book-code-how = Escríbalo en el tótem cuando llegue. Con él vuelve a encontrar la cita.
book-bring = Qué traer
book-desk = Mostrador { $n }
book-calendar = Añadir a su calendario
book-calendar-file = Archivo para el calendario
book-print = Imprimir
book-gone = Esta reserva ya no está abierta
book-gone-why = Ha pasado demasiado tiempo y lo escrito se ha borrado. Si ya había confirmado, la cita vale: la encuentra con el código.
book-again = Empezar de nuevo
book-given-up = No se ha reservado nada
book-given-up-why = La hora vuelve a estar libre y lo que había escrito se ha borrado.
appointment-title = Su cita
appointment-from-until = de { $from } a { $until }
appointment-state = { $state ->
    [reserved] Aún sin confirmar
    [booked] Confirmada
    [checked_in] Registrada
    [cancelled] Anulada
    [moved] Cambiada
    [missed] Pasada
   *[lapsed] Caducada
}
appointment-state-how = { $state ->
    [reserved] La hora se guarda un poco más: termine la reserva.
    [booked] Le esperamos.
    [checked_in] Está en la cola con su número: mire la pantalla.
    [cancelled] El sitio vuelve a estar libre.
    [moved] Vale la nueva hora.
    [missed] Si viene hoy mismo le damos un número ordinario.
   *[lapsed] La hora no se confirmó a tiempo.
}
appointment-change = Si algo cambia
appointment-move = Cambiar a otra hora
appointment-move-title = ¿A cuándo la cambiamos?
appointment-move-now = Ahora es el
appointment-move-how = El sitio actual sigue siendo suyo hasta que se confirme el nuevo.
appointment-move-do = Cambiar la cita
appointment-moved = La cita se ha cambiado
appointment-cancel = Anular la cita
appointment-cancel-title = ¿Quiere anular la cita?
appointment-cancel-what = El sitio queda libre para otra persona y no se puede recuperar.
appointment-cancel-yes = Sí, la anulo
appointment-cancel-no = No, volver a la cita
appointment-again = Pedir otra cita
appointment-mine = Mis datos
appointment-mine-how = Nombre, contactos y detalles sirven solo para esta cita y después se borran.
appointment-mine-none = No guardamos nombre ni contactos para esta cita.
appointment-export = Descargar mis datos
appointment-erase = Borrar mis datos
appointment-erase-title = ¿Quiere borrar sus datos?
appointment-erase-what = Nombre, contactos y detalles desaparecen enseguida y no recibe más mensajes. La cita sigue: vale el código.
appointment-erase-yes = Sí, borrar mis datos
appointment-erased = Sus datos se han borrado
appointment-find = Encuentre su cita
appointment-find-how = Escriba el código del tique o del mensaje, y los apellidos si los había dado.
appointment-find-code = Código de la cita
appointment-find-do = Buscar
appointment-unknown = Cita no encontrada
appointment-unknown-why = Esta dirección no se reconoce, o sus datos ya se han borrado.
appointment-back = Volver a la cita
appointment-qr = Código QR de la cita, para mostrar al tótem
appointment-again-sure = Confirme una vez más
appointment-not-done = No ha sido posible
wish-how = Cuando alguien anula, el sitio es para quien lo pidió primero. Le escribimos y se lo guardamos { $length }.
wish-how-phone = Sin correo no podemos escribirle: deje abierta la página siguiente, el sitio ofrecido aparece allí.
wish-until = Hasta qué día le viene bien
wish-send = Pónganme en la lista
wish-waiting = Está en la lista de espera
wish-waiting-how = En cuanto haya un sitio libre lo encuentra aquí, y le escribimos si dejó el correo. Guarde la dirección de esta página.
wish-code-how = Con este código y su apellido vuelve a encontrar esta página en «Mi cita».
wish-waiting-until = Hasta el { $date }
wish-offered = Hay un sitio para usted
wish-offered-until = Se lo guardamos hasta el { $date } a las { $time }
wish-accept = Confirmar la cita
wish-decline = No, lo dejo a otros
wish-drop = Quitar de la lista
wish-ended = La solicitud está cerrada
wish-ended-how = El sitio ya no está o la solicitud se ha retirado. Puede buscar una hora libre o pedir de nuevo.
draw-title = Sorteo
draw-for = Las horas del { $date }
draw-how = Quien participa antes de las { $time } se pone en orden al azar: no importa quién llega primero.
draw-send = Participo
draw-waiting = Participa en el sorteo
draw-waiting-how = El sorteo es a las { $time } y el resultado aparece aquí solo. Deje abierta esta página.
draw-ended = Esta vez no ha podido ser
draw-ended-how = Las horas han sido para otros. Puede ponerse en la lista de espera o probar en el próximo sorteo.

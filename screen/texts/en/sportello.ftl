### The texts of Sportello in English. Every key of the Italian file, with the same arguments.

## common

skip-to-content = Skip to content
language-choice = Language
stale-before = Screen not up to date: situation at
no-script = Without JavaScript this page does not update by itself: reload it to see the present state.
refresh = Refresh
countdown-left = This page closes in { $n } seconds
countdown-extend = I need more time
footer-about = Sportello, free software of the town
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
hours-minutes = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} and { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
wait-soon = Less than 5 minutes
wait-up-to = Up to { $high } minutes
wait-about = About { $n } minutes
wait-range = { $low }–{ $high } minutes
wait-long = More than an hour
wait-estimate = Rough estimate
date-long = { $weekday } { $day } { $month } { $year }
weekday = { $n ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
month = { $n ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

## totem

totem-title = Take your number
totem-choose = What are you here for?
totem-touch = Touch the service you need
totem-series = Series { $letter }
totem-wait-none = No wait
totem-wait-short = Less than 5 minutes
totem-desk-closed = Desk closed now
totem-more = More services
totem-less = Previous services
totem-notices = Notices
totem-closed = The office is closed
totem-closed-why = Numbers cannot be taken now.
totem-reopens-today = Opens again today at { $time }
totem-reopens-later = Opens again on { $date } at { $time }
totem-nothing-offered = There are no services to choose from now. Please ask at the welcome desk.
totem-stale = What you see may be out of date: situation at
totem-language-reset = Back to Italian in
totem-closes-in = Back to the start in
totem-seconds = { $n ->
    [one] second
   *[other] seconds
}
totem-more-time = I need more time
totem-chosen = You have chosen
totem-wait = Expected wait
totem-wait-closed = The desk for this service is closed now. You can take a number: we will call you when it opens.
totem-wait-closed-given = The desk is closed now: we will call you when it opens.
totem-estimate = Rough estimate
totem-ahead = Ahead of you
totem-ahead-count = { $n ->
    [0] Nobody
    [one] { $n } person
   *[other] { $n } people
}
totem-where = Where to wait
totem-priority = I need priority
totem-priority-who = Pregnancy, disability, small children, over 75. The reason is not recorded.
totem-take = Take the number
totem-back = Back
totem-home = Back to the start
totem-number = Your number
totem-printed = Please take your slip: it is being printed
totem-not-printed = Please photograph or note your number
totem-follow = Follow the queue on your phone
totem-follow-how = Point your camera at the code: you will see when it is your turn.
totem-qr = QR code of the page that follows number { $number }
totem-done = Done
totem-refused-title = A number cannot be taken
totem-away-title = One moment, please
totem-away = We cannot give you a number right now. Your request is not lost: try again in a few seconds.
totem-away-help = If it does not work, please ask at the welcome desk.
totem-retry = Try again
totem-notice-expired = Too much time has passed: please choose the service again.
totem-notice-ended = That request is already finished. If you need a number, choose the service.
totem-notice-unknown = We did not recognise the request: please choose the service again.
totem-notice-service = This service is no longer available: please choose another.

## display

display-title = Board
display-calls = Numbers called
display-number = Number
display-desk = Desk
display-now = Now calling
display-again = Called again
display-empty = Please wait for your number
display-empty-hint = When it is your turn, your number and desk appear here
display-more = Also called
display-waiting = Waiting
display-wait-up-to = up to { $n } min
display-wait-about = about { $n } min
display-wait-range = { $low }–{ $high } min
display-wait-long = over { $n } min
display-wait-no-desk = no desk open
display-lines-left = { $n ->
    [one] and one more service
   *[other] and { $n } more services
}
display-estimate = Rough estimates
display-closed = Closed
display-opens-at = Opens at { $time }
display-opens-day = Opens on { $day } at { $time }
display-sign-open = Please wait for your number
display-sign-closed = Closed
display-stale-before = Updated at
display-stale-after = connection lost
display-lost = Board not connected: please listen for the staff’s call
display-sound-off = Sound is off: touch here to turn it on

## desk

desk-title = Desk { $number }
desk-choose-title = Choose your desk
desk-choose-none = There are no desks to choose from.
desk-other = Change desk
desk-live = Connected
desk-not-live = Not connected
desk-current = At the desk
desk-current-none = Nobody at the desk
desk-current-closed = The desk is closed: open it to call
desk-current-paused = The desk is paused: resume to call
desk-waited = Waited { $waited }
desk-called-at = Called at { $time }
desk-called-again = Called { $n } times, last at { $time }
desk-started-at = Started at { $time }
desk-language = Language: { $language }
desk-note = Note
desk-next = Next
desk-next-nobody = Nobody is waiting for this desk
desk-actions = Actions on the number
desk-call-next = Call next
desk-recall = Recall
desk-withdraw = Withdraw call
desk-withdraw-limit = within { $n } seconds
desk-start = Start
desk-finish = Finish
desk-absent = Absent
desk-hold = Hold
desk-outcome = Outcome, with Finish
desk-move = Move
desk-move-to = Move to
desk-move-where = Choose where
desk-move-services = Services
desk-move-desks = Desks
desk-move-welcome = Welcome desk
desk-state = State of the desk
desk-open = Open
desk-pause = Pause
desk-go-on = Resume
desk-close = Close
desk-queue = Waiting for this desk
desk-queue-none = Nobody is waiting
desk-queue-others = For other desks
desk-queue-more = and { $n } more
desk-column-number = Number
desk-column-service = Service
desk-column-wait = Wait
desk-minutes = { $n } min
desk-choose = Call a number out of turn
desk-choose-ticket = Number
desk-choose-reason = Reason
desk-choose-which = Choose
desk-choose-call = Call
desk-held = On hold
desk-held-none = No number on hold
desk-held-resume = Resume { $number }
desk-missing = Absent
desk-missing-none = Nobody absent
desk-missing-left = { $n } min left
desk-bring-back = Bring back { $number }
desk-done-ticket = { $number } { $action ->
    [call] called
    [recall] called again
    [withdraw] is waiting again: the call was withdrawn
    [start] is at the desk
    [finish] finished
    [absent] marked absent
    [bring-back] is back in the queue
    [hold] on hold
    [resume] resumed
   *[move] moved
}.
desk-done-desk = Desk { $state ->
    [open] open
    [paused] paused
   *[closed] closed
}.
desk-said-nobody = Nobody to call: nobody is waiting for this desk.
desk-said-nothing = It was so already: nothing has changed.
desk-said-just-called = The number has just been announced: wait a moment before you call it again.
desk-said-expired = The page was opened too long ago and nothing was done: it is up to date now, please try again.
desk-said-reused = This page was already used for another action and nothing was done: look at the situation and try again.
desk-said-busy = Not possible just now, and nothing was done: please try again in a few seconds.
desk-said-invalid = The request was incomplete and nothing was done: please try again.

## people

people-not-yours = Not yours to do
people-not-yours-why = Your role does not go as far as this page. If you need it, ask the administrator.
people-to-desks = Go to the desks

## follow

follow-title = { $number } · { $office }
follow-number = Your number
follow-service = Service
follow-where = Where to wait
follow-ahead = { $n ->
    [0] Nobody ahead of you
    [one] Ahead of you: { $n } person
   *[other] Ahead of you: { $n } people
}
follow-window = We will call you between { $from } and { $until }
follow-window-until = We will call you by { $until }
follow-wait = Expected wait: { $wait }
follow-estimate = Rough estimate: it may change.
follow-soon = It is almost your turn
follow-soon-how = Stay near the desks and watch the board.
follow-opens-today = Desks open from { $time }
follow-opens-later = Desks open from { $date } at { $time }
follow-opens-how = Your place is kept: we will call you after opening.
follow-no-desk = No desk is open for your service at the moment
follow-no-desk-how = Your place is kept: the wait appears here as soon as a desk opens.
follow-welcome = Please go to the welcome desk
follow-welcome-how = They expect you there with your number.
follow-called-go = Go to desk
follow-called-at = Called at { $time }
follow-called-again = Called again at { $time }
follow-serving = It is your turn: desk { $desk }
follow-serving-how = The clerk is serving you.
follow-held = Put on hold
follow-held-how = When you have what is missing, go back to desk { $desk }: you do not need another number.
follow-absent-at = We called you at { $time } to desk { $desk }
follow-absent-how = Come to the welcome desk or to the desk by { $until }: you take your place in the queue again.
follow-finished = All done
follow-finished-how = Thank you for your visit. This number is no longer needed.
follow-left = You have left the queue
follow-left-how = Your place is free. If you change your mind, take a new number.
follow-lapsed = This number has expired
follow-lapsed-how = If you still need us, take a new number or ask at the welcome desk.
follow-leave = Leave the queue
follow-leave-sure = Do you really want to leave the queue?
follow-leave-what = Number { $number } will not be called any more, and the place cannot be recovered.
follow-leave-yes = Yes, leave the queue
follow-leave-no = No, stay in the queue
follow-leave-again = The page has been open for a while: please confirm once more.
follow-leave-late = The queue can no longer be left
follow-back = Back to the number
follow-unknown = Number not found
follow-unknown-why = This slip is not known, or its day is over.
follow-unknown-how = If you still need to be served, take a new number at the totem or ask at the welcome desk.

## paper

paper-title = Paper of printer { $printer }
paper-heading = What the printer has printed
paper-lead = The slips as they come out of the thermal printer, the newest on top.
paper-queued = Queued: { $n }
paper-none-queued = No slip queued
paper-empty = No slip has come out yet
paper-empty-how = Take a number at the totem: the slip appears here.
paper-list = Printed slips
paper-follow = Open the page of the QR code

## slip

slip-copy = COPY { $n } of { $number }
slip-copy-void = If you hold both slips, the first is void
slip-number = Your number
slip-ahead = { $n ->
    [0] Nobody ahead of you
    [one] { $n } person ahead of you
   *[other] { $n } people ahead of you
}
slip-wait = Estimated wait
slip-where = Where to wait
slip-follow = Follow your turn on your phone
slip-issued = { $date }, { $time }
slip-qr = QR code: { $address }

## refusals

refusal-unknown-service = This office does not offer this service.
refusal-unknown-desk = There is no such desk.
refusal-unknown-ticket = This number is not one of today’s.
refusal-unknown-slip = This slip is not one of today’s.
refusal-office-closed = Numbers cannot be taken now.
refusal-office-closed-until = Numbers cannot be taken now: they can again on { $date } at { $time }.
refusal-series-exhausted = No numbers are left today for this service.
refusal-desk-not-open = The desk is not open.
refusal-desk-busy = The desk already has number { $number }.
refusal-desk-cannot-serve = This desk cannot serve that number.
refusal-nobody-serves = No desk of this office takes this service.
refusal-illegal-step = Number { $number } { $state ->
    [waiting] is waiting
    [called] has been called
    [serving] is at the desk
    [held] is on hold
    [absent] is absent
    [finished] is done
    [moved] has been moved
    [left] has given up the place
   *[lapsed] has lapsed
}: it is not possible to { $step ->
    [call] call it
    [recall] recall it
    [withdraw] withdraw the call
    [start] start
    [finish] finish
    [mark-absent] mark it absent
    [bring-back] bring it back
    [hold] put it on hold
    [resume] resume
    [move] move it
    [leave] give up the place
   *[lapse] let it lapse
}.
refusal-too-late-to-withdraw = A call can be withdrawn only within { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}.
refusal-move-to-same-place = The move would leave the number where it is.
refusal-unknown-configuration = There is no configuration { $version }.

## why

why-first-come = First come: waiting for { $waited }
why-priority = Priority: waiting for { $waited } (target { $target })
why-sent-here = Sent to this desk: waiting for { $waited }
why-chosen = Clerk’s choice: { $reason }
reason-returned = back with the missing paper
reason-cannot-wait = cannot wait
reason-expertise = needs this desk’s expertise
reason-correction = putting a mistake right
reason-other = another reason

## states

leg-waiting = Waiting
leg-called = Called
leg-serving = At the desk
leg-held = On hold
leg-absent = Absent
leg-finished = Done
leg-moved = Moved
leg-left = Left
leg-lapsed = Lapsed
desk-state-closed = Closed
desk-state-open = Open
desk-state-paused = Paused
outcome-settled = Settled
outcome-continues = To be continued another day
outcome-referred = Referred to another body
outcome-not-possible = Not possible
class-ordinary = Ordinary
class-priority = Priority

## demo

home-demo-title = A number, from the totem to the board
home-demo-lead = Every screen of the office, connected live: what happens on one shows at once on the others.
home-demo-how = Try it
home-demo-step-take = At the totem choose a service and take a number.
home-demo-step-call = From a desk call the next one.
home-demo-step-watch = On the board the number appears and rings.
home-for-visitors = For visitors
home-for-staff = For staff
home-for-builders = For developers
home-open = Open
home-totem-title = Totem
home-totem = Here visitors choose a service, see the wait and take a number.
home-display-title = Board
home-display = The screen of the waiting room: numbers called and where to go, with a chime.
home-sign-title = Sign
home-sign = Over a desk: the number called, readable from the waiting area.
home-desk-title = Desk { $n }
home-desk = The clerk’s workplace: one key, and the next number is called.
home-follow-title = On the phone
home-follow = One’s own turn: place in the queue, wait, and a notice when called.
home-follow-how = Opens with the QR code of the slip
home-paper-title = Slip
home-paper = As the thermal printer would print it: number, wait, QR code.
home-api-title = API
home-api = The same actions for websites, apps and other programs.
home-api-description = OpenAPI description
home-api-board = Data of the board

## home

home-title = Offices and waits
home-open-now = Open now
home-open-until = Until { $time }
home-closed-now = Closed now
home-reopens-today = Opens today at { $time }
home-reopens-later = Opens on { $date } at { $time }
home-hours = Hours today
home-hours-none = Closed today
home-hours-always = Always open
home-waits = Wait by service
home-service = Service
home-wait = Wait
home-nobody-waits = No wait
home-no-desk = No desk open now
home-where = Where
home-as-of = Situation at { $time }

## message

message-home = Back to the start page
message-not-found = Page not found
message-not-found-why = The address is not right, or the page no longer exists.
message-failed = Something did not work
message-failed-why = It is not your fault. Try again shortly; if it happens again, please report the code { $code }.
message-reserved = Reserved page
message-reserved-why = This page is for the office’s own devices and staff: a key is needed.
message-too-many = Too many requests
message-too-many-why = Too many requests come from this connection. Wait a few seconds and try again.
message-busy = One moment, please
message-busy-why = Not possible just now: try again in a few seconds.

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
totem-priority-yes = Yes
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

## follow

## paper

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

## home

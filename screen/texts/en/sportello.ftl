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
date-day = { $weekday } { $day } { $month }
weekday-short = { $n ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
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
unconfirmed = to be confirmed
amount = €{ $euro }.{ $cents }
amount-free = free
always-open = open at any hour
period-now = at once
period-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
period-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
period-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
period-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}

## totem

totem-title = Welcome
totem-hello = Welcome
totem-need = What do you need?
totem-popular = Most asked for at this hour
totem-everything = Search or choose among all topics
totem-open-until = Open until { $time }
totem-closed = The office is closed
totem-closed-why = Numbers are not given now. Information and instructions are.
totem-reopens-today = Opens again today at { $time }
totem-reopens-later = Opens again on { $date } at { $time }
totem-notices = Notices
totem-stale = What you see may be out of date: situation at
totem-notice-expired = A long time has passed: let us start again here.
totem-notice-ended = That request is already finished: you can make another one here.
totem-notice-unknown = We did not recognise the request: let us start again here.
totem-notice-service = This topic is no longer available: please choose another.
totem-controls = Controls
totem-back = Back
totem-again = Start again
totem-listen = Listen
totem-larger = Larger text
totem-contrast = Contrast
totem-low = Low controls
totem-on = on
totem-more-title = Do you need more time?
totem-more-yes = Yes, go on
totem-more-no = No, I have finished
totem-closes-in = Back to the start in
totem-seconds = { $n ->
    [one] second
   *[other] seconds
}
totem-texts-italian = Texts about services are in Italian.
totem-texts-english = Texts about services are in English.
totem-read-on = Read on
totem-read-back = Back up
totem-page-of = Page { $n } of { $of }
totem-next = Next
totem-previous = Previous
totem-events = Choose by topic
totem-event-other = Everything else
totem-search = Search in your own words
totem-search-field = Words to search for
totem-search-hint = card, waste, child, home …
totem-search-words = The search understands Italian and English words.
totem-search-none = Nothing for these words: try another one, or go back and choose by topic.
totem-search-found = { $n ->
    [0] No topics
    [one] { $n } topic
   *[other] { $n } topics
}
totem-keyboard = Keyboard
totem-key-space = Space
totem-key-erase = Delete
totem-key-find = Search
totem-for = For
totem-answers = Touch the answer
totem-papers-now = Have these in hand
totem-scan = Point your phone at the code
totem-on-phone = On your phone
totem-legs = One number for everything
totem-legs-rest = The number is for
totem-wait = Expected wait
totem-wait-none = No wait
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
totem-take-here = I prefer the desk: take a number
totem-take-rest = Take a number for the rest meanwhile
totem-choose-between = The choice is yours
totem-wait-today = I will wait: take a number
totem-come-back = I will come back: print the instructions
totem-other-ways = Or
totem-print = Print the instructions
totem-print-bring = Print what to bring
totem-print-body = Print the address
totem-printing = Printing: please take your slip
totem-not-printing = Printing is not possible now: please photograph this page
totem-number = Your number
totem-wait-closed-given = The desk is closed now: we will call you when it opens.
totem-printed = Please take your slip: it is being printed
totem-not-printed = Please photograph or note your number
totem-paper-out = There is no paper: please photograph the code or note your number, it counts all the same
totem-paper-stopped = The printer has stopped: please photograph the code or note your number, it counts all the same
totem-follow = Follow the queue on your phone
totem-follow-how = Point your camera at the code: you will see when it is your turn.
totem-qr = QR code of the page that follows number { $number }
totem-done = Done
totem-refused-title = A number cannot be taken
totem-away-title = One moment, please
totem-away = We cannot give you a number right now. Your request is not lost: try again in a few seconds.
totem-away-help = If it does not work, please ask at the welcome desk.
totem-alone-gives = This totem is not connected, but it can give you a number: it counts at once.
totem-alone-spent = This totem is not connected and has no more numbers to give. Please ask at the welcome desk.
totem-alone-number = It counts from now: your place is kept. As soon as the totem is connected again, the number joins the queue at the time you took it.
totem-alone-wait = Cannot be known now
totem-night = Touch the screen for information and instructions.
totem-retry = Try again
totem-home = Back to the start
totem-info = Information without a number
totem-info-hours = Opening hours
totem-info-places = Desks and offices
totem-info-services = Papers for a service
totem-numbers-from = Numbers are given from { $n } minutes before opening.
totem-closures = Closures
totem-desk = Desk { $n }
totem-offices-here = Offices of the town hall
totem-offices-elsewhere = Other bodies
totem-have-appointment = I have an appointment
totem-times = First free times
totem-times-other = Other days and times
totem-times-none = There are no free times for now
totem-times-none-how = Ask the welcome desk to tell you when a place becomes free, or ask from home with this code.
totem-times-away = The free times cannot be shown now: please ask at the welcome desk.
totem-times-day-none = There are no free times left on this day: please choose another.
totem-days = Choose the day
totem-days-none = There are no free days in this month
totem-people = For how many people
totem-month-before = Previous month
totem-month-after = Next month
totem-hour = Choose the time
totem-confirm = Does this time suit you?
totem-confirm-until = The time is kept for you until { $time }
totem-confirm-bring = What to bring
totem-confirm-yes = Yes, make the appointment
totem-confirm-other = Choose another time
totem-booked = Your appointment
totem-booked-code = Code
totem-booked-how = When you come back, type this code here from { $from } on and take your number.
totem-booked-page = On your phone
totem-booked-page-how = Scan the code to see, move or cancel the appointment.
totem-booked-qr = QR code of the appointment’s page
totem-booked-not-printed = Please photograph this page or note the code
totem-refused-appointment = The appointment cannot be made
totem-away-appointment = We cannot complete your request now. It is not lost: please try again in a few seconds.
totem-check-in = Type the code of your appointment
totem-check-in-how = Eight letters and digits, on the slip or in the mail. Or hold the QR code to the reader.
totem-check-in-field = Appointment code
totem-check-in-unknown = We cannot find this code: check it, or ask at the welcome desk.
totem-check-in-go = Confirm
totem-kept = Appointment
totem-kept-how = At { $time }: we call you near your time
totem-too-late = The time of the appointment has passed: the number is an ordinary one and follows the queue.
totem-day-free = { $day }: { $n ->
    [one] { $n } free time
   *[other] { $n } free times
}

## iter

iter-papers = Papers
iter-papers-none = No papers
iter-steps = How it works
iter-costs = Costs
iter-cost-unknown = amount to be confirmed
iter-times = Times
iter-output = What you get
iter-notes = Please note
iter-bring = Bring first
iter-identity = You need: { $identity }
iter-identity-none = No digital identity is needed
iter-qr-page = QR code: { $address }
iter-who = Who does it
iter-online = From home
iter-here = Where and when

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

## doorstep

doorstep-title = Enrolment of the device
doorstep-newcomer = This device is not enrolled yet
doorstep-how = An administrator types this code under Administration, Devices, within ten minutes.
doorstep-reaching = The server does not answer yet
doorstep-reaching-how = The device keeps looking for it. If this lasts, check the network and the address below.
doorstep-server = Server:
doorstep-away = The program of this device does not answer.
enrol-title = Enrol this screen
enrol-how = This browser becomes a totem or a display of the office: it will show a code that an administrator types under Administration, Devices.
enrol-do = Show the code
enrol-insecure = A protected connection is needed
enrol-insecure-why = A screen is enrolled only at an address that begins with https.

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
desk-need = Need
desk-then = Then
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
desk-done-next = { $number } stays here: now { $service }.
desk-done-next-waits = { $number } is done here and now waits for: { $service }.
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

## welcome

welcome-title = Welcome desk
welcome-needs = Needs
welcome-visit = Visit
welcome-hall = The hall
welcome-search = What do you need?
welcome-search-hint = card, waste tax, A012
welcome-find = Find
welcome-found-none = No need with these words.
welcome-ticket-found = a number of today
welcome-enter = Enter
welcome-idle = The next visitor
welcome-key-letters = three letters of what is needed
welcome-key-arrows = another need of the list
welcome-key-enter = the first need, then the number
welcome-key-digits = answer the question
welcome-key-escape = start again
welcome-key-number = a number already given: copy, give up, sort again
welcome-back = Back
welcome-again = Start again
welcome-choice = The visitor chooses
welcome-wait = Wait
welcome-desks = Desks { $desks }
welcome-missing = Missing:
welcome-give = Give the number
welcome-give-collected = Give the number for these
welcome-move = Move the number
welcome-next = Next visitor
welcome-print-offer = Print what to do
welcome-print-other = Print
welcome-print = Print the procedure
welcome-add = Add another need
welcome-number-for = One number for:
welcome-others = Other ways
welcome-against = Give the number all the same
welcome-against-hint = The reason stays in the log, without the visitor’s name.
welcome-speaks = Language
welcome-speaks-next = Next language
welcome-printer = Printer
welcome-printer-none = Do not print
welcome-note = Note for the clerk
welcome-note-hint = Only what the desk needs: no names, no other personal data. It is erased at the end of the day.
welcome-collected = In the same visit
welcome-collected-remove = Remove
welcome-moving = { $number } is sorted again: choose the need.
welcome-given-printed = slip is printing
welcome-given-not-printed = without a slip
welcome-copy = Print a copy
welcome-taken-at = taken at { $time }
welcome-ahead = { $n ->
    [0] nobody ahead
    [one] { $n } person ahead
   *[other] { $n } people ahead
}
welcome-sort = Sort again
welcome-bring-back = Bring back
welcome-leave = Give up the number
welcome-back-to-needs = Back to the needs
welcome-hall-desks = Desks
welcome-hall-expected = Expected at the welcome desk
welcome-hall-waiting = Waiting
welcome-column-desk = Desk
welcome-column-count = Waiting
welcome-count = { $n } waiting
welcome-said-given = { $number } is in the queue.
welcome-said-given-wait = { $number } is in the queue. Wait: { $wait }.
welcome-said-ticket = { $number } { $action ->
    [move] moved
    [bring-back] back in the queue
   *[leave] gave up
}.
welcome-said-copied = Copy { $n } of { $number } is printing.
welcome-said-printed = It is printing.
welcome-said-no-printer = There is no printer: nothing was done.
against-cannot-return = Cannot come back, nor do it from home
against-urgent = Cannot wait for another day
against-simple = It is simpler than that
against-sent-here = Sent here by another body
against-other = Another reason

## procedure

procedure = Procedure
procedure-none = There is no procedure for this service yet.
procedure-papers = Papers to check
procedure-costs = Costs
procedure-amount-unknown = Amount to be asked
procedure-times = Times
procedure-duration = Takes
procedure-deadline = When
procedure-validity = Good for
procedure-output = What you get
procedure-steps = Steps
procedure-notes = Mind
procedure-where = Who does it
procedure-unconfirmed = To be confirmed
procedure-source = Source: { $source }
procedure-source-verified = Source: { $source }, compared on { $date }

## people

people-not-yours = Not yours to do
people-not-yours-why = Your role does not go as far as this page. If you need it, ask the administrator.
people-to-desks = Go to the desks

## voice

voice-call = Number { $letter }, { $count }. Desk { $desk }.

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
follow-alone = Your place is kept: { $number }
follow-alone-why = The totem that gave you the number is not connected again yet. The number counts from when you took it: as soon as the totem is back, you see here when it is your turn.

## staff

cancel = Cancel
logout = Log out
places = Pages
place-desks = Desks
role-name = { $role ->
    [clerk] Clerk
    [welcome] Welcome desk
    [supervisor] Supervisor
   *[admin] Administrator
}
column-state = State
column-action = Action
state-in-force = In force
state-expired = Expired
state-expires-soon = Expires soon
state-revoked = Revoked
revoke = Revoke
revoke-yes = Yes, revoke
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
form-expired = The page had been open for too long and nothing was done: please try again.
form-incomplete = Something is missing, or a value is not valid: check the fields and try again.
form-busy = This is not possible right now and nothing was done: try again in a few seconds.

## login

login-title = Staff login
login-name = User name
login-password = Password
login-enter = Log in
login-again = Start the login again
login-with-password = Log in with name and password
login-with-code = First login or forgotten password
login-with-pin = Come back with your PIN
login-wrong = The name or the password is not correct.
login-too-many = Too many attempts: try again in { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}.
login-out = You have logged out.
login-rests = The session rests: log in again and go on where you were.
login-factor-title = Verification code
login-factor-how = Open the authenticator app on your phone and type the six digits it shows for Sportello.
login-factor-wrong = The code is not correct or has been used already: type the next one that the app shows.
login-office-title = Choose the office
login-office-how = You work in several offices: which one do you enter now?
login-code-title = Log in with a one-time code
login-code-how = The administrator gives you the one-time code; it is good for a short time, and once. With it you choose your password.
login-code-code = One-time code
login-code-set = Save the password
login-code-wrong = The name or the code is not correct, or the code has expired or was used. Ask the administrator for another one if you need it.
login-code-done = Password saved: you can log in now.
login-insecure = Connection not protected
login-insecure-why = From here the password would cross the network in the clear. Open this page by an address that begins with https, or on the computer that runs Sportello.
pin-title = Come back with your PIN
pin-rests = your session, begun at { $time }, rests
pin-field = PIN
pin-pad = Keypad
pin-clear = Clear the PIN
pin-nobody = No session rests at this seat.
pin-other = Not one of these? Log in with name and password
pin-wrong = The PIN is not correct.
pin-ended = Too many wrong PINs: the session is closed. Log in with name and password.
password-rules = Rules for the password
password-rule-broken = Not kept:
password-rule-length = { $low } to { $high } characters; a sentence will do
password-rule-guess = Not a password that can be guessed: common, repeated, with your name or that of the town or the office
password-old = Present password
password-new = New password
password-again = New password, once more
password-refused = The password will not do: see the rule that is marked.
password-not-same = The two passwords are not the same.

## setup

setup-title = First start
setup-step = Step { $n } of { $of }
setup-how = This makes the first administrator of this Sportello. Afterwards this page is gone.
setup-code = Set-up code
setup-code-how = It stands in the window, or in the system’s log, where Sportello was started.
setup-office = Office
setup-go = Make the administrator
setup-code-wrong = The set-up code is not correct, or has expired: a new one stands where Sportello was started.

## factor

factor-title = Second factor
factor-on = On
factor-off = Off
factor-must = Your role needs a second factor: besides the password, a code that changes every thirty seconds.
factor-step-app = Install an authenticator app on your phone, unless you have one.
factor-step-scan = Scan this code with the app.
factor-by-hand = Or type it into the app by hand:
factor-qr = QR code for the authenticator app
factor-step-code = Type the six digits that the app shows.
factor-code = Six-digit code
factor-confirm = Switch the second factor on
factor-wrong = The digits do not match: check the time of your phone and type the next code that the app shows.
factor-done = Second factor on: from now on every login asks for it.

## account

account-title = My login
account-of = My login: { $name }
account-office = Office
account-password = Password
account-password-now = Present password
account-password-ends = Your other sessions are closed.
account-password-change = Change the password
account-password-changed = Password changed. Your other sessions are closed.
account-password-wrong = The present password is not correct.
account-pin = PIN
account-pin-set = Set
account-pin-none = Not set
account-pin-how = { $n } digits. Only good at enrolled seats, to take up a session that rests.
account-pin-new = New PIN
account-pin-do = Set the PIN
account-pin-change = Change the PIN
account-pin-done = PIN set.
account-pin-weak = The PIN has { $n } digits, not all the same, not repeated and not in a row like 123456.
account-factor-how = A code from the phone besides the password. Administrators must have it.
account-factor-do = Switch the second factor on
account-factor-change = Replace the second factor
account-sessions = My sessions
account-sessions-how = Where you are logged in now. Close those you do not recognise, and change the password.
account-end-others = Close all others
account-ended = Session closed.
account-ended-others = { $n ->
    [0] There were no other sessions.
    [one] { $n } other session closed.
   *[other] { $n } other sessions closed.
}

## admin

admin-title = Administration
admin-overview = Overview
admin-people = People
admin-people-purpose = Who works in this office, in which role
admin-sessions = Sessions
admin-sessions-purpose = Who is logged in now
admin-seats = Seats
admin-seats-purpose = The computers of the desks, where a PIN is enough to come back
admin-keys = API keys
admin-keys-purpose = Other programs that use Sportello
admin-devices = Devices
admin-devices-purpose = Totems, displays and printers
admin-configuration = Configuration
admin-configuration-purpose = Desks, services and hours
admin-audit = Audit
admin-audit-purpose = Who did what, and when
admin-warn-factor = { $n ->
    [one] { $n } administrator has no second factor yet
   *[other] { $n } administrators have no second factor yet
}
admin-warn-keys = { $n ->
    [one] { $n } API key expires within thirty days
   *[other] { $n } API keys expire within thirty days
}
admin-warn-mail-none = Mail is not set up: whoever books gets no messages
admin-warn-mail = { $n ->
    [one] { $n } message has not reached who has an appointment
   *[other] { $n } messages have not reached who has an appointment
}
admin-warn-codes = { $n ->
    [one] { $n } person has not logged in for the first time yet
   *[other] { $n } people have not logged in for the first time yet
}
people-name = Name
people-role = Role
people-you = you
people-state-in-force = Active
people-state-waiting = Waits for the first login
people-state-disabled = Disabled
people-since = Since
people-back = All people
people-add = Add a person
people-add-do = Add
people-add-how = You get a one-time code to hand to the person: with it they log in for the first time and choose their password.
people-name-how = For instance mario.rossi; letters, digits, dot and hyphen.
people-name-taken = This name exists already: choose another one.
people-name-wrong = A name has only letters, digits, dots, hyphens and underscores.
people-self = This is your own login. Password, PIN and second factor are changed in:
people-change-role = Role
people-change-role-how = Open sessions are closed: the person logs in again with the new role.
people-change-role-do = Change the role
people-code = One-time code
people-code-how = For the first login or a forgotten password. Earlier codes are no longer good.
people-code-do = Make a code
people-end-sessions = Sessions
people-sessions-count = { $n ->
    [0] No open session.
    [one] { $n } open session.
   *[other] { $n } open sessions.
}
people-end-sessions-how = Open pages stop being updated within five seconds, too.
people-end-sessions-do = Close the sessions
people-forget-factor = Second factor
people-forget-factor-how = If the phone is lost: at the next login the person switches on a new one.
people-forget-factor-do = Forget the second factor
people-disable = Disable
people-disable-how = The person cannot log in any more, and their sessions are closed. It can be undone.
people-disable-do = Disable
people-enable = Enable
people-enable-how = The person can log in with their password again.
people-enable-do = Enable
people-remove = Remove
people-remove-how = The name is erased; what the person did stays in the log without a name.
people-remove-do = Remove…
people-remove-sure = Do you really want to remove { $name }? This cannot be undone.
people-remove-yes = Yes, remove
people-added = { $name } has been added.
people-code-made = New one-time code for { $name }.
people-code-label = One-time code
people-code-shown = Hand it to the person now: it is good until { $time }, once, and will not be shown again. It is used on the page { $page }.
people-role-changed = { $name } now has the role: { $role }.
people-disabled = { $name } is disabled and their sessions are closed.
people-enabled = { $name } is active again.
people-sessions-ended = Sessions of { $name } closed: { $n }.
people-factor-forgotten = The second factor of { $name } is forgotten.
people-removed = The person has been removed.
people-last-admin = Not possible: this would be the last administrator. Appoint another one first.
people-nothing = It was so already: nothing has changed.
sessions-how = A session rests after fifteen minutes without an action, and ends after twelve hours at the latest.
sessions-where = Where
sessions-browser = A browser that is not enrolled
sessions-began = Began
sessions-seen = Last action
sessions-this = this one
sessions-active = In use
sessions-rests = Resting
sessions-end = Close
sessions-end-which = Close the session of { $time }: { $place }
sessions-end-of = Close the session of { $name } of { $time }
sessions-ended = Session closed.
keys-how = With a key another program does what the role allows. A key is shown only once.
keys-none = No API keys.
keys-label = What it is for
keys-label-how = For instance: the town’s web site.
keys-no-label = Without a name
keys-id = Identifier
keys-expires = Expires
keys-days = Good for
keys-add = Make a key
keys-add-do = Make
keys-add-how = Give the least role that is enough. When the key expires the program stops working: make a new one before.
keys-made = Key made: { $id }.
keys-secret = Key
keys-shown = Copy it now into the program that uses it: it will not be shown again.
keys-revoke-which = Revoke key { $id }
keys-revoke-sure = The program that uses it stops working at once.
keys-revoked = Key revoked.
seats-seat = Seat
seats-how = At an enrolled seat somebody whose session rests comes back with a PIN instead of the password.
seats-none = No enrolled seats.
seats-title-field = Name of the seat
seats-title-how = For instance: PC of desk 2.
seats-desk = Desk
seats-any-desk = Any
seats-since = Enrolled on
seats-this = this browser
seats-this-browser = This browser
seats-this-is = This browser is an enrolled seat of this office.
seats-this-how = Enrol it only if it is a computer of the office, not your phone or a public computer.
seats-add-do = Enrol this browser
seats-added = This browser is now the seat: { $title }.
seats-revoke-which = Revoke seat { $title }
seats-revoke-sure = There only the password will do from now on.
seats-revoked = Seat revoked.
devices-none = No devices.
devices-device = Device
devices-role = Kind
devices-role-name = { $role ->
    [totem] Totem
    [display] Display
   *[printer] Printer
}
devices-id = Identifier
devices-beside-desk = Sign: { $desk }
devices-beside-printer = Prints on { $printer }
devices-known = How it is
devices-linked = Linked
devices-page-open = Page open
devices-away = Away for { $since }
devices-unheard = Not heard of yet
devices-version = version { $version }
devices-latency = answers in { $n } ms
devices-memory = memory { $n } MiB
devices-last-number = last number { $number } at { $time }
devices-queued = { $n ->
    [0] nothing waits
    [one] one slip waits
   *[other] { $n } slips wait
}
devices-seconds = { $n } s
devices-minutes = { $n } min
devices-hours = { $n } h
devices-errand-chime = Ring
devices-errand-reload = Reload
devices-errand-print = Test print
devices-asked = Asked: { $title }.
devices-trial = Test print
devices-enrol = Enrol a device that is switched on
devices-enrol-nobody = No device waits to be enrolled just now.
devices-enrol-waiting = These wait with a code on their screen:
devices-enrol-do = Enrol
devices-enrol-how = A new device shows a code as soon as it is switched on. In a browser without a program the code is at the address /enrol/.
devices-browser = Browser
devices-code = Code on the screen
devices-code-how = Six figures, good for ten minutes.
devices-distance = Read from (m)
devices-diagonal = Diagonal (inches)
devices-size-how = For screens only; empty: 5 m and 43 inches.
devices-size-wrong = The distance is from 0.5 to 30 m, the diagonal from 7 to 120 inches: say both or neither.
devices-enrolled = Device enrolled: { $title }. It links by itself within seconds.
devices-code-unknown = No device shows this code. Read it on the screen again: after ten minutes it changes.
devices-code-too-many = Too many wrong codes: try again in { $n } seconds.
devices-code-other-role = The program of that device is for: { $role }. Choose that type.
devices-code-browser = A browser can be a totem or a display, not a printer.
devices-code-gone = The device has gone in this very moment: it will show a new code.
devices-add = Add a device
devices-add-do = Add
devices-add-how = You get the key to type into the device’s program, once.
devices-title-field = Name of the device
devices-title-how = For instance: totem at the entrance.
devices-kind = Kind
devices-kind-display = Display of the hall
devices-kind-sign = Sign · { $desk }
devices-kind-totem = Totem without a printer
devices-kind-totem-with = Totem that prints on { $printer }
devices-kind-printer = Printer
devices-made = Device added: { $title }.
devices-key = Key of the device
devices-shown = Type it into the settings of the device now: it will not be shown again.
devices-revoke-which = Revoke device { $title }
devices-revoke-sure = The device is cut off at once and cannot come back.
devices-revoked = Device revoked.
audit-how = Every change outside the queue and every reading of personal data, the newest first. It cannot be changed.
audit-none = Nothing to show.
audit-when = When
audit-who = Who
audit-what = What
audit-about = About
audit-address = From
audit-everybody = Everybody
audit-everything = Everything
audit-filter = Filter
audit-pages = Pages of the audit
audit-older = Earlier
audit-newest = The newest
people-elsewhere = This person also works in another office: here you can only change the role, or remove the person from this office.
audit-clock = Clock
audit-action = { $action ->
    [code-failed] One-time code refused
    [code-issued] One-time code made
    [configuration-adopted] Configuration adopted
    [configuration-plan-dropped] Planned configuration cancelled
    [configuration-planned] Configuration planned
    [device-added] Device added
    [device-revoked] Device revoked
    [ended-by-wrong-PINs] Session ended by wrong PINs
    [first-admin-set-up] First administrator set up
    [key-added] Key made
    [key-revoked] Key revoked
    [logged-in] Logged in
    [logged-out] Logged out
    [login-failed] Login refused
    [migrated] Database brought to the new version
    [names-read] Names of the staff looked up
    [note-read] A visitor’s note read
    [appointment-read] Details of an appointment read
    [appointments-read] Appointments of a day read
    [password-changed] Password changed
    [password-hashed-anew] Password protected anew
    [person-added] Person added
    [person-disabled] Person disabled
    [person-enabled] Person enabled
    [person-removed] Person removed
    [PIN-changed] PIN changed
    [PIN-failed] Wrong PIN
    [restored] Restored from a backup
    [returned-by-PIN] Back by PIN
    [role-changed] Role changed
    [seat-enrolled] Seat enrolled
    [seat-revoked] Seat revoked
    [second-factor-failed] Wrong second factor
    [second-factor-forgotten] Second factor forgotten
    [second-factor-set] Second factor set
    [session-ended] Session ended
    [session-ended-by-time] Session ended by time
    [sessions-ended] Sessions ended
    [set-up-failed] Set-up refused
   *[other] { $code }
}
audit-removed-person = A removed person
audit-command-line = Command line
audit-nobody = Nobody
audit-key = Key { $id }

## office

office-title = The office
office-mail = Messages to people with appointments
office-mail-none = Mail is not set up: whoever books gets no messages. Whoever runs the server sets it up in sportello.toml, under [mail].
office-mail-waiting = { $n ->
    [one] One message is waiting to go out, since { $time } on { $date }.
   *[other] { $n } messages are waiting to go out, the first since { $time } on { $date }.
}
office-mail-failed = { $n ->
    [one] One message has not arrived and will not be sent any more. Where it matters, phone.
   *[other] { $n } messages have not arrived and will not be sent any more. Where it matters, phone.
}
office-mail-well = All messages have gone out.
office-data = Personal data
office-erasure = { $n ->
    [one] Names and addresses of whoever booked are erased one day after the appointment, in backups too.
   *[other] Names and addresses of whoever booked are erased { $n } days after the appointment, in backups too.
}

## configuration

configuration-how = Everything that the office offers stands in one document: desks, services, hours, needs. Here you see which is in force, upload another one and decide when it comes into force.
configuration-in-force = In force
configuration-version = Version { $version }
configuration-since = since { $date }
configuration-by = Stored by
configuration-stored = Stored
configuration-note = Note
configuration-no-note = No note
configuration-state = State
configuration-state-in-force = In force
configuration-state-planned = From the next opening
configuration-state-past = No longer in force
configuration-state-never = Never came into force
configuration-download = Download as a TOML file
configuration-planned = Version { $version } comes into force at the next opening ({ $when }). Nothing changes until then.
configuration-planned-unknown = Version { $version } comes into force at the next opening. Nothing changes until then.
configuration-drop = Cancel the planned change
configuration-drop-sure = The version in force will stay at the next opening too.
configuration-drop-yes = Yes, cancel
configuration-dropped = The planned change is cancelled: the version in force stays.
configuration-nothing-planned = No change is planned.
configuration-change = Change the configuration
configuration-change-how = Download the document in force, edit it, and upload the file here (or all the files that it is split into). You will see what is different before anything changes.
configuration-files = TOML files
configuration-files-how = One file or more, together at most { $size } kB.
configuration-check = Check and compare
configuration-no-file = Choose a file first.
configuration-too-long = The files are too large: together they may have at most { $size } kB.
configuration-mistakes-title = The document cannot be used as it is
configuration-mistakes = { $n ->
    [one] There is { $n } mistake. Correct it and upload the file again. Nothing has changed.
   *[other] There are { $n } mistakes. Correct them and upload the files again. Nothing has changed.
}
configuration-more = { $n ->
    [one] … and { $n } more
   *[other] … and { $n } more
}
configuration-file = File
configuration-line = Line
configuration-where = Where
configuration-what = What is wrong
configuration-warnings = Worth a look
configuration-warnings-how = It may be meant so: the document can be used all the same.
configuration-preview = Comparison
configuration-preview-how = This is what changes from version { $version }, which is in force. Nothing changes until you confirm.
configuration-differences = { $n ->
    [one] { $n } difference
   *[other] { $n } differences
}
configuration-same = The document is the same as the one in force: there is nothing to change.
column-version = Version
configuration-adopt-do = Adopt
configuration-adopt = When is it to come into force?
configuration-note-how = Why this change: it stays in the history. No personal data.
configuration-adopt-now = Now
configuration-adopt-now-how = It counts at once. Whoever has a number keeps the place.
configuration-adopt-next = From the next opening
configuration-adopt-next-how = It counts from when the next day opens ({ $when }).
configuration-adopt-next-how-unknown = It counts from when the next day opens.
configuration-replaces-plan = It takes the place of version { $version }, which was planned for the next opening.
configuration-obstacles = Not possible now:
configuration-obstacles-then = It is possible from the next opening, when nobody waits any more; or later, or with a document that keeps what is still needed.
configuration-adopted = Version { $version } is in force.
configuration-is-planned = Version { $version } comes into force at the next opening.
configuration-unchanged = The document is that one already: nothing has changed.
configuration-history = History
configuration-history-none = No version.
configuration-older = Earlier versions
configuration-newest = The newest
configuration-back = The whole configuration
configuration-brought = What it changed from version { $version }
configuration-first = It is the first version of this office.
configuration-revert = Go back to this version
configuration-revert-how = The document of then is stored as a new version; the history stays whole. This is what would change from the version in force.
configuration-revert-note = Back to version { $version }
configuration-adoptions = In force from
configuration-sign-lost = Device { $device } shows desk { $desk }, which this document no longer has.
configuration-seat-lost = Workstation { $seat } is enrolled for desk { $desk }, which this document no longer has.
configuration-appointments-displaced = { $n ->
    [one] One appointment of { $date } would find the doors closed. It stands until it is moved or cancelled.
   *[other] { $n } appointments of { $date } would find the doors closed. They stand until they are moved or cancelled.
}

difference-added = Added: { $what }
difference-removed = Removed: { $what }
difference-changed = { $what }: { $before } → { $after }
difference-gained = { $what }: added { $value }
difference-lost = { $what }: removed { $value }
difference-order = { $what }: the order changes
difference-takes = { $desk } also takes { $service }
difference-takes-no-more = { $desk } no longer takes { $service }
difference-yes = yes
difference-no = no
difference-nothing = nothing
difference-list = { $list ->
    [office] Office
    [hours] Hours
    [series] Series
    [services] Services
    [desks] Desks
    [triage] Triage
    [needs] Needs
    [questions] Questions
    [evidence] Papers
    [bodies] Offices and bodies
    [online] Online services
    [life_events] Life events
    [consultancies] Consultancies
    [agenda] Appointments
    [plans] Plans of appointments
   *[other] { $name }
}
difference-entry = { $list ->
    [series] series
    [services] service
    [desks] desk
    [needs] need
    [questions] question
    [evidence] paper
    [bodies] office or body
    [online] online service
    [life_events] life event
    [consultancies] consultancy
    [plans] plan
   *[other] entry
}
difference-field = { $field ->
    [address] address
    [also] related services
    [always_rolls_at] always open, new day at
    [amount] amount
    [answers] answer
    [appointment_min] promised wait by appointment (minutes)
    [ask] next question
    [bodies] offices and bodies
    [book_until] booked until
    [capacity] appointments side by side
    [category] category
    [channels] channels
    [closed] days without appointments
    [closures] closures
    [code] code
    [competent] competent office
    [confidence] confidence
    [consultancies] consultancies
    [costs] costs
    [date] date
    [day] day
    [days_before] days before
    [deadline] deadline
    [desk] desk
    [desks] desks
    [draw] draw
    [draw_min] draw open for minutes before
    [early_min] check-in from minutes before
    [email] e-mail
    [en] in English
    [erase_after_days] data erased after days
    [every_min] a start every minutes
    [evidence] papers
    [friday] Friday
    [from] from
    [green_share] green share
    [hint] hint
    [hold_min] time kept for minutes
    [horizon_days] days ahead
    [hours] hours
    [icon] icon
    [id] id
    [identity] digital identity
    [it] in Italian
    [items] items
    [kind] kind
    [late_min] lateness allowed (minutes)
    [lead_min] notice (minutes)
    [letter] letter
    [life_events] life events
    [local_holidays] local holidays
    [minutes] minutes at the desk
    [missing] missing paper
    [monday] Monday
    [name] name
    [national_holidays] closed on national holidays
    [needs] needs
    [note] note
    [notes] notes
    [number] number
    [offer_min] place offered for minutes
    [office] office
    [online] online service
    [ordinary_min] promised ordinary wait (minutes)
    [output] what comes of it
    [overtime_min] minutes beyond closing
    [patience_min] bearable wait (minutes)
    [people_max] people at most
    [phone] telephone
    [priority_min] promised wait with precedence (minutes)
    [processing] processing time
    [questions] questions
    [red_share] red share
    [refer] referred to
    [release_at] places released at
    [remind_at] reminder at
    [route] route
    [saturday] Saturday
    [sensitive] sensitive
    [series] series
    [services] services
    [skills] services taken
    [source] sources
    [spans] hours
    [special] days with hours of their own
    [special_openings] special openings
    [steps] steps
    [summary] summary
    [sunday] Sunday
    [take_from_min] numbers from how many minutes before
    [targets] promised waits
    [text] text
    [then] what follows
    [thursday] Thursday
    [times] times
    [title] title
    [triage] triage
    [tuesday] Tuesday
    [unconfirmed] to be confirmed
    [until] until
    [url] web address
    [validity] validity
    [verified] verified on
    [waiting_place] waiting place
    [wednesday] Wednesday
    [week] week
    [weight] weight
    [what] for what
    [when] in which case
    [words] words
    [working_days] working days only
    [zone] time zone
   *[other] { $name }
}

mistake-syntax = This is not valid TOML ({ $message }): look at quotes, brackets and equals signs on this line and on the one before.
mistake-not-text = There is a character here that is no UTF-8 text: save the file as UTF-8.
mistake-table-twice = [{ $name }] stands in { $file }, line { $line }, already: keep one of the two.
mistake-unknown-field = There is no field “{ $field }”: take it away or correct its name. Possible: { $known }.
mistake-missing-field = The field “{ $field }” is missing: add it.
mistake-unknown-word = “{ $word }” is not one of the possible values: { $known }.
mistake-wrong-kind = There is { $found } here; write { $kind ->
    [text] a text between quotes
    [number] a whole number, from 0
    [share] a number, such as 0.5
    [yes-no] true or false
    [list] a list between square brackets
    [table] a group of fields, such as {"{"} it = "…", en = "…" {"}"}
   *[other] { $other }
}.
mistake-bad-id = An id has 1 to 64 of the characters a-z, A-Z, 0-9, “-” and “_”: correct it.
mistake-bad-series = A series is a letter from A to Z without I, O and Q: choose another one.
mistake-bad-amount = An amount is euro and cents, such as "22.21".
mistake-bad-period = A length of time is written as in "P6D" (six days), "P1M" (a month) or "PT0S" (at once).
mistake-bad-time = A time is written HH:MM, from "00:00" to "24:00".
mistake-bad-day = A day of the year is written MM-DD, such as "12-06".
mistake-bad-outcome = What follows is {"{"} ask = "question" {"}"} or {"{"} services = ["service"] {"}"}; route, missing and refer beside services only.
mistake-other = The value does not fit ({ $message }).
mistake-twice = This id or number is taken: give one of the two another.
mistake-none = The list [[{ $list }]] is empty: add at least one entry.
mistake-too-many = There are more than { $n }: take some away.
mistake-unknown = There is no “{ $id }” in [[{ $list }]]: correct the id or add the entry.
mistake-reserved-series = Series { $letter } is kept (B for appointments, X for numbers given offline): choose another letter.
mistake-nobody-takes = No desk takes this service: give it to a desk, or change its route.
mistake-long-id = The id of the office has at most { $n } characters: shorten it.
mistake-minutes = This is from { $min } to { $max } minutes.
mistake-text = Write from 1 to { $n } characters in every language.
mistake-spans = The hours of a day must follow each other and end after they start.
mistake-closure = The closure ends before it starts: correct the dates.
mistake-special-empty = A special opening needs hours; a day off is a closure.
mistake-special-twice = There is a special opening on this day already: join the two.
mistake-rolls-at = The time is from 00:00 to 23:59.
mistake-never-open = The office would never open: give it a week, special openings or always_rolls_at.
mistake-answers = Give the question from 2 to { $n } answers.
mistake-legs = Name from 1 to { $n } services, each once.
mistake-loop = This answer leads back to question “{ $question }”: let it end in a service.
mistake-too-deep = { $count } questions can follow here, and at most { $max } may: shorten the way.
mistake-nobody-to-refer = Say in refer which of [[bodies]] does it.
mistake-refer-unused = refer goes with route = "refer" or with missing: change the route or take it away.
mistake-nothing-online = Say in online which of [[online]] it is.
mistake-no-steps = Write the steps: who is not served at once must read what to do.
mistake-weight = The weight is from 0 to { $n }.
mistake-shares = Shares are from 0 to 1, and red_share is not above green_share.
mistake-address = Write an address of the web that starts with https://
mistake-unknown-fact = “{ $name }” is not a field that can be unconfirmed: use the name of one, such as "costs".
mistake-split-series = “{ $one }” and “{ $other }” are counted under letter { $letter }, but no chain of desks joins them: give one of the two another letter, or a desk both.
mistake-plan-skill = The desk of this plan does not take the service “{ $service }”: add it to the desk’s skills, or take it out of the plan.
mistake-plan-services = The plan has no services: name at least one.
mistake-plan-ends = The plan ends before it begins.
mistake-range = The value goes from { $min } to { $max }.
mistake-book-until = Give either the day of the week (day) or the days before (days_before), not both.
warning-outside-hours = Only “{ $body }” deals with it, which is outside the uniform hours.
warning-never-asked = No need leads to this question.
warning-never-found = No need leads to this service.

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
slip-copy-sheet = COPY { $n }
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
slip-another = Another matter
slip-procedure = What you need and how to do it
slip-bring = First bring this paper
slip-referral = Please go here
slip-online = You can do this from home
slip-on-the-web = Online
slip-unnamed = Your matter
slip-quick = Done at the desk, with a number
slip-appointment = Done by appointment
slip-from-home = Can be done from home
slip-elsewhere = Another body does this
slip-in-italian = The texts of the service are in Italian
slip-in-english = The texts of the service are in English
slip-for = For
slip-papers = What you need
slip-steps = How to do it
slip-costs = Costs
slip-times = Times and deadlines
slip-output = What you get
slip-notes = Good to know
slip-place = Where
slip-hours = Opening hours
slip-phone = Tel. { $phone }
slip-contacts = Contacts
slip-place-of-paper = Where to get it
slip-gives = Here you get
slip-come-back = Then come back to the desk with the paper and this slip
slip-identity = You need { $identity }
slip-identity-none = No digital identity is needed
slip-either = { $one } or { $other }
slip-scan = Point your phone at the code
slip-check-first = Before you go, check the hours and the papers
slip-more = For the rest, ask at the desk
slip-booked = Your appointment
slip-booked-at = at { $time }
slip-booked-people = For { $n } people
slip-booked-code = Appointment code
slip-booked-arrive = Come between { $from } and { $start }: with this code you take your number at the totem
slip-booked-late = After { $until } it becomes an ordinary number
slip-booked-page = To see, move or cancel the appointment
slip-kept = Appointment at { $time }
slip-kept-how = We call you near your time
slip-too-late = Checked in after { $until }: it has become an ordinary number

## catalogue

catalogue-of = Catalogue of services: { $office }
catalogue-about = The services of the office, with papers, steps, costs and times. What is “to be confirmed” awaits confirmation by the office.
channel-counter = At the desk
channel-appointment = At the desk, by appointment
channel-online = Online
channel-post = By post
channel-email = By e-mail
channel-phone = By telephone

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
refusal-service-in-use = Number { $number } is still open for service “{ $service }”, which no desk would take any more.
refusal-service-booked = There are appointments for service “{ $service }”, which no desk would take any more: the first on { $date } at { $time }. Move or cancel them first.
refusal-desk-in-use = Desk “{ $desk }” is still in use: close it before it goes.
refusal-desk-elsewhere = Desk “{ $desk }” is one of another office: give it another id.
refusal-other-office = This configuration is that of another office ({ $office }).
refusal-configuration-moved-on = Version { $version } has come into force meanwhile: compare again.
refusal-unknown-need = This office does not know this need.
refusal-unknown-answer = This answer is not one of those possible: please start again.
refusal-leads-nowhere = We cannot find the right way: please ask at the welcome desk.
refusal-too-many-legs = One number can be for at most { $max } services: please take another number for the others.
refusal-not-bookable = Appointments for this service are not booked here.
refusal-nothing-to-book = Please choose what the appointment is for.
refusal-too-many-people = An appointment can be for at most { $max } people.
refusal-no-such-place = No appointment can be booked for this time: please choose another one.
refusal-place-taken = Somebody has just taken this time: please choose another one.
refusal-reservation-over = The time to confirm is over and the place is free again: please choose it again.
refusal-extended-before = This time has been kept longer once already.
refusal-unknown-booking = We cannot find this appointment: please check the code and the last name.
refusal-booking-step = This appointment { $state ->
    [reserved] is not confirmed yet
    [booked] is confirmed
    [checked_in] has been checked in already
    [cancelled] was cancelled
    [moved] was moved
    [missed] is over
   *[lapsed] was not confirmed in time
}.
refusal-too-early = It is early: your appointment is at { $start }. You can check in from { $from }.
refusal-other-day = Your appointment is not today: it is on { $date } at { $time }.
refusal-appointment-elsewhere = Your appointment is at another office ({ $office }), on { $date } at { $time }.
refusal-unknown-wish = We cannot find this request.
refusal-too-many-wait = Too many people are waiting for a place already: please try again later.
refusal-draw-closed = The draw cannot be joined now.
refusal-draw-closed-until = The draw can be joined from { $date } at { $time }.

## mail

mail-appointment = Appointment
mail-bring = What to bring
mail-bring-on-page = What to bring is written on the page of your appointment.
mail-page = To see, move or cancel the appointment: { $address }
mail-subject-confirmation = Appointment confirmed: { $date }, { $time }
mail-subject-change = Appointment moved: { $date }, { $time }
mail-subject-cancellation = Appointment cancelled: { $date }, { $time }
mail-subject-reminder = Reminder: appointment { $date }, { $time }
mail-subject-offer = A place has become free: { $date }, { $time }
mail-greeting = Dear { $name },
mail-greeting-nameless = Good morning,
mail-confirmation = your appointment is confirmed.
mail-change = your appointment has been moved. This new time holds.
mail-cancellation = your appointment has been cancelled. There is nothing else to do.
mail-reminder = this is a reminder of your appointment.
mail-offer = a place has become free, as you asked. It is kept for you until { $time } on { $date }: then it goes to others.
mail-what = What for
mail-when = When
mail-where = Where
mail-people = People
mail-code = Code
mail-check-in = When you arrive, touch the totem or go to the welcome desk with your code: from { $early } minutes before to { $late } minutes after the time.
mail-open-page = Open the page of the appointment
mail-cannot-come = Cannot come? Cancel with one tap: the place goes to somebody who waits for it.
mail-cancel = Cancel the appointment
mail-take-offer = See the place and confirm it
mail-book-again = Book another appointment
mail-calendar = A file for your calendar comes with this message.
mail-erased = Automatic message of the town hall. Name and contacts are erased { $n ->
    [one] one day
   *[other] { $n } days
} after the appointment; on its page you can have a copy of them or erase them earlier.

## routes

route-quick = At once, at a desk
route-appointment = By appointment
route-online = Online, from home
route-refer = At another body
route-in-time = It can be done now, before closing.
route-tight = It may not be finished before closing.
route-long-wait = The wait is long today.
route-at-own-wish = At a desk as well, if you prefer.
route-rest-now = The rest can be done now at a desk.
route-by-appointment = This service is by appointment.
route-not-in-time = Today it could not be finished before closing.
route-no-desk = No desk takes this service any more today.
route-not-now = Numbers are not given now.
route-not-now-until = Numbers are not given now: they are again on { $date } at { $time }.
route-not-in-the-hall = The desks of this office do not take this service.
route-bring-first = A paper is needed first: { $paper }.
route-from-home = It can be done from home, without coming to the town hall.
route-other-body = Another body does it.
route-gives-paper = The missing paper can be had here: { $paper }.

## why

why-first-come = First come: waiting for { $waited }
why-priority = Priority: waiting for { $waited } (target { $target })
why-appointment = Appointment at { $time }
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
home-welcome = Who receives visitors sorts them: three letters, Enter, and they have a number or their procedure.
home-desk-title = Desk { $n }
home-desk = The clerk’s workplace: one key, and the next number is called.
home-follow-title = On the phone
home-follow = One’s own turn: place in the queue, wait, and a notice when called.
home-follow-how = Opens with the QR code of the slip
home-book-title = From home
home-book = An appointment in five steps, without an account: the date, a reminder and what to bring.
home-appointments = The welcome desk makes, moves and finds appointments, also on the phone.
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

## staff: printers

printer-line = { $printer }: { $trouble }
printer-relieved = Meanwhile its slips come out here: { $printer }.
printer-paper-low = paper is running low. Keep a new roll at hand.
printer-paper-out = there is no paper. Put in a new roll: slips that are still of use come out by themselves.
printer-cover-open = the cover is open. Close it until it clicks.
printer-jam = paper is jammed or the cutter is stuck. Open the cover, take the paper out and close it again.
printer-unplugged = it is off or its cable is out. Switch it on and check the cables.
printer-silent = it does not answer. Switch it off, wait ten seconds and switch it on again.
printer-wrong-answers = its answers make no sense. Check the cable and the model that is set.
printer-away = its program is not linked. Check that the computer beside it is on and in the network.
## staff: appointments

bookings-title = Appointments
bookings-follow-up = Follow-up appointment · desk { $number }
bookings-back-desk = Back to the desk
bookings-list = List of the day
bookings-find = Find by code or last name
bookings-found = { $n ->
    [0] No appointment found
    [one] { $n } appointment found
   *[other] { $n } appointments found
}
bookings-check-in = Is here: give the number
bookings-move = Move
bookings-cancel = Cancel
bookings-print = Print again
bookings-moving = Move the appointment:
bookings-what = What for
bookings-service = Service
bookings-service-more = And in the same visit
bookings-choose = Choose the service
bookings-none = Nothing else
bookings-people = People
bookings-from = From
bookings-seek = Find times
bookings-times = First free times
bookings-who = Who comes (optional)
bookings-by-phone = On the phone
bookings-last-name = Last name
bookings-first-name = First name
bookings-phone = Phone
bookings-email = E-mail
bookings-who-hint = A last name and a way to reach them are needed only for callers and for the waiting list. They are erased by themselves after the appointment.
bookings-book = Book
bookings-move-here = Move here
bookings-wait = No time suits?
bookings-until = Tell when a place becomes free up to
bookings-wish = Put on the waiting list
bookings-said-booked = Booked: { $date } at { $time }, desk { $desk }. The code is
bookings-said-cancelled = Appointment cancelled: the place is free again.
bookings-said-late = Number { $number }: the time had passed, the number is an ordinary one.
bookings-said-waits = On the waiting list: we tell when a place becomes free. The code is
bookings-said-unknown = This appointment is not one of this office.
bookings-said-needs-name = A last name and a phone or e-mail are needed: without them nobody can be told.
bookings-said-unfit = { $field ->
    [first_name] The first name
    [last_name] The last name
    [email] The e-mail address
    [phone] The phone number
   *[details] The text
} cannot be right: please correct it.
bookings-state = { $state ->
    [reserved] being made
    [booked] booked
    [checked_in] checked in
    [cancelled] cancelled
    [moved] moved
    [missed] did not come
   *[lapsed] lapsed
}
bookings-list-made = Printed on { $date } at { $time }
bookings-list-days = Other days
bookings-list-before = Day before
bookings-list-after = Day after
bookings-list-date = Date
bookings-list-show = Show
bookings-list-done = Done
bookings-list-time = Time
bookings-list-state = State
bookings-list-none = There is no appointment on this day.
bookings-name = Name
bookings-count-ahead = { $n } expected
bookings-count-here = { $n } checked in
bookings-count-missed = { $n } did not come
bookings-count-back = { $n } cancelled or moved
bookings-count-saved = { $n ->
    [one] { $n } minute saved
   *[other] { $n } minutes saved
}
desk-appointments = Appointments at this desk
desk-appointments-none = No other appointment today.
desk-follow-up = Follow-up appointment
desk-appointment-here = is here: { $number }
welcome-book = Appointment

## booking

footer-places = Links
footer-booking = Book an appointment
footer-find = My appointment
footer-privacy = Privacy notice
book-from-here = Book an appointment
book-title = Book an appointment
book-required = Fields marked with an asterisk are required
book-steps = Steps of the booking
book-step-place = Place
book-step-time = Date and time
book-step-details = Appointment details
book-step-applicant = Applicant
book-step-summary = Summary
book-step-done = Done
book-step-now = Current step
book-back = Back
book-next = Next
book-change = Change
book-change-what = Change: { $what }
book-give-up = Cancel
book-office = Office
book-office-how = Choose the office
book-office-other = Another office
book-address = Address
book-opening = Opening hours
book-none = Appointments cannot be booked from home at the moment.
book-none-for = Appointments for this service cannot be booked from home.
book-none-how = Come to the desks during opening hours, or look at the other services.
book-reason = Reason
book-reason-how = Choose the reason for the appointment
book-reason-choose = Select an option
book-also = Other reasons in the same appointment
book-also-n = Other reason { $n }
book-also-none = No other reason
book-people = For how many people
book-people-how = Each person takes their own time: with more people the appointment is longer.
book-people-n = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
book-times = Available appointments
book-month = Select a month
book-month-show = Show
book-day-times = { $n ->
    [one] { $n } time
   *[other] { $n } times
}
book-on-at = { $date } at { $time }
book-lasts = Takes { $length }
book-times-none-month = There is no free time this month.
book-times-first = First free time: { $date } at { $time }
book-times-none = No free time
book-times-none-why = At the moment every time that can be booked is taken.
book-together = These reasons do not fit into one appointment: go back and remove one.
book-releases = Times still to come
book-released = Times on { $date } can be booked from { $day } at { $time }.
book-released-draw = Times on { $date } are drawn by lot on { $day } at { $time }.
book-draw-from = You can join from { $time }.
book-draw-join = Join the draw
book-wait-ask = No time suits you?
book-wait = Tell me when a place becomes free
book-kept = We keep the time for you until { $time }
book-kept-left = left:
book-extend = I need more time
book-over = The time is up and the place is free again. What you wrote is still here.
book-over-again = Choose the time again
book-details = Details
book-details-add = Add more details, if you like
book-details-max = At most { $n } characters
book-details-warn = Do not write anything about health or other delicate matters: if needed, you will say it at the desk.
book-details-none = For this reason we ask for no details: you will say what is needed at the desk.
book-first-name = First name
book-last-name = Last name
book-email = Email
book-phone = Phone
book-contact = How we reach you
book-contact-how = Give at least one of the two: email or phone.
book-privacy = We use this data for the appointment only. { $n ->
    [one] The day after
   *[other] After { $n } days
} we erase it.
book-privacy-more = Read the whole privacy notice
book-privacy-language = The notice below is in English.
book-mistakes = Something is missing
book-mistake-office = Choose the office
book-mistake-reason = Choose the reason
book-mistake-time = Choose a time
book-mistake-first-name = Write the first name
book-mistake-last-name = Write the last name
book-mistake-email = The email is not complete: for example name@example.org
book-mistake-phone = The phone number has 6 to 15 digits
book-mistake-contact = Write the email or the phone number
book-mistake-details = The details can have at most { $n } characters
book-mistake-until = Choose a day from today on
book-terms = Terms and conditions
book-terms-cancel = If you cannot come, cancel or move the appointment on its page: somebody else needs the place.
book-terms-come = Check in at the totem or the welcome desk from { $early } minutes before. More than { $late } minutes late you get an ordinary number.
book-terms-people = If you come for another person, bring the authorisation and their document.
book-send = Confirm and send
book-summary-check = Check everything before you send it.
book-done = Appointment confirmed
book-done-for = Your appointment is on { $date } from { $from } to { $until }
book-done-mail = We are sending a summary to:
book-done-keep = Save this page or take a picture of it: you need the code on the day.
book-code = Code
book-code-how = Type it at the totem when you arrive. With it you find the appointment again.
book-bring = What to bring
book-desk = Desk { $n }
book-calendar = Add to your calendar
book-calendar-file = Calendar file
book-print = Print
book-gone = This booking is not open any more
book-gone-why = Too much time has passed, and what was written has been erased. If you had confirmed, the appointment holds: find it with its code.
book-again = Start the booking again
book-given-up = Nothing was booked
book-given-up-why = The time is free again, and what you had written has been erased.
appointment-title = Your appointment
appointment-from-until = from { $from } to { $until }
appointment-state = { $state ->
    [reserved] Not confirmed yet
    [booked] Confirmed
    [checked_in] Checked in
    [cancelled] Cancelled
    [moved] Moved
    [missed] Past
   *[lapsed] Lapsed
}
appointment-state-how = { $state ->
    [reserved] The time is kept a little longer: finish the booking.
    [booked] We expect you.
    [checked_in] You are in the queue with your number: watch the board.
    [cancelled] The place is free again.
    [moved] The new time holds.
    [missed] If you still come today you get an ordinary number.
   *[lapsed] The time was not confirmed soon enough.
}
appointment-change = If something changes
appointment-move = Move to another time
appointment-move-title = When would you like to come instead?
appointment-move-now = Now it is
appointment-move-how = Your present place stays yours until the new one is confirmed.
appointment-move-do = Move the appointment
appointment-moved = The appointment has been moved
appointment-cancel = Cancel the appointment
appointment-cancel-title = Do you want to cancel the appointment?
appointment-cancel-what = The place becomes free for somebody else and cannot be taken back.
appointment-cancel-yes = Yes, cancel it
appointment-cancel-no = No, back to the appointment
appointment-again = Book another appointment
appointment-mine = My data
appointment-mine-how = Name, contacts and details serve this appointment only and are erased afterwards.
appointment-mine-none = We keep no name or contact for this appointment.
appointment-export = Download my data
appointment-erase = Erase my data
appointment-erase-title = Do you want to erase your data?
appointment-erase-what = Name, contacts and details disappear at once and you get no more messages. The appointment stays: the code holds.
appointment-erase-yes = Yes, erase my data
appointment-erased = Your data has been erased
appointment-find = Find your appointment
appointment-find-how = Write the code of the slip or the message, and the last name if you gave it.
appointment-find-code = Code of the appointment
appointment-find-do = Find
appointment-unknown = Appointment not found
appointment-unknown-why = This address is not known, or your data has been erased already.
appointment-back = Back to the appointment
appointment-qr = QR code of the appointment, to be shown to the totem
appointment-again-sure = Please confirm once more
appointment-not-done = It was not possible
wish-how = When somebody cancels, the place goes to whoever asked first. We write to you and keep it for { $length }.
wish-how-phone = Without an email we cannot write to you: keep the next page open, the offered place appears there.
wish-until = Up to which day it suits you
wish-send = Put me on the list
wish-waiting = You are on the waiting list
wish-waiting-how = As soon as a place is free you find it here, and we write to you if you left your email. Keep the address of this page.
wish-code-how = With this code and your last name you find this page again under “My appointment”.
wish-waiting-until = Until { $date }
wish-offered = There is a place for you
wish-offered-until = We keep it for you until { $date } at { $time }
wish-accept = Confirm the appointment
wish-decline = No, leave it to others
wish-drop = Take me off the list
wish-ended = The request is closed
wish-ended-how = The place is gone or the request was withdrawn. You can look for a free time or ask again.
draw-title = Draw
draw-for = Times on { $date }
draw-how = Whoever joins before { $time } is put in random order: it does not matter who comes first.
draw-send = Join
draw-waiting = You are in the draw
draw-waiting-how = The draw is at { $time } and the outcome appears here by itself. Keep this page open.
draw-ended = Not this time
draw-ended-how = The times went to others. You can join the waiting list or try the next draw.

## privacy

privacy-title = Privacy notice
privacy-lead = Which data this reception and booking service uses, why, and for how long (Article 13 of Regulation (EU) 2016/679).
privacy-who = Who uses the data
privacy-who-text = The controller is the municipality that the office belongs to: { $office }. The contacts of the controller and of the data protection officer are on the municipality’s own website.
privacy-what = Which data
privacy-what-number = A number taken at the office: no name. What was said at the welcome desk is erased at the end of the day.
privacy-what-hall = An appointment made at the totem: no name, only a code.
privacy-what-home = An appointment from home or by phone: first and last name, email or phone and, if you like, a few lines of details.
privacy-what-sensitive = For delicate services we ask for no details, and the boards show the number only.
privacy-what-technical = The program keeps a log of what was done, without names, contacts or codes.
privacy-why = Why
privacy-why-text = The data serves to make, remind of and manage the appointment: a task in the public interest of the municipality (Article 6(1)(e)). You need not give it: without, you can make an appointment at the totem or at a desk. No decision is automated.
privacy-long = For how long
privacy-long-text = Name, contacts and details are erased { $n ->
    [one] the day after the appointment
   *[other] { $n } days after the appointment
}, from backup copies as well. Only counts without names remain. What is written in a booking that is not confirmed is erased within an hour.
privacy-seen = Who sees it
privacy-seen-text = The clerks of the office, when they need it: every reading of a name leaves a trace. Where the municipality entrusts the program or the mail to a provider, that one is appointed processor. The data does not leave the European Union and is given to nobody else.
privacy-rights = Your rights
privacy-rights-text = You can see, download, correct and erase your data, and object to its use. You do so yourself on the page of the appointment, with the code, or by asking the municipality.
privacy-rights-find = Open my appointment
privacy-complain = If you believe that your data is used wrongly you can turn to the Garante per la protezione dei dati personali.
privacy-cookies = Cookies
privacy-cookies-text = These pages use no profiling cookies and load nothing from other sites. Only staff who log in receive a technical cookie.

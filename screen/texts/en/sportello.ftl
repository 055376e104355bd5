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
wait-soon = Your turn comes soon
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

## display

## desk

## follow

## paper

slip-copy = Copy { $n } of { $number }
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

## why

## home

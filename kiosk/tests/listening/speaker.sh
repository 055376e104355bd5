#!/bin/sh
# A voice that says what it was to say: the language, then the words.
printf 'RIFF %s ' "$2"
exec cat

-- The whole current database of Sportello. Executed for every fresh database.
--
-- One file for all offices of a server. Times are UTC, milliseconds since 1970, unless a column
-- says otherwise; dates are service days (YYYY-MM-DD). The log (event) is the truth about what
-- happened; ticket, leg, desk, service_day, block, booking, wish and draw follow from it, in the same
-- transaction, and are compared with it by `sportello verify`. Constraints are the second wall behind the rules.

create table server (
  id          integer not null constraint server_is_one_row check (id = 1),
  mode        text    not null constraint server_mode check (mode in ('demo', 'serve')),
  epoch       integer not null,           -- changes at init and restore; another epoch resets screens
  secret      blob    not null,           -- 32 random bytes; signs the keys of confirm pages
  created_at  integer not null,
  constraint server_pk primary key (id)
) strict;

create table office (
  id          text    not null,
  seq         integer not null default 0, -- of its last event
  day_seq     integer not null default 0, -- of its last DayOpened: the floor is folded from here
  constraint office_pk primary key (id)
) strict, without rowid;

-- Immutable documents; which one is in force is said by ConfigurationAdopted in the log.
create table configuration (
  office      text    not null,
  version     integer not null constraint configuration_version check (version > 0),
  document    text    not null constraint configuration_json check (json_valid(document)),
  created_at  integer not null,
  created_by  text    not null default '',-- as in the audit
  note        text    not null default '',-- why, in the words of whoever stored it
  constraint configuration_pk primary key (office, version),
  constraint configuration_office foreign key (office) references office (id)
) strict, without rowid;

create trigger configuration_is_never_updated before update on configuration
begin
  select raise(abort, 'a stored configuration is never changed');
end;

create trigger configuration_is_never_deleted before delete on configuration
begin
  select raise(abort, 'a stored configuration is never changed');
end;

-- ---------------------------------------------------------------------------------------- the log

create table event (
  office      text    not null,
  seq         integer not null constraint event_seq check (seq > 0),
  day         text,                       -- absent before the first service day
  at          integer not null,
  by_kind     text    not null,
  by_id       text    not null,
  cause       text,                       -- the caller's own name for the request
  kind        text    not null,
  body        text    not null constraint event_json check (json_valid(body)),
  hash        blob    not null,           -- SHA-256 over the hash before it and this row
  constraint event_pk primary key (office, seq),
  constraint event_office foreign key (office) references office (id)
) strict, without rowid;

create index event_of_adoption on event (office, seq) where kind = 'ConfigurationAdopted';

create trigger event_is_never_updated before update on event
begin
  select raise(abort, 'the log is never changed');
end;

create trigger event_is_never_deleted before delete on event
begin
  select raise(abort, 'the log is never changed');
end;

create trigger event_has_no_gap before insert on event
when new.seq <> (select seq + 1 from office where id = new.office)
begin
  select raise(abort, 'the log has no gap');
end;

-- ---------------------------------------------------------------------------- what follows from it

create table service_day (
  office      text    not null,
  date        text    not null,
  opened_at   integer not null,
  opens       integer not null,
  closes      integer not null,
  ends        integer not null,
  closed_at   integer,
  constraint service_day_pk primary key (office, date),
  constraint service_day_office foreign key (office) references office (id)
) strict, without rowid;

create unique index one_open_day_per_office on service_day (office) where closed_at is null;

create table desk (
  id          text    not null,
  office      text    not null,
  state       text    not null constraint desk_state check (state in ('closed', 'open', 'paused')),
  since       integer not null,
  back_at     integer,
  constraint desk_pk primary key (id),
  constraint desk_office foreign key (office) references office (id)
) strict, without rowid;

create table ticket (
  id            text    not null,
  office        text    not null,
  day           text    not null,
  series        text    not null constraint ticket_series check (series glob '[A-HJ-NPR-Z]'),
  count         integer not null constraint ticket_count check (count > 0),
  seq           integer not null,         -- of its TicketIssued
  joined_at     integer not null,
  class         text    not null constraint ticket_class check (class in ('ordinary', 'priority')),
  channel       text    not null constraint ticket_channel
                                 check (channel in ('totem', 'welcome', 'desk', 'api')),
  configuration integer not null,
  constraint ticket_pk primary key (id),
  constraint one_number_per_office_day_and_series unique (office, day, series, count),
  constraint ticket_day foreign key (office, day) references service_day (office, date)
) strict, without rowid;

create table leg (
  ticket      text    not null,
  no          integer not null constraint leg_no check (no > 0),
  service     text    not null,
  state       text    not null constraint leg_state
                               check (state in ('waiting', 'called', 'serving', 'held', 'absent',
                                                'finished', 'moved', 'left', 'lapsed')),
  desk        text,                       -- the desk that called it last
  target      text    not null,           -- skill, welcome, or desk:ID
  announced   integer not null,           -- how often, recalls included
  called_at   integer,
  call_seq    integer,
  started_at  integer,
  changed_at  integer not null,
  outcome     text    constraint leg_outcome
                      check (outcome in ('settled', 'continues', 'referred', 'not_possible')),
  constraint leg_pk primary key (ticket, no),
  constraint leg_ticket foreign key (ticket) references ticket (id),
  constraint leg_at_desk_has_one check (state not in ('called', 'serving') or desk is not null)
) strict, without rowid;

create unique index one_active_leg_per_ticket on leg (ticket)
  where state not in ('finished', 'moved', 'left', 'lapsed');

create unique index one_visitor_per_desk on leg (desk) where state in ('called', 'serving');

-- ------------------------------------------------------------------ erasable, outside the log

-- What only the visitor and the clerk need; erased when the day is closed.
create table ticket_note (
  ticket      text    not null,
  language    text    not null,
  note        text,
  need        text,                       -- what the visitor said, as an id of the catalogue
  answers     text    not null default '{}' constraint ticket_note_json check (json_valid(answers)),
  constraint ticket_note_pk primary key (ticket),
  constraint ticket_note_ticket foreign key (ticket) references ticket (id)
) strict, without rowid;

-- The secret on the slip; erased when the next day is opened.
create table follow (
  token       text    not null constraint follow_token check (length(token) = 32),
  ticket      text    not null,
  constraint follow_pk primary key (token),
  constraint follow_ticket foreign key (ticket) references ticket (id)
) strict, without rowid;

-- Windows shown on phones after the first one, which stands in the log; kept 30 days.
create table window_shown (
  ticket      text    not null,
  shown_at    integer not null,
  opens       integer not null,           -- the call was promised from here
  closes      integer not null,           -- to here
  constraint window_shown_pk primary key (ticket, shown_at)
) strict, without rowid;

create index window_shown_by_age on window_shown (shown_at);

-- Answers of requests that carried a key: asked again, the answer is the same; kept 24 hours.
create table request (
  actor       text    not null,
  key         text    not null,
  body_hash   blob    not null,           -- SHA-256 of method, path and body
  answer      text    not null constraint request_json check (json_valid(answer)),
  answered_at integer not null,
  constraint request_pk primary key (actor, key)
) strict, without rowid;

create index request_by_age on request (answered_at);

-- Numbers of series X that a totem may give while it is alone: each block is granted once, for one date.
-- They follow from the log and are compared with it.
create table block (
  office      text    not null,
  date        text    not null,
  first       integer not null constraint block_first check (first > 0),
  last        integer not null,
  device      text    not null,
  granted_at  integer not null,
  seq         integer not null,           -- of its BlockGranted
  constraint block_pk primary key (office, date, first),
  constraint block_office foreign key (office) references office (id),
  constraint block_has_numbers check (first <= last)
) strict, without rowid;

-- Its numbers. The secret on the slip stands here until the number has come in or its date is over; what was
-- never given is erased then.
create table block_number (
  office      text    not null,
  date        text    not null,
  count       integer not null constraint block_number_count check (count > 0),
  token       text    constraint block_number_token check (length(token) = 32),
  came_in     integer,                    -- sequence of the event with which it came in
  constraint block_number_pk primary key (office, date, count),
  constraint block_number_office foreign key (office) references office (id)
) strict, without rowid;

-- After a restore: blocks may be out there of which this database knows nothing, so that none are granted
-- for a while.
create table block_pause (
  office      text    not null,
  until       text    not null,           -- the last date for which none is granted
  constraint block_pause_pk primary key (office),
  constraint block_pause_office foreign key (office) references office (id)
) strict, without rowid;

-- ------------------------------------------------------------------------------ the agenda

-- Places that somebody has, or had; they follow from the log and are compared with it.
create table booking (
  id            text    not null,         -- opens nothing
  office        text    not null,
  seq           integer not null,         -- of the event that made it
  state         text    not null constraint booking_state
                                 check (state in ('reserved', 'booked', 'checked_in',
                                                  'cancelled', 'moved', 'missed', 'lapsed')),
  plan          text    not null,
  desk          text    not null,
  lane          integer not null constraint booking_lane check (lane >= 0),
  starts        integer not null,
  ends          integer not null,
  services      text    not null constraint booking_services check (json_valid(services)),
  people        integer not null constraint booking_people check (people > 0),
  channel       text    not null constraint booking_channel
                                 check (channel in ('totem', 'welcome', 'phone', 'desk',
                                                    'home', 'api', 'offer')),
  until         integer,                  -- when the reservation lapses
  extended      integer not null constraint booking_extended check (extended in (0, 1)),
  made_at       integer not null,
  configuration integer not null,
  origin        text    not null,         -- the first of a chain of moves
  moves         integer not null,
  moved_to      text,
  ticket        text,
  wish          text,                     -- that it answers
  last_seq      integer not null,         -- of the last event that changed it
  constraint booking_pk primary key (id),
  constraint booking_is_made_once unique (office, seq),
  constraint booking_office foreign key (office) references office (id),
  constraint booking_has_a_length check (starts < ends),
  constraint booking_lapses_while_reserved check ((state = 'reserved') = (until is not null))
) strict, without rowid;

create index booking_by_place on booking (office, desk, lane, starts)
  where state in ('reserved', 'booked', 'checked_in');
create index booking_by_end on booking (office, ends);

create trigger place_is_given_once before insert on booking
when new.state in ('reserved', 'booked', 'checked_in') and exists (
  select 1 from booking where office = new.office and desk = new.desk and lane = new.lane
  and state in ('reserved', 'booked', 'checked_in') and starts < new.ends and new.starts < ends)
begin
  select raise(abort, 'a place is given once');
end;

create trigger booking_keeps_its_place before update on booking
when new.office <> old.office or new.desk <> old.desk or new.lane <> old.lane
  or new.starts <> old.starts or new.ends <> old.ends
  or (new.state in ('reserved', 'booked', 'checked_in')
      and old.state not in ('reserved', 'booked', 'checked_in'))
begin
  select raise(abort, 'a booking keeps its place until it ends, and ends once');
end;

-- Those who wait for a place, and those who stand in a draw; likewise.
create table wish (
  id          text    not null,           -- opens nothing
  office      text    not null,
  seq         integer not null,           -- of its WishMade: who asked first is told first
  services    text    not null constraint wish_services check (json_valid(services)),
  people      integer not null constraint wish_people check (people > 0),
  wished      text    not null constraint wish_json check (json_valid(wished)),
  state       text    not null constraint wish_state
                               check (state in ('waiting', 'offered', 'met', 'ended')),
  booking     text,                       -- the reservation that is offered
  made_at     integer not null,
  last_seq    integer not null,           -- of the last event that changed it
  constraint wish_pk primary key (id),
  constraint wish_is_made_once unique (office, seq),
  constraint wish_office foreign key (office) references office (id),
  constraint wish_offered_has_one check ((state = 'offered') = (booking is not null))
) strict, without rowid;

create index wish_open on wish (office) where state in ('waiting', 'offered');

-- The draws that have been held; likewise.
create table draw (
  office      text    not null,
  plan        text    not null,
  date        text    not null,           -- of the places
  seq         integer not null,           -- of its DrawHeld, which has seed and order
  constraint draw_pk primary key (office, plan, date),
  constraint draw_office foreign key (office) references office (id)
) strict, without rowid;

-- By what a booking or a wish is known to its visitor, and what else only visitor and clerk need.
-- Whatever takes the place of a booking has its secret from then on. Erasable, outside the log.
create table booking_secret (
  code        text    not null constraint booking_secret_code check (length(code) = 8),
  token       text    not null constraint booking_secret_token check (length(token) = 32),
  office      text    not null,
  booking     text,
  wish        text,
  language    text    not null,
  need        text,                       -- what the visitor said, as an id of the catalogue
  answers     text    not null default '{}' constraint booking_secret_json check (json_valid(answers)),
  note        text,
  made_at     integer not null,
  constraint booking_secret_pk primary key (code),
  constraint booking_token_is_one unique (token),
  constraint booking_has_one_secret unique (booking),
  constraint wish_has_one_secret unique (wish),
  constraint booking_secret_office foreign key (office) references office (id),
  constraint booking_secret_booking foreign key (booking) references booking (id),
  constraint booking_secret_wish foreign key (wish) references wish (id),
  constraint booking_secret_is_of_something check (booking is not null or wish is not null)
) strict, without rowid;

-- Who comes: personal data, erased so many days after the appointment as the office has set.
create table applicant (
  code        text    not null,           -- of the secret
  first_name  text    not null,
  last_name   text    not null,
  email       text,
  phone       text,
  details     text,                       -- in the visitor's words; never for a sensitive service
  constraint applicant_pk primary key (code),
  constraint applicant_secret foreign key (code) references booking_secret (code)
) strict, without rowid;

-- Messages to who comes. No address and no name: they are read from applicant when one is sent.
create table mail (
  id          integer not null,
  office      text    not null,
  booking     text    not null,
  kind        text    not null constraint mail_kind
                               check (kind in ('confirmation', 'change', 'cancellation',
                                               'reminder', 'offer')),
  seq         integer not null,           -- of the event that is its cause
  state       text    not null constraint mail_state
                               check (state in ('queued', 'sending', 'sent', 'failed', 'dropped')),
  attempts    integer not null,
  due_at      integer not null,           -- when it is to be sent
  try_at      integer not null,           -- when it is tried next
  give_up_at  integer not null,
  message_id  text    not null,           -- by which mailboxes know what comes twice
  ended_at    integer,
  constraint mail_pk primary key (id autoincrement),
  constraint mail_is_sent_once_for_its_cause unique (booking, kind, seq),
  constraint mail_booking foreign key (booking) references booking (id)
) strict;

create index mail_due on mail (try_at) where state in ('queued', 'sending');

-- ------------------------------------------------------------------------------ paper

create table print_job (
  id          integer not null,
  office      text    not null,
  printer     text    not null,
  ticket      text,
  copy        integer not null,
  slip        text    not null constraint print_job_json check (json_valid(slip)),
  created_at  integer not null,
  expires_at  integer not null,
  state       text    not null constraint print_job_state
                               check (state in ('queued', 'sending', 'printed', 'printed_weak', 'uncertain', 'expired',
                                               'withdrawn')),
  ended_at    integer,
  shown       integer not null            -- 1: its printer has been shown it, and may have sent it
                               constraint print_job_shown check (shown in (0, 1)),
  bound       integer not null            -- 1: no other printer takes it over
                               constraint print_job_bound check (bound in (0, 1)),
  moves_to    text,                       -- asked back, for this printer; of one withdrawn: where it went
  constraint print_job_pk primary key (id autoincrement),
  constraint print_job_printer foreign key (printer) references device (id),
  constraint print_job_moves_to foreign key (moves_to) references device (id)
) strict;

create index print_job_queued on print_job (printer, id) where state in ('queued', 'sending');
create index print_job_ended on print_job (printer, id) where state not in ('queued', 'sending');
create index print_job_of_ticket on print_job (ticket) where state in ('queued', 'sending');

create table printer_paper (
  printer     text    not null,
  columns     integer not null,           -- characters on a line of its paper, as it says
  constraint printer_paper_pk primary key (printer),
  constraint printer_paper_printer foreign key (printer) references device (id)
) strict, without rowid;

-- ------------------------------------------------------------------------------ devices and keys

create table device (
  id                  text    not null,
  office              text    not null,
  role                text    not null constraint device_role
                                       check (role in ('totem', 'display', 'printer')),
  title               text    not null,
  key_hash            blob    not null,   -- SHA-256 of 256 random bits
  desk                text,               -- of a display: the desk whose sign it is
  printer             text,               -- of a totem: where its slips come out
  viewing_distance_m  real    not null default 5.0,
  panel_diagonal_in   real    not null default 43.0,
  created_at          integer not null,
  revoked_at          integer,
  constraint device_pk primary key (id),
  constraint device_office foreign key (office) references office (id)
) strict, without rowid;

create table api_key (
  id          text    not null,
  key_hash    blob    not null,           -- SHA-256 of 256 random bits
  role        text    not null constraint api_key_role
                               check (role in ('clerk', 'welcome', 'supervisor', 'admin')),
  office      text    not null,
  label       text    not null,
  created_at  integer not null,
  expires_at  integer not null,
  revoked_at  integer,
  constraint api_key_pk primary key (id),
  constraint api_key_is_one unique (key_hash),
  constraint api_key_office foreign key (office) references office (id)
) strict, without rowid;

-- ------------------------------------------------------------------------------ people

-- Somebody who works here. The id stands in the log for ever and says nothing; the name they type
-- to come in is the only personal data, and goes with the account.
create table person (
  id                  text    not null,
  name                text    not null,   -- as typed at login, lower case
  password_hash       text,               -- argon2id, PHC string; absent until the first code is used
  pin_hash            text,               -- likewise; only for returning to a session that rests
  totp_secret         blob,               -- of the second factor, once it has been confirmed
  totp_step           integer not null default 0, -- the last time step that was used: a code works once
  created_at          integer not null,
  password_at         integer,
  disabled_at         integer,
  constraint person_pk primary key (id),
  constraint person_name_is_one unique (name)
) strict, without rowid;

-- What somebody may do, and where.
create table person_role (
  person      text    not null,
  office      text    not null,
  role        text    not null constraint person_role_role
                               check (role in ('clerk', 'welcome', 'supervisor', 'admin')),
  constraint person_role_pk primary key (person, office),
  constraint person_role_person foreign key (person) references person (id),
  constraint person_role_office foreign key (office) references office (id)
) strict, without rowid;

-- A login: in one office, with the role held there when it began.
create table session (
  id              text    not null,       -- by which lists and the audit name it
  secret_hash     blob    not null,       -- SHA-256 of the 128 random bits in the cookie
  person          text    not null,
  office          text    not null,
  role            text    not null constraint session_role
                                   check (role in ('clerk', 'welcome', 'supervisor', 'admin')),
  seat            text,                   -- the enrolled browser it began at
  second_factor   integer not null constraint session_second_factor check (second_factor in (0, 1)),
  created_at      integer not null,
  seen_at         integer not null,       -- written at most once a minute
  ends_at         integer not null,       -- at the latest, whatever is done
  ended_at        integer,
  constraint session_pk primary key (id),
  constraint session_is_one unique (secret_hash),
  constraint session_person foreign key (person) references person (id),
  constraint session_office foreign key (office) references office (id),
  constraint session_seat foreign key (seat) references seat (id)
) strict, without rowid;

create index session_in_force on session (person) where ended_at is null;

-- A browser that stands at a desk of the house: a PIN is enough there to return to a session.
create table seat (
  id          text    not null,
  office      text    not null,
  desk        text,                       -- the desk that it opens at; absent: any
  title       text    not null,
  key_hash    blob    not null,           -- SHA-256 of 256 random bits in its cookie
  created_at  integer not null,
  revoked_at  integer,
  constraint seat_pk primary key (id),
  constraint seat_is_one unique (key_hash),
  constraint seat_office foreign key (office) references office (id)
) strict, without rowid;

-- Codes that somebody types once: the first set-up, a first or a forgotten password.
create table code (
  id          text    not null,
  purpose     text    not null constraint code_purpose check (purpose in ('set_up', 'password')),
  person      text,                       -- of a password
  code_hash   blob    not null,           -- SHA-256 of at least 40 random bits
  created_at  integer not null,
  expires_at  integer not null,
  used_at     integer,
  constraint code_pk primary key (id),
  constraint code_person foreign key (person) references person (id),
  constraint code_is_for_somebody check ((purpose = 'password') = (person is not null))
) strict, without rowid;

-- Every change outside the log and every reading of personal data: who did what to which row.
-- Never a name, a token or a key.
create table audit (
  id          integer not null,
  at          integer not null,
  actor       text    not null,           -- "staff p-…", "key …", "command-line", "nobody"
  office      text,                       -- absent: the whole server
  action      text    not null,
  subject     text    not null,
  address     text,                       -- of the network, where there is one
  constraint audit_pk primary key (id autoincrement)
) strict;

create index audit_by_age on audit (at);

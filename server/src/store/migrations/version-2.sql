-- From version 1 to version 2: a log chained by hashes, people and what they need to come in, keys that
-- end, who stored a configuration, what a visitor has said, numbers for totems that are alone, and the
-- agenda. The rows of the log are copied by version_2.rs, which computes their hashes; what comes after that
-- stands in version-2-after.sql.
--
-- Tables that change are made anew: what `alter table` writes is not the text of schema.sql.

alter table configuration rename to configuration_1;
alter table event rename to event_1;
alter table api_key rename to api_key_1;
alter table audit rename to audit_1;
alter table ticket_note rename to ticket_note_1;
alter table print_job rename to print_job_1;
drop index print_job_queued;
drop index print_job_ended;
drop index print_job_of_ticket;

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

create table person_role (
  person      text    not null,
  office      text    not null,
  role        text    not null constraint person_role_role
                               check (role in ('clerk', 'welcome', 'supervisor', 'admin')),
  constraint person_role_pk primary key (person, office),
  constraint person_role_person foreign key (person) references person (id),
  constraint person_role_office foreign key (office) references office (id)
) strict, without rowid;

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

create table ticket_note (
  ticket      text    not null,
  language    text    not null,
  note        text,
  need        text,                       -- what the visitor said, as an id of the catalogue
  answers     text    not null default '{}' constraint ticket_note_json check (json_valid(answers)),
  constraint ticket_note_pk primary key (ticket),
  constraint ticket_note_ticket foreign key (ticket) references ticket (id)
) strict, without rowid;

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

create table block_number (
  office      text    not null,
  date        text    not null,
  count       integer not null constraint block_number_count check (count > 0),
  token       text    constraint block_number_token check (length(token) = 32),
  came_in     integer,                    -- sequence of the event with which it came in
  constraint block_number_pk primary key (office, date, count),
  constraint block_number_office foreign key (office) references office (id)
) strict, without rowid;

create table block_pause (
  office      text    not null,
  until       text    not null,           -- the last date for which none is granted
  constraint block_pause_pk primary key (office),
  constraint block_pause_office foreign key (office) references office (id)
) strict, without rowid;

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

create table draw (
  office      text    not null,
  plan        text    not null,
  date        text    not null,           -- of the places
  seq         integer not null,           -- of its DrawHeld, which has seed and order
  constraint draw_pk primary key (office, plan, date),
  constraint draw_office foreign key (office) references office (id)
) strict, without rowid;

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

-- Nothing but `sportello init` stored a configuration then.
insert into configuration (office, version, document, created_at, created_by)
select office, version, document, created_at, 'command-line' from configuration_1;

insert into audit (id, at, actor, action, subject)
select id, at, actor, action, subject from audit_1 order by id;

insert into ticket_note (ticket, language, note)
select ticket, language, note from ticket_note_1;

-- Nobody knows which of them a printer was shown.
insert into print_job (id, office, printer, ticket, copy, slip, created_at, expires_at, state, ended_at, shown, bound)
select id, office, printer, ticket, copy, slip, created_at, expires_at, state, ended_at, 1, 0 from print_job_1;

drop table print_job_1;
drop table ticket_note_1;
drop table configuration_1;
drop table audit_1;

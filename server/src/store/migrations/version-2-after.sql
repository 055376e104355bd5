-- From version 1 to version 2, once the rows of log and keys stand in their new tables.

drop table event_1;
drop table api_key_1;

create trigger configuration_is_never_updated before update on configuration
begin
  select raise(abort, 'a stored configuration is never changed');
end;

create trigger configuration_is_never_deleted before delete on configuration
begin
  select raise(abort, 'a stored configuration is never changed');
end;

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

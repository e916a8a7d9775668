-- Ways whose address is a key: whoever knows it reads along, so it is kept sealed.
alter table contact_methods add column sealed bytea;
alter table contact_methods add column address_key bytea check (length(address_key) = 32);
comment on column contact_methods.sealed is 'Where it leads and how its owner is shown it, as JSON sealed under a key from LEITSTAND_SECRET; null for mail, whose address stands in address, and for what was removed';
comment on column contact_methods.address_key is 'The same for the same sealed address: nobody has it twice';
alter table contact_methods drop constraint contact_methods_kind_check;
alter table contact_methods add constraint contact_methods_kind_check check (kind in ('mail', 'browser', 'ntfy'));
alter table contact_methods drop constraint contact_methods_check;
alter table contact_methods add constraint contact_methods_leads check (case when kind in ('mail', 'browser')
  then account = (address is null) and sealed is null
  else not account and address is null and (sealed is null) = (removed_at is not null) end);
create unique index contact_methods_sealed on contact_methods (user_id, kind, address_key) where address_key is not null;

delete from contact_methods where kind not in ('mail', 'browser');
drop index contact_methods_sealed;
alter table contact_methods drop constraint contact_methods_leads;
alter table contact_methods add constraint contact_methods_check check (account = (address is null));
alter table contact_methods drop constraint contact_methods_kind_check;
alter table contact_methods add constraint contact_methods_kind_check check (kind in ('mail', 'browser'));
alter table contact_methods drop column address_key;
alter table contact_methods drop column sealed;

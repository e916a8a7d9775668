delete from contact_methods where kind = 'webpush';
alter table contact_methods drop constraint contact_methods_kind_check;
alter table contact_methods add constraint contact_methods_kind_check check (kind in ('mail', 'browser', 'ntfy'));

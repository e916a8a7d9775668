-- An invitation is worth what the account that made it may still give. Null: made before, or by an operator's token.
alter table invitations add column inviter uuid references users on delete cascade;
comment on column invitations.inviter is 'Account that made it; null = none, or not known';

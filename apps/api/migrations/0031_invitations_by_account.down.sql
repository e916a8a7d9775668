alter table invitations drop column inviter;

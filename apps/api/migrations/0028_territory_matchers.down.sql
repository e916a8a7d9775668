alter table territories drop column matchers;

-- Which label matchers the expressions of a territory's objectives must carry, so that they read nobody else's series.
alter table territories add column matchers text not null default '';
comment on column territories.matchers is 'As between the braces of a selector (region="de"); empty = expressions may read every series';

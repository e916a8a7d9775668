drop table action_items;

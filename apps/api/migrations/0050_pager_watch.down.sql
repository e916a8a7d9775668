drop table pager_watch;

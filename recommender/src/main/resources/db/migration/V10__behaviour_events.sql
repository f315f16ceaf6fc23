create table behaviour_event (
    id          varchar(64)              not null primary key,
    shopper     varchar(64)              not null,
    type        varchar(16)              not null,
    product     varchar(128)             not null,
    happened_at timestamp with time zone not null
);
create index behaviour_event_by_time on behaviour_event (happened_at);

-- Portable between H2 (MODE=PostgreSQL) and PostgreSQL. Amounts are whole 分.

create table customer_order (
    id        varchar(20)              not null primary key,
    shopper   varchar(64)              not null,
    order_key varchar(200)             not null,
    status    varchar(16)              not null,
    pay_fen   bigint                   not null,
    placed_at timestamp with time zone not null,
    constraint order_once unique (shopper, order_key)
);
create index order_by_shopper on customer_order (shopper, placed_at);

create table order_line (
    order_id  varchar(20)  not null references customer_order (id),
    position  int          not null,
    sku       varchar(128) not null,
    title     varchar(500) not null,
    options   varchar(500) not null,
    quantity  int          not null,
    price_fen bigint       not null,
    primary key (order_id, position)
);

create table handover_ticket (
    id           varchar(40)              not null primary key,
    conversation varchar(40)              not null,
    shopper      varchar(64)              not null,
    reason       varchar(500)             not null,
    status       varchar(16)              not null,
    agent        varchar(64),
    -- The conversation while the ticket is open, null afterwards: one open ticket a conversation.
    open_for     varchar(40) unique,
    created_at   timestamp with time zone not null,
    taken_at     timestamp with time zone,
    closed_at    timestamp with time zone
);
create index ticket_by_status on handover_ticket (status, created_at);

create table desk_message (
    id        varchar(40)              not null primary key,
    ticket    varchar(40)              not null references handover_ticket (id),
    author    varchar(16)              not null,
    text      varchar(4000)            not null,
    sent_at   timestamp with time zone not null
);
create index desk_message_by_ticket on desk_message (ticket, sent_at);

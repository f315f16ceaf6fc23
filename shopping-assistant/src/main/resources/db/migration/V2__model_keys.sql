-- Keys to the language model under /v1; like merchants' keys, random and kept as SHA-256.
create table model_key (
    id         varchar(40)              not null primary key,
    name       varchar(128)             not null,
    key_hash   varchar(64)              not null unique,
    demo       boolean                  not null,
    created_at timestamp with time zone not null,
    revoked_at timestamp with time zone
);

-- The tables of version 1.0 for MariaDB, one for each kind of record. docs/operator/jdbc.md explains the columns.
-- The collation tells case and trailing spaces apart.

create table granary_grants (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    subject_hash binary(16)
        comment 'Hash of what index subject lists the row under; null if it does not.',
    subject_text varchar(256)
        comment 'What index subject lists the row under, for reading; may be cut.',
    client_hash binary(16)
        comment 'Hash of what index client lists the row under; null if it does not.',
    client_text varchar(256)
        comment 'What index client lists the row under, for reading; may be cut.',
    session_hash binary(16)
        comment 'Hash of what index session lists the row under; null if it does not.',
    session_text varchar(256)
        comment 'What index session lists the row under, for reading; may be cut.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Grants: one authorization and everything issued from it. One row is one grant.';
create index granary_grants_purge on granary_grants (namespace, purge_at);
create index granary_grants_subject on granary_grants (subject_hash, key_hash);
create index granary_grants_client on granary_grants (client_hash, key_hash);
create index granary_grants_session on granary_grants (session_hash, key_hash);

create table granary_clients (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    origin_hash binary(16)
        comment 'Hash of what index origin lists the row under; null if it does not.',
    origin_text varchar(256)
        comment 'What index origin lists the row under, for reading; may be cut.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Clients of the authorization server, configured and registered.';
create index granary_clients_purge on granary_clients (namespace, purge_at);
create index granary_clients_origin on granary_clients (origin_hash, key_hash);

create table granary_pending_authorizations (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Logins on their way, by the hash of their state.';
create index granary_pending_authorizations_purge on granary_pending_authorizations (namespace, purge_at);

create table granary_upstream_tokens (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    session_hash binary(16)
        comment 'Hash of what index session lists the row under; null if it does not.',
    session_text varchar(256)
        comment 'What index session lists the row under, for reading; may be cut.',
    user_provider_hash binary(16)
        comment 'Hash of what index user_provider lists the row under; null if it does not.',
    user_provider_text varchar(256)
        comment 'What index user_provider lists the row under, for reading; may be cut.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Tokens that upstream providers gave, sealed.';
create index granary_upstream_tokens_purge on granary_upstream_tokens (namespace, purge_at);
create index granary_upstream_tokens_session on granary_upstream_tokens (session_hash, key_hash);
create index granary_upstream_tokens_user_provider on granary_upstream_tokens (user_provider_hash, key_hash);

create table granary_dcr_credentials (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Registrations at upstream providers, those of the past included; secrets are sealed.';
create index granary_dcr_credentials_purge on granary_dcr_credentials (namespace, purge_at);

create table granary_current_registrations (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Which registration at an upstream provider is in use.';
create index granary_current_registrations_purge on granary_current_registrations (namespace, purge_at);

create table granary_users (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Users.';
create index granary_users_purge on granary_users (namespace, purge_at);

create table granary_identities (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    user_hash binary(16)
        comment 'Hash of what index user lists the row under; null if it does not.',
    user_text varchar(256)
        comment 'What index user lists the row under, for reading; may be cut.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Upstream identities of users.';
create index granary_identities_purge on granary_identities (namespace, purge_at);
create index granary_identities_user on granary_identities (user_hash, key_hash);

create table granary_assertions (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Assertion ids that were used.';
create index granary_assertions_purge on granary_assertions (namespace, purge_at);

create table granary_fences (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Marks that bulk revocations leave for those who come late.';
create index granary_fences_purge on granary_fences (namespace, purge_at);

create table granary_keys (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    use_hash binary(16)
        comment 'Hash of what index use lists the row under; null if it does not.',
    use_text varchar(256)
        comment 'What index use lists the row under, for reading; may be cut.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Signature and MAC keys, sealed.';
create index granary_keys_purge on granary_keys (namespace, purge_at);
create index granary_keys_use on granary_keys (use_hash, key_hash);

create table granary_consents (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    subject_hash binary(16)
        comment 'Hash of what index subject lists the row under; null if it does not.',
    subject_text varchar(256)
        comment 'What index subject lists the row under, for reading; may be cut.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'What users allowed clients.';
create index granary_consents_purge on granary_consents (namespace, purge_at);
create index granary_consents_subject on granary_consents (subject_hash, key_hash);

create table granary_quotas (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Counts that caps are decided by.';
create index granary_quotas_purge on granary_quotas (namespace, purge_at);

create table granary_leases (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Who does which job.';
create index granary_leases_purge on granary_leases (namespace, purge_at);

create table granary_marks (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Marks of the server itself: check value, job cursors.';
create index granary_marks_purge on granary_marks (namespace, purge_at);

create table granary_initial_access_tokens (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Tokens that allow registering clients, by their hash.';
create index granary_initial_access_tokens_purge on granary_initial_access_tokens (namespace, purge_at);

create table granary_specimen (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(40) primary key
        comment '16 bytes of the SHA-256 of the namespace, then 24 bytes of that of namespace and key.',
    key_text varchar(256) not null
        comment 'The key, for reading; may be cut. key_hash decides.',
    revision char(22) character set ascii collate ascii_bin not null
        comment 'Attempt id of the write that made this state.',
    write_count bigint not null
        comment 'How many writes made this row.',
    retain_until bigint not null
        comment 'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.',
    purge_at bigint not null
        comment 'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.',
    finder_hash binary(16)
        comment 'Hash of what index finder lists the row under; null if it does not.',
    finder_text varchar(256)
        comment 'What index finder lists the row under, for reading; may be cut.',
    shelf_hash binary(16)
        comment 'Hash of what index shelf lists the row under; null if it does not.',
    shelf_text varchar(256)
        comment 'What index shelf lists the row under, for reading; may be cut.',
    body json not null
        comment 'The whole record as versioned JSON.'
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Records of the compatibility kit. Empty unless it runs on this database.';
create index granary_specimen_purge on granary_specimen (namespace, purge_at);
create index granary_specimen_finder on granary_specimen (finder_hash, key_hash);
create index granary_specimen_shelf on granary_specimen (shelf_hash, key_hash);

-- For people. Their temporary table keeps them from being written through. Times are in UTC.

create algorithm = temptable sql security invoker view granary_live_grants as
select namespace,
    key_text as grant_id,
    subject_text as subject,
    client_text as client,
    session_text as session,
    timestampadd(microsecond, json_value(body, '$.created_at'), '1970-01-01') as created_at,
    timestampadd(microsecond, json_value(body, '$.ends_at'), '1970-01-01') as ends_at,
    write_count
from granary_grants
where json_value(body, '$.revoked') is null
    and cast(json_value(body, '$.ends_at') as signed) > timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))
    and retain_until > timestampdiff(microsecond, '1970-01-01', utc_timestamp(6));

create algorithm = temptable sql security invoker view granary_client_list as
select namespace,
    key_text as client_id,
    origin_text as origin,
    json_value(body, '$.name') as name,
    json_value(body, '$.auth_method') as auth_method,
    timestampadd(microsecond, json_value(body, '$.created_at'), '1970-01-01') as created_at,
    timestampadd(microsecond, json_value(body, '$.proven_at'), '1970-01-01') as proven_at,
    timestampadd(microsecond, json_value(body, '$.expires_at'), '1970-01-01') as expires_at
from granary_clients
where retain_until > timestampdiff(microsecond, '1970-01-01', utc_timestamp(6));

create algorithm = temptable sql security invoker view granary_registrations as
select namespace,
    json_value(body, '$.upstream') as upstream,
    json_value(body, '$.issuer') as issuer,
    json_value(body, '$.redirect_uri') as redirect_uri,
    json_value(body, '$.client_id') as client_id
from granary_current_registrations
where retain_until > timestampdiff(microsecond, '1970-01-01', utc_timestamp(6));

create table granary_schema (
    major integer not null,
    minor integer not null,
    primary key (major, minor)
) engine = InnoDB
    comment = 'Every version of this schema that was installed. The highest is the one that is there.';
insert into granary_schema (major, minor) values (1, 0);

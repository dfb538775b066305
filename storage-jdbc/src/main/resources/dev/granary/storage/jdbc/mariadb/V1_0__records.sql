-- The tables of version 1.0 for MariaDB, one for each kind of record. docs/operator/jdbc.md explains the columns.
-- The collation tells case and trailing spaces apart.

create table granary_grants (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
    subject_hash binary(8)
        comment 'Hash of what index subject lists the row under; null if it does not.',
    client_hash binary(8)
        comment 'Hash of what index client lists the row under; null if it does not.',
    session_hash binary(8)
        comment 'Hash of what index session lists the row under; null if it does not.',
    body json not null
        comment 'The whole record as versioned JSON.',
    index granary_grants_purge (namespace, purge_at),
    index granary_grants_subject (subject_hash, key_hash),
    index granary_grants_client (client_hash, key_hash),
    index granary_grants_session (session_hash, key_hash)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Grants: one authorization and everything issued from it. One row is one grant.';

create table granary_clients (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
    origin_hash binary(8)
        comment 'Hash of what index origin lists the row under; null if it does not.',
    body json not null
        comment 'The whole record as versioned JSON.',
    index granary_clients_purge (namespace, purge_at),
    index granary_clients_origin (origin_hash, key_hash)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Clients of the authorization server, configured and registered.';

create table granary_pending_authorizations (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_pending_authorizations_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Logins on their way, by the hash of their state.';

create table granary_upstream_tokens (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
    session_hash binary(8)
        comment 'Hash of what index session lists the row under; null if it does not.',
    user_hash binary(8)
        comment 'Hash of what index user lists the row under; null if it does not.',
    user_provider_hash binary(8)
        comment 'Hash of what index user_provider lists the row under; null if it does not.',
    body json not null
        comment 'The whole record as versioned JSON.',
    index granary_upstream_tokens_purge (namespace, purge_at),
    index granary_upstream_tokens_session (session_hash, key_hash),
    index granary_upstream_tokens_user (user_hash, key_hash),
    index granary_upstream_tokens_user_provider (user_provider_hash, key_hash)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Tokens that upstream providers gave, sealed.';

create table granary_dcr_credentials (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_dcr_credentials_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Registrations at upstream providers, those of the past included; secrets are sealed.';

create table granary_current_registrations (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_current_registrations_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Which registration at an upstream provider is in use.';

create table granary_users (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_users_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Users.';

create table granary_identities (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
    user_hash binary(8)
        comment 'Hash of what index user lists the row under; null if it does not.',
    body json not null
        comment 'The whole record as versioned JSON.',
    index granary_identities_purge (namespace, purge_at),
    index granary_identities_user (user_hash, key_hash)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Upstream identities of users.';

create table granary_assertions (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_assertions_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Assertion ids that were used.';

create table granary_fences (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_fences_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Marks that bulk revocations leave for those who come late.';

create table granary_keys (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
    use_hash binary(8)
        comment 'Hash of what index use lists the row under; null if it does not.',
    body json not null
        comment 'The whole record as versioned JSON.',
    index granary_keys_purge (namespace, purge_at),
    index granary_keys_use (use_hash, key_hash)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Signature and MAC keys, sealed.';

create table granary_consents (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
    subject_hash binary(8)
        comment 'Hash of what index subject lists the row under; null if it does not.',
    client_hash binary(8)
        comment 'Hash of what index client lists the row under; null if it does not.',
    body json not null
        comment 'The whole record as versioned JSON.',
    index granary_consents_purge (namespace, purge_at),
    index granary_consents_subject (subject_hash, key_hash),
    index granary_consents_client (client_hash, key_hash)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'What users allowed clients.';

create table granary_quotas (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_quotas_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Counts that caps are decided by.';

create table granary_leases (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_leases_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Who does which job.';

create table granary_marks (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_marks_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Marks of the server itself: check value, job cursors.';

create table granary_initial_access_tokens (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
        comment 'The whole record as versioned JSON.',
    index granary_initial_access_tokens_purge (namespace, purge_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Tokens that allow registering clients, by their hash.';

create table granary_specimen (
    namespace varchar(512) not null
        comment 'Tenant or issuer.',
    key_hash binary(28) primary key
        comment '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.',
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
    finder_hash binary(8)
        comment 'Hash of what index finder lists the row under; null if it does not.',
    shelf_hash binary(8)
        comment 'Hash of what index shelf lists the row under; null if it does not.',
    body json not null
        comment 'The whole record as versioned JSON.',
    index granary_specimen_purge (namespace, purge_at),
    index granary_specimen_finder (finder_hash, key_hash),
    index granary_specimen_shelf (shelf_hash, key_hash)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin
    comment = 'Records of the compatibility kit. Empty unless it runs on this database.';

-- For people. Their temporary table keeps them from being written through. Times are in UTC.

create algorithm = temptable sql security invoker view granary_live_grants as
select namespace,
    key_text as grant_id,
    json_value(body, '$.sub') as subject,
    json_value(body, '$.client') as client,
    json_value(body, '$.sid') as session,
    timestampadd(microsecond, json_value(body, '$.created'), '1970-01-01') as created_at,
    timestampadd(microsecond, json_value(body, '$.ends'), '1970-01-01') as ends_at,
    write_count
from granary_grants
where json_value(body, '$.revoked') is null
    and cast(json_value(body, '$.ends') as signed) > timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))
    and retain_until > timestampdiff(microsecond, '1970-01-01', utc_timestamp(6));

create algorithm = temptable sql security invoker view granary_client_list as
select namespace,
    key_text as client_id,
    json_value(body, '$.origin') as origin,
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

-- The tables of version 1.0 for PostgreSQL, one for each kind of record. docs/operator/jdbc.md explains the columns.
-- Room is left in each page, so that an update that touches no index stays in it; more where records also grow.

create table granary_grants (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    subject_hash bytea,
    client_hash bytea,
    session_hash bytea,
    body json not null
) with (fillfactor = 80);
create index granary_grants_purge on granary_grants (namespace, purge_at);
create index granary_grants_subject on granary_grants (subject_hash, key_hash);
create index granary_grants_client on granary_grants (client_hash, key_hash);
create index granary_grants_session on granary_grants (session_hash, key_hash);
comment on table granary_grants is 'Grants: one authorization and everything issued from it. One row is one grant.';
comment on column granary_grants.namespace is
    'Tenant or issuer.';
comment on column granary_grants.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_grants.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_grants.revision is
    'Attempt id of the write that made this state.';
comment on column granary_grants.write_count is
    'How many writes made this row.';
comment on column granary_grants.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_grants.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_grants.subject_hash is
    'Hash of what index subject lists the row under; null if it does not.';
comment on column granary_grants.client_hash is
    'Hash of what index client lists the row under; null if it does not.';
comment on column granary_grants.session_hash is
    'Hash of what index session lists the row under; null if it does not.';
comment on column granary_grants.body is
    'The whole record as versioned JSON.';

create table granary_clients (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    origin_hash bytea,
    body json not null
) with (fillfactor = 80);
create index granary_clients_purge on granary_clients (namespace, purge_at);
create index granary_clients_origin on granary_clients (origin_hash, key_hash);
comment on table granary_clients is 'Clients of the authorization server, configured and registered.';
comment on column granary_clients.namespace is
    'Tenant or issuer.';
comment on column granary_clients.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_clients.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_clients.revision is
    'Attempt id of the write that made this state.';
comment on column granary_clients.write_count is
    'How many writes made this row.';
comment on column granary_clients.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_clients.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_clients.origin_hash is
    'Hash of what index origin lists the row under; null if it does not.';
comment on column granary_clients.body is
    'The whole record as versioned JSON.';

create table granary_pending_authorizations (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_pending_authorizations_purge on granary_pending_authorizations (namespace, purge_at);
comment on table granary_pending_authorizations is 'Logins on their way, by the hash of their state.';
comment on column granary_pending_authorizations.namespace is
    'Tenant or issuer.';
comment on column granary_pending_authorizations.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_pending_authorizations.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_pending_authorizations.revision is
    'Attempt id of the write that made this state.';
comment on column granary_pending_authorizations.write_count is
    'How many writes made this row.';
comment on column granary_pending_authorizations.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_pending_authorizations.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_pending_authorizations.body is
    'The whole record as versioned JSON.';

create table granary_upstream_tokens (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    session_hash bytea,
    user_hash bytea,
    user_provider_hash bytea,
    body json not null
) with (fillfactor = 80);
create index granary_upstream_tokens_purge on granary_upstream_tokens (namespace, purge_at);
create index granary_upstream_tokens_session on granary_upstream_tokens (session_hash, key_hash);
create index granary_upstream_tokens_user on granary_upstream_tokens (user_hash, key_hash);
create index granary_upstream_tokens_user_provider on granary_upstream_tokens (user_provider_hash, key_hash);
comment on table granary_upstream_tokens is 'Tokens that upstream providers gave, sealed.';
comment on column granary_upstream_tokens.namespace is
    'Tenant or issuer.';
comment on column granary_upstream_tokens.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_upstream_tokens.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_upstream_tokens.revision is
    'Attempt id of the write that made this state.';
comment on column granary_upstream_tokens.write_count is
    'How many writes made this row.';
comment on column granary_upstream_tokens.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_upstream_tokens.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_upstream_tokens.session_hash is
    'Hash of what index session lists the row under; null if it does not.';
comment on column granary_upstream_tokens.user_hash is
    'Hash of what index user lists the row under; null if it does not.';
comment on column granary_upstream_tokens.user_provider_hash is
    'Hash of what index user_provider lists the row under; null if it does not.';
comment on column granary_upstream_tokens.body is
    'The whole record as versioned JSON.';

create table granary_dcr_credentials (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_dcr_credentials_purge on granary_dcr_credentials (namespace, purge_at);
comment on table granary_dcr_credentials is 'Registrations at upstream providers, those of the past included; secrets are sealed.';
comment on column granary_dcr_credentials.namespace is
    'Tenant or issuer.';
comment on column granary_dcr_credentials.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_dcr_credentials.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_dcr_credentials.revision is
    'Attempt id of the write that made this state.';
comment on column granary_dcr_credentials.write_count is
    'How many writes made this row.';
comment on column granary_dcr_credentials.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_dcr_credentials.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_dcr_credentials.body is
    'The whole record as versioned JSON.';

create table granary_current_registrations (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_current_registrations_purge on granary_current_registrations (namespace, purge_at);
comment on table granary_current_registrations is 'Which registration at an upstream provider is in use.';
comment on column granary_current_registrations.namespace is
    'Tenant or issuer.';
comment on column granary_current_registrations.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_current_registrations.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_current_registrations.revision is
    'Attempt id of the write that made this state.';
comment on column granary_current_registrations.write_count is
    'How many writes made this row.';
comment on column granary_current_registrations.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_current_registrations.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_current_registrations.body is
    'The whole record as versioned JSON.';

create table granary_users (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_users_purge on granary_users (namespace, purge_at);
comment on table granary_users is 'Users.';
comment on column granary_users.namespace is
    'Tenant or issuer.';
comment on column granary_users.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_users.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_users.revision is
    'Attempt id of the write that made this state.';
comment on column granary_users.write_count is
    'How many writes made this row.';
comment on column granary_users.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_users.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_users.body is
    'The whole record as versioned JSON.';

create table granary_identities (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    user_hash bytea,
    body json not null
) with (fillfactor = 80);
create index granary_identities_purge on granary_identities (namespace, purge_at);
create index granary_identities_user on granary_identities (user_hash, key_hash);
comment on table granary_identities is 'Upstream identities of users.';
comment on column granary_identities.namespace is
    'Tenant or issuer.';
comment on column granary_identities.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_identities.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_identities.revision is
    'Attempt id of the write that made this state.';
comment on column granary_identities.write_count is
    'How many writes made this row.';
comment on column granary_identities.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_identities.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_identities.user_hash is
    'Hash of what index user lists the row under; null if it does not.';
comment on column granary_identities.body is
    'The whole record as versioned JSON.';

create table granary_assertions (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_assertions_purge on granary_assertions (namespace, purge_at);
comment on table granary_assertions is 'Assertion ids that were used.';
comment on column granary_assertions.namespace is
    'Tenant or issuer.';
comment on column granary_assertions.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_assertions.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_assertions.revision is
    'Attempt id of the write that made this state.';
comment on column granary_assertions.write_count is
    'How many writes made this row.';
comment on column granary_assertions.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_assertions.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_assertions.body is
    'The whole record as versioned JSON.';

create table granary_fences (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_fences_purge on granary_fences (namespace, purge_at);
comment on table granary_fences is 'Marks that bulk revocations leave for those who come late.';
comment on column granary_fences.namespace is
    'Tenant or issuer.';
comment on column granary_fences.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_fences.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_fences.revision is
    'Attempt id of the write that made this state.';
comment on column granary_fences.write_count is
    'How many writes made this row.';
comment on column granary_fences.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_fences.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_fences.body is
    'The whole record as versioned JSON.';

create table granary_keys (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    use_hash bytea,
    body json not null
) with (fillfactor = 80);
create index granary_keys_purge on granary_keys (namespace, purge_at);
create index granary_keys_use on granary_keys (use_hash, key_hash);
comment on table granary_keys is 'Signature and MAC keys, sealed.';
comment on column granary_keys.namespace is
    'Tenant or issuer.';
comment on column granary_keys.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_keys.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_keys.revision is
    'Attempt id of the write that made this state.';
comment on column granary_keys.write_count is
    'How many writes made this row.';
comment on column granary_keys.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_keys.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_keys.use_hash is
    'Hash of what index use lists the row under; null if it does not.';
comment on column granary_keys.body is
    'The whole record as versioned JSON.';

create table granary_consents (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    subject_hash bytea,
    client_hash bytea,
    body json not null
) with (fillfactor = 80);
create index granary_consents_purge on granary_consents (namespace, purge_at);
create index granary_consents_subject on granary_consents (subject_hash, key_hash);
create index granary_consents_client on granary_consents (client_hash, key_hash);
comment on table granary_consents is 'What users allowed clients.';
comment on column granary_consents.namespace is
    'Tenant or issuer.';
comment on column granary_consents.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_consents.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_consents.revision is
    'Attempt id of the write that made this state.';
comment on column granary_consents.write_count is
    'How many writes made this row.';
comment on column granary_consents.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_consents.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_consents.subject_hash is
    'Hash of what index subject lists the row under; null if it does not.';
comment on column granary_consents.client_hash is
    'Hash of what index client lists the row under; null if it does not.';
comment on column granary_consents.body is
    'The whole record as versioned JSON.';

create table granary_quotas (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_quotas_purge on granary_quotas (namespace, purge_at);
comment on table granary_quotas is 'Counts that caps are decided by.';
comment on column granary_quotas.namespace is
    'Tenant or issuer.';
comment on column granary_quotas.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_quotas.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_quotas.revision is
    'Attempt id of the write that made this state.';
comment on column granary_quotas.write_count is
    'How many writes made this row.';
comment on column granary_quotas.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_quotas.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_quotas.body is
    'The whole record as versioned JSON.';

create table granary_leases (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_leases_purge on granary_leases (namespace, purge_at);
comment on table granary_leases is 'Who does which job.';
comment on column granary_leases.namespace is
    'Tenant or issuer.';
comment on column granary_leases.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_leases.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_leases.revision is
    'Attempt id of the write that made this state.';
comment on column granary_leases.write_count is
    'How many writes made this row.';
comment on column granary_leases.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_leases.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_leases.body is
    'The whole record as versioned JSON.';

create table granary_marks (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_marks_purge on granary_marks (namespace, purge_at);
comment on table granary_marks is 'Marks of the server itself: check value, job cursors.';
comment on column granary_marks.namespace is
    'Tenant or issuer.';
comment on column granary_marks.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_marks.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_marks.revision is
    'Attempt id of the write that made this state.';
comment on column granary_marks.write_count is
    'How many writes made this row.';
comment on column granary_marks.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_marks.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_marks.body is
    'The whole record as versioned JSON.';

create table granary_initial_access_tokens (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    body json not null
) with (fillfactor = 80);
create index granary_initial_access_tokens_purge on granary_initial_access_tokens (namespace, purge_at);
comment on table granary_initial_access_tokens is 'Tokens that allow registering clients, by their hash.';
comment on column granary_initial_access_tokens.namespace is
    'Tenant or issuer.';
comment on column granary_initial_access_tokens.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_initial_access_tokens.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_initial_access_tokens.revision is
    'Attempt id of the write that made this state.';
comment on column granary_initial_access_tokens.write_count is
    'How many writes made this row.';
comment on column granary_initial_access_tokens.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_initial_access_tokens.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_initial_access_tokens.body is
    'The whole record as versioned JSON.';

create table granary_specimen (
    namespace varchar(512) collate "C" not null,
    key_hash bytea primary key,
    key_text varchar(256) not null,
    revision varchar(22) collate "C" not null,
    write_count bigint not null,
    retain_until bigint not null,
    purge_at bigint not null,
    finder_hash bytea,
    shelf_hash bytea,
    body json not null
) with (fillfactor = 80);
create index granary_specimen_purge on granary_specimen (namespace, purge_at);
create index granary_specimen_finder on granary_specimen (finder_hash, key_hash);
create index granary_specimen_shelf on granary_specimen (shelf_hash, key_hash);
comment on table granary_specimen is 'Records of the compatibility kit. Empty unless it runs on this database.';
comment on column granary_specimen.namespace is
    'Tenant or issuer.';
comment on column granary_specimen.key_hash is
    '10 bytes of the SHA-256 of the namespace, then 18 bytes of that of namespace and key.';
comment on column granary_specimen.key_text is
    'The key, for reading; may be cut. key_hash decides.';
comment on column granary_specimen.revision is
    'Attempt id of the write that made this state.';
comment on column granary_specimen.write_count is
    'How many writes made this row.';
comment on column granary_specimen.retain_until is
    'The row is over from this time on. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_specimen.purge_at is
    'When a purge looks at the row next; never later than retain_until. Microseconds since 1970-01-01T00:00:00Z.';
comment on column granary_specimen.finder_hash is
    'Hash of what index finder lists the row under; null if it does not.';
comment on column granary_specimen.shelf_hash is
    'Hash of what index shelf lists the row under; null if it does not.';
comment on column granary_specimen.body is
    'The whole record as versioned JSON.';

-- For people. The offset keeps them from being written through.

create view granary_live_grants as
select namespace,
    key_text as grant_id,
    body ->> 'sub' as subject,
    body ->> 'client' as client,
    body ->> 'sid' as session,
    to_timestamp((body ->> 'created')::bigint / 1000000.0) as created_at,
    to_timestamp((body ->> 'ends')::bigint / 1000000.0) as ends_at,
    write_count
from granary_grants
where body ->> 'revoked' is null
    and (body ->> 'ends')::bigint > extract(epoch from now()) * 1000000
    and retain_until > extract(epoch from now()) * 1000000
offset 0;

create view granary_client_list as
select namespace,
    key_text as client_id,
    body ->> 'origin' as origin,
    body ->> 'name' as name,
    body ->> 'auth_method' as auth_method,
    to_timestamp((body ->> 'created_at')::bigint / 1000000.0) as created_at,
    to_timestamp((body ->> 'proven_at')::bigint / 1000000.0) as proven_at,
    to_timestamp((body ->> 'expires_at')::bigint / 1000000.0) as expires_at
from granary_clients
where retain_until > extract(epoch from now()) * 1000000
offset 0;

create view granary_registrations as
select namespace,
    body ->> 'upstream' as upstream,
    body ->> 'issuer' as issuer,
    body ->> 'redirect_uri' as redirect_uri,
    body ->> 'client_id' as client_id
from granary_current_registrations
where retain_until > extract(epoch from now()) * 1000000
offset 0;

comment on view granary_live_grants is 'Grants that are neither revoked nor over.';
comment on view granary_client_list is 'Clients that are not over.';
comment on view granary_registrations is 'Registrations in use at upstream providers.';

create table granary_schema (
    major integer not null,
    minor integer not null,
    primary key (major, minor)
);
comment on table granary_schema is 'Every version of this schema that was installed. The highest is the one that is there.';
insert into granary_schema (major, minor) values (1, 0);

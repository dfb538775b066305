-- What a later minor version may do: add what this release does not know of.

alter table granary_grants add column device_text varchar(256);
create index granary_grants_device on granary_grants (device_text);
create table granary_devices (device_id integer primary key);
insert into granary_schema (major, minor) values (1, 1);

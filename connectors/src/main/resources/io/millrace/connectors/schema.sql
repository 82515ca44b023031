-- create our schema
create schema if not exists {{schema}}

-- remember what is installed, so that undo takes back only that
create table if not exists {{schema}}.installed_object (
  table_schema text not null,
  table_name text not null,
  kind text not null check (kind in ('column', 'index', 'fillfactor')),
  name text not null,
  installed_at timestamptz not null default clock_timestamp(),
  primary key (table_schema, table_name, kind, name))

-- say which generation of results is active
create table if not exists {{schema}}.generation (
  generation int primary key,
  state text not null check (state in ('active', 'building', 'retired')),
  epoch int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  activated_at timestamptz)

-- start with the first generation
insert into {{schema}}.generation (generation, state, activated_at)
select 1, 'active', clock_timestamp()
where not exists (select from {{schema}}.generation)

-- say where each stored result came from
create table if not exists {{schema}}.provenance (
  table_name text not null,
  key text not null,
  column_name text not null,
  generation int not null,
  input_hash text not null,
  task_version text not null,
  model text not null,
  epoch int not null,
  revision bigint not null,
  has_value boolean not null,
  value_hash text,
  state text not null default 'written' check (state in ('written', 'held_by_other')),
  written_at timestamptz not null,
  source_committed_at timestamptz not null,
  truncated boolean not null default false,
  marks text[] not null default '{}',
  primary key (table_name, key, column_name, generation))

-- mark positions in the log
create table if not exists {{schema}}.heartbeat (
  id int primary key,
  beat_at timestamptz not null,
  token text)

-- start the heartbeat that Debezium keeps going
insert into {{schema}}.heartbeat (id, beat_at) values (1, clock_timestamp())
on conflict (id) do nothing

-- give signals to Debezium
create table if not exists {{schema}}.signal (
  id varchar(42) primary key,
  type varchar(32) not null,
  data varchar(2048))

-- hash input columns as Millrace does
create or replace function {{schema}}.input_hash(variadic columns text[]) returns text
language sql immutable parallel safe
return case
  when cardinality(columns) = 1 then md5(convert_to(coalesce(columns[1], ''), 'UTF8'))
  else (
    select md5(convert_to(
      string_agg(replace(coalesce(input, ''), chr(31), chr(31) || chr(31)), chr(31) order by position),
      'UTF8'))
    from unnest(columns) with ordinality as inputs (input, position))
end

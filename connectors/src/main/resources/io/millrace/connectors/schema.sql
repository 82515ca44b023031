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
  state text not null check (state in ('active', 'building', 'standby', 'retired')),
  epoch int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  activated_at timestamptz,
  embedding_model text,
  plan_file text,
  embedding_settings jsonb)

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

-- remember a replay until it is through
create table if not exists {{schema}}.replay (
  generation int primary key,
  request text not null,
  computed_before bigint not null,
  started_at timestamptz not null default clock_timestamp(),
  table_name text,
  last_key text,
  asked bigint not null default 0,
  total bigint not null default 0)

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

-- put a match_context into words
create or replace function {{schema}}.explain_match(context jsonb, a text default 'A', b text default 'B') returns text
language sql immutable parallel safe
return case
  when context -> 'v' is distinct from '2' then null
  when jsonb_typeof(context -> 'unscored') = 'object' then
    'Not scored: ' || a || ' is ' || replace(coalesce(context #>> '{unscored,a}', ''), '_', ' ')
    || ', ' || b || ' is ' || replace(coalesce(context #>> '{unscored,b}', ''), '_', ' ')
  when jsonb_typeof(context -> 'ab') = 'object' then (
    with phrase (dimension, place, decimals, strong, fair, weak, missing) as (values
{{phrases}}),
    direction (place, source, target, dimensions) as (values
      (1, a, b, context -> 'ab'), (2, b, a, context -> 'ba')),
    dimension (place, name) as (values (1, 'intent'), (2, 'synergy'), (3, 'momentum'), (4, 'context')),
    scored as (
      select direction.place as direction, dimension.place as dimension, dimension.name, source, target,
        direction.dimensions -> dimension.name as scores
      from direction cross join dimension
      where jsonb_typeof(direction.dimensions -> dimension.name) = 'array'),
    factor as (
      select direction, scored.dimension, place, source, target, decimals, strong, fair, weak, missing,
        (scores ->> 2 * place)::numeric as raw, (scores ->> 2 * place + 1)::numeric as score
      from scored join phrase on phrase.dimension = scored.name),
    line (direction, dimension, factor, text) as (
      select place, 0, 0, 'What ' || target || ' is worth to ' || source || ':' from direction
      union all
      select direction, dimension, 0, '  ' || initcap(name) || ' ' || round((scores ->> 0)::numeric, 1)
        || ' of 10 (weight ' || trim_scale((context #>> array['w', name, '0'])::numeric) || ')'
      from scored
      union all
      select direction, dimension, place, '    ' || replace(replace(
        case
          when raw is null then 'Unknown: ' || missing || ', counts as ' || trim_scale(score)
          else
            case
              when score >= {{strong}} then 'Strong: ' || strong
              when score >= {{fair}} then 'Fair: ' || fair
              else 'Weak: ' || weak
            end || case when decimals < 0 then '' else ' (' || round(raw, decimals) || ')' end
        end, '{source}', source), '{target}', target)
      from factor where score is not null)
    select string_agg(line.text, chr(10) order by direction, dimension, factor) from line)
end

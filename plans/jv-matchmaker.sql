-- The host application's tables that the default plan reads. Millrace adds its own columns by
-- "millrace init"; nothing here is Millrace's. The local stack runs this on its empty database.
create table if not exists profiles (
  id uuid primary key default gen_random_uuid(),
  name text,
  email text,
  company text,
  niche text,
  what_you_do text,
  who_you_serve text,
  seeking text,
  offering text,
  signature_programs text,
  audience_type text,
  business_focus text,
  bio text,
  social_proof text,
  current_projects text,
  revenue_tier text,
  tags text[],
  jv_history jsonb,
  content_platforms jsonb,
  audience_engagement_score double precision,
  list_size integer,
  social_reach integer,
  website text,
  booking_link text,
  membership_status text,
  enrichment_metadata jsonb,
  updated_at timestamptz default now()
);

create table if not exists matches (
  id uuid primary key default gen_random_uuid(),
  profile_id uuid references profiles (id) on delete cascade,
  suggested_profile_id uuid references profiles (id) on delete cascade,
  match_score double precision,
  status text
);

create index if not exists matches_profile_id_idx on matches (profile_id);
create index if not exists matches_suggested_profile_id_idx on matches (suggested_profile_id);

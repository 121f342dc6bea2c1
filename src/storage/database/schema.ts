/** The tables as kysely sees them (migrations/*.sql). */
import type { ColumnType } from 'kysely';
import type {
  AgentConfig,
  ApiName,
  CallAnalysis,
  CallCost,
  CallPlan,
  CallRetry,
  CallSource,
  CallStatus,
  Direction,
  KeyMode,
  NumberRoutes,
  Outcome,
  OutcomeCode,
  Person,
  PriceTable,
  ProviderKeyState,
  CallMedia,
  CaptureRef,
  RecordingRef,
  Scope,
  SlotModel,
  TrunkSettings,
  Turn,
  TurnLatency,
} from '#domain';
import type { Id, Millis } from '#kernel';
import type { DueCallTables } from './schema-due-calls.ts';
import type { KnowledgeSchema } from './schema-knowledge.ts';
import type { ReadingSchema } from './schema-reading.ts';
import type { ResourceSchema } from './schema-resources.ts';
import type { SimulationSchema } from './schema-simulations.ts';
import type { TenancySchema } from './schema-tenancy.ts';

/** Read as a value, written as text that is JSON already: the driver would turn arrays into SQL arrays. */
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>;

interface Owned {
  id: Id;
  organization_id: Id;
  created_at: Millis;
}

export interface OrganizationTable {
  id: Id;
  name: string;
  concurrency: number;
  calls_per_second: number;
  destination_allow: string[];
  default_number_id: Id | null;
  parent_id: Id | null;
  archived_at: Millis | null;
  quota_agents: number | null;
  quota_numbers: number | null;
  quota_calls_per_day: number | null;
  requests_per_minute: number | null;
  suppress_opt_outs: boolean;
  is_default: ColumnType<boolean, boolean | undefined, boolean>;
  created_at: Millis;
}

export interface ApiKeyTable extends Owned {
  mode: KeyMode;
  name: string;
  hash: string;
  hint: string;
  scopes: Scope[] | null;
  requests_per_minute: number | null;
  expires_at: Millis | null;
  last_used_at: Millis | null;
  revoked_at: Millis | null;
  previous_hash: string | null;
  previous_until: Millis | null;
}

export interface AgentTable extends Owned {
  config: Json<AgentConfig>;
  /** Made of its configuration. */
  name: ColumnType<string, never, never>;
  production_version_id: Id | null;
  updated_at: Millis;
}

export interface AgentVersionTable extends Owned {
  agent_id: Id;
  number: number;
  name: ColumnType<string, string | undefined, string>;
  message: string;
  config: Json<AgentConfig>;
}

export interface TrunkTable extends Owned {
  name: string;
  uri: string;
  username: string | null;
  password_sealed: string | null;
  concurrency: number;
  calls_per_second: number;
  active: boolean;
  settings: JsonOrNull<Partial<TrunkSettings>>;
  updated_at: Millis;
}

export interface NumberTable extends Owned {
  e164: string;
  trunk_id: Id | null;
  agent_id: Id | null;
  name: string;
  active: boolean;
  reserved_for_agents: Id[];
  owner_organization_id: Id | null;
  routes: JsonOrNull<NumberRoutes>;
  inbound_hook_sealed: string | null;
  last_used_at: Millis | null;
  updated_at: Millis;
}

export interface SuppressionTable {
  organization_id: Id;
  e164: string;
  reason: string;
  call_id: Id | null;
  created_at: Millis;
}

export interface CallTable extends Owned {
  direction: Direction;
  status: CallStatus;
  outcome: JsonOrNull<Outcome>;
  to_address: string;
  from_address: string | null;
  requested_number_id: Id | null;
  requested_trunk_id: Id | null;
  number_id: Id | null;
  trunk_id: Id | null;
  agent_id: Id | null;
  test: boolean;
  person: Json<Person>;
  plan: Json<CallPlan>;
  metadata: Json<Readonly<Record<string, unknown>>>;
  source: Json<CallSource>;
  not_before: Millis | null;
  answered_at: Millis | null;
  ended_at: Millis | null;
  recording: JsonOrNull<RecordingRef>;
  capture: JsonOrNull<CaptureRef>;
  media: JsonOrNull<CallMedia>;
  turns: Json<readonly Turn[]>;
  latencies: Json<readonly TurnLatency[]>;
  cost: JsonOrNull<CallCost>;
  analysis: JsonOrNull<CallAnalysis>;
  last_seq: number;
  node_id: Id | null;
  due_at: Millis;
  parent_call_id: Id | null;
  next_call_id: Id | null;
  retry: JsonOrNull<CallRetry>;
  campaign_id: Id | null;
  lead_id: Id | null;
  batch_id: Id | null;
  request_key: ColumnType<string | null, string | null | undefined, never>;
  request_hash: ColumnType<string | null, string | null | undefined, never>;
  phone: ColumnType<string | null, never, never>;
  line: ColumnType<string | null, never, never>;
  duration_ms: ColumnType<Millis | null, never, never>;
  outcome_code: OutcomeCode | null;
  end_code: string | null;
  agent_name: string | null;
  version_id: Id | null;
  model: string | null;
  api: ApiName | null;
}

export interface CallEventTable {
  call_id: Id;
  seq: number;
  at: Millis;
  type: string;
  data: Json<Readonly<Record<string, unknown>>>;
}

export interface AttemptTable {
  id: Id;
  call_id: Id;
  organization_id: Id;
  node_id: Id;
  number: number;
  trunk_id: Id | null;
  number_id: Id | null;
  sip_call_id: string;
  dialog: Json<Readonly<Record<string, unknown>>>;
  started_at: Millis;
  ended_at: Millis | null;
}

export interface LiveCallTable {
  call_id: Id;
  attempt_id: Id;
  organization_id: Id;
  person: string;
  trunk_id: Id | null;
  started_at: Millis;
}

export interface NodeTable {
  id: Id;
  sip_address: string;
  started_at: Millis;
  lease_until: Millis;
}

export interface IdempotencyTable {
  organization_id: Id;
  scope: string;
  key: string;
  body_hash: string;
  claimed_at: Millis;
  expires_at: Millis;
  answer_status: number | null;
  answer_body: JsonOrNull<unknown>;
}

export interface AliasTable {
  organization_id: Id;
  dialect: string;
  noun: string;
  alias: string;
  id: Id;
}

export interface ProviderKeyTable extends Owned {
  provider: string;
  name: string;
  key_sealed: string;
  url: string | null;
  state: ProviderKeyState;
  tested_at: Millis | null;
  updated_at: Millis;
}

export interface VoiceSlotTable {
  organization_id: Id;
  number: number;
  model: SlotModel;
  language: string;
  provider: string;
  voice_model: string | null;
  voice_id: string;
  speed: number;
  updated_at: Millis;
}

export interface PriceTableTable {
  organization_id: Id;
  price_table: Json<PriceTable>;
  updated_at: Millis;
}

/** Every table that is read or written by name; those written by plain statements alone are not listed. */
export interface Schema
  extends DueCallTables, KnowledgeSchema, ReadingSchema, ResourceSchema, SimulationSchema, TenancySchema {
  organizations: OrganizationTable;
  api_keys: ApiKeyTable;
  agents: AgentTable;
  agent_versions: AgentVersionTable;
  trunks: TrunkTable;
  numbers: NumberTable;
  suppressions: SuppressionTable;
  calls: CallTable;
  call_events: CallEventTable;
  attempts: AttemptTable;
  live_calls: LiveCallTable;
  nodes: NodeTable;
  idempotency_keys: IdempotencyTable;
  aliases: AliasTable;
  provider_keys: ProviderKeyTable;
  voice_slots: VoiceSlotTable;
  prices: PriceTableTable;
}

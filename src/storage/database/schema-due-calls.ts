/** Batches, campaigns and leads as kysely sees them (migrations/0008). */
import type { ColumnType } from 'kysely';
import type {
  Batch,
  BatchItem,
  CallSource,
  Campaign,
  CampaignSettings,
  CampaignStatus,
  FrozenAgent,
  Lead,
  LeadStatus,
} from '#domain';
import type { Id, Millis } from '#kernel';

type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>;

export interface BatchTable {
  id: Id;
  organization_id: Id;
  name: string;
  mode: Batch['mode'];
  items: Json<readonly BatchItem[]>;
  cancelled_at: Millis | null;
  created_at: Millis;
}

export interface CampaignTable {
  id: Id;
  organization_id: Id;
  status: CampaignStatus;
  name: string;
  agent_id: Id;
  settings: Json<Omit<CampaignSettings, 'name' | 'agentId'>>;
  frozen: JsonOrNull<FrozenAgent>;
  fault: JsonOrNull<NonNullable<Campaign['fault']>>;
  test: boolean;
  source: Json<CallSource>;
  created_at: Millis;
  updated_at: Millis;
}

export interface LeadTable {
  id: Id;
  campaign_id: Id;
  organization_id: Id;
  status: LeadStatus;
  reason: Lead['reason'];
  detail: string | null;
  phone_number: string;
  name: string | null;
  email: string | null;
  time_zone: string | null;
  variables: Json<Readonly<Record<string, unknown>>>;
  not_before: Millis | null;
  attempts: number;
  retries: number;
  call_id: Id | null;
  since: Millis | null;
  due_at: Millis;
  last_call_at: Millis | null;
  last_attempt_at: Millis | null;
  created_at: Millis;
  updated_at: Millis;
}

export interface DueCallTables {
  batches: BatchTable;
  campaigns: CampaignTable;
  leads: LeadTable;
}

/** The tables of migration 0010 as kysely sees them; those written by plain statements alone are not listed. */
import type { ColumnType, Generated } from 'kysely';
import type { MailDomainState, MailRecord } from '#domain';
import type { Id, Millis } from '#kernel';

/** Read as a value, written as text that is JSON already: the driver would turn arrays into SQL arrays. */
type Json<T> = ColumnType<T, string, string>;

interface Named {
  id: Id;
  organization_id: Id;
  name: string;
  created_at: Millis;
  updated_at: Millis;
}

export interface KnowledgeBaseTable extends Named {
  condition: string;
  language: string;
  embedding_provider: string | null;
  embedding_model: string | null;
  revision: Generated<number>;
}

export interface KnowledgeSourceTable extends Named {
  base_id: Id;
  kind: 'text' | 'file' | 'web';
  url: string | null;
  media_type: string | null;
  content: string | null;
  state: 'pending' | 'ready' | 'failed';
  fault: string | null;
  characters: Generated<number>;
  chunks: Generated<number>;
  read_at: Millis | null;
  wish: Generated<number>;
  tries: Generated<number>;
  due_at: Millis | null;
}

export interface ContactTable extends Named {
  phone: string;
  email: string | null;
  time_zone: string | null;
  fields: Json<Readonly<Record<string, unknown>>>;
}

export interface MemoryStoreTable extends Named {
  instructions: string;
}

export interface MemoryTable {
  store_id: Id;
  contact_id: Id;
  organization_id: Id;
  facts: Json<readonly string[]>;
  data: Json<Readonly<Record<string, unknown>>>;
  call_id: Id | null;
  updated_at: Millis;
}

export interface PhoneBookEntryTable extends Named {
  book_id: Id;
  phone: string;
  condition: string;
}

export interface MailDomainTable extends Named {
  provider_id: string;
  state: MailDomainState;
  region: string;
  records: Json<readonly MailRecord[]>;
  sender: string;
  verified_at: Millis | null;
}

/** A part of `Schema`. */
export interface KnowledgeSchema {
  knowledge_bases: KnowledgeBaseTable;
  knowledge_sources: KnowledgeSourceTable;
  contacts: ContactTable;
  memory_stores: MemoryStoreTable;
  memories: MemoryTable;
  phone_books: Named;
  phone_book_entries: PhoneBookEntryTable;
  mail_domains: MailDomainTable;
}

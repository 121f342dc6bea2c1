/** What the domain needs kept: one repository a noun, all inside one transaction or each on its own. */
import type { Id } from '#kernel';
import type { Page } from './page.ts';
import type { AgentRepository } from './agents/agent-repository.ts';
import type { BatchRepository } from './batches/batch.ts';
import type { AcceptanceRepository } from './calls/acceptance.ts';
import type { AliasRepository } from './aliases/alias.ts';
import type { AnalysisRepository } from './calls/analysis.ts';
import type { AttemptRepository } from './calls/attempt.ts';
import type { CallRepository } from './calls/call-repository.ts';
import type { AnnotationRepository } from './annotations/annotation.ts';
import type { NewEvent } from './calls/call.ts';
import type { CommandRepository } from './calls/command.ts';
import type { EventFeedRepository } from './calls/feed.ts';
import type { UploadRepository } from './calls/upload.ts';
import type { DialectDataRepository } from './dialect-data/dialect-data.ts';
import type { CampaignRepository, LeadRepository } from './campaigns/repository.ts';
import type { DialingRepository, SuppressionRepository } from './dialing/repositories.ts';
import type { ErasureRepository, ForgettingRepository } from './erasures/erasure.ts';
import type { ContactRepository } from './contacts/contact.ts';
import type { KnowledgeRepository } from './knowledge/knowledge.ts';
import type { MailRepository } from './mail/mail.ts';
import type { MemoryRepository } from './memory/memory.ts';
import type { PhoneBookRepository } from './phone-books/phone-book.ts';
import type { ProviderKeyRepository } from './models/provider-key.ts';
import type { NodeRepository } from './nodes/node.ts';
import type { AuditRepository } from './audit/entry.ts';
import type {
  KeyRepository,
  MemberRepository,
  OrganizationRepository,
  SessionRepository,
} from './organizations/repositories.ts';
import type { MinuteRepository } from './quotas/minutes.ts';
import type { QuotaRepository } from './quotas/quota.ts';
import type { NumberRepository, TrunkRepository } from './trunks/trunk-repositories.ts';
import type { TrunkWatchRepository } from './trunks/trunk-health.ts';
import type { AnalysisTemplateRepository } from './analysis-templates/analysis-template.ts';
import type { SimulationRepository } from './simulations/repository.ts';
import type { DueToolRepository, SavedToolRepository } from './tools/saved-tool.ts';
import type { NumberPoolRepository } from './trunks/number-pool.ts';
import type { EmbeddingUsageRepository } from './usage/embedding-usage.ts';
import type { UsageRepository } from './usage/usage.ts';
import type { IdempotencyRepository } from './requests/idempotency.ts';
import type { PriceRepository } from './usage/price-repository.ts';
import type { VoiceSlotRepository } from './voices/voice-slot.ts';
import type { WebhookRepository } from './webhooks/repository.ts';

export type { Page };

/** Everything, bound to one transaction or to none. */
export interface Repositories {
  readonly organizations: OrganizationRepository;
  readonly keys: KeyRepository;
  readonly members: MemberRepository;
  readonly sessions: SessionRepository;
  readonly audit: AuditRepository;
  readonly quotas: QuotaRepository;
  readonly minutes: MinuteRepository;
  readonly agents: AgentRepository;
  readonly trunks: TrunkRepository;
  readonly trunkWatches: TrunkWatchRepository;
  readonly numbers: NumberRepository;
  readonly suppressions: SuppressionRepository;
  readonly calls: CallRepository;
  readonly acceptance: AcceptanceRepository;
  readonly attempts: AttemptRepository;
  readonly commands: CommandRepository;
  readonly dialing: DialingRepository;
  readonly idempotency: IdempotencyRepository;
  readonly nodes: NodeRepository;
  readonly aliases: AliasRepository;
  readonly providerKeys: ProviderKeyRepository;
  readonly voiceSlots: VoiceSlotRepository;
  readonly prices: PriceRepository;
  readonly analyses: AnalysisRepository;
  readonly batches: BatchRepository;
  readonly campaigns: CampaignRepository;
  readonly leads: LeadRepository;
  readonly webhooks: WebhookRepository;
  readonly knowledge: KnowledgeRepository;
  readonly contacts: ContactRepository;
  readonly memories: MemoryRepository;
  readonly phoneBooks: PhoneBookRepository;
  readonly mail: MailRepository;
  readonly annotations: AnnotationRepository;
  readonly feed: EventFeedRepository;
  readonly uploads: UploadRepository;
  readonly erasures: ErasureRepository;
  readonly forgetting: ForgettingRepository;
  readonly dialectData: DialectDataRepository;
  readonly numberPools: NumberPoolRepository;
  readonly tools: SavedToolRepository;
  readonly dueTools: DueToolRepository;
  readonly analysisTemplates: AnalysisTemplateRepository;
  readonly usage: UsageRepository;
  readonly embeddingUsage: EmbeddingUsageRepository;
  readonly simulations: SimulationRepository;
}

/** The store. Methods outside a transaction are their own transaction. */
export interface Store extends Repositories {
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
  /**
   * Appends conversation events of many calls in one commit at most 200 ms later; order within a call is kept, and a
   * later fenced `calls.append` of the same call flushes them first. Faults go to the log and to `onFault`.
   */
  appendLater(id: Id, nodeId: Id, events: readonly NewEvent[]): void;
  /** Settles when everything handed to `appendLater` so far is committed. */
  flush(): Promise<void>;
  /** Tells every node of something, e.g. `hangup:<call id>` or `events:<call id>`; coalesced, never in a transaction. */
  notify(message: string): void;
  /** Hears what any node (this one too) told. */
  onNotify(listener: (message: string) => void): () => void;
  /** One cheap round trip. @throws when the database is out of reach. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

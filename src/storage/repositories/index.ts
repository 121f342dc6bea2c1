/** Every repository, bound to one context. */
import type { Repositories } from '#domain';
import { acceptanceRepository } from './acceptance.ts';
import { agentRepository } from './agents.ts';
import { annotationRepository } from './annotations.ts';
import { aliasRepository } from './aliases.ts';
import { analysisTemplateRepository } from './analysis-templates.ts';
import { analysisRepository } from './analyses.ts';
import { attemptRepository } from './attempts.ts';
import { auditRepository } from './audit.ts';
import { batchRepository } from './batches.ts';
import { callRepository } from './calls/index.ts';
import { campaignRepository } from './campaigns.ts';
import { commandRepository } from './commands.ts';
import type { Context } from './context.ts';
import { dialectDataRepository } from './dialect-data.ts';
import { contactRepository } from './contacts.ts';
import { dialingRepository } from './dialing.ts';
import { erasureRepository } from './erasures.ts';
import { embeddingUsageRepository } from './embedding-usage.ts';
import { feedRepository } from './feed.ts';
import { forgettingRepository } from './forgetting.ts';
import { idempotencyRepository } from './idempotency.ts';
import { keyRepository } from './keys.ts';
import { memberRepository } from './members.ts';
import { minuteRepository } from './minutes.ts';
import { knowledgeRepository } from './knowledge.ts';
import { mailRepository } from './mail.ts';
import { memoryRepository } from './memories.ts';
import { phoneBookRepository } from './phone-books.ts';
import { leadRepository } from './leads.ts';
import { nodeRepository } from './nodes.ts';
import { numberPoolRepository } from './number-pools.ts';
import { numberRepository } from './numbers.ts';
import { organizationRepository } from './organizations.ts';
import { priceRepository } from './prices.ts';
import { providerKeyRepository } from './provider-keys.ts';
import { quotaRepository } from './quotas.ts';
import { sessionRepository } from './sessions.ts';
import { simulationRepository } from './simulations.ts';
import { suppressionRepository } from './suppressions.ts';
import { dueToolRepository, toolRepository } from './tools.ts';
import { trunkRepository } from './trunks.ts';
import { usageRepository } from './usage.ts';
import { trunkWatchRepository } from './trunk-watches.ts';
import { uploadRepository } from './uploads.ts';
import { voiceSlotRepository } from './voice-slots.ts';
import { webhookRepository } from './webhooks/index.ts';

export function createRepositories(context: Context): Repositories {
  return {
    organizations: organizationRepository(context),
    keys: keyRepository(context),
    members: memberRepository(context),
    sessions: sessionRepository(context),
    audit: auditRepository(context),
    quotas: quotaRepository(context),
    minutes: minuteRepository(context),
    agents: agentRepository(context),
    trunks: trunkRepository(context),
    numbers: numberRepository(context),
    trunkWatches: trunkWatchRepository(context),
    suppressions: suppressionRepository(context),
    calls: callRepository(context),
    acceptance: acceptanceRepository(context),
    attempts: attemptRepository(context),
    commands: commandRepository(context),
    dialing: dialingRepository(context),
    idempotency: idempotencyRepository(context),
    nodes: nodeRepository(context),
    aliases: aliasRepository(context),
    providerKeys: providerKeyRepository(context),
    voiceSlots: voiceSlotRepository(context),
    prices: priceRepository(context),
    analyses: analysisRepository(context),
    batches: batchRepository(context),
    campaigns: campaignRepository(context),
    leads: leadRepository(context),
    webhooks: webhookRepository(context),
    annotations: annotationRepository(context),
    feed: feedRepository(context),
    uploads: uploadRepository(context),
    erasures: erasureRepository(context),
    forgetting: forgettingRepository(context),
    knowledge: knowledgeRepository(context),
    contacts: contactRepository(context),
    memories: memoryRepository(context),
    phoneBooks: phoneBookRepository(context),
    mail: mailRepository(context),
    dialectData: dialectDataRepository(context),
    numberPools: numberPoolRepository(context),
    tools: toolRepository(context),
    dueTools: dueToolRepository(context),
    analysisTemplates: analysisTemplateRepository(context),
    usage: usageRepository(context),
    embeddingUsage: embeddingUsageRepository(context),
    simulations: simulationRepository(context),
  };
}

/** Models by the keys that organizations bring and the server has, from the catalogue of vendors. */
import {
  capabilitiesOf,
  type EmbeddingChoice,
  type Call,
  type EngineCapabilities,
  type ModelChoice,
  type ModelLink,
  type ProviderAbility,
  type ProviderKey,
  type Store,
} from '#domain';
import { AppError, type Id, type Logger } from '#kernel';
import type {
  CatalogueLink,
  CatalogueVendor,
  ModelCatalogue,
  ModelListener,
  ModelSwitch,
  TurnDetector,
} from '#models';
import { chooseModels } from './accept/choose-models.ts';
import { refusal } from './accept/choose-provider.ts';
import type { CallModels, ModelSource } from './call-models.ts';
import { UsageMeter } from './usage-meter.ts';

/** A provider's key as the server's configuration has it. */
export interface ServerKey {
  readonly key: string | null;
  readonly url: string | null;
  /** The model asked for where none is named. */
  readonly model?: string;
}

export interface ModelSourceOptions {
  readonly store: Pick<Store, 'providerKeys' | 'voiceSlots'>;
  readonly catalogue: ModelCatalogue;
  /** By provider. */
  readonly serverKeys: Readonly<Record<string, ServerKey>>;
  /** What bases that name no model are turned into vectors with; null: none. */
  readonly embedding?: EmbeddingChoice | null;
  /** Judges turns in every call, where one is installed. */
  readonly turn?: TurnDetector | null;
  readonly logger: Logger;
}

interface Opening {
  readonly key: string | null;
  readonly url: string | null;
  readonly isTenants: boolean;
}

export function createModelSource(options: ModelSourceOptions): ModelSource {
  const { store, catalogue, serverKeys } = options;
  const vendors = new Map(catalogue.vendors.map((vendor) => [vendor.id, vendor]));

  const capabilities = async (
    organizationId: Id,
    known?: readonly ProviderKey[],
  ): Promise<EngineCapabilities> => {
    const own = known ?? (await store.providerKeys.list(organizationId));
    return capabilitiesOf(catalogue.vendors.map((vendor) => abilityOf(vendor, own, serverKeys[vendor.id])));
  };

  /** @throws AppError `provider-key-missing` */
  const openingOf = async (provider: string, own: readonly ProviderKey[]): Promise<Opening> => {
    const brought = own.find((key) => key.provider === provider);
    if (brought) {
      // A name may lead elsewhere than when the key was stored.
      if (brought.url !== null) await catalogue.guard(brought.url);
      const { key, url } = brought;
      return { key: key === '' ? null : key, url, isTenants: url !== null };
    }
    const server = serverKeys[provider];
    const vendor = vendors.get(provider);
    if (vendor && server && opens(vendor, server))
      return { key: server.key, url: server.url, isTenants: false };
    if (vendor && !vendor.needsKey && vendor.needsUrl === null)
      return { key: null, url: null, isTenants: false };
    throw new AppError({
      code: 'provider-key-missing',
      status: 400,
      message: `The call's plan names ${provider}, and its key is gone. ${mendOf(provider, vendor)}`,
    });
  };

  return {
    capabilities,
    async forCall(call) {
      const own = await store.providerKeys.list(call.organizationId);
      const choice = call.plan.models ?? (await chooseLate(call));
      const opened = async <L extends ModelLink>(links: readonly L[]): Promise<(L & CatalogueLink)[]> =>
        Promise.all(links.map(async (link) => ({ ...link, ...(await openingOf(link.provider, own)) })));
      const [stt, tts, llm] = await Promise.all([opened(choice.stt), opened(choice.tts), opened(choice.llm)]);
      const [realtime] = choice.realtime ? await opened([choice.realtime]) : [];
      const record = new CallRecord();
      const models = {
        stt: stt.length > 0 ? catalogue.stt(stt, record.listener) : null,
        tts: tts.length > 0 ? catalogue.tts(tts, record.listener) : null,
        llm: llm.length > 0 ? catalogue.llm(llm, record.listener) : null,
        realtime: realtime ? catalogue.realtime(realtime, record.listener) : null,
      };
      return given(models, record, options);
    },
    async checkKey({ provider, url }) {
      const vendor = vendors.get(provider);
      if (!vendor || vendor.place !== 'vendor') throw unknownProvider(provider, [...vendors.values()]);
      if (url === null && vendor.needsUrl !== null)
        throw refusedUrl(`is needed: ${vendor.title} has no address of its own. E.g. ${vendor.needsUrl}.`);
      if (url !== null) await catalogue.guard(url);
    },
    testKey: (key) => catalogue.testKey(key),
    embeddings: {
      async choose(organizationId, wanted) {
        const choice = wanted === undefined ? (options.embedding ?? null) : wanted;
        if (choice === null) return null;
        const opens =
          vendors.get(choice.provider)?.embeds && (await canOpen(organizationId, choice.provider));
        if (opens) return choice;
        if (wanted === undefined) return null;
        throw noEmbeddings(choice.provider, [...vendors.values()]);
      },
      async open(organizationId, { provider, model }, onUsage) {
        const own = await store.providerKeys.list(organizationId);
        return catalogue.embeddings({ provider, model, ...(await openingOf(provider, own)) }, onUsage);
      },
    },
  };

  async function canOpen(organizationId: Id, provider: string): Promise<boolean> {
    const own = await store.providerKeys.list(organizationId);
    return openingOf(provider, own).then(
      () => true,
      () => false,
    );
  }

  /** Plans of earlier releases name no models. */
  async function chooseLate({
    organizationId,
    plan,
  }: Pick<Call, 'organizationId' | 'plan'>): Promise<ModelChoice> {
    const slots = await store.voiceSlots.list(organizationId);
    return chooseModels({ config: plan.config, slots, strict: false }, await capabilities(organizationId))
      .models;
  }
}

/** What happened to the models of one call. */
class CallRecord {
  readonly meter = new UsageMeter();
  readonly switches: ModelSwitch[] = [];
  onSwitch: ((change: ModelSwitch) => void) | null = null;
  readonly listener: ModelListener = {
    onSwitch: (change) => {
      this.switches.push(change);
      this.onSwitch?.(change);
    },
    onUsage: (usage) => this.meter.add(usage),
  };
}

function given(
  models: Pick<CallModels, 'stt' | 'tts' | 'llm' | 'realtime'>,
  record: CallRecord,
  { turn = null, logger }: ModelSourceOptions,
): CallModels {
  return {
    ...models,
    turn,
    listen(onSwitch) {
      for (const change of record.switches) onSwitch(change);
      record.onSwitch = onSwitch;
    },
    note: (usage) => record.meter.add(usage),
    usage: () => record.meter.total(),
    failure: (stages) =>
      record.switches.findLast(({ stage, to }) => to === null && stages.includes(stage)) ?? null,
    async close() {
      const { stt, tts, llm, realtime } = models;
      const closing = [stt, tts, llm, realtime].map((model) => model?.close());
      for (const result of await Promise.allSettled(closing))
        if (result.status === 'rejected')
          logger.warn('model-not-closed', { cause: result.reason as unknown });
    },
  };
}

/** Has the server all that the vendor asks for? */
function opens({ needsKey, needsUrl }: CatalogueVendor, { key, url }: ServerKey): boolean {
  return (!needsKey || key !== null) && (needsUrl === null || url !== null);
}

/** The organization's own key goes before the server's. */
function abilityOf(
  vendor: CatalogueVendor,
  own: readonly ProviderKey[],
  server: ServerKey | undefined,
): ProviderAbility {
  const { id, title, docs, place, needsKey, needsUrl, stages } = vendor;
  const brought = own.some(({ provider }) => provider === id);
  const llm = stages.llm && { model: server?.model ?? stages.llm.model };
  return {
    ...{ provider: id, title, docs, place },
    key: brought
      ? 'organization'
      : server && opens(vendor, server)
        ? 'environment'
        : needsKey || needsUrl !== null
          ? 'missing'
          : 'not-needed',
    mend: mendOf(id, vendor),
    stages: { ...stages, ...(llm ? { llm } : {}) },
  };
}

function mendOf(provider: string, vendor: CatalogueVendor | undefined): string {
  const name = provider.replace(/-/g, '_').toUpperCase();
  if (provider === 'openai-compatible')
    return 'Set PARLEY_LLM_URL and PARLEY_LLM_MODEL, or POST /v1/provider-keys with its url.';
  if (vendor && !vendor.needsKey) return `Set PARLEY_${name}_URL, or POST /v1/provider-keys with its url.`;
  const url = vendor?.needsUrl ? ` and PARLEY_${name}_URL` : '';
  return `Bring one with POST /v1/provider-keys, or set PARLEY_${name}_KEY${url} on the server.`;
}

function unknownProvider(provider: string, vendors: readonly CatalogueVendor[]): AppError {
  const names = vendors.filter(({ place }) => place === 'vendor').map(({ id }) => id);
  return refusal(
    'provider-unknown',
    'provider',
    `"${provider}" is none that takes a key. Choose one of: ${names.join(', ')}.`,
  );
}

function noEmbeddings(provider: string, vendors: readonly CatalogueVendor[]): AppError {
  const names = vendors.filter(({ embeds }) => embeds).map(({ id }) => id);
  return refusal(
    'embedding-unavailable',
    'embedding.provider',
    `"${provider}" makes no vectors here: it has no key, or no embeddings. Of these, bring a key: ${names.join(', ')}; or leave embedding out.`,
  );
}

function refusedUrl(message: string): AppError {
  return refusal('invalid-request', 'url', message);
}

/** Every vendor behind one door: makes models, keeps them between calls, and chains them. */
import type { Clock, Closable, Logger } from '#kernel';
import {
  ModelError,
  type CatalogueLink,
  type HttpClient,
  type LlmModel,
  type ModelCatalogue,
  type ModelListener,
  type RealtimeModel,
  type SttModel,
  type TtsModel,
} from '#models';
import type { AddressGuard } from '../shared/address-guard.ts';
import type { Outlet } from '../shared/outlet.ts';
import { Breakers, type Breaker } from '../shared/chain-breakers.ts';
import { chainLlm } from '../shared/chain-llm.ts';
import { chainStt } from '../shared/chain-stt.ts';
import { chainTts } from '../shared/chain-tts.ts';
import { meteredEmbeddings, meteredLlm, meteredRealtime, meteredStt, meteredTts } from '../shared/metered.ts';
import { cachedTts } from '../shared/tts-cache.ts';
import { createEmbeddings } from '../openai-compatible/embeddings.ts';
import { versioned } from './addresses.ts';
import { describeOwn, describeVendor } from './abilities.ts';
import { CHAT_VENDORS } from './chat-vendors.ts';
import { keyPrint, ModelKeep } from './model-keep.ts';
import type { OwnProvider } from './own-provider.ts';
import { RESEND } from '../resend/vendor.ts';
import { probeKey } from './probe.ts';
import { SERVICE_VENDORS } from './service-vendors.ts';
import { SPEECH_VENDORS } from './speech-vendors.ts';
import type { CatalogueStage, VendorRow } from './vendor-row.ts';

export interface CatalogueOptions {
  /** Closed by their owner, not here. */
  readonly own: readonly OwnProvider[];
  /** Reaches what tenants may reach; for testing their keys. */
  readonly http: HttpClient;
  readonly guard: AddressGuard;
  /** For addresses that tenants named. */
  readonly outlet: Outlet;
  /** Bytes of audio kept for one vendor's model and key, so that a greeting is spoken once. Default 4 MiB. */
  readonly cacheBytes?: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

const CACHE_BYTES = 4 * 1024 * 1024;
const ROWS: readonly VendorRow[] = [...CHAT_VENDORS, ...SPEECH_VENDORS, ...SERVICE_VENDORS, RESEND];

/** Nothing is contacted before a model is used. @example createCatalogue({ own, http, guard, outlet, clock, logger }) */
export function createCatalogue(options: CatalogueOptions): ModelCatalogue & Closable {
  const { clock, logger, own, http, guard, outlet } = options;
  const keep = new ModelKeep(clock, logger);
  const breakers = new Breakers(clock);
  const rows = new Map(ROWS.map((row) => [row.id, row]));
  const vendors = [...ROWS.map(describeVendor), ...own.map(describeOwn)];

  /** Made by the vendor's factory, or the process's own; the usual model goes by no name. */
  function make<M>(stage: CatalogueStage, { provider, model, key, url, isTenants }: CatalogueLink): M {
    const factory = rows.get(provider)?.[stage];
    const usual = vendors.find(({ id }) => id === provider)?.stages[stage]?.model;
    if (!factory)
      throw new ModelError({
        provider,
        fault: 'bad-request',
        message: `There is no provider "${provider}" for ${stage}.`,
      });
    return factory({
      apiKey: key ?? '',
      ...(model === usual && stage !== 'llm' ? {} : { model }),
      ...(url === null ? {} : { url }),
      ...(isTenants && { outlet }),
      clock,
      logger,
    }) as M;
  }

  function take<M extends { close(): Promise<void> }>(
    stage: CatalogueStage,
    link: CatalogueLink,
    make: () => M,
  ): M {
    const { provider, model, key, url, isTenants } = link;
    return keep.take(
      [stage, provider, model, url ?? '-', isTenants ? 'guarded' : '-', keyPrint(key)].join(' '),
      make,
    );
  }

  const ownOf = (provider: string): OwnProvider | undefined => own.find(({ id }) => id === provider);
  const breakerOf = ({ provider, key, url }: CatalogueLink): Breaker =>
    breakers.of([provider, url ?? '-', keyPrint(key)].join(' '));
  const chaining = (listener: ModelListener) => ({
    logger,
    onSwitch: listener.onSwitch.bind(listener),
  });

  return {
    vendors,
    stt(links, listener) {
      const metered = links.map((link) => ({
        model: meteredStt(
          borrowed(ownOf(link.provider)?.stt) ?? take('stt', link, () => make<SttModel>('stt', link)),
          (usage) => listener.onUsage(usage),
        ),
        breaker: breakerOf(link),
      }));
      return chainStt(metered, chaining(listener));
    },
    tts(links, listener) {
      const cache = { maxBytes: options.cacheBytes ?? CACHE_BYTES };
      const model = (link: CatalogueLink): TtsModel =>
        borrowed(ownOf(link.provider)?.tts) ??
        take('tts', link, () => cachedTts(make<TtsModel>('tts', link), cache));
      const metered = links.map((link) => ({
        model: meteredTts(model(link), (usage) => listener.onUsage(usage)),
        breaker: breakerOf(link),
        voice: link.voice,
        speed: link.speed,
        tuning: link.tuning,
      }));
      return chainTts(metered, chaining(listener));
    },
    llm(links, listener) {
      const metered = links.map((link) => ({
        model: meteredLlm(
          take('llm', link, () => make<LlmModel>('llm', link)),
          (usage) => listener.onUsage(usage),
        ),
        breaker: breakerOf(link),
      }));
      return chainLlm(metered, chaining(listener));
    },
    realtime(link, listener) {
      const model = take('realtime', link, () => make<RealtimeModel>('realtime', link));
      return meteredRealtime(
        watchedRealtime(model, (change) => listener.onSwitch(change)),
        (usage) => listener.onUsage(usage),
      );
    },
    embeddings({ provider, model, key, url, isTenants }, onUsage) {
      const usual = rows.get(provider)?.embeddingsUrl;
      const at = url ?? usual;
      if (usual === undefined || at === null || at === undefined)
        throw new ModelError({
          provider,
          fault: 'bad-request',
          message: `There is no provider "${provider}" for embeddings.`,
        });
      const address = provider === 'openai' ? versioned({ url: at }, 'v1').url : at;
      const own = { provider, model, apiKey: key ?? '', url: address, clock, logger };
      return meteredEmbeddings(
        (onTokens) => createEmbeddings({ ...own, onTokens, ...(isTenants && { fetch: outlet.fetch }) }),
        onUsage,
      );
    },
    async testKey({ provider, key, url }, by = http) {
      const row = rows.get(provider);
      if (!row) return { state: 'works', detail: `${provider} needs no key.` };
      return probeKey(row, key, url, by);
    },
    guard,
    close: () => keep.close(),
  };
}

/** Nobody takes over for a session that failed; the call is told why. */
function watchedRealtime(model: RealtimeModel, onSwitch: ModelListener['onSwitch']): RealtimeModel {
  return {
    ...{ contract: model.contract, provider: model.provider, modelId: model.modelId },
    capabilities: model.capabilities,
    open: (request, on) =>
      model.open(request, (event) => {
        if (event.type === 'failed') {
          const { fault, message, httpStatus, requestId } = event.error;
          const from = `${model.provider}/${model.modelId}`;
          const about = { stage: 'realtime', from, to: null, fault, detail: message } as const;
          onSwitch({ ...about, httpStatus, requestId });
        }
        on(event);
      }),
    close: () => model.close(),
  };
}

/** The process's own models outlive every call. */
function borrowed<M extends { close(): Promise<void> }>(model: M | undefined): M | undefined {
  if (!model) return undefined;
  return new Proxy(model, {
    get(target, name) {
      if (name === 'close') return async () => {};
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...values: unknown[]) => unknown).bind(target) : value;
    },
  });
}

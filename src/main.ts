/** The composition root: configuration in, everything built and wired here, closed in reverse order. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createApi, createDialects, createKey, createRecordingLinks, type CreatedKey } from '#api';
import { CallEngine, createMailService, createTrunkChecks, DEFAULT_LIMITS } from '#calling';
import { openOperatorSocket } from '#operator';
import type { Config } from '#config';
import { parseAgentConfig, type AgentConfig, type KeyMode } from '#domain';
import { createIdSource, createLogger, Owner, realClock, realRandom, type FieldFault } from '#kernel';
import { createImports } from '#importing';
import { createKnowledge } from '#knowledge';
import { createAddressGuard, createResend, toolServices } from '#providers';
import { createBucket, createRecordingStore } from '#recording';
import { createConnectionProbe } from '#telephony';
import { loadModels } from './main/models.ts';
import { engineReadiness, figuresReader } from './main/observe.ts';
import { openStore } from './main/open-store.ts';
import { builtInCallee, openTelephone } from './main/telephone.ts';
import { createExporter } from './main/traces/exporter.ts';
import { traceCalls, traceRequests } from './main/traces/tracer.ts';
import { readTls, renewTls } from './main/tls.ts';
import { openTwilio } from './main/twilio.ts';
import { VERSION } from './main/version.ts';
import { createWebhookSender, inboundHooks } from './main/webhooks.ts';
import { callCarrier } from './main/call-carrier.ts';
import { putVoiceFirst } from './main/voice-first.ts';

/** People open a letter days later. */
const MAILED_LINK_MS = 30 * 24 * 3_600_000;
/** The doctor pings no more trunks than these. */
const TRUNKS_TOLD = 100;

/** A running Parley. */
export interface Parley {
  /** Where the API answers, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /** `host:port` of our SIP endpoint. */
  readonly sipAddress: string;
  readonly recordingsDir: string;
  createKey(mode: KeyMode, name: string): Promise<CreatedKey>;
  /** Refuses new calls, lets running ones finish for up to the drain time, then says BYE and closes everything. */
  close(): Promise<void>;
  /** Reads the certificates again, the API's and SIP's. */
  reload(): Promise<void>;
}

/** Starts everything. @throws AppError naming what is in the way and the mend; nothing is left open then. */
export async function startParley(config: Config): Promise<Parley> {
  const owner = new Owner();
  try {
    return await build(config, owner);
  } catch (cause) {
    await owner.close();
    throw cause;
  }
}

async function build(config: Config, owner: Owner): Promise<Parley> {
  const [clock, random, logger] = [realClock, realRandom, createLogger(config.log)];
  const ids = createIdSource(clock, random);
  await mkdir(config.dataDir, { recursive: true });
  const { store, linkSecret, secrets, connection } = await openStore(config, owner, ids, logger);
  const telephone = await openTelephone(config, owner, `Parley/${VERSION}`, store.trunks, logger);
  const { sip, media } = telephone;
  const models = await loadModels(config, owner, store, clock, logger);
  const recordingsDir = join(config.dataDir, 'recordings');
  const nodeId = ids.next();
  const knowledge = owner.own(
    'knowledge',
    createKnowledge({
      repository: store.knowledge,
      embeddings: models.source.embeddings,
      ...{ prices: store.prices, usage: store.embeddingUsage },
      http: models.http,
      clock,
      logger,
    }),
  );
  // The port is known once the API listens.
  let publicUrl = config.publicUrl;
  const links = createRecordingLinks(linkSecret, clock, () => publicUrl ?? '');
  const mailing = { store, mailer: createResend, http: models.http };
  const exporter = config.traces
    ? owner.own('traces', createExporter(config.traces, VERSION, clock, logger))
    : null;
  const twilio = openTwilio(config, models.http, store, owner, logger);
  const engine = new CallEngine({
    twilio,
    ...(exporter ? { onEnded: traceCalls(exporter, store, logger) } : {}),
    nodeId,
    store,
    sip,
    media,
    models: models.source,
    http: models.http,
    services: toolServices,
    hooks: inboundHooks(models.http, store, secrets, config.llm?.model ?? null, logger),
    knowledge,
    mail: {
      mailer: createResend,
      recordingLink: ({ organizationId, id, recording }) =>
        recording && links.url(organizationId, id, MAILED_LINK_MS),
    },
    secrets,
    recordings: createRecordingStore(
      recordingsDir,
      config.recordings && createBucket(config.recordings, clock),
    ),
    simulatedCallee: builtInCallee(media, models.tts, owner, logger),
    clock,
    ids,
    random,
    logger,
    limits: {
      ...DEFAULT_LIMITS,
      ringTimeoutMs: config.ringTimeoutMs,
      mediaLostMs: config.mediaLostMs,
      deferLimitMs: config.deferLimitMs,
      drainMs: config.drainMs,
    },
  });
  const imports = createImports({ store, http: models.http, clock, ids, logger });
  const readiness = () => engineReadiness(store, recordingsDir);
  const api = await createApi({
    store,
    twilio,
    calls: engine,
    due: engine.due,
    simulations: engine.simulations,
    models: models.source,
    knowledge,
    mail: createMailService(mailing),
    imports,
    trunkChecks: createTrunkChecks({
      ...{ sip, media, clock },
      registrationOf: async (id) => (await store.trunkWatches.of([id])).get(id)?.registration ?? null,
      probe: createConnectionProbe(clock, () => telephone.tls()),
    }),
    dialects: createDialects(config.hosts),
    clock,
    ids,
    random,
    logger,
    linkSecret,
    version: VERSION,
    publicUrl: config.publicUrl,
    rates: config.rates,
    ...(exporter ? { onAnswered: traceRequests(exporter, random) } : {}),
    tls: config.tls && (await readTls(config.tls)),
    trustProxy: config.trustProxy,
    checkAgent: agentFaults,
    checkUrl: createAddressGuard(config.allowNetworks),
    readiness,
    metrics: figuresReader(engine, store, clock),
  });
  owner.own('api', api);
  owner.own('imports', imports);
  // Sends on while the last calls end.
  const webhooks = owner.own('webhooks', createWebhookSender(nodeId, store, models.http, api.links, logger));
  owner.own('engine', engine);
  await engine.start();
  webhooks.start();
  const { url } = await api.listen(config.http);
  publicUrl ??= url;
  knowledge.start();
  const makeKey = (mode: KeyMode, name: string) => createKey({ store, clock, ids, random }, mode, name);
  const status = async () => ({
    version: VERSION,
    url,
    sip_address: sip.address,
    checks: await readiness(),
    trunks: (await store.trunks.listActive(TRUNKS_TOLD)).map(({ name, uri }) => ({ name, uri })),
  });
  owner.own(
    'operator',
    await openOperatorSocket(
      config.dataDir,
      {
        createKey: makeKey,
        status,
        tryKeys: models.tryKeys,
        database: async () => connection ?? {},
        ...callCarrier(store),
      },
      logger,
    ),
  );
  // New calls are refused before anything closes, while reads and hang-ups still go on.
  owner.own('drain', { close: () => api.drain() });
  putVoiceFirst(logger);
  logger.info('parley-started', { url, sip: sip.address, version: VERSION });
  return {
    url,
    sipAddress: sip.address,
    recordingsDir,
    createKey: makeKey,
    close: () => owner.close(),
    reload: async () => {
      await Promise.all([renewTls(api, config.tls, logger), telephone.renewTls()]);
    },
  };
}

function agentFaults(config: AgentConfig): readonly FieldFault[] {
  const parsed = parseAgentConfig(config);
  return 'faults' in parsed ? parsed.faults : [];
}

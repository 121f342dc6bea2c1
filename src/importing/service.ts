/** Runs imports beside the requests that asked for them, and keeps the account of each. */
import type {
  ImportLine,
  ImportRequest,
  ImportRun,
  ImportService,
  ImportVendor,
  Store,
  Tenant,
  WriteOwn,
} from '#domain';
import { AppError, errorText, notFound, type Clock, type Id, type IdSource, type Logger } from '#kernel';
import type { HttpClient } from '#models';
import { Ledger } from './ledger.ts';
import { fromStored, NOUN, toStored } from './run-record.ts';
import { createSource } from './source.ts';
import type { Taking } from './taking.ts';
import { importDial } from './vendors/dial.ts';
import { importFlireo } from './vendors/flireo.ts';
import { importMeetzy } from './vendors/meetzy.ts';
import { importSynthflow } from './vendors/synthflow.ts';

export interface ImportOptions {
  readonly store: Pick<Store, 'dialectData' | 'aliases'>;
  /** For tenants' URLs: guarded, pinned. */
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

/** The service, and its end: running imports are broken off and stand as interrupted. */
export interface Imports extends ImportService {
  /** Settles when nothing runs. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const VENDORS: Readonly<Record<ImportVendor, (taking: Taking) => Promise<void>>> = {
  meetzy: importMeetzy,
  synthflow: importSynthflow,
  dial: importDial,
  flireo: importFlireo,
};
/** What stands behind the host in the address of a vendor's API; a client may be configured with it or without. */
const PATHS: Readonly<Record<ImportVendor, string>> = {
  meetzy: '',
  synthflow: '/v2',
  dial: '/api/v1',
  flireo: '/api/v1',
};
/** How often a running import says that it lives; the account is written then. */
const BEAT_MS = 5_000;
const MOST_LINES = 20_000;
/** Going on is of no use after these. */
const FATAL = new Set([
  ...['vendor-key-refused', 'vendor-unreachable', 'url-refused', 'unauthorized', 'scope-missing'],
  ...['database-unreachable', 'import-stopped'],
]);

export function createImports(options: ImportOptions): Imports {
  const { store, clock, ids, logger } = options;
  const running = new Map<Id, { readonly stop: AbortController; readonly over: Promise<void> }>();

  const save = (run: ImportRun): Promise<unknown> =>
    store.dialectData.put(run.organizationId, NOUN, run.id, toStored(run), clock.now());

  async function recent(
    { organizationId }: Tenant,
    limit: number,
    before?: Id,
  ): Promise<readonly ImportRun[]> {
    const page = { limit, ...(before === undefined ? {} : { before }) };
    const { rows } = await store.dialectData.list(organizationId, NOUN, page);
    return rows.map((row) => fromStored(row, clock.now()));
  }

  async function work(run: ImportRun, request: ImportRequest, write: WriteOwn, stop: AbortController) {
    const { organizationId } = run;
    let now = run;
    const lines: ImportLine[] = [];
    const notes: string[] = [];
    const change = (patch: Partial<ImportRun>): ImportRun => {
      now = { ...now, lines: [...lines], notes: [...notes], updatedAt: clock.now(), ...patch };
      return now;
    };
    let writing = Promise.resolve();
    const beat = (): void => {
      timer = clock.after(BEAT_MS, beat);
      writing = save(change({})).then(
        () => {},
        (thrown: unknown) => logger.warn('import-not-kept', { import_id: run.id, fault: errorText(thrown) }),
      );
    };
    let timer = clock.after(BEAT_MS, beat);
    const path = PATHS[request.vendor];
    const baseUrl = request.baseUrl.endsWith(path) ? request.baseUrl : request.baseUrl + path;
    const taking: Taking = {
      source: createSource({ ...options, signal: stop.signal, baseUrl, key: request.key }),
      ledger: new Ledger({
        ...{ aliases: store.aliases, ids, organizationId, vendor: request.vendor },
        ...{ dryRun: request.dryRun, write },
        note: (line) => void (lines.length < MOST_LINES && lines.push(line)),
      }),
      workspace: request.workspace,
      note: (sentence) => void notes.push(sentence),
      async step(name, part) {
        change({ step: name });
        try {
          await part();
        } catch (thrown) {
          if (stop.signal.aborted || !(thrown instanceof AppError) || FATAL.has(thrown.code)) throw thrown;
          notes.push(`${name}: ${thrown.message}`);
        }
      },
    };
    let end: Partial<ImportRun>;
    try {
      await VENDORS[request.vendor](taking);
      end = { status: 'completed', step: null };
    } catch (thrown) {
      end = stop.signal.aborted ? { status: 'interrupted' } : { status: 'failed', fault: faultOf(thrown) };
      logger.info('import-failed', { import_id: run.id, vendor: run.vendor, code: end.fault?.code });
      if (!(thrown instanceof AppError)) logger.error('import-bug', { fault: thrown });
    } finally {
      timer.cancel();
      await writing;
    }
    await save(change({ ...end, endedAt: clock.now() }));
  }

  return {
    async start(tenant, request, write) {
      const { organizationId } = tenant;
      const others = await recent(tenant, 20);
      if (running.has(organizationId) || others.some(({ status }) => status === 'running'))
        throw new AppError({
          code: 'import-running',
          status: 409,
          message: 'An import of your organization runs already. Wait for its end: GET /v1/imports.',
        });
      const now = clock.now();
      const run: ImportRun = {
        ...{ id: ids.next(), organizationId, vendor: request.vendor, baseUrl: request.baseUrl },
        ...{ dryRun: request.dryRun, status: 'running', step: null, lines: [], notes: [], fault: null },
        ...{ createdAt: now, updatedAt: now, endedAt: null },
      };
      const stop = new AbortController();
      const begun = Promise.withResolvers<void>();
      const over = begun.promise
        .then(() => work(run, request, write, stop))
        .catch((thrown: unknown) =>
          logger.error('import-not-kept', { import_id: run.id, fault: errorText(thrown) }),
        )
        .finally(() => running.delete(organizationId));
      running.set(organizationId, { stop, over });
      try {
        await save(run);
      } catch (thrown) {
        running.delete(organizationId);
        throw thrown;
      }
      begun.resolve();
      return run;
    },
    async get({ organizationId }, id) {
      const row = await store.dialectData.get(organizationId, NOUN, id);
      if (!row) throw notFound('import');
      return fromStored(row, clock.now());
    },
    list: (tenant, { limit, before }) => recent(tenant, limit, before),
    async idle() {
      await Promise.all([...running.values()].map(({ over }) => over));
    },
    async close() {
      const all = [...running.values()];
      const reason = new AppError({ code: 'import-stopped', status: 503, message: 'The server stops.' });
      for (const { stop } of all) stop.abort(reason);
      await Promise.all(all.map(({ over }) => over));
    },
  };
}

function faultOf(thrown: unknown): { code: string; message: string } {
  if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message };
  return { code: 'internal', message: 'Something went wrong on our side; it is in the server’s log.' };
}

/** A call service that dials nobody: calls stay as a test sets them. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type {
  Call,
  CallCommand,
  CallEvent,
  CallMonitor,
  CallService,
  CallState,
  CallSummary,
  CreateCall,
  NewEvent,
  Tenant,
} from '#domain';
import { AppError, notFound, type Clock, type Id, type IdSource } from '#kernel';

/** The service, and a test's hand on what it keeps. */
export interface MemoryCalls extends CallService {
  /** What `create` was given, in order. */
  readonly created: CreateCall[];
  /** `create` throws this until it is null again. */
  refuseWith: AppError | null;
  change(id: Id, patch: Partial<Call>): void;
  append(id: Id, ...events: NewEvent[]): void;
  /** What `control` was given, in order. */
  readonly commands: { readonly call: Id; readonly command: CallCommand }[];
  /** Calls whose packets were asked for. */
  readonly captured: Id[];
  /** What `analyse` was given, in order. */
  readonly analysed: { readonly call: Id; readonly settings: unknown }[];
  /** Path of the file that `recording` answers. */
  readonly recordings: Map<Id, string>;
  /** What `monitor` answers. */
  readonly monitors: Map<Id, CallMonitor>;
}

export function memoryCalls(clock: Clock, ids: IdSource): MemoryCalls {
  const calls = new Map<Id, Call>();
  const logs = new Map<Id, CallEvent[]>();
  const waiting = new Set<() => void>();
  const find = (tenant: Tenant, id: Id): Call => {
    const call = calls.get(id);
    if (call?.organizationId !== tenant.organizationId) throw notFound('call');
    return call;
  };
  const service: MemoryCalls = {
    created: [],
    commands: [],
    captured: [],
    analysed: [],
    refuseWith: null,
    recordings: new Map(),
    monitors: new Map(),
    change(id, patch) {
      calls.set(id, { ...calls.get(id)!, ...patch });
      waiting.forEach((wake) => wake());
    },
    append(id, ...events) {
      const log = logs.get(id)!;
      for (const event of events) log.push({ ...event, callId: id, seq: log.length + 1 });
      service.change(id, { lastSeq: log.length });
    },
    async create(tenant, input) {
      if (service.refuseWith) throw service.refuseWith;
      service.created.push(input);
      const call = queuedCall(tenant, input, ids.next(), clock.now());
      calls.set(call.id, call);
      logs.set(call.id, []);
      service.append(call.id, { at: clock.now(), type: 'call-created', data: {} });
      return calls.get(call.id)!;
    },
    async control(tenant, id, command) {
      const { status } = find(tenant, id);
      if (status !== 'in_progress')
        throw new AppError({ code: 'call-not-in-progress', status: 409, message: `This call is ${status}.` });
      service.commands.push({ call: id, command });
      return ids.next();
    },
    get: async (tenant, id) => find(tenant, id),
    async list(tenant, query) {
      const rows = [...calls.values()]
        .filter((call) => call.organizationId === tenant.organizationId)
        .filter((call) => !query.status || query.status.includes(call.status))
        .filter((call) => !query.agentId || call.plan.agentId === query.agentId)
        .filter((call) => !query.ids || query.ids.includes(call.id))
        .filter((call) => !query.cursor || call.id < query.cursor.id)
        .filter((call) => !query.before || call.id < query.before)
        .filter((call) => !query.states || query.states.some((state) => isIn(call, state)))
        .filter(({ createdAt }) => createdAt >= (query.createdFrom ?? 0))
        .filter(({ createdAt }) => createdAt <= (query.createdTo ?? Infinity))
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      const { offset = 0, limit } = query;
      return { rows: rows.slice(offset, offset + limit), total: rows.length };
    },
    async summaries(tenant, query) {
      return (await service.list(tenant, query)).rows.map(summaryOf);
    },
    async events(tenant, id, after, limit) {
      find(tenant, id);
      return logs.get(id)!.slice(after, after + limit);
    },
    async *follow(tenant, id, after, signal) {
      for (let next = after; !signal.aborted;) {
        const event = logs.get(id)![next];
        if (event) {
          next += 1;
          yield event;
        } else if (find(tenant, id).status === 'ended') return;
        else
          await new Promise<void>((resolve) => {
            waiting.add(resolve);
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
      }
    },
    lacks: async () => [],
    async hangUp(tenant, id) {
      if (find(tenant, id).status === 'ended')
        throw new AppError({ code: 'call-ended', status: 409, message: 'The call has already ended.' });
      service.append(id, { at: clock.now(), type: 'hangup-requested', data: {} });
      service.change(id, { status: 'ended', endedAt: clock.now() });
      return find(tenant, id);
    },
    analysis: async (tenant, id) => {
      const { analysis } = find(tenant, id);
      const isDue = service.analysed.some(({ call }) => call === id);
      if (analysis) return { analysis, isDue };
      throw new AppError({ code: 'analysis-not-ready', status: 409, message: 'It is not there yet.' });
    },
    async analyse(tenant, id, settings) {
      find(tenant, id);
      service.analysed.push({ call: id, settings });
      return ids.next();
    },
    async recording(tenant, id) {
      find(tenant, id);
      const path = service.recordings.get(id);
      const found = path === undefined ? null : await stat(path).catch(() => null);
      if (path === undefined || !found)
        throw new AppError({ code: 'recording-unknown', status: 404, message: 'No recording.' });
      return { bytes: found.size, read: async (start, end) => createReadStream(path, { start, end }) };
    },
    async capture(tenant, id) {
      const { capture } = find(tenant, id);
      const path = service.recordings.get(id);
      if (!capture || path === undefined)
        throw new AppError({ code: 'capture-unknown', status: 404, message: 'No capture.' });
      return { bytes: capture.bytes, read: async (start, end) => createReadStream(path, { start, end }) };
    },
    async beginCapture(tenant, id) {
      if (find(tenant, id).status === 'ended')
        throw new AppError({ code: 'call-not-in-progress', status: 409, message: 'It has ended.' });
      service.captured.push(id);
    },
    async remove(tenant, id) {
      if (find(tenant, id).status !== 'ended')
        throw new AppError({ code: 'call-not-ended', status: 409, message: 'It has not ended.' });
      calls.delete(id);
    },
    async monitor(tenant, id) {
      const { status } = find(tenant, id);
      const monitor = service.monitors.get(id);
      if (!monitor)
        throw new AppError({ code: 'call-not-in-progress', status: 409, message: `This call is ${status}.` });
      return monitor;
    },
  };
  return service;
}

function isIn({ status, outcome }: Call, state: CallState): boolean {
  return (
    (state.status?.includes(status) ?? true) &&
    (!state.outcome || (outcome !== null && state.outcome.includes(outcome.code)))
  );
}

function summaryOf({ plan, source, ...call }: Call): CallSummary {
  const { agentId, agentName, versionId } = plan;
  return { ...call, api: source.api, agentId, agentName, versionId, campaignId: call.campaignId ?? null };
}

function queuedCall(tenant: Tenant, input: CreateCall, id: Id, now: number): Call {
  const { agent } = input;
  return {
    id,
    organizationId: tenant.organizationId,
    direction: 'outbound',
    status: input.notBefore === null ? 'queued' : 'scheduled',
    outcome: null,
    to: input.to,
    from: input.from,
    requestedNumberId: input.numberId,
    requestedTrunkId: input.trunkId,
    numberId: null,
    trunkId: null,
    test: tenant.mode === 'test',
    person: input.person,
    plan: {
      agentId: 'agentId' in agent ? agent.agentId : null,
      agentName: 'config' in agent ? agent.config.name : 'Saved',
      versionId: 'versionId' in agent ? agent.versionId : null,
      config: 'config' in agent ? agent.config : { name: 'Saved', language: 'en-US', interruptible: true },
      variables: input.variables,
      context: input.overrides.context ?? null,
      maxDurationMs: (input.overrides.maxDurationS ?? 600) * 1000,
    },
    metadata: input.metadata,
    source: input.source,
    notBefore: input.notBefore,
    createdAt: now,
    answeredAt: null,
    endedAt: null,
    recording: null,
    turns: [],
    latencies: [],
    cost: null,
    analysis: null,
    lastSeq: 0,
  };
}

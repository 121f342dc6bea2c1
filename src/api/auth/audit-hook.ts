/** Every write that succeeded leaves a row in the audit log, whatever the operation: one hook, not a line in each. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiName, CallAudit, NewAuditEntry, Store } from '#domain';
import { errorText, parseId, type Clock, type Logger } from '#kernel';
import { AuditRecorder } from './audit-recorder.ts';
import { owing, type OwedRow } from './audited-store.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface AuditDeps {
  readonly store: Pick<Store, 'audit'>;
  readonly clock: Clock;
  readonly logger: Logger;
  apiOf(url: string): ApiName;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The row of this request, for what commits it with what the request makes. @param status of the answer */
    auditRow(status: number): CallAudit;
  }
}

/** The row is committed before the answer leaves. When it cannot be, the answer goes out: what it tells has happened. */
export function auditWrites(app: FastifyInstance, deps: AuditDeps): void {
  const recorder = new AuditRecorder(deps.store);
  const made = new WeakMap<FastifyRequest, string>();
  const kept = new WeakSet<FastifyRequest>();
  app.decorateRequest('auditRow', function auditRow(this: FastifyRequest, status: number) {
    const { actor, action, detail } = entryOf(this, null, status, deps);
    return { entry: { actor, action, detail }, kept: () => void kept.add(this) };
  });
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const id = (payload as { id?: unknown } | null)?.id;
    if (typeof id === 'string') made.set(request, id);
    return payload;
  });
  app.addHook('preHandler', (request, _reply, done) => {
    if (request.access === null || !isWrite(request)) return done();
    owing.run(() => (kept.has(request) ? null : owedRow(request)), done);
  });
  const owedRow = (request: FastifyRequest): OwedRow | null => {
    const status = onlyStatus(request);
    if (status === null) return null;
    const entry = entryOf(request, null, status, deps);
    // Of what is made the id is known at the end.
    if (entry.object === null) return null;
    const { organizationId } = request.access!.tenant;
    return { organizationId, entry, kept: () => void kept.add(request) };
  };
  app.addHook('onSend', async (request, reply, payload) => {
    const { access } = request;
    if (
      kept.has(request) ||
      access === null ||
      !isWrite(request) ||
      reply.statusCode >= 400 ||
      reply.hasHeader('Idempotency-Replayed')
    )
      return payload;
    try {
      await recorder.record(
        access.tenant.organizationId,
        entryOf(request, made.get(request) ?? null, reply.statusCode, deps),
      );
    } catch (thrown) {
      deps.logger.error('audit-not-kept', { request_id: request.id, fault: errorText(thrown) });
    }
    return payload;
  });
}

function isWrite({ method, routeOptions }: FastifyRequest): boolean {
  return !SAFE_METHODS.has(method) && routeOptions.config.audit !== false;
}

/** The one status of success that the route declares; null: it has several, or none. */
function onlyStatus({ routeOptions }: FastifyRequest): number | null {
  const [status, ...others] = Object.keys(routeOptions.schema?.response ?? {}).filter((key) =>
    /^2\d\d$/.test(key),
  );
  return status === undefined || others.length > 0 ? null : Number(status);
}

function entryOf(
  request: FastifyRequest,
  made: string | null,
  status: number,
  { clock, apiOf }: AuditDeps,
): NewAuditEntry {
  const { schema, url = '' } = request.routeOptions;
  const { organizationId } = request.access!.tenant;
  const api = apiOf(request.url);
  const action = api === 'native' ? schema?.operationId : undefined;
  return {
    at: clock.now(),
    actor: request.access!.actor,
    action: action ?? `${api} ${request.method} ${url}`,
    object: objectOf(request.params, made),
    detail: {
      status,
      request_id: request.id,
      from: request.ip,
      // Names alone: values may be secrets, or people.
      fields: fieldsOf(request.body),
      ...(request.access!.homeId === organizationId ? {} : { acting_for_child: true }),
    },
  };
}

/** The id in the path, else that of what was made; a telephone number in a path is no id, and stays out. */
function objectOf(params: unknown, made: string | null): string | null {
  const given = Object.values((params ?? {}) as Record<string, unknown>).find(
    (value) => typeof value === 'string' && parseId(value) !== null,
  );
  return typeof given === 'string' ? given : made;
}

function fieldsOf(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  return Object.keys(body).slice(0, 100);
}

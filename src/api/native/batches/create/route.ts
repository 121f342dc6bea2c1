/** `POST /v1/batches`: many calls in one request. */
import type { AgentChoice, CreateCall, Tenant } from '#domain';
import { AppError, invalidRequest } from '#kernel';
import { Type } from 'typebox';
import { withOwnIds } from '../../../ids/stored-aliases.ts';
import { checkedAgent } from '../../agents/check.ts';
import { CreateCallBody } from '../../calls/create/body.ts';
import { CALL_ID_FIELDS } from '../../calls/create/route.ts';
import { toCreateCall } from '../../calls/create/to-create-call.ts';
import type { NativeDeps, Operation } from '../../native.ts';
import { refuseInnerUrl } from '../../webhook-endpoints/endpoint-view.ts';
import { momentFault, MomentText, readMoment } from '../../shapes/times.ts';
import { BatchSchema } from '../batch-view.ts';
import { countedBatch } from '../counted.ts';

const Body = Type.Object(
  {
    name: Type.String({ maxLength: 200, default: '' }),
    mode: Type.Enum(['all-or-nothing', 'each'], {
      default: 'all-or-nothing',
      description:
        '`all-or-nothing`: one call that is refused refuses all, naming its place. `each`: it is left out.',
    }),
    starts_at: Type.Optional(MomentText),
    staggered_interval_s: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 86_400,
        description: 'Between the times of calls that name none, from `starts_at` (or now) on.',
      }),
    ),
    calls: Type.Array(CreateCallBody, { minItems: 1, maxItems: 1000 }),
  },
  { additionalProperties: false },
);

export const createBatch: Operation = (app, deps) => {
  app.post(
    '/v1/batches',
    {
      schema: {
        operationId: 'createBatch',
        scope: 'calls:write',
        summary: 'Call many people',
        description: 'Up to 1,000 calls, committed in one transaction, in their order.',
        tags: ['batches'],
        body: Body,
        response: { 201: BatchSchema },
        errors: [
          'dial-denied',
          'url-refused',
          'agent-unknown',
          'variable-missing',
          'trunk-unknown',
          'number-unknown',
          'shutting-down',
        ],
      },
    },
    async (request, reply) => {
      const { tenant, body } = request;
      const start = body.starts_at === undefined ? deps.clock.now() : readMoment(body.starts_at);
      if (start === null) throw invalidRequest([momentFault('starts_at')]);
      const isPlanned = body.starts_at !== undefined || body.staggered_interval_s !== undefined;
      const calls: CreateCall[] = [];
      const judged = new Map<string, Promise<void>>();
      for (const [index, call] of body.calls.entries()) {
        const read = await readCall(deps, tenant, call, index, judged);
        const own = start + index * (body.staggered_interval_s ?? 0) * 1000;
        calls.push(isPlanned && read.notBefore === null ? { ...read, notBefore: own } : read);
      }
      const batch = await deps.due.createBatch(tenant, { name: body.name, mode: body.mode, calls });
      return reply.code(201).send(await countedBatch(deps, batch));
    },
  );
};

/** @throws AppError with its place before its fields; what cannot be read at all is refused in either mode */
async function readCall(
  deps: NativeDeps,
  tenant: Tenant,
  given: CreateCallBody,
  index: number,
  judged: Map<string, Promise<void>>,
): Promise<CreateCall> {
  try {
    const body = (await withOwnIds(deps, tenant, null, given, CALL_ID_FIELDS)) as CreateCallBody;
    const call = toCreateCall(body);
    // A name is asked for once: most calls of a batch tell the same receiver.
    const url = body.webhook?.url;
    if (url !== undefined) {
      if (!judged.has(url)) judged.set(url, refuseInnerUrl(deps, url));
      await judged.get(url);
    }
    if (call.agent.kind !== 'inline') return call;
    const config = await checkedAgent(deps, tenant, call.agent.config, 'agent.');
    return { ...call, agent: { kind: 'inline', config } satisfies AgentChoice };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const at = `calls[${index}]`;
    const { code, status, message, retryable, extra } = cause;
    throw new AppError({
      ...{ code, status, retryable, cause },
      message: `${at}: ${message}`,
      param: cause.param === undefined ? at : `${at}.${cause.param}`,
      faults: cause.faults.map((fault) => ({ ...fault, param: `${at}.${fault.param}` })),
      extra: { ...extra, index },
    });
  }
}

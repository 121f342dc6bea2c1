/** `GET /v1/calls`: newest first. */
import type { CallStatus } from '#domain';
import { invalidRequest, type FieldFault, type Millis } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdText, findId } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { momentFault, MomentText, readMoment } from '../../shapes/times.ts';
import { callView, CallSchema } from '../call-view.ts';

const STATUSES: readonly string[] = CallSchema.properties.status.enum;

const Query = Type.Object(
  {
    ...pageQuery,
    status: Type.Optional(Type.String({ description: `One or more of ${STATUSES.join(', ')}; by commas.` })),
    agent_id: Type.Optional(IdText),
    direction: Type.Optional(Type.Enum(['outbound', 'inbound'])),
    created_from: Type.Optional(MomentText),
    created_to: Type.Optional(MomentText),
  },
  { additionalProperties: false },
);

export const listCalls: Operation = (app, deps) => {
  app.get(
    '/v1/calls',
    {
      schema: {
        operationId: 'listCalls',
        summary: 'List calls',
        tags: ['calls'],
        querystring: Query,
        response: { 200: pageOf(CallSchema) },
      },
    },
    async (request) => {
      const { query } = request;
      const faults: FieldFault[] = [];
      const createdFrom = moment(query.created_from, 'created_from', faults);
      const createdTo = moment(query.created_to, 'created_to', faults);
      const status = statuses(query.status, faults);
      if (faults.length > 0) throw invalidRequest(faults);
      const { rows } = await deps.calls.list(request.tenant, {
        ...readPage(query),
        ...(status && { status }),
        ...(query.agent_id !== undefined && {
          agentId: await findId(deps, request.tenant, query.agent_id, 'agent', 'agent_id'),
        }),
        ...(query.direction && { direction: query.direction }),
        ...(createdFrom !== null && { createdFrom }),
        ...(createdTo !== null && { createdTo }),
      });
      return toPage(rows, query.limit, callView, (call) => call.id);
    },
  );
};

function moment(text: string | undefined, param: string, faults: FieldFault[]): Millis | null {
  const at = text === undefined ? null : readMoment(text);
  if (text !== undefined && at === null) faults.push(momentFault(param));
  return at;
}

function statuses(text: string | undefined, faults: FieldFault[]): CallStatus[] | null {
  if (text === undefined) return null;
  const wanted = text.split(',').map((word) => word.trim());
  if (wanted.every((word): word is CallStatus => STATUSES.includes(word))) return wanted;
  faults.push({ param: 'status', message: `Must be of: ${STATUSES.join(', ')}.`, rule: 'one-of' });
  return null;
}

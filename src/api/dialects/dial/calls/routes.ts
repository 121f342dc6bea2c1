/** `/calls`: the list, and what follows a single call. */
import { Type, type TSchema } from 'typebox';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { AppError, notFound, type Id } from '#kernel';
import type { Call, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { recordingUrl } from '../../shared/read-call.ts';
import { cancelCall, stopCall } from '../end-call.ts';
import { pathId } from '../ids.ts';
import { toCall } from '../map-response.ts';
import { CallParams, CallRead, Transcript } from '../schemas.ts';
import { toTranscript } from '../transcript.ts';
import { annotationsOf } from './annotated.ts';
import { addNote, changeNote, rate, removeNote, viewed } from './annotations.ts';
import { logOf, showLog } from './log.ts';
import { LogShape, NoteBody, NoteParams, NotePatchBody, RatingBody, ViewBody } from './schema.ts';

interface OneCall {
  Params: { callId: string };
}

interface OneNote {
  Params: { callId: string; noteId: string };
}

type Act = (tenant: Tenant, call: Call, body: unknown) => Promise<unknown>;

const of = (operationId: string, summary: string, answer: TSchema, body?: TSchema): FastifySchema => ({
  ...{ operationId, summary, params: CallParams, response: { 200: answer } },
  ...(body === undefined ? {} : { body }),
});

export function callRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const find = (tenant: Tenant, text: string): Promise<Call> => findCall(deps, tenant, text);
  const shown = (call: Call): Promise<unknown> => shownCall(deps, call);
  const route = (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    schema: FastifySchema,
    act: Act,
  ): void =>
    void app.route<OneCall>({
      method,
      url,
      schema: { ...schema, tags: ['calls'], scope: method === 'GET' ? 'calls:read' : 'calls:write' },
      handler: async ({ tenant, params, body }) => act(tenant, await find(tenant, params.callId), body),
    });

  route('GET', '/calls/:callId', of('getCall', 'Read a call', CallRead), (_, call) => shown(call));
  route(
    'DELETE',
    '/calls/:callId',
    of('deleteCall', 'Delete an ended call', CallRead),
    async (tenant, call) => {
      const before = await shown(call);
      await deps.calls.remove(tenant, call.id);
      return before;
    },
  );
  route(
    'GET',
    '/calls/:callId/transcript',
    of('getTranscript', 'Read the transcript of a call', Transcript),
    async (tenant, call) => toTranscript(call, await logOf(deps, tenant, call.id)),
  );
  route('POST', '/calls/:callId/stop', of('stopCall', 'Hang up a call', CallRead), async (tenant, call) =>
    shown(await stopCall(deps, tenant, call)),
  );
  route(
    'POST',
    '/calls/:callId/cancel',
    of('cancelCall', 'Cancel a call that is not answered yet', CallRead),
    async (tenant, call) => shown(await cancelCall(deps, tenant, call)),
  );
  route(
    'POST',
    '/calls/:callId/notes',
    of('addNote', 'Write a note on a call', CallRead, NoteBody),
    async (tenant, call, body) => {
      await addNote(deps, tenant, call.id, body);
      return shown(call);
    },
  );
  route(
    'PATCH',
    '/calls/:callId/viewed',
    of('setViewed', 'Somebody has looked at a call', CallRead, ViewBody),
    async (tenant, call, body) => {
      await viewed(deps, tenant, call.id, body);
      return shown(call);
    },
  );
  route(
    'GET',
    '/calls/:callId/recording',
    of(
      'getRecording',
      'A link to the recording',
      Type.Object({ url: Type.String() }, { additionalProperties: false }),
    ),
    async (_, call) => ({ url: recordingUrl(deps, call) ?? refuseRecording() }),
  );
  route(
    'GET',
    '/calls/:callId/logs',
    of('getLogs', 'What happened in a call', Type.Array(LogShape)),
    async (tenant, call) => (await logOf(deps, tenant, call.id)).map(showLog),
  );
  app.patch<OneCall>(
    '/calls/:callId/ratings',
    {
      schema: {
        ...{ operationId: 'rateCall', summary: 'Rate a call', tags: ['calls'], scope: 'calls:write' },
        ...{ params: CallParams, body: RatingBody, response: { 200: Type.Null() } },
      },
    },
    async ({ tenant, params, body }, reply) => {
      await rate(deps, tenant, (await find(tenant, params.callId)).id, body);
      return reply.code(200).send();
    },
  );
  noteRoutes(app, deps);
}

function noteRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const shared: FastifySchema = {
    ...{ tags: ['calls'], params: NoteParams, response: { 200: CallRead } },
    scope: 'calls:write',
  };
  app.patch<OneNote>(
    '/calls/:callId/notes/:noteId',
    { schema: { operationId: 'updateNote', summary: 'Change a note', ...shared, body: NotePatchBody } },
    async ({ tenant, params, body }) => {
      const call = await findCall(deps, tenant, params.callId);
      await changeNote(deps, tenant, call.id, params.noteId, body);
      return shownCall(deps, call);
    },
  );
  app.delete<OneNote>(
    '/calls/:callId/notes/:noteId',
    { schema: { operationId: 'deleteNote', summary: 'Delete a note', ...shared } },
    async ({ tenant, params }) => {
      const call = await findCall(deps, tenant, params.callId);
      await removeNote(deps, tenant, call.id, params.noteId);
      return shownCall(deps, call);
    },
  );
}

/** With what people wrote on it. */
async function shownCall({ store }: DialectDeps, call: Call): Promise<unknown> {
  const written = await annotationsOf(store, call.organizationId, [call.id]);
  return toCall(call, written.get(call.id));
}

/** @throws AppError `invalid-request` for what has not the form of an id, `call-unknown` for what is no call of yours */
async function findCall(deps: DialectDeps, tenant: Tenant, text: string): Promise<Call> {
  const id: Id | null = await pathId(deps, tenant, 'call', text);
  if (id === null) throw notFound('call');
  return deps.calls.get(tenant, id);
}

function refuseRecording(): never {
  throw new AppError({
    code: 'recording-unknown',
    status: 404,
    message: 'This call has no recording: it was not answered, has not ended, or its recording was deleted.',
  });
}

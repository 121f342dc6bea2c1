/** dial (HappyRobot, legacy v1 telephony API): the call-creating request and what follows a single call. */
import { invalidRequest, notFound } from '#kernel';
import type { Call, Tenant } from '#domain';
import type { Dialect, DialectDeps } from '../../dialect.ts';
import { resolveId, withOwnIds } from '../../ids/stored-aliases.ts';
import { cancelCall, stopCall } from './end-call.ts';
import { toError } from './errors.ts';
import { LENGTH_RULE, hasIdForm } from './ids.ts';
import { readOutbound } from './map-request.ts';
import { toCall, toCreated, toTranscript } from './map-response.ts';
import { toCreateCall } from './resolve.ts';

const ID_FIELDS = {
  number_id: 'number',
  use_case_id: 'agent',
  assistant_id: 'agent',
  agent_id: 'agent',
  prompt_id: 'agent-version',
} as const;

interface OneCall {
  Params: { callId: string };
}

export const dial: Dialect = {
  name: 'dial',
  bases: ['/dial', '/dial/api/v1'],
  host: null,
  register(app, deps) {
    app.post('/dial/outbound', async ({ tenant, body }) => {
      const read = await withOwnIds(deps, tenant, 'dial', body, ID_FIELDS);
      const input = await toCreateCall(readOutbound(read), deps, tenant);
      return toCreated(await deps.calls.create(tenant, input));
    });
    app.get<OneCall>('/calls/:callId', async ({ tenant, params }) =>
      toCall(await findCall(deps, tenant, params.callId)),
    );
    app.get<OneCall>('/calls/:callId/transcript', async ({ tenant, params }) =>
      toTranscript(await findCall(deps, tenant, params.callId)),
    );
    app.post<OneCall>('/calls/:callId/stop', async ({ tenant, params }) =>
      toCall(await stopCall(deps, tenant, await findCall(deps, tenant, params.callId))),
    );
    app.post<OneCall>('/calls/:callId/cancel', async ({ tenant, params }) =>
      toCall(await cancelCall(deps, tenant, await findCall(deps, tenant, params.callId))),
    );
  },
  errorBody: toError,
};

/** @throws AppError `invalid-request` for what has not the form of an id, `call-unknown` for what is no call of yours */
async function findCall(deps: DialectDeps, tenant: Tenant, text: string): Promise<Call> {
  const id = await resolveId(deps, tenant, 'dial', 'call', text);
  if (id !== null) return deps.calls.get(tenant, id);
  throw hasIdForm(text)
    ? notFound('call')
    : invalidRequest([{ param: 'id', message: `${LENGTH_RULE}.`, rule: 'length' }]);
}

/** Meetzy (product "Flark"): the call-creating request and the read that follows it. */
import type { Dialect } from '../../dialect.ts';
import { withOwnIds } from '../../ids/stored-aliases.ts';
import { readCall, recordingUrl } from '../shared/read-call.ts';
import { toError } from './errors.ts';
import { toCreateCall } from './map-request.ts';
import { toCall, toCreated } from './map-response.ts';

const ID_FIELDS = { playbook_id: 'agent', version_id: 'agent-version' } as const;

export const meetzy: Dialect = {
  name: 'meetzy',
  bases: ['/meetzy'],
  host: null,
  register(app, deps) {
    app.post('/call', async ({ tenant, body }) => {
      const read = await withOwnIds(deps, tenant, 'meetzy', body, ID_FIELDS);
      return toCreated(await deps.calls.create(tenant, toCreateCall(read)));
    });
    app.get<{ Params: { callId: string } }>('/call/:callId', async (request) => {
      const call = await readCall(deps, request.tenant, 'meetzy', request.params.callId);
      return toCall(call, recordingUrl(deps, call));
    });
  },
  errorBody: toError,
};

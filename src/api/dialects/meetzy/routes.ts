/** Meetzy (product "Flark"): the call-creating request and the read that follows it. */
import type { Dialect } from '../../dialect.ts';
import { readCall, recordingUrl } from '../shared/read-call.ts';
import { toError } from './errors.ts';
import { toCreateCall } from './map-request.ts';
import { toCall, toCreated } from './map-response.ts';

export const meetzy: Dialect = {
  name: 'meetzy',
  bases: ['/meetzy'],
  host: null,
  register(app, deps) {
    app.post('/call', async (request) =>
      toCreated(await deps.calls.create(request.tenant, toCreateCall(request.body))),
    );
    app.get<{ Params: { callId: string } }>('/call/:callId', async (request) => {
      const call = await readCall(deps, request.tenant, request.params.callId);
      return toCall(call, recordingUrl(deps, call));
    });
  },
  errorBody: toError,
};

/** What every command to a running call has in common: 202, and the command's id that the call's log will show. */
import { Type, type Static, type TObject } from 'typebox';
import type { CallCommand } from '#domain';
import { spellNative } from '#kernel';
import type { Operation } from '../native.ts';
import { findId, IdParams } from '../shapes/ids.ts';

const Accepted = Type.Object(
  {
    id: Type.String({ description: '`command` of the `control-requested` event that shows its effect.' }),
    call_id: Type.String(),
  },
  { additionalProperties: false },
);

export interface CommandRoute<Body extends TObject> {
  /** After `/v1/calls/{id}/`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly body: Body;
  command(request: { readonly body: Static<Body> }): CallCommand;
}

export function commandRoute<Body extends TObject>(route: CommandRoute<Body>): Operation {
  return (app, deps) => {
    const { operationId, summary, description, body } = route;
    app.post(
      `/v1/calls/:id/${route.path}`,
      {
        schema: {
          ...{ operationId, summary, description, body },
          scope: 'calls:write',
          tags: ['calls'],
          params: IdParams,
          response: { 202: Accepted },
          errors: ['call-unknown', 'call-not-in-progress', 'call-can-not'],
        },
      },
      async (request, reply) => {
        const { id } = request.params as { id: string };
        const call = await findId(deps, request.tenant, id, 'call');
        const command = route.command({ body: request.body as Static<Body> });
        const commandId = await deps.calls.control(request.tenant, call, command);
        return reply
          .code(202)
          .send({ id: spellNative('cmd', commandId), call_id: spellNative('call', call) });
      },
    );
  };
}

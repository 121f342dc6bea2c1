/** `GET /recordings/{token}`: the recording that a signed link names; open to whoever holds the link. */
import { spellNative } from '#kernel';
import type { CallService, Tenant } from '#domain';
import type { FastifyInstance } from 'fastify';
import { sendWav } from '../http/send-wav.ts';
import type { SignedRecordingLinks } from './links.ts';

export function serveLinkedRecordings(
  app: FastifyInstance,
  links: SignedRecordingLinks,
  calls: CallService,
): void {
  app.get<{ Params: { token: string } }>(
    '/recordings/:token',
    { config: { public: true } },
    async (request, reply) => {
      const { organizationId, callId } = links.read(request.params.token);
      const tenant: Tenant = { organizationId, mode: 'live', keyId: organizationId };
      const file = await calls.recording(tenant, callId);
      return sendWav(request, reply, file, spellNative('call', callId));
    },
  );
}

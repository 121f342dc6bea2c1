/** `GET /v1/calls/{id}/capture`: the packets of a call that was captured, for Wireshark or tcpdump. */
import { spellNative } from '#kernel';
import { sendWav } from '../../../../http/send-wav.ts';
import type { Operation } from '../../../native.ts';
import { IdParams, findId } from '../../../shapes/ids.ts';

const PCAP = { ending: 'pcap', type: 'application/vnd.tcpdump.pcap' };

export const getCallCapture: Operation = (app, deps) => {
  app.get(
    '/v1/calls/:id/capture',
    {
      schema: {
        operationId: 'getCallCapture',
        scope: 'calls:read',
        summary: 'Packet capture of a call',
        description:
          'A pcap (`application/vnd.tcpdump.pcap`) of its signalling, over UDP, TCP or TLS written as datagrams, and of the headers of its RTP and RTCP. `Range` is honoured.',
        tags: ['calls'],
        params: IdParams,
        errors: [
          'call-unknown',
          'capture-unknown',
          'capture-not-ready',
          'recording-unknown',
          'recording-unreachable',
          'range-not-satisfiable',
        ],
      },
    },
    async (request, reply) => {
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      const file = await deps.calls.capture(request.tenant, id);
      return sendWav(request, reply, file, spellNative('call', id), PCAP);
    },
  );
};

/** What a process that comes after a crash does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { HttpRequest } from '#models';
import type { DialogRecord } from '../contract.ts';
import { createTwilioLine } from './line.ts';

const SID = `CA${'b2'.repeat(16)}`;
const credentials = { username: `AC${'0'.repeat(32)}`, password: 'secret' };
const record: DialogRecord = {
  ...{ callId: 'c', localTag: 't', branch: 'b', cseq: 1, direction: 'outgoing', localAddress: '127.0.0.1' },
  ...{ localUri: 'tel:+15550199', remoteUri: 'tel:+15550100', requestUri: 'tel:+15550100' },
  ...{ nextHop: 'https://api.twilio.com', phase: 'inviting' },
};
const carrier = { kind: 'twilio', base: 'https://api.twilio.com' } as const;

for (const [what, given, status, sent, settled] of [
  ['rings or talks', { ...carrier, callSid: SID }, 200, ['Status=completed'], true],
  ['is over', { ...carrier, callSid: SID }, 404, ['Status=completed'], true],
  ['can not be ended now', { ...carrier, callSid: SID }, 500, ['Status=completed'], false],
  // Its stream finds nobody, so that Twilio ends it.
  ['has no name yet', carrier, 200, [], true],
] as const)
  test(`an orphan that ${what}`, async () => {
    const asked: HttpRequest[] = [];
    const line = createTwilioLine({
      http: {
        request: async (request) => {
          asked.push(request);
          return { status, headers: {}, body: '', ms: 1 };
        },
      },
      clock: new VirtualClock(),
      random: seededRandom(1),
      logger: silentLogger,
      mediaAddress: '127.0.0.1',
      publicUrl: () => 'https://calls.example.com',
      accountOf: async () => null,
    });
    const report = await line.recover({ ...record, carrier: given }, 5_000, credentials);
    assert.deepEqual([report.sent, report.settled], [sent, settled]);
    assert.deepEqual(
      asked.map(({ url, body }) => [url.split('/').at(-1), body]),
      sent.length === 0 ? [] : [[`${SID}.json`, 'Status=completed']],
    );
    assert.equal(line.stream({ token: 'c', signature: undefined }), 'unknown');
    await line.close();
  });

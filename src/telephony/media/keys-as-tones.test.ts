/** A trunk that wants tones gets no events, and its own events are heard all the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY_TONE_FRAMES } from '#audio';
import { seededRandom } from '#kernel';
import { parseRtp } from '../rtp/packet.ts';
import type { Agreement } from '../sdp/index.ts';
import { CallCodecs } from './call-codecs.ts';
import { RtpSender } from './rtp-sender.ts';

const agreement = {
  ...{ codec: 'PCMU', sendType: 0, receiveTypes: [[0, 'PCMU']], telephoneEvent: { send: 101, receive: 101 } },
  ...{ remote: { address: '127.0.0.1', port: 4000 }, remoteRtcp: { address: '127.0.0.1', port: 4001 } },
  ...{ rtcpMux: false, direction: 'sendrecv' },
} as unknown as Agreement;

for (const [tones, types] of [
  [true, [0]],
  [false, [101]],
] as const)
  test(`keys go as ${tones ? 'tones' : 'events'}`, () => {
    const sent = new Set<number>();
    const sender = new RtpSender(seededRandom(1), new CallCodecs(null), tones, (bytes) =>
      sent.add(parseRtp(bytes)!.payloadType),
    );
    sender.agree(agreement);
    for (let index = 0; index < KEY_TONE_FRAMES; index++)
      sender.send(new Int16Array(160), { digit: '5', index }, index * 160);
    assert.deepEqual([...sent], types);
  });

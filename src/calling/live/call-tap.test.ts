/** The packets of a running call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call, CaptureRef } from '#domain';
import type { InviteIdentity, RtpTrace, SipPacket } from '#telephony';
import { CallTap } from './call-tap.ts';

const packet: SipPacket = {
  ...{ at: 1, direction: 'sent', transport: 'UDP', local: '192.0.2.1:5060', remote: '192.0.2.2:5060' },
  bytes: Buffer.from('BYE sip:b@c SIP/2.0\r\n\r\n'),
};

const attempt = (callId: string): { identity: InviteIdentity } => ({
  identity: { callId, localTag: 't', branch: 'b', cseq: 1 },
});

test('nothing before it is asked for; then every attempt, before and after; one file at the end', async () => {
  const watched = new Map<string, (packet: SipPacket) => void>();
  let tracing: ((packet: RtpTrace) => void) | null = null;
  const tap = new CallTap({
    sip: {
      watch(callId, listener) {
        watched.set(callId, listener);
        return () => void watched.delete(callId);
      },
    },
    media: { trace: (listener) => void (tracing = listener) },
  });
  const kept: Uint8Array[] = [];
  const recordings = {
    keepCapture: async (_: Call, bytes: Uint8Array, leftOut: number): Promise<CaptureRef> => {
      kept.push(bytes);
      return { path: 'x', bytes: bytes.length, leftOut };
    },
  };
  tap.attach(attempt('one'));
  assert.deepEqual([[...watched.keys()], tracing], [[], null]);
  assert.equal(await tap.keep({} as Call, recordings), null);
  assert.deepEqual([tap.begin(), tap.begin()], [true, false]);
  tap.attach(attempt('two'));
  tap.attach(attempt('two'));
  assert.deepEqual([...watched.keys()], ['one', 'two']);
  watched.get('two')!(packet);
  const ref = await tap.keep({} as Call, recordings);
  assert.deepEqual([watched.size, tracing, kept.length], [0, null, 1]);
  assert.ok(Buffer.from(kept[0]!).includes('BYE sip:b@c'));
  assert.deepEqual(ref, { path: 'x', bytes: kept[0]!.length, leftOut: 0 });
});

test('packets of a second leg belong to it, as long as there is one, whenever it was asked for', async () => {
  const traced = new Map<string, (packet: RtpTrace) => void>();
  const media = (name: string): { trace(listener: ((packet: RtpTrace) => void) | null): void } => ({
    trace: (listener) => void (listener ? traced.set(name, listener) : traced.delete(name)),
  });
  const tap = new CallTap({ sip: { watch: () => () => {} }, media: media('call') });
  tap.hear(media('gone'))();
  const leave = tap.hear(media('before'));
  assert.equal(traced.size, 0, 'nobody has asked');
  tap.begin();
  tap.hear(media('after'));
  assert.deepEqual([...traced.keys()], ['call', 'before', 'after']);
  traced.get('after')!({
    ...{ at: 1, direction: 'sent', kind: 'rtp', remote: { address: '192.0.2.9', port: 4000 } },
    ...{ localPort: 5000, header: Uint8Array.of(0x80, 0, 0x12, 0x34), length: 172 },
  });
  leave();
  assert.deepEqual([...traced.keys()], ['call', 'after']);
  const kept: Uint8Array[] = [];
  await tap.keep({} as Call, {
    keepCapture: async (_, bytes, leftOut) => (kept.push(bytes), { path: 'x', bytes: bytes.length, leftOut }),
  });
  assert.equal(traced.size, 0);
  assert.ok(Buffer.from(kept[0]!).includes(Buffer.from([0x80, 0, 0x12, 0x34])));
});

/** Must hold for every trunk: early media is heard, and is no answer: nobody is spoken to, nothing is recorded. */
import assert from 'node:assert/strict';
import { tone, toneSpecs } from '#audio';
import { toMuLaw } from '../../peers/g711.ts';
import { playsAndRefuses } from '../../peers/sipp-early.ts';
import { startSipp } from '../../peers/sipp.ts';
import { sayer } from '../../journeys/parley.ts';
import type { Journey } from './world.ts';

export const earlyMedia: Journey = [
  'a busy tone before a 480 is told in the end reason',
  async ({ running: { client } }) => {
    const ms = 2_600;
    const callee = await startSipp({
      scenario: playsAndRefuses('busy.pcmu', ms, '480 Temporarily Unavailable'),
      files: { 'busy.pcmu': toMuLaw(tone(toneSpecs.busy, ms)) },
      timeoutS: 20,
    });
    try {
      const made = await client.post('/v1/calls', {
        agent: sayer('Hello.'),
        to: `sip:bob@${callee.address}`,
      });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const call = await client.settled(made.body['id'], 15_000);
      const { code, sip, detail } = call['outcome'].end_reason;
      assert.deepEqual([code, sip.status], ['no-answer', 480]);
      assert.match(detail, /the tone "busy"/);
      const events = (await client.get(`/v1/calls/${made.body['id']}/events?limit=500`)).body['data'];
      const types: string[] = events.map(({ type }: { type: string }) => type);
      const early = events.find(({ type }: { type: string }) => type === 'early-media-started');
      assert.deepEqual([early.data.status, early.data.leg, early.data.codec], [183, 'early', 'PCMU']);
      assert.ok(types.includes('early-tone-heard'));
      for (const type of ['call-answered', 'speech-started', 'utterance-started', 'recording-started'])
        assert.ok(!types.includes(type), type);
      assert.ok(call['answered_at'] === null && !call['recording']);
      assert.equal((await callee.done).code, 0);
    } finally {
      await callee.stop();
    }
  },
];

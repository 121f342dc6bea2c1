/** Which trunks get keys by INFO, and how. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trunk } from '#domain';
import { keysByInfo } from './keys-by-info.ts';

const trunk = (dtmf?: string) => ({ uri: 'sip:a', settings: dtmf ? { dtmf } : {} }) as unknown as Trunk;

test('a trunk that wants INFO gets each key in its order; any other none', () => {
  for (const [given, expected] of [
    [trunk('info'), ['1', '#']],
    [trunk('rfc4733'), null],
    [trunk(), null],
    [null, null],
  ] as const) {
    const bodies: string[] = [];
    let way: ((digits: string) => void) | null = null;
    const sip = { sendInfo: async (_type: string, body: string) => bodies.push(body) };
    keysByInfo(sip, { sendDigitsBy: (given_) => (way = given_) }, given);
    (way as ((digits: string) => void) | null)?.('1#');
    assert.deepEqual(way === null ? null : bodies.map((body) => body[7]), expected);
  }
});

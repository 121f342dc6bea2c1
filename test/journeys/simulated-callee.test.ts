/** The simulated callee in its own process, called by phones that we did not write. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { silentLogger } from '#kernel';
import { createFliteTts } from '#providers';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip } from '../peers/baresip.ts';
import { findClip } from '../peers/listen.ts';
import { callsAndIsRefused, callsIn } from '../peers/sipp-callers.ts';
import { startSipp } from '../peers/sipp.ts';

const entry = new URL('../../src/simulation/callee-process.ts', import.meta.url);
const callee = spawn(process.execPath, [entry.pathname], { stdio: ['pipe', 'pipe', 'inherit'] });
const left = once(callee, 'exit');
let address = '';

before(async () => {
  const [line] = (await once(callee.stdout.setEncoding('utf8'), 'data')) as [string];
  address = (JSON.parse(line) as { sip: string }).sip.replace('sip:callee@', '');
});

after(async () => {
  callee.stdin.end();
  const [code] = await left;
  assert.equal(code, 0, 'the callee ends with its standard input');
});

async function spoken(text: string): Promise<Int16Array> {
  const tts = await createFliteTts({ logger: silentLogger });
  const request = { text, voice: 'slt', language: 'en-US', speed: 1 };
  const parts: number[] = [];
  for await (const { pcm } of tts.speak(request, new AbortController().signal)) parts.push(...pcm);
  await tts.close();
  return Int16Array.from(parts);
}

test('it waits for baresip to finish, then says its first line', async () => {
  const phone = await startBaresip({ codec: 'PCMA', says: readClip('hold_on_slt') });
  try {
    await phone.dial(`sip:callee@${address}`);
    await phone.event('CALL_ESTABLISHED');
    await new Promise((resolve) => setTimeout(resolve, 7000));
    await phone.hangUp();
    await phone.event('CALL_CLOSED');
    const found = findClip(await spoken('Yes, that works for me.'), phone.heard());
    assert.ok(found.correlation > 0.95, `correlation ${found.correlation}`);
    // 3.07 s of the clip, then 0.9 s of silence
    assert.ok(found.offset > 3.7 * 8000 && found.offset < 4.8 * 8000, `at ${found.offset / 8000} s`);
  } finally {
    await phone.stop();
  }
});

test('it is busy, declines, or answers and hears sipp out', async () => {
  for (const [user, status] of [
    ['busy', 486],
    ['declined', 603],
  ] as const) {
    const refused = await startSipp({ scenario: callsAndIsRefused(user, status), target: address });
    const { code, errors } = await refused.done;
    assert.equal(code, 0, errors);
  }
  const call = await startSipp({ scenario: callsIn({ user: 'silent', byeAfterMs: 300 }), target: address });
  const { code, errors } = await call.done;
  assert.equal(code, 0, errors);
});

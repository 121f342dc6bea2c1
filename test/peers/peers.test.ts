/** The harness itself, proven by one real peer against another before it judges Parley. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from 'pg';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip } from './baresip.ts';
import { toALaw, toMuLaw } from './g711.ts';
import { findClip, speechLevel } from './listen.ts';
import { startPostgres } from './postgres.ts';
import { ladder } from './sip-message.ts';
import { answers, challenges, refuses, ringsForEver } from './sipp-callees.ts';
import { callsIn } from './sipp-callers.ts';
import { startSipp } from './sipp.ts';

const clip = readClip('yes_works_slt');

for (const codec of ['PCMU', 'PCMA'] as const) {
  test(`a sipp callee plays ${codec} and baresip hears it`, async () => {
    const raw = codec === 'PCMU' ? toMuLaw(clip) : toALaw(clip);
    const sipp = await startSipp({
      scenario: answers({ codec, file: 'says.raw', ringMs: 100 }),
      files: { 'says.raw': raw },
    });
    const phone = await startBaresip({ codec, says: readClip('hello_slt') });
    try {
      await phone.dial(`sip:callee@${sipp.address}`);
      await phone.event('CALL_ESTABLISHED');
      await new Promise((resolve) => setTimeout(resolve, 4000));
      await phone.hangUp();
      const { code, messages, errors } = await sipp.done;
      assert.equal(code, 0, errors);
      assert.deepEqual(ladder(messages), ['INVITE', '180 sent', '200 sent', 'ACK', 'BYE', '200 sent']);
      const found = findClip(clip, phone.heard());
      assert.ok(found.correlation > 0.95, `correlation ${found.correlation}`);
      assert.ok(findClip(readClip('voicemail_slt'), phone.heard()).correlation < 0.5);
      assert.ok(findClip(readClip('hello_slt'), phone.sent()).correlation > 0.95);
    } finally {
      await phone.stop();
      await sipp.stop();
    }
  });
}

test('a baresip callee answers a sipp caller, each can end it', async () => {
  const phone = await startBaresip({ codec: 'PCMU', says: clip });
  try {
    const target = phone.uri.split('@')[1]!;
    const caller = await startSipp({ scenario: callsIn({ user: 'phone', byeAfterMs: 300 }), target });
    const first = await caller.done;
    assert.equal(first.code, 0, first.errors);
    assert.equal(ladder(first.messages).at(-2), 'BYE sent');
    const second = await startSipp({ scenario: callsIn({ user: 'phone' }), target });
    while (phone.events.filter(({ type }) => type === 'CALL_ESTABLISHED').length < 2)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await phone.hangUp();
    const ended = await second.done;
    assert.equal(ended.code, 0, ended.errors);
    assert.equal(ladder(ended.messages).at(-2), 'BYE');
  } finally {
    await phone.stop();
  }
});

test('refusals, challenges and endless ringing of sipp reach baresip', async () => {
  const phone = await startBaresip({ codec: 'PCMU' });
  try {
    const busy = await startSipp({ scenario: refuses('486 Busy Here') });
    await phone.dial(`sip:callee@${busy.address}`);
    assert.match((await phone.event('CALL_CLOSED')).param ?? '', /486/);
    assert.deepEqual(ladder((await busy.done).messages), ['INVITE', '486 sent', 'ACK']);

    const challenge = await startSipp({ scenario: challenges({ status: 407 }) });
    await phone.dial(`sip:callee@${challenge.address}`);
    const challenged = await challenge.stop();
    assert.deepEqual(ladder(challenged.messages).slice(0, 2), ['INVITE', '407 sent']);

    const ringing = await startSipp({ scenario: ringsForEver() });
    await phone.dial(`sip:callee@${ringing.address}`);
    while (!ringing.seen().some((message) => message.status === 180))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await phone.hangUp();
    const canceled = await ringing.done;
    assert.equal(canceled.code, 0, canceled.errors);
    assert.deepEqual(
      ladder(canceled.messages)
        .filter((step) => step !== '180 sent')
        .slice(0, 5),
      ['INVITE', 'CANCEL', '200 sent', '487 sent', 'ACK'],
    );
  } finally {
    await phone.stop();
  }
});

test("Debian's PostgreSQL answers on its socket and goes away", async () => {
  const postgres = await startPostgres();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ version: string }>('show server_version_num');
  assert.equal(Math.floor(Number(Object.values(rows[0]!)[0]) / 10_000), postgres.version);
  await client.end();
  await postgres.stop();
  assert.throws(() => process.kill(postgres.pid, 0));
});

test('levels tell speech from silence', () => {
  const level = speechLevel(clip);
  assert.ok(level.dbfs > -26 && level.dbfs < -15, `${level.dbfs} dBFS`);
  assert.ok(level.activeMs > 1000 && level.activeMs < 2000, `${level.activeMs} ms`);
  assert.equal(speechLevel(new Int16Array(8000)).activeMs, 0);
});

/** A second process ends what the first left on the wire, with sipp as the callee. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { realClock, realRandom, silentLogger } from '#kernel';
import { createSipEndpoint, type DialogRecord, type SipEndpoint } from '#telephony';
import { answers, ringsForEver } from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { openPhone, place } from './phone.ts';

/** The port of an endpoint that died is taken by its successor. */
async function succeed(dead: SipEndpoint): Promise<SipEndpoint> {
  const port = Number(dead.address.split(':')[1]);
  await dead.close();
  return createSipEndpoint({
    bind: { address: '127.0.0.1', port },
    clock: realClock,
    random: realRandom,
    logger: silentLogger,
    userAgent: 'Parley test',
  });
}

test('a ringing call is canceled', async () => {
  const callee = await startSipp({ scenario: ringsForEver(), timeoutS: 20 });
  const first = await openPhone();
  const { call, records } = place(first, callee.address);
  await new Promise<void>((resolve) =>
    call.events.on('provisional', ({ status }) => void (status === 180 && resolve())),
  );
  const second = await succeed(first);
  try {
    const report = await second.recover(records.at(-1)!, 5_000);
    assert.deepEqual(report, { sent: ['CANCEL', 'ACK'], status: 487, settled: true });
    const { code, errors } = await callee.done;
    assert.equal(code, 0, errors);
  } finally {
    await callee.stop();
    await second.close();
  }
});

test('an answered call gets BYE', async () => {
  const callee = await startSipp({ scenario: answers(), timeoutS: 20 });
  const first = await openPhone();
  const { answered, records } = place(first, callee.address);
  await answered;
  while (!callee.seen().some(({ method }) => method === 'ACK'))
    await new Promise((resolve) => setTimeout(resolve, 10));
  const second = await succeed(first);
  try {
    const report = await second.recover(records.at(-1)!, 5_000);
    assert.deepEqual(report, { sent: ['BYE'], status: 200, settled: true });
    const { code, errors } = await callee.done;
    assert.equal(code, 0, errors);
  } finally {
    await callee.stop();
    await second.close();
  }
});

test('an answered call whose ACK never left gets ACK and BYE', async () => {
  const callee = await startSipp({ scenario: answers(), timeoutS: 20 });
  const first = await openPhone();
  const kept: DialogRecord[] = [];
  // The process dies before the record of the 2xx is known to be kept, so before the ACK.
  const confirmed = new Promise<void>((resolve) =>
    place(first, callee.address, {
      store: (record) => {
        kept.push(record);
        if (record.phase === 'inviting') return Promise.resolve();
        resolve();
        return new Promise(() => undefined);
      },
    }),
  );
  await confirmed;
  const second = await succeed(first);
  try {
    const report = await second.recover(kept.at(-1)!, 5_000);
    assert.deepEqual(report, { sent: ['ACK', 'BYE'], status: 200, settled: true });
    const { code, errors } = await callee.done;
    assert.equal(code, 0, errors);
  } finally {
    await callee.stop();
    await second.close();
  }
});

test('a busy port is named', async () => {
  const first = await openPhone();
  const port = Number(first.address.split(':')[1]);
  try {
    await assert.rejects(
      createSipEndpoint({
        bind: { address: '127.0.0.1', port },
        clock: realClock,
        random: realRandom,
        logger: silentLogger,
        userAgent: 'Parley test',
      }),
      (error: { code?: string; message?: string }) =>
        error.code === 'port-busy' && error.message!.includes(`127.0.0.1:${port}`),
    );
  } finally {
    await first.close();
  }
});

test('a closed port is found out soon', async () => {
  const [dead, phone] = await Promise.all([openPhone(), openPhone()]);
  await dead.close();
  try {
    const ending = await place(phone, dead.address).ended;
    assert.equal(ending.kind, 'transport-error');
    assert.match(ending.detail ?? '', /nothing listens there/);
  } finally {
    await phone.close();
  }
});

/** What every database must do with calls, their logs, attempts and the facts of dialling. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, idAt, realClock, type Id } from '#kernel';
import type { PostgresStore } from '#storage';
import {
  dialRequest,
  ids,
  sampleAttempt,
  sampleCall,
  sampleNumber,
  sampleTrunk,
  someEvents,
} from './samples.ts';

/** Declares the tests. @param stored gives the store and a fresh organization. */
export function callContract(stored: () => Promise<{ store: PostgresStore; organizationId: Id }>): void {
  test('a call and its log come back as they were, keys in order, odd characters included', async () => {
    const { store, organizationId } = await stored();
    const call = sampleCall(organizationId, {
      metadata: { z: 1, a: { '\u0000': 'nul \u0000 and \ud800 alone', q: '\\"\'{},' } },
      turns: [{ who: 'agent', text: 'Hello, {you}', startMs: 0, endMs: 900, interrupted: false }],
    });
    const events = [
      ...someEvents(2),
      { at: 3, type: 'turn-heard', data: { z: null, a: 'NULL', text: 'a,"b"\\' } },
    ];
    await store.calls.insert(call, events);
    const read = await store.calls.get(organizationId, call.id);
    assert.equal(JSON.stringify(read), JSON.stringify({ ...call, lastSeq: 3 }));
    assert.equal(await store.calls.get(ids.next(), call.id), null);
    const log = await store.calls.events(organizationId, call.id, 1, 10);
    assert.deepEqual(
      log,
      [2, 3].map((seq) => ({ callId: call.id, seq, ...events[seq - 1]! })),
    );
    assert.deepEqual(await store.calls.events(ids.next(), call.id, 0, 10), [], 'a foreign log is empty');
    assert.equal((await store.calls.events(organizationId, call.id, 0, 2)).length, 2);
  });

  test('the call of a request is found within its window, in its organization', async () => {
    const { store, organizationId } = await stored();
    const request = { key: 'k', bodyHash: 'b', ttlMs: 1000 };
    const [old, young] = [5000, 6000].map((createdAt) => sampleCall(organizationId, { createdAt }));
    await store.calls.insert(old!, someEvents(1), null, request);
    await store.calls.insert(young!, someEvents(1), ids.next(), { ...request, bodyHash: 'c' });
    await store.calls.insert(sampleCall(organizationId, { createdAt: 7000 }), someEvents(1));
    const found = await store.calls.findByRequest(organizationId, 'k', 4999);
    assert.deepEqual([found?.call.id, found?.bodyHash], [young!.id, 'c']);
    assert.equal(await store.calls.findByRequest(organizationId, 'k', 6000), null);
    assert.equal(await store.calls.findByRequest(organizationId, 'x', 0), null);
    assert.equal(await store.calls.findByRequest(ids.next(), 'k', 0), null);
  });

  test('append places events, patches columns and is fenced', async () => {
    const { store, organizationId } = await stored();
    const [node, other] = [ids.next(), ids.next()];
    const call = sampleCall(organizationId);
    await store.calls.insert(call, someEvents(1), node);
    assert.equal(
      await store.calls.append(call.id, node, someEvents(2), { status: 'dialing', from: '+1' }),
      3,
    );
    assert.equal(await store.calls.append(call.id, other, someEvents(2), { status: 'ended' }), null);
    assert.equal(await store.calls.append(call.id, null, [], { answeredAt: 5 }), 3, 'unfenced, patch alone');
    const outcome = {
      code: 'completed' as const,
      end_reason: {
        code: 'callee-hung-up',
        phase: 'conversation' as const,
        party: 'callee' as const,
        fault: 'none' as const,
        retryable: false,
        detail: 'Done.',
        doc: '/errors/callee-hung-up',
      },
    };
    const media = {
      ...{
        codec: 'PCMU',
        srtp: null,
        mos: 4.3,
        rFactor: 90,
        packetsSent: 5,
        packetsReceived: 5,
        packetsLost: 0,
      },
      ...{
        packetsLate: 0,
        concealedMs: 0,
        jitterMs: 1.5,
        bufferMeanMs: 2,
        bufferMaxMs: 20,
        roundTripMs: null,
      },
    };
    const latencies = [{ turn: 0, endpointMs: 1, sttMs: 2, mindMs: 3, ttsMs: 4, totalMs: 10 }];
    await store.calls.append(call.id, node, someEvents(1), {
      status: 'ended',
      outcome,
      latencies,
      media,
      endedAt: 9,
    });
    const read = (await store.calls.get(organizationId, call.id))!;
    assert.deepEqual([read.status, read.from, read.answeredAt, read.endedAt], ['ended', '+1', 5, 9]);
    assert.deepEqual(
      [read.outcome, read.latencies, read.media, read.lastSeq],
      [outcome, latencies, media, 4],
    );
    assert.equal(await store.calls.append(ids.next(), null, someEvents(1)), null, 'an unknown call');
  });

  test('appends of many at once leave no gap and no double', async () => {
    const { store, organizationId } = await stored();
    const call = sampleCall(organizationId);
    await store.calls.insert(call, []);
    await Promise.all(Array.from({ length: 20 }, () => store.calls.append(call.id, null, someEvents(3))));
    const log = await store.calls.events(organizationId, call.id, 0, 1000);
    assert.deepEqual(
      log.map((event) => event.seq),
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
  });

  test('lists are filtered, counted and paged newest first', async () => {
    const { store, organizationId } = await stored();
    const calls = Array.from({ length: 7 }, (_, index) =>
      sampleCall(organizationId, {
        id: idAt(1000 + index),
        createdAt: 1000 + index,
        direction: index % 2 === 0 ? 'outbound' : 'inbound',
        status: index < 3 ? 'ended' : 'queued',
      }),
    );
    for (const call of calls) await store.calls.insert(call, []);
    const ofPage = async (query: Parameters<typeof store.calls.list>[1]) => {
      const { rows, total } = await store.calls.list(organizationId, { ...query, withTotal: true });
      return [rows.map((row) => calls.findIndex((call) => call.id === row.id)), total];
    };
    assert.deepEqual(await ofPage({ limit: 3 }), [[6, 5, 4], 7]);
    assert.deepEqual(await ofPage({ limit: 3, before: calls[4]!.id }), [[3, 2, 1], 7]);
    assert.deepEqual(await ofPage({ limit: 9, offset: 5 }), [[1, 0], 7]);
    assert.deepEqual(await ofPage({ limit: 9, status: ['ended'], direction: 'inbound' }), [[1], 1]);
    assert.deepEqual(await ofPage({ limit: 9, status: [] }), [[], 0]);
    assert.deepEqual(await ofPage({ limit: 9, createdFrom: 1002, createdTo: 1003 }), [[3, 2], 2]);
  });

  test('an attempt is counted from start to end; a person is in one call', async () => {
    const { store, organizationId } = await stored();
    const node = ids.next();
    const trunk = sampleTrunk(organizationId);
    const number = sampleNumber(organizationId, { trunkId: trunk.id });
    await store.trunks.insert(trunk);
    await store.numbers.insert(number);
    const [call, second] = [sampleCall(organizationId), sampleCall(organizationId)];
    const attempt = sampleAttempt(call, node, { trunkId: trunk.id, numberId: number.id });
    await store.attempts.start(attempt, call.to);
    assert.deepEqual(await store.attempts.openOfCall(call.id), [attempt]);
    const now = attempt.startedAt + 10;
    const facts = await store.transaction((tx) =>
      tx.dialing.facts(dialRequest(second, { to: call.to }), now),
    );
    assert.equal(facts.livePersonCallId, call.id);
    const look = await store.transaction(async (tx) => {
      await tx.dialing.facts(dialRequest(second), now);
      return store.dialing.peek(dialRequest(second, { to: call.to }), now);
    });
    assert.deepEqual(look, facts, 'a look does not wait for the lock and sees the same');
    assert.deepEqual(
      [facts.organization.liveCalls, facts.organization.recentStarts, facts.organization.nextStartAt],
      [1, 1, attempt.startedAt + 1000],
    );
    const { liveCalls, recentStarts, nextStartAt, ...plain } = facts.trunks[0]!;
    assert.deepEqual(plain, trunk, 'password and all');
    assert.deepEqual([liveCalls, recentStarts, nextStartAt], [1, 1, attempt.startedAt + 1000]);
    assert.deepEqual(facts.numbers, [{ ...number, lastUsedAt: attempt.startedAt }]);
    await assert.rejects(
      store.attempts.start(sampleAttempt(second, node), call.to),
      (fault: unknown) => fault instanceof AppError && fault.code === 'person-busy',
    );
    await assert.rejects(
      store.attempts.start(sampleAttempt(second, node, { sipCallId: attempt.sipCallId }), second.to),
      (fault: unknown) => fault instanceof AppError && fault.code === 'sip-call-id-taken',
    );
    assert.deepEqual(await store.attempts.ofCall(second.id), [], 'a refused attempt left nothing');
    await store.attempts.setDialog(attempt.id, { tag: 'x' });
    await store.attempts.end(attempt.id, 77);
    await store.attempts.end(attempt.id, 99);
    assert.deepEqual(await store.attempts.openOfCall(call.id), []);
    assert.deepEqual(await store.attempts.ofCall(call.id), [
      { ...attempt, dialog: { tag: 'x' }, endedAt: 77 },
    ]);
    const after = await store.transaction((tx) => tx.dialing.facts(dialRequest(second), now + 1000));
    assert.deepEqual(
      [after.livePersonCallId, after.organization.liveCalls, after.organization.recentStarts],
      [null, 0, 0],
    );
    assert.equal(after.organization.nextStartAt, now + 1000);
  });

  test('facts name the suppressed, the named numbers even when inactive, and read for a test call', async () => {
    const { store, organizationId } = await stored();
    const call = sampleCall(organizationId, { test: true });
    await store.suppressions.add(organizationId, call.to, 'asked', 1);
    const idle = sampleNumber(organizationId, { active: false });
    await store.numbers.insert(idle);
    const read = (over: Parameters<typeof dialRequest>[1]) =>
      store.transaction((tx) => tx.dialing.facts(dialRequest(call, over), realClock.now()));
    assert.deepEqual((await read({})).numbers, []);
    assert.equal((await read({})).suppressed, true);
    const inUri = `sip:${call.to.replace('+', '%2B')}@127.0.0.1:5070`;
    assert.equal((await read({ to: inUri })).suppressed, true, 'a gateway takes it for the number');
    assert.deepEqual((await read({ requestedNumberId: idle.id })).numbers, [idle]);
    assert.deepEqual((await read({ requestedFrom: idle.e164, test: false })).numbers, [idle]);
    await assert.rejects(
      read({ organizationId: ids.next() }),
      (fault: unknown) => fault instanceof AppError && fault.status === 404,
    );
  });
}

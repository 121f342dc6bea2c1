/** What every database must do when calls are read at scale, written upon, followed and forgotten. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call, CallQuery, Outcome } from '#domain';
import { AppError, idAt, realClock, type Id } from '#kernel';
import type { Stored } from './contract.ts';
import { ids, sampleAttempt, sampleCall, someEvents } from './samples.ts';

const outcome = (code: Outcome['code'], end: string): Outcome => ({
  code,
  end_reason: {
    ...{ code: end, phase: 'conversation', party: 'callee', fault: 'none', retryable: false },
    ...{ detail: 'Ended by +34600000001.', doc: '/x' },
  },
});

const tag = (value: string) => ({ kind: 'tag' as const, value, by: '', at: 5 });

export function readingContract(stored: Stored): void {
  test('calls are found by each filter, in both orders, by key', async () => {
    const { store, organizationId } = await stored();
    const base = 1_800_000_000_000;
    const agent = ids.next();
    const calls = Array.from({ length: 6 }, (_, n): Call => {
      const call = sampleCall(organizationId, {
        id: idAt(base + n * 1000),
        createdAt: base + n * 1000,
        direction: n === 5 ? 'inbound' : 'outbound',
        to: n === 5 ? '+34910000000' : `+3460000000${n}`,
        from: n === 5 ? '+34600000001' : '+34910000000',
        ...(n < 4 && { status: 'ended', answeredAt: base, endedAt: base + 9_000 - n * 1000 }),
        ...(n < 4 && {
          outcome: n < 2 ? outcome('completed', 'agent-done') : outcome('busy', 'callee-busy'),
        }),
        test: n === 3,
        source: { api: n === 4 ? 'dial' : 'native', data: n === 4 ? { campaign_id: 'c1' } : {} },
      });
      return n === 2 ? { ...call, plan: { ...call.plan, agentId: agent } } : call;
    });
    for (const call of calls) await store.calls.insert(call, []);
    const found = async (query: Partial<CallQuery>) => {
      const { rows, total } = await store.calls.list(organizationId, {
        limit: 10,
        withTotal: true,
        ...query,
      });
      const light = await store.calls.summaries(organizationId, { limit: 10, ...query });
      assert.deepEqual(
        light.map(({ id, agentName, api }) => [id, agentName, api]),
        rows.map(({ id, plan, source }) => [id, plan.agentName, source.api]),
      );
      assert.equal(total, await store.calls.count(organizationId, { limit: 1, ...query }));
      return rows.map((row) => calls.findIndex(({ id }) => id === row.id)).join('');
    };
    assert.equal(await found({ outcome: ['busy'] }), '32');
    assert.equal(await found({ endCodes: ['agent-done', 'callee-busy'] }), '3210');
    assert.equal(await found({ status: ['queued'] }), '54');
    assert.equal(
      await found({ states: [{ outcome: ['busy'] }, { status: ['queued'], answered: false }] }),
      '5432',
    );
    assert.equal(await found({ agentIds: [agent] }), '2');
    assert.equal(await found({ phone: '+34600000001' }), '51');
    assert.equal(await found({ line: '+34910000000' }), '543210');
    assert.equal(await found({ party: '+34600000003' }), '3');
    assert.equal(await found({ test: true }), '3');
    assert.equal(await found({ apis: ['dial'], sourceData: { campaign_id: ['c1'] } }), '4');
    assert.equal(await found({ sourceData: { campaign_id: ['c2'] } }), '');
    assert.equal(await found({ durationMin: 7_000, durationMax: 8_000 }), '21');
    assert.equal(await found({ createdFrom: base + 1000, createdTo: base + 2000 }), '21');
    assert.equal(await found({ endedTo: base + 7_000 }), '32');
    assert.equal(await found({ order: { by: 'created', direction: 'asc' }, limit: 3 }), '012');
    assert.equal(
      await found({ order: { by: 'created', direction: 'asc' }, cursor: { id: calls[2]!.id } }),
      '345',
    );
    const byEnd = { by: 'ended', direction: 'desc' } as const;
    assert.equal(await found({ order: byEnd }), '0123');
    assert.equal(await found({ order: byEnd, cursor: { id: calls[1]!.id, endedAt: base + 8000 } }), '23');
    assert.equal(await found({ agentIds: [] }), '');
    assert.equal(await found({ offset: 4 }), '10');
  });

  test('ended calls are found by what was said and what was learnt, each apart', async () => {
    const { store, organizationId } = await stored();
    const [one, two] = [sampleCall(organizationId), sampleCall(organizationId)];
    for (const call of [one, two]) await store.calls.insert(call, []);
    await store.calls.index(one.id, organizationId, 'Hello, the invoice of March', 'wants refund');
    await store.calls.index(two.id, organizationId, 'nothing', 'x');
    await store.calls.index(two.id, organizationId, 'Buenos días \0 la factura', 'invoice');
    const found = async (query: Partial<CallQuery>) =>
      (await store.calls.summaries(organizationId, { limit: 9, ...query })).map(({ id }) => id);
    assert.deepEqual(await found({ said: 'invoice' }), [one.id]);
    assert.deepEqual(await found({ learnt: 'invoice' }), [two.id]);
    assert.deepEqual(await found({ said: '"invoice of" or factura' }), [two.id, one.id]);
    assert.deepEqual(await found({ said: 'nothing' }), []);
    assert.deepEqual(await found({ said: "it's -'&|! ((" }), []);
    assert.deepEqual(await store.calls.summaries(ids.next(), { limit: 9, said: 'invoice' }), []);
  });

  test('notes and marks are kept by call, and found by', async () => {
    const { store, organizationId } = await stored();
    const [call, other] = [sampleCall(organizationId), sampleCall(organizationId)];
    for (const one of [call, other]) await store.calls.insert(one, []);
    const note = {
      ...{
        id: ids.next(),
        callId: call.id,
        organizationId,
        author: 'ana',
        text: 'Call back',
        flagged: false,
      },
      ...{ createdAt: 1, updatedAt: 1 },
    };
    const { annotations } = store;
    await annotations.addNote(note);
    assert.equal(await annotations.updateNote(organizationId, other.id, note.id, { flagged: true }), null);
    assert.equal(await annotations.updateNote(ids.next(), call.id, note.id, { flagged: true }), null);
    const flagged = await annotations.updateNote(organizationId, call.id, note.id, {
      flagged: true,
      updatedAt: 2,
    });
    assert.deepEqual(flagged, { ...note, flagged: true, updatedAt: 2 });
    await annotations.replace(organizationId, call.id, 'tag', [tag('vip'), tag('old')]);
    await annotations.replace(organizationId, call.id, 'tag', [tag('vip'), tag('new')]);
    const rating = { kind: 'rating' as const, value: '👎', by: 'ana@example.com', at: 7 };
    await annotations.mark(organizationId, call.id, rating);
    await annotations.mark(organizationId, call.id, { ...rating, at: 9 });
    const all = await annotations.of(organizationId, [call.id, other.id]);
    assert.deepEqual(all.get(call.id), { notes: [flagged], marks: [rating, tag('new'), tag('vip')] });
    assert.deepEqual(all.get(other.id), { notes: [], marks: [] });
    assert.deepEqual(await annotations.values(organizationId, 'tag', 10), ['new', 'vip']);
    const tagged = await store.calls.summaries(organizationId, {
      limit: 5,
      tags: ['new', 'x'],
      ratings: ['👎'],
    });
    assert.deepEqual(
      tagged.map(({ id }) => id),
      [call.id],
    );
    assert.equal(await annotations.unmark(organizationId, call.id, rating), true);
    assert.equal(await annotations.unmark(organizationId, call.id, rating), false);
    assert.equal(await annotations.removeNote(organizationId, call.id, note.id), true);
  });

  test('only an ended call of the organization is removed, with all that hangs on it', async () => {
    const { store, organizationId } = await stored();
    const call = sampleCall(organizationId);
    await store.calls.insert(call, someEvents(2));
    await store.attempts.start(sampleAttempt(call, ids.next()), null);
    assert.equal(await store.calls.remove(organizationId, call.id), false);
    await store.calls.append(call.id, null, [], { status: 'ended' });
    assert.equal(await store.calls.remove(ids.next(), call.id), false);
    assert.equal(await store.calls.remove(organizationId, call.id), true);
    assert.equal(await store.calls.get(organizationId, call.id), null);
    assert.deepEqual(await store.attempts.ofCall(call.id), []);
  });

  test('the feed gives every event once it is wanted, each call in its order, from any position', async () => {
    const { store, organizationId } = await stored();
    const [before, one, two] = [1, 2, 3].map(() => sampleCall(organizationId));
    await store.calls.insert(before!, someEvents(1));
    assert.equal(await store.feed.oldest(organizationId), null);
    const start = await store.feed.open(organizationId, realClock.now() + 60_000);
    assert.deepEqual(await store.feed.read(organizationId, start, 100), []);
    await store.calls.insert(one!, someEvents(2));
    await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        if (n === 3) await store.calls.insert(two!, someEvents(1));
        // Some begin early and commit late.
        await store.transaction(async (tx) => {
          await tx.nodes.heartbeat(ids.next(), 'x', 0, 0);
          await tx.calls.append(n % 2 === 0 ? one!.id : before!.id, null, someEvents(2));
        });
        await store.feed.read(organizationId, start, 3);
      }),
    );
    const all = await store.feed.read(organizationId, start, 1000);
    const seqs = (id: Id) => all.filter((event) => event.callId === id).map(({ seq }) => seq);
    assert.deepEqual(
      seqs(one!.id),
      Array.from({ length: 14 }, (_, n) => n + 1),
    );
    assert.deepEqual(
      seqs(before!.id),
      Array.from({ length: 12 }, (_, n) => n + 2),
    );
    assert.deepEqual(seqs(two!.id), [1]);
    for (const at of [0, 5, all.length - 1]) {
      const { commit, seq } = all[at]!;
      assert.deepEqual(await store.feed.read(organizationId, { commit, seq }, 1000), all.slice(at + 1));
    }
    assert.deepEqual(await store.feed.read(ids.next(), { commit: 0, seq: 0 }, 10), []);
  });

  test('a person is forgotten: what stays is that there was a call and how it ended', async () => {
    const { store, organizationId } = await stored();
    const phone = '+34600000001';
    const call = sampleCall(organizationId, {
      ...{ to: phone, status: 'ended', outcome: outcome('completed', 'agent-done'), metadata: { a: phone } },
      turns: [{ who: 'callee', text: 'I am Ana', startMs: 0, endMs: 1, interrupted: false }],
    });
    await store.calls.insert(call, [{ at: 1, type: 'callee-said', data: { text: 'I am Ana', start_ms: 4 } }]);
    await store.calls.index(call.id, organizationId, 'I am Ana', '');
    const attempt = sampleAttempt(call, ids.next(), { dialog: { to: phone } });
    await store.attempts.start(attempt, null);
    const person = { organizationId, phone, pseudonym: 'erased:0123456789abcdef' };
    assert.deepEqual(await store.forgetting.callsOf(person, 9), [{ id: call.id, ended: true }]);
    await store.forgetting.anonymise(person, call.id);
    assert.deepEqual(await store.forgetting.callsOf(person, 9), []);
    const left = [
      await store.calls.get(organizationId, call.id),
      await store.calls.events(organizationId, call.id, 0, 9),
      await store.attempts.ofCall(call.id),
    ];
    assert.ok(!/600000001|Ana/.test(JSON.stringify(left)), JSON.stringify(left));
    assert.deepEqual(
      [(left[0] as Call).to, (left[0] as Call).outcome?.code],
      [person.pseudonym, 'completed'],
    );
    assert.deepEqual(await store.calls.summaries(organizationId, { limit: 1, said: 'Ana' }), []);
  });

  test('erasures are worked on one after the other, and once for a person', async () => {
    const { store, organizationId } = await stored();
    const erasure = {
      ...{
        id: ids.next(),
        organizationId,
        phone: '+34600000009',
        pseudonym: 'erased:1',
        state: 'queued' as const,
      },
      ...{ calls: 0, detail: null, requestedAt: 5, finishedAt: null },
    };
    assert.deepEqual(await store.erasures.request(erasure), erasure);
    assert.equal((await store.erasures.request({ ...erasure, id: ids.next() })).id, erasure.id);
    const mine = (all: readonly { id: Id }[]) => all.filter(({ id }) => id === erasure.id).length;
    assert.equal(mine(await store.erasures.claimDue(10, 1000, 50)), 1);
    assert.equal(mine(await store.erasures.claimDue(900, 1000, 50)), 0);
    assert.equal(mine(await store.erasures.claimDue(1010, 1000, 50)), 1, 'its lease lapsed');
    await store.erasures.update(erasure.id, { state: 'done', phone: null, finishedAt: 9 }, null);
    assert.equal(mine(await store.erasures.claimDue(9_999, 1, 50)), 0);
    assert.equal((await store.erasures.list(organizationId, { limit: 5 }))[0]?.phone, null);
    assert.notEqual((await store.erasures.request({ ...erasure, id: ids.next() })).id, erasure.id);
    assert.equal(await store.erasures.get(ids.next(), erasure.id), null);
  });

  test('what is outdated is dealt with once', async () => {
    const { store, organizationId } = await stored();
    const days = { recordingsDays: 1, transcriptsDays: null, eventsDays: 30 };
    await store.forgetting.setRetention(organizationId, days, 1);
    assert.deepEqual(await store.forgetting.retention(organizationId), days);
    assert.ok((await store.forgetting.kept()).some((kept) => kept.organizationId === organizationId));
    const calls = [501_000, 502_000, 503_000].map((at) =>
      sampleCall(organizationId, { id: idAt(at), createdAt: at, status: 'ended' }),
    );
    for (const call of calls) await store.calls.insert(call, someEvents(1));
    const attempts = calls.map((call, index) =>
      sampleAttempt(call, ids.next(), { endedAt: index === 1 ? null : 9, number: index + 1 }),
    );
    for (const attempt of attempts) await store.attempts.start(attempt, attempt.callId);
    const old = await store.forgetting.outdated(organizationId, 'events', 502_500, 10);
    assert.deepEqual(old, [calls[0]!.id, calls[1]!.id]);
    await store.forgetting.dropEvents(organizationId, old);
    await store.forgetting.dealtWith(organizationId, 'events', old.at(-1)!);
    assert.deepEqual(await store.forgetting.outdated(organizationId, 'events', 502_500, 10), []);
    assert.equal((await store.forgetting.outdated(organizationId, 'recordings', 502_500, 10)).length, 2);
    assert.deepEqual(await store.calls.events(organizationId, calls[0]!.id, 0, 5), []);
    assert.equal((await store.calls.events(organizationId, calls[2]!.id, 0, 5)).length, 1);
    const left = await Promise.all(calls.map(({ id }) => store.attempts.ofCall(id)));
    assert.deepEqual(
      left.map((of) => of.map(({ id }) => id)),
      [[], [attempts[1]!.id], [attempts[2]!.id]],
      'those that ended, of calls whose time is over',
    );
    await store.forgetting.dropEvents(ids.next(), [calls[2]!.id]);
    assert.equal((await store.attempts.ofCall(calls[2]!.id)).length, 1, 'nobody else’s');
    const taken = { ...attempts[0]!, id: ids.next(), callId: ids.next() };
    await assert.rejects(
      store.attempts.start(taken, taken.callId),
      (fault: unknown) => fault instanceof AppError && fault.code === 'sip-call-id-taken',
      'a Call-ID stays taken as long as a dialog may bear it',
    );
    await store.forgetting.blank(organizationId, calls[2]!.id);
    assert.deepEqual((await store.calls.get(organizationId, calls[2]!.id))?.plan.variables, {});
  });

  test('a call that ends long after younger ones were dealt with is found, and what is behind it again', async () => {
    const { store, organizationId } = await stored();
    await store.forgetting.setRetention(
      organizationId,
      { recordingsDays: 1, transcriptsDays: null, eventsDays: null },
      1,
    );
    const calls = [601_000, 602_000, 603_000].map((at, index) =>
      sampleCall(organizationId, {
        ...{ id: idAt(at), createdAt: at, status: index === 1 ? ('scheduled' as const) : ('ended' as const) },
      }),
    );
    for (const call of calls) await store.calls.insert(call, []);
    const [first, late, last] = calls.map(({ id }) => id) as [Id, Id, Id];
    const outdated = (after?: Id) =>
      store.forgetting.outdated(organizationId, 'recordings', 700_000, 10, ...(after ? [after] : []));
    assert.deepEqual(await outdated(), [first, last]);
    await store.forgetting.dealtWith(organizationId, 'recordings', last);
    assert.deepEqual(await outdated(last), []);
    assert.deepEqual(await outdated(), [last]);
    await store.calls.append(late, null, [], { status: 'ended' });
    assert.deepEqual(await outdated(), [late, last]);
    await store.forgetting.dealtWith(organizationId, 'recordings', last);
    assert.deepEqual(await outdated(), []);
  });

  test('recordings owed to a bucket are claimed, put off and done', async () => {
    const { store, organizationId } = await stored();
    const callId = ids.next();
    await store.uploads.owe({ callId, organizationId, tries: 0 }, 100);
    const mine = async (now: number) =>
      (await store.uploads.claimDue(now, 50, 20)).find((upload) => upload.callId === callId);
    assert.equal(await mine(99), undefined);
    assert.deepEqual(await mine(100), { callId, organizationId, tries: 1 });
    assert.equal(await mine(120), undefined);
    await store.uploads.postpone(callId, 130);
    assert.equal((await mine(130))?.tries, 2);
    await store.uploads.finish(callId);
    assert.equal(await mine(9_999), undefined);
  });
}

/** GET /call/{id}, GET /calls, GET /playbook (sections 3, 4, 5). */
import assert from 'node:assert/strict';
import type { Call, EndCode } from '#domain';
import { meetzyWebhook } from '../../../src/api/dialects/meetzy/webhook-format.ts';
import type { Row } from '../conform.ts';
import type { Body, Rig } from './rig.ts';

const DAY_MS = 86_400_000;

/** Puts the clock where a row wants it; never back. */
async function at(rig: Rig, moment: string): Promise<void> {
  await rig.advance(Date.parse(moment) - rig.clock.now());
}

/** A call that was answered and has ended, with everything known of it. */
async function whole(rig: Rig, playbook_id: string): Promise<Call> {
  const call = await rig.call({ playbook_id, firstname: 'Luis' });
  const start = rig.clock.now();
  await rig.end(call, 'callee-hung-up');
  await rig.change(call, {
    ...{ from: '+34910000001', answeredAt: start, endedAt: start + 94_600 },
    recording: { path: 'a.wav', bytes: 44, durationMs: 94_600 },
    turns: [
      { who: 'agent', text: 'Hola <Luis> & co', startMs: 0, endMs: 900, interrupted: false },
      { who: 'callee', text: 'Dime', startMs: 1000, endMs: 1400, interrupted: false },
    ],
    analysis: {
      ...{ by: 'llm', model: 'm', summary: 'Luis wants a call.', data: { interested: true }, tags: [] },
      ...{ disposition: null, success: true, success_reason: null, sentiment: 'positive' },
      ...{ fault: null, created_at: start },
    },
  });
  return call;
}

const idsOf = (rows: readonly Body[]) => rows.map(({ id }) => id as string);

export const readRows: readonly Row<Rig>[] = [
  [
    '§3 an ended call: the union of both shapes, every key',
    async (rig) => {
      await at(rig, '2026-03-03T09:30:00.400Z');
      const playbook_id = await rig.playbook();
      const call = await whole(rig, playbook_id);
      const read = await rig.shown(call.id);
      assert.match(read['recording'], /^http:\/\/parley\.test\//);
      assert.deepEqual(read, {
        ...{ id: call.id, playbook_name: 'Admissions', playbook_id, assistant_id: playbook_id },
        ...{ version_id: null, from: '+34910000001', to: '+34600000002', status: 'closed', duration: 95 },
        transcript: '<p><b>Agent:</b> Hola &#60;Luis&#62; &#38; co</p><p><b>User:</b> Dime</p>',
        ...{ summary: 'Luis wants a call.', data: { params: { firstname: 'Luis' } } },
        ...{ output: { interested: true }, success: true, recording: read['recording'] },
        created_time: '2026-03-03 09:30:00',
      });
    },
  ],
  [
    '§3 before the end: duration 0, empty texts, output {}, success and recording null',
    async (rig) => {
      const { id } = await rig.call({ playbook_id: await rig.playbook() });
      const { duration, transcript, summary, output, success, recording } = await rig.shown(id);
      assert.deepEqual(
        [duration, transcript, summary, output, success, recording],
        [0, '', '', {}, null, null],
      );
    },
  ],
  [
    '§4 a row of the list: every key; timestamp in ms, recording a text',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const call = await whole(rig, playbook_id);
      const [row] = await rig.listed({ playbook_id });
      const { playbook_id: _, playbook_name: __, version_id: ___, ...documented } = row!;
      const { recording } = await rig.shown(call.id);
      assert.deepEqual(documented, {
        ...{ id: call.id, created_time: '2026-03-03 09:30:00', timestamp: rig.clock.now() },
        ...{ assistant_id: playbook_id, from: '+34910000001', to: '+34600000002', status: 'closed' },
        ...{ duration: 95, recording, success: true, summary: 'Luis wants a call.' },
        transcript: '<p><b>Agent:</b> Hola &#60;Luis&#62; &#38; co</p><p><b>User:</b> Dime</p>',
        ...{ output: { interested: true }, data: { params: { firstname: 'Luis' } } },
      });
      await rig.call({ playbook_id });
      assert.equal((await rig.listed({ playbook_id }))[0]!['recording'], '');
    },
  ],
  [
    '§5 every status word in GET and in the list, and each as a filter',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const ended = async (code: EndCode, more: object = {}) => {
        const call = await rig.call({ playbook_id });
        await rig.end(call, code, more);
        return call.id;
      };
      const running = async (status: Call['status']) => {
        const call = await rig.call({ playbook_id });
        await rig.change(call, { status });
        return call.id;
      };
      const incomplete = { sip: { status: 484, reason: 'Address Incomplete' } };
      const by: Readonly<Record<string, string>> = {
        waiting: await running('queued'),
        dialing: await running('dialing'),
        ringing: await running('ringing'),
        talking: await running('in_progress'),
        closed: await ended('callee-hung-up'),
        'no-answer': await ended('no-answer'),
        busy: await ended('busy'),
        voicemail: await ended('voicemail-reached'),
        'wrong-phone-format': await ended('number-not-found', incomplete),
        declined: await ended('declined'),
        canceled: await ended('canceled'),
      };
      const words: Readonly<Record<string, readonly string[]>> = {
        open: ['waiting', 'dialing', 'talking', 'ringing'],
        ringing: ['ringing'],
        closed: ['closed'],
        'no-answer': ['no-answer'],
        busy: ['busy'],
        voicemail: ['voicemail'],
        'wrong-phone-format': ['wrong-phone-format'],
        failed: ['declined', 'canceled'],
        'recall-scheduled': [],
        'rong-phone-forno-answer': ['no-answer', 'wrong-phone-format'],
        wmat: ['wrong-phone-format'],
      };
      for (const [status, wanted] of Object.entries(words)) {
        const rows = await rig.listed({ playbook_id, status });
        assert.deepEqual(idsOf(rows).toSorted(), wanted.map((name) => by[name]!).toSorted(), status);
        for (const { id, status: word } of rows) {
          assert.equal((await rig.shown(id))['status'], word);
          if (!['open', 'rong-phone-forno-answer', 'wmat'].includes(status)) assert.equal(word, status);
        }
      }
      assert.equal((await rig.listed({ playbook_id })).length, Object.keys(by).length);
    },
  ],
  [
    '§11.6 status=wmat does not fail; an unknown word is an empty list',
    async (rig) => {
      const playbook_id = await rig.playbook();
      await rig.call({ playbook_id });
      assert.deepEqual(await rig.listed({ playbook_id, status: 'wmat' }), []);
      assert.deepEqual(await rig.listed({ playbook_id, status: 'completed' }), []);
    },
  ],
  [
    'playbook_id: theirs alone; a UUID of nobody is an empty list, what is no UUID 400',
    async (rig) => {
      const [one, other] = [await rig.playbook(), await rig.playbook()];
      const { id } = await rig.call({ playbook_id: one });
      await rig.call({ playbook_id: other });
      assert.deepEqual(idsOf(await rig.listed({ playbook_id: one })), [id]);
      assert.deepEqual(await rig.listed({ playbook_id: 'b2c1a0aa-0000-4000-8000-000000000001' }), []);
      for (const text of ['pb_abc123', '7'])
        assert.equal((await rig.get(`/meetzy/calls?playbook_id=${text}`)).status, 400);
    },
  ],
  [
    '§11.4 without a query 15 days; daysFromNow is clamped to 1..90 and never fails; startDate alone ignores it',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const made: string[] = [];
      const start = rig.clock.now();
      for (const day of [0, 2, 76, 92, 92.5]) {
        await rig.advance(start + day * DAY_MS - rig.clock.now());
        made.unshift((await rig.call({ playbook_id })).id);
      }
      await rig.advance(1_000);
      const count = async (query: Record<string, string>) =>
        (await rig.listed({ playbook_id, ...query })).length;
      assert.deepEqual(idsOf(await rig.listed({ playbook_id, daysFromNow: '400' })), made.slice(0, 3));
      assert.equal(await count({}), 2);
      assert.equal(await count({ daysFromNow: '17' }), 3);
      assert.equal(await count({ daysFromNow: '0' }), 2);
      assert.equal(await count({ daysFromNow: '-3' }), 2);
      assert.equal(await count({ daysFromNow: 'odd' }), 2);
      const startDate = new Date(start - DAY_MS).toISOString().slice(0, 10);
      assert.equal(await count({ startDate, daysFromNow: '1' }), 5);
      assert.equal(await count({ endDate: startDate }), 0);
      const whole = idsOf((await rig.get('/meetzy/calls')).body['calls']);
      assert.deepEqual(whole.slice(0, 2), made.slice(0, 2), 'newest first, without any query');
    },
  ],
  [
    '§11.5 dates are Madrid’s: two hours apart in summer, one in winter; a bare end day is whole',
    async (rig) => {
      const playbook_id = await rig.playbook();
      await at(rig, '2026-07-14T21:59:59.500Z');
      const before = (await rig.call({ playbook_id })).id;
      await rig.advance(500);
      const first = (await rig.call({ playbook_id })).id;
      await at(rig, '2026-07-15T21:59:59.900Z');
      const last = (await rig.call({ playbook_id })).id;
      await rig.advance(100);
      const after = (await rig.call({ playbook_id })).id;
      const ids = async (query: Record<string, string>) => idsOf(await rig.listed({ playbook_id, ...query }));
      assert.deepEqual(await ids({ startDate: '2026-07-15', endDate: '2026-07-15' }), [last, first]);
      assert.equal((await rig.shown(first))['created_time'], '2026-07-14 22:00:00');
      const second = { startDate: '2026-07-15 00:00:00', endDate: '2026-07-15 23:59:59' };
      assert.deepEqual(await ids(second), [last, first], 'the whole of its last second');
      assert.deepEqual(await ids({ startDate: '2026-07-15 00:00:01' }), [after, last]);
      assert.deepEqual(await ids({ startDate: '2026-07-16', endDate: '2026-07-15' }), []);
      assert.deepEqual(await ids({ startDate: '2026-07-01', endDate: '2026-07-14' }), [before]);
      await at(rig, '2026-12-01T23:00:00Z');
      const winter = (await rig.call({ playbook_id })).id;
      assert.deepEqual(await ids({ startDate: '2026-12-02', endDate: '2026-12-02' }), [winter]);
      assert.deepEqual(await ids({ startDate: '2026-12-02 00:00:01' }), []);
    },
  ],
  [
    'the hour that Madrid skips and the one that it shows twice',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const make = async (moment: string) => {
        await at(rig, moment);
        return (await rig.call({ playbook_id })).id;
      };
      const [dark, light] = [await make('2027-03-28T00:59:59Z'), await make('2027-03-28T01:00:00Z')];
      const twice = [await make('2027-10-31T00:30:00Z'), await make('2027-10-31T01:30:00Z')];
      const ids = async (query: Record<string, string>) => idsOf(await rig.listed({ playbook_id, ...query }));
      const spring = { endDate: '2027-03-28' };
      assert.deepEqual(await ids({ ...spring, startDate: '2027-03-28 02:30:00' }), [light]);
      assert.deepEqual(await ids({ ...spring, startDate: '2027-03-28 01:59:59' }), [light, dark]);
      const autumn = { startDate: '2027-10-31 02:00:00', endDate: '2027-10-31 02:59:59' };
      assert.deepEqual(await ids(autumn), twice.toReversed(), 'both times');
    },
  ],
  [
    'a date that cannot be read: 400 that names it',
    async (rig) => {
      for (const date of ['2026-02-30', '01/03/2026', 'today', '2026-03-01T10', '2026-03-01 25:00:00'])
        for (const name of ['startDate', 'endDate']) {
          const { status, body } = await rig.get(`/meetzy/calls?${name}=${encodeURIComponent(date)}`);
          assert.deepEqual([status, body['error'].code], [400, 'invalid_request'], date);
          assert.match(body['message'], new RegExp(name));
        }
    },
  ],
  [
    "another API's call is there in Meetzy's shape, also one that came in",
    async (rig) => {
      const playbook = await rig.playbook();
      const made = await rig.post('/v1/calls', {
        agent_id: playbook,
        to: '+34600000009',
        variables: { a: 1 },
      });
      const { meetzy: id } = made.body['aliases'];
      const [row] = await rig.listed({ playbook_id: playbook });
      assert.deepEqual([row!['id'], row!['to'], row!['data'].params.a], [id, '+34600000009', 1]);
    },
  ],
  [
    'the older generation: a bare array of flat objects, by a setting of the token or the organization',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const key = await rig.newKey();
      const asked = {
        playbook_id,
        voice_id: '2',
        language: 'EN',
        email: 'l@b.c',
        firstname: 'Luis',
        lead: { n: 1 },
      };
      const call = await rig.call(asked);
      const put = async (body: object) => {
        const { status, body: answer } = await rig.ask('PUT', '/meetzy/settings', body, key);
        assert.equal(status, 200, JSON.stringify(answer));
        return answer;
      };
      assert.deepEqual(await put({ calls: 'older' }), {
        calls: 'older',
        of_token: 'older',
        of_organization: null,
      });
      const { body } = await rig.get(`/meetzy/calls?playbook_id=${playbook_id}`, key);
      assert.deepEqual(body, [
        {
          ...{ id: call.id, phone: '+34600000002', email: 'l@b.c', firstname: 'Luis', lastname: '' },
          ...{ playbook_id, voice_id: 2, language: 'EN', duration: 0, status: 'queued', summary: '' },
          ...{ transcription: '', sentiment: '', recorded: false, record_url: '', lead: { n: 1 } },
          created_at: new Date(call.createdAt).toISOString().slice(0, 19).replace('T', ' '),
        },
      ]);
      assert.ok(Array.isArray(await rig.listed({ playbook_id })), 'another token reads the newer one');
      assert.deepEqual(await put({ for: 'organization', calls: 'older' }), {
        ...{ calls: 'older', of_token: 'older', of_organization: 'older' },
      });
      assert.ok(Array.isArray((await rig.get('/meetzy/calls')).body));
      await put({ calls: 'newer' });
      assert.ok((await rig.get('/meetzy/calls', key)).body['calls'], 'its own setting comes first');
      await put({ for: 'organization', calls: null });
      assert.ok((await rig.get('/meetzy/calls')).body['calls']);
    },
  ],
  [
    'the older generation without a query holds everything, and has its own status words and default voice',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const closed = await whole(rig, playbook_id);
      const missed = await rig.call({ playbook_id });
      await rig.end(missed, 'no-answer');
      const ringing = await rig.call({ playbook_id });
      await rig.change(ringing, { status: 'ringing' });
      const talking = await rig.call({ playbook_id });
      await rig.change(talking, { status: 'in_progress' });
      await rig.advance(100 * DAY_MS);
      await rig.ask('PUT', '/meetzy/settings', { for: 'organization', calls: 'older' });
      const rows = (await rig.get('/meetzy/calls')).body as unknown as Body[];
      const by = new Map(rows.map((row) => [row['id'] as string, row]));
      const words = [closed, missed, ringing, talking].map(({ id }) => by.get(id)!['status'] as string);
      assert.deepEqual(words, ['completed', 'failed', 'ringing', 'routed']);
      const row = by.get(closed.id)!;
      assert.deepEqual([row['sentiment'], row['recorded'], row['duration']], ['positive', true, 95]);
      assert.match(row['record_url'], /^http:/);
      const native = await rig.post('/v1/calls', { agent_id: playbook_id, to: '+34600000009' });
      const other = ((await rig.get('/meetzy/calls')).body as unknown as Body[])[0]!;
      assert.deepEqual([other['id'], other['voice_id']], [native.body['aliases'].meetzy, 3]);
      await rig.ask('PUT', '/meetzy/settings', { for: 'organization', calls: null });
    },
  ],
  [
    '§9 a push, where one is asked for: once, after the end, the object of GET /call/{id}',
    async (rig) => {
      const call = await whole(rig, await rig.playbook());
      const ended = (await rig.store.calls.get(rig.organizationId, call.id))!;
      const { recording } = await rig.shown(call.id);
      const about = { call: ended, recordingUrl: recording as string };
      const render = (type: string, data = {}) =>
        meetzyWebhook.render({ type, data } as never, about as never);
      assert.deepEqual(JSON.parse(String(render('call.analyzed'))), await rig.shown(call.id));
      assert.equal(render('call.ended'), null);
      assert.equal(render('call.analyzed', { rerun: true }), null);
    },
  ],
  [
    '§6 GET /playbook: id and name of each, also of agents that another API made',
    async (rig) => {
      const id = await rig.playbook({ name: 'Matrículas' });
      const { body } = await rig.get('/meetzy/playbook');
      assert.deepEqual(body['playbooks'][0], { id, name: 'Matrículas' });
      assert.deepEqual(Object.keys(body), ['playbooks']);
    },
  ],
];

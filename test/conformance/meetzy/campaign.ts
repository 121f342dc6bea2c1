/** POST /campaign (section 7), and what its contacts become. */
import assert from 'node:assert/strict';
import { nextTryAt, type Call } from '#domain';
import { instructions } from '../../../src/conversation/prompt/instructions.ts';
import type { Row } from '../conform.ts';
import type { Body, Rig } from './rig.ts';

const MINUTE_MS = 60_000;

async function accepted(rig: Rig, body: object): Promise<Body> {
  const { status, body: answer } = await rig.post('/meetzy/campaign', body);
  assert.equal(status, 202, JSON.stringify(answer));
  return answer;
}

/** The one row of the list of a playbook. */
async function row(rig: Rig, playbook_id: string): Promise<Body> {
  const rows = await rig.listed({ playbook_id, daysFromNow: '90' });
  assert.equal(rows.length, 1, JSON.stringify(rows));
  return rows[0]!;
}

/** The latest call of a playbook's only contact. */
async function latest(rig: Rig, playbook: string): Promise<Call> {
  return (await rig.callsOf(playbook))[0]!;
}

const idsOf = (rows: readonly Body[]) => rows.map(({ id }) => id as string).toSorted();

/** How a call runs: may it be cut, what of a mailbox, whose voice. */
const howOf = ({ plan: { config, models } }: Call) => [
  ...[config.interruptible, config.machine?.on_machine, models!.tts[0]!.voice],
];

const phone = '+34611000001';

export const campaignRows: readonly Row<Rig>[] = [
  [
    '§7 at once: 202 with its body; each contact is one call, of the account’s number',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const contacts = [{ phone }, { phone: '+34611000002' }];
      const answer = await accepted(rig, { playbook_id, contacts });
      assert.deepEqual(answer, {
        success: true,
        id: answer['id'],
        message: 'Campaign accepted',
        contacts: 2,
      });
      const before = await rig.listed({ playbook_id });
      assert.deepEqual(
        before.map(({ status }) => status),
        ['open', 'open'],
      );
      await rig.pace();
      const made = await rig.callsOf(playbook_id);
      assert.deepEqual(
        made.map(({ to }) => to).toSorted(),
        contacts.map((one) => one.phone),
      );
      const after = await rig.listed({ playbook_id });
      assert.deepEqual(idsOf(after), idsOf(before), 'a contact keeps its id');
      assert.equal(after[0]!['from'], '+34910000001');
    },
  ],
  [
    'the campaign is a native one, as Flireo or the console sees it',
    async (rig) => {
      const playbook_id = await rig.playbook({ name: 'Open day' });
      const { id } = await accepted(rig, { playbook_id, contacts: [{ phone }] });
      const { status, body } = await rig.get(`/v1/campaigns/${id}`);
      assert.deepEqual([status, body['status'], body['leads'].total], [200, 'running', 1]);
      assert.match(body['name'], /^Open day /);
    },
  ],
  [
    'launch_at on Madrid’s clock, in summer and in winter, or with its own offset; until then open, and no call',
    async (rig) => {
      const year = new Date(rig.clock.now()).getUTCFullYear() + 1;
      for (const [launch_at, utc] of [
        [`${year}-07-01T10:00:00`, `${year}-07-01T08:00:00.000Z`],
        [`${year}-12-01T10:00:00`, `${year}-12-01T09:00:00.000Z`],
        [`${year}-12-01T10:00:00Z`, `${year}-12-01T10:00:00.000Z`],
        [`${year}-12-01T10:00:00-05:00`, `${year}-12-01T15:00:00.000Z`],
        [`${year}-12-01 10:00`, `${year}-12-01T09:00:00.000Z`],
      ] as const) {
        const playbook_id = await rig.playbook();
        const { id } = await accepted(rig, { playbook_id, contacts: [{ phone }], launch_at });
        assert.equal((await rig.get(`/v1/campaigns/${id}`)).body['starts_at'], utc);
        await rig.pace();
        assert.deepEqual(await rig.callsOf(playbook_id), []);
        assert.equal((await row(rig, playbook_id))['status'], 'open');
      }
    },
  ],
  [
    'the version that is production at scheduling runs, not the one at launch; so says GET',
    async (rig) => {
      const playbook_id = await rig.playbook({ prompt: 'Then.' });
      const then = await rig.version(playbook_id);
      const launch_at = new Date(rig.clock.now() + 60 * MINUTE_MS).toISOString();
      await accepted(rig, { playbook_id, contacts: [{ phone }], launch_at });
      await rig.ask('PATCH', `/v1/agents/${playbook_id}`, { prompt: 'Now.' });
      await rig.version(playbook_id);
      assert.equal((await row(rig, playbook_id))['version_id'], then);
      await rig.advance(61 * MINUTE_MS);
      await rig.pace();
      const call = await latest(rig, playbook_id);
      assert.deepEqual([call.plan.config.prompt, call.plan.versionId], ['Then.', then]);
    },
  ],
  [
    'contact keys and custom_fields, flat, are the call’s parameters; other keys are not',
    async (rig) => {
      const prompt = 'You talk to {first_name} {{last_name}} of {company} about {course}.';
      const playbook_id = await rig.playbook({ prompt });
      const named = {
        ...{ first_name: 'Ana', last_name: 'Gil', email: 'a@b.c', company: 'ACME', job_title: 'CTO' },
        ...{ address: 'Calle 1', city: 'Jaén', state: 'J', country: 'ES', postal_code: '23001' },
        ...{ timezone: 'Europe/Madrid', utm_source: 's', utm_medium: 'm', utm_campaign: 'c' },
        ...{ utm_term: 't', utm_content: 'x' },
      };
      const custom_fields = { course: 'Nursing', score: 7 };
      await accepted(rig, { playbook_id, contacts: [{ phone, ...named, custom_fields, other: 'no' }] });
      const params = { ...named, ...custom_fields };
      assert.deepEqual((await row(rig, playbook_id))['data'], { params });
      await rig.pace();
      const call = await latest(rig, playbook_id);
      assert.deepEqual((await row(rig, playbook_id))['data'], { params });
      const told = instructions(call.plan);
      assert.match(told, /You talk to Ana Gil of ACME about Nursing\./);
      assert.match(told, /<data>[^]*utm_content: x/);
      assert.equal('other' in call.plan.variables, false);
      assert.deepEqual(call.person, { name: 'Ana Gil', email: 'a@b.c', time_zone: 'Europe/Madrid' });
    },
  ],
  [
    'contacts are made, or changed by their number; what is not given stays',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const contact = { phone: '+34611000077', first_name: 'Ana', email: 'a@b.c', city: 'Jaén' };
      await accepted(rig, { playbook_id, contacts: [contact] });
      await accepted(rig, {
        playbook_id,
        contacts: [{ phone: contact.phone, last_name: 'Gil', city: 'Soria' }],
      });
      const { body } = await rig.get('/v1/contacts?search=34611000077');
      const [known] = body['data'];
      assert.equal(body['data'].length, 1);
      assert.deepEqual(
        [known.email, known.fields],
        ['a@b.c', { first_name: 'Ana', last_name: 'Gil', city: 'Soria' }],
      );
    },
  ],
  [
    'the same number twice is one contact and one call, what came last on top',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const contacts = [
        { phone, first_name: 'A', city: 'Jaén' },
        { phone, first_name: 'B' },
      ];
      assert.equal((await accepted(rig, { playbook_id, contacts }))['contacts'], 1);
      assert.deepEqual((await row(rig, playbook_id))['data'], { params: { first_name: 'B', city: 'Jaén' } });
    },
  ],
  [
    '§5 a contact whose number cannot be read is wrong-phone-format; the others are called',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const contacts = [{ phone: '600 11', first_name: 'Ana' }, { phone }];
      await accepted(rig, { playbook_id, contacts });
      await rig.pace();
      for (const status of ['wrong-phone-format', 'wmat', 'rong-phone-forno-answer']) {
        const [wrong, ...more] = await rig.listed({ playbook_id, status });
        assert.deepEqual([wrong!['to'], wrong!['status'], more], ['600 11', 'wrong-phone-format', []]);
        assert.equal((await rig.shown(wrong!['id']))['status'], 'wrong-phone-format');
        assert.deepEqual((await rig.shown(wrong!['id']))['data'], { params: { first_name: 'Ana' } });
      }
      assert.deepEqual(
        (await rig.callsOf(playbook_id)).map(({ to }) => to),
        [phone],
      );
    },
  ],
  [
    'a contact that must not be called is failed',
    async (rig) => {
      const playbook_id = await rig.playbook();
      await rig.post('/v1/suppressions', { e164: '+34611000666', reason: 'asked' });
      await accepted(rig, { playbook_id, contacts: [{ phone: '+34611000666' }] });
      await rig.pace();
      assert.equal((await row(rig, playbook_id))['status'], 'failed');
    },
  ],
  [
    '§11.7 recall as text and as an array: the same tries, 30 and 120 minutes after the launch, at most two',
    async (rig) => {
      for (const recall of ['[30,120]', [30, 120], '["30", 120]']) {
        const playbook_id = await rig.playbook();
        await accepted(rig, { playbook_id, contacts: [{ phone }], recall });
        const launched = rig.clock.now();
        await rig.pace();
        const tries: number[] = [];
        for (const code of ['no-answer', 'busy', 'voicemail-reached'] as const) {
          const call = await latest(rig, playbook_id);
          tries.push((call.createdAt - launched) / MINUTE_MS);
          assert.equal((await row(rig, playbook_id))['status'], 'open');
          // Ringing takes its time, and the next try does not move by it.
          await rig.advance(MINUTE_MS);
          await rig.end(call, code);
          const { retry, outcome } = await latest(rig, playbook_id);
          const next = nextTryAt({ ...retry!, nextAt: null }, outcome!, rig.clock.now());
          if (next === null) break;
          const shown = await row(rig, playbook_id);
          assert.equal(shown['status'], 'recall-scheduled');
          assert.equal((await rig.shown(shown['id']))['status'], 'recall-scheduled');
          const filtered = await rig.listed({ playbook_id, status: 'recall-scheduled' });
          assert.equal(filtered.length, 1);
          assert.deepEqual(await rig.listed({ playbook_id, status: code }), [], 'not what it was');
          await rig.advance(next - rig.clock.now() - 1);
          await rig.pace();
          assert.equal((await rig.callsOf(playbook_id)).length, tries.length, 'not a moment before');
          await rig.advance(1);
          await rig.pace();
        }
        assert.deepEqual(tries, [0, 30, 120]);
        assert.equal((await row(rig, playbook_id))['status'], 'voicemail');
      }
    },
  ],
  [
    'recall of a campaign with launch_at counts from the launch',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const launch = rig.clock.now() + 600 * MINUTE_MS;
      await accepted(rig, {
        ...{ playbook_id, contacts: [{ phone }], recall: [30] },
        launch_at: new Date(launch).toISOString(),
      });
      await rig.advance(600 * MINUTE_MS);
      await rig.pace();
      await rig.advance(10 * MINUTE_MS);
      await rig.end(await latest(rig, playbook_id), 'no-answer');
      assert.equal((await latest(rig, playbook_id)).retry?.nextAt, launch + 30 * MINUTE_MS);
    },
  ],
  [
    'who answers, declines or cannot be reached is not called again; without recall nobody is',
    async (rig) => {
      for (const [recall, code, status] of [
        [[30], 'callee-hung-up', 'closed'],
        [[30], 'declined', 'failed'],
        [undefined, 'no-answer', 'no-answer'],
        ['[]', 'busy', 'busy'],
        ['', 'no-answer', 'no-answer'],
      ] as const) {
        const playbook_id = await rig.playbook();
        await accepted(rig, {
          playbook_id,
          contacts: [{ phone }],
          ...(recall === undefined ? {} : { recall }),
        });
        await rig.pace();
        await rig.end(await latest(rig, playbook_id), code);
        assert.equal((await row(rig, playbook_id))['status'], status);
      }
    },
  ],
  [
    'a campaign that is cancelled plans no recall: the call is what it was',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const { id } = await accepted(rig, { playbook_id, contacts: [{ phone }], recall: [30] });
      await rig.pace();
      await rig.end(await latest(rig, playbook_id), 'no-answer');
      assert.equal((await row(rig, playbook_id))['status'], 'recall-scheduled');
      assert.equal((await rig.post(`/v1/campaigns/${id}/cancel`, undefined)).status, 200);
      assert.equal((await row(rig, playbook_id))['status'], 'no-answer');
    },
  ],
  [
    'its calls run as those of POST /call: slot 6, no interruption, a mailbox is left',
    async (rig) => {
      const playbook_id = await rig.playbook();
      await accepted(rig, { playbook_id, contacts: [{ phone }] });
      await rig.pace();
      const [campaign, single] = [await latest(rig, playbook_id), await rig.call({ playbook_id })];
      assert.deepEqual(howOf(campaign), howOf(single));
      assert.deepEqual(howOf(campaign).slice(0, 2), [false, 'hang_up']);
    },
  ],
  [
    '400: playbook_id missing, contacts missing or empty, a contact without a phone, a bad recall or launch_at',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const contacts = [{ phone }];
      for (const [body, code, told] of [
        [{ contacts }, 'missing_field', /playbook_id/],
        [{ playbook_id }, 'missing_field', /contacts/],
        [{ playbook_id, contacts: [] }, 'missing_field', /contacts/],
        [{ playbook_id, contacts: 'x' }, 'invalid_request', /contacts/],
        [
          { playbook_id, contacts: [{ phone }, { first_name: 'A' }] },
          'missing_field',
          /contacts\[1\]\.phone/,
        ],
        [{ playbook_id, contacts: [7] }, 'invalid_request', /contacts\[0\]/],
        [{ playbook_id, contacts: [{ phone, custom_fields: 'x' }] }, 'invalid_request', /custom_fields/],
        [{ playbook_id, contacts, recall: 'soon' }, 'invalid_request', /recall/],
        [{ playbook_id, contacts, recall: [-1] }, 'invalid_request', /recall/],
        [{ playbook_id, contacts, recall: { a: 1 } }, 'invalid_request', /recall/],
        [{ playbook_id, contacts, launch_at: 'tomorrow' }, 'invalid_request', /launch_at/],
        [{ playbook_id, contacts, launch_at: '2025-02-30T10:00:00' }, 'invalid_request', /launch_at/],
      ] as const) {
        const { status, body: answer } = await rig.post('/meetzy/campaign', body);
        assert.deepEqual([status, answer['error'].code], [400, code], JSON.stringify(answer));
        assert.match(answer['message'], told);
      }
      assert.deepEqual(await rig.listed({ playbook_id }), []);
    },
  ],
];

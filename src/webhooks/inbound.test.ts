import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { InboundHook, InboundHookFormat, InboundQuestion } from '#domain';
import { AppError, createIdSource, realClock, realRandom, silentLogger, VirtualClock } from '#kernel';
import type { HttpRequest, HttpResponse } from '#models';
import { standardInboundHook } from './inbound-standard.ts';
import { createInboundHooks } from './inbound.ts';

const ids = createIdSource(realClock, realRandom);
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const question: InboundQuestion = {
  ...{ organizationId: ids.next(), callId: ids.next(), agentId: ids.next(), agentName: 'Ann' },
  ...{
    numberId: ids.next(),
    numberName: 'Main',
    from: '+15550200002',
    to: '+15550100001',
    at: realClock.now(),
  },
};
interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}
const agent = { name: 'Cid', language: 'en-US', prompt: 'Be brief.' };

function rig(answer: (request: HttpRequest, nth: number) => Partial<HttpResponse> | AppError, more = {}) {
  const clock = new VirtualClock(realClock.now());
  const asked: (HttpRequest & { at: number })[] = [];
  const format: InboundHookFormat = { ...standardInboundHook, ...more };
  const hooks = createInboundHooks({
    ...{ clock, logger: silentLogger, formats: { standard: format, synthflow: format, flireo: format } },
    secrets: { open: (sealed) => sealed.replace('sealed:', '') },
    http: {
      async request(request) {
        asked.push({ ...request, at: clock.now() });
        const told = answer(request, asked.length);
        if (told instanceof AppError) throw told;
        return { status: 200, headers: {}, body: '{}', ms: 1, ...told };
      },
    },
  });
  const ask = (hook: Partial<InboundHook> = {}, signal = new AbortController().signal) =>
    hooks.ask({ url: 'https://hook.test/', format: 'standard', ...hook }, question, signal);
  return { ask, asked, clock };
}
const body = (value: unknown) => () => ({ body: JSON.stringify(value) });

test('the question says who calls whom, signed as the library of Standard Webhooks verifies', async () => {
  const { ask, asked } = rig(body({}));
  const { answer } = await ask({ secret: `sealed:${SECRET}`, timeout_ms: 700 });
  assert.deepEqual(answer, { kind: 'default' });
  const [sent] = asked;
  const told = new Webhook(SECRET).verify(String(sent!.body), { ...sent!.headers }) as Told;
  assert.deepEqual(
    [told.type, told.data['from'], told.data['to']],
    ['call.inbound', question.from, question.to],
  );
  assert.deepEqual([sent!.timeoutMs, sent!.method], [700, 'POST']);
  assert.equal((await rig(body({})).ask()).tries, 1);
});

const nothing = { agentId: null, config: null, overrides: {}, variables: {}, metadata: {} };
const answers: [string, unknown, unknown][] = [
  ['nothing', {}, { kind: 'default' }],
  ['hang up', { hang_up: true }, { kind: 'hang-up' }],
  ['refuse', { refuse: 'We are full.' }, { kind: 'refuse', text: 'We are full.' }],
  ['another agent', { agent_id: 'agent_1' }, { kind: 'answer', ...nothing, agentId: 'agent_1' }],
  [
    'overrides, variables, metadata',
    {
      overrides: { prompt: 'P', greeting: 'G', max_duration_s: 60, language: 'nl-NL' },
      variables: { a: 1 },
      metadata: { b: 2 },
    },
    {
      ...{ kind: 'answer', ...nothing, variables: { a: 1 }, metadata: { b: 2 } },
      overrides: { prompt: 'P', greeting: 'G', maxDurationS: 60, language: 'nl-NL' },
    },
  ],
];
for (const [what, given, wanted] of answers)
  test(`an answer: ${what}`, async () => assert.deepEqual((await rig(body(given)).ask()).answer, wanted));

test('an agent given inline is read as the API reads one', async () => {
  const { answer } = await rig(body({ agent })).ask();
  assert.equal(answer.kind === 'answer' && answer.config?.name, 'Cid');
  assert.equal((await rig(body({ agent: { name: 7 } })).ask()).answer.kind, 'default');
});

const late = new AppError({ code: 'http-timeout', status: 504, message: 'late' });
const unusable: [string, () => Partial<HttpResponse> | AppError, RegExp][] = [
  ['late', () => late, /http-timeout/],
  [
    'refused by the guard',
    () => new AppError({ code: 'url-refused', status: 400, message: 'inner' }),
    /url-refused/,
  ],
  ['a 500', () => ({ status: 500, body: '{"hang_up":true}' }), /500/],
  ['a redirect', () => ({ status: 302 }), /302/],
  ['no JSON', () => ({ body: '<html>' }), /200/],
  ['a list', () => ({ body: '[]' }), /200/],
];
for (const [what, given, fault] of unusable)
  test(`unusable: ${what} is the default, and says why`, async () => {
    const decision = await rig(given).ask();
    assert.deepEqual([decision.answer, decision.tries], [{ kind: 'default' }, 1]);
    assert.match(decision.fault!, fault);
  });

test('a format may ask again while it rings, with a pause, and no more once the caller is gone', async () => {
  const again = { tries: 4, pauseMs: 1_000 };
  const third = rig((_request, nth) => (nth < 3 ? late : { body: '{"hang_up":true}' }), again);
  const asking = third.ask();
  await third.clock.advance(5_000);
  const { answer, tries } = await asking;
  assert.deepEqual([answer, tries], [{ kind: 'hang-up' }, 3]);
  const begin = third.asked[0]!.at;
  assert.deepEqual(
    third.asked.map(({ at }) => at - begin),
    [0, 1_000, 2_000],
  );
  const never = rig(() => late, again);
  const gone = new AbortController();
  const left = never.ask({}, gone.signal);
  await never.clock.advance(500);
  gone.abort();
  assert.equal((await left).answer.kind, 'default');
  assert.equal(never.asked.length, 1);
});

test('the agent that the hook names for the case answers when nobody said who shall', async () => {
  const fallback = rig(() => late, { fallback: { kind: 'hang-up' } });
  assert.equal((await fallback.ask()).answer.kind, 'hang-up');
  const { answer } = await fallback.ask({ fallback_agent_id: 'agent_7' });
  assert.equal(answer.kind === 'answer' && answer.agentId, 'agent_7');
});

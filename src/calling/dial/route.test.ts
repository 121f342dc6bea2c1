import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SipEnding, SipTarget, SipTransport } from '#telephony';
import { MOST_ATTEMPTS, newRoute, stepRoute, type RouteInput, type RouteState } from './route.ts';

const UNTIL = 45_000;
const at = (host: string, transport: SipTransport = 'UDP'): SipTarget => ({ transport, host, port: 5060 });
const policy = { redirects: 0, onSilence: false, insists: false, until: UNTIL };
const end = (more: Partial<SipEnding> & Pick<SipEnding, 'kind'>): SipEnding => ({ by: 'peer', ...more });
const ended = (ending: SipEnding, transport: SipTransport = 'UDP'): RouteInput => ({
  ...{ type: 'ended', ending, transport },
});
const REFUSED = end({ kind: 'transport-error', by: 'network', unsent: true });
const UNAVAILABLE = end({ kind: 'rejected', status: 503 });
const moved = (...contacts: string[]) => ended(end({ kind: 'rejected', status: 302, contacts }));
const SILENT = end({ kind: 'no-response', by: 'network' });

function run(state: RouteState, inputs: readonly RouteInput[], now = 0) {
  let step = { state, effect: null } as ReturnType<typeof stepRoute>;
  for (const input of inputs) step = stepRoute(step.state, input, now);
  return step;
}
const tried = (inputs: readonly RouteInput[], more: object = {}, now = 0) =>
  run(newRoute(['sip:a', 'sip:b'], { ...policy, ...more }), inputs, now).effect?.type;
const first: RouteInput = { type: 'resolved', targets: [at('1')] };

for (const [what, inputs, then, more] of [
  ['refused by the socket', [first, ended(REFUSED)], 'try-next'],
  ['no address', [{ type: 'unresolved', detail: '' }], 'try-next'],
  ['503', [first, ended(UNAVAILABLE)], 'try-next'],
  ['503 after 100', [first, { type: 'provisional', status: 100 }, ended(UNAVAILABLE)], 'try-next'],
  ['503 after ringing', [first, { type: 'provisional', status: 180 }, ended(UNAVAILABLE)], 'give-up'],
  [
    '503 after words on the way',
    [first, { type: 'provisional', status: 183 }, ended(UNAVAILABLE)],
    'give-up',
  ],
  ['500', [first, ended(end({ kind: 'rejected', status: 500 }))], 'give-up'],
  ['408 of the network', [first, ended(end({ kind: 'rejected', status: 408 }))], 'give-up'],
  ['busy', [first, ended(end({ kind: 'rejected', status: 486 }))], 'give-up'],
  ['a broken connection after the INVITE', [first, ended(end({ kind: 'transport-error' }))], 'give-up'],
  ['silence over UDP', [first, ended(SILENT)], 'give-up'],
  ['silence over UDP, taken for nobody', [first, ended(SILENT)], 'try-next', { onSilence: true }],
  ['silence over TCP', [first, ended(SILENT, 'TCP')], 'try-next'],
  ['silence over TLS', [first, ended(SILENT, 'TLS')], 'try-next'],
  ['withdrawn by us', [first, ended(end({ kind: 'canceled', by: 'us' }))], 'give-up'],
  ['hung up', [first, { type: 'answered' }, ended(end({ kind: 'bye' }))], 'give-up'],
] as const)
  test(`another gateway? ${what}: ${then}`, () => assert.equal(tried(inputs as never, more), then));

test('the ring time is shared: what is left of it goes to the next, and then nobody is tried', () => {
  const state = run(newRoute(['sip:a', 'sip:b'], policy), [first, ended(UNAVAILABLE)], 5_000).state;
  const { effect } = stepRoute(state, { type: 'resolved', targets: [at('2')] }, 30_000);
  assert.deepEqual(effect, { type: 'invite', hop: { uri: 'sip:b' }, target: at('2'), withinMs: 15_000 });
  assert.equal(tried([first, ended(UNAVAILABLE)], {}, UNTIL - 500), 'give-up');
});

test('all targets of a gateway come before the next gateway; one that two share is tried once', () => {
  const two = run(newRoute(['sip:a', 'sip:b'], policy), [
    { type: 'resolved', targets: [at('1'), at('2')] },
    ended(UNAVAILABLE),
  ]).state;
  assert.deepEqual(two.hop, { uri: 'sip:a', target: at('2') });
  const second = run(two, [{ type: 'resolved', targets: [at('2')] }, ended(UNAVAILABLE)]).state;
  assert.deepEqual(second.hop, { uri: 'sip:b' });
  assert.equal(run(second, [{ type: 'resolved', targets: [at('1'), at('2')] }]).effect?.type, 'give-up');
});

test('a 3xx is followed as often as allowed, its contacts in their order, none twice', () => {
  assert.equal(tried([first, moved('sip:c')]), 'give-up', 'unless allowed');
  const once = run(newRoute(['sip:a', 'sip:b'], { ...policy, redirects: 1 }), [
    first,
    moved('sip:c', 'sip:d'),
  ]);
  assert.deepEqual(
    [once.state.hop, once.state.left, once.state.redirects],
    [{ uri: 'sip:c', redirected: true }, [{ uri: 'sip:d', redirected: true }], 0],
  );
  const looped = run(newRoute(['sip:a'], { ...policy, redirects: 5 }), [
    ...[first, moved('sip:c'), first, moved('sip:c')],
  ]);
  assert.equal(looped.effect?.type, 'give-up');
  const rung = tried([first, { type: 'provisional', status: 180 }, moved('sip:c')], { redirects: 1 });
  assert.equal(rung, 'give-up', 'a phone that rang is not rung elsewhere');
});

test('488 or 606 to keys beside plain RTP: RTP/SAVP to the same target, once, and to nobody who may have rung', () => {
  const insists = { ...policy, insists: true };
  for (const status of [488, 606]) {
    const not = ended(end({ kind: 'rejected', status }));
    const again = run(newRoute(['sip:a', 'sip:b'], insists), [first, not]);
    const hop = { uri: 'sip:a', target: at('1'), secure: true as const };
    assert.deepEqual([again.effect?.type, again.state.hop], ['try-next', hop]);
    const invited = run(again.state, [{ type: 'resolved', targets: [at('1')] }], 1_000);
    assert.deepEqual(invited.effect, { type: 'invite', hop, target: at('1'), withinMs: UNTIL - 1_000 });
    assert.equal(run(invited.state, [not]).effect?.type, 'give-up');
    const next = run(invited.state, [ended(UNAVAILABLE)]).state;
    assert.deepEqual(next.hop, { uri: 'sip:b' }, 'the next gateway is offered both');
    assert.equal(tried([first, not]), 'give-up', 'unless keys were offered beside plain RTP');
    const rung = tried([first, { type: 'provisional', status: 180 }, not], { insists: true });
    assert.equal(rung, 'give-up');
  }
});

const target = fc.record({
  transport: fc.constantFrom<SipTransport>('UDP', 'TCP', 'TLS'),
  host: fc.constantFrom('1', '2', '3'),
  port: fc.constant(5060),
});
const ending = fc.record({
  kind: fc.constantFrom<SipEnding['kind']>('rejected', 'transport-error', 'no-response', 'canceled', 'bye'),
  by: fc.constant('peer' as const),
  status: fc.constantFrom(302, 408, 486, 488, 500, 503, 603),
  unsent: fc.boolean(),
  contacts: fc.array(fc.constantFrom('sip:c', 'sip:d'), { maxLength: 2 }),
});
const turn = fc.record({
  targets: fc.array(target, { maxLength: 3 }),
  provisionals: fc.array(fc.constantFrom(100, 180, 183), { maxLength: 2 }),
  ending,
  later: fc.nat(9_000),
});

test('law: whatever happens, a target is tried once, nobody after a phone may have rung, and it comes to an end', () => {
  const uris = fc.uniqueArray(fc.constantFrom('sip:a', 'sip:b', 'sip:c'), { minLength: 1 });
  const more = fc.record({ redirects: fc.nat(5), onSilence: fc.boolean(), insists: fc.boolean() });
  fc.assert(
    fc.property(uris, more, fc.array(turn, { minLength: 8, maxLength: 12 }), (given, allowed, turns) => {
      let state = newRoute(given, { ...policy, ...allowed });
      const invited: string[] = [];
      let [rung, now, over] = [false, 0, false];
      for (const { targets, provisionals, ending: how, later } of turns) {
        const known = state.hop.target;
        let step = stepRoute(state, { type: 'resolved', targets: known ? [known] : targets }, now);
        if (step.effect?.type === 'invite') {
          const { hop, target: to } = step.effect;
          assert.ok(!rung, 'nobody may have rung before');
          invited.push(`${hop.redirected ? hop.uri : ''}|${JSON.stringify(to)}|${hop.secure ?? false}`);
          for (const status of provisionals)
            step = stepRoute(step.state, { type: 'provisional', status }, now);
          now += later;
          step = stepRoute(step.state, { type: 'ended', ending: how, transport: to.transport }, now);
          rung ||=
            provisionals.some((status) => status > 100) ||
            (mayRing(how, to.transport, allowed.onSilence) &&
              !(how.status === 488 && allowed.insists && !hop.secure));
        }
        assert.ok(step.effect, 'it always goes on or ends');
        state = step.state;
        over = step.effect.type === 'give-up';
        if (over) break;
      }
      assert.ok(over, 'it comes to an end');
      assert.ok(invited.length <= MOST_ATTEMPTS);
      assert.equal(new Set(invited).size, invited.length, 'each target once');
    }),
    { numRuns: 400 },
  );
});

/** Said on its own: what a callee may have heard of. */
function mayRing(how: SipEnding, transport: SipTransport, onSilence: boolean): boolean {
  if (how.kind === 'transport-error') return how.unsent !== true;
  if (how.kind === 'no-response') return transport === 'UDP' && !onSilence;
  if (how.kind === 'rejected') return how.status !== 503 && how.status !== 302;
  return true;
}

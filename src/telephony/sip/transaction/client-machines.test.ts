/** The two client transactions (RFC 3261, 17.1; RFC 6026, 7.2) as tables: state, input, next state, effects. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SipRequest, SipResponse } from '../message/index.ts';
import type { Step } from './effects.ts';
import {
  resumeInviteClient,
  startInviteClient,
  stepInviteClient,
  type InviteClient,
} from './invite-client.ts';
import { startNonInviteClient, stepNonInviteClient, type NonInviteClient } from './non-invite-client.ts';
import { plainResponse } from './layer.ts';
import { DEFAULT_TIMERS } from './timers.ts';

const request = (method: string): SipRequest => ({
  kind: 'request',
  method,
  uri: 'sip:bob@h',
  via: [{ transport: 'UDP', host: 'a', params: [{ name: 'branch', value: 'z9hG4bK1' }] }],
  from: { uri: 'sip:ann@a', params: [{ name: 'tag', value: 'a' }] },
  to: { uri: 'sip:bob@h', params: [] },
  callId: 'c',
  cseq: { number: 7, method },
  headers: [{ name: 'Route', value: '<sip:p;lr>' }],
  body: '',
});
const invite = request('INVITE');
const plain = request('BYE');
const response = (status: number): SipResponse => ({
  ...plainResponse(invite, status, 'x'),
  to: { uri: 'sip:bob@h', params: [{ name: 'tag', value: 'b' }] },
});

/** Effects in short: `send INVITE`, `arm A 500`, `pass 200`, `fail timeout`. */
function short<S>(step: Step<S>): string[] {
  return step.effects.map((effect) => {
    switch (effect.type) {
      case 'send':
      case 'pass':
        return `${effect.type} ${effect.message.kind === 'request' ? effect.message.method : effect.message.status}`;
      case 'arm':
        return `arm ${effect.timer} ${effect.after}`;
      case 'disarm':
        return `disarm ${effect.timer}`;
      case 'fail':
        return `fail ${effect.problem}`;
    }
  });
}

type Input = Parameters<typeof stepInviteClient>[1];
const say = (status: number): Input => ({ type: 'response', response: response(status) });
const fire = (timer: 'A' | 'B' | 'D' | 'M'): Input => ({ type: 'timer', timer });
const broken: Input = { type: 'transport-error', detail: 'x' };

function reach(...inputs: Input[]): InviteClient {
  return inputs.reduce(
    (state, input) => stepInviteClient(state, input, 0).state,
    startInviteClient(invite, DEFAULT_TIMERS).state,
  );
}

const inviteTable: [string, InviteClient, Input, InviteClient['name'], string[]][] = [
  ['calling', reach(), fire('A'), 'calling', ['send INVITE', 'arm A 1000']],
  ['calling', reach(fire('A')), fire('A'), 'calling', ['send INVITE', 'arm A 2000']],
  ['calling', reach(), fire('B'), 'terminated', ['fail timeout']],
  ['calling', reach(), broken, 'terminated', ['fail transport']],
  ['calling', reach(), say(180), 'proceeding', ['disarm A', 'disarm B', 'pass 180']],
  ['calling', reach(), say(200), 'accepted', ['disarm A', 'disarm B', 'arm M 32000', 'pass 200']],
  [
    'calling',
    reach(),
    say(486),
    'completed',
    ['disarm A', 'disarm B', 'send ACK', 'arm D 32000', 'pass 486'],
  ],
  ['proceeding', reach(say(100)), say(183), 'proceeding', ['pass 183']],
  ['proceeding', reach(say(100)), say(200), 'accepted', ['arm M 32000', 'pass 200']],
  ['proceeding', reach(say(100)), say(603), 'completed', ['send ACK', 'arm D 32000', 'pass 603']],
  ['proceeding', reach(say(100)), fire('B'), 'proceeding', []],
  ['completed', reach(say(486)), say(486), 'completed', ['send ACK']],
  ['completed', reach(say(486)), say(180), 'completed', []],
  ['completed', reach(say(486)), fire('D'), 'terminated', []],
  ['completed', reach(say(486)), broken, 'terminated', ['fail transport']],
  ['accepted', reach(say(200)), say(200), 'accepted', ['pass 200']],
  ['accepted', reach(say(200)), say(486), 'accepted', []],
  ['accepted', reach(say(200)), broken, 'accepted', []],
  ['accepted', reach(say(200)), fire('M'), 'terminated', []],
];
for (const [from, state, input, to, effects] of inviteTable)
  test(`INVITE client: ${from} + ${JSON.stringify(input).slice(0, 60)} -> ${to}`, () => {
    assert.equal(state.name, from);
    const step = stepInviteClient(state, input, 0);
    assert.equal(step.state.name, to);
    assert.deepEqual(short(step), effects);
  });

test('INVITE client: starts with A and B; resumed it is silent', () => {
  assert.deepEqual(short(startInviteClient(invite, DEFAULT_TIMERS)), [
    'send INVITE',
    'arm A 500',
    'arm B 32000',
  ]);
  assert.deepEqual(short(resumeInviteClient(invite, DEFAULT_TIMERS)), []);
});

test('the ACK of a refusal keeps branch, Request-URI, CSeq number and Route (17.1.1.3)', () => {
  const { ack } = reach(say(486));
  assert.ok(ack);
  assert.deepEqual(ack.via, invite.via);
  assert.deepEqual([ack.uri, ack.cseq], [invite.uri, { number: 7, method: 'ACK' }]);
  assert.deepEqual(ack.to, response(486).to);
  assert.deepEqual(ack.headers[0], invite.headers[0]);
});

type PlainInput = Parameters<typeof stepNonInviteClient>[1];
function reachPlain(...inputs: PlainInput[]): NonInviteClient {
  return inputs.reduce(
    (state, input) => stepNonInviteClient(state, input, 0).state,
    startNonInviteClient(plain, DEFAULT_TIMERS).state,
  );
}
const tick = (timer: 'E' | 'F' | 'K'): PlainInput => ({ type: 'timer', timer });
const told = (status: number): PlainInput => ({ type: 'response', response: response(status) });

const plainTable: [NonInviteClient, PlainInput, NonInviteClient['name'], string[]][] = [
  [reachPlain(), tick('E'), 'trying', ['send BYE', 'arm E 1000']],
  [reachPlain(tick('E'), tick('E'), tick('E')), tick('E'), 'trying', ['send BYE', 'arm E 4000']],
  [reachPlain(), tick('F'), 'terminated', ['fail timeout']],
  [reachPlain(), broken as PlainInput, 'terminated', ['fail transport']],
  [reachPlain(), told(100), 'proceeding', ['pass 100']],
  [reachPlain(), told(200), 'completed', ['disarm E', 'disarm F', 'arm K 5000', 'pass 200']],
  [reachPlain(told(100)), tick('E'), 'proceeding', ['send BYE', 'arm E 4000']],
  [reachPlain(told(100)), told(481), 'completed', ['disarm E', 'disarm F', 'arm K 5000', 'pass 481']],
  [reachPlain(told(200)), told(200), 'completed', []],
  [reachPlain(told(200)), tick('K'), 'terminated', []],
];
for (const [state, input, to, effects] of plainTable)
  test(`non-INVITE client: ${state.name} + ${JSON.stringify(input).slice(0, 60)} -> ${to}`, () => {
    const step = stepNonInviteClient(state, input, 0);
    assert.equal(step.state.name, to);
    assert.deepEqual(short(step), effects);
  });

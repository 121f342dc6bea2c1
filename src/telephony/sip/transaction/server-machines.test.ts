/** The two server transactions (RFC 3261, 17.2; RFC 6026, 7.1) as tables: state, input, next state, effects. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SipRequest } from '../message/index.ts';
import type { Step } from './effects.ts';
import { startInviteServer, stepInviteServer, type InviteServer } from './invite-server.ts';
import { plainResponse } from './layer.ts';
import { startNonInviteServer, stepNonInviteServer, type NonInviteServer } from './non-invite-server.ts';
import { DEFAULT_TIMERS } from './timers.ts';

const request: SipRequest = {
  kind: 'request',
  method: 'INVITE',
  uri: 'sip:bob@h',
  via: [{ transport: 'UDP', host: 'a', params: [{ name: 'branch', value: 'z9hG4bK1' }] }],
  from: { uri: 'sip:ann@a', params: [{ name: 'tag', value: 'a' }] },
  to: { uri: 'sip:bob@h', params: [] },
  callId: 'c',
  cseq: { number: 7, method: 'INVITE' },
  headers: [{ name: 'Timestamp', value: '54' }],
  body: '',
};

function short<S>(step: Step<S>): string[] {
  return step.effects.map((effect) => {
    if (effect.type === 'send' || effect.type === 'pass')
      return `${effect.type} ${effect.message.kind === 'request' ? effect.message.method : effect.message.status}`;
    if (effect.type === 'fail') return `fail ${effect.problem}`;
    return effect.type === 'arm' ? `arm ${effect.timer} ${effect.after}` : `disarm ${effect.timer}`;
  });
}

type Input = Parameters<typeof stepInviteServer>[1];
const answer = (status: number): Input => ({
  type: 'respond',
  response: plainResponse(request, status, 'x'),
});
const fire = (timer: 'G' | 'H' | 'I' | 'L'): Input => ({ type: 'timer', timer });
const again: Input = { type: 'request' };
const ack: Input = { type: 'ack', request: { ...request, method: 'ACK' } };
const broken: Input = { type: 'transport-error', detail: 'x' };
function reach(...inputs: Input[]): InviteServer {
  return inputs.reduce(
    (state, input) => stepInviteServer(state, input, 0).state,
    startInviteServer(request, DEFAULT_TIMERS).state,
  );
}

const table: [InviteServer, Input, InviteServer['name'], string[]][] = [
  [reach(), again, 'proceeding', ['send 100']],
  [reach(answer(180)), again, 'proceeding', ['send 180']],
  [reach(), answer(180), 'proceeding', ['send 180']],
  [reach(), answer(200), 'accepted', ['send 200', 'arm L 32000']],
  [reach(), answer(486), 'completed', ['send 486', 'arm G 500', 'arm H 32000']],
  [reach(), broken, 'terminated', ['fail transport']],
  [reach(answer(200)), again, 'accepted', []],
  [reach(answer(200)), answer(200), 'accepted', ['send 200']],
  [reach(answer(200)), answer(486), 'accepted', []],
  [reach(answer(200)), ack, 'accepted', ['pass ACK']],
  [reach(answer(200)), fire('L'), 'terminated', []],
  [reach(answer(486)), again, 'completed', ['send 486']],
  [reach(answer(486)), fire('G'), 'completed', ['send 486', 'arm G 1000']],
  [reach(answer(486), fire('G'), fire('G'), fire('G')), fire('G'), 'completed', ['send 486', 'arm G 4000']],
  [reach(answer(486)), fire('H'), 'terminated', ['fail timeout']],
  [reach(answer(486)), ack, 'confirmed', ['disarm G', 'disarm H', 'arm I 5000']],
  [reach(answer(486)), answer(200), 'completed', []],
  [reach(answer(486), ack), ack, 'confirmed', []],
  [reach(answer(486), ack), again, 'confirmed', []],
  [reach(answer(486), ack), fire('I'), 'terminated', []],
];
for (const [state, input, to, effects] of table)
  test(`INVITE server: ${state.name} + ${JSON.stringify(input).slice(0, 50)} -> ${to}`, () => {
    const step = stepInviteServer(state, input, 0);
    assert.equal(step.state.name, to);
    assert.deepEqual(short(step), effects);
  });

test('INVITE server: 100 at once, with the Timestamp and without a tag of ours (8.2.6.1)', () => {
  const { state, effects } = startInviteServer(request, DEFAULT_TIMERS);
  assert.deepEqual(short({ state, effects }), ['send 100']);
  assert.deepEqual(state.last.headers, request.headers);
  assert.deepEqual(state.last.to, request.to);
});

type PlainInput = Parameters<typeof stepNonInviteServer>[1];
const said = (status: number): PlainInput => ({
  type: 'respond',
  response: plainResponse(request, status, 'x'),
});
function reachPlain(...inputs: PlainInput[]): NonInviteServer {
  return inputs.reduce(
    (state, input) => stepNonInviteServer(state, input, 0).state,
    startNonInviteServer(request, DEFAULT_TIMERS).state,
  );
}
const plainTable: [NonInviteServer, PlainInput, NonInviteServer['name'], string[]][] = [
  [reachPlain(), { type: 'request' }, 'trying', []],
  [reachPlain(), said(100), 'proceeding', ['send 100']],
  [reachPlain(), said(200), 'completed', ['send 200', 'arm J 32000']],
  [reachPlain(), { type: 'transport-error', detail: 'x' }, 'terminated', ['fail transport']],
  [reachPlain(said(100)), { type: 'request' }, 'proceeding', ['send 100']],
  [reachPlain(said(100)), said(200), 'completed', ['send 200', 'arm J 32000']],
  [reachPlain(said(200)), { type: 'request' }, 'completed', ['send 200']],
  [reachPlain(said(200)), said(500), 'completed', []],
  [reachPlain(said(200)), { type: 'timer', timer: 'J' }, 'terminated', []],
  [reachPlain(said(200)), { type: 'transport-error', detail: 'x' }, 'terminated', ['fail transport']],
];
for (const [state, input, to, effects] of plainTable)
  test(`non-INVITE server: ${state.name} + ${JSON.stringify(input).slice(0, 50)} -> ${to}`, () => {
    const step = stepNonInviteServer(state, input, 0);
    assert.equal(step.state.name, to);
    assert.deepEqual(short(step), effects);
  });

/** For tests: an established dialog by itself, spoken to message by message; timers are fired by hand. */
import { withHeaders, type SipRequest, type SipResponse } from '../message/index.ts';
import type { CallEffect, CallEvent, CallStep, CallTimer } from './effects.ts';
import { stepSession } from './session.ts';
import { newSession, type Session, type SessionInput, type Wish } from './session-state.ts';

type Lines = readonly (readonly [string, string])[];

const US = { uri: 'sip:us@192.0.2.1', params: [{ name: 'tag', value: 'u' }] };
const PEER = { uri: 'sip:peer@192.0.2.2', params: [{ name: 'tag', value: 'p' }] };

/** Answers every offer with `answer to <offer>`, refuses one that says `refuse`. */
export class Talk {
  session: Session;
  readonly requests: SipRequest[] = [];
  readonly responses: SipResponse[] = [];
  readonly acks: SipRequest[] = [];
  readonly events: CallEvent[] = [];
  /** Timers that run, with their length, ms. */
  readonly timers = new Map<CallTimer, number>();
  /** What became of wishes: `id status`. */
  readonly settled: string[] = [];
  /** `status final?` of our REFERs. */
  readonly told: string[] = [];
  /** Who was asked for by REFER. */
  readonly referrals: string[] = [];
  #cseq = 100;
  #key = 0;

  constructor(
    more: Partial<Pick<Session, 'owner' | 'timer' | 'updates' | 'credentials' | 'seed' | 'localSdp'>> = {},
  ) {
    const dialog = {
      ...{ callId: 'c', local: US, remote: PEER, localCseq: 1, routeSet: [] },
      remoteTarget: 'sip:peer@192.0.2.2:5062',
    };
    const address = '192.0.2.1:5060';
    const self: Session['self'] = {
      ...{ address, addresses: { UDP: address }, transport: 'UDP', secure: false },
      ...{ userAgent: 'Test', t1: 500, t2: 4_000 },
    };
    const base = { self, dialog, seed: 'seed', authentication: [], localSdp: 'ours', remoteSdp: 'theirs' };
    this.session = {
      ...newSession({ ...base, inviting: false, owner: true }, this.request('INVITE', {})),
      ...more,
    };
  }

  take(input: SessionInput): void {
    this.#apply(stepSession(this.session, input, 0));
  }

  /** A wish of ours. */
  ask(wish: Wish, id = 1): void {
    this.take({ type: 'ask', id, wish });
  }

  /** The peer says something; CSeqs rise by themselves. @returns the status that it heard, if any yet */
  says(method: string, more: Lines = [], body = '', cseq = ++this.#cseq): number | undefined {
    const before = this.responses.length;
    const request = this.request(method, { more, body, cseq });
    if (method === 'ACK') this.take({ type: 'ack', request });
    else this.take({ type: 'request', key: `k${++this.#key}`, request });
    return this.responses.slice(before).at(-1)?.status;
  }

  /** The ACK of the peer's last INVITE. */
  acknowledges(body = ''): void {
    this.says('ACK', sdpLines(body), body, this.#cseq);
  }

  /** The peer answers our last request of that method. */
  answers(method: string, status: number, more: Lines = [], body = ''): void {
    const request = this.requests.findLast((each) => each.method === method)!;
    const { via, from, to, callId, cseq } = request;
    const headers = withHeaders([], [...more, ...sdpLines(body)]);
    const core = { via, from, to, callId, cseq, headers, body };
    const response: SipResponse = { kind: 'response', status, reason: 'Said', ...core };
    if (method === 'BYE') this.take({ type: 'bye-response', response });
    else this.take({ type: 'ask-response', response });
  }

  /** @returns whether it ran. */
  fires(timer: CallTimer): boolean {
    if (!this.timers.delete(timer)) return false;
    this.take({ type: 'timer', timer });
    return true;
  }

  /** Methods that we sent so far. */
  get sent(): string[] {
    return this.requests.map(({ method }) => method);
  }

  get ending(): unknown {
    return this.events.findLast(({ name }) => name === 'ended')?.payload;
  }

  request(
    method: string,
    { more = [], body = '', cseq = 1 }: { more?: Lines; body?: string; cseq?: number },
  ): SipRequest {
    return {
      ...{ kind: 'request', method, uri: 'sip:us@192.0.2.1', via: [], from: PEER, to: US, callId: 'c' },
      cseq: { number: cseq, method },
      headers: withHeaders(
        [],
        [...more, ...(method === 'INVITE' || method === 'UPDATE' ? sdpLines(body) : [])],
      ),
      body,
    };
  }

  #apply({ state, effects }: CallStep<Session>): void {
    this.session = state;
    for (const effect of effects) this.#execute(effect);
  }

  #execute(effect: CallEffect): void {
    switch (effect.type) {
      case 'request':
      case 'bye':
        return void this.requests.push(effect.request);
      case 'ack':
        return void this.acks.push(effect.request);
      case 'respond':
        return void this.responses.push(effect.response);
      case 'ask-offer': {
        const sdp = effect.sdp === 'refuse' ? null : `answer to ${effect.sdp}`;
        return this.take({ type: 'offer-answered', key: effect.key, sdp });
      }
      case 'make-offer':
        return this.take({ type: 'offer-made', key: effect.key, sdp: 'fresh' });
      case 'ask-referral':
        this.referrals.push(
          [effect.asked.to, effect.asked.replaces, effect.asked.by].filter(Boolean).join(' '),
        );
        return this.take({ type: 'referral-answered', key: effect.key, status: 202 });
      case 'settle':
        return void this.settled.push(`${effect.id} ${effect.status}`);
      case 'refer-told':
        return void this.told.push(`${effect.progress.status}${effect.progress.final ? ' final' : ''}`);
      case 'arm':
        return void this.timers.set(effect.timer, effect.after);
      case 'disarm':
        return void this.timers.delete(effect.timer);
      case 'emit':
        return void this.events.push(effect.event);
    }
  }
}

function sdpLines(body: string): Lines {
  return body === '' ? [] : [['Content-Type', 'application/sdp']];
}

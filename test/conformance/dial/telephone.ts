/** A telephone without wires: whoever is called behaves by the user part of its URI, in the time of the test. */
import { ScriptedLine } from '#audio';
import { Emitter, type Closable, type VirtualClock } from '#kernel';
import type {
  MediaEngine,
  MediaSession,
  OutgoingInvite,
  SipCall,
  SipCallEvents,
  SipEndpoint,
  SipEnding,
} from '#telephony';

const TICK_MS = 20;
const RINGS_AFTER_MS = 100;
const ANSWERS_AFTER_MS = 600;
const STATS = {
  ...{ packetsSent: 0, packetsReceived: 0, packetsLost: 0, packetsLate: 0, concealedMs: 0, jitterMs: 0 },
  ...{ tickLatenessP50Ms: 0, tickLatenessP99Ms: 0, codec: 'PCMU', srtp: null },
  ...{
    packetsReordered: 0,
    packetsDuplicated: 0,
    packetsRefused: 0,
    bufferMeanMs: 0,
    bufferMaxMs: 0,
    rFactor: null,
    mos: null,
  },
};
/** Half a second of silence, both ways. */
const RECORDED = { at: 0, pcm: new Int16Array(8_000) };

/** One leg: its line, and how it hangs up. */
export interface Leg {
  readonly line: ScriptedLine;
  readonly request: OutgoingInvite;
  /** The callee puts the receiver down. */
  hangUp(): void;
}

export class Telephone {
  readonly sip: SipEndpoint;
  readonly media: MediaEngine;
  /** Every leg that was dialled, oldest first. */
  readonly legs: Leg[] = [];
  readonly #clock: VirtualClock;
  readonly #lines = new Map<string, ScriptedLine>();
  readonly #running = new Set<ScriptedLine>();
  #count = 0;

  /** @param answered told of each leg that was answered, and what its callee is */
  constructor(clock: VirtualClock, answered: (line: ScriptedLine, behaviour: string) => void) {
    this.#clock = clock;
    this.media = { open: async () => this.#session(), close: async () => {} };
    this.sip = {
      address: '127.0.0.1:5060',
      addresses: { UDP: '127.0.0.1:5060' },
      targets: async () => [{ transport: 'UDP', host: '127.0.0.1', port: 5060 }],
      register: () => {
        throw new TypeError('This telephone has no registrar.');
      },
      ping: async () => ({ alive: true, status: 200 }),
      watch: () => () => {},
      newIdentity: () => {
        const n = ++this.#count;
        return { callId: `call-${n}`, localTag: `tag-${n}`, branch: `z9hG4bK${n}`, cseq: 1 };
      },
      invite: (request) => this.#invite(request, answered),
      onInvite: () => {},
      recover: async () => ({ sent: [], settled: true }),
      renewTls: () => undefined,
      close: async () => {},
    };
  }

  /** Lets time pass: on every line, and everywhere else. */
  async advance(span: number): Promise<void> {
    for (let left = span; left > 0; left -= TICK_MS) {
      if (this.#running.size === 0) return this.#clock.advance(left);
      for (const line of this.#running) await line.advance(TICK_MS);
      await this.#clock.advance(TICK_MS);
    }
  }

  #session(): MediaSession {
    const line = new ScriptedLine();
    const name = `line-${this.#lines.size + 1}`;
    this.#lines.set(name, line);
    const listeners: ((chunk: typeof RECORDED) => void)[] = [];
    const closeLine = line.close.bind(line);
    const answer = { ok: true, codec: 'PCMU', telephoneEvent: true, srtp: null, held: false } as const;
    return Object.assign(line, {
      offer: () => name,
      takeAnswer: () => answer,
      hearEarly: () => answer,
      offerAgain: () => name,
      hearKey: () => {},
      sendDigitsBy: () => {},
      trace: () => {},
      takeOffer: () => ({ ...answer, answer: name }),
      start: () => void this.#running.add(line),
      heardRing: new SharedArrayBuffer(0),
      ...{ bridge: () => {}, ringing: () => {}, unbridge: () => {} },
      onRecording: (listener: (chunk: typeof RECORDED) => void) => void listeners.push(listener),
      recorded: () => RECORDED,
      stats: async () => STATS,
      async close() {
        closeLine();
        for (const listener of listeners.splice(0)) listener(RECORDED);
      },
    } satisfies Omit<MediaSession, keyof ScriptedLine> & Closable) as unknown as MediaSession;
  }

  #invite(request: OutgoingInvite, answered: (line: ScriptedLine, behaviour: string) => void): SipCall {
    const events = new Emitter<SipCallEvents>();
    const line = this.#lines.get(request.offer)!;
    const behaviour = /^sips?:([^@]*)@/.exec(request.requestUri)?.[1] ?? '';
    let state: 'ringing' | 'answered' | 'ended' = 'ringing';
    const end = (ending: SipEnding): void => {
      if (state === 'ended') return;
      state = 'ended';
      this.#running.delete(line);
      events.emit('ended', ending);
    };
    const later = (span: number, run: () => void): void =>
      void this.#clock.after(span, () => state === 'ringing' && run());
    later(0, () => events.emit('sent', { at: this.#clock.now() }));
    const refusal = REFUSALS[behaviour];
    if (refusal)
      later(RINGS_AFTER_MS, () => end({ kind: 'rejected', by: 'peer', status: refusal, reason: 'No' }));
    else {
      later(RINGS_AFTER_MS, () => events.emit('provisional', { status: 180, reason: 'Ringing' }));
      if (behaviour === 'no_answer')
        later(request.ringTimeoutMs, () => end({ kind: 'ring-timeout', by: 'us' }));
      else
        later(ANSWERS_AFTER_MS, () => {
          state = 'answered';
          events.emit('answered', { sdp: 'v=0', at: this.#clock.now() });
          answered(line, behaviour);
        });
    }
    this.legs.push({ line, request, hangUp: () => end({ kind: 'bye', by: 'peer' }) });
    return {
      identity: request.identity,
      events,
      ...{ onOffer: () => {}, onOfferWanted: () => {} },
      reoffer: async () => ({ ok: true, sdp: 'v=0' }),
      sendInfo: async () => 200,
      refer: (_to, _options, progress) => progress({ status: 603, reason: 'Decline', final: true }),
      hangUp: () =>
        void this.#clock.after(0, () => end({ kind: state === 'ringing' ? 'canceled' : 'bye', by: 'us' })),
    };
  }
}

/** Final responses by behaviour. */
const REFUSALS: Readonly<Record<string, number>> = { busy: 486, declined: 603, unassigned: 404 };

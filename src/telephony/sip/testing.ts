/** For tests: a network in memory under a virtual clock, and endpoints on it. */
import { seededRandom, silentLogger, VirtualClock, type Clock } from '#kernel';
import type { DialogRecord, IncomingSipCall, OutgoingInvite, SipCall, SipEnding } from '../contract.ts';
import { Endpoint } from './agent/endpoint.ts';
import { parseMessage, printNameAddr, printVia, type SipMessage } from './message/index.ts';
import { DEFAULT_TIMERS } from './transaction/index.ts';
import { createResolver } from './transport/resolver.ts';
import type { Address, Source, Transport } from './transport/transport.ts';

export const SDP = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n';

/** One-way delay of the network, ms. */
const LATENCY_MS = 10;

/** Loses what `drop` says, delivers the rest after `LATENCY_MS`. */
export class Network {
  readonly clock: Clock;
  /** `INVITE`, `200 INVITE`, `BYE` … with the sender's host before it. */
  readonly log: string[] = [];
  readonly messages: SipMessage[] = [];
  drop: (line: string, message: SipMessage) => boolean = () => false;
  readonly #listeners = new Map<string, (message: Uint8Array, from: Source) => void>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Only what `host` sent. */
  sentBy(host: string): string[] {
    return this.log.filter((line) => line.startsWith(`${host} `)).map((line) => line.slice(host.length + 1));
  }

  /** Puts bytes on the wire as if `from` had sent them. */
  inject(bytes: Uint8Array, from: Address, to: Address): void {
    this.clock.after(LATENCY_MS, () => this.#listeners.get(key(to))?.(bytes, { transport: 'UDP', ...from }));
  }

  transport(local: Address): Transport {
    return {
      addresses: { UDP: key(local) },
      send: (bytes, to) => {
        const parsed = parseMessage(bytes);
        if (!parsed.ok) throw new TypeError(`We sent what we can't read: ${parsed.problem}`);
        const { message } = parsed;
        const line = message.kind === 'request' ? message.method : `${message.status} ${message.cseq.method}`;
        this.log.push(`${local.host} ${line}`);
        this.messages.push(message);
        if (!this.drop(`${local.host} ${line}`, message)) this.inject(bytes, local, to);
      },
      probe: () => undefined,
      unanswered: () => undefined,
      alias: () => undefined,
      keep: () => undefined,
      onMessage: (listener) => void this.#listeners.set(key(local), listener),
      close: () => void this.#listeners.delete(key(local)),
    };
  }
}

export interface World {
  readonly clock: VirtualClock;
  readonly network: Network;
  /** Calls; 192.0.2.1. */
  readonly ann: Endpoint;
  /** Is called; 192.0.2.2. */
  readonly bob: Endpoint;
}

export const ANN: Address = { host: '192.0.2.1', port: 5060 };
export const BOB: Address = { host: '192.0.2.2', port: 5060 };

export function openWorld(): World {
  const clock = new VirtualClock();
  const network = new Network(clock);
  return {
    clock,
    network,
    ann: openEndpoint(network, clock, ANN, 1),
    bob: openEndpoint(network, clock, BOB, 2),
  };
}

/** @param learns registrars tell it its address */
export function openEndpoint(
  network: Network,
  clock: Clock,
  local: Address,
  seed: number,
  learns = false,
): Endpoint {
  return new Endpoint({
    transport: network.transport(local),
    resolver: createResolver({
      family: 4,
      clock,
      random: seededRandom(seed),
      names: {
        addresses: () => Promise.reject(new TypeError('no names here')),
        srv: () => Promise.resolve([]),
        naptr: () => Promise.resolve([]),
      },
    }),
    clock,
    random: seededRandom(seed),
    logger: silentLogger,
    userAgent: 'Test',
    timers: DEFAULT_TIMERS,
    learns,
    admits: () => 'serve',
    serverBytes: 64 * 1_024 * 1_024,
  });
}

export interface Watched<C extends SipCall = SipCall> {
  readonly call: C;
  /** Events in their order. */
  readonly heard: string[];
  readonly records: DialogRecord[];
  readonly endings: SipEnding[];
}

export function watch<C extends SipCall>(call: C, records: DialogRecord[] = []): Watched<C> {
  const heard: string[] = [];
  const endings: SipEnding[] = [];
  call.events.onAny((name) => heard.push(name));
  call.events.on('ended', (ending) => endings.push(ending));
  return { call, heard, records, endings };
}

/** Ann calls Bob. */
export function dial(world: World, options: Partial<OutgoingInvite> = {}): Watched {
  const records: DialogRecord[] = [];
  const call = world.ann.invite({
    identity: world.ann.newIdentity(),
    requestUri: 'sip:bob@192.0.2.2',
    from: 'sip:ann@192.0.2.1',
    to: 'sip:bob@192.0.2.2',
    offer: SDP,
    ringTimeoutMs: 45_000,
    store: (record) => {
      records.push(record);
      return Promise.resolve();
    },
    ...options,
  });
  return watch(call, records);
}

/** What Bob does with each call; the calls that came. */
export function bobDoes(world: World, act: (call: IncomingSipCall) => void): Watched<IncomingSipCall>[] {
  const calls: Watched<IncomingSipCall>[] = [];
  world.bob.onInvite((call) => {
    calls.push(watch(call));
    act(call);
  });
  return calls;
}

/** Bob answers at once. */
export const answering = (call: IncomingSipCall): void => void call.accept(SDP, () => Promise.resolve());

/** Lets all timers run out; then nothing may be left, in either endpoint. */
export async function emptyOut({ clock, ann, bob }: World): Promise<Record<string, number>> {
  await clock.advance(120_000);
  const left: Record<string, number> = { timers: clock.timers };
  for (const [name, endpoint] of Object.entries({ ann, bob }))
    for (const [what, count] of Object.entries(endpoint.size)) left[`${name} ${what}`] = count;
  return Object.fromEntries(Object.entries(left).filter(([, count]) => count !== 0));
}

function key({ host, port }: Address): string {
  return `${host}:${port}`;
}

/** A peer that says exactly what a test writes. */
export class Scripted {
  readonly #world: World;
  readonly #address: Address;
  /** What it received, in order. */
  readonly got: SipMessage[] = [];

  constructor(world: World, host = '192.0.2.3') {
    this.#world = world;
    this.#address = { host, port: 5060 };
    world.network.transport(this.#address).onMessage((bytes) => {
      const parsed = parseMessage(bytes);
      if (parsed.ok) this.got.push(parsed.message);
    });
  }

  /** Sends raw text and lets the answer come. */
  async send(to: Address, lines: readonly string[], body = ''): Promise<void> {
    this.#world.network.inject(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`), this.#address, to);
    await this.#world.clock.advance(50);
  }

  /** A request of Carol's to Bob; `to` may hold a tag, `more` further lines. */
  request(
    method: string,
    parts: { cseq?: number; branch?: string; to?: string; callId?: string; more?: readonly string[] } = {},
    body = '',
  ): Promise<void> {
    const { cseq = 1, branch = `${method}${cseq}`, to = '', callId = 'carols', more = [] } = parts;
    return this.send(
      BOB,
      [
        `${method} sip:bob@192.0.2.2 SIP/2.0`,
        `Via: SIP/2.0/UDP ${this.#address.host};branch=z9hG4bK${branch}`,
        'From: <sip:carol@192.0.2.3>;tag=c',
        `To: <sip:bob@192.0.2.2>${to}`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} ${method}`,
        'Contact: <sip:carol@192.0.2.3>',
        ...more,
      ],
      body,
    );
  }

  /** Answers the last request of that method. */
  async reply(
    method: string,
    status: number,
    parts: { tag?: string; more?: readonly string[]; body?: string; seenAt?: Address } = {},
  ): Promise<void> {
    const request = this.got.findLast((message) => message.kind === 'request' && message.method === method);
    if (!request) throw new TypeError(`No ${method} came.`);
    const { tag, more = [], body = '', seenAt } = parts;
    const via = printVia(request.via[0]!);
    await this.send(
      ANN,
      [
        `SIP/2.0 ${status} Said so`,
        `Via: ${seenAt ? via.replace(/;rport\b/, `;received=${seenAt.host};rport=${seenAt.port}`) : via}`,
        `From: ${printNameAddr(request.from)}`,
        `To: ${printNameAddr(request.to)}${tag === undefined ? '' : `;tag=${tag}`}`,
        `Call-ID: ${request.callId}`,
        `CSeq: ${request.cseq.number} ${method}`,
        `Contact: <sip:carol@${this.#address.host}>`,
        ...more,
      ],
      body,
    );
  }

  /** Statuses of the responses so far, with their methods. */
  get statuses(): string[] {
    return this.got.map((message) =>
      message.kind === 'response' ? `${message.status} ${message.cseq.method}` : message.method,
    );
  }

  /** `;tag=…` of the last answer. */
  get toTag(): string {
    const tag = this.got.at(-1)?.to.params.find(({ name }) => name === 'tag')?.value;
    return tag === undefined ? '' : `;tag=${tag}`;
  }
}

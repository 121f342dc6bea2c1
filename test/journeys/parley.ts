/** A whole Parley in this process, on free ports and a fresh data directory, and a client of its API. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '#config';
import { startParley, type Parley } from '../../src/main.ts';
import { freshFolder } from '../peers/program.ts';

const LOOPBACK = '127.0.0.1';

/** To ask costs both sides more than the call itself: not oftener than a test needs. */
const LOOK_MS = 150;

export interface Answer {
  readonly status: number;
  // Bodies are what the wire says; tests assert on what they need of them.
  readonly body: Record<string, any>;
  readonly headers: Headers;
}

/** Speaks to one server with one key. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  /** A file, such as a recording. */
  bytes(path: string): Promise<Buffer>;
  /** Reads the call until it has ended (or `until` says so), looking again and again. */
  settled(
    id: string,
    withinMs?: number,
    until?: (call: Record<string, any>) => boolean,
  ): Promise<Record<string, any>>;
}

export interface Running {
  readonly parley: Parley;
  readonly client: Client;
  /** A client with a test key. */
  readonly tester: Client;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** A configuration for tests: loopback, every port free. */
export function testConfig(dataDir: string, more: Partial<Config> = {}): Config {
  return {
    dataDir,
    http: { host: LOOPBACK, port: 0 },
    sip: { host: LOOPBACK, port: 0 },
    sipTransports: {
      tcp: true,
      tls: { listen: null, certificate: null, ca: null, clients: 'any', minVersion: 'TLSv1.2' },
      strangers: 'serve',
    },
    rtp: { host: LOOPBACK, first: 0, last: 0 },
    advertise: null,
    publicUrl: null,
    databaseUrl: null,
    postgresBin: null,
    keyFile: join(dataDir, 'key'),
    recordings: null,
    llm: null,
    vendors: {},
    local: { sttDir: null, ttsDir: null, languages: [], sileroModel: null, turnModel: null },
    allowNetworks: [],
    log: 'error',
    hosts: { meetzy: null, synthflow: null, dial: null, flireo: null },
    rates: { perKey: 0, perOrganization: 0 },
    ringTimeoutMs: 45_000,
    mediaLostMs: 30_000,
    deferLimitMs: 24 * 3_600_000,
    drainMs: 1_000,
    mediaThreads: 1,
    tls: null,
    trustProxy: [],
    traces: null,
    client: { url: 'http://127.0.0.1:8080', key: null },
    ...more,
  };
}

/**
 * Starts it on a copy of the data directory that the run made ahead, where it did: to make a database takes longer than
 * most journeys' own work. `close` ends calls within a second and removes the directory.
 */
export async function runParley(more: Partial<Config> = {}): Promise<Running> {
  const dataDir = freshFolder('journey');
  const made = process.env['TEST_DATA_DIR'];
  // With its owner: started by root, PostgreSQL runs as somebody else.
  if (made !== undefined) execFileSync('cp', ['-a', `${made}/.`, dataDir]);
  const parley = await startParley(testConfig(dataDir, more));
  const { key } = await parley.createKey('live', 'journey');
  const { key: testKey } = await parley.createKey('test', 'journey');
  return {
    parley,
    client: connect(parley.url, key),
    tester: connect(parley.url, testKey),
    dataDir,
    async close() {
      await parley.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A client of the API at `url`. */
export function connect(url: string, key: string): Client {
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
  };
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    patch: (path, body) => send('PATCH', path, body),
    put: (path, body) => send('PUT', path, body),
    async bytes(path) {
      const response = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return Buffer.from(await response.arrayBuffer());
    },
    async settled(id, withinMs = 30_000, until = (call) => call['status'] === 'ended') {
      for (const start = performance.now(); ; await delay(LOOK_MS)) {
        const { body } = await send('GET', `/v1/calls/${id}`);
        if (until(body)) return body;
        if (performance.now() - start > withinMs)
          throw new Error(
            `the call did not get there within ${withinMs} ms: ${JSON.stringify(body).slice(0, 600)}`,
          );
      }
    },
  };
}

/** An agent that says one thing and ends. */
export function sayer(text: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Sayer',
    language: 'en-US',
    flow: { start: 'bye', nodes: [{ id: 'bye', type: 'end', text }], edges: [] },
    ...more,
  };
}

/** An agent that asks one yes/no question and says goodbye. */
export function asker(greeting: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Asker',
    language: 'en-US',
    flow: {
      start: 'ask',
      nodes: [
        { id: 'ask', type: 'ask', text: greeting, slot: { type: 'yes_no', name: 'answer' } },
        { id: 'yes', type: 'end', text: 'Wonderful. Goodbye.' },
        { id: 'no', type: 'end', text: 'No problem at all. Goodbye.' },
      ],
      edges: [
        { from: 'ask', to: 'yes', when: { variable: 'answer', op: 'equals', value: 'yes' } },
        { from: 'ask', to: 'no' },
      ],
    },
    ...more,
  };
}

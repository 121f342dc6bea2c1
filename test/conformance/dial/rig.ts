/**
 * dial's routes over PostgreSQL and the whole engine, in the time of the test: what is missing is the wire (telephone.ts),
 * sound (speech.ts) and the network. A use case on a number is there already.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecordingLinks, vendorWebhookFormats } from '#api';
import { CallEngine, createMailService, DEFAULT_LIMITS } from '#calling';
import { parseAgentConfig, type Call } from '#domain';
import { createIdSource, parseId, seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { HttpRequest, HttpResponse, Letter, Mailer } from '#models';
import { createRecordingStore, type RecordingStore } from '#recording';
import { createStandardFormat, WebhookSender } from '#webhooks';
import { dial } from '../../../src/api/dialects/dial/routes.ts';
import { createKey } from '../../../src/api/auth/keys.ts';
import { openTestApi } from '../../../src/api/testing.ts';
import { fixedModels } from '../../../src/calling/call-models.ts';
import { sampleCapabilities, sampleProvider } from '../../../src/domain/models/testing.ts';
import { openTestStore } from '../../../src/storage/testing.ts';
import type { Coverage } from '../coverage.ts';
import { Outstanding } from './outstanding.ts';
import { Ear, Mind, Mouth, type Reply } from './speech.ts';
import { Telephone } from './telephone.ts';

/** What an answer holds; asserts look at what they need of it. */
export type Body = Record<string, any>;
export type Rig = Awaited<ReturnType<typeof openRig>>;

/** Of test keys: nobody but the built-in callee answers, and it is a person. */
export const PERSON = '+12025550100';
const STEP_MS = 200;
/** Of virtual time; what takes longer does not come. */
const PATIENCE_MS = 200_000;
const languages = ['en', 'es', 'pt', 'de', 'fr', 'pl', 'ro', 'it', 'zh', 'hi', 'ja', 'sv'];
const voice = (id: string) => ({ id, languages, gender: 'female', description: id }) as const;

const capabilities = sampleCapabilities({
  ...{ provider: 'flite', voices: ['slt'], languages, llmModel: 'small' },
  more: [
    sampleProvider('deepgram', {
      stt: { model: 'nova-3', languages, openVocabulary: true },
      tts: { model: 'aura-2', languages, voices: [voice('thalia'), voice('apollo')], ownVoices: false },
    }),
    sampleProvider('groq', { llm: { model: 'quick' } }),
  ],
});

/** Ends the call where it may, after asking what tool there is; of an ended call it takes `interested`. */
function reply({ messages, tools, schema }: Parameters<ConstructorParameters<typeof Mind>[0]>[0]): Reply {
  if (schema) return { text: JSON.stringify(analysed(schema)) };
  const names = tools.map(({ name }) => name);
  const isDone = messages.some(({ role }) => role === 'tool');
  if (names.includes('find_order') && !isDone)
    return { calls: [{ name: 'find_order', arguments: { order: 7 } }] };
  const transfer = tools.find(({ name }) => ['transfer_to_human', 'connect_sales'].includes(name));
  if (transfer && !isDone)
    return { calls: [{ name: transfer.name, arguments: analysed(transfer.parameters) as object }] };
  return names.includes('end_call')
    ? { text: 'Hello and goodbye.', calls: [{ name: 'end_call', arguments: {} }] }
    : { text: 'Hello there, how may I help you today?' };
}

/** Something of the right kind for everything that is asked for. */
function analysed(schema: Body): unknown {
  if (schema['anyOf']) return analysed(schema['anyOf'][0]);
  if (schema['enum']) return schema['enum'][0];
  switch ([schema['type']].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries<Body>(schema['properties'] ?? {}).map(([name, part]) => [name, analysed(part)]),
      );
    case 'array':
      return schema['items'] ? [analysed(schema['items'])] : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return 7;
    default:
      return 'because';
  }
}

export async function openRig(coverage: Coverage) {
  const clock = new VirtualClock(Date.parse('2026-03-02T09:30:00Z'));
  const random = seededRandom(17);
  const ids = createIdSource(clock, random);
  const io = new Outstanding();
  const { store: plain, cipher, close } = await openTestStore({ ids, clock });
  const store = io.over(plain);
  const { id: organizationId } = await store.organizations.ensureDefault();
  await store.organizations.update(organizationId, { concurrency: 1_000, callsPerSecond: 1_000 });
  const folder = mkdtempSync(join(tmpdir(), 'parley-dial-'));
  const [ear, mouth, mind] = [new Ear(clock), new Mouth(), new Mind(reply)];
  const telephone = new Telephone(clock, (line, behaviour) => {
    if (behaviour === 'human') ear.say(line, 'Hello?', 300, 400);
    if (behaviour === 'voicemail') {
      ear.say(
        line,
        'You have reached the mailbox of Ana. Please leave a message after the tone.',
        300,
        4_000,
      );
      line.tone('beep', 4_600);
    }
  });
  /** Requests that left, and how they are answered: `/500x2/…` twice 500, `/204/…` with that, else 200. */
  const web: HttpRequest[] = [];
  const http = {
    async request(request: HttpRequest): Promise<HttpResponse> {
      web.push(request);
      const [, status = '200', , times] = /\/(\d{3})(x(\d))?\//.exec(request.url) ?? [];
      const tries = web.filter(({ url }) => url === request.url).length;
      const isOver = times !== undefined && tries > Number(times);
      return { status: isOver ? 200 : Number(status), headers: {}, body: '{"found":true}', ms: 1 };
    },
  };
  const letters: Letter[] = [];
  const mailer = () =>
    ({ send: async (letter: Letter) => `mail-${letters.push(letter)}` }) as unknown as Mailer;
  const shared = { store, clock, ids, random, logger: silentLogger };
  const models = fixedModels({ stt: ear.model, tts: mouth.model, llm: mind.model }, capabilities);
  const linkSecret = random.bytes(32);
  const links = createRecordingLinks(linkSecret, clock, () => 'http://parley.test');
  const nodeId = ids.next();
  const disk = createRecordingStore(folder);
  const recordings: RecordingStore = {
    ...disk,
    async begin(call, onFault) {
      const opened = await io.during(disk.begin(call, onFault));
      return { ...opened, finish: () => io.during(opened.finish()) };
    },
  };
  const engine = new CallEngine({
    ...{ ...shared, nodeId, sip: telephone.sip, media: telephone.media, models, http, secrets: cipher },
    mail: { mailer, recordingLink: () => null },
    recordings,
    simulatedCallee: async () => 'sip:human@callee.test',
    limits: { ...DEFAULT_LIMITS, ringTimeoutMs: 5_000, leaseMs: 1e12, drainMs: 0 },
  });
  await engine.start();
  const sender = new WebhookSender({
    ...{ ...shared, nodeId, http },
    formats: { ...vendorWebhookFormats, standard: createStandardFormat(() => ({}) as never) },
    recordingUrl: (call) => (call.recording ? links.url(call.organizationId, call.id) : null),
  });
  sender.start();
  const server = await openTestApi({
    ...{ ...shared, calls: engine, due: engine.due, simulations: engine.simulations, models, linkSecret },
    mail: createMailService({ store, mailer, http }),
    dialects: [dial],
    checkAgent: (config) => {
      const parsed = parseAgentConfig(config);
      return 'faults' in parsed ? parsed.faults : [];
    },
  });
  coverage.watch(server.api.app);
  const [tester, client] = [await createKey(shared, 'test', 'test'), await createKey(shared, 'live', 'live')];

  const send = async (method: string, url: string, key: string | null, body?: unknown) => {
    const answer = await server.ask(method, url, { key, ...(body === undefined ? {} : { body }) });
    const isJson = String(answer.headers['content-type']).includes('json');
    const { statusCode: status, headers } = answer;
    return { status, headers, text: answer.body, body: (isJson ? answer.json() : null) as Body };
  };
  /** dial's API with a test key. */
  const ask = (method: string, path: string, body?: unknown, key: string | null = tester.key) =>
    send(method, `/dial${path}`, key, body);
  /** Asks and expects 200. */
  const ok = async (method: string, path: string, body?: unknown): Promise<any> => {
    const answer = await ask(method, path, body);
    assert.equal(answer.status, 200, `${method} ${path}: ${answer.text}`);
    return answer.body;
  };
  /** The native API with a live key. */
  const native = async (method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await send(method, path, client.key, body);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
    return answer.body;
  };
  const read = async (id: string): Promise<Call> => (await store.calls.get(organizationId, parseId(id)!))!;
  /** Lets time pass until it is so, in steps of so many ms: what a moment is measured by wants small ones. */
  const until = async (
    isSo: () => boolean | Promise<boolean>,
    what: string,
    step = STEP_MS,
  ): Promise<void> => {
    for (const end = clock.now() + PATIENCE_MS; !(await isSo()); await telephone.advance(step)) {
      assert.ok(clock.now() < end, `never came: ${what}`);
      await io.quiet();
    }
  };

  /** Lets time pass until it is answered. */
  const meanwhile = async <T>(work: Promise<T>): Promise<T> => {
    let isOver = false;
    void work.finally(() => (isOver = true)).catch(() => {});
    await until(() => isOver, 'an answer');
    return work;
  };

  const useCase = await ok('POST', '/use-cases', {
    name: 'Order reminder',
    prompt: 'Remind {{first_name}}.',
  });
  const [prompt] = await ok('GET', `/use-cases/${useCase.id}/prompts`);
  await ok('POST', '/tools', {
    ...{ use_case_id: useCase.id, prompt_id: prompt.id, type: 'TerminateCall', name: 'bye', default: true },
    ...{ description: 'Ends it.', data: {} },
  });
  const trunk = await native('POST', '/v1/trunks', { name: 'T', uri: 'sip:trunk.test' });
  const number = await native('POST', '/v1/numbers', { e164: '+34910000001', trunk_id: trunk['id'] });
  const made = { useCase: String(useCase.id), number: String(number['aliases'].dial) };
  await ok('PATCH', `/numbers/${made.number}`, { use_case_id: made.useCase });

  /** Lets the call get there. @returns it as dial shows it */
  const settled = async (id: string, ...words: string[]): Promise<any> => {
    let shown: Body = {};
    let last = '';
    await until(
      async () => {
        const { status, outcome } = await read(id);
        if (`${status} ${outcome?.code}` === last) return false;
        last = `${status} ${outcome?.code}`;
        shown = await ok('GET', `/calls/${id}`);
        return words.includes(shown['status']);
      },
      `${id} as ${words.join(' or ')}`,
    );
    return shown;
  };

  return {
    ...{ ...made, clock, store, organizationId, telephone, ear, mouth, mind, web, letters, engine },
    ...{
      ask,
      ok,
      native,
      read,
      until,
      meanwhile,
      settled,
      quiet: () => io.quiet(),
      testKey: tester.key,
      liveKey: client.key,
    },
    /** A link without a key. */
    fetch: (url: string) => send('GET', url.replace('http://parley.test', ''), null),
    /** Expects a refusal in dial's shape. @returns its message */
    async refused(status: number, method: string, path: string, body?: unknown): Promise<string> {
      const { status: given, body: answered, text } = await ask(method, path, body);
      assert.deepEqual([given, answered?.['statusCode']], [status, status], text);
      assert.equal(typeof answered['error'], 'string');
      return String(answered['message']);
    },
    /** Calls with a test key. */
    call: (more: Body = {}): Promise<Body> =>
      ok('POST', '/dial/outbound', { number_id: made.number, phone_number: PERSON, ...more }),
    /** Letters may leave from it. */
    async verifyDomain(name: string): Promise<void> {
      const at = clock.now();
      await store.providerKeys.insert({
        ...{ id: ids.next(), organizationId, provider: 'resend', name: '', key: 're_1', url: null },
        ...{ state: 'works', testedAt: at, createdAt: at, updatedAt: at },
      });
      await store.mail.insertDomain({
        ...{ id: ids.next(), organizationId, name, providerId: 'd1', state: 'verified', region: 'eu-west-1' },
        ...{ records: [], sender: 'calls', verifiedAt: at, createdAt: at, updatedAt: at },
      });
    },
    /** Lets somebody be connected with the person; then they hang up. */
    async transferred(id: string): Promise<any> {
      const log = () => store.calls.events(organizationId, parseId(id)!, 0, 1_000);
      await until(async () => (await log()).some(({ type }) => type === 'call-transferred'), 'a transfer');
      telephone.legs.at(-1)!.hangUp();
      return settled(id, 'Transferred');
    },
    /** What the model was told in the latest calls. */
    told: (): string => JSON.stringify(mind.requests.map(({ messages }) => messages)),
    async close() {
      await sender.close();
      const closing = engine.close();
      await telephone.advance(60_000);
      await closing;
      await server.api.close();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

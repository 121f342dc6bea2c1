/**
 * Every vendor that hears, speaks or thinks, with every fault, in the middle of a conversation: it ends in speech by a
 * second try or the next link, or with a reason that names who failed.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ModelChoice } from '#domain';
import type { ModelFault } from '#models';
import { LLM_KEY, llmVendors, startLlmServer, type LlmFault, type LlmReply } from '../vendors/llm/index.ts';
import { startSttServer, sttVendors, words, type SttFaults } from '../vendors/stt/index.ts';
import { TTS_CASES, type TtsCase } from '../vendors/tts/cases.ts';
import { DEFAULT_KEY, startTtsServer, type TtsFault } from '../vendors/tts/index.ts';
import { until } from './recorded.ts';
import { GREETING, talkWith, WORDS, type Told, type VendorTalk } from './vendor-talk.ts';

/** What goes wrong, and what it is called. */
const FAULTS = {
  close: 'connectivity',
  'rate-limit': 'rate-limit',
  slow: 'timeout',
  malformed: 'protocol',
} as const satisfies Record<string, ModelFault>;
type Fault = keyof typeof FAULTS;
/** A recogniser that takes what is said and never says a word of it: no failure, if nobody asks. */
type DeafFault = Fault | 'deaf';
/** The fault passes after the first time; it lasts and somebody else is there; it lasts and nobody is. */
const WAYS = ['passing', 'with a fallback', 'alone'] as const;
type Way = (typeof WAYS)[number];

const BYE = 'All right, goodbye then.';
const GOODBYE: LlmReply = { text: BYE, calls: [{ name: 'end_call', arguments: {} }] };

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

/** A language model that is well, by another vendor's key. */
const llm = await startLlmServer('openai', () => GOODBYE);
const well = { groq: { key: LLM_KEY, url: llm.url } };
const usual = { provider: 'groq', model: '' };
const embedded = { provider: 'embedded', model: '' };
const embeddedVoice = { ...embedded, voice: 'tone', speed: 1 };
const choice = (more: Partial<ModelChoice>): ModelChoice => ({
  ...{ stt: [embedded], tts: [embeddedVoice], llm: [usual], realtime: null },
  ...more,
});

interface Stage extends VendorTalk {
  readonly provider: string;
  /** Connections that the vendor still holds. */
  open(): number;
  stop(): Promise<void>;
}

const STT: Readonly<Record<DeafFault, Partial<SttFaults>>> = {
  close: { breaksAfterMs: 300 },
  'rate-limit': { refuse: 429 },
  slow: { neverOpens: true },
  deaf: { neverAnswers: true },
  malformed: { malformedAfterMs: 300 },
};

async function hearing(name: (typeof sttVendors)[number], fault: DeafFault, way: Way): Promise<Stage> {
  const server = await startSttServer(name, { utterances: Array(20).fill(words(WORDS)) });
  Object.assign(server.faults, STT[fault]);
  const [provider, model] = name === 'deepgram-flux' ? ['deepgram', 'flux-general-en'] : [name, ''];
  return {
    provider,
    models: choice({ stt: [{ provider, model }, ...(way === 'with a fallback' ? [embedded] : [])] }),
    keys: { ...well, [provider]: { key: server.key, url: server.url } },
    voice: 'tone',
    onFailure() {
      if (way !== 'passing') return;
      for (const key of Object.keys(STT[fault])) delete server.faults[key as keyof SttFaults];
    },
    open: () => server.connections,
    stop: () => server.stop(),
  };
}

async function speaking({ vendor, voice }: TtsCase, fault: TtsFault, way: Way): Promise<Stage> {
  const fails = (request: number): boolean => way !== 'passing' || request === 0;
  const server = await startTtsServer(vendor, { fault: (request) => (fails(request) ? fault : null) });
  const link = { provider: vendor, model: '', voice, speed: 1 };
  return {
    provider: vendor,
    models: choice({ tts: [link, ...(way === 'with a fallback' ? [embeddedVoice] : [])] }),
    keys: { ...well, [vendor]: { key: DEFAULT_KEY, url: server.url } },
    voice,
    open: () => server.open,
    stop: () => server.stop(),
  };
}

const LLM: Readonly<Record<Fault, LlmFault>> = {
  close: 'break-off',
  'rate-limit': { status: 429 },
  slow: 'silence',
  malformed: 'malformed',
};

async function thinking(name: (typeof llmVendors)[number], fault: Fault, way: Way): Promise<Stage> {
  const server = await startLlmServer(name, (_asked, index) =>
    way !== 'passing' || index === 0 ? { ...GOODBYE, fault: LLM[fault] } : GOODBYE,
  );
  return {
    provider: name,
    models: choice({ llm: [{ provider: name, model: '' }, ...(way === 'with a fallback' ? [usual] : [])] }),
    keys: { ...well, [name]: { key: LLM_KEY, url: server.url } },
    voice: 'tone',
    open: () => server.active,
    stop: () => server.stop(),
  };
}

const stages: Readonly<Record<string, readonly [string, (fault: Fault, way: Way) => Promise<Stage>][]>> = {
  stt: sttVendors.map((name) => [name, (fault, way) => hearing(name, fault, way)]),
  tts: TTS_CASES.map((spec) => [spec.vendor, (fault, way) => speaking(spec, fault, way)]),
  llm: llmVendors.map((name) => [name, (fault, way) => thinking(name, fault, way)]),
};

for (const [stage, vendors] of Object.entries(stages))
  describe(stage, { concurrency: 8 }, () => {
    for (const [name, make] of vendors)
      for (const fault of Object.keys(FAULTS) as Fault[])
        test(`${name}: ${fault}`, { timeout: 60_000 }, async () => {
          for (const way of WAYS) {
            const given = await make(fault, way);
            try {
              const told = await talkWith(given);
              const about = `${way}: ${JSON.stringify(told)}`;
              if (way === 'alone') blames(told, given.provider, fault, about);
              else speaks(told, about);
              // A request that the client retried by itself is no failure.
              const [first] = told.switches;
              if (way !== 'passing' || first)
                assert.deepEqual([first?.stage, first?.fault], [stage, FAULTS[fault]], about);
              if (way === 'with a fallback') assert.ok(first?.to, about);
              assert.equal(told.timers, 0, about);
              await until(() => given.open() === 0);
            } finally {
              await given.stop();
            }
          }
        });
  });

/** The conversation went its way. */
function speaks({ cause, turns }: Told, about: string): void {
  assert.equal(cause?.code, 'agent-hung-up', about);
  assert.deepEqual(
    [turns[0]?.text, turns.find(({ who }) => who === 'callee')?.text, turns.at(-1)?.text],
    [GREETING, WORDS, BYE],
    about,
  );
}

/** It could not, and the end reason says why. */
function blames({ cause }: Told, provider: string, fault: Fault, about: string): void {
  assert.deepEqual([cause?.code, cause?.provider?.name], ['model-failed', provider], about);
  assert.ok((cause?.detail ?? '').length > 20, about);
  if (fault !== 'rate-limit') return;
  // gRPC has statuses of its own; 8 is RESOURCE_EXHAUSTED.
  if (cause?.detail?.includes("google reported 'status 8'")) return;
  assert.equal(cause?.provider?.http_status, 429, about);
  assert.match(cause?.provider?.request_id ?? '', /^req[-_]/, about);
}

describe('a recogniser that never answers', { concurrency: 7 }, () => {
  for (const name of sttVendors)
    test(name, { timeout: 60_000 }, async () => {
      for (const way of WAYS) {
        const given = await hearing(name, 'deaf', way);
        try {
          const told = await talkWith(given);
          const about = `${way}: ${JSON.stringify(told)}`;
          assert.equal(told.cause?.code, way === 'alone' ? 'model-failed' : 'agent-hung-up', about);
          assert.equal(told.switches[0]?.fault, 'timeout', about);
          await until(() => given.open() === 0);
        } finally {
          await given.stop();
        }
      }
    });
});

test('no promise was left alone, and no socket', async () => {
  await llm.stop();
  await until(() => !process.getActiveResourcesInfo().includes('TCPSocketWrap'));
  assert.deepEqual(unhandled, []);
});

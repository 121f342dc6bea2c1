import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLogger, VirtualClock } from '#kernel';
import {
  ModelError,
  type ChatEvent,
  type LlmModel,
  type ModelSwitch,
  type SpokenChunk,
  type TtsModel,
  type TtsRequest,
} from '#models';
import { Breakers } from './chain-breakers.ts';
import { chainLlm } from './chain-llm.ts';
import { chainTts } from './chain-tts.ts';

const fault = (provider: string, kind: ModelError['fault'] = 'rate-limit') =>
  new ModelError({ provider, fault: kind, message: `${provider} is out.`, httpStatus: 429, requestId: 'r1' });

/** Answers with its name, or fails before or after it. */
function llm(provider: string, fails: { before?: ModelError['fault']; after?: ModelError['fault'] } = {}) {
  const asked: (string | undefined)[] = [];
  const model: LlmModel = {
    ...{ contract: 1, provider, modelId: `${provider}-model` },
    async *chat(request): AsyncGenerator<ChatEvent> {
      asked.push(request.model);
      if (fails.before) throw fault(provider, fails.before);
      yield { type: 'text-delta', text: provider };
      if (fails.after) throw fault(provider, fails.after);
      yield { type: 'finish', reason: 'stop' };
    },
    close: async () => {},
  };
  return { model, asked, fails };
}

function setUp() {
  const clock = new VirtualClock();
  const breakers = new Breakers(clock);
  const switches: ModelSwitch[] = [];
  const options = { logger: silentLogger, onSwitch: (change: ModelSwitch) => void switches.push(change) };
  const link = <M extends { provider: string }>(model: M) => ({
    model,
    breaker: breakers.of(model.provider),
  });
  return { clock, breakers, switches, options, link };
}

const request = { messages: [], tools: [], model: 'whatever' };
async function text(model: LlmModel, signal = new AbortController().signal): Promise<string> {
  let said = '';
  for await (const event of model.chat(request, signal)) if (event.type === 'text-delta') said += event.text;
  return said;
}

test('the next link takes over before the first word, with its own model, and the switch is told', async () => {
  const { switches, options, link } = setUp();
  const [one, two] = [llm('one', { before: 'rate-limit' }), llm('two')];
  const chain = chainLlm([link(one.model), link(two.model)], options);
  assert.equal(await text(chain), 'two');
  assert.deepEqual([one.asked, two.asked], [['one-model'], ['two-model']]);
  const { detail, ...change } = switches[0]!;
  assert.equal(detail, 'one is out.');
  assert.deepEqual(change, {
    ...{ stage: 'llm', from: 'one/one-model', to: 'two/two-model', fault: 'rate-limit' },
    ...{ httpStatus: 429, requestId: 'r1' },
  });
  assert.equal(await text(chain), 'two', 'the call stays where it went');
  assert.equal(one.asked.length, 1);
  assert.equal(switches.length, 1);
});

test('after the first word a failure is told', async () => {
  const { options, link } = setUp();
  const two = llm('two');
  const chain = chainLlm([link(llm('one', { after: 'connectivity' }).model), link(two.model)], options);
  await assert.rejects(text(chain), (error: ModelError) => error.fault === 'connectivity');
  assert.deepEqual(two.asked, []);
  assert.equal(await text(chain), 'two', 'the next answer comes from the next link');
});

test('the failure of the last link is told with `to: null`, and the next request begins anew', async () => {
  const { switches, options, link } = setUp();
  const one = llm('one', { before: 'timeout' });
  const chain = chainLlm([link(one.model), link(llm('two', { before: 'auth' }).model)], options);
  await assert.rejects(text(chain), (error: ModelError) => error.provider === 'two');
  assert.deepEqual(
    switches.map(({ from, to }) => [from, to]),
    [
      ['one/one-model', 'two/two-model'],
      ['two/two-model', null],
    ],
  );
  one.fails.before = undefined as never;
  assert.equal(await text(chain), 'one');
});

test('who gives up by himself moves nothing', async () => {
  const { switches, options, link } = setUp();
  const two = llm('two');
  const chain = chainLlm([link(llm('one', { before: 'aborted' }).model), link(two.model)], options);
  await assert.rejects(text(chain), (error: ModelError) => error.fault === 'aborted');
  assert.deepEqual([switches, two.asked], [[], []]);
});

test('a provider that failed several times is not waited for by the next calls, until it has cooled down', async () => {
  const { clock, switches, options, link } = setUp();
  const one = llm('one', { before: 'unavailable' });
  const call = () => chainLlm([link(one.model), link(llm('two').model)], options);
  for (let calls = 0; calls < 5; calls++) assert.equal(await text(call()), 'two');
  assert.equal(one.asked.length, 3);
  assert.equal(switches.at(-1)?.fault, 'circuit-open');
  await clock.advance(15_000);
  one.fails.before = undefined as never;
  assert.equal(await text(call()), 'one');
  assert.equal(await text(call()), 'one');
});

function tts(provider: string, fails = false) {
  const asked: TtsRequest[] = [];
  const model: TtsModel = {
    ...{ contract: 1, provider, modelId: 'm' },
    capabilities: { languages: ['en'], voices: [], streaming: true },
    async *speak(request): AsyncGenerator<SpokenChunk> {
      asked.push(request);
      if (fails) throw fault(provider);
      yield { pcm: new Int16Array(80) };
    },
    close: async () => {},
  };
  return { model, asked };
}

test('voices: each link speaks with its own voice and speed; of parallel requests one switch is told', async () => {
  const { switches, options, link } = setUp();
  const [one, two] = [tts('one', true), tts('two')];
  const chain = chainTts(
    [
      { ...link(one.model), voice: 'anna', speed: 1 },
      { ...link(two.model), voice: 'slt', speed: 0.9 },
    ],
    options,
  );
  const { signal } = new AbortController();
  const say = async (text: string) => {
    let samples = 0;
    for await (const { pcm } of chain.speak({ text, language: 'en', voice: 'x', speed: 1.3 }, signal))
      samples += pcm.length;
    return samples;
  };
  assert.deepEqual(await Promise.all([say('a'), say('b'), say('c')]), [80, 80, 80]);
  assert.deepEqual(new Set(one.asked.map(({ voice }) => voice)), new Set(['anna']));
  assert.deepEqual(
    two.asked.map(({ text, voice, speed }) => [text, voice, speed]),
    [
      ['a', 'slt', 0.9],
      ['b', 'slt', 0.9],
      ['c', 'slt', 0.9],
    ],
  );
  assert.equal(switches.length, 1);
  assert.equal(chain.provider, 'two');
});

/** Gemini Live (ai.google.dev/api/live), strict about what it is sent; it refuses by closing, as the service does. */
import { resample } from '#audio';
import { Playback } from './playback.ts';
import { atIndex, REALTIME_KEY, REALTIME_USAGE, wordsOf } from './script.ts';
import { join, type Connection, type RealtimeDialect } from './server.ts';

const SETUP_FIELDS = (
  'model generationConfig systemInstruction tools realtimeInputConfig sessionResumption contextWindowCompression ' +
  'inputAudioTranscription outputAudioTranscription proactivity historyConfig'
).split(' ');
const KINDS = ['setup', 'clientContent', 'realtimeInput', 'toolResponse'];

export const geminiLiveDialect: RealtimeDialect = {
  path: '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent',
  refuse: () => null,
  accept: (connection) => new GeminiPeer(connection),
};

class GeminiPeer {
  readonly #at: Connection;
  readonly #keyIsRight: boolean;
  #setUp = false;
  /** Audio of the activity in progress, 16 kHz. */
  #activity: { readonly audio: Int16Array[]; readonly texts: string[] } | null = null;
  #heard = 0;
  #playback: Playback | null = null;
  readonly #calls = new Set<string>();

  constructor(connection: Connection) {
    this.#at = connection;
    this.#keyIsRight = connection.received.headers['x-goog-api-key'] === REALTIME_KEY;
    if (!this.#keyIsRight) this.#close(1008, 'API key not valid. Please pass a valid API key.');
  }

  stop(): void {
    this.#playback?.stop();
  }

  message(text: string): void {
    if (!this.#keyIsRight) return;
    const message = JSON.parse(text);
    const audio = message.realtimeInput?.audio;
    this.#at.received.messages.push(audio ? { realtimeInput: { audio: { ...audio, data: '…' } } } : message);
    const wrong = this.#take(message);
    if (wrong === null) return;
    this.#at.received.violations.push(wrong);
    this.#close(1007, `Request contains an invalid argument: ${wrong}`);
  }

  #take(message: any): string | null {
    const kinds = Object.keys(message);
    if (kinds.length !== 1 || !KINDS.includes(kinds[0]!)) return `exactly one of ${KINDS.join(', ')}`;
    if (!this.#setUp) return message.setup ? this.#begin(message.setup) : 'the first message must be setup';
    if (message.setup) return 'setup must come once';
    if (message.clientContent) return this.#content(message.clientContent);
    if (message.toolResponse) return this.#results(message.toolResponse);
    return this.#input(message.realtimeInput);
  }

  #begin(setup: any): string | null {
    const extra = Object.keys(setup).find((field) => !SETUP_FIELDS.includes(field));
    if (extra) return `Unknown name "${extra}" at 'setup'`;
    if (!/^models\/.+/.test(setup.model ?? '')) return 'models/{model} is required';
    if (setup.realtimeInputConfig?.automaticActivityDetection?.disabled !== true)
      return 'this test server has no activity detection';
    for (const tool of setup.tools ?? [])
      for (const { name, parameters } of tool.functionDeclarations)
        if (typeof name !== 'string' || 'additionalProperties' in (parameters ?? {}))
          return 'functionDeclarations';
    this.#setUp = true;
    if (!this.#at.script.neverReady) this.#send({ setupComplete: {} });
    return null;
  }

  #input(input: any): string | null {
    if (Object.keys(input).length !== 1) return 'one kind of realtimeInput at a time';
    if (input.activityStart) {
      if (this.#activity) return 'activityStart inside an activity';
      this.#activity = { audio: [], texts: [] };
      this.#interrupt();
      return null;
    }
    if (!this.#activity) return `${Object.keys(input)[0]} outside an activity`;
    if (input.audio) {
      if (input.audio.mimeType !== 'audio/pcm;rate=16000') return 'mimeType';
      const bytes = Buffer.from(input.audio.data, 'base64');
      this.#activity.audio.push(
        Int16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(at * 2)),
      );
      return null;
    }
    if (typeof input.text === 'string') {
      this.#activity.texts.push(input.text);
      return null;
    }
    return input.activityEnd ? this.#endActivity() : 'Unknown name at realtimeInput';
  }

  #endActivity(): string | null {
    const { audio, texts } = this.#activity!;
    const { received, script } = this.#at;
    this.#activity = null;
    const turn = join(audio);
    if (turn.length === 0 && texts.length === 0) return 'an activity without content';
    if (turn.length > 0) {
      received.turns.push(resample(turn, 16_000, 8000));
      const words = wordsOf(script.heard?.[this.#heard++] ?? '');
      for (const text of words) this.#send({ serverContent: { inputTranscription: { text } } });
    }
    this.#answer(texts.join('\n'));
    return null;
  }

  #content({ turns, turnComplete }: any): string | null {
    if (!turns?.every(({ role }: any) => role === 'user' || role === 'model')) return 'role';
    const texts = turns.flatMap(({ parts }: any) => parts.map(({ text }: any) => text));
    if (!texts.every((text: unknown) => typeof text === 'string' && text !== '')) return 'parts';
    if (turnComplete !== true) return null;
    this.#interrupt();
    this.#answer(texts.join('\n'));
    return null;
  }

  #results({ functionResponses }: any): string | null {
    for (const { id, name, response } of functionResponses) {
      if (!this.#calls.delete(id) || typeof name !== 'string') return `no call has the id ${id}`;
      this.#at.received.toolResults.push({ id, result: response.output });
    }
    if (this.#calls.size === 0) this.#answer(functionResponses[0].response.note ?? '');
    return null;
  }

  #answer(asked: string): void {
    const { received, script } = this.#at;
    const index = received.answers++;
    const reply = atIndex(script.replies, index) ?? {};
    received.asked.push(asked);
    if (reply.fails) return this.#close(1011, 'Resource has been exhausted (e.g. check quota).');
    this.#playback = new Playback(reply, script.paceMs ?? 0, {
      word: (text) => this.#send({ serverContent: { outputTranscription: { text } } }),
      audio: (pcm) => {
        const samples = resample(pcm, 8000, 24_000);
        const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
        const inlineData = { mimeType: 'audio/pcm;rate=24000', data: bytes.toString('base64') };
        this.#send({ serverContent: { modelTurn: { parts: [{ inlineData }] } } });
      },
      fault: () => this.#break(reply.fault!),
      done: () => {
        this.#playback = null;
        if (reply.calls?.length) return this.#call(index, reply.calls);
        this.#send({ serverContent: { generationComplete: true } });
        this.#endTurn();
      },
    });
  }

  #call(index: number, calls: readonly { name: string; arguments: object }[]): void {
    const functionCalls = calls.map((call, at) => ({
      id: `function-call-${index}-${at}`,
      name: call.name,
      args: call.arguments,
    }));
    for (const { id } of functionCalls) this.#calls.add(id);
    const usageMetadata = usage();
    this.#send({ toolCall: { functionCalls }, usageMetadata });
  }

  /** "It will go through interrupted > turn_complete." */
  #interrupt(): void {
    if (!this.#playback) return;
    this.#playback.stop();
    this.#playback = null;
    this.#send({ serverContent: { interrupted: true } });
    this.#endTurn();
  }

  #endTurn(): void {
    this.#send({ serverContent: { turnComplete: true }, usageMetadata: usage() });
  }

  #break(fault: string): void {
    if (fault === 'close') this.#at.socket.terminate();
    if (fault === 'malformed') this.#at.socket.send(Buffer.from('{"serverContent":{"mod'));
    if (fault === 'error-event') this.#close(1011, 'Internal error encountered.');
  }

  #close(code: number, reason: string): void {
    this.#playback?.stop();
    this.#at.socket.close(code, reason);
  }

  /** The service sends its JSON in binary messages. */
  #send(message: object): void {
    this.#at.socket.send(Buffer.from(JSON.stringify(message)));
  }
}

function usage(): object {
  const { input, output } = REALTIME_USAGE;
  return { promptTokenCount: input, responseTokenCount: output, totalTokenCount: input + output };
}

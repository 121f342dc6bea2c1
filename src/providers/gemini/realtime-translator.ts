/**
 * Gemini Live (ai.google.dev/api/live; guides "Live API capabilities", "Tool use with Live API"). It has no message
 * that cancels, cuts an item or replaces the instructions: the start of an activity interrupts, and what should be
 * known goes in words with the next turn. Pure.
 */
import { ModelError, type RealtimeEvent } from '#models';
import { isRecord, listOf, numberOf, readObject, recordOf, textOf } from '../shared/json-value.ts';
import { fromBase64, type RealtimeCommand, type RealtimeTranslator } from '../shared/realtime-translator.ts';
import { PcmReader } from '../shared/tts-pcm.ts';
import { LiveActivity } from './realtime-activity.ts';
import { encodeSetup, withLanguage } from './realtime-setup.ts';
import { LiveTurns, type TurnTokens } from './realtime-turns.ts';

type Fields = Record<string, unknown>;

/** "Output audio: raw 16-bit PCM, 24 kHz, little-endian". */
const OUTPUT_RATE = 24_000;
/** Asks for the model's turn where the callee said nothing. */
const YOUR_TURN = '(It is your turn to speak.)';

export class GeminiLiveTranslator implements RealtimeTranslator {
  readonly #provider: string;
  readonly #model: string;
  readonly #turns = new LiveTurns();
  readonly #activity = new LiveActivity();
  /** Waits for the next turn: what to know, and results of tools. */
  #notes: string[] = [];
  #results: { id: string; name: string; result: string }[] = [];
  readonly #withdrawn = new Set<string>();
  #item: { readonly id: string; readonly reader: PcmReader } | null = null;
  #items = 0;
  #language = '*';
  #heard = '';
  #tokens: TurnTokens = {};
  #messages: string[] = [];
  #remarks: string[] = [];

  constructor(provider: string, model: string) {
    this.#provider = provider;
    this.#model = model;
  }

  encode(command: RealtimeCommand): string[] {
    return this.#encode(command).map((message) => JSON.stringify(message));
  }

  takeDue(): { messages: string[]; remarks: string[] } {
    const due = { messages: this.#messages, remarks: this.#remarks };
    this.#messages = [];
    this.#remarks = [];
    return due;
  }

  #encode(command: RealtimeCommand): Fields[] {
    switch (command.type) {
      case 'configure':
        this.#language = command.request.language;
        return [{ setup: encodeSetup(command.request, this.#model) }];
      case 'audio':
        return this.#activity.hear(command.pcm).map(realtimeInput);
      case 'speech-started':
        return this.#activity.start(this.#turns.busy).map(realtimeInput);
      case 'speech-ended':
      case 'truncate':
        return [];
      case 'respond':
        return this.#respond(command.instructions);
      case 'inform':
        this.#notes.push(command.text);
        return [];
      case 'instruct':
        this.#notes.push(`From now on: ${withLanguage(command.instructions, this.#language)}`);
        return [];
      case 'tool-result': {
        const { id, name } = command.call;
        if (!this.#withdrawn.delete(id)) this.#results.push({ id, name, result: command.result });
        return [];
      }
      case 'cancel': {
        if (!this.#turns.busy) return [];
        this.#turns.stop();
        return this.#activity.begin().map(realtimeInput);
      }
    }
  }

  /** Results of tools make the model go on by themselves; an activity's end and a text ask for an answer. */
  #respond(instructions: string | undefined): Fields[] {
    const texts = [...this.#notes.splice(0), ...(instructions === undefined ? [] : [instructions])];
    const results = this.#results.splice(0);
    const begin = this.#activity.held ? this.#activity.begin() : [];
    const turn = this.#activity.open;
    this.#turns.ask(results.length > 0 && turn ? 2 : 1);
    const answers = results.length > 0 ? [toolResponse(results, turn ? [] : texts)] : [];
    if (turn) {
      const said = texts.length > 0 || this.#activity.spoken ? texts : [YOUR_TURN];
      const words = said.map((text) => ({ text }));
      return [...answers, ...[...begin, ...words, ...this.#activity.end()].map(realtimeInput)];
    }
    if (answers.length > 0) return answers;
    const parts = (texts.length > 0 ? texts : [YOUR_TURN]).map((text) => ({ text }));
    return [{ clientContent: { turns: [{ role: 'user', parts }], turnComplete: true } }];
  }

  decode(raw: string): RealtimeEvent[] {
    const message = readObject(this.#provider, raw);
    if (isRecord(message['usageMetadata'])) this.#tokens = readTokens(message['usageMetadata']);
    if (isRecord(message['setupComplete'])) return [{ type: 'ready' }];
    if (isRecord(message['goAway'])) {
      this.#remarks.push(`the vendor ends the session in ${textOf(message['goAway']['timeLeft'])}`);
      return [];
    }
    if (isRecord(message['toolCall'])) return this.#callTools(message['toolCall']);
    if (isRecord(message['toolCallCancellation'])) return this.#withdraw(message['toolCallCancellation']);
    return isRecord(message['serverContent']) ? this.#content(message['serverContent']) : [];
  }

  /** One message may hold several of these, in this order. */
  #content(content: Fields): RealtimeEvent[] {
    this.#heard += textOf(recordOf(content['inputTranscription'])['text']);
    const events: RealtimeEvent[] = [];
    for (const part of listOf(recordOf(content['modelTurn'])['parts']))
      if (isRecord(part)) events.push(...this.#audio(recordOf(part['inlineData'])));
    events.push(...this.#words(textOf(recordOf(content['outputTranscription'])['text'])));
    if (content['interrupted'] === true) {
      this.#turns.stop();
      events.push(...this.#finishItem());
    }
    if (content['generationComplete'] === true) {
      this.#turns.generated();
      events.push(...this.#tellHeard(), ...this.#finishItem());
    }
    if (content['turnComplete'] === true) {
      events.push(...this.#tellHeard(), ...this.#finishItem(), ...this.#turns.end(this.#takeTokens()));
      // Speech that had to wait for the end of the answer.
      if (this.#activity.held && !this.#turns.busy)
        this.#messages.push(...this.#activity.begin().map((one) => JSON.stringify(realtimeInput(one))));
    }
    return events;
  }

  #audio(blob: Fields): RealtimeEvent[] {
    const data = textOf(blob['data']);
    if (data === '' || !textOf(blob['mimeType']).startsWith('audio/pcm')) return [];
    const { id, reader } = this.#openItem();
    const pcm = reader.push(fromBase64(data));
    return pcm.length === 0 || this.#turns.stopped ? [] : [{ type: 'audio', item: id, pcm }];
  }

  /** Transcripts have an order of their own; words after the end of their item cannot be placed any more. */
  #words(text: string): RealtimeEvent[] {
    if (text === '' || this.#turns.stopped) return [];
    if (this.#item === null && !this.#turns.busy) {
      this.#remarks.push(`${text.length} characters of a transcript came after their audio had ended`);
      return [];
    }
    return [{ type: 'agent-text', item: this.#openItem().id, text }];
  }

  #openItem(): { readonly id: string; readonly reader: PcmReader } {
    this.#item ??= { id: `gemini-${++this.#items}`, reader: new PcmReader(OUTPUT_RATE) };
    return this.#item;
  }

  #finishItem(): RealtimeEvent[] {
    if (this.#item === null) return [];
    const { id, reader } = this.#item;
    this.#item = null;
    const rest = reader.end();
    const audio: RealtimeEvent[] =
      rest.length === 0 || this.#turns.stopped ? [] : [{ type: 'audio', item: id, pcm: rest }];
    return [...audio, { type: 'item-finished', item: id }];
  }

  /** The callee's words come in pieces; they are told once, whole. */
  #tellHeard(): RealtimeEvent[] {
    const text = this.#heard.trim();
    this.#heard = '';
    return text === '' ? [] : [{ type: 'callee-text', text }];
  }

  #callTools(toolCall: Fields): RealtimeEvent[] {
    const events: RealtimeEvent[] = [...this.#tellHeard(), ...this.#finishItem()];
    for (const call of listOf(toolCall['functionCalls'])) {
      const [id, name] = isRecord(call) ? [textOf(call['id']), textOf(call['name'])] : ['', ''];
      if (!isRecord(call) || id === '' || name === '')
        throw new ModelError({
          provider: this.#provider,
          fault: 'protocol',
          message: 'A tool call has no id or no name.',
        });
      const args = JSON.stringify(recordOf(call['args']));
      events.push({ type: 'tool-call', call: { id, name, arguments: args } });
    }
    return [...events, ...this.#turns.end(this.#takeTokens())];
  }

  /** Results of calls that were taken back are not sent; "their execution should be undone where possible". */
  #withdraw(cancellation: Fields): RealtimeEvent[] {
    const ids = listOf(cancellation['ids']).filter((id) => typeof id === 'string');
    for (const id of ids) this.#withdrawn.add(id);
    this.#results = this.#results.filter(({ id }) => !this.#withdrawn.delete(id));
    this.#remarks.push(`the vendor took back ${ids.length} tool calls`);
    return [];
  }

  #takeTokens(): TurnTokens {
    const tokens = this.#tokens;
    this.#tokens = {};
    return tokens;
  }
}

function realtimeInput(input: Fields): Fields {
  return { realtimeInput: input };
}

function toolResponse(
  results: readonly { id: string; name: string; result: string }[],
  notes: readonly string[],
): Fields {
  const functionResponses = results.map(({ id, name, result }, index) => ({
    id,
    name,
    response: { output: result, ...(index === 0 && notes.length > 0 ? { note: notes.join('\n') } : {}) },
  }));
  return { toolResponse: { functionResponses } };
}

function readTokens(usage: Fields): TurnTokens {
  const [inputTokens, outputTokens] = [
    numberOf(usage['promptTokenCount']),
    numberOf(usage['responseTokenCount']),
  ];
  return {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
  };
}

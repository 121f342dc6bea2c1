/**
 * OpenAI's realtime protocol, general availability, with the event names of the beta beside it
 * (developers.openai.com/api/reference/resources/realtime: "Client events", "Server events"; guide "Realtime
 * conversations"). Pure.
 */
import { muLaw, type Pcm, type Samples } from '#audio';
import type { ModelError, RealtimeEvent } from '#models';
import { numberOf, readObject, recordOf, textOf } from '../shared/json-value.ts';
import {
  fromBase64,
  toBase64,
  type RealtimeCommand,
  type RealtimeTranslator,
} from '../shared/realtime-translator.ts';
import { toldError } from '../shared/vendor-faults.ts';
import type { RealtimeDialect } from './realtime-dialect.ts';
import { RealtimeItems } from './realtime-items.ts';
import { RealtimeResponses } from './realtime-responses.ts';

type Fields = Record<string, unknown>;

/** "The minimum is 100 ms": less is refused when it is committed. */
const SHORTEST_TURN: Samples = 800;
/** Errors that end the session; "most errors are recoverable and the session will stay open". */
const FATAL =
  /session_expired|invalid_api_key|authentication|permission|insufficient_quota|billing|model_not_found|invalid_model/;

export class OpenAiRealtimeTranslator implements RealtimeTranslator {
  readonly #dialect: RealtimeDialect;
  readonly #items = new RealtimeItems();
  readonly #responses = new RealtimeResponses();
  #instructions = '';
  #uncommitted: Samples = 0;
  #ready = false;
  #messages: string[] = [];
  #remarks: string[] = [];

  constructor(dialect: RealtimeDialect) {
    this.#dialect = dialect;
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
        this.#instructions = command.request.instructions;
        return [
          { type: 'session.update', event_id: 'configure', session: this.#dialect.session(command.request) },
        ];
      case 'audio':
        this.#uncommitted += command.pcm.length;
        return [{ type: 'input_audio_buffer.append', audio: encodeAudio(command.pcm) }];
      case 'speech-started':
      case 'speech-ended':
        return [];
      case 'respond':
        return [...this.#commit(), ...(this.#responses.ask(command.instructions) ? this.#create() : [])];
      case 'inform':
        return [this.#note(command.text)];
      case 'tool-result': {
        const item = { type: 'function_call_output', call_id: command.call.id, output: command.result };
        return [{ type: 'conversation.item.create', item }];
      }
      case 'cancel':
        return this.#responses.cancel() ? [{ type: 'response.cancel', event_id: 'cancel' }] : [];
      case 'truncate':
        return this.#dialect.truncates ? this.#truncate(command.item, command.heardMs) : [];
      case 'instruct': {
        this.#instructions = command.instructions;
        const session = { ...this.#dialect.sessionMark, instructions: command.instructions };
        return [{ type: 'session.update', event_id: 'instruct', session }];
      }
    }
  }

  /** Ends the callee's turn, if there was one; too short a rest would be refused. */
  #commit(): Fields[] {
    const samples = this.#uncommitted;
    this.#uncommitted = 0;
    if (samples === 0) return [];
    return [{ type: `input_audio_buffer.${samples < SHORTEST_TURN ? 'clear' : 'commit'}` }];
  }

  /** A response's own instructions replace the session's, so the session's go with them. */
  #create(): Fields[] {
    const { instructions, eventId } = this.#responses.begin();
    const { response, responseInstructions } = this.#dialect;
    const create = (own: Fields): Fields => ({
      type: 'response.create',
      event_id: eventId,
      response: { ...response, ...own },
    });
    if (instructions === undefined) return [create({})];
    if (!responseInstructions) return [this.#note(instructions), create({})];
    return [create({ instructions: `${this.#instructions}\n\n${instructions}` })];
  }

  #note(text: string): Fields {
    const item = { type: 'message', role: this.#dialect.noteRole, content: [{ type: 'input_text', text }] };
    return { type: 'conversation.item.create', item };
  }

  /** "If audio_end_ms is greater than the actual audio duration, the server will respond with an error." */
  #truncate(item: string, heardMs: number): Fields[] {
    const heldMs = this.#items.heldMs(item);
    if (heldMs === null) return [];
    const audio_end_ms = Math.max(0, Math.floor(Math.min(heardMs, heldMs)));
    return [
      {
        type: 'conversation.item.truncate',
        event_id: 'truncate',
        item_id: item,
        content_index: 0,
        audio_end_ms,
      },
    ];
  }

  decode(raw: string): RealtimeEvent[] {
    const event = readObject(this.#dialect.provider, raw);
    const item = textOf(event['item_id']);
    switch (event['type']) {
      case 'session.updated':
        if (this.#ready) return [];
        this.#ready = true;
        return [{ type: 'ready' }];
      case 'response.output_item.added':
        this.#items.add(recordOf(event['item']));
        return [];
      case 'response.output_audio.delta':
      case 'response.audio.delta':
        return this.#audio(item, textOf(event['delta']));
      case 'response.output_audio_transcript.delta':
      case 'response.audio_transcript.delta': {
        this.#items.open(item);
        const text = textOf(event['delta']);
        return text === '' || this.#responses.cancelled ? [] : [{ type: 'agent-text', item, text }];
      }
      case 'response.function_call_arguments.done':
        return this.#items.call(textOf(event['call_id']), item, event);
      case 'response.output_item.done': {
        const done = recordOf(event['item']);
        if (done['type'] === 'function_call') return this.#items.call(textOf(done['call_id']), item, done);
        return this.#items.finish(textOf(done['id']));
      }
      case 'conversation.item.input_audio_transcription.completed': {
        const text = textOf(event['transcript']).trim();
        return text === '' ? [] : [{ type: 'callee-text', text }];
      }
      case 'conversation.item.input_audio_transcription.failed':
        this.#remark(recordOf(event['error']));
        return [];
      case 'response.done':
        return this.#finish(recordOf(event['response']), recordOf(event['usage']));
      case 'error':
        return this.#error(recordOf(event['error']));
      default:
        return [];
    }
  }

  #audio(item: string, delta: string): RealtimeEvent[] {
    const pcm = muLaw.decode(fromBase64(delta));
    if (pcm.length === 0) return [];
    this.#items.open(item);
    this.#items.hold(item, pcm.length);
    return this.#responses.cancelled ? [] : [{ type: 'audio', item, pcm }];
  }

  #finish(response: Fields, otherUsage: Fields): RealtimeEvent[] {
    const usage = { ...otherUsage, ...recordOf(response['usage']) };
    const theirs = textOf(response['status']);
    const status = theirs === 'cancelled' || theirs === 'failed' ? theirs : 'completed';
    const tokens = {
      inputTokens: numberOf(usage['input_tokens']),
      outputTokens: numberOf(usage['output_tokens']),
    };
    const error = recordOf(recordOf(response['status_details'])['error']);
    if (status === 'failed') this.#remark(error);
    const events = [...this.#items.finishAll(), ...this.#responses.end(status, tokens)];
    if (status === 'failed' && isFatal(error)) return [...events, this.#fail(error)];
    this.#goOn();
    return events;
  }

  /** The `event_id` of an error is that of our message which caused it. */
  #error(error: Fields): RealtimeEvent[] {
    if (!this.#ready || isFatal(error)) return [this.#fail(error)];
    this.#remark(error);
    const cause = textOf(error['event_id']);
    const events =
      textOf(error['code']) === 'conversation_already_has_active_response'
        ? this.#responses.postpone(cause)
        : this.#responses.refuse(cause);
    this.#goOn();
    return events;
  }

  #goOn(): void {
    if (this.#responses.canBegin) this.#messages.push(...this.#create().map((one) => JSON.stringify(one)));
  }

  #remark(error: Fields): void {
    this.#remarks.push(`${sayCode(error)}: ${textOf(error['message'])}`.slice(0, 300));
  }

  #fail(error: Fields): RealtimeEvent {
    const told: ModelError = toldError(this.#dialect.provider, sayCode(error), textOf(error['message']));
    return { type: 'failed', error: told };
  }
}

function sayCode(error: Fields): string {
  return textOf(error['code']) || textOf(error['type']);
}

function isFatal(error: Fields): boolean {
  return FATAL.test(`${textOf(error['type'])} ${textOf(error['code'])}`);
}

function encodeAudio(pcm: Pcm): string {
  const bytes = new Uint8Array(pcm.length);
  muLaw.encode(pcm, bytes);
  return toBase64(bytes);
}

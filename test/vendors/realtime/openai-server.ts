/**
 * OpenAI's realtime protocol (developers.openai.com/api/reference/resources/realtime) and xAI's dialect of it
 * (docs.x.ai/docs/guides/voice/agent), strict about what they are sent.
 */
import { muLaw } from '#audio';
import {
  faultOfItem,
  faultOfResponse,
  faultOfSession,
  openAiRules,
  xaiRules,
  type Fault,
  type Rules,
} from './openai-rules.ts';
import { Playback } from './playback.ts';
import { atIndex, audioOf, REALTIME_USAGE } from './script.ts';
import { hasBearer, join, type Connection, type RealtimeDialect } from './server.ts';

const SHORTEST_TURN = 800;

export const openAiDialect: RealtimeDialect = dialectOf(openAiRules);
export const xaiDialect: RealtimeDialect = dialectOf(xaiRules);

function dialectOf(rules: Rules): RealtimeDialect {
  return {
    path: '/v1/realtime',
    refuse(request) {
      if (!hasBearer(request)) return 401;
      return /[?&]model=[^&]+/.test(request.url ?? '') ? null : 400;
    },
    accept: (connection) => new OpenAiPeer(connection, rules),
  };
}

class OpenAiPeer {
  readonly #at: Connection;
  readonly #rules: Rules;
  #buffer: Int16Array[] = [];
  #heard = 0;
  #configured = false;
  #running: { readonly id: string; readonly item: string; readonly playback: Playback } | null = null;
  /** Samples of each item of the agent. */
  readonly #items = new Map<string, number>();
  readonly #calls = new Set<string>();

  constructor(connection: Connection, rules: Rules) {
    this.#at = connection;
    this.#rules = rules;
    this.#send(rules.needsType ? 'session.created' : 'conversation.created', { session: { id: 'sess_1' } });
  }

  stop(): void {
    this.#running?.playback.stop();
  }

  message(text: string): void {
    const { received } = this.#at;
    let message: any;
    try {
      message = JSON.parse(text);
    } catch {
      return this.#refuse({ code: 'invalid_json', message: 'Could not parse your JSON payload.' }, {});
    }
    received.messages.push(message.audio === undefined ? message : { ...message, audio: '…' });
    const wrong = this.#take(message);
    if (wrong) this.#refuse(wrong, message);
  }

  #take(message: any): Fault | null {
    const { received, script } = this.#at;
    switch (message.type) {
      case 'session.update': {
        const wrong = faultOfSession(message.session, !this.#configured, this.#rules);
        if (wrong) return wrong;
        this.#configured = true;
        if (!script.neverReady) this.#send('session.updated', { session: message.session });
        return null;
      }
      case 'input_audio_buffer.append':
        if (typeof message.audio !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(message.audio))
          return { code: 'invalid_value', message: "Invalid 'audio'. Expected base64-encoded audio bytes." };
        this.#buffer.push(muLaw.decode(Buffer.from(message.audio, 'base64')));
        return null;
      case 'input_audio_buffer.clear':
        this.#buffer = [];
        this.#send('input_audio_buffer.cleared', {});
        return null;
      case 'input_audio_buffer.commit':
        return this.#commit();
      case 'conversation.item.create': {
        const wrong = faultOfItem(message.item, this.#calls);
        if (wrong) return wrong;
        if (message.item.type === 'function_call_output')
          received.toolResults.push({ id: message.item.call_id, result: message.item.output });
        this.#send('conversation.item.added', { item: message.item });
        return null;
      }
      case 'response.create':
        return faultOfResponse(message.response, this.#rules) ?? this.#respond(message.response);
      case 'response.cancel':
        return this.#cancel();
      case 'conversation.item.truncate':
        if (this.#rules.truncates) return this.#truncate(message);
    }
    return { code: 'invalid_value', message: `Invalid value: '${message.type}'.` };
  }

  #commit(): Fault | null {
    const { received, script } = this.#at;
    const turn = join(this.#buffer.splice(0));
    if (turn.length < SHORTEST_TURN)
      return { code: 'input_audio_buffer_commit_empty', message: 'Expected at least 100ms of audio.' };
    const item_id = `item_user_${received.turns.push(turn)}`;
    this.#send('input_audio_buffer.committed', { item_id });
    const transcript = script.heard?.[this.#heard++];
    // Transcription runs beside the answer and comes when it comes.
    if (transcript !== undefined)
      setImmediate(() =>
        this.#send('conversation.item.input_audio_transcription.completed', { item_id, transcript }),
      );
    return null;
  }

  #respond(response: any): Fault | null {
    const { received, script } = this.#at;
    if (this.#running)
      return {
        code: 'conversation_already_has_active_response',
        message: `Conversation already has an active response in progress: ${this.#running.id}.`,
      };
    const index = received.answers++;
    const reply = atIndex(script.replies, index) ?? {};
    received.asked.push(response?.instructions ?? '');
    const [id, item] = [`resp_${index}`, `item_${index}`];
    const there = { response_id: id, item_id: item, output_index: 0, content_index: 0 };
    this.#send('response.created', { response: { id, status: 'in_progress', output: [] } });
    if (reply.fails) {
      setImmediate(() => this.#finish(id, 'failed', errorOf(reply.fails!)));
      return null;
    }
    const speaks = audioOf(reply).length > 0;
    if (speaks) {
      this.#items.set(item, 0);
      this.#send('response.output_item.added', {
        ...there,
        item: { id: item, type: 'message', role: 'assistant' },
      });
    }
    const playback = new Playback(reply, script.paceMs ?? 0, {
      word: (delta) => this.#send('response.output_audio_transcript.delta', { ...there, delta }),
      audio: (pcm) => {
        const bytes = Buffer.alloc(pcm.length);
        muLaw.encode(pcm, bytes);
        this.#items.set(item, (this.#items.get(item) ?? 0) + pcm.length);
        this.#send('response.output_audio.delta', { ...there, delta: bytes.toString('base64') });
      },
      fault: () => this.#break(reply.fault!),
      done: () => {
        if (speaks) this.#finishItem(item, 'completed');
        for (const [at, call] of (reply.calls ?? []).entries()) this.#call(id, `call_${index}_${at}`, call);
        this.#finish(id, 'completed');
      },
    });
    this.#running = { id, item, playback };
    return null;
  }

  #call(response_id: string, call_id: string, call: { name: string; arguments: object }): void {
    this.#calls.add(call_id);
    const item = {
      id: `item_${call_id}`,
      type: 'function_call',
      call_id,
      name: call.name,
      arguments: JSON.stringify(call.arguments),
    };
    this.#send('response.output_item.added', {
      response_id,
      output_index: 1,
      item: { ...item, arguments: '' },
    });
    this.#send('response.function_call_arguments.done', {
      response_id,
      item_id: item.id,
      call_id,
      arguments: item.arguments,
      ...(this.#rules.needsType ? {} : { name: call.name }),
    });
    this.#send('response.output_item.done', { response_id, output_index: 1, item });
  }

  #cancel(): Fault | null {
    if (!this.#running)
      return { code: 'response_cancel_not_active', message: 'Cancellation failed: no active response found' };
    const { id, item, playback } = this.#running;
    playback.stop();
    if (this.#items.has(item)) this.#finishItem(item, 'incomplete');
    this.#finish(id, 'cancelled');
    return null;
  }

  #truncate({ item_id, audio_end_ms, content_index }: any): Fault | null {
    const samples = this.#items.get(item_id);
    if (samples === undefined || content_index !== 0)
      return { code: 'item_truncate_invalid_item_id', message: `Item with item_id not found: ${item_id}` };
    if (!Number.isInteger(audio_end_ms) || audio_end_ms * 8 > samples)
      return {
        code: 'invalid_value',
        message: `Audio content of ${samples / 8}ms is already shorter than ${audio_end_ms}ms`,
      };
    this.#at.received.truncations.push({ item: item_id, heardMs: audio_end_ms });
    this.#send('conversation.item.truncated', { item_id, content_index, audio_end_ms });
    return null;
  }

  #finishItem(id: string, status: string): void {
    this.#send('response.output_audio.done', { item_id: id });
    this.#send('response.output_item.done', { item: { id, type: 'message', role: 'assistant', status } });
  }

  #finish(id: string, status: string, error?: object): void {
    this.#running = null;
    const usage = { input_tokens: REALTIME_USAGE.input, output_tokens: REALTIME_USAGE.output };
    const status_details = error ? { type: status, error } : null;
    this.#send('response.done', {
      response: { id, status, status_details, output: [], ...(this.#rules.needsType ? { usage } : {}) },
      ...(this.#rules.needsType ? {} : { usage }),
    });
  }

  #break(fault: string): void {
    if (fault === 'close') this.#at.socket.terminate();
    if (fault === 'malformed') this.#at.socket.send('{"type":"response.output_aud');
    if (fault === 'error-event')
      this.#send('error', {
        error: { type: 'server_error', code: 'session_expired', message: 'Your session has ended.' },
      });
  }

  #refuse({ code, message }: Fault, caused: any): void {
    this.#at.received.violations.push(`${code}: ${message}`);
    const error = { type: 'invalid_request_error', code, message, event_id: caused.event_id ?? null };
    this.#send('error', { error });
  }

  #send(type: string, data: object): void {
    this.#at.socket.send(JSON.stringify({ type, event_id: 'event_1', ...data }));
  }
}

function errorOf(why: 'rate-limit' | 'quota'): object {
  return why === 'quota'
    ? { type: 'insufficient_quota', code: 'insufficient_quota', message: 'You exceeded your current quota.' }
    : { type: 'requests', code: 'rate_limit_exceeded', message: 'Rate limit reached.' };
}

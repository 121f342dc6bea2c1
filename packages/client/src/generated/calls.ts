// Written by tools/client.ts from openapi/openapi.json.
import { followEvents } from '../events.ts';
import { eachRow, type Page } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Call } from './call.ts';
import type { CallRow } from './call-row.ts';
import type {
  AnalyseCallAnswer,
  AnalyseCallBody,
  BeginCallCaptureAnswer,
  CallAnalysis,
  CallAnnotation,
  CallEvent,
  CallTranscript,
  CreateCallNoteBody,
  CreateLiveTicketBody,
  CreatedCallNote,
  CreatedLiveTicket,
  GetCallTranscriptQuery,
  InformCallBody,
  ListCallEventsQuery,
  ListCallNotesAnswer,
  ListCallTagsAnswer,
  ListCallsQuery,
  ListenByTicketQuery,
  ListenToCallQuery,
  MuteCallBody,
  PutCallTagsBody,
  RateCallBody,
  SayInCallAnswer,
  SayInCallBody,
  SendCallDigitsBody,
  SetCallVariablesBody,
  TransferCallBody,
  UpdateCallNoteBody,
  ViewCallBody,
} from './calls-types.ts';
import type { CreateCallBody } from './create-call-body.ts';

/** Calls. */
export class CallsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Call a person. A saved agent (its production version unless one is named) or one given inline.
   * Committed when answered.
   * @throws ParleyError `transport-unsupported`, `url-refused`, `variable-missing`, `voice-unknown`,
   * `tuning-unavailable`, `llm-missing`, `open-speech-missing`, `dial-denied`, `agent-unknown`,
   * `agent-version-unknown`, `trunk-unknown`, `number-unknown`, `shutting-down`
   */
  create(body: CreateCallBody, options?: RequestOptions): Promise<Call> {
    return this.#transport.json({ method: 'POST', path: '/v1/calls', body, keyed: true }, options);
  }

  /**
   * List calls. All filters that are given must hold. Rows leave out what was said; `q` searches it.
   * @throws ParleyError `agent-unknown`, `number-unknown`
   */
  list(query?: ListCallsQuery, options?: RequestOptions): Promise<Page<CallRow>> {
    return this.#transport.json({ method: 'GET', path: '/v1/calls', query }, options);
  }

  /** List calls, one by one over all pages. */
  each(query: ListCallsQuery = {}, options?: RequestOptions): AsyncGenerator<CallRow, void, void> {
    return eachRow((asked: ListCallsQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a call.
   * @throws ParleyError `call-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Call> {
    return this.#transport.json({ method: 'GET', path: path`/v1/calls/${id}` }, options);
  }

  /**
   * Delete a call. Its events, transcript, notes and recording go too. Only a call that has ended.
   * @throws ParleyError `call-unknown`, `call-not-ended`
   */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/calls/${id}` }, options);
  }

  /**
   * Events of a call. With `Accept: text/event-stream` a stream that ends with the call; `Last-Event-ID`
   * resumes it.
   * @throws ParleyError `call-unknown`
   */
  listEvents(id: string, query?: ListCallEventsQuery, options?: RequestOptions): Promise<Page<CallEvent>> {
    return this.#transport.json({ method: 'GET', path: path`/v1/calls/${id}/events`, query }, options);
  }

  /** Events of a call, one by one over all pages. */
  eachEvents(
    id: string,
    query: ListCallEventsQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<CallEvent, void, void> {
    return eachRow((asked: ListCallEventsQuery) => this.listEvents(id, asked, options), query, 'after');
  }

  /** Events of a call as they happen; resumed by itself when the connection breaks. */
  followEvents(
    id: string,
    query?: ListCallEventsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<CallEvent, void, void> {
    return followEvents(
      this.#transport,
      { method: 'GET', path: path`/v1/calls/${id}/events`, query },
      options,
    );
  }

  /**
   * Recording of a call. A WAV, callee left, agent right; its first sample is the answer. `Range` is
   * honoured.
   * @throws ParleyError `call-unknown`, `recording-unknown`, `recording-not-ready`,
   * `range-not-satisfiable`, `recording-unreachable`
   */
  getRecording(id: string, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw({ method: 'GET', path: path`/v1/calls/${id}/recording` }, options);
  }

  /**
   * Capture the packets of a call. Of a call that is dialling, ringing or in progress, from now on: its
   * signalling without credentials and keys, and the headers of RTP and RTCP, never their audio. Asked
   * again it changes nothing. Read it once the call has ended.
   * @throws ParleyError `call-unknown`, `call-not-in-progress`
   */
  beginCapture(id: string, options?: RequestOptions): Promise<BeginCallCaptureAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/capture`, keyed: true },
      options,
    );
  }

  /**
   * Packet capture of a call. A pcap (`application/vnd.tcpdump.pcap`) of its signalling, over UDP, TCP
   * or TLS written as datagrams, and of the headers of its RTP and RTCP. `Range` is honoured.
   * @throws ParleyError `call-unknown`, `capture-unknown`, `recording-unknown`, `capture-not-ready`,
   * `range-not-satisfiable`, `recording-unreachable`
   */
  getCapture(id: string, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw({ method: 'GET', path: path`/v1/calls/${id}/capture` }, options);
  }

  /**
   * Analysis of a call. The call holds it too; here it is known whether one is under way.
   * @throws ParleyError `call-unknown`, `analysis-unknown`, `analysis-not-ready`
   */
  getAnalysis(id: string, options?: RequestOptions): Promise<CallAnalysis> {
    return this.#transport.json({ method: 'GET', path: path`/v1/calls/${id}/analysis` }, options);
  }

  /**
   * Analyse a call again. An earlier analysis stays until the new one is there; `analysis-finished` in
   * the log tells when.
   * @throws ParleyError `call-unknown`, `analysis-template-unknown`, `analysis-not-ready`
   */
  analyse(id: string, body: AnalyseCallBody, options?: RequestOptions): Promise<AnalyseCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/analysis`, body, keyed: true },
      options,
    );
  }

  /**
   * Transcript of a call. Who said what, heard to the word; of a running call as far as it is committed.
   * @throws ParleyError `call-unknown`
   */
  getTranscript(
    id: string,
    query?: GetCallTranscriptQuery,
    options?: RequestOptions,
  ): Promise<CallTranscript> {
    return this.#transport.json({ method: 'GET', path: path`/v1/calls/${id}/transcript`, query }, options);
  }

  /**
   * Notes, tags, labels, ratings and views of a call.
   * @throws ParleyError `call-unknown`
   */
  getAnnotations(id: string, options?: RequestOptions): Promise<CallAnnotation> {
    return this.#transport.json({ method: 'GET', path: path`/v1/calls/${id}/annotations` }, options);
  }

  /**
   * Write a note on a call.
   * @throws ParleyError `call-unknown`
   */
  createNote(id: string, body: CreateCallNoteBody, options?: RequestOptions): Promise<CreatedCallNote> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/notes`, body, keyed: true },
      options,
    );
  }

  /**
   * Notes on a call.
   * @throws ParleyError `call-unknown`
   */
  listNotes(id: string, options?: RequestOptions): Promise<ListCallNotesAnswer> {
    return this.#transport.json({ method: 'GET', path: path`/v1/calls/${id}/notes` }, options);
  }

  /**
   * Change a note on a call.
   * @throws ParleyError `call-unknown`, `note-unknown`
   */
  updateNote(
    id: string,
    noteId: string,
    body: UpdateCallNoteBody,
    options?: RequestOptions,
  ): Promise<CreatedCallNote> {
    return this.#transport.json(
      { method: 'PATCH', path: path`/v1/calls/${id}/notes/${noteId}`, body },
      options,
    );
  }

  /**
   * Delete a note on a call.
   * @throws ParleyError `call-unknown`, `note-unknown`
   */
  deleteNote(id: string, noteId: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/calls/${id}/notes/${noteId}` }, options);
  }

  /**
   * Tag a call.
   * @throws ParleyError `call-unknown`
   */
  putTags(id: string, body: PutCallTagsBody, options?: RequestOptions): Promise<CallAnnotation> {
    return this.#transport.json({ method: 'PUT', path: path`/v1/calls/${id}/tags`, body }, options);
  }

  /** Tags in use. By name; the first 1000. */
  listTags(options?: RequestOptions): Promise<ListCallTagsAnswer> {
    return this.#transport.json({ method: 'GET', path: '/v1/call-tags' }, options);
  }

  /**
   * Label a call as an example.
   * @throws ParleyError `call-unknown`
   */
  putLabels(id: string, body: PutCallTagsBody, options?: RequestOptions): Promise<CallAnnotation> {
    return this.#transport.json({ method: 'PUT', path: path`/v1/calls/${id}/labels`, body }, options);
  }

  /**
   * Rate a call. A word, a number or an emoji. One person may give several.
   * @throws ParleyError `call-unknown`
   */
  rate(id: string, body: RateCallBody, options?: RequestOptions): Promise<CallAnnotation> {
    return this.#transport.json({ method: 'PUT', path: path`/v1/calls/${id}/ratings`, body }, options);
  }

  /**
   * Take a rating back.
   * @throws ParleyError `call-unknown`, `rating-unknown`
   */
  unrate(id: string, query: RateCallBody, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/calls/${id}/ratings`, query }, options);
  }

  /**
   * Note who has looked at a call. The first look of each person counts.
   * @throws ParleyError `call-unknown`
   */
  view(id: string, body: ViewCallBody, options?: RequestOptions): Promise<CallAnnotation> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/views`, body, keyed: true },
      options,
    );
  }

  /**
   * Listen to a running call, speak into it. A WebSocket. Binary messages: 4 bytes with the sample
   * index, then pairs of samples, callee first. Text messages: JSON with `type`. A slow reader loses
   * frames and is told how many. To speak or whisper the key needs `calls:write`. Only on the node that
   * holds the call; another one answers 421 naming it.
   * @throws ParleyError `call-unknown`, `call-not-in-progress`, `call-elsewhere`, `upgrade-required`
   */
  listen(id: string, query?: ListenToCallQuery, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw({ method: 'GET', path: path`/v1/calls/${id}/live`, query }, options);
  }

  /**
   * Listen to a running call by a ticket. The same WebSocket, for browsers; the ticket stands for key,
   * call and `speak`.
   * @throws ParleyError `ticket-invalid`, `call-unknown`, `call-not-in-progress`, `call-elsewhere`,
   * `upgrade-required`
   */
  listenByTicket(query: ListenByTicketQuery, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw({ method: 'GET', path: '/v1/live', query }, options);
  }

  /**
   * A ticket to listen to a call. For browsers, which can send no key with a WebSocket. Works for 60 s.
   * @throws ParleyError `call-unknown`
   */
  createLiveTicket(
    id: string,
    body: CreateLiveTicketBody,
    options?: RequestOptions,
  ): Promise<CreatedLiveTicket> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/live-tickets`, body, keyed: true },
      options,
    );
  }

  /**
   * Hang up. A call not yet answered ends as `canceled`. The answer may still show it ending.
   * @throws ParleyError `call-unknown`, `call-ended`
   */
  hangUp(id: string, options?: RequestOptions): Promise<Call> {
    return this.#transport.json({ method: 'POST', path: path`/v1/calls/${id}/hangup`, keyed: true }, options);
  }

  /**
   * Let the agent say something. Said after what the agent is in the middle of saying.
   * @throws ParleyError `call-unknown`, `call-not-in-progress`, `call-can-not`
   */
  say(id: string, body: SayInCallBody, options?: RequestOptions): Promise<SayInCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/say`, body, keyed: true },
      options,
    );
  }

  /**
   * Tell the agent something. Context for the language model: data, never instructions. A flow keeps it
   * for its prompt nodes and the analysis.
   * @throws ParleyError `call-unknown`, `call-not-in-progress`, `call-can-not`
   */
  inform(id: string, body: InformCallBody, options?: RequestOptions): Promise<SayInCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/inform`, body, keyed: true },
      options,
    );
  }

  /**
   * Mute or unmute the agent. While muted the agent hears and says nothing; what it would have said is
   * not said later.
   * @throws ParleyError `call-unknown`, `call-not-in-progress`, `call-can-not`
   */
  mute(id: string, body: MuteCallBody, options?: RequestOptions): Promise<SayInCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/mute`, body, keyed: true },
      options,
    );
  }

  /**
   * Set variables of the call. They count from the next words on.
   * @throws ParleyError `call-unknown`, `call-not-in-progress`, `call-can-not`
   */
  setVariables(id: string, body: SetCallVariablesBody, options?: RequestOptions): Promise<SayInCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/variables`, body, keyed: true },
      options,
    );
  }

  /**
   * Press keys. Sent as RFC 4733 events after what is being said; as tones where the far end takes no
   * events.
   * @throws ParleyError `call-unknown`, `call-not-in-progress`, `call-can-not`
   */
  sendDigits(id: string, body: SendCallDigitsBody, options?: RequestOptions): Promise<SayInCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/digits`, body, keyed: true },
      options,
    );
  }

  /**
   * Transfer the call. A second leg, bridged by Parley; it passes the dial authority. If nobody takes it
   * the conversation goes on.
   * @throws ParleyError `call-unknown`, `call-not-in-progress`, `call-can-not`
   */
  transfer(id: string, body: TransferCallBody, options?: RequestOptions): Promise<SayInCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/calls/${id}/transfer`, body, keyed: true },
      options,
    );
  }
}

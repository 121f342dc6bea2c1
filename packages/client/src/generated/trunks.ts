// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Call } from './call.ts';
import type { DeleteAgentQuery } from './shared.ts';
import type { Trunk } from './trunk.ts';
import type {
  CreateTestCallBody,
  CreateTrunkBody,
  DiagnoseTrunkAnswer,
  UpdateTrunkBody,
} from './trunks-types.ts';

/** Trunks. */
export class TrunksApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a trunk. A SIP account to dial through. The password is kept encrypted and never shown. */
  create(body: CreateTrunkBody, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json({ method: 'POST', path: '/v1/trunks', body, keyed: true }, options);
  }

  /** List trunks. */
  list(query?: PageQuery, options?: RequestOptions): Promise<Page<Trunk>> {
    return this.#transport.json({ method: 'GET', path: '/v1/trunks', query }, options);
  }

  /** List trunks, one by one over all pages. */
  each(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<Trunk, void, void> {
    return eachRow((asked: PageQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a trunk.
   * @throws ParleyError `trunk-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json({ method: 'GET', path: path`/v1/trunks/${id}` }, options);
  }

  /**
   * Change a trunk. Fields left out stay; those that are objects are replaced whole. Running calls keep
   * what they began with.
   * @throws ParleyError `trunk-unknown`
   */
  update(id: string, body: UpdateTrunkBody, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/trunks/${id}`, body }, options);
  }

  /**
   * Delete a trunk. Running calls go on. Refused while numbers are dialled through it, unless `unbind`
   * is true, which leaves them without a trunk.
   * @throws ParleyError `trunk-unknown`, `trunk-in-use`
   */
  delete(id: string, query?: DeleteAgentQuery, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/trunks/${id}`, query }, options);
  }

  /**
   * Look at a trunk. Names, connections and certificates, OPTIONS, registration, our offer: each step
   * with what to do. Nobody is called. Takes some seconds where something does not answer.
   * @throws ParleyError `trunk-unknown`
   */
  diagnose(id: string, options?: RequestOptions): Promise<DiagnoseTrunkAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/trunks/${id}/diagnose`, keyed: true },
      options,
    );
  }

  /**
   * Place a test call through a trunk. A real call, like any other before the dial authority: somebody
   * rings, hears one sentence, and is hung up on. Of its events `media-measured` tells what was sent and
   * heard, and how well.
   * @throws ParleyError `transport-unsupported`, `voice-unknown`, `dial-denied`, `live-key-needed`,
   * `trunk-unknown`, `shutting-down`
   */
  createTestCall(id: string, body: CreateTestCallBody, options?: RequestOptions): Promise<Call> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/trunks/${id}/test-calls`, body, keyed: true },
      options,
    );
  }
}

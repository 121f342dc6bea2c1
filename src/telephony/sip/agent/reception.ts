/** What comes from the network, on its way to the transactions: parsed, judged by who sends it. */
import type { Logger } from '#kernel';
import type { SipTarget } from '../../contract.ts';
import { param, parseMessage, type SipRequest } from '../message/index.ts';
import type { TransactionLayer } from '../transaction/index.ts';
import { defaultPort } from '../transport/received.ts';
import type { Source, Transport } from '../transport/transport.ts';

/** What a peer gets that asks for something outside any call of ours: an answer, 403, or silence. */
export type Admission = 'serve' | 'refuse' | 'ignore';

export interface ReceptionParts {
  readonly layer: TransactionLayer;
  readonly transport: Transport;
  readonly logger: Logger;
  readonly admits: (source: SipTarget) => Admission;
  /** Does the request belong to a dialog of ours? */
  readonly expects: (request: SipRequest) => boolean;
  /** Do we talk to that peer in a call? */
  readonly talksTo: (host: string) => boolean;
}

export class Reception {
  readonly #parts: ReceptionParts;

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
  }

  take(bytes: Uint8Array, from: Source): void {
    const { layer, logger } = this.#parts;
    // Keep-alives: empty datagrams, CRLFs and the NULs of some phones.
    if (bytes.length <= 4) return;
    const parsed = parseMessage(bytes);
    const request = parsed.ok ? parsed.message : parsed.request;
    if (request?.kind === 'request' && !this.#admitted(request, from)) return;
    if (parsed.ok) {
      if (parsed.message.kind === 'request') this.#alias(parsed.message, from);
      return layer.receive(parsed.message, from, bytes.length);
    }
    logger.debug('sip-message-malformed', { problem: parsed.problem, bytes: bytes.length });
    // 8.2.7, 16.3: what is whole enough is told so, except ACK, which nobody answers.
    if (parsed.request && parsed.request.method !== 'ACK')
      layer.reject(parsed.request, from, parsed.status, parsed.problem);
  }

  /** 26.1.5: what strangers ask for is answered without keeping anything of it, or not at all. */
  #admitted(request: SipRequest, from: Source): boolean {
    const { admits, expects, talksTo, layer } = this.#parts;
    const policy = admits(from);
    if (policy === 'serve' || expects(request) || layer.inviteOf(request) || talksTo(from.host)) return true;
    if (policy === 'refuse' && request.method !== 'ACK') layer.reject(request, from, 403, 'Forbidden');
    return false;
  }

  /** RFC 5923, 5: `alias` in the top Via; sent-by names the port that the connection shall stand for. */
  #alias({ via: [top] }: SipRequest, from: Source): void {
    if (from.flow !== undefined && top && param(top.params, 'alias') !== undefined)
      this.#parts.transport.alias(from, top.port ?? defaultPort(from.transport));
  }
}

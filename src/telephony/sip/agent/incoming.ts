/** The incoming call that a user holds. */
import { AppError } from '#kernel';
import type { DialogRecord, Guard, IncomingSipCall, SipCall } from '../../contract.ts';
import { dialogOfRequest } from '../dialog/index.ts';
import {
  branchOf,
  header,
  headerLines,
  printNameAddr,
  sdpOf,
  uriUser,
  type SipRequest,
} from '../message/index.ts';
import type { Source } from '../transport/transport.ts';
import { Call, type Machine } from './call.ts';
import type { Proof } from './challenge.ts';
import { startIncoming, stepIncoming } from './incoming-call.ts';
import type { Incoming, IncomingInput } from './incoming-state.ts';
import type { CallWorld, RunningCall } from './running-call.ts';

const MACHINE: Machine<Incoming, IncomingInput> = {
  step: stepIncoming,
  identity: ({ request, localTag }) => ({
    callId: request.callId,
    localTag,
    branch: branchOf(request.via[0]!) ?? '',
    cseq: request.cseq.number,
  }),
  isOurs: false,
  dialogs: ({ session, request, localTag }) => [session?.dialog ?? dialogOfRequest(request, localTag)],
};

export class IncomingCall extends Call<Incoming, IncomingInput> implements IncomingSipCall {
  readonly calledUser: string;
  readonly requestUri: string;
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly offer: string | undefined;
  readonly replaces?: SipCall;
  readonly #request: SipRequest;
  readonly #judge: (guard: Guard) => Proof;
  readonly #challengeTag: string;
  #accepted: () => void = () => undefined;

  /** @param peer where the INVITE came from, and by which connection */
  constructor(
    world: CallWorld,
    peer: Source,
    {
      replaces,
      judge,
      challengeTag,
      ...parts
    }: Parameters<typeof startIncoming>[0] & {
      readonly replaces?: RunningCall;
      /** Has the caller proven to be one of these? */
      readonly judge: (guard: Guard) => Proof;
      /** To tag of a challenge: the same for the same INVITE (8.2.7). */
      readonly challengeTag: string;
    },
  ) {
    const first = startIncoming(parts);
    super(world, MACHINE, first.state, () => Promise.resolve(), peer);
    const { request } = parts;
    this.calledUser = uriUser(request.uri);
    this.requestUri = request.uri;
    this.from = printNameAddr(request.from);
    this.to = printNameAddr(request.to);
    this.source = parts.source;
    this.offer = sdpOf(request);
    this.#request = request;
    this.#judge = judge;
    this.#challengeTag = challengeTag;
    if (replaces instanceof Call) this.replaces = replaces;
    this.run(() => first);
  }

  header(name: string): string | undefined {
    return header(this.#request, name);
  }

  headers(name: string): readonly string[] {
    return headerLines(this.#request, name);
  }

  ring(earlySdp?: string): void {
    this.input({ type: 'ring', ...(earlySdp === undefined ? {} : { sdp: earlySdp }) });
  }

  /**
   * Resolves when the 200 left, or at once when the call had ended before (`ended` tells how).
   * @throws whatever `store` threw; the caller then heard 500.
   */
  accept(sdp: string, store: (record: DialogRecord) => Promise<void>): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.store = (record) =>
        store(record).catch((error: unknown) => {
          reject(error);
          throw error;
        });
      this.#accepted = resolve;
      this.events.on('ended', () => resolve());
      if (this.ended) resolve();
      this.input({ type: 'accept', sdp });
    });
  }

  protected override afterStored(): void {
    this.#accepted();
  }

  /** @throws AppError `sip-status-invalid` for a status that refuses nothing. */
  reject(status: number, reason?: string): void {
    if (!Number.isInteger(status) || status < 300 || status > 699)
      throw new AppError({
        code: 'sip-status-invalid',
        message: `status: ${status} refuses no call. Give one from 300 to 699.`,
        status: 500,
        param: 'status',
      });
    this.input({ type: 'reject', status, ...(reason === undefined ? {} : { reason }) });
  }

  prove(guard: Guard): boolean {
    const proof = this.#judge(guard);
    if (proof.kind === 'proven') return true;
    this.input({ type: 'challenge', tag: this.#challengeTag, challenges: proof.headers });
    return false;
  }

  canceled(request: SipRequest): void {
    this.input({ type: 'canceled', request });
  }

  undeliverable(detail: string): void {
    this.input({ type: 'undeliverable', detail });
  }
}

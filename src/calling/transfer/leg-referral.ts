/** A second leg whose two ends the callee's side may connect by itself: REFER, blind or attended. */
import type { TransferChange, TransferWish } from '#conversation';
import type { Call } from '#domain';
import type { MediaSession, SipCall } from '#telephony';
import type { Allowed } from '../dial/decide.ts';
import { dialTarget } from '../dial/target.ts';
import type { CallLog } from '../live/call-log.ts';
import { handOver, handsOver, type HandOver, type HandOverWish } from './hand-over.ts';

type Referred = Pick<HandOverWish, 'to' | 'by'>;

export interface LegReferralParts {
  readonly call: Call;
  /** Of the callee, who hears that it rings. */
  readonly media: Pick<MediaSession, 'ringing'>;
  readonly log: Pick<CallLog, 'note'>;
  readonly options: { readonly sip: { readonly address: string } };
  callee(): SipCall | null;
  tell(change: TransferChange): void;
}

export class LegReferral {
  readonly #parts: LegReferralParts;
  readonly #to: Referred;
  readonly #attemptId: string;
  #isUnderWay = false;

  private constructor(parts: LegReferralParts, to: Referred, attemptId: string) {
    this.#parts = parts;
    this.#to = to;
    this.#attemptId = attemptId;
  }

  /** @returns null: both legs run through us */
  static of({ attempt, verdict }: Allowed, wish: TransferWish, parts: LegReferralParts): LegReferral | null {
    const { call, options } = parts;
    if (call.test || !handsOver(call, wish, verdict.trunk)) return null;
    const { requestUri, from } = dialTarget({ ...call, to: wish.to }, verdict, null, options.sip.address);
    return new LegReferral(parts, { to: requestUri, by: from }, attempt.id);
  }

  /** The callee's side has it, and has not said how it went. */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** @param replaces the target's leg, which the callee takes the place of; null: blind. @param settled called once */
  refer(replaces: SipCall | null, settled: (result: HandOver) => void): void {
    const { log, media, tell } = this.#parts;
    const callee = this.#parts.callee();
    if (!callee) return settled({ kind: 'refused', status: 0 });
    const attempt_id = this.#attemptId;
    this.#isUnderWay = true;
    log.note('refer-sent', { attempt_id, to: this.#to.to, attended: replaces !== null });
    handOver(
      callee,
      {
        ...this.#to,
        ...(replaces ? { replaces } : {}),
        told: (progress) => {
          log.note('refer-progress', { attempt_id, ...progress });
          if (replaces || progress.final || progress.status < 180 || progress.status >= 200) return;
          media.ringing();
          tell({ state: 'ringing', detail: `${progress.status}` });
        },
      },
      (result) => {
        this.#isUnderWay = false;
        settled(result);
      },
    );
  }
}

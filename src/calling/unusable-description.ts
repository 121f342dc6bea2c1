/** Why a call ends whose description we cannot use. */
import type { EndCode } from '#domain';
import type { Negotiation } from '#telephony';

/** The end reason's code and what is wrong. */
export function unusable({ problem, detail }: Extract<Negotiation, { ok: false }>): {
  readonly code: EndCode;
  readonly detail: string;
} {
  return { code: problem === 'srtp-required' ? 'srtp-required' : 'no-common-codec', detail };
}

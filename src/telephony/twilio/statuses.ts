/** What Twilio tells of a call's progress, in the wire's words (twilio.com/docs/voice/api/call-resource, "Status"). Pure. */
import type { SipEnding } from '../contract.ts';
import { isCallSid } from './rest.ts';

/** One status callback. */
export interface TwilioStatus {
  readonly callSid: string;
  readonly status: TwilioCallStatus;
  /** Of the carrier's final answer, where Twilio tells it. */
  readonly sipStatus: number | null;
  /** Twilio's own error number. */
  readonly errorCode: string | null;
}

const STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] as const;
export type TwilioCallStatus = (typeof STATUSES)[number];

/** Null: this is no status callback. */
export function readStatus(form: ReadonlyMap<string, string>): TwilioStatus | null {
  const callSid = form.get('CallSid');
  const status = STATUSES.find((known) => known === form.get('CallStatus'));
  if (!isCallSid(callSid) || !status) return null;
  const sip = form.get('SipResponseCode') ?? '';
  return {
    callSid,
    status,
    sipStatus: /^[3-6]\d\d$/.test(sip) ? Number(sip) : null,
    errorCode: form.get('ErrorCode') ?? null,
  };
}

/** The end of a call that nobody answered; null: this status is none. */
export function endingOf({ status, sipStatus, errorCode }: TwilioStatus): SipEnding | null {
  const detail = `Twilio: ${status}${errorCode === null ? '' : ` (error ${errorCode})`}`;
  switch (status) {
    case 'busy':
      return { kind: 'rejected', by: 'peer', status: sipStatus ?? 486, reason: 'Busy Here', detail };
    case 'no-answer':
      // Its own time limit is the one that we gave.
      return sipStatus === null || sipStatus === 487
        ? { kind: 'ring-timeout', by: 'us', detail }
        : { kind: 'rejected', by: 'peer', status: sipStatus, reason: 'No Answer', detail };
    case 'failed':
      // "Most likely because the phone number was entered incorrectly": without the carrier's word 404 says that best.
      return { kind: 'rejected', by: 'peer', status: sipStatus ?? 404, reason: 'Failed', detail };
    case 'canceled':
      return { kind: 'canceled', by: 'us', detail };
    default:
      return null;
  }
}

/** Why Twilio did not take the request. */
export function refusalOf(httpStatus: number, code: number | null, message: string): SipEnding {
  const detail = `Twilio refused the call: ${message}${code === null ? '' : ` (error ${code})`}`;
  if (httpStatus === 401 || httpStatus === 403)
    return { kind: 'auth-failed', by: 'peer', status: httpStatus, detail };
  // 429: too many requests; a carrier says so with 503.
  return { kind: 'rejected', by: 'peer', status: httpStatus === 429 ? 503 : httpStatus, detail };
}

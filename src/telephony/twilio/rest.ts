/** Requests to Twilio's REST API and what its answers say (twilio.com/docs/voice/api/call-resource). Pure. */
import { printTwiml } from './twiml.ts';

export interface TwilioAccount {
  /** `https://api.twilio.com`, or that of a region; without a slash at the end. */
  readonly base: string;
  /** `AC…` */
  readonly sid: string;
  readonly authToken: string;
}

export interface RestRequest {
  readonly method: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface NewCall {
  /** E.164. */
  readonly to: string;
  readonly from: string;
  /** `wss://…` that Twilio opens when the callee answers. */
  readonly streamUrl: string;
  readonly statusUrl: string;
  /** How long it may ring, s. */
  readonly timeoutS: number;
}

/** What the request for a call came to. */
export type Created =
  | { readonly type: 'created'; readonly sid: string }
  | {
      readonly type: 'refused';
      readonly httpStatus: number;
      readonly code: number | null;
      readonly message: string;
    };

/** Progress that we want to be told; `completed` stands for every end. */
const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];
const CALL_SID = /^CA[0-9a-f]{32}$/;

export function createCall(account: TwilioAccount, call: NewCall): RestRequest {
  const form = new URLSearchParams({
    To: call.to,
    From: call.from,
    Twiml: printTwiml(call.streamUrl),
    Timeout: String(call.timeoutS),
    StatusCallback: call.statusUrl,
    StatusCallbackMethod: 'POST',
  });
  for (const event of EVENTS) form.append('StatusCallbackEvent', event);
  return post(account, 'Calls.json', form);
}

/** Hangs up, whether it rings or talks. */
export function completeCall(account: TwilioAccount, callSid: string): RestRequest {
  return post(
    account,
    `Calls/${encodeURIComponent(callSid)}.json`,
    new URLSearchParams({ Status: 'completed' }),
  );
}

/** Reads the answer to `createCall`. Null: no answer of Twilio's, so that nobody knows what became of it. */
export function readCreated(status: number, body: string): Created | null {
  const said = objectOf(body);
  const sid = said?.['sid'];
  if (status >= 200 && status < 300) return isCallSid(sid) ? { type: 'created', sid } : null;
  if (status >= 500) return null;
  const code = said?.['code'];
  return {
    type: 'refused',
    httpStatus: status,
    code: typeof code === 'number' ? code : null,
    message: typeof said?.['message'] === 'string' ? said['message'].slice(0, 300) : `HTTP ${status}`,
  };
}

export function isCallSid(text: unknown): text is string {
  return typeof text === 'string' && CALL_SID.test(text);
}

function post({ base, sid, authToken }: TwilioAccount, path: string, form: URLSearchParams): RestRequest {
  const basic = Buffer.from(`${sid}:${authToken}`).toString('base64');
  return {
    method: 'POST',
    url: `${base}/2010-04-01/Accounts/${encodeURIComponent(sid)}/${path}`,
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

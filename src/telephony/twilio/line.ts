/** Calls through accounts at Twilio: finds each request its call, and judges whether Twilio sent it. */
import { AppError, randomHex, type Timer, type Millis } from '#kernel';
import type {
  DialogRecord,
  IncomingSipCall,
  InviteIdentity,
  OutgoingInvite,
  RecoveryReport,
  SipCall,
  SipCredentials,
  StreamListener,
  StreamSocket,
  TwilioLine,
  TwilioRequest,
  VoiceAnswer,
} from '../contract.ts';
import { parseSdp } from '../sdp/index.ts';
import type { TwilioCall, TwilioWorld } from './call.ts';
import { IncomingTwilioCall } from './incoming.ts';
import { OutgoingTwilioCall } from './outgoing.ts';
import { completeCall, isCallSid, type TwilioAccount } from './rest.ts';
import { openRtpLeg } from './rtp-leg.ts';
import { isTwilios, spellings } from './signature.ts';
import { readStatus } from './statuses.ts';

export interface TwilioLineOptions extends TwilioWorld {
  /** Where Twilio reaches us, `https://…` without a slash at the end; null: nobody told. */
  publicUrl(): string | null;
  /** Whose number it is; null: of no account at Twilio. */
  accountOf(number: string): Promise<TwilioAccount | null>;
}

/** Callbacks may come late, and a call whose request was lost is only known by them. */
const REMEMBERED_MS: Millis = 3_600_000;

/** @example const twilio = createTwilioLine({ http, clock, random, logger, mediaAddress: '127.0.0.1', publicUrl }); */
export function createTwilioLine(options: TwilioLineOptions): TwilioLine {
  return new Line(options);
}

class Line implements TwilioLine {
  readonly #options: TwilioLineOptions;
  readonly #calls = new Map<string, TwilioCall>();
  /** What was answered to the calls that Twilio brought, by its name for them. */
  readonly #brought = new Map<string, Promise<VoiceAnswer>>();
  readonly #forgetting = new Set<Timer>();
  #onInvite: ((call: IncomingSipCall) => void) | undefined;

  constructor(options: TwilioLineOptions) {
    this.#options = options;
  }

  /** The Call-ID stands in the URLs that Twilio calls: nobody else can guess it. */
  newIdentity(): InviteIdentity {
    const { random } = this.#options;
    return {
      callId: randomHex(random, 16),
      localTag: randomHex(random, 8),
      branch: randomHex(random, 12),
      cseq: 1,
    };
  }

  /** @throws AppError `public-url-missing`, `twilio-account-missing`, `twilio-number-invalid` */
  invite(request: OutgoingInvite): SipCall {
    const { credentials, identity, ringTimeoutMs } = request;
    const url = this.#options.publicUrl();
    if (url === null)
      throw invalid(
        'public-url-missing',
        'Twilio must reach this server: set PARLEY_PUBLIC_URL to its https: address.',
      );
    if (!credentials || request.proxy === undefined)
      throw invalid('twilio-account-missing', 'The trunk has no Account SID and Auth Token.');
    const parsed = parseSdp(request.offer);
    const mediaPort = parsed.ok ? parsed.description.media[0]?.port : undefined;
    if (mediaPort === undefined) throw invalid('twilio-offer-invalid', 'The offer names no audio port.');
    const call = new OutgoingTwilioCall(
      {
        account: { base: request.proxy, sid: credentials.username, authToken: credentials.password },
        request,
        call: {
          to: numberOf(request.to, 'to'),
          from: numberOf(request.from, 'from'),
          statusUrl: `${url}/twilio/${identity.callId}/status`,
          streamUrl: `${asSocket(url)}/twilio/${identity.callId}/stream`,
          timeoutS: Math.min(600, Math.max(1, Math.round(ringTimeoutMs / 1_000))),
        },
        mediaPort,
      },
      this.#options,
    );
    return this.#keep(call);
  }

  onInvite(handler: (call: IncomingSipCall) => void): void {
    this.#onInvite = handler;
  }

  async voice({ signature, form }: Omit<TwilioRequest, 'token'>): Promise<VoiceAnswer> {
    const [to, from, callSid] = [form.get('To') ?? '', form.get('From') ?? '', form.get('CallSid')];
    const account = isCallSid(callSid) ? await this.#options.accountOf(to) : null;
    if (!account) return { verdict: 'unknown' };
    if (!this.#isTwilios(account, '/twilio/voice', form, signature)) return { verdict: 'forged' };
    // A request whose answer was lost on the way comes again: it is the same call, and another would hang it up.
    const known = this.#brought.get(callSid as string);
    if (known) return known;
    const answer = this.#bring(account, { from, to, callSid: callSid as string });
    this.#brought.set(callSid as string, answer);
    return answer;
  }

  async #bring(
    account: TwilioAccount,
    { from, to, callSid }: { readonly from: string; readonly to: string; readonly callSid: string },
  ): Promise<VoiceAnswer> {
    const { mediaAddress: address, random, logger } = this.#options;
    const identity = this.newIdentity();
    const call = new IncomingTwilioCall(
      {
        ...{ account, identity, callSid, from, to },
        streamUrl: `${asSocket(this.#options.publicUrl() ?? '')}/twilio/${identity.callId}/stream`,
        leg: await openRtpLeg({ address, random, logger }).catch((cause: unknown) => {
          this.#brought.delete(callSid);
          throw cause;
        }),
      },
      this.#options,
    );
    this.#keep(call, () => this.#brought.delete(callSid));
    if (this.#onInvite) this.#onInvite(call);
    else call.reject(480);
    return { verdict: 'taken', twiml: await call.twiml };
  }

  status({ token, signature, form }: TwilioRequest): 'taken' | 'forged' | 'unknown' {
    const call = this.#calls.get(token);
    if (!call) return 'unknown';
    if (!this.#isTwilios(call.account, `/twilio/${token}/status`, form, signature)) return 'forged';
    const status = readStatus(form);
    if (status) call.input({ type: 'status', status });
    return 'taken';
  }

  stream({
    token,
    signature,
  }: Omit<TwilioRequest, 'form'>): 'forged' | 'unknown' | ((socket: StreamSocket) => StreamListener) {
    const call = this.#calls.get(token);
    if (!call || call.isOver) return 'unknown';
    if (!this.#isTwilios(call.account, `/twilio/${token}/stream`, new Map(), signature)) return 'forged';
    return (socket) => call.open(socket);
  }

  /** Ends at Twilio what an earlier process left; a call whose name never reached us has nothing to be ended by. */
  async recover(
    record: DialogRecord,
    withinMs: Millis,
    credentials?: SipCredentials,
  ): Promise<RecoveryReport> {
    const { carrier } = record;
    if (carrier?.callSid === undefined || !credentials)
      return { sent: [], settled: carrier?.callSid === undefined };
    const account = { base: carrier.base, sid: credentials.username, authToken: credentials.password };
    const { status } = await this.#options.http.request({
      ...completeCall(account, carrier.callSid),
      timeoutMs: withinMs,
    });
    return { sent: ['Status=completed'], status, settled: status < 300 || status === 404 };
  }

  async close(): Promise<void> {
    for (const timer of this.#forgetting) timer.cancel();
    for (const call of this.#calls.values()) if (!call.isOver) call.close();
    this.#calls.clear();
    this.#brought.clear();
  }

  #isTwilios(
    { authToken }: TwilioAccount,
    path: string,
    form: ReadonlyMap<string, string>,
    signature: string | undefined,
  ): boolean {
    const url = this.#options.publicUrl() ?? '';
    return isTwilios(authToken, spellings(url + path), form, signature);
  }

  #keep<C extends TwilioCall>(call: C, forgotten: () => void = () => undefined): C {
    const { callId } = call.identity;
    this.#calls.set(callId, call);
    call.events.on('ended', () => this.#forgetLater(callId, forgotten));
    return call;
  }

  #forgetLater(token: string, forgotten: () => void): void {
    const timer = this.#options.clock.after(REMEMBERED_MS, () => {
      this.#forgetting.delete(timer);
      this.#calls.delete(token);
      forgotten();
    });
    this.#forgetting.add(timer);
  }
}

function asSocket(url: string): string {
  return url.replace(/^http/, 'ws');
}

/** The user part of an address, as E.164. */
function numberOf(address: string, param: string): string {
  const [number] = /\+\d{7,15}/.exec(address) ?? [];
  if (number === undefined)
    throw invalid('twilio-number-invalid', `${param}: Twilio calls numbers in E.164 only, not "${address}".`);
  return number;
}

function invalid(code: string, message: string): AppError {
  return new AppError({ code, message, status: 400 });
}

/** What a sipp callee can do with a call that reaches it. */
import {
  pause,
  playRtp,
  receive,
  receiveInvite,
  receiveResponse,
  requestInside,
  respond,
  respondInside,
  scenario,
  sessionDescription,
  type SippCodec,
} from './sipp-steps.ts';

/** A call lasts at most this long before sipp gives up on a BYE, ms. */
const LONGEST_CALL_MS = 60_000;
const CHALLENGES = {
  401: ['401 Unauthorized', 'WWW-Authenticate'],
  407: ['407 Proxy Authentication Required', 'Proxy-Authenticate'],
} as const;

export interface AnswerOptions {
  readonly codec?: SippCodec;
  /** Raw G.711 in the scenario's folder, played again and again. */
  readonly file?: string;
  /** Provisional responses before the answer, in order. */
  readonly provisionals?: readonly string[];
  /** Rings this long before the answer, ms. */
  readonly ringMs?: number;
  /** Hangs up this long after the ACK, ms; absent: waits for the BYE. */
  readonly byeAfterMs?: number;
}

/** Answers, with audio if a file is given, until one of the two hangs up. */
export function answers(options: AnswerOptions = {}): string {
  return scenario([receiveInvite(), ...answerSteps(options)]);
}

/** `refuses('486 Busy Here')`: a final response, after 180 if it rings first. */
export function refuses(
  line: string,
  options: { ringMs?: number; headers?: readonly string[] } = {},
): string {
  return scenario([
    receiveInvite(),
    ...(options.ringMs === undefined ? [] : [respond('180 Ringing'), pause(options.ringMs)]),
    respond(line, { headers: options.headers ?? [] }),
    receive('ACK'),
  ]);
}

/** Refuses with the status that the called user names, e.g. `sip:486@…`: one of `statuses`; for all calls at once. */
export function refusesAsCalled(statuses: readonly number[]): string {
  const names = statuses.map(
    (status) => `<ereg regexp="sip:${status}@" search_in="msg" assign_to="is${status}"/>`,
  );
  const end = statuses.length + 1;
  return scenario([
    `<recv request="INVITE"><action>${names.join('')}</action></recv>`,
    ...statuses.map((status, index) => `<nop next="${index + 1}" test="is${status}"/>`),
    ...statuses.flatMap((status, index) => [
      `<label id="${index + 1}"/>`,
      respond(`${status} As called`, { tag: 'called[call_number]' }),
      `<recv request="ACK" timeout="5000" next="${end}"/>`,
    ]),
    `<label id="${end}"/>`,
  ]);
}

export interface ChallengeOptions {
  readonly status: 401 | 407;
  readonly realm?: string;
  readonly nonce?: string;
  readonly algorithm?: 'MD5' | 'SHA-256' | 'SHA-512-256';
  /** What the second INVITE gets: an answer (default), or the challenge once more. */
  readonly secondly?: 'answer' | 'challenge';
}

/** Demands credentials, then does as `secondly` says; what came is checked by `digestFaults`. */
export function challenges(options: ChallengeOptions): string {
  const [line, header] = CHALLENGES[options.status];
  const realm = options.realm ?? 'peer.test';
  const nonce = options.nonce ?? 'f84f1cec41e6cbe5aea9c8e88d359';
  const value = `Digest realm="${realm}", nonce="${nonce}", algorithm=${options.algorithm ?? 'MD5'}, qop="auth"`;
  const challenge = [respond(line, { headers: [`${header}: ${value}`] }), receive('ACK')];
  const second = options.secondly === 'challenge' ? challenge : answerSteps({});
  return scenario([receiveInvite(), ...challenge, receiveInvite(), ...second]);
}

/** Rings and never answers; a CANCEL gets its 200 and the INVITE 487. */
export function ringsForEver(): string {
  return scenario([
    receiveInvite(),
    respond('180 Ringing', { tag: 'ringing' }),
    receive('CANCEL', LONGEST_CALL_MS),
    respond('200 OK', { tag: 'ringing' }),
    respond('487 Request Terminated', { tag: 'ringing', toInvite: true }),
    receive('ACK'),
  ]);
}

/** Takes the INVITE, and every repeat that Timer A sends (RFC 3261, 17.1.1.2), and says nothing at all. */
export function staysSilent(forMs = 40_000): string {
  const repeats = Array.from({ length: 6 }, () => receive('INVITE', forMs));
  return scenario([receiveInvite(), ...repeats, pause(2_000)]);
}

/** Repeats its 200 after the ACK, `times`, as if each ACK were lost; every one must be acknowledged. */
export function repeatsItsAnswer(times = 3): string {
  const again = [respond('200 OK', { tag: 'again', codec: 'PCMU', toInvite: true }), receive('ACK')];
  return scenario([
    receiveInvite(),
    ...Array.from({ length: times + 1 }, () => again).flat(),
    receive('BYE', LONGEST_CALL_MS),
    respondInside('200 OK'),
  ]);
}

/** Rings until the CANCEL, and answers the INVITE all the same: the 2xx that crossed the CANCEL. */
export function answersAfterCancel(): string {
  return scenario([
    receiveInvite(),
    respond('180 Ringing', { tag: 'crossed' }),
    receive('CANCEL', LONGEST_CALL_MS),
    respond('200 OK', { tag: 'crossed' }),
    respond('200 OK', { tag: 'crossed', codec: 'PCMU', toInvite: true }),
    receive('ACK'),
    receive('BYE'),
    respondInside('200 OK'),
  ]);
}

/** Two phones behind one address answer: both 200s must get an ACK, the second a BYE at once. */
export function answersTwice(): string {
  return scenario([
    receiveInvite(),
    respond('200 OK', { tag: 'first', codec: 'PCMU', toInvite: true }),
    receive('ACK'),
    respond('200 OK', { tag: 'second', codec: 'PCMU', toInvite: true }),
    receive('ACK'),
    receive('BYE'),
    respondInside('200 OK'),
    receive('BYE', LONGEST_CALL_MS),
    respondInside('200 OK'),
  ]);
}

/** Answers, then asks `request` (OPTIONS, or INVITE with the same codec) inside the dialog and wants a 200. */
export function asksInside(request: 'OPTIONS' | 'INVITE'): string {
  const body = request === 'INVITE' ? sessionDescription('PCMU') : [];
  return scenario([
    receiveInvite(),
    respond('200 OK', { tag: 'inside', codec: 'PCMU' }),
    receive('ACK'),
    requestInside(request, 2, 'inside', body),
    receiveResponse(200),
    ...(request === 'INVITE' ? [requestInside('ACK', 2, 'inside')] : []),
    pause(300),
    requestInside('BYE', 3, 'inside'),
    receiveResponse(200),
  ]);
}

function answerSteps(options: AnswerOptions): string[] {
  const codec = options.codec ?? 'PCMU';
  const ringing = options.provisionals ?? (options.ringMs === undefined ? [] : ['180 Ringing']);
  return [
    ...ringing.map((line) => respond(line)),
    ...(options.ringMs === undefined ? [] : [pause(options.ringMs)]),
    respond('200 OK', { codec }),
    receive('ACK'),
    ...(options.file ? [playRtp(options.file, codec)] : []),
    ...endSteps(options.byeAfterMs),
  ];
}

function endSteps(byeAfterMs: number | undefined): string[] {
  if (byeAfterMs === undefined) return [receive('BYE', LONGEST_CALL_MS), respondInside('200 OK')];
  return [...(byeAfterMs > 0 ? [pause(byeAfterMs)] : []), requestInside('BYE', 1), receiveResponse(200)];
}

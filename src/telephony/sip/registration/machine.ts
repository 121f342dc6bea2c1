/** One binding at a registrar (RFC 3261, 10.2; RFC 5626, 4.5 for the pauses) as a pure machine. */
import type { Millis } from '#kernel';
import type { RegistrationSettings, RegistrationState } from '../../contract.ts';
import { authorize, proven, takeChallenge, type Authentication } from '../agent/authentication.ts';
import { branchToken, ownVia, token, type Self } from '../agent/self.ts';
import {
  header,
  headerValues,
  parseNameAddrs,
  parseUri,
  param,
  retryAfterOf,
  uriUser,
  withHeaders,
  withTag,
  type NameAddr,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';
import { seenAddress } from './seen-address.ts';

/** RFC 5626, 4.5: the pause doubles from the one to the other. */
const FIRST_PAUSE_MS: Millis = 30_000;
const LONGEST_PAUSE_MS: Millis = 1_800_000;
/** Who refused us will hardly have changed its mind in a minute. */
const REFUSED_PAUSE_MS: Millis = 300_000;
/** A binding is refreshed this long before it lapses, or at its half if that is later. */
const REFRESH_BEFORE_MS: Millis = 60_000;
/** Whoever grants less is asked this often all the same. */
const SHORTEST_PAUSE_MS: Millis = 1_000;

export interface RegistrationMachine {
  readonly settings: RegistrationSettings;
  /** As the registrar's transport reaches us. */
  readonly self: Self;
  /** Secret of which Call-ID, tag, branches and pauses are made. */
  readonly seed: string;
  readonly aor: NameAddr;
  /** Whether the registrar's word on our address counts: not where the operator gave one. */
  readonly learns: boolean;
  /** Where the registrar saw us last (RFC 3581, 4), when that is not our own address. */
  readonly learned?: string;
  /** Address of the Contact that was asked for last, and of the one that is bound. */
  readonly contacted: string;
  readonly bound?: string;
  /** The binding was moved since the last refresh: not again before the next, wherever the registrar sees us. */
  readonly moved: boolean;
  /** Highest CSeq that was used (10.2: it rises with each REGISTER of one Call-ID). */
  readonly cseq: number;
  readonly authentication: Authentication;
  /** Asked for, s; a 423 raises it. */
  readonly expiresS: number;
  /** Tries that came to nothing, one after the other. */
  readonly failures: number;
  /** Our wish to be forgotten is under way, or fulfilled. */
  readonly leaving: boolean;
  readonly told: RegistrationState;
}

export type RegistrationInput =
  | { readonly type: 'start' }
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'failed'; readonly detail: string }
  /** The next try, or the next refresh, is due. */
  | { readonly type: 'due' }
  | { readonly type: 'close' };

export type RegistrationEffect =
  | { readonly type: 'send'; readonly request: SipRequest }
  /** `due` follows; replaces an earlier one. */
  | { readonly type: 'arm'; readonly after: Millis }
  | { readonly type: 'changed'; readonly state: RegistrationState };

export interface RegistrationStep {
  readonly state: RegistrationMachine;
  readonly effects: readonly RegistrationEffect[];
}

export function newRegistration(
  settings: RegistrationSettings,
  self: Self,
  seed: string,
  now: Millis,
  learns = false,
): RegistrationMachine {
  return {
    ...{ settings, self, seed, aor: { uri: settings.aor, params: [] } },
    ...{ learns, contacted: self.address, moved: false },
    ...{ cseq: 0, authentication: [], expiresS: settings.expiresS, failures: 0, leaving: false },
    told: { status: 'trying', since: now },
  };
}

export function stepRegistration(
  state: RegistrationMachine,
  input: RegistrationInput,
  now: Millis,
): RegistrationStep {
  switch (input.type) {
    case 'start':
    case 'due':
      return state.leaving
        ? stay(state)
        : send({ ...state, moved: false, authentication: anew(state.authentication) });
    case 'response':
      return state.leaving
        ? farewell(state, input.response, now)
        : answered(learn(state, input.response), input.response, now);
    case 'failed':
      return state.leaving ? closed(state, now) : later(state, 'unreachable', now, { detail: input.detail });
    case 'close':
      return leave(state, now);
  }
}

function send(state: RegistrationMachine): RegistrationStep {
  const { request, authentication } = registerRequest(state);
  return {
    state: { ...state, cseq: request.cseq.number, authentication, contacted: contactAddress(state) },
    effects: [{ type: 'send', request }],
  };
}

function answered(state: RegistrationMachine, response: SipResponse, now: Millis): RegistrationStep {
  const { status } = response;
  if (status < 200) return stay(state);
  if (status < 300) return registered(state, response, now);
  if (status === 401 || status === 407) return challenged(state, response, now);
  if (status === 423) return tooBrief(state, response, now);
  // 10.2.8: 403 and 404 are the registrar's last word; a 5xx or 408 is that of a moment.
  const isRefusal = status < 500 && status !== 408 && status !== 480;
  // A registrar that takes one Contact at a time may have minded our taking another back.
  const { bound: _, ...rest } = state;
  return later(rest, isRefusal ? 'refused' : 'unreachable', now, {
    sipStatus: status,
    detail: response.reason,
    atLeast: (retryAfterOf(response) ?? 0) * 1_000,
  });
}

function registered(state: RegistrationMachine, response: SipResponse, now: Millis): RegistrationStep {
  const span = expiresOf(state, response) * 1_000;
  const after = Math.max(span / 2, span - REFRESH_BEFORE_MS, SHORTEST_PAUSE_MS);
  const since = state.told.status === 'registered' ? state.told.since : now;
  const known = change(
    { ...state, failures: 0, authentication: proven(state.authentication), bound: state.contacted },
    {
      ...{ status: 'registered', since, expiresAt: now + span, nextTryAt: now + after },
      sipStatus: response.status,
    },
    after,
  );
  if (state.moved || contactAddress(state) === state.contacted) return known;
  // RFC 5626, 1: a binding to an address that nobody reaches is worth nothing: it is moved at once.
  const move = send({ ...known.state, moved: true });
  return { state: move.state, effects: [...known.effects, ...move.effects] };
}

/** RFC 3581, 4: takes note of where the registrar saw us. */
function learn(state: RegistrationMachine, response: SipResponse): RegistrationMachine {
  const seen = state.learns ? seenAddress(state.self, response.via) : undefined;
  if (seen === undefined) return state;
  const { learned: _, ...rest } = state;
  return seen === state.self.address ? rest : { ...rest, learned: seen };
}

/** Of our Contact: where the registrar saw us, or our own. */
function contactAddress({ learned, self }: RegistrationMachine): string {
  return learned ?? self.address;
}

/** 10.2.4: the registrar's word, of our own contact first. */
function expiresOf({ contacted, settings, expiresS }: RegistrationMachine, response: SipResponse): number {
  const ours = headerValues(response, 'Contact')
    .flatMap((value) => parseNameAddrs(value) ?? [])
    .find(({ uri }) => {
      const parsed = parseUri(uri);
      return parsed !== null && uriUser(uri) === settings.contactUser && uri.includes(contacted);
    });
  const named = ours && param(ours.params, 'expires');
  const seconds = Number(named ?? header(response, 'Expires') ?? expiresS);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, expiresS) : expiresS;
}

/** 22.2, 22.3: once with our credentials; what is refused then is refused. */
function challenged(state: RegistrationMachine, response: SipResponse, now: Millis): RegistrationStep {
  const taken = takeChallenge(state.authentication, response, state.settings.credentials);
  if (taken.ok) return send({ ...state, authentication: taken.authentication });
  const next = { ...state, authentication: [] };
  return later(next, 'refused', now, { sipStatus: response.status, detail: taken.detail });
}

/** 10.2.8: 423 names in Min-Expires what it takes. */
function tooBrief(state: RegistrationMachine, response: SipResponse, now: Millis): RegistrationStep {
  const least = Number(header(response, 'Min-Expires'));
  if (Number.isInteger(least) && least > state.expiresS && least <= 86_400)
    return send({ ...state, expiresS: least });
  return later(state, 'refused', now, {
    sipStatus: 423,
    detail: 'The registrar wants another expiry and names none.',
  });
}

function later(
  state: RegistrationMachine,
  status: 'refused' | 'unreachable',
  now: Millis,
  { sipStatus, detail, atLeast = 0 }: { sipStatus?: number; detail: string; atLeast?: Millis },
): RegistrationStep {
  const failures = state.failures + 1;
  const first = status === 'refused' ? REFUSED_PAUSE_MS : FIRST_PAUSE_MS;
  const most = Math.min(first * 2 ** (failures - 1), LONGEST_PAUSE_MS);
  // RFC 5626, 4.5: between half of it and all of it, so that not everybody comes back at once.
  const chance = Number.parseInt(token(state.seed, 'pause', state.cseq).slice(0, 8), 16) / 0xffff_ffff;
  const after = Math.max(Math.round(most * (0.5 + chance / 2)), atLeast);
  const since = state.told.status === status ? state.told.since : now;
  return change(
    { ...state, failures },
    {
      ...{ status, since, nextTryAt: now + after, detail },
      ...(sipStatus === undefined ? {} : { sipStatus }),
    },
    after,
  );
}

/** 10.2.2: a binding is removed by an expiry of zero; one that was refused, or never asked for, needs no farewell. */
function leave(state: RegistrationMachine, now: Millis): RegistrationStep {
  if (state.leaving) return stay(state);
  const mayBeBound = state.told.status === 'registered' || (state.told.status === 'trying' && state.cseq > 0);
  if (!mayBeBound) return closed({ ...state, leaving: true }, now);
  return send({ ...state, leaving: true, expiresS: 0 });
}

function farewell(state: RegistrationMachine, response: SipResponse, now: Millis): RegistrationStep {
  if (response.status < 200 || state.told.status === 'closed') return stay(state);
  if (response.status !== 401 && response.status !== 407) return closed(state, now);
  const taken = takeChallenge(state.authentication, response, state.settings.credentials);
  return taken.ok ? send({ ...state, authentication: taken.authentication }) : closed(state, now);
}

function closed(state: RegistrationMachine, now: Millis): RegistrationStep {
  return change(state, { status: 'closed', since: now }, null);
}

function change(state: RegistrationMachine, told: RegistrationState, after: Millis | null): RegistrationStep {
  return {
    state: { ...state, told },
    effects: [{ type: 'changed', state: told }, ...(after === null ? [] : [{ type: 'arm', after } as const])],
  };
}

/** An old nonce is forgiven once a try; that of a try which came to nothing counts no more. */
function anew(authentication: Authentication): Authentication {
  return authentication.map((known) => ({ ...known, renewed: false }));
}

function registerRequest(state: RegistrationMachine): {
  request: SipRequest;
  authentication: Authentication;
} {
  const { settings, self, seed, aor, bound } = state;
  const cseq = state.cseq + 1;
  const uri = settings.registrar;
  const { headers, authentication } = authorize(
    state.authentication,
    { method: 'REGISTER', uri, body: '' },
    settings.credentials,
    `${seed}${cseq}`,
  );
  const address = contactAddress(state);
  const by = self.transport === 'UDP' ? '' : `;transport=${self.transport.toLowerCase()}`;
  const binding = (host: string, expires: number): string =>
    `<sip:${settings.contactUser}@${host}${by}>;expires=${expires}`;
  const request: SipRequest = {
    kind: 'request',
    method: 'REGISTER',
    uri,
    via: [ownVia(self.address, branchToken(seed, 'REGISTER', cseq))],
    from: withTag(aor, token(seed, 'tag')),
    to: aor,
    callId: token(seed, 'call-id'),
    cseq: { number: cseq, method: 'REGISTER' },
    headers: withHeaders(
      [{ name: 'Max-Forwards', value: '70' }, ...headers],
      [
        ['Contact', binding(address, state.expiresS)],
        // 10.2.2: one that was bound under another address is removed by an expiry of its own.
        ['Contact', bound === undefined || bound === address ? undefined : binding(bound, 0)],
        ['Expires', state.expiresS],
        ['User-Agent', self.userAgent],
      ],
    ),
    body: '',
  };
  return { request, authentication };
}

function stay(state: RegistrationMachine): RegistrationStep {
  return { state, effects: [] };
}

/** A REFER of the peer (RFC 3515, 2.4.2), and what we tell it of how that goes. */
import {
  header,
  headerLines,
  parseNameAddr,
  parseReferTo,
  supports,
  type SipRequest,
} from '../message/index.ts';
import { respond, type CallStep } from './effects.ts';
import { contact } from './requests.ts';
import { answer } from './responses.ts';
import type { Session } from './session-state.ts';

export function takeRefer(session: Session, key: string, request: SipRequest): CallStep<Session> {
  const say = (status: number): CallStep<Session> => ({
    state: session,
    effects: [respond(key, answer(session.self, request, status))],
  });
  const lines = headerLines(request, 'Refer-To');
  const to = parseReferTo(lines[0] ?? '');
  // RFC 3515, 2.4.2: exactly one Refer-To, or 400.
  if (lines.length !== 1 || !to) return say(400);
  // One at a time; a second one may come when the first is done.
  if (session.referral) return say(491);
  const by = header(request, 'Referred-By');
  return {
    state: {
      ...session,
      referral: {
        key,
        request,
        state: 'asked',
        // RFC 4488, 4.1: no subscription is made where the peer asks for none.
        silent: header(request, 'Refer-Sub')?.toLowerCase() === 'false' && supports(request, 'norefersub'),
      },
    },
    effects: [
      {
        type: 'ask-referral',
        key,
        asked: {
          to: to.uri,
          ...(to.replaces === undefined ? {} : { replaces: to.replaces }),
          // RFC 3892, 3: a name-addr; anything else is nobody.
          ...(by !== undefined && parseNameAddr(by) ? { by } : {}),
        },
      },
    ],
  };
}

/** The user's word: 202 and NOTIFY 100 at once (RFC 3515, 2.4.4), or a refusal. */
export function referralAnswered(session: Session, key: string, status: number): CallStep<Session> {
  const { referral, ...rest } = session;
  if (!referral || referral.key !== key || referral.state !== 'asked') return { state: session, effects: [] };
  const { self, dialog } = session;
  if (status >= 300) return { state: rest, effects: [respond(key, answer(self, referral.request, status))] };
  const parts = {
    contact: contact(self, dialog.local),
    // RFC 4488, 4.1: said back where it is granted.
    headers: referral.silent ? ([['Refer-Sub', 'false']] as const) : [],
  };
  const state: Session = { ...session, referral: { ...referral, state: 'followed' } };
  const effects = [respond(key, answer(self, referral.request, 202, parts))];
  const first = tellReferral(state, 100, 'Trying');
  return { state: first.state, effects: [...effects, ...first.effects] };
}

/** RFC 3515, 2.4.5. A final status is the last. */
export function tellReferral(session: Session, status: number, reason: string): CallStep<Session> {
  const { referral, ...rest } = session;
  if (referral?.state !== 'followed') return { state: session, effects: [] };
  const state = status >= 200 ? rest : session;
  if (referral.silent || session.phase !== 'established') return { state, effects: [] };
  const wish = { kind: 'notify', status, reason, id: referral.request.cseq.number } as const;
  return { state: { ...state, asked: [...state.asked, { id: 0, wish, tries: 0 }] }, effects: [] };
}

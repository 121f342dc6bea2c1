/** The requests inside a dialog that we send of our own (RFC 3261, 12.2.1; the method's RFC each). */
import { printEvent, printReferTo, printSubscriptionState, type SipRequest } from '../message/index.ts';
import { authorize } from './authentication.ts';
import type { CallEffect } from './effects.ts';
import { contact, dialogRequest } from './requests.ts';
import { ALLOW, branchToken } from './self.ts';
import type { Asked, Session, Wish } from './session-state.ts';
import { refreshHeaders } from './session-timer.ts';

/** What a peer may use towards us in a request inside the dialog; no reliable provisional responses. */
const SUPPORTED = 'timer, replaces, norefersub';
/** RFC 6665, 4.1.3: what is left of an implicit subscription, s. */
export const SUBSCRIPTION_S = 180;

/** INVITEs go one at a time (14.1), and so does everything else, in its order: the CSeq of a lane never overtakes. */
export function laneOf(wish: Wish): 'invite' | 'plain' {
  const invites = wish.kind === 'offer' || (wish.kind === 'refresh' && wish.method === 'INVITE');
  return invites ? 'invite' : 'plain';
}

/** The request under way, with credentials for every realm that asked for them. */
export function sendAsked(session: Session, asked: Asked): { state: Session; effects: CallEffect[] } {
  const { self, dialog, seed } = session;
  const cseq = dialog.localCseq + 1;
  const { method, fields, body } = partsOf(session, asked.wish);
  const parts = { method, cseq, branch: branchToken(seed, method, cseq), fields, body };
  const plain = dialogRequest(self, dialog, parts).request;
  const { headers, authentication } = authorize(session.authentication, plain, session.credentials, seed);
  const { request, hop } = dialogRequest(self, dialog, { ...parts, headers });
  const under: Asked = { ...asked, sent: request };
  return {
    state: {
      ...session,
      authentication,
      dialog: { ...dialog, localCseq: cseq },
      asked: session.asked.map((each) => (each === asked ? under : each)),
    },
    effects: [{ type: 'request', request, hop }],
  };
}

interface Parts {
  readonly method: string;
  readonly fields: readonly (readonly [string, string | undefined])[];
  readonly body: string;
}

function partsOf(session: Session, wish: Wish): Parts {
  const own = ['Contact', contact(session.self, session.dialog.local)] as const;
  switch (wish.kind) {
    case 'offer':
      return offerParts(session, own, wish.sdp);
    case 'refresh':
      // RFC 4028, 7.4: the description of a refresh SHOULD be the last one, its version unchanged.
      return wish.method === 'INVITE'
        ? offerParts(session, own, session.localSdp)
        : {
            method: 'UPDATE',
            fields: [own, ['Supported', SUPPORTED], ...refreshHeaders(session), ['Allow', ALLOW]],
            body: '',
          };
    case 'info':
      return { method: 'INFO', fields: [['Content-Type', wish.contentType]], body: wish.body };
    case 'refer':
      return {
        method: 'REFER',
        fields: [
          own,
          [
            'Refer-To',
            printReferTo({
              uri: wish.to,
              ...(wish.replaces === undefined ? {} : { replaces: wish.replaces }),
            }),
          ],
          ['Referred-By', wish.by],
          ['Supported', SUPPORTED],
        ],
        body: '',
      };
    case 'notify':
      return notifyParts(own, wish);
  }
}

function offerParts(session: Session, own: readonly [string, string], sdp: string): Parts {
  return {
    method: 'INVITE',
    fields: [
      own,
      ['Supported', SUPPORTED],
      ...refreshHeaders(session),
      ['Allow', ALLOW],
      ['Accept', 'application/sdp'],
      ['Content-Type', 'application/sdp'],
    ],
    body: sdp,
  };
}

/** RFC 3515, 2.4.5: a final status ends the subscription, for the REFER is done. */
function notifyParts(own: readonly [string, string], wish: Extract<Wish, { kind: 'notify' }>): Parts {
  const final = wish.status >= 200;
  return {
    method: 'NOTIFY',
    fields: [
      own,
      // RFC 3515, 2.4.6: `id` is the CSeq of the REFER.
      ['Event', printEvent({ name: 'refer', id: String(wish.id) })],
      [
        'Subscription-State',
        printSubscriptionState(
          final
            ? { state: 'terminated', reason: 'noresource' }
            : { state: 'active', expires: SUBSCRIPTION_S },
        ),
      ],
      ['Content-Type', 'message/sipfrag;version=2.0'],
    ],
    body: `SIP/2.0 ${wish.status} ${wish.reason}\r\n`,
  };
}

/** 12.2.1.2: re-INVITE and UPDATE refresh the target (RFC 3311, 5.1). */
export function refreshesTarget({ method }: Pick<SipRequest, 'method'>): boolean {
  return method === 'INVITE' || method === 'UPDATE';
}

/** Where an INVITE goes, and what a trunk adds to it. Pure. */
import {
  calleeBehaviour,
  calledNumber,
  callingNumber,
  gatewayParts,
  isE164,
  isTwilio,
  render,
  settingsOf,
  type Call,
  type Trunk,
  type Verdict,
} from '#domain';
import type { OutgoingInvite, SipCredentials } from '#telephony';
import { identityOf, REMOTE_PARTY, userPart, type CallerIdentity } from './identity.ts';
import { isOfTrunk } from './redirected.ts';
import type { Hop } from './route.ts';

export { shownAs } from './identity.ts';

export type DialTarget = CallerIdentity &
  Pick<OutgoingInvite, 'requestUri' | 'proxy' | 'to' | 'credentials' | 'headers' | 'sessionExpiresS'>;

/** Longer values of a header are cut. */
const LONGEST_VALUE = 500;

/**
 * @param simulatedCallee where calls of test keys go, whatever number they name
 * @param localAddress our own `host:port`, for `From` when no trunk gives a domain
 * @param hop which way; absent: the first gateway
 */
export function dialTarget(
  call: Pick<Call, 'to' | 'plan'>,
  { trunk, from }: Extract<Verdict, { kind: 'allow' }>,
  simulatedCallee: string | null,
  localAddress: string,
  hop?: Hop,
): DialTarget {
  if (trunk && isTwilio(trunk) && simulatedCallee === null) return carrierFields(call.to, trunk, from);
  const settings = trunk && settingsOf(trunk);
  const way = trunk && hop && !hop.redirected ? hop.uri : (trunk?.uri ?? '');
  const gateway = gatewayParts(way);
  const domain = settings?.from_domain ?? (trunk ? gateway.host : localAddress);
  // Elsewhere nobody is shown that we have an account, whom we vouch for (RFC 3325, 7), and what the trunk wants to know.
  const isTrusted = !hop?.redirected || (trunk !== null && isOfTrunk(hop.uri, trunk));
  const { assertedIdentity, remoteParty, ...shown } = identityOf(from, trunk, domain);
  const own = {
    ...shown,
    ...(isTrusted && assertedIdentity !== undefined ? { assertedIdentity } : {}),
    ...(trunk ? trunkFields(call, trunk, isTrusted, remoteParty) : {}),
  };
  if (simulatedCallee !== null) return { requestUri: simulatedCallee, to: `<${simulatedCallee}>`, ...own };
  const isNumber = isE164(call.to) && settings !== null;
  const dialled = isNumber ? userPart(calledNumber(call.to, settings)) : '';
  const to = isNumber ? `<sip:${dialled}@${domain}>` : `<${call.to}>`;
  // A 3xx names who is called; To stays (RFC 3261, 8.1.3.4).
  if (hop?.redirected) return { requestUri: hop.uri, to, ...own };
  if (isNumber) {
    const { scheme, host, port, parameters } = gateway;
    return { requestUri: `${scheme}:${dialled}@${host}${port}${parameters}`, to, ...own };
  }
  return { requestUri: call.to, to, ...(trunk ? { proxy: way } : {}), ...own };
}

/** Plain numbers: there is no SIP in it. */
function carrierFields(called: string, trunk: Trunk, from: string | null): DialTarget {
  const settings = settingsOf(trunk);
  const number = isE164(called) ? calledNumber(called, settings) : called;
  const credentials = credentialsOf(trunk);
  return {
    ...{ requestUri: number, to: number, from: from === null ? '' : callingNumber(from, settings) },
    proxy: trunk.uri,
    ...(credentials ? { credentials } : {}),
  };
}

function trunkFields(
  { plan }: Pick<Call, 'plan'>,
  trunk: Trunk,
  isTrusted: boolean,
  remoteParty: string | undefined,
): Pick<DialTarget, 'credentials' | 'headers' | 'sessionExpiresS'> {
  const credentials = isTrusted ? credentialsOf(trunk) : null;
  const own = (isTrusted ? (trunk.settings?.headers ?? []) : []).flatMap(({ name, value }) => {
    const text = headerValue(render(value, plan.variables).text);
    return text === '' ? [] : [{ name, value: text }];
  });
  const headers = [
    ...(isTrusted && remoteParty !== undefined ? [{ name: REMOTE_PARTY, value: remoteParty }] : []),
    ...own,
  ];
  const expires = trunk.settings?.session_expires_s;
  return {
    ...(credentials ? { credentials } : {}),
    ...(headers.length === 0 ? {} : { headers }),
    ...(expires === undefined ? {} : { sessionExpiresS: expires }),
  };
}

/** What a variable brings in ends no line (RFC 3261, 7.3.1). */
function headerValue(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, LONGEST_VALUE)
    .trim();
}

/** The built-in callee as the called number wants it: busy, a voicemail, … @param callee its SIP URI */
export function testCallee(callee: string, to: string): string {
  const behaviour = calleeBehaviour(to);
  return behaviour === null ? callee : callee.replace(/^sip:[^@]*@/, `sip:${behaviour}@`);
}

/** What a trunk challenges us for; null when it has none. */
export function credentialsOf({ username, password }: Trunk): SipCredentials | null {
  return username === null ? null : { username, password: password ?? '' };
}

/** Where an INVITE goes, and as whom it is sent. */
import { calleeBehaviour, isE164, type Call, type Trunk, type Verdict } from '#domain';
import type { OutgoingInvite, SipCredentials } from '#telephony';

export type DialTarget = Pick<
  OutgoingInvite,
  'requestUri' | 'proxy' | 'from' | 'to' | 'credentials' | 'assertedIdentity'
>;

/** Host, port and parameters of a trunk's `sip:` URI; a user part is not a trunk's. */
const TRUNK_URI = /^(sips?):(?:[^@]*@)?(\[[^\]]+\]|[^:;]+)(:\d+)?(;.*)?$/i;

/**
 * @param simulatedCallee where calls of test keys go, whatever number they name
 * @param localAddress our own `host:port`, for `From` when no trunk gives a domain
 */
export function dialTarget(
  call: Call,
  verdict: Extract<Verdict, { kind: 'allow' }>,
  simulatedCallee: string | null,
  localAddress: string,
): DialTarget {
  const trunk = verdict.trunk ? trunkParts(verdict.trunk) : null;
  const fromHost = trunk?.host ?? localAddress;
  const from = verdict.from ?? 'parley';
  const credentials = verdict.trunk && credentialsOf(verdict.trunk);
  const identity = {
    from: /^sips?:/i.test(from) ? `<${from}>` : `<sip:${from}@${fromHost}>`,
    ...(credentials ? { credentials } : {}),
  };
  if (simulatedCallee !== null)
    return { requestUri: simulatedCallee, to: `<${simulatedCallee}>`, ...identity };
  if (isE164(call.to) && trunk) {
    const requestUri = `${trunk.scheme}:${call.to}@${trunk.host}${trunk.port}${trunk.parameters}`;
    return { requestUri, to: `<sip:${call.to}@${trunk.host}>`, ...identity };
  }
  return {
    requestUri: call.to,
    to: `<${call.to}>`,
    ...(verdict.trunk ? { proxy: verdict.trunk.uri } : {}),
    ...identity,
  };
}

/**
 * The same, sent in the name of the person in the call: they stand in From, and our own number is what we vouch for
 * (RFC 3325, 9.1). Someone without a number is not shown.
 */
export function shownAs(
  { direction, to, from }: Pick<Call, 'direction' | 'to' | 'from'>,
  target: DialTarget,
): DialTarget {
  const person = direction === 'outbound' ? to : from;
  if (person === null) return target;
  const host = /@([^>;]+)/.exec(target.from)?.[1];
  if (/^sips?:/i.test(person)) return { ...target, from: `<${person}>`, assertedIdentity: target.from };
  if (!isE164(person) || host === undefined) return target;
  return { ...target, from: `<sip:${person}@${host}>`, assertedIdentity: target.from };
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

function trunkParts(trunk: Trunk): { scheme: string; host: string; port: string; parameters: string } {
  const [, scheme = 'sip', host = '', port = '', parameters = ''] = TRUNK_URI.exec(trunk.uri) ?? [];
  return { scheme: scheme.toLowerCase(), host, port, parameters };
}

/** As whom an INVITE is sent: our number in the trunk's form, where the trunk wants it. Pure. */
import { callingNumber, isE164, settingsOf, type Call, type Trunk } from '#domain';
import type { OutgoingInvite } from '#telephony';

export type CallerIdentity = Pick<OutgoingInvite, 'from' | 'assertedIdentity' | 'privacy' | 'diversion'>;

export interface OwnIdentity extends CallerIdentity {
  /** Value of Remote-Party-ID (draft-ietf-sip-privacy-04, 6), for carriers that know nothing younger. */
  readonly remoteParty?: string;
}

export const REMOTE_PARTY = 'Remote-Party-ID';

/** RFC 3323, 4.1.1.3: From of somebody who is not shown. */
const ANONYMOUS = '"Anonymous" <sip:anonymous@anonymous.invalid>';
const NOBODY = 'parley';

/** @param from E.164, a SIP URI, or null: we have no number. @param host what stands behind the number */
export function identityOf(from: string | null, trunk: Trunk | null, host: string): OwnIdentity {
  const uri = from !== null && /^sips?:/i.test(from) ? from : null;
  if (!trunk) return { from: `<${uri ?? `sip:${from ?? NOBODY}@${host}`}>` };
  const settings = settingsOf(trunk);
  const { header, privacy } = settings.caller_id;
  // RFC 3325, 9.1: who we are for the carrier, where From says something else.
  const isHidden = privacy === 'id' || privacy === 'user' || privacy === 'header';
  if (uri !== null && !isHidden) return { from: `<${uri}>` };
  const number = from === null ? NOBODY : isE164(from) ? callingNumber(from, settings) : from;
  const ours = `<${uri ?? `sip:${userPart(number)}@${host}`}>`;
  const vouched =
    header === 'remote_party_id'
      ? { remoteParty: `${ours};party=calling;screen=yes;privacy=${isHidden ? 'full' : 'off'}` }
      : { assertedIdentity: ours };
  if (isHidden) return { from: ANONYMOUS, ...vouched, privacy };
  const told = privacy === 'none' ? { privacy } : {};
  if (header === 'from') return { from: ours, ...told };
  if (header === 'both') return { from: ours, assertedIdentity: ours, ...told };
  const account = userPart(trunk.username?.split('@')[0] ?? NOBODY);
  return { from: `<sip:${account}@${host}>`, ...vouched, ...told };
}

/**
 * The same, sent in the name of the person in the call: they stand in From, and our own number is what we vouch for
 * (RFC 3325, 9.1), and who diverts to the callee where the trunk wants that (RFC 5806). Someone without a number is not
 * shown.
 */
export function shownAs<T extends CallerIdentity & Pick<OutgoingInvite, 'headers'>>(
  { direction, to, from }: Pick<Call, 'direction' | 'to' | 'from'>,
  target: T,
  trunk: Trunk | null = null,
): T {
  const person = direction === 'outbound' ? to : from;
  if (person === null) return target;
  const remote = target.headers?.find(({ name }) => name === REMOTE_PARTY)?.value.split(';party=')[0];
  const ours = target.assertedIdentity ?? remote ?? target.from;
  const host = /@([^>;]+)/.exec(ours)?.[1];
  const isDiverted = trunk !== null && settingsOf(trunk).caller_id.diversion === true;
  const shown = (text: string): T => ({
    ...target,
    ...{ from: `<${text}>`, ...(remote === undefined ? { assertedIdentity: ours } : {}) },
    ...(isDiverted ? { diversion: `${ours};reason=unconditional;counter=1` } : {}),
  });
  if (/^sips?:/i.test(person)) return shown(person);
  return isE164(person) && host !== undefined ? shown(`sip:${person}@${host}`) : target;
}

/** RFC 3261, 25.1: what a user part may not hold is escaped. */
export function userPart(text: string): string {
  return text.replace(
    /[^A-Za-z0-9_.!~*'()&=+$,;?/-]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

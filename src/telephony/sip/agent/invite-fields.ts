/** Fields of an INVITE that its user chose: identity, privacy, diversion, and fields of their own. */
import { AppError } from '#kernel';
import type { OutgoingInvite } from '../../contract.ts';
import {
  canonicalName,
  hasControl,
  isToken,
  parseReplaces,
  printNameAddr,
  printPrivacy,
  printReplaces,
  type Header,
} from '../message/index.ts';
import { addressOf } from './address.ts';

/** Fields that the stack writes itself, or that change what a request means; nobody else writes them. */
const OWN: ReadonlySet<string> = new Set([
  ...['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Contact', 'Max-Forwards', 'Route', 'Record-Route', 'Path'],
  ...[
    'Authorization',
    'Proxy-Authorization',
    'WWW-Authenticate',
    'Proxy-Authenticate',
    'Authentication-Info',
  ],
  ...['Content-Type', 'Content-Length', 'Content-Encoding', 'Content-Disposition', 'MIME-Version'],
  ...['Require', 'Proxy-Require', 'Supported', 'Unsupported', 'Allow', 'Accept', 'Accept-Encoding'],
  ...[
    'Allow-Events',
    'Event',
    'Subscription-State',
    'Refer-To',
    'Refer-Sub',
    'Referred-By',
    'Replaces',
    'RSeq',
    'RAck',
  ],
  ...['Session-Expires', 'Min-SE', 'Expires', 'Min-Expires', 'User-Agent', 'Server', 'Reason'],
  ...['P-Asserted-Identity', 'Privacy', 'Diversion', 'Identity', 'Recv-Info', 'Info-Package'],
]);

/** Own fields of one INVITE, and characters of one: it has to fit a datagram. */
const MOST_FIELDS = 32;
const LONGEST_VALUE = 512;

/**
 * @throws AppError `sip-header-invalid` naming what is no such field: a name that is no token or the stack's own, a
 * value with a character that would end its line (7.3.1); `sip-uri-invalid` for an address that is none.
 */
export function inviteFields(request: OutgoingInvite): Header[] {
  const { assertedIdentity, privacy, diversion, replaces, referredBy, headers = [] } = request;
  const fields: Header[] = [];
  // RFC 3325, 9.1: added towards a node that we trust, and that trusts us.
  if (assertedIdentity !== undefined)
    fields.push({
      name: 'P-Asserted-Identity',
      value: printNameAddr(addressOf('assertedIdentity', assertedIdentity)),
    });
  // RFC 3323, 4.2; `id` keeps P-Asserted-Identity from whoever is not trusted (RFC 3325, 9.3).
  if (privacy !== undefined) fields.push({ name: 'Privacy', value: printPrivacy([privacy]) });
  // RFC 5806, 3: who forwarded the call, and why.
  if (diversion !== undefined)
    fields.push({ name: 'Diversion', value: printNameAddr(addressOf('diversion', diversion)) });
  if (replaces !== undefined) {
    const dialog = parseReplaces(replaces);
    if (!dialog) throw invalid('replaces', 'This names no dialog. Give a Call-ID with to-tag and from-tag.');
    fields.push({ name: 'Replaces', value: printReplaces(dialog) });
  }
  // RFC 3892, 2.1: as the one wrote it who referred.
  if (referredBy !== undefined)
    fields.push({ name: 'Referred-By', value: printNameAddr(addressOf('referredBy', referredBy)) });
  if (headers.length > MOST_FIELDS) throw invalid('headers', `Give at most ${MOST_FIELDS} fields.`);
  return [...fields, ...headers.map((each, index) => ownField(each, `headers[${index}]`))];
}

function ownField({ name, value }: Header, param: string): Header {
  if (!isToken(name) || OWN.has(canonicalName(name)))
    throw invalid(param, `"${name}" is no field that may be given. Use an X- or P- name.`);
  if (hasControl(value) || value.trim() === '' || value.length > LONGEST_VALUE)
    throw invalid(param, `Give "${name}" one line of 1 to ${LONGEST_VALUE} characters.`);
  return { name, value: value.trim() };
}

function invalid(param: string, mend: string): AppError {
  return new AppError({ code: 'sip-header-invalid', message: `${param}: ${mend}`, status: 400, param });
}

/** Which line a call goes by. */
import { isTwilio, type Trunk } from '#domain';
import { AppError } from '#kernel';
import type { DialogRecord, OutgoingLine, SipTarget } from '#telephony';
import type { EngineOptions } from '../options.ts';

type Lines = Pick<EngineOptions, 'sip' | 'twilio'>;

/**
 * @param trunk null: none stands between
 * @param callee the built-in one is reached by SIP, whatever the trunk
 */
export function lineOf(trunk: Trunk | null, callee: string | null, lines: Lines): OutgoingLine {
  return callee === null && trunk && isTwilio(trunk) ? twilioOf(lines) : lines.sip;
}

/** The line that a record of a former process belongs to. */
export function lineOfRecord({ carrier }: Partial<DialogRecord>, lines: Lines): OutgoingLine {
  return carrier ? twilioOf(lines) : lines.sip;
}

/** The one place that calls of this trunk go to, where names need not be looked up for it. */
export function carrierTarget(trunk: Trunk): SipTarget | null {
  const url = isTwilio(trunk) ? URL.parse(trunk.uri) : null;
  return url && { transport: 'TLS', host: url.hostname, port: Number(url.port || 443) };
}

function twilioOf({ twilio }: Lines): OutgoingLine {
  if (twilio) return twilio;
  throw new AppError({
    code: 'line-unavailable',
    status: 500,
    message: 'This process was built without a line to Twilio.',
  });
}

/** The Reason header (RFC 3326). */
import { headerValues } from './fields.ts';
import { param, parseParams } from './params.ts';
import { quote, unquote } from './scan.ts';
import type { MessageCore } from './types.ts';

export interface Reason {
  /** `Q.850`, `SIP` … */
  readonly protocol: string;
  readonly cause?: number;
  readonly text?: string;
}

/** Every readable value; malformed ones are left out, since the header is only advice (RFC 3326, 2). */
export function reasonsOf(message: MessageCore): Reason[] {
  return headerValues(message, 'Reason').flatMap((value) => {
    const semicolon = value.indexOf(';');
    const protocol = (semicolon < 0 ? value : value.slice(0, semicolon)).trim();
    const params = semicolon < 0 ? [] : parseParams(value.slice(semicolon));
    if (!params || protocol === '') return [];
    const cause = param(params, 'cause');
    const text = param(params, 'text');
    return [
      {
        protocol,
        ...(cause !== undefined && /^\d{1,3}$/.test(cause) ? { cause: Number(cause) } : {}),
        ...(text === undefined ? {} : { text: unquote(text) }),
      },
    ];
  });
}

/** The Q.850 cause, if one was given. */
export function q850Of(message: MessageCore): number | undefined {
  return reasonsOf(message).find((reason) => reason.protocol.toUpperCase() === 'Q.850')?.cause;
}

export function printReason({ protocol, cause, text }: Reason): string {
  const causePart = cause === undefined ? '' : `;cause=${cause}`;
  return `${protocol}${causePart}${text === undefined ? '' : `;text=${quote(text)}`}`;
}

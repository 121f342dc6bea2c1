/** What parsing gives. */
import type { SipMessage, SipRequest } from './types.ts';

export type ParseResult =
  | { readonly ok: true; readonly message: SipMessage }
  | {
      readonly ok: false;
      readonly problem: string;
      /** Status to answer a request with: 400, or 505 for another version (21.5.6). */
      readonly status: 400 | 505;
      /** There when the request is whole enough to be answered. */
      readonly request?: SipRequest;
    };

/** What the first line said. */
export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string; readonly version: string }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string };

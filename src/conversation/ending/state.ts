/** How far the end has come. */
import type { Samples } from '#audio';
import type { EndCode } from '../core/effect.ts';

export type EndingState =
  | {
      readonly phase: 'open';
      /** The callee is to be told, at the next quiet moment, that little time is left. */
      readonly warn: boolean;
    }
  /** Last words are being said. */
  | {
      readonly phase: 'finishing';
      readonly reason: EndCode;
      readonly text: string;
      readonly stated?: string;
      readonly notBefore: Samples;
      /** The callee, who speaks as well, is let finish until then; `null`: not asked yet. */
      readonly listenUntil: Samples | null;
    }
  | { readonly phase: 'ended' };

export const notEnding: EndingState = { phase: 'open', warn: false };

/** Keys by INFO, where the trunk takes them so: one request each, in their order. */
import { settingsOf, type Trunk } from '#domain';
import type { MediaSession, SipCall } from '#telephony';

const KEY_MS = 160;

/** Sends the line's keys over this dialog from now on, if the trunk wants that. */
export function keysByInfo(
  sip: Pick<SipCall, 'sendInfo'>,
  media: Pick<MediaSession, 'sendDigitsBy'>,
  trunk: Trunk | null,
): void {
  if (!trunk || settingsOf(trunk).dtmf !== 'info') return;
  media.sendDigitsBy((digits) => {
    // The stack keeps one INFO under way at a time; what becomes of each is the peer's affair.
    for (const digit of digits)
      void sip.sendInfo('application/dtmf-relay', `Signal=${digit}\r\nDuration=${KEY_MS}\r\n`);
  });
}

/** What a call's media is opened with: the trunk's wishes, or what is usual. */
import { settingsOf, USUAL_TRUNK, type Trunk } from '#domain';
import type { MediaSettings } from '#telephony';
import type { EngineLimits } from '../options.ts';

/** @param trunk null: none stands between */
export function mediaSettings(
  trunk: Pick<Trunk, 'uri' | 'settings'> | null,
  record: boolean,
  { mediaLostMs }: Pick<EngineLimits, 'mediaLostMs'>,
): MediaSettings {
  const { codecs, ptime_ms, srtp, dtmf } = trunk ? settingsOf(trunk) : USUAL_TRUNK;
  const keys = dtmf === 'inband' ? 'tones' : 'events';
  return { codecs, ptimeMs: ptime_ms, srtp, keys, lostAfterMs: mediaLostMs, record };
}

/** How much audio goes into one packet of ours (RFC 8866, 6.4 and 6.5). */
import type { Millis } from '#kernel';
import type { CodecName } from '../contract.ts';
import { attribute, type SdpMedia } from './description.ts';

/** What we send, ms. */
const LEAST: Millis = 10;
const MOST: Millis = 60;
export const USUAL_PTIME: Millis = 20;

/**
 * The peer's `ptime` is what it wants to receive (6.4), else `ours`; never more than its `maxptime` (6.5). Whole tens
 * of ms from 10 to 60; Opus has no frames of 30 and 50 ms (RFC 6716, 2.1.4).
 */
export function packetTime(media: SdpMedia, codec: CodecName, ours: Millis = USUAL_PTIME): Millis {
  const wanted = milliseconds(media, 'ptime') ?? ours;
  const most = milliseconds(media, 'maxptime') ?? MOST;
  const tens = Math.floor(Math.min(wanted, most) / 10) * 10;
  const ptime = Math.min(MOST, Math.max(LEAST, tens));
  return codec === 'opus' && (ptime === 30 || ptime === 50) ? ptime - 10 : ptime;
}

/** Some peers write fractions ("a=ptime:20.0"); zero says nothing. */
function milliseconds(media: SdpMedia, name: 'ptime' | 'maxptime'): Millis | undefined {
  const value = /^\d{1,4}/.exec(attribute(media.attributes, name)?.value ?? '')?.[0];
  return value === undefined || Number(value) === 0 ? undefined : Number(value);
}

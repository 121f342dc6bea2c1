/** An answer that takes nothing of an offer. */
import type { SdpConnection } from './description.ts';
import { parseSdp } from './parse.ts';
import { printSdp } from './print.ts';
import { rejected } from './streams.ts';

/**
 * RFC 3264, 6: as many streams as the offer has, each with port 0.
 * @param address ours, an IP address or a name
 * @returns null for an offer that can't be read, which has no answer
 */
export function refusalOf(offer: string, address: string): string | null {
  const parsed = parseSdp(offer);
  if (!parsed.ok) return null;
  const { media } = parsed.description;
  const connection: SdpConnection = { family: address.includes(':') ? 'IP6' : 'IP4', address };
  return printSdp({
    origin: { username: '-', sessionId: '1', version: '1', connection },
    ...{ sessionName: '-', connection, attributes: [], media: media.map(rejected) },
  });
}

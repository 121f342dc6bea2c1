/** Writes a session description in the order that RFC 8866, 5 prescribes. */
import type { SdpAttribute, SdpConnection, SdpDescription } from './description.ts';

/** The text, lines ended by CRLF (RFC 8866, 5). */
export function printSdp(description: SdpDescription): string {
  const { origin, connection } = description;
  const lines = [
    'v=0',
    `o=${origin.username} ${origin.sessionId} ${origin.version} ${place(origin.connection)}`,
    `s=${description.sessionName}`,
    ...(connection ? [`c=${place(connection)}`] : []),
    // A SIP session has no planned time (RFC 3264, 5: "t=0 0").
    't=0 0',
    ...description.attributes.map(line),
  ];
  for (const media of description.media) {
    lines.push(`m=${media.kind} ${media.port} ${media.protocol} ${media.formats.join(' ')}`);
    if (media.connection) lines.push(`c=${place(media.connection)}`);
    lines.push(...media.attributes.map(line));
  }
  return lines.join('\r\n') + '\r\n';
}

function place({ family, address }: SdpConnection): string {
  return `IN ${family} ${address}`;
}

function line({ name, value }: SdpAttribute): string {
  return value === undefined ? `a=${name}` : `a=${name}:${value}`;
}

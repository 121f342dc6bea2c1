/** Messages of a Media Stream (twilio.com/docs/voice/media-streams/websocket-messages). Pure. */

export type StreamMessage =
  | { readonly event: 'start'; readonly streamSid: string; readonly callSid: string }
  /** mu-law at 8 kHz; `timestampMs` since the stream's start. */
  | { readonly event: 'media'; readonly timestampMs: number; readonly payload: Uint8Array }
  | { readonly event: 'dtmf'; readonly digit: string }
  | { readonly event: 'stop' };

/** Twilio sends 20 ms; more than a second in a message is not its own. */
const LONGEST_PAYLOAD = 8_000;

/** Null: nothing that we heed (`connected`, `mark`), or not readable. */
export function readStreamMessage(text: string): StreamMessage | null {
  let said: Record<string, unknown>;
  try {
    said = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null) return null;
  switch (said['event']) {
    case 'start': {
      const start = partOf(said, 'start');
      const { streamSid, callSid } = start;
      return typeof streamSid === 'string' && typeof callSid === 'string'
        ? { event: 'start', streamSid, callSid }
        : null;
    }
    case 'media': {
      const { timestamp, payload, track } = partOf(said, 'media');
      if (typeof payload !== 'string' || payload.length > LONGEST_PAYLOAD * 1.5) return null;
      if (track !== undefined && track !== 'inbound') return null;
      const bytes = Buffer.from(payload, 'base64');
      const timestampMs = Number(timestamp);
      return bytes.length === 0 || !Number.isSafeInteger(timestampMs) || timestampMs < 0
        ? null
        : { event: 'media', timestampMs, payload: bytes };
    }
    case 'dtmf': {
      const { digit } = partOf(said, 'dtmf');
      return typeof digit === 'string' && /^[0-9*#A-D]$/.test(digit) ? { event: 'dtmf', digit } : null;
    }
    case 'stop':
      return { event: 'stop' };
    default:
      return null;
  }
}

/** Audio for the callee. */
export function printMedia(streamSid: string, payload: Uint8Array): string {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  return `{"event":"media","streamSid":${JSON.stringify(streamSid)},"media":{"payload":"${bytes.toString('base64')}"}}`;
}

function partOf(said: Record<string, unknown>, name: string): Record<string, unknown> {
  const part = said[name];
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : {};
}

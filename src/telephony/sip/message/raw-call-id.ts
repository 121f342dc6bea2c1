/** The Call-ID of bytes that were not parsed, or could not be. */

/** 7.3.3: `i` is its compact name; 7.3.1: the value may stand on the next line. */
const CALL_ID = /^(?:call-id|i)[ \t]*:\s*([^\s]+)/im;

/** RFC 3261, 20.8; undefined when the head has none. */
export function rawCallId(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.indexOf('\r\n\r\n');
  return CALL_ID.exec(buffer.toString('utf8', 0, end < 0 ? buffer.length : end))?.[1];
}

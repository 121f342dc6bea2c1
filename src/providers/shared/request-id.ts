/** The name under which a vendor finds a request in its own records. */

/**
 * Most use one of the first two; Deepgram has its own, told on every handshake
 * (developers.deepgram.com/changelog/2022/11/8); Azure's speech service and its gateway have theirs.
 */
const HEADERS = ['x-request-id', 'request-id', 'dg-request-id', 'x-requestid', 'apim-request-id'] as const;

/** @param header gives a header of the answer by its lower-case name */
export function requestIdOf(
  header: (name: string) => string | readonly string[] | null | undefined,
): string | undefined {
  for (const name of HEADERS) {
    const value = header(name);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

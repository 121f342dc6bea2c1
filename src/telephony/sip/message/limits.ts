/** What we read at most; beyond it a message is refused, so that hostile input costs bounded time and memory. */
export const limits = {
  /** Bytes of a message: the largest UDP payload. */
  messageBytes: 65_535,
  /** Characters of the start line or of one unfolded header field. */
  lineLength: 8_192,
  /** Header fields of a message. */
  headerCount: 200,
  /** Via values: RFC 3261, 20.22 lets Max-Forwards be 70 by default, so nobody legitimate has more. */
  viaCount: 71,
  /** Route values, and Record-Route values: no path has more hops than it has Vias. */
  routeCount: 71,
  /** Parameters of one value. */
  paramCount: 64,
} as const;

/** Is a text an IP address, and of which version? */
import ipaddr from 'ipaddr.js';

/** 4, 6, or 0 for anything else, e.g. a host name. Four decimal parts only: shorthand is a name to SDP (RFC 8866, 9). */
export function ipVersion(text: string): 0 | 4 | 6 {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return 4;
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? 6 : 0;
}

/** RTCP compound packets: SR, RR, SDES and BYE as bytes and back (RFC 3550, section 6). */

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const SOURCE_DESCRIPTION = 202;
const GOODBYE = 203;
const CNAME = 1;

/** 6.4.1: what a receiver saw of one source. */
export interface ReportBlock {
  readonly ssrc: number;
  /** Of the packets since the last report, in 1/256. */
  readonly fractionLost: number;
  /** Signed, 24 bits. */
  readonly lost: number;
  readonly highestSequence: number;
  /** Timestamp units. */
  readonly jitter: number;
  /** Middle 32 bits of the NTP time of the last SR; 0: none came. */
  readonly lastReport: number;
  /** Since then, in 1/65536 s. */
  readonly delaySinceLastReport: number;
}

export interface SenderInfo {
  /** Seconds since 1900 in 32.32 fixed point: the two words. */
  readonly ntpSeconds: number;
  readonly ntpFraction: number;
  readonly rtpTimestamp: number;
  readonly packets: number;
  readonly octets: number;
}

export interface RtcpReport {
  readonly ssrc: number;
  /** Present: a sender report. */
  readonly sender?: SenderInfo;
  readonly blocks: readonly ReportBlock[];
  readonly cname?: string;
  readonly bye?: boolean;
}

/** The NTP time of a wall clock in ms since 1970 (4). */
export function ntpTime(wallMs: number): { seconds: number; fraction: number; middle: number } {
  const seconds = Math.floor(wallMs / 1000) + 2_208_988_800;
  const fraction = Math.floor(((wallMs % 1000) / 1000) * 0x1_0000_0000) >>> 0;
  return {
    seconds: seconds >>> 0,
    fraction,
    middle: ((seconds & 0xffff) * 0x1_0000 + (fraction >>> 16)) >>> 0,
  };
}

/** One compound packet: SR or RR first, then SDES with the CNAME, then BYE if any (6.1: that order is a MUST). */
export function printRtcp(report: RtcpReport): Uint8Array {
  const { sender, blocks, cname = '', bye } = report;
  const name = new TextEncoder().encode(cname).subarray(0, 255);
  const reportWords = (sender ? 7 : 2) + blocks.length * 6;
  // 6.5: items end with at least one null octet, padded to 32 bits.
  const descriptionWords = 2 + Math.ceil((2 + name.length + 1) / 4);
  const bytes = new Uint8Array((reportWords + descriptionWords + (bye ? 2 : 0)) * 4);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  const header = (count: number, type: number, words: number): void => {
    view.setUint8(offset, 0x80 | count);
    view.setUint8(offset + 1, type);
    view.setUint16(offset + 2, words - 1);
    view.setUint32(offset + 4, report.ssrc);
  };
  header(blocks.length, sender ? SENDER_REPORT : RECEIVER_REPORT, reportWords);
  let at = 8;
  if (sender) {
    const words = [sender.ntpSeconds, sender.ntpFraction, sender.rtpTimestamp, sender.packets, sender.octets];
    for (const word of words) {
      view.setUint32(at, word);
      at += 4;
    }
  }
  for (const block of blocks) {
    view.setUint32(at, block.ssrc);
    const lost = Math.max(-0x80_0000, Math.min(0x7f_ffff, block.lost));
    view.setUint32(at + 4, ((block.fractionLost << 24) | (lost & 0xff_ffff)) >>> 0);
    view.setUint32(at + 8, block.highestSequence);
    view.setUint32(at + 12, block.jitter);
    view.setUint32(at + 16, block.lastReport);
    view.setUint32(at + 20, block.delaySinceLastReport);
    at += 24;
  }
  offset = at;
  header(1, SOURCE_DESCRIPTION, descriptionWords);
  bytes.set([CNAME, name.length], offset + 8);
  bytes.set(name, offset + 10);
  offset += descriptionWords * 4;
  if (bye) header(1, GOODBYE, 2);
  return bytes;
}

/** Reads a compound packet; `null` when it breaks a rule of A.2. Unknown packet types inside are skipped (6.1). */
export function parseRtcp(bytes: Uint8Array): RtcpReport | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let report = null as RtcpReport | null;
  for (let offset = 0; offset < bytes.length;) {
    if (offset + 8 > bytes.length) return null;
    const first = view.getUint8(offset);
    const type = view.getUint8(offset + 1);
    const end = offset + (view.getUint16(offset + 2) + 1) * 4;
    // A.2: version 2, lengths add up to the datagram, the first one is SR or RR without padding.
    if (first >> 6 !== 2 || end > bytes.length) return null;
    const isReport = type === SENDER_REPORT || type === RECEIVER_REPORT;
    if (offset === 0 && (!isReport || first & 0x20)) return null;
    if (isReport) {
      const read = readReport(view, offset, end, type, first & 0x1f);
      if (!read) return null;
      report ??= read;
    } else if (type === SOURCE_DESCRIPTION && report) {
      const cname = readCname(bytes, offset + 8, end);
      if (cname !== undefined) report = { ...report, cname };
    } else if (type === GOODBYE && report) {
      for (let i = 0, at = offset + 4; i < (first & 0x1f) && at + 4 <= end; i++, at += 4)
        if (view.getUint32(at) === report.ssrc) report = { ...report, bye: true };
    }
    offset = end;
  }
  return report;
}

function readReport(
  view: DataView,
  start: number,
  end: number,
  type: number,
  count: number,
): RtcpReport | null {
  let at = start + 8;
  const isSender = type === SENDER_REPORT;
  if (at + (isSender ? 20 : 0) + count * 24 > end) return null;
  const word = (): number => {
    const value = view.getUint32(at);
    at += 4;
    return value;
  };
  const sender = isSender
    ? { ntpSeconds: word(), ntpFraction: word(), rtpTimestamp: word(), packets: word(), octets: word() }
    : undefined;
  const blocks = Array.from({ length: count }, (): ReportBlock => {
    const ssrc = word();
    const loss = word();
    return {
      ssrc,
      fractionLost: loss >>> 24,
      lost: (loss << 8) >> 8,
      highestSequence: word(),
      jitter: word(),
      lastReport: word(),
      delaySinceLastReport: word(),
    };
  });
  return { ssrc: view.getUint32(start + 4), ...(sender && { sender }), blocks };
}

function readCname(bytes: Uint8Array, start: number, end: number): string | undefined {
  for (let at = start; at + 2 <= end && bytes[at] !== 0; at += 2 + bytes[at + 1]!) {
    const stop = at + 2 + bytes[at + 1]!;
    if (bytes[at] === CNAME && stop <= end) return new TextDecoder().decode(bytes.subarray(at + 2, stop));
  }
  return undefined;
}

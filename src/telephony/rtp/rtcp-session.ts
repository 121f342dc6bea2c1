/** RTCP of one call (RFC 3550, section 6): when a report is due, what it says, what the peer's tells us. */
import { randomUnit, type Millis, type Random } from '#kernel';
import { ntpTime, parseRtcp, printRtcp, type ReportBlock, type RtcpReport } from './rtcp.ts';
import type { JitterEstimate, SequenceTracker } from './sequence.ts';

/** 6.2: the recommended minimum; with two members the bandwidth never asks for more. */
const INTERVAL_MS = 5000;
/** 6.3.1: compensates for timer reconsideration. */
const COMPENSATION = 1.21828;

/** What a report is made of. */
export interface RtcpFacts {
  readonly ssrc: number;
  readonly cname: string;
  /** Monotonic and wall time, ms. */
  readonly now: Millis;
  readonly wall: Millis;
  readonly packets: number;
  readonly octets: number;
  /** Of this moment. */
  readonly rtpTimestamp: number;
  /** -1: nothing was received. */
  readonly remoteSsrc: number;
  readonly sequence: SequenceTracker;
  readonly jitter: JitterEstimate;
}

export class RtcpSession {
  readonly #random: Random;
  #due: Millis;
  #lastReport = 0;
  #lastReportAt: Millis = 0;
  #packetsAtReport = 0;
  #roundTripMs: Millis | undefined;
  #heardOfUs: ReportBlock | undefined;

  constructor(random: Random, now: Millis) {
    this.#random = random;
    // 6.2: the first one after half the interval.
    this.#due = now + this.#interval() / 2;
  }

  /** Round trip by the peer's last report (6.4.1), ms. */
  get roundTripMs(): Millis | undefined {
    return this.#roundTripMs;
  }

  /** What the peer last reported of our stream (6.4.1). */
  get heardOfUs(): Pick<ReportBlock, 'lost' | 'jitter'> | undefined {
    return this.#heardOfUs;
  }

  isDue(now: Millis): boolean {
    return now >= this.#due;
  }

  /** The next compound packet. SR when we sent since the last one, else RR (6.4). */
  report(facts: RtcpFacts, bye = false): Uint8Array {
    this.#due = facts.now + this.#interval();
    const ntp = ntpTime(facts.wall);
    const sends = facts.packets > this.#packetsAtReport;
    this.#packetsAtReport = facts.packets;
    return printRtcp({
      ssrc: facts.ssrc,
      cname: facts.cname,
      bye,
      blocks: facts.remoteSsrc < 0 ? [] : [this.#block(facts)],
      ...(sends && {
        sender: {
          ntpSeconds: ntp.seconds,
          ntpFraction: ntp.fraction,
          rtpTimestamp: facts.rtpTimestamp,
          packets: facts.packets >>> 0,
          octets: facts.octets >>> 0,
        },
      }),
    });
  }

  /** Takes the peer's compound packet; `null` when it was none. */
  take(bytes: Uint8Array, ssrc: number, now: Millis, wall: Millis): RtcpReport | null {
    const report = parseRtcp(bytes);
    if (!report) return null;
    if (report.sender) {
      const { ntpSeconds, ntpFraction } = report.sender;
      this.#lastReport = ((ntpSeconds & 0xffff) * 0x1_0000 + (ntpFraction >>> 16)) >>> 0;
      this.#lastReportAt = now;
    }
    const block = report.blocks.find((candidate) => candidate.ssrc === ssrc);
    this.#heardOfUs = block ?? this.#heardOfUs;
    if (block && block.lastReport !== 0) {
      // 6.4.1: A - LSR - DLSR in 1/65536 s; a negative one is a liar's or a stepped clock's.
      const trip = (ntpTime(wall).middle - block.lastReport - block.delaySinceLastReport) | 0;
      if (trip >= 0) this.#roundTripMs = (trip * 1000) / 0x1_0000;
    }
    return report;
  }

  #block(facts: RtcpFacts): ReportBlock {
    const since = this.#lastReport === 0 ? 0 : facts.now - this.#lastReportAt;
    return {
      ssrc: facts.remoteSsrc,
      fractionLost: facts.sequence.takeFraction(),
      lost: facts.sequence.lost,
      highestSequence: facts.sequence.highest,
      jitter: Math.round(facts.jitter.value) >>> 0,
      lastReport: this.#lastReport,
      delaySinceLastReport: Math.round((since * 0x1_0000) / 1000) >>> 0,
    };
  }

  /** 6.3.1: uniform between half and one and a half of the interval. */
  #interval(): Millis {
    return (INTERVAL_MS * (0.5 + randomUnit(this.#random))) / COMPENSATION;
  }
}

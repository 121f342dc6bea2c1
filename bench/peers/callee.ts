/**
 * A callee for benches, a process of its own on raw UDP: cheap enough to hold hundreds of calls.
 * Argument: what it does with an INVITE: `refuse` (486), `greet` (200, then BYE after the first RTP packet), `hold`
 * (200, RTP both ways until told). Says `{"listening"}`, `{"invite", "at"}`, `{"media", "at"}`, `{"ended"}`, `{"report"}`.
 * Takes `{"measure": true}` (begin anew), `{"report": true}`, `{"hangUp": true}`.
 */
import { createInterface } from 'node:readline';
import { percentile, round } from '../rig/figures.ts';
import { Answering } from './answering.ts';
import { Arrivals } from './arrivals.ts';
import { pace, sendPacket, type SendingCall } from './pacer.ts';

export type CalleeMode = 'refuse' | 'greet' | 'hold';
export interface CalleeReport {
  readonly calls: number;
  readonly latenessP50Ms: number;
  readonly latenessP99Ms: number;
  readonly received: number;
  readonly lost: number;
}
export interface CalleeLine {
  readonly listening?: string;
  /** User part of the Request-URI. */
  readonly invite?: string;
  readonly media?: string;
  readonly ended?: string;
  /** Shared clock, ms. */
  readonly at?: number;
  readonly report?: CalleeReport;
}

interface HeldCall extends SendingCall {
  readonly arrivals: Arrivals;
  heard: boolean;
}

const mode = process.argv[2] as CalleeMode;
const say = (line: CalleeLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
let slot = 0;

const answering = new Answering<HeldCall>({
  answer(call, at) {
    say({ invite: call.invite.user, at });
    return mode === 'refuse'
      ? null
      : { ...call, arrivals: new Arrivals(), sequence: 0, slot: slot++, heard: false };
  },
  onRtp(call, packet, at) {
    call.arrivals.add(packet.readUInt16BE(2), at);
    if (call.heard) return;
    call.heard = true;
    say({ media: call.invite.user, at });
    if (mode === 'greet') answering.hangUp(call);
  },
  onEnded: (call) => say({ ended: call.invite.user }),
  onListening: (listening) => say({ listening }),
});

/** How late and how complete the packets of these calls came. */
function report(): CalleeReport {
  const all = [...answering.calls.values()].map(({ arrivals }) => arrivals);
  const lateness = all.flatMap((arrivals) => arrivals.lateness());
  return {
    calls: all.length,
    latenessP50Ms: round(percentile(lateness, 0.5)),
    latenessP99Ms: round(percentile(lateness, 0.99)),
    received: lateness.length,
    lost: all.reduce((sum, arrivals) => sum + arrivals.lost(), 0),
  };
}

createInterface(process.stdin)
  .on('line', (line) => {
    const command = JSON.parse(line) as { measure?: true; report?: true; hangUp?: true };
    if (command.measure) for (const { arrivals } of answering.calls.values()) arrivals.reset();
    if (command.report) say({ report: report() });
    if (command.hangUp) answering.hangUpAll();
  })
  .once('close', () => process.exit(0));
if (mode === 'hold')
  pace(
    () => answering.calls.values(),
    (call) => call.heard && sendPacket(call),
  );

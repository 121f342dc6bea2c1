/** What the demo says at its end: one object for programs, a few lines for people. */
import type { PlacedCall } from './place-call.ts';

/** The last line of `--json`. */
export interface DemoReport {
  readonly call_id: string;
  readonly outcome: { readonly code: string; readonly end_reason: string };
  /** `start_ms` and `end_ms` count from the answer, the recording's first sample. */
  readonly turns: readonly { who: 'agent' | 'callee'; text: string; start_ms: number; end_ms: number }[];
  readonly latencies: readonly unknown[];
  readonly recording: string | null;
  /** Since the program began. */
  readonly wall_ms: number;
}

export function reportOf({ call, recording }: PlacedCall, wallMs: number): DemoReport {
  return {
    call_id: call.id,
    outcome: {
      code: call.outcome?.code ?? 'failed',
      end_reason: call.outcome?.end_reason.code ?? 'unknown',
    },
    turns: call.turns.map(({ who, text, start_ms, end_ms }) => ({ who, text, start_ms, end_ms })),
    latencies: call.latencies,
    recording,
    wall_ms: Math.round(wallMs),
  };
}

/** Lines for people. */
export function closingLines({ call, recording }: PlacedCall, to: string | null): string[] {
  const lines = ['', `Outcome: ${call.outcome?.code} (${call.outcome?.end_reason.detail})`];
  if (recording) lines.push(`Recording, callee left and agent right: ${recording}`);
  lines.push(
    '',
    'Next:',
    ...(to === null ? ['  npm run demo -- --to sip:you@192.0.2.7:5060   call a softphone of yours'] : []),
    '  npm start                                         the same server for real',
    '  npx parley keys create                            a key for it; then see "A call by curl" in README.md',
  );
  return lines;
}

/** How a call looks while it happens: events in, lines out. */
import type { CallEventView } from './client.ts';

/** Where lines go. */
export interface Screen {
  line(text: string): void;
  /** A line that the next one replaces on a terminal; elsewhere it is written when `what` changes. */
  progress(what: string, elapsedMs: number): void;
}

/** The part of a stream that a screen needs. */
export interface ScreenStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export function createScreen(stream: ScreenStream): Screen {
  let shown = '';
  return {
    line(text) {
      const clear = shown !== '' && stream.isTTY ? CLEAR : '';
      stream.write(`${clear}${text}\n`);
      shown = '';
    },
    progress(what, elapsedMs) {
      if (stream.isTTY) stream.write(`${CLEAR}${what} … ${(elapsedMs / 1000).toFixed(1)} s`);
      else if (shown !== what) stream.write(`${what} …\n`);
      shown = what;
    },
  };
}

/** To the first column, and nothing right of it (ECMA-48). */
const CLEAR = '\r\u001b[K';

/** What an event has to say to somebody who watches; null for most of them. */
export function describeEvent({ type, data }: CallEventView): string | null {
  switch (type) {
    case 'attempt-started':
      return 'dialling';
    case 'callee-rang':
      return `ringing (${data['status']} ${data['reason']})`;
    case 'call-answered':
      return 'answered\n';
    case 'agent-said':
      return `${clock(data['start_ms'])}  agent   ${data['text']}${data['interrupted'] ? ' …' : ''}`;
    case 'callee-said':
      return `${clock(data['start_ms'])}  callee  ${data['text'] || '(not understood)'}`;
    case 'turn-measured':
      return `          answered after ${ms(data['total_ms'])}: ${stages(data)}`;
    case 'speech-interrupted':
      return '          the callee spoke over the agent';
    default:
      return null;
  }
}

/** Whether the callee's phone is about to ring or rings: time to show that something happens. */
export function isWaiting({ type }: CallEventView): boolean {
  return type === 'attempt-started' || type === 'callee-rang';
}

/** The four spans of an answer, from their ends; one that was over before the one ahead of it took no time. */
function stages(data: CallEventView['data']): string {
  const names = {
    endpoint_ms: 'sure it had ended',
    stt_ms: 'understood',
    mind_ms: 'decided',
    total_ms: 'voice',
  };
  let before = 0;
  const spans = Object.entries(names).map(([field, name]) => {
    const end = Math.max(before, Number(data[field]));
    const span = `${name} ${ms(end - before)}`;
    before = end;
    return span;
  });
  return spans.join(', ');
}

function ms(value: unknown): string {
  return `${Math.round(Number(value))} ms`;
}

function clock(startMs: unknown): string {
  const seconds = Number(startMs) / 1000;
  return `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(1).padStart(4, '0')}`.padStart(7);
}

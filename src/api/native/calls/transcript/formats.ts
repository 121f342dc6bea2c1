/** A transcript as plain text and as WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format", 4.1). */
import type { Turn } from '#domain';

const SPEAKER = { agent: 'Agent', callee: 'Callee' } as const;

/** One line a turn; a cut sentence ends with a dash. */
export function transcriptText(turns: readonly Turn[]): string {
  return turns
    .map(({ who, text, interrupted }) => `${SPEAKER[who]}: ${oneLine(text)}${interrupted ? ' —' : ''}\n`)
    .join('');
}

/** Cues with voice spans (4.2.2); no cue is empty in time, as the format asks. */
export function transcriptVtt(turns: readonly Turn[]): string {
  const cues = turns.map(({ who, text, startMs, endMs }) => {
    const end = Math.max(endMs, startMs + 1);
    return `${timestamp(startMs)} --> ${timestamp(end)}\n<v ${SPEAKER[who]}>${escaped(oneLine(text))}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

function timestamp(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const part = (span: number, of: number, digits: number): string =>
    String(Math.floor(whole / span) % of).padStart(digits, '0');
  return `${part(3_600_000, Infinity, 2)}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}.${part(1, 1000, 3)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A letter about an ended call, as text and as HTML. Pure. */
import type { Call, MailDomain, Turn } from '#domain';
import { spellNative } from '#kernel';
import type { Letter } from '#models';

/** Characters of the transcript in a letter. */
const LONGEST_TRANSCRIPT = 50_000;

/** @param recordingUrl a signed link; null: there is none */
export function letterOf(
  call: Call,
  emails: readonly string[],
  domain: Pick<MailDomain, 'name' | 'sender'>,
  recordingUrl: string | null,
): Letter {
  const { outcome, analysis, plan, direction, person } = call;
  const other = direction === 'outbound' ? call.to : (call.from ?? 'unknown');
  const who = person.name === undefined ? other : `${person.name} (${other})`;
  const facts: [string, string][] = [
    ['Call', spellNative('call', call.id)],
    ['Agent', plan.agentName],
    [direction === 'outbound' ? 'Called' : 'Caller', who],
    ['Began', new Date(call.answeredAt ?? call.createdAt).toISOString()],
    ['Duration', durationOf(call)],
    ['Outcome', outcome?.code ?? 'unknown'],
    ['End reason', outcome?.end_reason.detail || (outcome?.end_reason.code ?? '')],
    ...(analysis?.disposition ? [['Disposition', analysis.disposition] as [string, string]] : []),
    ...(recordingUrl === null ? [] : [['Recording', recordingUrl] as [string, string]]),
  ];
  const summary = analysis?.summary ?? null;
  const data = Object.entries(analysis?.data ?? {}).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const turns = latest(call.turns);
  const subject = oneLine(`${plan.agentName}: ${outcome?.code ?? 'ended'}, ${who}`).slice(0, 200);
  return {
    from: `${quoted(plan.agentName)} <${domain.sender}@${domain.name}>`,
    to: emails,
    subject,
    text: [
      ...facts.map(([name, value]) => `${name}: ${value}`),
      ...(summary === null ? [] : ['', 'Summary', summary]),
      ...(data.length === 0 ? [] : ['', ...data.map(([name, value]) => `${name}: ${value}`)]),
      ...(turns.length === 0 ? [] : ['', 'Transcript', ...turns.map((turn) => `${turn.who}: ${turn.text}`)]),
    ].join('\n'),
    html: [
      '<!doctype html><html><body style="font-family:sans-serif">',
      table(facts, recordingUrl),
      summary === null ? '' : `<h3>Summary</h3><p>${escaped(summary)}</p>`,
      data.length === 0 ? '' : table(data),
      turns.length === 0
        ? ''
        : `<h3>Transcript</h3>${turns.map(({ who: by, text }) => `<p><b>${by}:</b> ${escaped(text)}</p>`).join('')}`,
      '</body></html>',
    ].join(''),
  };
}

/** @param link the one value that is a link: what people and models say becomes none */
function table(rows: readonly (readonly [string, string])[], link: string | null = null): string {
  const cells = rows.map(([name, value]) => {
    const text = value === link ? `<a href="${escaped(value)}">${escaped(value)}</a>` : escaped(value);
    return `<tr><td>${escaped(name)}</td><td>${text}</td></tr>`;
  });
  return `<table>${cells.join('')}</table>`;
}

function durationOf({ answeredAt, endedAt }: Call): string {
  if (answeredAt === null || endedAt === null) return 'not answered';
  const seconds = Math.round((endedAt - answeredAt) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}

function latest(turns: readonly Turn[]): readonly Turn[] {
  let room = LONGEST_TRANSCRIPT;
  const first = turns.findLastIndex(({ text }) => (room -= text.length) < 0);
  return turns.slice(first + 1);
}

/** RFC 5322, section 3.2.4: a display name as a quoted string, without what would end a header. */
function quoted(name: string): string {
  return `"${oneLine(name).replace(/["\\<>]/g, '')}"`;
}

function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- what must not reach a header
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

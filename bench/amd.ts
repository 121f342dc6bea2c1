/**
 * Who answered: how often the verdict is right, and how soon. Synthesized voices, tones and lines only; no recording of
 * a person or of a real mailbox was measured. `accuracy_pct`: the first verdict, on which the agent speaks or not, is
 * right about person, recording (mailbox, menu, screener, announcement), fax or busy line; `corrected_accuracy_pct`:
 * with what was noticed afterwards; `class_accuracy_pct`: the last verdict names the very kind of recording.
 */
import { answers, runAnswers, type Result } from './amd/run.ts';
import type { Judged } from './amd/play.ts';
import { percentile, round } from './rig/figures.ts';
import type { Bench } from './bench.ts';

const PER_ANSWER = 2;

export const amd: Bench = async (progress) => {
  const figures: Record<string, number> = {};
  progress('Synthesized answers only; no human recordings were measured.');
  for (const words of [true, false]) {
    const results = await runAnswers(answers, PER_ANSWER, words);
    const suffix = words ? '' : '_without_words';
    for (const line of matrix(results)) progress(line);
    for (const result of results.filter((it) => !isRight(it, it.first))) progress(wrong(result));
    Object.assign(
      figures,
      figuresOf(
        results.filter(({ heldOut }) => !heldOut),
        suffix,
      ),
    );
    Object.assign(
      figures,
      figuresOf(
        results.filter(({ heldOut }) => heldOut),
        `_held_out${suffix}`,
      ),
    );
  }
  return figures;
};

/** What the first words hang on: a person, a recording of whatever kind, a fax, or a busy line. */
export function isRight({ answer: { truth } }: Result, { verdict }: Judged): boolean {
  return kindOf(verdict) === kindOf(truth);
}

function kindOf(verdict: Judged['verdict']): string {
  return verdict === 'ivr' || verdict === 'screening' || verdict === 'unreachable' ? 'machine' : verdict;
}

function share(of: readonly Result[], holds: (result: Result) => boolean): number {
  return round((100 * of.filter(holds).length) / Math.max(1, of.length));
}

export function figuresOf(results: readonly Result[], suffix: string): Record<string, number> {
  const times = results.map(({ first }) => first.ms);
  const people = results.filter(({ answer }) => answer.truth === 'human');
  const others = results.filter(({ answer }) => answer.truth !== 'human');
  return {
    [`cases${suffix}`]: results.length,
    [`accuracy_pct${suffix}`]: share(results, (it) => isRight(it, it.first)),
    [`corrected_accuracy_pct${suffix}`]: share(results, (it) => isRight(it, it.last)),
    [`class_accuracy_pct${suffix}`]: share(results, ({ answer, last }) => last.verdict === answer.truth),
    [`people_taken_for_machines_pct${suffix}`]: share(people, ({ first }) => first.verdict !== 'human'),
    [`machines_taken_for_people_pct${suffix}`]: share(others, ({ first }) => first.verdict === 'human'),
    [`decision_p50_ms${suffix}`]: percentile(times, 0.5),
    [`decision_p95_ms${suffix}`]: percentile(times, 0.95),
    [`decision_human_p50_ms${suffix}`]: percentile(
      people.map(({ first }) => first.ms),
      0.5,
    ),
  };
}

const VERDICTS = ['human', 'machine', 'ivr', 'screening', 'fax', 'busy', 'unreachable', 'none'] as const;

const cell = (text: string | number): string => String(text).padStart(12);

/** Truth by row, first verdict by column. */
function matrix(results: readonly Result[]): string[] {
  const title = `first verdict, ${results[0]?.words ? 'with words (10 % word errors, 300 ms)' : 'without words'}; truth by row`;
  return [
    title,
    ['', ...VERDICTS].map(cell).join(''),
    ...VERDICTS.slice(0, -1).map((truth) => {
      const row = results.filter(({ answer }) => answer.truth === truth);
      return [truth, ...VERDICTS.map((of) => row.filter(({ first }) => first.verdict === of).length)]
        .map(cell)
        .join('');
    }),
  ];
}

function wrong({ answer, variant, first, last, heldOut }: Result): string {
  const line = `${variant.voice} ${variant.level}/${variant.noise} dBFS`;
  const then = last === first ? '' : `, then ${last.verdict} at ${last.ms} ms`;
  const what = heldOut ? 'held out' : answer.name;
  return `wrong: ${what} (${line}): ${answer.truth} taken for ${first.verdict} by ${first.by} at ${first.ms} ms${then}`;
}

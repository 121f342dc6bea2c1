/** Keys with pauses between them: groups, each sent when its pause is over. */
import { ms } from '../core/setup.ts';
import { change, done, type Work } from './work.ts';

export const KEYS = 'tool-keys:';
const PAUSE_MS: Readonly<Record<string, number>> = { w: 500, ',': 2000 };
/** The line takes so long for one key, sound and silence. */
const KEY_MS = 160;

/** `12w3` -> ['12', 'w3']: a group begins with its pauses. */
export function keyGroups(digits: string): readonly string[] {
  return digits.toLowerCase().match(/[w,]*[0-9*#a-d]+|[w,]+$/g) ?? [];
}

export function sendKeys(work: Work, run: string, digits: string): void {
  change(work, run, (it) => ({ ...it, keys: keyGroups(digits) }));
  nextKeys(work, run, false);
}

/** Sends the first group, or waits for its pause. @param waited its pause is over */
export function nextKeys(work: Work, run: string, waited: boolean): void {
  const it = work.state.runs.find((known) => known.run === run);
  const [group, ...rest] = it?.keys ?? [];
  if (!it) return;
  if (group === undefined) {
    work.state = { ...work.state, runs: work.state.runs.filter((known) => known !== it) };
    return done(work, { run, tool: it.tool, ok: true, detail: 'ok', result: { status: 'sent' } });
  }
  const pauses = /^[w,]*/.exec(group)![0];
  const keys = group.slice(pauses.length).toUpperCase();
  const pause = [...pauses].reduce((sum, sign) => sum + PAUSE_MS[sign]!, 0);
  if (pause > 0 && !waited) {
    work.effects.push({ type: 'alarm-set', name: KEYS + run, at: work.scene.now + ms(pause) });
    return;
  }
  if (keys !== '') work.effects.push({ type: 'digits-send', digits: keys });
  change(work, run, (known) => ({ ...known, keys: rest }));
  if (rest.length === 0) return nextKeys(work, run, false);
  const sounding = ms(keys.length * KEY_MS + pauseOf(rest[0]!));
  work.effects.push({ type: 'alarm-set', name: KEYS + run, at: work.scene.now + sounding });
}

function pauseOf(group: string): number {
  return [...(/^[w,]*/.exec(group)?.[0] ?? '')].reduce((sum, sign) => sum + PAUSE_MS[sign]!, 0);
}

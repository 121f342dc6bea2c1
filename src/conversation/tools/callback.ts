/** Another call later: when, in the person's own time. */
import { DAY, isoIn, readMoment, spokenTime } from './time.ts';
import { done, personZone, refuse, wallNow, type Work } from './work.ts';

/** A clock that is read a moment later must not make "now" the past. */
const GRACE_MS = 60_000;

/** @returns whether it was asked for; else it was refused */
export function scheduleCallback(
  work: Work,
  wanted: { run: string; tool: string },
  days: number,
  args: Readonly<Record<string, unknown>>,
): boolean {
  const zone = personZone(work.scene);
  const now = wallNow(work.state.epoch, work.scene);
  const due = readMoment(String(args['when']), now, zone);
  const fault =
    due === null
      ? `'when' cannot be read. Write it in ISO 8601, or as "in 2 hours" or "tomorrow 15:00".`
      : due < now - GRACE_MS
        ? `${isoIn(due, zone)} is past; now it is ${isoIn(now, zone)}.`
        : due > now + days * DAY
          ? `${isoIn(due, zone)} is too far ahead; at most ${days} days are possible.`
          : null;
  if (fault !== null || due === null) {
    refuse(work, wanted, 'arguments', fault ?? '');
    return false;
  }
  const reason = typeof args['reason'] === 'string' ? args['reason'] : '';
  work.effects.push({ type: 'callback-schedule', run: wanted.run, due: Math.max(due, now), reason });
  return true;
}

export function callbackScheduled(work: Work, run: string, due: number): void {
  const it = take(work, run);
  if (!it) return;
  const zone = personZone(work.scene);
  const { language } = work.scene.setup.plan.config;
  const result = { status: 'scheduled', at: isoIn(due, zone), spoken: spokenTime(due, zone, language) };
  done(work, { run, tool: it.tool, ok: true, detail: 'ok', result });
}

export function callbackFailed(work: Work, run: string, text: string): void {
  const it = take(work, run);
  if (it) done(work, { run, tool: it.tool, ok: false, detail: 'failed', result: { error: text } });
}

function take(work: Work, run: string) {
  const it = work.state.runs.find((known) => known.run === run);
  work.state = { ...work.state, runs: work.state.runs.filter((known) => known !== it) };
  return it;
}

/** What is kept for a time only goes at night (UTC), a page at a time, on whichever node comes first. */
import type { KeptThing, Retention } from '#domain';
import type { Closable, Id, Millis, Timer } from '#kernel';
import type { EngineOptions } from '../options.ts';

type Options = Pick<EngineOptions, 'store' | 'recordings' | 'clock' | 'logger'>;

/** 03:00 UTC. */
const NIGHT_MS: Millis = 3 * 3_600_000;
const DAY_MS: Millis = 86_400_000;
const PAGE = 200;
/** What webhooks told, where an organization has no term of its own for events, days. */
const WEBHOOK_DAYS = 90;
const WEBHOOK_PAGE = 2_000;

/** How long until the next night. */
export function untilNight(now: Millis): Millis {
  return DAY_MS - ((now - NIGHT_MS) % DAY_MS);
}

/** What is outdated at `now`; everything created before `before` goes. */
export function outdatedThings(
  { recordingsDays, transcriptsDays, eventsDays }: Retention,
  now: Millis,
): readonly { readonly thing: KeptThing; readonly before: Millis }[] {
  const all = [
    ['recordings', recordingsDays],
    ['transcripts', transcriptsDays],
    ['events', eventsDays],
  ] as const;
  return all.flatMap(([thing, days]) => (days === null ? [] : [{ thing, before: now - days * DAY_MS }]));
}

/** Every night until closed; a fault of one organization is logged and leaves the others alone. */
export function forgetNightly(options: Options): Closable {
  const { clock } = options;
  let timer: Timer | null = null;
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  const arm = (): void => {
    timer = clock.after(untilNight(clock.now()), () => {
      running = forgetOutdated(options, () => closed).finally(() => {
        if (!closed) arm();
      });
    });
  };
  arm();
  return {
    async close() {
      closed = true;
      timer?.cancel();
      await running;
    },
  };
}

/** One night's work. Two nodes at it do the same twice, which changes nothing. */
export async function forgetOutdated(options: Options, isClosed: () => boolean = () => false): Promise<void> {
  const { store, clock, logger } = options;
  try {
    const kept = await store.forgetting.kept();
    for (const { organizationId, retention } of kept)
      for (const { thing, before } of outdatedThings(retention, clock.now()))
        await forgetThing(organizationId, thing, before, options, isClosed).catch((cause: unknown) =>
          logger.error('retention-failed', { organization: organizationId, thing, cause }),
        );
    await forgetTold(kept, options, isClosed);
  } catch (cause) {
    logger.error('retention-failed', { cause });
  }
}

/** Webhooks have a term even where calls are kept for ever. */
async function forgetTold(
  kept: readonly { readonly organizationId: Id; readonly retention: Retention }[],
  { store, clock }: Options,
  isClosed: () => boolean,
): Promise<void> {
  const own = kept.flatMap(({ organizationId, retention: { eventsDays } }) =>
    eventsDays === null ? [] : [{ organizationId, days: eventsDays }],
  );
  const without = own.map(({ organizationId }) => organizationId);
  const terms = [
    ...own.map(({ organizationId, days }) => ({ whose: { organizationId }, days })),
    { whose: { without }, days: WEBHOOK_DAYS },
  ];
  for (const { whose, days } of terms)
    for (let removed = WEBHOOK_PAGE; removed === WEBHOOK_PAGE && !isClosed();)
      removed = await store.webhooks.removeOld(clock.now() - days * DAY_MS, whose, WEBHOOK_PAGE);
}

async function forgetThing(
  organizationId: Id,
  thing: KeptThing,
  before: Millis,
  { store, recordings, clock, logger }: Options,
  isClosed: () => boolean,
): Promise<void> {
  const { forgetting, calls } = store;
  let last: Id | undefined;
  for (let count = 0; !isClosed();) {
    const ids = await forgetting.outdated(organizationId, thing, before, PAGE, last);
    if (ids.length === 0) {
      if (count > 0) logger.info('retention-kept', { organization: organizationId, thing, calls: count });
      return;
    }
    if (thing === 'events') await forgetting.dropEvents(organizationId, ids);
    else if (thing === 'transcripts') for (const id of ids) await forgetting.blank(organizationId, id);
    else
      for (const call of (await calls.list(organizationId, { ids, limit: PAGE })).rows) {
        if (call.capture) {
          await recordings.remove(call.capture);
          await calls.append(call.id, null, [{ at: clock.now(), type: 'capture-erased', data: {} }], {
            capture: null,
          });
        }
        if (!call.recording) continue;
        await recordings.remove(call.recording);
        await calls.append(call.id, null, [{ at: clock.now(), type: 'recording-erased', data: {} }], {
          recording: null,
        });
      }
    last = ids.at(-1)!;
    await forgetting.dealtWith(organizationId, thing, last);
    count += ids.length;
  }
}

/** The one loop that sends letters about ended calls. */
import type { DueMail } from '#domain';
import { AppError, DueLoop, errorText, spellNative, type Millis } from '#kernel';
import { ModelError } from '#models';
import type { EngineOptions } from '../options.ts';
import { letterOf } from './letter.ts';
import { mailerOf, verifiedDomain } from './mail-service.ts';

const AT_ONCE = 4;
const IDLE_POLL_MS: Millis = 2_000;
const LEASE_MS: Millis = 60_000;
/** A letter waits so long for the analysis that it tells. */
const PATIENCE_MS: Millis = 180_000;
/** After each failure that may pass. Within the 24 hours for which an idempotency key holds. */
const RETRY_MS: readonly Millis[] = [5_000, 30_000, 120_000, 600_000, 3_600_000];

type Options = Pick<EngineOptions, 'store' | 'clock' | 'logger'> & {
  readonly mail: NonNullable<EngineOptions['mail']>;
  readonly http: EngineOptions['http'];
};

export function createPostman(options: Options): DueLoop<DueMail> {
  const { store, clock, logger } = options;
  return new DueLoop<DueMail>({
    name: 'mails',
    ...{ clock, logger, atOnce: AT_ONCE, idlePollMs: IDLE_POLL_MS, readsAfterEach: true },
    claim: (room) => store.mail.claimDue(clock.now(), LEASE_MS, PATIENCE_MS, room),
    nextDueAt: () => nextDueAt(options),
    keyOf: ({ callId }) => callId,
    run: (due, signal) => deliver(due, options, signal),
  });
}

/** One that is due and waits for an analysis is not asked for in a loop without rest. */
async function nextDueAt({ store, clock }: Options): Promise<Millis | null> {
  const next = await store.mail.nextDueAt();
  return next === null || next <= clock.now() ? null : next;
}

async function deliver(due: DueMail, options: Options, signal: AbortSignal): Promise<void> {
  const { store, clock, mail, http } = options;
  const { callId, organizationId, emails, tries } = due;
  const call = await store.calls.get(organizationId, callId);
  if (!call) return void (await store.mail.finish(callId));
  try {
    const domain = await verifiedDomain({ store }, organizationId);
    const mailer = await mailerOf({ store, mailer: mail.mailer, http }, organizationId);
    const letter = letterOf(call, emails, domain, mail.recordingLink(call));
    const id = await mailer.send(letter, `parley-${spellNative('call', callId)}`, signal);
    await over(due, 'mail-sent', { mail_id: id, to: emails, tries: tries + 1 }, options);
  } catch (cause) {
    if (signal.aborted) return store.mail.postpone(callId, clock.now(), tries);
    const mayPass =
      cause instanceof ModelError
        ? cause.retryable || cause.fault === 'rate-limit'
        : !(cause instanceof AppError);
    const wait = mayPass ? RETRY_MS[tries] : undefined;
    if (wait !== undefined) return store.mail.postpone(callId, clock.now() + wait, tries + 1);
    await over(due, 'mail-failed', { detail: errorText(cause), to: emails, tries: tries + 1 }, options);
  }
}

/** The row goes and the log tells it, together. */
async function over(
  { callId }: DueMail,
  type: string,
  data: Readonly<Record<string, unknown>>,
  { store, clock }: Options,
): Promise<void> {
  await store.transaction(async (tx) => {
    if (!(await tx.mail.finish(callId))) return;
    await tx.calls.append(callId, null, [{ at: clock.now(), type, data }]);
  });
  store.notify(`events:${callId}`);
}

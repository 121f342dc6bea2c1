/** Entry of a media thread: joins the media room with the built-in detector of voice, or the one that is configured. */
import { createLogger, setThreadPriority } from '#kernel';
import { createFvadFactory, createSileroFactory } from '#providers';
import { runMediaThread } from '#telephony';

/** The voice goes first where the system allows it: a tick takes microseconds and must not wait for its turn. */
const MEDIA_NICE = -10;

setThreadPriority(MEDIA_NICE);
const logger = createLogger('warn');
await runMediaThread({
  createVadFactory: ({ voiceModel }) =>
    voiceModel === null
      ? createFvadFactory()
      : createSileroFactory({
          model: voiceModel,
          onFault: (cause) => logger.error('voice-detector-failed', { model: voiceModel, cause }),
        }),
});

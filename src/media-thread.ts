/** Entry of a media thread: joins the media room with the detector of voice that is built in. */
import { setThreadPriority } from '#kernel';
import { createFvadFactory } from '#providers';
import { runMediaThread } from '#telephony';

/** The voice goes first where the system allows it: a tick takes microseconds and must not wait for its turn. */
const MEDIA_NICE = -10;

setThreadPriority(MEDIA_NICE);
await runMediaThread({ createVadFactory: createFvadFactory });

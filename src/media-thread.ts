/** Entry of a media thread: joins the media room with the detector of voice that is built in. */
import { createFvadFactory } from '#providers';
import { runMediaThread } from '#telephony';

await runMediaThread({ createVadFactory: createFvadFactory });

/** The line of trunks that are an account at Twilio. */
import type { Config } from '#config';
import { realClock, realRandom, type Logger, type Owner } from '#kernel';
import type { HttpClient } from '#models';
import { createTwilioLine, type TwilioLine } from '#telephony';

/** Its audio passes through this machine alone: where the media sessions are bound, seen from within. */
export function openTwilio(config: Config, http: HttpClient, owner: Owner, logger: Logger): TwilioLine {
  const { host } = config.rtp;
  const mediaAddress = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const publicUrl = (): string | null => config.publicUrl;
  return owner.own(
    'twilio',
    createTwilioLine({ http, clock: realClock, random: realRandom, logger, mediaAddress, publicUrl }),
  );
}

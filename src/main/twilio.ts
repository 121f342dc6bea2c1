/** The line of trunks that are an account at Twilio. */
import type { Config } from '#config';
import { realClock, realRandom, type Logger, type Owner } from '#kernel';
import type { HttpClient } from '#models';
import { createTwilioLine, type TwilioLine, type TwilioLineOptions } from '#telephony';
import { trunkOf } from '#calling';
import { isTwilio, type Store } from '#domain';

/** Its audio passes through this machine alone: where the media sessions are bound, seen from within. */
export function openTwilio(
  config: Config,
  http: HttpClient,
  store: Pick<Store, 'numbers' | 'trunks'>,
  owner: Owner,
  logger: Logger,
): TwilioLine {
  const { host } = config.rtp;
  const mediaAddress = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const publicUrl = (): string | null => config.publicUrl;
  const shared = { http, clock: realClock, random: realRandom, logger };
  const accountOf = async (called: string): ReturnType<TwilioLineOptions['accountOf']> => {
    const number = await store.numbers.findAnywhere(called);
    const trunk = number && (await trunkOf(number, store));
    if (!trunk?.active || !isTwilio(trunk) || trunk.username === null) return null;
    return { base: trunk.uri, sid: trunk.username, authToken: trunk.password ?? '' };
  };
  return owner.own('twilio', createTwilioLine({ ...shared, mediaAddress, publicUrl, accountOf }));
}

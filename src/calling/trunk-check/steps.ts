/** What each look says, and what to do about it. */
import { gatewayParts, settingsOf, type Trunk, type TrunkStep, type WatchedRegistration } from '#domain';
import { errorText, type Clock, type Millis } from '#kernel';
import type { ConnectionReport, MediaEngine, PingReport } from '#telephony';
import { mediaSettings } from '../dial/media-settings.ts';

/** A certificate that lapses sooner is worth a word. */
const SOON_MS: Millis = 14 * 24 * 3_600_000;
const DAY_MS: Millis = 24 * 3_600_000;

export function unresolvedStep(uri: string, ms: Millis, detail: string): TrunkStep {
  const mend = 'Correct the host of the gateway, or the DNS: it needs an SRV, A or AAAA record.';
  return { step: 'resolve', target: uri, ok: false, ms, detail, mend };
}

export function connectionStep(
  target: string,
  { ok, ms, detail, certificate }: ConnectionReport,
  now: Millis,
): TrunkStep {
  const days = certificate ? Math.floor((certificate.validTo - now) / DAY_MS) : 0;
  const shown = certificate
    ? `; certificate of ${certificate.subject}, by ${certificate.issuer}, until ${new Date(certificate.validTo).toISOString().slice(0, 10)}`
    : '';
  const isSoon = certificate !== undefined && certificate.validTo - now < SOON_MS;
  const mend = !ok
    ? 'Check port, transport and firewall; with TLS, that its certificate names the host of the gateway and that its CA is believed.'
    : isSoon
      ? `Its certificate lapses in ${days} days: ask the carrier to renew it.`
      : null;
  return { step: 'connect', target, ok, ms, detail: `${detail}${shown}`, mend };
}

export function pingStep(target: string, report: PingReport): TrunkStep {
  const { alive, status, reason, roundTripMs = null, software, allow, detail } = report;
  const step = { step: 'options' as const, target, ms: roundTripMs };
  if (!alive)
    return {
      ...step,
      ok: false,
      detail: detail ?? 'does not answer OPTIONS',
      mend: 'Check port and firewall, and that the carrier takes SIP from our address; some carriers answer only calls.',
    };
  const told = [software, allow && allow.length > 0 ? `allows ${allow.join(' ')}` : undefined];
  const more = told.filter((each) => each !== undefined).join(', ');
  const isRefused = status === 401 || status === 403 || status === 407;
  return {
    ...step,
    ok: true,
    detail: `answers ${status ?? ''} ${reason ?? ''}`.trim() + (more === '' ? '' : ` (${more})`),
    mend: isRefused
      ? 'It lives, but does not take our word: if calls fail too, check user name and password, or have our address allowed.'
      : null,
  };
}

export function registrationStep(state: WatchedRegistration | null): TrunkStep {
  const step = { step: 'registration' as const, target: null, ms: null };
  if (!state)
    return {
      ...step,
      ok: false,
      detail: 'is not tried yet',
      mend: 'Look again in a moment; an inactive trunk is not registered.',
    };
  const told = [state.status, state.sipStatus, state.detail].filter((each) => each !== undefined).join(', ');
  if (state.status === 'registered') return { ...step, ok: true, detail: told, mend: null };
  const mend =
    state.status === 'refused'
      ? 'Check user name, password and `registration.registrar`.'
      : state.status === 'trying'
        ? 'Look again in a moment.'
        : 'Check the address of the registrar, and the firewall.';
  return { ...step, ok: false, detail: told, mend };
}

/** Can our side make the offer that the trunk asks for? */
export async function offerStep(
  trunk: Trunk,
  media: Pick<MediaEngine, 'open'>,
  clock: Clock,
): Promise<TrunkStep> {
  const begun = clock.now();
  const step = { step: 'offer' as const, target: null };
  try {
    const session = await media.open(mediaSettings(trunk, false, { mediaLostMs: DAY_MS }));
    const offer = session.offer();
    await session.close();
    const codecs = [...offer.matchAll(/^a=rtpmap:\d+ (?!telephone-event)([^/\r\n]+)/gm)].map(
      ([, name]) => name,
    );
    const keys = /^a=crypto:/m.test(offer);
    const detail = `offers ${codecs.join(', ')}${keys ? ' with SRTP' : ''}`;
    return { ...step, ok: true, ms: clock.now() - begun, detail, mend: offerAdvice(trunk) };
  } catch (cause) {
    const mend = 'Parley cannot offer audio: look at its log, and at the RTP ports (PARLEY_RTP).';
    return { ...step, ok: false, ms: clock.now() - begun, detail: errorText(cause), mend };
  }
}

function offerAdvice(trunk: Trunk): string | null {
  const { srtp, gateways, codecs } = settingsOf(trunk);
  const open = gateways.filter(({ uri }) => {
    const { scheme, transport } = gatewayParts(uri);
    return scheme !== 'sips' && transport !== 'tls';
  });
  // RFC 4568, 7: the keys stand in the description.
  if (srtp !== 'off' && open.length > 0)
    return `The keys of SRTP can be read on the way to ${open.map(({ uri }) => uri).join(', ')}: use ;transport=tls.`;
  const isUsual = codecs.some((codec) => codec === 'PCMU' || codec === 'PCMA');
  return isUsual
    ? null
    : 'Neither PCMU nor PCMA is offered: carriers that know nothing else refuse with 488.';
}

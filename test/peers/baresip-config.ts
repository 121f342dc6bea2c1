/** baresip's configuration and account, written from what a test wants of the phone. */

export type BaresipCodec = 'PCMU' | 'PCMA' | 'G722' | 'opus';
export type BaresipTransport = 'udp' | 'tcp' | 'tls';

export interface BaresipAccount {
  /** Its registrar or proxy, `127.0.0.1:port`. */
  readonly proxy: string;
  readonly domain: string;
  readonly password: string;
  /** Asked for, s; 0: calls go through the proxy, nothing is registered. 60 unless said. */
  readonly registersForS?: number;
}

export interface PhoneSettings {
  readonly user: string;
  /** In order of preference. */
  readonly codecs: readonly BaresipCodec[];
  /** `early` answers with 183 and its voice until `accept`. */
  readonly answers: 'auto' | 'manual' | 'early';
  readonly transport: BaresipTransport;
  /** Audio in a packet of its own, and what it asks for, ms; 20 unless said. */
  readonly ptimeMs?: number;
  /** SDES: offered beside plain RTP, or demanded. */
  readonly srtp?: 'optional' | 'required';
  /** PEM files: `certificate` holds key and certificate, by `authority` it judges servers. */
  readonly tls?: { readonly certificate?: string; readonly authority?: string };
  readonly account?: BaresipAccount;
}

export interface PhonePorts {
  readonly sip: number;
  readonly console: number;
  readonly rtp: number;
}

const CODECS: Readonly<
  Record<BaresipCodec, { module: string; name: string; rate: number; channels: 1 | 2 }>
> = {
  PCMU: { module: 'g711', name: 'PCMU', rate: 8000, channels: 1 },
  PCMA: { module: 'g711', name: 'PCMA', rate: 8000, channels: 1 },
  G722: { module: 'g722', name: 'G722/16000', rate: 16000, channels: 1 },
  opus: { module: 'opus', name: 'opus/48000/2', rate: 48000, channels: 2 },
};

/** Its file is played only when it has exactly the rate of `ausrc_srate`; that of the widest codec serves them all. */
export function sourceOf(codecs: readonly BaresipCodec[]): { rate: number; channels: 1 | 2 } {
  const all = codecs.map((codec) => CODECS[codec]);
  return {
    rate: Math.max(...all.map(({ rate }) => rate)),
    channels: all.some(({ channels }) => channels === 2) ? 2 : 1,
  };
}

/** Played to a bridge without another end: what it hears is dumped as decoded. ALSA's null device spins on a third of a core. */
export function phoneConfiguration(settings: PhoneSettings, folder: string, ports: PhonePorts): string {
  const { rate, channels } = sourceOf(settings.codecs);
  const modules = new Set([
    ...settings.codecs.map((codec) => CODECS[codec].module),
    ...['aufile', 'aubridge', 'sndfile'],
    ...(settings.srtp ? ['srtp'] : []),
  ]);
  const { certificate, authority } = settings.tls ?? {};
  return `
sip_listen        127.0.0.1:${ports.sip}
${certificate ? `sip_certificate   ${certificate}` : ''}
${authority ? `sip_cafile        ${authority}` : ''}
net_interface     127.0.0.1
module_path       /usr/lib/baresip/modules
${[...modules].map((name) => `module            ${name}.so`).join('\n')}
module_tmp        account.so
module_app        menu.so
module_app        ctrl_tcp.so
ctrl_tcp_listen   127.0.0.1:${ports.console}
audio_source      aufile,${folder}/says.wav
audio_player      aubridge,nil
ausrc_srate       ${rate}
auplay_srate      ${rate}
ausrc_channels    ${channels}
auplay_channels   ${channels}
rtp_ports         ${ports.rtp}-${ports.rtp + 7}
snd_path          ${folder}
`;
}

export function accountLine(settings: PhoneSettings): string {
  const { account, user, transport } = settings;
  const parameters = [
    `answermode=${settings.answers}`,
    `audio_codecs=${settings.codecs.map((codec) => CODECS[codec].name).join(',')}`,
    ...(settings.ptimeMs === undefined ? [] : [`ptime=${settings.ptimeMs}`]),
    ...(settings.srtp ? [`mediaenc=${settings.srtp === 'required' ? 'srtp-mand' : 'srtp'}`] : []),
  ];
  if (!account) return `<sip:${user}@127.0.0.1>;regint=0;${parameters.join(';')}\n`;
  const by = transport === 'udp' ? '' : `;transport=${transport}`;
  return `<sip:${user}@${account.domain}${by}>;outbound="sip:${account.proxy}${by}";auth_user=${user};auth_pass=${
    account.password
  };regint=${account.registersForS ?? 60};${parameters.join(';')}\n`;
}

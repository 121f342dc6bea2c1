/** Every setting: its variable, what it means, its default and an example. The documentation comes from here. */
import {
  readAddress,
  readDatabaseUrl,
  readEmbedding,
  readHost,
  readLanguages,
  readLogLevel,
  readNetworks,
  readPairs,
  readPath,
  readRange,
  readSpan,
  readText,
  readWebUrl,
  readWhole,
  type Reader,
} from './readers.ts';
import { readBucket } from './read-bucket.ts';
import type { Setting } from './setting.ts';
import { SIP_SETTINGS } from './sip-settings.ts';
import { VENDOR_SETTINGS } from './vendor-settings.ts';

const setting = <T>(
  variable: string,
  fallback: string | null,
  example: string,
  read: Reader<T>,
  meaning: string,
): Setting<T> => ({ variable, fallback, example, read, meaning });

const host = (vendor: string, example: string): Setting<string> =>
  setting(
    `PARLEY_HOST_${vendor}`,
    null,
    example,
    readHost,
    `Host name at which ${vendor.toLowerCase()}'s own paths are served.`,
  );

export const SETTINGS = {
  dataDir: setting('PARLEY_DATA_DIR', './data', '/var/lib/parley', readPath, 'Where everything is kept.'),
  http: setting('PARLEY_HTTP', '127.0.0.1:8080', '0.0.0.0:8080', readAddress, 'Where the API listens.'),
  sip: setting(
    'PARLEY_SIP',
    '127.0.0.1:5060',
    '192.0.2.10:5060',
    readAddress,
    'Where SIP listens (UDP and TCP).',
  ),
  ...SIP_SETTINGS,
  rtp: setting(
    'PARLEY_RTP',
    '127.0.0.1:16384-32766',
    '192.0.2.10:16384-32766',
    readRange,
    'Ports of media; even ones carry RTP, the next odd one RTCP.',
  ),
  advertise: setting(
    'PARLEY_ADVERTISE',
    null,
    '198.51.100.7',
    readHost,
    'Address told to peers in SIP and SDP, when it is not the one listened on (NAT).',
  ),
  publicUrl: setting(
    'PARLEY_PUBLIC_URL',
    null,
    'https://calls.example.com',
    readWebUrl,
    'Where clients reach the API; links begin with it. Default: the address it listens on.',
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    null,
    'postgresql://parley:secret@db.example.com/parley',
    readDatabaseUrl,
    'A PostgreSQL server (15 or later) instead of the embedded one.',
  ),
  postgresBin: setting(
    'PARLEY_POSTGRES_BIN',
    null,
    '/usr/lib/postgresql/17/bin',
    readPath,
    'Folder of PostgreSQL programs for the embedded database.',
  ),
  keyFile: setting(
    'PARLEY_KEY_FILE',
    null,
    '/etc/parley/key',
    readPath,
    'File of the key that encrypts secrets and signs links; made when missing. Default: `key` in the data directory.',
  ),
  recordingsUrl: setting(
    'PARLEY_RECORDINGS_URL',
    null,
    's3://calls/recordings?endpoint=https://s3.example.com&region=eu-west-1',
    readBucket,
    'Bucket that recordings are brought to after their call; until then, and without one, they lie in the data directory.',
  ),
  recordingsKeyId: setting(
    'PARLEY_RECORDINGS_KEY_ID',
    null,
    'AKIA…',
    readText,
    "The bucket's access key id.",
  ),
  recordingsKey: setting('PARLEY_RECORDINGS_KEY', null, 'wJal…', readText, 'Its secret access key.'),
  llmUrl: setting(
    'PARLEY_LLM_URL',
    null,
    'http://127.0.0.1:11434/v1',
    readWebUrl,
    'Base of an OpenAI-compatible chat API, for agents with a prompt.',
  ),
  llmKey: setting('PARLEY_LLM_KEY', null, 'sk-…', readText, 'Its key, if it wants one.'),
  llmModel: setting('PARLEY_LLM_MODEL', null, 'llama3.1', readText, 'The model asked for.'),
  embedding: setting(
    'PARLEY_EMBEDDINGS',
    null,
    'openai/text-embedding-3-small',
    readEmbedding,
    'Provider and model that turn knowledge into vectors, for bases that name none. Default: found by words alone.',
  ),
  ...VENDOR_SETTINGS,
  sherpaSttDir: setting(
    'PARLEY_SHERPA_STT_DIR',
    null,
    '/opt/models/zipformer-es',
    readPath,
    'Folder of a streaming recogniser for sherpa-onnx (see docs/local-models.md).',
  ),
  sherpaTtsDir: setting(
    'PARLEY_SHERPA_TTS_DIR',
    null,
    '/opt/models/vits-es',
    readPath,
    'Folder of voices for sherpa-onnx.',
  ),
  sherpaLanguages: setting(
    'PARLEY_SHERPA_LANGUAGES',
    null,
    'es,es-MX',
    readLanguages,
    'What these models hear and speak; needed beside their folders.',
  ),
  sileroModel: setting(
    'PARLEY_SILERO_MODEL',
    null,
    '/opt/models/silero_vad.onnx',
    readPath,
    'File of the Silero voice detector; the built-in one judges without it.',
  ),
  turnModel: setting(
    'PARLEY_TURN_MODEL',
    null,
    '/opt/models/smart-turn-v3.onnx',
    readPath,
    'File of a model that hears whether a turn is over; words and pauses decide without it (see docs/local-models.md).',
  ),
  allowNetworks: setting(
    'PARLEY_ALLOW_NETWORKS',
    '',
    '10.0.0.0/8,192.168.1.0/24',
    readNetworks,
    "Private networks that tenants' URLs (tools) may reach. The operator's own URLs are not guarded.",
  ),
  log: setting(
    'PARLEY_LOG',
    'info',
    'debug',
    readLogLevel,
    'How much is logged: debug, info, warn, error, silent.',
  ),
  hostMeetzy: host('MEETZY', 'meetzy.example.com'),
  hostSynthflow: host('SYNTHFLOW', 'synthflow.example.com'),
  hostDial: host('DIAL', 'dial.example.com'),
  hostFlireo: host('FLIREO', 'flireo.example.com'),
  rateLimit: setting(
    'PARLEY_RATE_LIMIT',
    '600',
    '0',
    readWhole(0, 1_000_000),
    'Requests a minute with one key of the native API; 0 lifts the limits of keys, those of the dialects too.',
  ),
  rateLimitOrganization: setting(
    'PARLEY_RATE_LIMIT_ORGANIZATION',
    '6000',
    '0',
    readWhole(0, 10_000_000),
    'Requests a minute of all keys of an organization together; 0: any number.',
  ),
  ringTimeout: setting(
    'PARLEY_RING_TIMEOUT',
    '45s',
    '30s',
    readSpan(1000, 600_000),
    'After this long without an answer a call ends as `no_answer`.',
  ),
  mediaTimeout: setting(
    'PARLEY_MEDIA_TIMEOUT',
    '30s',
    '15s',
    readSpan(2000, 600_000),
    'A call whose far end sends no audio for this long ends as `media-lost`; on hold it owes none.',
  ),
  deferLimit: setting(
    'PARLEY_DEFER_LIMIT',
    '24h',
    '2h',
    readSpan(1000, 30 * 86_400_000),
    'A call that limits keep waiting for longer is denied.',
  ),
  drain: setting(
    'PARLEY_DRAIN',
    '60s',
    '10m',
    readSpan(0, 86_400_000),
    'How long running calls may go on after SIGTERM before they get BYE.',
  ),
  mediaThreads: setting(
    'PARLEY_MEDIA_THREADS',
    '1',
    '4',
    readWhole(1, 64),
    'Threads that carry media; one carries some hundred calls.',
  ),
  tlsCert: setting(
    'PARLEY_TLS_CERT',
    null,
    '/etc/parley/cert.pem',
    readPath,
    'Certificate with its chain (PEM): the API then speaks HTTPS. Read again on SIGHUP.',
  ),
  tlsKey: setting('PARLEY_TLS_KEY', null, '/etc/parley/key.pem', readPath, 'Its private key (PEM).'),
  trustProxy: setting(
    'PARLEY_TRUST_PROXY',
    '',
    '127.0.0.1/32,10.0.0.0/8',
    readNetworks,
    'Networks of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.',
  ),
  tracesUrl: setting(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    null,
    'http://127.0.0.1:4318',
    readWebUrl,
    'OpenTelemetry collector (OTLP over HTTP, JSON) that gets traces of requests and calls.',
  ),
  tracesHeaders: setting(
    'OTEL_EXPORTER_OTLP_HEADERS',
    null,
    'api-key=abc,x-team=voice',
    readPairs,
    'Headers for it, percent-encoded.',
  ),
  tracesService: setting(
    'OTEL_SERVICE_NAME',
    'parley',
    'parley-eu',
    readText,
    'Name of this service in traces.',
  ),
  clientUrl: setting(
    'PARLEY_URL',
    'http://127.0.0.1:8080',
    'https://calls.example.com',
    readWebUrl,
    'The server that commands such as `parley calls` speak to.',
  ),
  clientKey: setting('PARLEY_KEY', null, 'pk_live_…', readText, 'The API key that they send.'),
} as const;

/** The file named by this variable holds settings in JSON; the environment goes before it. */
export const FILE_VARIABLE = 'PARLEY_CONFIG';

/** A setting's name in the file: `PARLEY_LLM_URL` is `llm_url`. */
export function fileKey(variable: string): string {
  return variable.replace(/^PARLEY_/, '').toLowerCase();
}

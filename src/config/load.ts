/** Environment and file to one frozen `Config`; the only reader of the environment. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError, errorText, nearest, type FieldFault } from '#kernel';
import type { Config } from './config.ts';
import { BrokenRule, type Reader } from './readers.ts';
import type { Setting } from './setting.ts';
import { FILE_VARIABLE, fileKey, SETTINGS } from './settings.ts';
import { VENDORS } from './vendor-settings.ts';

type Texts = Readonly<Record<string, string | undefined>>;
type Settings = typeof SETTINGS;
type Values = { [K in keyof Settings]: Settings[K] extends Setting<infer T> ? T | null : never };

export interface LoadOptions {
  /** The process's environment when absent. */
  readonly env?: Texts;
  /** What relative paths begin at; the working directory when absent. */
  readonly cwd?: string;
  /** Settings that go before environment and file, by variable; for the command line. */
  readonly overrides?: Texts;
}

/** Where one text came from, for the error that names it. */
interface Given {
  readonly text: string;
  readonly from: string;
}

/**
 * @throws AppError `config-invalid` naming every bad setting with its rule and an example, and every unknown
 * `PARLEY_` variable with the nearest known one
 */
export function loadConfig({
  env = process.env,
  cwd = process.cwd(),
  overrides = {},
}: LoadOptions = {}): Config {
  const faults: FieldFault[] = [];
  const file = readSettingsFile(env[FILE_VARIABLE], cwd, faults);
  nameUnknown(env, faults);
  const find = (variable: string): Given | null => {
    const key = fileKey(variable);
    for (const [text, from] of [
      [overrides[variable], variable],
      [env[variable], variable],
      [file[key], `${key} in ${env[FILE_VARIABLE]}`],
    ] as const)
      if (text !== undefined && text.trim() !== '') return { text: text.trim(), from };
    return null;
  };
  const values = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, setting]) => [
      name,
      readSetting(setting as Setting<unknown>, find(setting.variable), faults),
    ]),
  ) as Values;
  if (values.llmUrl !== null && values.llmModel === null)
    faults.push(fault(SETTINGS.llmModel, 'PARLEY_LLM_MODEL', 'is needed beside PARLEY_LLM_URL'));
  if ((values.sherpaSttDir ?? values.sherpaTtsDir) !== null && values.sherpaLanguages === null)
    faults.push(
      fault(
        SETTINGS.sherpaLanguages,
        'PARLEY_SHERPA_LANGUAGES',
        'is needed beside the folders of local models',
      ),
    );
  if ((values.tlsCert === null) !== (values.tlsKey === null))
    faults.push(
      fault(
        values.tlsCert === null ? SETTINGS.tlsCert : SETTINGS.tlsKey,
        values.tlsCert === null ? 'PARLEY_TLS_CERT' : 'PARLEY_TLS_KEY',
        'is needed too: a certificate and its key go together',
      ),
    );
  if ((values.sipTlsCert === null) !== (values.sipTlsKey === null) || (values.sipTls && !values.sipTlsCert)) {
    const missing = values.sipTlsCert === null ? SETTINGS.sipTlsCert : SETTINGS.sipTlsKey;
    faults.push(
      fault(missing, missing.variable, 'is needed too: a listener, a certificate and its key go together'),
    );
  }
  if (values.recordingsUrl !== null)
    for (const [value, setting] of [
      [values.recordingsKeyId, SETTINGS.recordingsKeyId],
      [values.recordingsKey, SETTINGS.recordingsKey],
    ] as const)
      if (value === null)
        faults.push(fault(setting, setting.variable, 'is needed beside PARLEY_RECORDINGS_URL'));
  if (faults.length > 0) throw configInvalid(faults);
  return freeze(assemble(values, cwd));
}

function readSetting(setting: Setting<unknown>, given: Given | null, faults: FieldFault[]): unknown {
  const text = given?.text ?? setting.fallback;
  if (text === null) return null;
  const value = (setting.read as Reader<unknown>)(text);
  if (!(value instanceof BrokenRule)) return value;
  faults.push(fault(setting, given?.from ?? setting.variable, value.rule));
  return null;
}

function fault({ variable, example }: Setting<unknown>, from: string, rule: string): FieldFault {
  return { param: from, message: `${rule}, e.g. ${variable}=${example}.` };
}

function assemble(values: Values, cwd: string): Config {
  const dataDir = resolve(cwd, values.dataDir!);
  return {
    dataDir,
    http: values.http!,
    sip: values.sip!,
    sipTransports: sipTransportsOf(values, cwd),
    rtp: values.rtp!,
    advertise: values.advertise,
    publicUrl: values.publicUrl,
    databaseUrl: values.databaseUrl,
    postgresBin: values.postgresBin === null ? null : resolve(cwd, values.postgresBin),
    keyFile: values.keyFile === null ? resolve(dataDir, 'key') : resolve(cwd, values.keyFile),
    recordings:
      values.recordingsUrl === null
        ? null
        : {
            ...values.recordingsUrl,
            accessKeyId: values.recordingsKeyId!,
            secretAccessKey: values.recordingsKey!,
          },
    llm: values.llmUrl === null ? null : { url: values.llmUrl, key: values.llmKey, model: values.llmModel! },
    ...(values.embedding === null ? {} : { embedding: values.embedding }),
    vendors: vendorsOf(values),
    local: {
      sttDir: pathOf(values.sherpaSttDir, cwd),
      ttsDir: pathOf(values.sherpaTtsDir, cwd),
      languages: values.sherpaLanguages ?? [],
      sileroModel: pathOf(values.sileroModel, cwd),
      turnModel: pathOf(values.turnModel, cwd),
    },
    allowNetworks: values.allowNetworks ?? [],
    log: values.log!,
    hosts: {
      meetzy: values.hostMeetzy,
      synthflow: values.hostSynthflow,
      dial: values.hostDial,
      flireo: values.hostFlireo,
    },
    rates: { perKey: values.rateLimit!, perOrganization: values.rateLimitOrganization! },
    ringTimeoutMs: values.ringTimeout!,
    mediaLostMs: values.mediaTimeout!,
    deferLimitMs: values.deferLimit!,
    drainMs: values.drain!,
    mediaThreads: values.mediaThreads!,
    tls:
      values.tlsCert === null || values.tlsKey === null
        ? null
        : { cert: resolve(cwd, values.tlsCert), key: resolve(cwd, values.tlsKey) },
    trustProxy: values.trustProxy ?? [],
    traces:
      values.tracesUrl === null
        ? null
        : { url: values.tracesUrl, headers: values.tracesHeaders ?? {}, service: values.tracesService! },
    client: { url: values.clientUrl!, key: values.clientKey },
  };
}

function sipTransportsOf(values: Values, cwd: string): Config['sipTransports'] {
  const [cert, key] = [pathOf(values.sipTlsCert, cwd), pathOf(values.sipTlsKey, cwd)];
  const local = /^(127\.|::1$)/.test(values.sip!.host);
  return {
    tcp: values.sipTcp === 'on',
    tls: {
      listen: values.sipTls,
      certificate: cert === null || key === null ? null : { cert, key },
      ca: pathOf(values.sipTlsCa, cwd),
      clients: values.sipTlsClients!,
      minVersion: values.sipTlsMin === '1.3' ? 'TLSv1.3' : 'TLSv1.2',
    },
    strangers: values.sipStrangers ?? (local ? 'serve' : 'refuse'),
  };
}

function vendorsOf(values: Values): Config['vendors'] {
  return Object.fromEntries(
    VENDORS.map(
      (vendor) => [vendor, { key: values[`${vendor}Key`], url: values[`${vendor}Url`] }] as const,
    ).filter(([, { key, url }]) => key !== null || url !== null),
  );
}

function pathOf(path: string | null, cwd: string): string | null {
  return path === null ? null : resolve(cwd, path);
}

/** Names of the file's keys are judged like variables; numbers are taken as their text, lists by commas. */
function readSettingsFile(name: string | undefined, cwd: string, faults: FieldFault[]): Texts {
  if (name === undefined || name === '') return {};
  const known = Object.values(SETTINGS).map(({ variable }) => fileKey(variable));
  let settings: unknown;
  try {
    settings = JSON.parse(readFileSync(resolve(cwd, name), 'utf8'));
  } catch (thrown) {
    faults.push({
      param: FILE_VARIABLE,
      message: `must name a readable JSON file: ${errorText(thrown)}. E.g. {"http": "0.0.0.0:8080"}.`,
    });
    return {};
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    faults.push({
      param: FILE_VARIABLE,
      message: 'must hold one JSON object, e.g. {"http": "0.0.0.0:8080"}.',
    });
    return {};
  }
  for (const key of Object.keys(settings))
    if (!known.includes(key)) faults.push({ param: `${key} in ${name}`, message: unknown(key, known) });
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, String(value)]));
}

function nameUnknown(env: Texts, faults: FieldFault[]): void {
  const known = [FILE_VARIABLE, ...Object.values(SETTINGS).map(({ variable }) => variable)];
  for (const variable of Object.keys(env))
    if (variable.startsWith('PARLEY_') && !known.includes(variable))
      faults.push({ param: variable, message: unknown(variable, known) });
}

function unknown(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `is no setting${meant ? `; did you mean ${meant}?` : '. `parley help` lists them.'}`;
}

function configInvalid(faults: readonly FieldFault[]): AppError {
  return new AppError({
    code: 'config-invalid',
    status: 500,
    faults,
    message: faults.map(({ param, message }) => `${param} ${message}`).join('\n'),
  });
}

function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part);
  return Object.freeze(value);
}

/** Secrets inside an agent's tools: where they are, and what stands in their place at rest and in answers. */
import type { FieldFault } from '#kernel';
import type { AgentConfig } from './config.ts';
import { ownTools, toolName, type AgentTool, type HttpToolAuth, type ToolAuth } from './tools-schema.ts';

/** Encrypts for rest. Opened only for the request that needs it. */
export interface Sealer {
  /** @returns text that `isSealed` */
  seal(text: string): string;
  /** @throws AppError `secret-unreadable` when it was sealed with another key or altered */
  open(sealed: string): string;
}

/** What answers and logs show of a secret; written back, it keeps what is stored. */
export const MASK = '***';
const SEALED = 'sealed:';
/** Fields of a request that prove who sends it. Values with placeholders are no secrets of the agent. */
const SECRET_FIELD = /authorization|cookie|token|secret|passw|signature|api-?key|-key$|^key$/i;

export function isSealed(text: string): boolean {
  return text.startsWith(SEALED);
}

/** Text as a sealed secret. */
export function asSealed(cipherText: string): string {
  return SEALED + cipherText;
}

/** What a cipher made of a sealed secret. */
export function cipherTextOf(sealed: string): string {
  return sealed.slice(SEALED.length);
}

/** Replaces a secret; `place` is unlike that of any other secret of its tool. */
type Replace = (secret: string, place: string) => string;

/** A configuration, or a part of one that holds tools. */
export type WithTools = Pick<Partial<AgentConfig>, 'tools' | 'inbound_hook'>;

/** Every secret sealed. @param done which are sealed already and stay as they are */
export function sealSecrets<T extends WithTools>(
  config: T,
  sealer: Pick<Sealer, 'seal'>,
  done: (secret: string) => boolean = isSealed,
): T {
  const seal = (secret: string): string => (done(secret) ? secret : sealer.seal(secret));
  return withHookSecret(
    replaced(config, () => seal),
    seal,
  );
}

/** Every secret as `***`. */
export function maskSecrets<T extends WithTools>(config: T): T {
  return withHookSecret(
    replaced(config, () => () => MASK),
    () => MASK,
  );
}

/** `***` as what is stored for the tool of the same name and type. */
export function keepSecrets<T extends WithTools>(config: T, stored: WithTools): T {
  const tools = replaced(config, (tool) => {
    const kept = storedFor(tool, stored);
    return (secret, place) => (secret === MASK ? (kept[place] ?? MASK) : secret);
  });
  const hook = stored.inbound_hook?.secret;
  // Whoever may change an address must not be able to have the stored secret used there.
  const isSame = stored.inbound_hook?.url === config.inbound_hook?.url;
  return withHookSecret(tools, (secret) => (secret === MASK && isSame ? (hook ?? MASK) : secret));
}

/** What a request may not hold for a secret: `***` without anything stored, or what looks like sealed. */
export function secretFaults(config: WithTools, stored: WithTools = {}, path = ''): FieldFault[] {
  const base = path === '' ? '' : `${path}.`;
  const tools = (config.tools ?? []).flatMap((tool, index) => {
    const kept = storedFor(tool, stored);
    return Object.entries(secretsOf(tool)).flatMap(([place, secret]) =>
      faultOf(secret, kept[place], `${base}tools[${index}].${place}`),
    );
  });
  const hook = config.inbound_hook;
  if (hook?.secret === undefined) return tools;
  const kept = stored.inbound_hook?.url === hook.url ? stored.inbound_hook.secret : undefined;
  return [...tools, ...faultOf(hook.secret, kept, `${base}inbound_hook.secret`)];
}

function faultOf(secret: string, kept: string | undefined, param: string): FieldFault[] {
  const rule = 'secret-given';
  if (secret === MASK && kept === undefined)
    return [{ param, rule, message: `is '${MASK}', and nothing is stored for it; give the secret.` }];
  if (isSealed(secret))
    return [{ param, rule, message: `begins with '${SEALED}', which is reserved; give the secret.` }];
  return [];
}

function withHookSecret<T extends WithTools>(config: T, by: (secret: string) => string): T {
  const { inbound_hook: hook } = config;
  if (hook?.secret === undefined) return config;
  return { ...config, inbound_hook: { ...hook, secret: by(hook.secret) } };
}

function storedFor(tool: AgentTool, stored: WithTools): Readonly<Record<string, string>> {
  // Secrets of a saved tool are its own.
  if (tool.type === 'saved') return {};
  const before = ownTools(stored.tools).find(
    (it) => it.type === tool.type && toolName(it) === toolName(tool),
  );
  return before === undefined ? {} : secretsOf(before);
}

function secretsOf(tool: AgentTool): Record<string, string> {
  const found: Record<string, string> = {};
  replaceIn(tool, (secret, place) => {
    found[place] = secret;
    return secret;
  });
  return found;
}

function replaced<T extends WithTools>(config: T, by: (tool: AgentTool) => Replace): T {
  return config.tools === undefined
    ? config
    : { ...config, tools: config.tools.map((tool) => replaceIn(tool, by(tool))) };
}

function replaceIn<T extends AgentTool>(tool: T, by: Replace): AgentTool {
  switch (tool.type) {
    case 'http':
      return {
        ...tool,
        ...(tool.auth === undefined ? {} : { auth: replaceHttpAuth(tool.auth, by) }),
        ...(tool.headers === undefined ? {} : { headers: replaceHeaders(tool.headers, by) }),
      };
    case 'mcp':
      return { ...tool, ...(tool.auth === undefined ? {} : { auth: replaceAuth(tool.auth, by) }) };
    case 'book_appointment':
      return { ...tool, key: by(tool.key, 'key') };
    case 'send_sms':
      return { ...tool, token: by(tool.token, 'token') };
    default:
      return tool;
  }
}

function replaceHttpAuth(auth: HttpToolAuth, by: Replace): HttpToolAuth {
  switch (auth.type) {
    case 'hmac':
      return { ...auth, secret: by(auth.secret, 'auth.secret') };
    case 'query':
    case 'body':
      return { ...auth, value: by(auth.value, 'auth.value') };
    default:
      return replaceAuth(auth, by);
  }
}

function replaceAuth(auth: ToolAuth, by: Replace): ToolAuth {
  switch (auth.type) {
    case 'bearer':
      return { ...auth, token: by(auth.token, 'auth.token') };
    case 'basic':
      return { ...auth, password: by(auth.password, 'auth.password') };
    case 'header':
      return { ...auth, value: by(auth.value, 'auth.value') };
  }
}

function replaceHeaders(headers: Readonly<Record<string, string>>, by: Replace): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) =>
      SECRET_FIELD.test(name) && !value.includes('{{') ? [name, by(value, `headers.${name}`)] : [name, value],
    ),
  );
}

/** Environment and file to one frozen, documented configuration. */
export type { Config, LlmConfig } from './config.ts';
export type { HostPort, PortRange } from './readers.ts';
export { loadConfig, type LoadOptions } from './load.ts';
export { fileKey, FILE_VARIABLE, SETTINGS, type Setting } from './settings.ts';

/** Environment and file to one frozen, documented configuration. */
export type {
  Config,
  LlmConfig,
  LocalModelsConfig,
  TlsConfig,
  TracesConfig,
  VendorConfig,
} from './config.ts';
export type { HostPort, PortRange } from './readers.ts';
export { loadConfig, type LoadOptions } from './load.ts';
export type { Setting } from './setting.ts';
export { fileKey, FILE_VARIABLE, SETTINGS } from './settings.ts';

/** Records and rules; no I/O. */
export * from './organizations/index.ts';
export type * from './agents/agent.ts';
export type * from './agents/agent-repository.ts';
export * from './agents/config.ts';
export * from './agents/models-schema.ts';
export * from './agents/turns-schema.ts';
export * from './agents/machine-schema.ts';
export * from './agents/analysis-schema.ts';
export * from './agents/inbound-hook-schema.ts';
export * from './agents/tools-schema.ts';
export * from './agents/transfer-schema.ts';
export * from './flow/schema.ts';
export type * from './trunks/trunk.ts';
export type * from './trunks/trunk-repositories.ts';
export * from './trunks/trunk-schema.ts';
export * from './trunks/trunk-settings.ts';
export * from './trunks/trunk-faults.ts';
export * from './trunks/trunk-health.ts';
export * from './trunks/twilio-trunk.ts';
export * from './trunks/order-gateways.ts';
export * from './trunks/trunk-numbers.ts';
export * from './trunks/source-address.ts';
export * from './trunks/trunk-report.ts';
export * from './trunks/number-pool.ts';
export * from './trunks/number-routes.ts';
export * from './simulations/index.ts';
export type * from './tools/saved-tool.ts';
export * from './tools/references.ts';
export type * from './analysis-templates/analysis-template.ts';
export * from './calls/index.ts';
export type * from './annotations/annotation.ts';
export * from './erasures/erasure.ts';
export { ERASED, scrub } from './erasures/scrub.ts';
export * from './dialing/index.ts';
export type * from './dialect-data/dialect-data.ts';
export type * from './knowledge/knowledge.ts';
export type * from './knowledge/service.ts';
export type * from './mail/service.ts';
export * from './knowledge/settings-schema.ts';
export type * from './contacts/contact.ts';
export * from './memory/memory.ts';
export * from './phone-books/phone-book.ts';
export type * from './mail/mail.ts';
export type * from './store.ts';
export type * from './requests/idempotency.ts';
export type * from './aliases/alias.ts';
export type * from './nodes/node.ts';
export type * from './services.ts';
export * from './variables/index.ts';
export * from './models/index.ts';
export * from './voices/index.ts';
export * from './usage/index.ts';
export * from './webhooks/index.ts';
export { templates, type Template, type TemplateVariable } from './templates/index.ts';
export { validateFlow } from './flow/validate.ts';
export { parseAgentConfig, parseTool, type ParsedAgent, type ParsedTool } from './agents/parse.ts';
export { changesBetween, valueAt, type Change } from './agents/diff.ts';
export { toolFaults } from './agents/tool-rules.ts';
export { argumentFaults } from './agents/arguments.ts';
export {
  asSealed,
  cipherTextOf,
  isSealed,
  keepSecrets,
  MASK,
  maskSecrets,
  sealSecrets,
  secretFaults,
  type Sealer,
} from './agents/secrets.ts';
export * from './retry/retry.ts';
export * from './retry/schema.ts';
export * from './hours/hours.ts';
export * from './hours/schema.ts';
export { isTimeZone, momentsOf, wallOf } from './hours/zone.ts';
export * from './campaigns/index.ts';
export type * from './campaigns/service.ts';
export * from './batches/batch.ts';
export * from './imports/import.ts';

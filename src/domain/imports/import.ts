/** Bringing over what an organization has at another vendor; the ids that it has there go on naming it. */
import type { Id, Millis } from '#kernel';
import type { Tenant } from '../organizations/organization.ts';
import type { Page } from '../page.ts';

export const IMPORT_VENDORS = ['meetzy', 'synthflow', 'dial', 'flireo'] as const;
export type ImportVendor = (typeof IMPORT_VENDORS)[number];

export interface ImportRequest {
  readonly vendor: ImportVendor;
  /** As a client of the vendor is configured, e.g. `https://api.synthflow.ai`; no slash at the end. */
  readonly baseUrl: string;
  /** The vendor's; lives in memory while the import runs, and is kept nowhere. */
  readonly key: string;
  /** Synthflow's workspace id, without which it does not list numbers. */
  readonly workspace: string | null;
  /** Reads, and says what would be done. */
  readonly dryRun: boolean;
}

/** What became of one object; the two with `would` in a dry run. */
export type ImportAction = 'created' | 'updated' | 'kept' | 'skipped' | 'would_create' | 'would_update';

export interface ImportLine {
  /** In our words: `agent`, `number`, `tool` … */
  readonly noun: string;
  readonly vendorId: string;
  readonly name: string;
  readonly action: ImportAction;
  /** Ours; null when there is none. */
  readonly id: Id | null;
  /** What of it was not taken and why, or what is left to be filled in. */
  readonly notes: readonly string[];
}

/** `interrupted`: its process went away; run again, it goes on where it was. */
export type ImportStatus = 'running' | 'completed' | 'failed' | 'interrupted';

export interface ImportRun {
  readonly id: Id;
  readonly organizationId: Id;
  readonly vendor: ImportVendor;
  readonly baseUrl: string;
  readonly dryRun: boolean;
  readonly status: ImportStatus;
  /** What is being read; null before the first and after the last. */
  readonly step: string | null;
  readonly lines: readonly ImportLine[];
  /** What could not be taken as a whole, and why. */
  readonly notes: readonly string[];
  /** Why it failed. */
  readonly fault: { readonly code: string; readonly message: string } | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
  readonly endedAt: Millis | null;
}

/** An answer of our own API. */
export interface WriteAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * A request to our own API on behalf of whoever asked for the import.
 * @param as the id of what a create makes
 * @throws AppError when they no longer may
 */
export type WriteOwn = (method: string, path: string, body?: unknown, as?: Id) => Promise<WriteAnswer>;

export interface ImportService {
  /** Answers at once; the import goes on. @throws AppError `url-refused` (400), `import-running` (409) */
  start(tenant: Tenant, request: ImportRequest, write: WriteOwn): Promise<ImportRun>;
  /** @throws AppError `import-unknown` (404) */
  get(tenant: Tenant, id: Id): Promise<ImportRun>;
  /** Newest first. */
  list(tenant: Tenant, page: Page): Promise<readonly ImportRun[]>;
}

/** A tool out of a request. */
import { keepSecrets, parseTool, secretFaults, type SavedTool, type Tenant, type Tool } from '#domain';
import { invalidRequest, notFound } from '#kernel';
import type { NativeDeps } from '../native.ts';
import { findId } from '../shapes/ids.ts';

/**
 * @param stored what `***` stands for
 * @throws AppError `invalid-request` (400) naming every fault under `config`
 */
export function readTool(input: unknown, stored: readonly Tool[] = []): Tool {
  const parsed = parseTool(input, 'config');
  if ('faults' in parsed) throw invalidRequest(parsed.faults);
  const before = { tools: [...stored] };
  const faults = secretFaults({ tools: [parsed.ok] }, before);
  if (faults.length > 0)
    throw invalidRequest(
      faults.map((fault) => ({ ...fault, param: fault.param.replace('tools[0]', 'config') })),
    );
  return keepSecrets({ tools: [parsed.ok] }, before).tools[0]!;
}

/** @throws AppError `tool-unknown` (404) */
export async function knownTool(deps: NativeDeps, tenant: Tenant, text: string): Promise<SavedTool> {
  const id = await findId(deps, tenant, text, 'tool');
  const tool = await deps.store.tools.get(tenant.organizationId, id);
  if (!tool) throw notFound('tool');
  return tool;
}

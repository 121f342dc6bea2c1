/** An analysis template as the native API shows it, and what one may hold. */
import {
  analysisFaults,
  AnalysisSettingsSchema,
  type AnalysisSettings,
  type AnalysisTemplate,
  type Tenant,
} from '#domain';
import { invalidRequest, notFound, spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { explain } from '../../schema/explain.ts';
import type { NativeDeps } from '../native.ts';
import { aliasesOf, AliasesSchema, findId } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

const { template_id: _none, ...own } = AnalysisSettingsSchema.properties;
export const SettingsSchema = Type.Partial(Type.Object(own), {
  additionalProperties: false,
  description: 'As `analysis` of an agent.',
});
export const templateFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  description: Type.String({ maxLength: 2000, default: '' }),
};

export const AnalysisTemplateSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('analysis_template'),
    name: Type.String(),
    description: Type.String(),
    settings: SettingsSchema,
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

export function analysisTemplateView(template: AnalysisTemplate): Static<typeof AnalysisTemplateSchema> {
  return {
    id: spellNative('atpl', template.id),
    object: 'analysis_template',
    name: template.name,
    description: template.description,
    settings: template.settings,
    created_at: iso(template.createdAt),
    updated_at: iso(template.updatedAt),
    aliases: aliasesOf(template.id),
  };
}

/** @throws AppError `invalid-request` (400) naming every fault under `settings` */
export function readSettings(input: unknown): Partial<AnalysisSettings> {
  if (!Value.Check(SettingsSchema, input)) throw invalidRequest(explain(SettingsSchema, input, 'settings'));
  const faults = analysisFaults(input, 'settings');
  if (faults.length > 0) throw invalidRequest(faults);
  return input;
}

/** @throws AppError `analysis-template-unknown` (404) */
export async function knownTemplate(
  deps: Pick<NativeDeps, 'store'>,
  tenant: Tenant,
  text: string,
  param?: string,
): Promise<AnalysisTemplate> {
  const id = await findId(deps, tenant, text, 'analysis-template', param);
  const template = await deps.store.analysisTemplates.get(tenant.organizationId, id);
  if (!template) throw notFound('analysis-template', param);
  return template;
}

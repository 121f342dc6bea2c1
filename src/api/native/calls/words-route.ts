/** Tags and labels: short words on a call, replaced as a whole. */
import { Type } from 'typebox';
import type { Operation } from '../native.ts';
import { IdParams } from '../shapes/ids.ts';
import { AnnotationsSchema, ownCall, readAnnotations, WordText } from './annotation-view.ts';

export function wordsRoute(kind: 'tag' | 'label', summary: string): Operation {
  const name = `${kind}s` as const;
  const Body = Type.Object(
    {
      words: Type.Array(WordText, {
        maxItems: 50,
        uniqueItems: true,
        description: 'All of them, in place of those before.',
      }),
    },
    { additionalProperties: false },
  );
  return (app, deps) => {
    app.put(
      `/v1/calls/:id/${name}`,
      {
        schema: {
          operationId: kind === 'tag' ? 'putCallTags' : 'putCallLabels',
          summary,
          tags: ['calls'],
          scope: 'calls:write',
          params: IdParams,
          body: Body,
          response: { 200: AnnotationsSchema },
          errors: ['call-unknown'],
        },
      },
      async (request) => {
        const { tenant } = request;
        const id = await ownCall(deps, tenant, (request.params as { id: string }).id);
        const at = deps.clock.now();
        const { words } = request.body as { words: readonly string[] };
        const marks = words.map((value) => ({ kind, value, by: '', at }));
        await deps.store.annotations.replace(tenant.organizationId, id, kind, marks);
        return readAnnotations(deps, tenant, id);
      },
    );
  };
}

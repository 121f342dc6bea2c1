/** `POST /v1/imports`: bring over what you have at another vendor. */
import { invalidRequest } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { ImportSchema, importView, Vendor } from '../import-view.ts';

const Body = Type.Object(
  {
    vendor: Vendor,
    base_url: Type.String({
      minLength: 8,
      maxLength: 500,
      description: 'Of the vendor’s API, as your client has it, e.g. `https://api.synthflow.ai`.',
    }),
    key: Type.String({
      pattern: '^[\\x21-\\x7e]{1,4000}$',
      description: 'The vendor’s. Lives in memory while the import runs; it is kept nowhere.',
    }),
    workspace: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Synthflow: the workspace whose numbers are to be read.',
      }),
    ),
    dry_run: Type.Boolean({ default: false, description: 'Read, and say what would be done.' }),
  },
  {
    additionalProperties: false,
    examples: [{ vendor: 'flireo', base_url: 'https://example.com/api/v1', key: 'fl_live_0', dry_run: true }],
  },
);

export const createImport: Operation = (app, deps) => {
  app.post(
    '/v1/imports',
    {
      schema: {
        operationId: 'createImport',
        summary: 'Import from another vendor',
        description:
          'Reads agents, numbers, tools and the like from the vendor’s API and makes them here through our dialect of it. The vendor’s ids go on naming them there. A second import updates what the first one made, and makes nothing twice. It runs by itself: read it until `status` is no longer `running`.',
        tags: ['imports'],
        scope: 'organization:write',
        body: Body,
        response: { 202: ImportSchema },
        errors: ['import-running', 'url-refused'],
      },
    },
    async (request, reply) => {
      const { vendor, base_url, key, workspace = null, dry_run } = request.body;
      const baseUrl = base_url.replace(/\/+$/, '');
      if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol) || /[?#]/.test(baseUrl))
        throw invalidRequest([
          {
            param: 'base_url',
            rule: 'url',
            message: 'Must be an absolute http or https URL without query, like https://api.example.com.',
          },
        ]);
      await deps.checkUrl?.(baseUrl);
      const run = await deps.imports.start(
        request.tenant,
        { vendor, baseUrl, key, workspace, dryRun: dry_run },
        (method, path, body, as) => request.onBehalf(method, path, body, as),
      );
      return reply.code(202).send(importView(run));
    },
  );
};

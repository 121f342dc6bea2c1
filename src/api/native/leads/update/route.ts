/** `PATCH /v1/campaigns/{id}/leads/{lead_id}` (RFC 7396) */
import {
  campaignState,
  isFinal,
  isTimeZone,
  refuseOver,
  zoneFault,
  type Lead,
  type LeadChange,
} from '#domain';
import { invalidRequest, notFound, type Millis } from '#kernel';
import { Type, type Static } from 'typebox';
import type { Operation } from '../../native.ts';
import { knownCampaign } from '../../campaigns/known-campaign.ts';
import { readId } from '../../shapes/ids.ts';
import { mergePatch } from '../../shapes/merge-patch.ts';
import { momentFault, readMoment } from '../../shapes/times.ts';
import { LeadParams } from '../lead-params.ts';
import { LeadSchema, leadView } from '../lead-view.ts';
import { leadFields } from '../read-leads.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Null()]));

const Body = Type.Object(
  {
    name: orNull(leadFields.name),
    email: orNull(leadFields.email),
    time_zone: orNull(leadFields.time_zone),
    variables: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Laid over those it has; null takes one out.',
      }),
    ),
    not_before: orNull(leadFields.not_before),
  },
  { additionalProperties: false },
);

export const updateLead: Operation = (app, deps) => {
  app.patch(
    '/v1/campaigns/:id/leads/:lead_id',
    {
      schema: {
        operationId: 'updateLead',
        scope: 'campaigns:write',
        summary: 'Change a lead',
        description:
          'Fields left out stay; null takes one out. Holds for calls that are made from now on. `not_before` moves the next call, a further try too. Not once the lead is completed, failed or skipped; for another number delete it and add one.',
        tags: ['campaigns'],
        params: LeadParams,
        body: Body,
        response: { 200: LeadSchema },
        errors: ['campaign-unknown', 'lead-unknown', 'campaign-state'],
      },
    },
    async (request) => {
      const { tenant, params, body } = request;
      const campaign = await knownCampaign(deps, tenant, params.id);
      const id = readId(params.lead_id, 'lead');
      refuseFaulty(body);
      const changed = await deps.store.transaction(async (tx) => {
        const current = await tx.campaigns.share(campaign.id);
        if (current) refuseOver(current.status);
        const lead = await tx.leads.lock(tenant.organizationId, campaign.id, id);
        if (!lead) throw notFound('lead');
        if (isFinal(lead.status))
          throw campaignState(
            `This lead is ${lead.status} and changes no more.`,
            'Add it to another campaign.',
          );
        const now = deps.clock.now();
        return tx.leads.change(id, changeOf(lead, body, now), now);
      });
      await deps.due.wake(campaign.id);
      return leadView(changed);
    },
  );
};

function refuseFaulty({ time_zone, not_before }: Static<typeof Body>): void {
  const faults = [
    ...(time_zone && !isTimeZone(time_zone) ? [zoneFault('time_zone')] : []),
    ...(not_before && readMoment(not_before) === null ? [momentFault('not_before')] : []),
  ];
  if (faults.length > 0) throw invalidRequest(faults);
}

function changeOf(lead: Lead, body: Static<typeof Body>, now: Millis): LeadChange {
  const { name, email, time_zone, variables, not_before } = body;
  const isMoved = not_before !== undefined;
  const notBefore = isMoved ? (not_before === null ? null : readMoment(not_before)) : lead.notBefore;
  return {
    name: name === undefined ? lead.name : name,
    email: email === undefined ? lead.email : email,
    timeZone: time_zone === undefined ? lead.timeZone : time_zone,
    variables: mergePatch(lead.variables, variables ?? {}) as Lead['variables'],
    notBefore,
    // While a call is under way, the rule of its retries says when the next is due.
    dueAt: isMoved && lead.status !== 'calling' ? (notBefore ?? now) : lead.dueAt,
  };
}

/** Campaigns. */
export {
  LEAD_STATUSES,
  NO_LEADS,
  shownStatus,
  type Campaign,
  type CampaignSettings,
  type CampaignStatus,
  type FrozenAgent,
  type Lead,
  type LeadCounts,
  type LeadStatus,
  type NewLead,
  type SkipReason,
} from './campaign.ts';
export {
  campaignState,
  isOpenCampaign,
  refuseOver,
  stepCampaign,
  type CampaignAction,
} from './life-cycle.ts';
export { chainOf, isFinal, leadAfter, type LeadEnd } from './lead-end.ts';
export { hoursOf, isWithin, pace, RATE_SPAN_MS, type Paced, type PaceFacts, type PaceRule } from './pace.ts';
export type * from './repository.ts';
export { readCsv, type CsvRow } from './csv.ts';

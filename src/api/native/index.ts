/** Every operation of the native API: the list of its contract. */
import { createCall } from './calls/create/route.ts';
import { listCalls } from './calls/list/route.ts';
import { getCall } from './calls/get/route.ts';
import { listCallEvents } from './calls/events/route.ts';
import { getCallAnalysis } from './calls/analysis/get.ts';
import { analyseCall } from './calls/analysis/create.ts';
import { beginCallCapture } from './calls/capture/begin/route.ts';
import { getCallCapture } from './calls/capture/get/route.ts';
import { getCallRecording } from './calls/recording/route.ts';
import { getCallTranscript } from './calls/transcript/route.ts';
import { deleteCall } from './calls/delete/route.ts';
import { getCallAnnotations } from './calls/annotations/get/route.ts';
import { createCallNote } from './calls/notes/create/route.ts';
import { listCallNotes } from './calls/notes/list/route.ts';
import { updateCallNote } from './calls/notes/update/route.ts';
import { deleteCallNote } from './calls/notes/delete/route.ts';
import { putCallTags } from './calls/tags/put/route.ts';
import { listCallTags } from './calls/tags/list/route.ts';
import { putCallLabels } from './calls/labels/put/route.ts';
import { rateCall } from './calls/ratings/put/route.ts';
import { unrateCall } from './calls/ratings/delete/route.ts';
import { viewCall } from './calls/views/create/route.ts';
import { listenToCall } from './calls/live/route.ts';
import { streamEvents } from './events-stream/route.ts';
import { createErasure } from './erasures/create/route.ts';
import { getErasure } from './erasures/get/route.ts';
import { listErasures } from './erasures/list/route.ts';
import { getRetention } from './retention/get/route.ts';
import { updateRetention } from './retention/update/route.ts';
import { hangUpCall } from './calls/hangup/route.ts';
import { sayInCall } from './calls/say/route.ts';
import { informCall } from './calls/inform/route.ts';
import { muteCall } from './calls/mute/route.ts';
import { setCallVariables } from './calls/variables/route.ts';
import { sendCallDigits } from './calls/digits/route.ts';
import { transferCall } from './calls/transfer/route.ts';
import { createBatch } from './batches/create/route.ts';
import { listBatches } from './batches/list/route.ts';
import { getBatch } from './batches/get/route.ts';
import { cancelBatch } from './batches/cancel/route.ts';
import { createCampaign } from './campaigns/create/route.ts';
import { listCampaigns } from './campaigns/list/route.ts';
import { getCampaign } from './campaigns/get/route.ts';
import { updateCampaign } from './campaigns/update/route.ts';
import { deleteCampaign } from './campaigns/delete/route.ts';
import { cancelCampaign, pauseCampaign, startCampaign } from './campaigns/act/route.ts';
import { createLeads } from './leads/create/route.ts';
import { listLeads } from './leads/list/route.ts';
import { getLead } from './leads/get/route.ts';
import { updateLead } from './leads/update/route.ts';
import { deleteLead } from './leads/delete/route.ts';
import { createAgent } from './agents/create/route.ts';
import { listAgents } from './agents/list/route.ts';
import { getAgent } from './agents/get/route.ts';
import { updateAgent } from './agents/update/route.ts';
import { createVersion } from './agents/versions/create/route.ts';
import { listVersions } from './agents/versions/list/route.ts';
import { getVersion } from './agents/versions/get/route.ts';
import { markProduction } from './agents/versions/production/route.ts';
import { createTrunk } from './trunks/create/route.ts';
import { listTrunks } from './trunks/list/route.ts';
import { getTrunk } from './trunks/get/route.ts';
import { updateTrunk } from './trunks/update/route.ts';
import { createNumber } from './numbers/create/route.ts';
import { listNumbers } from './numbers/list/route.ts';
import { getNumber } from './numbers/get/route.ts';
import { updateNumber } from './numbers/update/route.ts';
import { createSuppression } from './suppressions/create/route.ts';
import { listSuppressions } from './suppressions/list/route.ts';
import { deleteSuppression } from './suppressions/delete/route.ts';
import { getOrganization } from './organization/get/route.ts';
import { updateOrganization } from './organization/update/route.ts';
import { listVoices } from './voices/list/route.ts';
import { listProviders } from './providers/list/route.ts';
import { createProviderKey } from './provider-keys/create/route.ts';
import { listProviderKeys } from './provider-keys/list/route.ts';
import { updateProviderKey } from './provider-keys/update/route.ts';
import { deleteProviderKey } from './provider-keys/delete/route.ts';
import { getVoiceSlots } from './voice-slots/get/route.ts';
import { putVoiceSlots } from './voice-slots/put/route.ts';
import { getPrices } from './prices/get/route.ts';
import { putPrices } from './prices/put/route.ts';
import { listTemplates } from './templates/list/route.ts';
import { getTemplate } from './templates/get/route.ts';
import { tenancyOperations } from './tenancy.ts';
import { knowledgeOperations } from './people-and-knowledge.ts';
import { webhookOperations } from './webhooks.ts';
import { deleteAgent } from './agents/delete/route.ts';
import { validateAgent, validateSavedAgent } from './agents/validate/route.ts';
import { updateVersion } from './agents/versions/update/route.ts';
import { deleteVersion } from './agents/versions/delete/route.ts';
import { restoreVersion } from './agents/versions/restore/route.ts';
import { diffVersions } from './agents/versions/diff/route.ts';
import { deleteNumber } from './numbers/delete/route.ts';
import { deleteTrunk } from './trunks/delete/route.ts';
import { diagnoseTrunk } from './trunks/diagnose/route.ts';
import { createTestCall } from './trunks/test-calls/route.ts';
import { listEmbeddingUsage } from './usage/embeddings/route.ts';
import { listUsage } from './usage/list/route.ts';
import { summarizeUsage } from './usage/summary/route.ts';
import { getAnalytics } from './analytics/get/route.ts';
import { resourceOperations } from './resources.ts';
import { simulationOperations } from './simulation-operations.ts';
import type { Operation } from './native.ts';

export const nativeOperations: readonly Operation[] = [
  createCall,
  listCalls,
  getCall,
  listCallEvents,
  getCallRecording,
  beginCallCapture,
  getCallCapture,
  getCallAnalysis,
  analyseCall,
  getCallTranscript,
  deleteCall,
  getCallAnnotations,
  createCallNote,
  listCallNotes,
  updateCallNote,
  deleteCallNote,
  putCallTags,
  listCallTags,
  putCallLabels,
  rateCall,
  unrateCall,
  viewCall,
  listenToCall,
  streamEvents,
  createErasure,
  getErasure,
  listErasures,
  getRetention,
  updateRetention,
  hangUpCall,
  sayInCall,
  informCall,
  muteCall,
  setCallVariables,
  sendCallDigits,
  transferCall,
  createBatch,
  listBatches,
  getBatch,
  cancelBatch,
  createCampaign,
  listCampaigns,
  getCampaign,
  updateCampaign,
  deleteCampaign,
  startCampaign,
  pauseCampaign,
  cancelCampaign,
  createLeads,
  listLeads,
  getLead,
  updateLead,
  deleteLead,
  createAgent,
  listAgents,
  getAgent,
  updateAgent,
  createVersion,
  listVersions,
  getVersion,
  markProduction,
  createTrunk,
  listTrunks,
  getTrunk,
  updateTrunk,
  createNumber,
  listNumbers,
  getNumber,
  updateNumber,
  createSuppression,
  listSuppressions,
  deleteSuppression,
  getOrganization,
  updateOrganization,
  listVoices,
  listTemplates,
  getTemplate,
  listProviders,
  createProviderKey,
  listProviderKeys,
  updateProviderKey,
  deleteProviderKey,
  getVoiceSlots,
  putVoiceSlots,
  getPrices,
  putPrices,
  ...tenancyOperations,
  ...knowledgeOperations,
  ...webhookOperations,
  deleteAgent,
  validateAgent,
  validateSavedAgent,
  updateVersion,
  deleteVersion,
  restoreVersion,
  diffVersions,
  deleteNumber,
  deleteTrunk,
  diagnoseTrunk,
  createTestCall,
  listEmbeddingUsage,
  listUsage,
  summarizeUsage,
  getAnalytics,
  ...resourceOperations,
  ...simulationOperations,
];

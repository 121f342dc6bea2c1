/** Operations of what agents share: tools, analysis templates, number pools. */
import { createTool } from './tools/create/route.ts';
import { listTools } from './tools/list/route.ts';
import { getTool } from './tools/get/route.ts';
import { updateTool } from './tools/update/route.ts';
import { deleteTool } from './tools/delete/route.ts';
import { createAnalysisTemplate } from './analysis-templates/create/route.ts';
import { listAnalysisTemplates } from './analysis-templates/list/route.ts';
import { getAnalysisTemplate } from './analysis-templates/get/route.ts';
import { updateAnalysisTemplate } from './analysis-templates/update/route.ts';
import { deleteAnalysisTemplate } from './analysis-templates/delete/route.ts';
import { createNumberPool } from './number-pools/create/route.ts';
import { listNumberPools } from './number-pools/list/route.ts';
import { getNumberPool } from './number-pools/get/route.ts';
import { updateNumberPool } from './number-pools/update/route.ts';
import { deleteNumberPool } from './number-pools/delete/route.ts';
import { listToolAgents } from './tools/agents/route.ts';
import { createImport } from './imports/create/route.ts';
import { getImport } from './imports/get/route.ts';
import { listImports } from './imports/list/route.ts';
import type { Operation } from './native.ts';

export const resourceOperations: readonly Operation[] = [
  createTool,
  listTools,
  getTool,
  updateTool,
  deleteTool,
  createAnalysisTemplate,
  listAnalysisTemplates,
  getAnalysisTemplate,
  updateAnalysisTemplate,
  deleteAnalysisTemplate,
  createNumberPool,
  listNumberPools,
  getNumberPool,
  updateNumberPool,
  deleteNumberPool,
  listToolAgents,
  createImport,
  getImport,
  listImports,
];

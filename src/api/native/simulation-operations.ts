/** Operations of simulations. */
import { createSimulationCase } from './simulation-cases/create/route.ts';
import { listSimulationCases } from './simulation-cases/list/route.ts';
import { getSimulationCase } from './simulation-cases/get/route.ts';
import { updateSimulationCase } from './simulation-cases/update/route.ts';
import { deleteSimulationCase } from './simulation-cases/delete/route.ts';
import { createSimulationSuite } from './simulation-suites/create/route.ts';
import { listSimulationSuites } from './simulation-suites/list/route.ts';
import { getSimulationSuite } from './simulation-suites/get/route.ts';
import { updateSimulationSuite } from './simulation-suites/update/route.ts';
import { deleteSimulationSuite } from './simulation-suites/delete/route.ts';
import { createSimulationScenario } from './simulation-scenarios/create/route.ts';
import { listSimulationScenarios } from './simulation-scenarios/list/route.ts';
import { getSimulationScenario } from './simulation-scenarios/get/route.ts';
import { updateSimulationScenario } from './simulation-scenarios/update/route.ts';
import { deleteSimulationScenario } from './simulation-scenarios/delete/route.ts';
import { generateSimulationCases } from './simulation-cases/generate/route.ts';
import { executeSimulationSuite } from './simulation-suites/execute/route.ts';
import { createSimulation } from './simulations/create/route.ts';
import { listSimulations } from './simulations/list/route.ts';
import { getSimulation } from './simulations/get/route.ts';
import { deleteSimulation } from './simulations/delete/route.ts';
import { getSimulationSession, listSimulationSessions } from './simulations/sessions/route.ts';
import type { Operation } from './native.ts';

export const simulationOperations: readonly Operation[] = [
  createSimulationCase,
  listSimulationCases,
  getSimulationCase,
  updateSimulationCase,
  deleteSimulationCase,
  createSimulationSuite,
  listSimulationSuites,
  getSimulationSuite,
  updateSimulationSuite,
  deleteSimulationSuite,
  createSimulationScenario,
  listSimulationScenarios,
  getSimulationScenario,
  updateSimulationScenario,
  deleteSimulationScenario,
  generateSimulationCases,
  executeSimulationSuite,
  createSimulation,
  listSimulations,
  getSimulation,
  deleteSimulation,
  listSimulationSessions,
  getSimulationSession,
];

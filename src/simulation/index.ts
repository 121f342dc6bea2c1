/** Simulation: callees with behaviours, for demos, test keys and everybody's own tests. */
export { createSimulatedCallee, type SimulatedCalleeOptions } from './callee.ts';
export { behaviours, human, type CalleeBehaviour, type LineCue, type ScriptLine } from './behaviour.ts';

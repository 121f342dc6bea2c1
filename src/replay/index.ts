/** Replay: a call's log, fed to the same reducers, gives the same decisions; another policy shows where it parts. */
export { exportCall, importCall } from './carry.ts';
export { callFile, readCallFile, type CallFile } from './call-file.ts';
export { compareAgents, type Choice, type Comparison } from './compare-agents.ts';
export { replayCall, type Difference, type ReplayReport } from './replay-call.ts';

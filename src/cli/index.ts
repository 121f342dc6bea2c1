/** The command line, and the operator's socket that a running server opens for it. */
export { openOperatorSocket, type OperatorService, type OperatorStatus } from './operator/server.ts';

/** The operator's door into a running server: HTTP on a unix socket that only its own user can open. */
export { askOperator } from './client.ts';
export { openOperatorSocket, type OperatorService, type OperatorStatus } from './server.ts';

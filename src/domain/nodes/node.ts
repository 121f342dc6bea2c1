/** Processes of one installation. */
import type { Id, Millis } from '#kernel';

export interface NodeRepository {
  /** Registers or renews this node's lease until `now + leaseMs`. */
  heartbeat(nodeId: Id, sipAddress: string, now: Millis, leaseMs: Millis): Promise<void>;
  leave(nodeId: Id): Promise<void>;
}

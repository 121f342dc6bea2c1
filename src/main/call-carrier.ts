/** What the operator's socket does with calls. */
import type { Store } from '#domain';
import { spellNative } from '#kernel';
import type { OperatorService } from '#operator';
import { exportCall, importCall, readCallFile } from '#replay';

export function callCarrier(store: Store): Pick<OperatorService, 'exportCall' | 'importCall'> {
  return {
    exportCall: (id) => exportCall(store, id),
    importCall: async (file) => ({ id: spellNative('call', await importCall(store, readCallFile(file))) }),
  };
}

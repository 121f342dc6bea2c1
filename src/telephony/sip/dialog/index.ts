/** SIP dialogs (RFC 3261, 12). Pure. */
export {
  dialogId,
  dialogOfRequest,
  dialogOfResponse,
  idOf,
  refreshTarget,
  routeOf,
  takeCseq,
  type Dialog,
} from './dialog.ts';

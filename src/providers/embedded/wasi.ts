/**
 * The least of WASI (preview 1) that a command needs which reads its arguments and writes one file: everything in
 * memory, no folder, no clock, no environment. `node:wasi` would do it too, but wants a real folder and warns.
 */

/** What the command left behind. */
export interface WasiRun {
  readonly exitCode: number;
  /** The bytes of each file it wrote, by its path below `/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What it wrote to standard output and error, each cut at 20,000 characters. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Error numbers and kinds of the preview 1 specification. */
const OK = 0;
const BAD_FILE = 8;
const INVALID = 28;
const NO_SUCH_FILE = 44;
const KIND_DEVICE = 2;
const KIND_DIRECTORY = 3;
const KIND_FILE = 4;
/** The directory that is open from the start, `/`. */
const ROOT = 3;
const STDERR = 2;
const OUTPUT_LIMIT = 20_000;
const ALL_RIGHTS = 0xffff_ffff_ffff_ffffn;

/** Thrown to leave the command's stack; its only meaning is the exit code. */
class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/** A file that grows as it is written. */
class MemoryFile {
  #bytes = new Uint8Array(64 * 1024);
  size = 0;
  position = 0;

  write(data: Uint8Array): void {
    const end = this.position + data.length;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.size));
      this.#bytes = grown;
    }
    this.#bytes.set(data, this.position);
    this.position = end;
    this.size = Math.max(this.size, end);
  }

  read(into: Uint8Array): number {
    const part = this.#bytes.subarray(this.position, Math.min(this.position + into.length, this.size));
    into.set(part);
    this.position += part.length;
    return part.length;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.size);
  }
}

/**
 * Runs a WASI command to its end on the calling thread.
 * @param args the arguments, the program's own name first.
 */
export function runWasi(module: WebAssembly.Module, args: readonly string[]): WasiRun {
  const files = new Map<string, MemoryFile>();
  const open = new Map<number, MemoryFile>();
  const argBytes = args.map((arg) => new TextEncoder().encode(arg + '\0'));
  let [stdout, stderr] = ['', ''];
  let nextFd = ROOT + 1;
  const view = (): DataView => new DataView(memory.buffer);
  const bytes = (at: number, length: number): Uint8Array => new Uint8Array(memory.buffer, at, length);
  const vectors = (at: number, count: number): Uint8Array[] =>
    Array.from({ length: count }, (_, i) =>
      bytes(view().getUint32(at + i * 8, true), view().getUint32(at + i * 8 + 4, true)),
    );

  const imports = {
    args_sizes_get(count: number, size: number) {
      view().setUint32(count, argBytes.length, true);
      view().setUint32(
        size,
        argBytes.reduce((sum, arg) => sum + arg.length, 0),
        true,
      );
      return OK;
    },
    args_get(pointers: number, buffer: number) {
      let at = buffer;
      argBytes.forEach((arg, i) => {
        view().setUint32(pointers + i * 4, at, true);
        bytes(at, arg.length).set(arg);
        at += arg.length;
      });
      return OK;
    },
    clock_time_get(_id: number, _precision: bigint, result: number) {
      view().setBigUint64(result, 0n, true);
      return OK;
    },
    fd_close: (fd: number) => (open.delete(fd) ? OK : BAD_FILE),
    fd_fdstat_get(fd: number, result: number) {
      if (fd > ROOT && !open.has(fd)) return BAD_FILE;
      bytes(result, 24).fill(0);
      view().setUint8(result, fd < ROOT ? KIND_DEVICE : fd === ROOT ? KIND_DIRECTORY : KIND_FILE);
      view().setBigUint64(result + 8, ALL_RIGHTS, true);
      view().setBigUint64(result + 16, ALL_RIGHTS, true);
      return OK;
    },
    fd_fdstat_set_flags: () => OK,
    fd_prestat_get(fd: number, result: number) {
      if (fd !== ROOT) return BAD_FILE;
      view().setUint32(result, 0, true);
      view().setUint32(result + 4, 1, true);
      return OK;
    },
    fd_prestat_dir_name(fd: number, path: number) {
      if (fd !== ROOT) return BAD_FILE;
      bytes(path, 1).set([47]);
      return OK;
    },
    fd_read(fd: number, list: number, count: number, result: number) {
      const file = open.get(fd);
      if (!file && fd !== 0) return BAD_FILE;
      const total = file ? vectors(list, count).reduce((sum, into) => sum + file.read(into), 0) : 0;
      view().setUint32(result, total, true);
      return OK;
    },
    fd_write(fd: number, list: number, count: number, result: number) {
      const file = open.get(fd);
      if (!file && (fd === 0 || fd >= ROOT)) return BAD_FILE;
      let total = 0;
      for (const data of vectors(list, count)) {
        if (file) file.write(data);
        else if (fd === STDERR) stderr = append(stderr, data);
        else stdout = append(stdout, data);
        total += data.length;
      }
      view().setUint32(result, total, true);
      return OK;
    },
    fd_seek(fd: number, offset: bigint, whence: number, result: number) {
      const file = open.get(fd);
      if (!file) return BAD_FILE;
      const base = [0, file.position, file.size][whence];
      if (base === undefined || base + Number(offset) < 0) return INVALID;
      file.position = base + Number(offset);
      view().setBigUint64(result, BigInt(file.position), true);
      return OK;
    },
    path_open(
      _directory: number,
      _lookup: number,
      path: number,
      length: number,
      openFlags: number,
      _rights: bigint,
      _inheriting: bigint,
      _fdFlags: number,
      result: number,
    ) {
      const [create, truncate] = [1, 8];
      const name = new TextDecoder().decode(bytes(path, length));
      let file = files.get(name);
      if (!file && !(openFlags & create)) return NO_SUCH_FILE;
      if (!file || openFlags & truncate) files.set(name, (file = new MemoryFile()));
      file.position = 0;
      open.set(nextFd, file);
      view().setUint32(result, nextFd++, true);
      return OK;
    },
    proc_exit(code: number) {
      throw new Exit(code);
    },
  };

  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: imports });
  const memory = instance.exports['memory'] as WebAssembly.Memory;
  let exitCode = 0;
  try {
    (instance.exports['_start'] as () => void)();
  } catch (thrown) {
    if (!(thrown instanceof Exit)) throw thrown;
    exitCode = thrown.code;
  }
  return { exitCode, stdout, stderr, files: new Map([...files].map(([name, file]) => [name, file.bytes()])) };
}

function append(text: string, data: Uint8Array): string {
  return text.length < OUTPUT_LIMIT ? (text + new TextDecoder().decode(data)).slice(0, OUTPUT_LIMIT) : text;
}

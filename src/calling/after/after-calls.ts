/** What goes on behind calls, whoever is on the line: analyses, tools, memories, letters, copies, erasures. */
import type { Closable } from '#kernel';
import { createErasing } from '../forget/eraser.ts';
import { forgetNightly } from '../forget/retention.ts';
import { createPostman } from '../mail/postman.ts';
import type { EngineOptions } from '../options.ts';
import { createToolRunner } from '../tools/after-call.ts';
import { createAnalyst } from './analyst.ts';
import { createArchivist } from './archivist.ts';
import { createRememberer } from './rememberer.ts';

export class AfterCalls {
  readonly #options: EngineOptions;
  readonly #analyst: ReturnType<typeof createAnalyst>;
  readonly #toolRunner: ReturnType<typeof createToolRunner>;
  readonly #archivist: ReturnType<typeof createArchivist>;
  readonly #erasing: ReturnType<typeof createErasing>;
  readonly #rememberer: ReturnType<typeof createRememberer>;
  readonly #postman: ReturnType<typeof createPostman> | null;
  #retention: Closable | null = null;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#analyst = createAnalyst(options);
    this.#toolRunner = createToolRunner(options);
    this.#archivist = createArchivist(options);
    this.#erasing = createErasing(options);
    this.#rememberer = createRememberer(options);
    const { mail } = options;
    this.#postman = mail ? createPostman({ ...options, mail }) : null;
  }

  /** Looks for what was left, and goes on from there. */
  start(): void {
    this.callEnded();
    this.#erasing.wake();
    this.#retention = forgetNightly(this.#options);
  }

  /** What a call leaves to do is looked for now. */
  callEnded(): void {
    this.analysisAsked();
    this.#archivist.wake();
    this.#rememberer.wake();
    this.#postman?.wake();
  }

  /** An analysis is owed, and its tools with it. */
  analysisAsked(): void {
    this.#analyst.wake();
    this.#toolRunner.wake();
  }

  /** Resolves when nothing of it runs. */
  async stop(): Promise<void> {
    await Promise.all([
      this.#analyst.stop(),
      this.#toolRunner.stop(),
      this.#rememberer.stop(),
      this.#postman?.stop(),
    ]);
    await Promise.all([this.#archivist.stop(), this.#erasing.stop(), this.#retention?.close()]);
  }
}

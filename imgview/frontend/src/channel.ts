// Questions to the kernel: ids, replies, silence. What is asked and what an answer means is the asker's business.
import type { ErrorReply, KernelMessage, PageMessage } from "./protocol";
import type { LocalStore, Model } from "./store";

/** Milliseconds of silence after which a question counts as lost. */
const PATIENCE = 8000;

export interface Request {
  /** A reply with this request's id; true when it was the last one. */
  reply(message: KernelMessage, buffers: DataView[]): boolean;
  /** The kernel refused, or said nothing for too long. */
  failed(error: ErrorReply | null): void;
}

interface Open {
  request: Request;
  timer: number;
}

/** Numbers messages, hands replies to their askers and notices a silent kernel. */
export class Channel {
  /** Random number of this page, so that two pages on one viewer keep their view numbers apart. */
  readonly client = Math.floor(Math.random() * 2 ** 40);
  readonly stats = { sent: 0, received: 0, bytes: 0 };
  readonly #model: Model;
  readonly #local: LocalStore;
  readonly #open = new Map<number, Open>();
  readonly #onMessage = (message: KernelMessage, buffers: DataView[]) => this.#receive(message, buffers ?? []);
  #next = Math.floor(Math.random() * 2 ** 40);

  /** `stray` gets replies to questions that are no longer open: their tiles are still good. */
  constructor(model: Model, local: LocalStore, private readonly stray: Request["reply"]) {
    this.#model = model;
    this.#local = local;
    model.on("msg:custom", this.#onMessage);
  }

  /** Ask; returns the id. */
  ask(build: (id: number) => PageMessage, request: Request): number {
    const id = this.#next++;
    this.#open.set(id, { request, timer: this.#arm(id) });
    this.#send(build(id));
    return id;
  }

  /** Tell something that is not answered. */
  tell(message: PageMessage): void {
    this.#send(message);
  }

  /** Take a question back and forget it. */
  cancel(id: number): void {
    if (!this.forget(id)) return;
    this.#send({ kind: "cancel", id });
  }

  /** Stop waiting for a question's answer. */
  forget(id: number): boolean {
    clearTimeout(this.#open.get(id)?.timer);
    return this.#open.delete(id);
  }

  dispose(): void {
    this.#model.off("msg:custom", this.#onMessage);
    for (const id of [...this.#open.keys()]) this.forget(id);
  }

  #arm(id: number): number {
    return setTimeout(() => {
      const open = this.#open.get(id);
      this.#open.delete(id);
      this.#local.set("stalled", true);
      open?.request.failed(null);
    }, PATIENCE);
  }

  #send(message: PageMessage): void {
    this.stats.sent++;
    try {
      this.#model.send(message);
    } catch (error) {
      // A closed comm throws; the question's own timeout then says that the kernel is gone.
      console.warn("imgview: the kernel cannot be reached", error);
    }
  }

  #receive(message: KernelMessage, buffers: DataView[]): void {
    this.stats.received++;
    for (const buffer of buffers) this.stats.bytes += buffer.byteLength;
    this.#local.set("stalled", false);
    const open = this.#open.get(message.id);
    if (!open) {
      this.stray(message, buffers);
    } else if (message.kind === "error") {
      this.forget(message.id);
      open.request.failed(message);
    } else if (open.request.reply(message, buffers)) {
      this.forget(message.id);
    } else {
      clearTimeout(open.timer);
      open.timer = this.#arm(message.id);
    }
  }
}

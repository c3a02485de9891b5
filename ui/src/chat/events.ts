/**
 * The SDK's events out of the core's small ones. The core tells ids; the SDK promises lists. They
 * are asked for only when somebody has subscribed, and one after the other, so that events never
 * overtake each other. Events that wait together share the answers: each list is asked for after
 * all of their commits, so an import that sends hundreds of events does not cause hundreds of
 * lists.
 */
import type { Events } from '../wire';
import { EVENT } from './constants';
import type { ChatHost } from './host';

/** What a handler gets. */
export interface ChatEvent {
  name: string;
  data: unknown;
}

export type ChatHandler = (event: ChatEvent) => void;

/** The core's events that the SDK has too. */
type SharedName = Exclude<keyof Events, 'onGroupLooksUpdated' | 'onImportProgress' | 'onFilesGiven'>;
type Shared = { [K in SharedName]: { name: K; payload: Events[K] } }[SharedName];

/** The answers that events waiting together share, by what was asked. */
type Answers = Map<string, Promise<unknown>>;

interface Subscriber {
  /** As the SDK declares it: any function. */
  handler: Function; // eslint-disable-line @typescript-eslint/no-unsafe-function-type
  context: unknown;
}

export class ChatEvents {
  /** Resolves once the core's events are heard: changes made before would go untold. */
  readonly listening: Promise<unknown>;

  readonly #host: ChatHost;
  readonly #subscribers = new Map<string, Subscriber[]>();
  #waiting: Shared[] = [];
  #delivering = false;

  constructor(host: ChatHost, onUnreadTotal: (count: number) => void) {
    this.#host = host;
    this.listening = Promise.all([
      this.#hear(EVENT.CONVERSATION_GROUP_LIST_UPDATED),
      this.#hear(EVENT.CONVERSATION_LIST_UPDATED),
      this.#hear(EVENT.CONVERSATION_IN_GROUP_UPDATED),
      this.#hear(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED),
      host.hear(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, ({ data }) => onUnreadTotal(data)),
    ]);
  }

  /** Throws a `TypeError` where there is no handler, as the SDK does, and not at every event. */
  on(name: string, handler: Subscriber['handler'], context?: unknown): void {
    if (typeof handler !== 'function') throw new TypeError(`on ${name}: the handler must be a function`);
    this.#subscribers.set(name, [...this.#of(name), { handler, context }]);
  }

  /** Without a context: wherever the handler was subscribed with whichever one. */
  off(name: string, handler: Subscriber['handler'], context?: unknown): void {
    const rest = this.#of(name).filter(
      (each) => each.handler !== handler || (context !== undefined && each.context !== context),
    );
    this.#subscribers.set(name, rest);
  }

  /** Tells the subscribers now. One that throws keeps the others from nothing. */
  deliver(name: string, data: unknown): void {
    for (const { handler, context } of this.#of(name)) {
      try {
        handler.call(context, { name, data } satisfies ChatEvent);
      } catch (failure) {
        reportError(failure);
      }
    }
  }

  #of(name: string): readonly Subscriber[] {
    return this.#subscribers.get(name) ?? [];
  }

  #hear<K extends SharedName>(name: K): Promise<unknown> {
    return this.#host.hear(name, (payload) => {
      if (this.#of(name).length === 0) return;
      this.#waiting.push({ name, payload } as Shared);
      void this.#deliverWaiting();
    });
  }

  async #deliverWaiting(): Promise<void> {
    if (this.#delivering) return;
    this.#delivering = true;
    while (this.#waiting.length > 0) {
      const together = this.#waiting;
      this.#waiting = [];
      const answers: Answers = new Map();
      for (const event of together) {
        try {
          this.deliver(event.name, await this.#dataOf(event, answers));
        } catch (failure) {
          // The store could not be read. The next event brings what this one would have.
          reportError(failure);
        }
      }
    }
    this.#delivering = false;
  }

  async #dataOf(event: Shared, answers: Answers): Promise<unknown> {
    switch (event.name) {
      case EVENT.CONVERSATION_GROUP_LIST_UPDATED:
      case EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED:
        return event.payload.data;
      case EVENT.CONVERSATION_LIST_UPDATED:
        return this.#conversations(answers, undefined);
      case EVENT.CONVERSATION_IN_GROUP_UPDATED: {
        const { groupName } = event.payload;
        return { groupName, conversationList: await this.#conversations(answers, groupName) };
      }
    }
  }

  #conversations(answers: Answers, groupName: string | undefined): Promise<unknown> {
    const key = JSON.stringify(groupName ?? null);
    const known = answers.get(key);
    if (known) return known;
    const options = groupName === undefined ? undefined : { groupName };
    const asked = this.#host.call('get_conversation_list', { options }).then(
      ({ conversationList }) => conversationList,
      (failure: unknown) => {
        // Deleted or renamed since: nothing is in a group of that name any more.
        if (groupName !== undefined && isMissingGroup(failure)) return [];
        throw failure;
      },
    );
    answers.set(key, asked);
    return asked;
  }
}

function isMissingGroup(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 51009;
}

import type { call, hear } from '../host';

/** The part of the host's door that the client object needs; tests put a fake in its place. */
export interface ChatHost {
  call: typeof call;
  hear: typeof hear;
}

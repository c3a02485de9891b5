/** What a drop would do, in the person's words. */
import { t } from '../messages';
import type { Effect, Payload } from './payload';

/** The sentence at the pointer: `Add 12 to Suppliers`. Empty over places that take nothing. */
export function sentence(effect: Effect | null): string {
  switch (effect?.kind) {
    case undefined:
      return '';
    case 'add':
      return t(effect.held > 0 ? 'drag.addOthers' : 'drag.add', {
        count: effect.count,
        held: effect.held,
        group: effect.to,
      });
    case 'move':
      return t('drag.move', { count: effect.count, group: effect.to });
    case 'remove':
      return t('drag.remove', { count: effect.count, group: effect.from });
    case 'newGroup':
      return t('drag.newGroup', { count: effect.count });
    case 'placeGroup':
      return t(effect.edge === 'before' ? 'drag.placeBefore' : 'drag.placeAfter', { group: effect.beside });
    case 'placePinned':
      return t('drag.placePinned');
    case 'refuse':
      return t(`drag.${effect.why}`);
  }
}

/** What is in the hand: a title, or a title `and 11 more`. */
export function payloadName(payload: Payload): string {
  return payload.kind === 'group' ? payload.name : payload.lead.title;
}

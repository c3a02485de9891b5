/**
 * Addresses in what people and assistants wrote. Nothing leads out of the window, so an address is a
 * word that puts itself on the clipboard, and says so before and after.
 */
import { t } from '../messages';
import { copyText } from './copy';
import './addresses.css';

/** Milliseconds that the mark of a copy stands. */
const MARKED = 1600;

/** An address with what may follow it in a sentence, Chinese ones among them. */
const ADDRESS = /https?:\/\/[^\s<>"“”„«»|\\^`{}，。、；：！？（）「」『』【】《》]+/giu;

/** What ends the sentence and not the address; a bracket that opens inside the address is its own. */
const AFTER = /(?:[.,;:!?'’*_~\]]|\)(?<!\([^()]*\)))+$/u;

export interface TextPiece {
  text: string;
  isAddress: boolean;
}

/** A text in pieces that give it back in their order. */
export function splitAddresses(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(AFTER, '');
    if (!/:\/\/./.test(address)) continue;
    if (index > end) pieces.push({ text: text.slice(end, index), isAddress: false });
    pieces.push({ text: address, isAddress: true });
    end = index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isAddress: false });
  return pieces;
}

/** Copies the address that a click or a key was for; false when it was for none. */
export function copyAddressOf(event: MouseEvent | KeyboardEvent): boolean {
  const element =
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-address]') : null;
  const address = element?.dataset.address;
  if (!element || !address) return false;
  if (event instanceof KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== ' ') return false;
    event.preventDefault();
  } else if (document.getSelection()?.isCollapsed === false) {
    // Letting go of a selection that ends on an address is no click.
    return false;
  }
  void copyText(address, t('reader.addressCopied', { address })).then(() => {
    element.dataset.copied = '';
    setTimeout(() => delete element.dataset.copied, MARKED);
  });
  return true;
}

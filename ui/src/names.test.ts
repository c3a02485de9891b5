import { describe, expect, it } from 'vitest';
import { t } from './messages';
import { plainName } from './names';

describe('a name from an export', () => {
  it.each([
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['\u202D\u2066a\u2069\u202C', 'a'],
    ['سلام \u200Fabc\u200E', 'سلام \u200Fabc\u200E'],
    ['emoji 👩\u200D🌾', 'emoji 👩\u200D🌾'],
  ])('%s cannot turn what is around it', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });

  it('cannot turn the sentence that it stands in', () => {
    expect(t('did.add', { what: 'x\u202Ey', group: 'A', undone: 'no' })).toBe(
      t('did.add', { what: 'xy', group: 'A', undone: 'no' }),
    );
  });

  it('is never taken for HTML in a sentence', () => {
    expect(t('did.deleteGroup', { group: '<img src=x onerror=alert(1)>', undone: 'no' })).toContain(
      '<img src=x onerror=alert(1)>',
    );
  });
});

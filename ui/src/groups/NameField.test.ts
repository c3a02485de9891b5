import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { HostError } from '../hostError';
import NameField from './NameField.svelte';

function open(name = '') {
  const onsave = vi.fn<(name: string) => Promise<void>>(() => Promise.resolve());
  const onend = vi.fn();
  render(NameField, { name, color: 0, onsave, onend });
  return { field: screen.getByRole<HTMLInputElement>('textbox'), onsave, onend };
}

async function type(field: HTMLInputElement, text: string) {
  await fireEvent.input(field, { target: { value: text } });
}

describe('typing a group’s name', () => {
  it('says nothing while there is plenty of room', async () => {
    const { field } = open();
    await type(field, 'Suppliers');
    expect(screen.queryByText(/byte/)).toBeNull();
  });

  it.each([
    ['x'.repeat(25), '7 bytes left'],
    ['供应商和海关文件', '8 bytes left'],
    ['é'.normalize('NFD').repeat(16), '0 bytes left'],
    [`  ${'x'.repeat(31)}  `, '1 byte left'],
    ['x'.repeat(33), /^1 byte too long\. A name holds 32 bytes/],
    ['供应商和海关文件汇总表', /^1 byte too long/],
  ])('tells for %j how many bytes are left', async (text, expected) => {
    const { field } = open();
    await type(field, text);
    expect(screen.getByText(expected)).toBeDefined();
  });

  it('keeps the trimmed name on Enter', async () => {
    const { field, onsave, onend } = open();
    await type(field, '  Suppliers ');
    await fireEvent.keyDown(field, { key: 'Enter' });
    await vi.waitFor(() => expect(onend).toHaveBeenCalledOnce());
    expect(onsave).toHaveBeenCalledWith('Suppliers');
  });

  it('never sends a name that is too long', async () => {
    const { field, onsave } = open();
    await type(field, 'x'.repeat(33));
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(onsave).not.toHaveBeenCalled();
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])(
    'leaves Enter to an input method that is choosing characters: %j',
    async (sign) => {
      const { field, onsave } = open();
      await type(field, 'gong');
      await fireEvent.keyDown(field, { key: 'Enter', ...sign });
      expect(onsave).not.toHaveBeenCalled();
    },
  );

  it('brings what is wrong into sight when it comes to be said', async () => {
    const { field } = open();
    const note = field.closest('.field')?.nextElementSibling as HTMLElement;
    const shown = vi.spyOn(note, 'scrollIntoView');
    await type(field, 'Suppliers');
    expect(shown).not.toHaveBeenCalled();
    await type(field, 'x'.repeat(33));
    expect(shown).toHaveBeenCalled();
  });

  it('changes nothing on Escape', async () => {
    const { field, onsave, onend } = open('Suppliers');
    await type(field, 'Vendors');
    await fireEvent.keyDown(field, { key: 'Escape' });
    expect(onend).toHaveBeenCalledOnce();
    expect(onsave).not.toHaveBeenCalled();
  });

  it('stays open and says what is wrong when the core refuses the name', async () => {
    const { field, onsave, onend } = open();
    onsave.mockRejectedValue(
      new HostError({ code: 200001, message: '', reason: 'group-exists', params: { name: 'Family' } }),
    );
    await type(field, 'Family');
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(
      await screen.findByText('A group named “Family” exists already. Choose another name.'),
    ).toBeDefined();
    expect(onend).not.toHaveBeenCalled();
  });
});

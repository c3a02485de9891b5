import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/theme.css', 'utf8');

/** What moves in a style, and how long. */
const MOTIONS = /(?:^|[\s;{])(?:transition|animation)(?:-duration)?:\s*([^;}]+)/g;

/** The colours of a token in the light and in the dark theme. */
function token(name: string): { light: string; dark: string } {
  const [, value = ''] = new RegExp(`--${name}: ([^;]+);`).exec(css) ?? [];
  const [light, dark = light] = value.match(/#[0-9a-f]{6}/g) ?? [];
  if (!light || !dark) throw new Error(`no colours in --${name}`);
  return { light, dark };
}

/** Relative luminance by WCAG 2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['bg', 'rail', 'raised', 'sel', 'hover', 'accent-soft'];
const indexes = Array.from({ length: 12 }, (_, index) => index);

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const against = (text: string, ground: string) => contrast(token(text)[theme], token(ground)[theme]);

  it.each(['text', 'text-2', 'text-3'])('--%s can be read on every ground', (text) => {
    for (const ground of grounds) expect(against(text, ground), ground).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['accent-ink', 'accent'],
    ['accent-ink', 'accent-hover'],
    ['accent', 'accent-soft'],
    ['danger', 'bg'],
    ['danger', 'rail'],
    ['danger', 'raised'],
    ['danger', 'sel'],
    ['text', 'mine'],
    ['text', 'code'],
    ['text', 'mark'],
  ])('--%s can be read on --%s', (text, ground) => {
    expect(against(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('white letters can be read on every avatar', () => {
    for (const index of indexes) {
      expect(contrast('#ffffff', token(`avatar-${index}`)[theme]), `${index}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('every group’s dot is seen in the groups pane', () => {
    for (const index of indexes)
      expect(against(`group-${index}`, 'rail'), `${index}`).toBeGreaterThanOrEqual(3);
  });
});

describe('motion', () => {
  it('takes less than 150 ms, and none is left for those who want none', () => {
    const times = [...css.matchAll(/--motion: (\d+)ms/g)].map(([, time]) => Number(time));
    expect(Math.max(...times)).toBeLessThan(150);
    expect(times.at(-1)).toBe(0);
  });

  it('takes that time everywhere: no style of a component has a time of its own', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(svelte|css)$/.test(name),
    );
    expect(files).toContain('theme.css');
    const others = files.flatMap((name) =>
      [...readFileSync(`src/${name}`, 'utf8').matchAll(MOTIONS)]
        .flatMap(([, value = '']) => value.split(','))
        // A delay may be long; what appears after it does so at once.
        .filter((motion) => (/[\d.]+m?s\b/.exec(motion)?.[0] ?? '1ms') !== '1ms')
        .map((motion) => `${name}: ${motion.trim()}`),
    );
    expect(others).toEqual([]);
  });
});

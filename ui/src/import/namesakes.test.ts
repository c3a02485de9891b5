import { beforeEach, describe, expect, it } from 'vitest';
import { language } from '../state/language.svelte';
import { inventFacts, inventNamed, inventNamesake } from '../testing/inventedNamesakes';
import type { ChatFacts, NamedConversation } from '../wire';
import { likely, wordConversation, wordFile, wordQuestion } from './namesakes';

beforeEach(() => language.choose('en'));

const family = 'GROUPwhatsapp:Family';

describe('a chat of a known name in words', () => {
  it('asks with what the library holds', () => {
    expect(wordQuestion(inventNamesake())).toBe(
      'Family is in your library already (412 messages, last on 3 May 2024). Is this the same chat?',
    );
    const two = [inventNamed(), inventNamed({ conversationID: `${family} (2)` })];
    expect(wordQuestion(inventNamesake({ conversations: two }))).toBe(
      'Your library has 2 chats named Family. Is this one of them?',
    );
  });

  it.each<[Partial<ChatFacts>, string]>([
    [{}, 'WhatsApp · 120 messages · 3 Jan 2024 – 3 May 2024 · with Bo and Cy'],
    [
      { messageCount: 1, firstTime: 0, lastTime: 0, people: ['Bo'], peopleCount: 1 },
      'WhatsApp · 1 message · 1 Jan 1970 · with Bo',
    ],
    [
      { people: ['A', 'B', 'C', 'D'], peopleCount: 9 },
      'WhatsApp · 120 messages · 3 Jan 2024 – 3 May 2024 · with A, B, C, D and 5 more',
    ],
    [{ people: [], peopleCount: 0 }, 'WhatsApp · 120 messages · 3 Jan 2024 – 3 May 2024'],
  ])('tells what a file with %j holds', (facts, words) => {
    expect(wordFile(inventNamesake({ facts: inventFacts({ messageCount: 120, ...facts }) }))).toBe(words);
  });

  it.each<[Partial<NamedConversation>, string]>([
    [{}, '412 messages · 3 Jan 2024 – 3 May 2024 · with Bo and Cy · 2 people in common'],
    [
      { peopleInCommon: 0, isDeleted: true },
      'deleted by you; continuing brings it back · 412 messages · 3 Jan 2024 – 3 May 2024 · with Bo and Cy · nobody in common',
    ],
    [{ facts: inventFacts({ people: [], peopleCount: 0 }) }, '412 messages · 3 Jan 2024 – 3 May 2024'],
  ])('tells what a conversation with %j holds', (fields, words) => {
    expect(wordConversation(inventNamed(fields), inventFacts())).toBe(words);
  });

  it('speaks Chinese', () => {
    language.choose('zh-CN');
    expect(wordQuestion(inventNamesake({ title: '家人' }))).toBe(
      '资料库中已有“家人”（412 条消息，最后一条在 2024年5月3日）。是同一个聊天吗？',
    );
    expect(wordFile(inventNamesake())).toBe(
      'WhatsApp · 120 条消息 · 2024年1月3日 至 2024年5月3日 · 成员：Bo和Cy',
    );
  });
});

describe('what is chosen until the person says otherwise', () => {
  it.each<[string, Partial<NamedConversation>, Partial<ChatFacts>, string | null]>([
    ['people in common make it the same', {}, {}, family],
    [
      'of two, the other may have written all',
      { peopleInCommon: 0, facts: inventFacts({ peopleCount: 1 }) },
      {},
      family,
    ],
    ['groups without anybody in common are two', { peopleInCommon: 0 }, {}, null],
  ])('%s', (_, fields, facts, expected) => {
    const question = inventNamesake({ facts: inventFacts(facts), conversations: [inventNamed(fields)] });
    expect(likely(question)).toBe(expected);
  });
});

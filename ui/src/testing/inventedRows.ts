/** Invented conversations for looking at the window without the core: names and texts repeat. */
import type { ConversationType, MessageRow, Row } from '../wire';

const hour = 3_600_000;

type Seed = [title: string, source: string, type: ConversationType, sender: string, text: string];

const unnamed: Seed = ['', 'telegram', 'person', '', ''];

const seeds: Seed[] = [
  ['李建国 · 华东供应', 'wechat', 'person', '李建国', '好的 👌'],
  [
    'Marta Kowalska',
    'whatsapp',
    'person',
    'Marta Kowalska',
    'The customs papers are ready, shall I send them?',
  ],
  [
    'Tolerance stack-up for the hinge',
    'chatgpt',
    'assistant',
    'ChatGPT',
    'Yes: with ±0.05 mm on each part the gap stays open.',
  ],
  ['#purchasing', 'slack', 'people', 'Ana', 'PO 4471 is signed'],
  ['深圳模具群', 'qq', 'people', '王工', '模具下周一试模'],
  ['Aluminium & anodising', 'telegram', 'people', '', 'Channel photo changed'],
  ['jonas / build-logs', 'discord', 'people', 'jonas', 'the fixture is printed, see pictures'],
  ['用中文写一封催款邮件', 'chatgpt', 'assistant', 'ChatGPT', '当然，以下是一封语气礼貌的催款邮件：'],
  ['Nora Lindqvist', 'messenger', 'person', '', 'see you on Thursday then!'],
  ['Harbour flat, viewing', 'whatsapp', 'people', 'Agent', 'the second viewing is at 5 pm'],
  ['Teams: Q4 costs', 'teams', 'people', 'Priya', 'Recording is available'],
  ['مجموعة العائلة', 'telegram', 'people', 'سارة', 'نلتقي يوم الجمعة إن شاء الله'],
];

export const inventedGroups = [
  { name: '产品体验', color: 0, emoji: '' },
  { name: '需求研发', color: 1, emoji: '' },
  { name: 'Suppliers', color: 2, emoji: '' },
  { name: 'Family', color: 3, emoji: '🏡' },
  { name: 'Thesis (ChatGPT)', color: 4, emoji: '' },
  { name: 'House hunt', color: 5, emoji: '' },
  { name: 'Old job', color: 6, emoji: '' },
];

export function inventRow(index: number, now: number): Row {
  const [title, source, type, sender, text] = seeds[index % seeds.length] ?? unnamed;
  const again = Math.floor(index / seeds.length);
  const lastTime = now - (index < 40 ? index * 7 * hour : index * 3 * hour) - 20 * 60_000;
  const outgoing = sender === '';
  const kind = source === 'telegram' && outgoing ? 'system' : 'text';
  return {
    rowID: index + 1,
    conversationID: `${type === 'people' ? 'GROUP' : 'C2C'}${source}:${index}`,
    title: again === 0 ? title : `${title} ${again + 1}`,
    type,
    source,
    account: '',
    messageCount: 12 + ((index * 37) % 2400),
    firstTime: lastTime - 90 * 24 * hour,
    lastTime,
    lastSender: sender,
    lastText: text,
    lastKind: kind,
    lastEvent: null,
    lastOutgoing: outgoing && kind === 'text',
    unreadCount: index === 3 ? 4 : index === 9 ? 128 : 0,
    isPinned: index < 2,
    isDeleted: false,
    markList: index === 2 ? [1] : [],
    groups: inventedGroups
      .filter((_, g) => index % (5 + g * 3) === (g === 1 ? 0 : 4))
      .map(({ name }) => name),
    timesAreLocal: source === 'whatsapp',
  };
}

export function inventMessages(row: Row): MessageRow[] {
  return Array.from({ length: Math.min(row.messageCount, 60) }, (_, index): MessageRow => {
    const outgoing = index % 3 === 1;
    return {
      messageID: `${row.conversationID}-${index}`,
      time: row.lastTime - (60 - index) * 25 * 60_000,
      sender: outgoing ? '' : row.lastSender || row.title,
      outgoing,
      assistant: row.type === 'assistant' && !outgoing,
      kind: 'text',
      text: index % 5 === 0 ? '样品已经寄出，周四能到。铝壳这一批换了新的阳极氧化供应商。' : row.lastText,
      attachments:
        index % 11 === 6 ? [{ name: '报价单 Q4 2025.pdf', kind: 'file', size: 188_416, inExport: true }] : [],
      replyTo: null,
      edited: false,
      forwardedFrom: null,
      reactions: [],
      event: null,
    };
  });
}

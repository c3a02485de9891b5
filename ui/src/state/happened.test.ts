import { afterEach, expect, it } from 'vitest';
import type { HappenedEvent } from '../wire';
import { happened } from './happened';
import { language } from './language.svelte';

afterEach(() => language.choose('system'));

it.each<[HappenedEvent, string, string]>([
  [
    { kind: 'createGroup', actor: 'Ana', title: 'Choir' },
    'Ana created the group “Choir”',
    'Ana 创建了群组“Choir”',
  ],
  [{ kind: 'createGroup', actor: 'Ana' }, 'Ana created the group', 'Ana 创建了群组'],
  [{ kind: 'pinMessage' }, 'Deleted account pinned a message', '已注销的账号 置顶了一条消息'],
  [
    { kind: 'addMembers', actor: 'Ana', members: ['Bo', null, 'Cem'] },
    'Ana added Bo, Deleted account and Cem',
    'Ana 邀请 Bo、已注销的账号和Cem 加入了群组',
  ],
  [{ kind: 'call', actor: 'Ana', seconds: 56 }, 'Call from Ana, 56 s', 'Ana 的通话，56 秒'],
  [{ kind: 'call', actor: 'Ana', seconds: 125 }, 'Call from Ana, 2 min 5 s', 'Ana 的通话，2 分 5 秒'],
  [{ kind: 'groupCall', seconds: 3900 }, 'Group call, 1 h 5 min', '群组通话，1 小时 5 分'],
  [{ kind: 'call', actor: 'Ana' }, 'Call from Ana', 'Ana 的通话'],
  [{ kind: 'playGame', actor: 'Ana', amount: '40' }, 'Ana scored 40 in a game', 'Ana 在游戏中得了 40 分'],
  [{ kind: 'leftOut' }, 'A message that the export leaves out', '导出文件省略了一条消息'],
  [
    { kind: 'boost', actor: '<b>{x}</b>', note: 'thrice' },
    '<b>{x}</b> boosted the group: thrice',
    '<b>{x}</b> 为群组助力：thrice',
  ],
])('%j is worded in both languages', (event, english, chinese) => {
  language.choose('en');
  expect(happened(event)).toBe(english);
  language.choose('zh-CN');
  expect(happened(event)).toBe(chinese);
});

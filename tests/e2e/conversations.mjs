/** Invented conversations for a test to put order into, and what the core says became of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./harness/index.mjs').App} App */

/** When the last message of the newest conversation was sent, seconds since 1970. */
const NEWEST = Date.UTC(2024, 5, 1) / 1000;
const DAY = 86_400;

/**
 * Writes an export with one-to-one conversations called `Person 1` (the newest), `Person 2`, ….
 * @param {string} folder
 * @param {{ count: number, first?: number }} options `first`: the number of the first one.
 * @returns {string} The file's path.
 */
export function writeExport(folder, { count, first = 1 }) {
  const list = Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const sent = NEWEST - number * DAY;
    return {
      name: `Person ${number}`,
      type: 'personal_chat',
      id: 1000 + number,
      messages: [
        {
          id: 1,
          type: 'message',
          date: new Date(sent * 1000).toISOString().slice(0, 19),
          date_unixtime: String(sent),
          from: `Person ${number}`,
          from_id: `user${1000 + number}`,
          text: `Hello from ${number}`,
          text_entities: [{ type: 'plain', text: `Hello from ${number}` }],
        },
      ],
    };
  });
  const path = join(folder, `export-${first}.json`);
  const owner = { user_id: 1, first_name: 'Ana', last_name: '', phone_number: '' };
  writeFileSync(path, JSON.stringify({ about: '', personal_information: owner, chats: { about: '', list } }));
  return path;
}

/**
 * Imports conversations and makes empty groups past the window, and waits until it shows them.
 * @param {{ app: App, folder: string }} window
 * @param {{ count: number, groups?: string[] }} wanted
 */
export async function fillLibrary({ app, folder }, { count, groups = [] }) {
  await app.invoke('import_files', { paths: [writeExport(folder, { count })] });
  for (const groupName of groups) {
    await app.invoke('create_conversation_group', { groupName, conversationIDList: [] });
  }
  await app.waitFor(person(1));
  if (groups.length > 0) await app.waitFor(group(groups.at(-1) ?? ''));
}

/**
 * Puts people into a group past the window, and waits until the groups pane counts them.
 * @param {App} app
 * @param {string} groupName
 * @param {number[]} numbers
 */
export async function put(app, groupName, numbers) {
  await app.invoke('add_conversations_to_group', {
    groupName,
    conversationIDList: numbers.map((number) => id(number)),
  });
  const held = String((await members(app, groupName)).length);
  await app.waitFor(async () => (await app.text(`${group(groupName)} .count`)) === held);
}

/**
 * The numbers of the people that a group holds, in order.
 * @param {App} app
 * @param {string} groupName `''`: who is in no group.
 * @returns {Promise<number[]>}
 */
export async function members(app, groupName) {
  const { conversationList } = await app.invoke('get_conversation_list', { options: { groupName } });
  return conversationList
    .map((/** @type {{ title: string }} */ { title }) => Number(title.replace('Person ', '')))
    .sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
}

/**
 * A conversation's row.
 * @param {number} number
 */
export const person = (number) => `[data-conversation="${id(number)}"]`;

/**
 * A group's row.
 * @param {string} name
 */
export const group = (name) => `[data-group="${name}"]`;

/** @param {number} number */
const id = (number) => `C2Ctelegram:user${1000 + number}`;

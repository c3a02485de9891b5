/** Invented exports with long or rich conversations, for tests of the reader, the search and the import. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const START = Date.UTC(2021, 2, 3, 8) / 1000;
const OWNER = 1;

/**
 * @typedef {object} Message
 * @property {string} text
 * @property {boolean} [mine]
 * @property {number} [replyTo] The number of another message.
 * @property {number} [edited] Minutes after it was sent.
 */

/**
 * Writes a Telegram export of one conversation. Messages are numbered from 1, a minute apart.
 * @param {string} folder
 * @param {{ name: string, id?: number, messages: Message[], first?: number }} chat
 * @returns {string} The file's path.
 */
export function writeChat(folder, { name, id = 7, messages, first = 1 }) {
  const path = join(folder, `${name}-${first}.json`);
  const rows = messages.map(({ text, mine = false, replyTo, edited }, index) => {
    const number = first + index;
    const time = START + number * 60;
    return {
      id: number,
      type: 'message',
      date: new Date(time * 1000).toISOString().slice(0, 19),
      date_unixtime: String(time),
      from: mine ? 'Ana' : name,
      from_id: `user${mine ? OWNER : 1000 + id}`,
      ...(replyTo && { reply_to_message_id: replyTo }),
      ...(edited && { edited_unixtime: String(time + edited * 60) }),
      text,
      text_entities: [{ type: 'plain', text }],
    };
  });
  const list = [{ name, type: 'personal_chat', id: 1000 + id, messages: rows }];
  const owner = { user_id: OWNER, first_name: 'Ana', last_name: '', phone_number: '' };
  writeFileSync(path, JSON.stringify({ about: '', personal_information: owner, chats: { about: '', list } }));
  return path;
}

/**
 * Numbered messages, every third the owner's, some of several lines.
 * @param {number} count
 * @param {number} [first]
 * @returns {Message[]}
 */
export function numbered(count, first = 1) {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const lines = number % 7 === 0 ? '\nand a second line\nand a third' : '';
    return { text: `number ${number}${lines}`, mine: number % 3 === 0 };
  });
}

/**
 * Writes a ChatGPT export with one conversation: a question, what the assistant thought, and its answer
 * in Markdown.
 * @param {string} folder
 * @param {string} answer
 * @param {string} [thought]
 * @returns {string} The file's path.
 */
export function writeAnswer(folder, answer, thought = 'a moment') {
  const path = join(folder, 'conversations.json');
  /** @param {string} id @param {string} role @param {object} content @param {string | null} parent */
  const node = (id, role, content, parent) => ({
    id,
    parent,
    children: [],
    message: {
      id,
      author: { role },
      create_time: START,
      recipient: 'all',
      content,
    },
  });
  const conversation = {
    id: 'answer',
    conversation_id: 'answer',
    title: 'An answer',
    create_time: START,
    update_time: START,
    current_node: 'c',
    mapping: {
      a: node('a', 'user', { content_type: 'text', parts: ['Why?'] }, null),
      b: node(
        'b',
        'assistant',
        { content_type: 'thoughts', thoughts: [{ summary: '', content: thought }] },
        'a',
      ),
      c: node('c', 'assistant', { content_type: 'text', parts: [answer] }, 'b'),
    },
  };
  writeFileSync(path, JSON.stringify([conversation]));
  return path;
}

/**
 * Writes a ChatGPT export of conversations that lie in projects.
 * @param {string} folder
 * @param {Record<string, number>} projects How many conversations in which.
 * @returns {string} The file's path.
 */
export function writeProjects(folder, projects) {
  const path = join(folder, 'conversations.json');
  const conversations = Object.entries(projects).flatMap(([project, count]) =>
    Array.from({ length: count }, (_, index) => {
      const id = `${project}-${index}`;
      const content = { content_type: 'text', parts: [`question ${index}`] };
      const message = { id, author: { role: 'user' }, create_time: START + index, content };
      return {
        conversation_id: id,
        title: `Talk ${index + 1} of ${project}`,
        create_time: START,
        update_time: START,
        gizmo_id: project,
        current_node: id,
        mapping: { [id]: { id, parent: null, children: [], message } },
      };
    }),
  );
  writeFileSync(path, JSON.stringify(conversations));
  return path;
}

// The fields of a form as they are sent, and the names of those that are not questions.

export type Field = [name: string, value: string];

export interface SealedStory {
  report_id: string;     // 16 hexadecimal digits, chosen here
  sealed_story: string;  // the age file, base64url without padding
}

const made = new Set(['work', 'padding']);
const sealed = new Set(['sealed_story', 'report_id']);

const has = (fields: readonly Field[], name: string): boolean => fields.some((field) => field[0] === name);

// What is sent of a form in which a story can be written. Its own remains of an earlier sealing don't count.
export function reportFields(fields: readonly Field[], storyStays: boolean, story: SealedStory | null): Field[] {
  const sent = fields.filter(([name]) => !made.has(name) && !sealed.has(name) && !(storyStays && name === 'story'));
  return story ? [...sent, ...(Object.entries(story) as Field[])] : sent;
}

// What is sent from the page that asked to wait, which holds everything that was sent before; the sealed story is
// added if it does not.
export function waitingFields(fields: readonly Field[], story: SealedStory | null): Field[] {
  const sent = fields.filter(([name]) => !made.has(name));
  if (!story || has(sent, 'sealed_story')) return sent;
  return [...sent.filter(([name]) => !sealed.has(name)), ...(Object.entries(story) as Field[])];
}

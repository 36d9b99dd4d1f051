import type { PlannedEntry } from './planned-entry.ts';

/** Files of an export that belong to no item and no album. `root` is the container's path with a slash behind it, `index` the page that lists all. */
export function rootEntries(root: string, index: () => string, modified: number): readonly PlannedEntry[] {
  const json = (name: string, value: unknown): PlannedEntry => ({
    path: root + name,
    body: { kind: 'text', text: () => `${JSON.stringify(value, null, 2)}\n` },
    role: { kind: 'other-json' },
    modified,
    bundle: 0,
  });
  return [
    {
      path: 'Takeout/archive_browser.html',
      body: { kind: 'text', text: index },
      role: { kind: 'other' },
      modified,
      bundle: 0,
    },
    json('print-subscriptions.json', { printSubscriptions: [] }),
    json('shared_album_comments.json', {
      comments: [{ text: 'What a view!', creationTime: { timestamp: String(modified) }, liked: false }],
    }),
    // Both are met: titles that are lists, and titles that are numbers.
    json('user-generated-memory-titles.json', { title: ['Summer at the sea', 'Ten years ago'] }),
    json('user-generated-memory-titles(1).json', { title: 2019 }),
  ];
}

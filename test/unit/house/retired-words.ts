/** A word, or several in a row, that names no longer use. */
export interface RetiredWord {
  /** In lower case; every form is listed. */
  readonly forms: readonly string[];
  /** What to use instead. */
  readonly use: string;
  /** Only in paths that match; everywhere unless told. */
  readonly in?: RegExp;
}

/**
 * Private words of earlier versions, and the field's own words for the same things. They are refused in the names of
 * files and folders, in types, and in whatever a file exports.
 */
export const retiredWords: readonly RetiredWord[] = [
  { forms: ['desk', 'desks'], use: 'controller or service; in the engine process runner or broker' },
  { forms: ['keeper', 'keepers'], use: 'coordinator or store' },
  { forms: ['account book'], use: 'account store' },
  { forms: ['surroundings'], use: 'deps' },
  { forms: ['ground', 'grounds'], use: 'context' },
  { forms: ['wish', 'wishes'], use: 'request' },
  { forms: ['deed', 'deeds'], use: 'command' },
  { forms: ['obey', 'obeys'], use: 'dispatch' },
  { forms: ['mood', 'moods'], use: 'status' },
  { forms: ['sentence', 'sentences'], use: 'statusText' },
  {
    forms: ['trouble', 'troubles', 'obstacle', 'obstacles', 'hindrance', 'hindrances'],
    use: 'problem, or blocker for what keeps a run from starting',
  },
  { forms: ['garbage'], use: 'heap limiter' },
  { forms: ['give way', 'gives way', 'giving way'], use: 'lower priority' },
  { forms: ['gallery shelf'], use: 'gallery cache' },
  { forms: ['breath', 'breaths'], use: 'yield to event loop' },
  { forms: ['lane', 'lanes'], use: 'request gate' },
  { forms: ['floor', 'floors'], use: 'layer' },
  { forms: ['conveyor', 'conveyors'], use: 'tar scheduler' },
  { forms: ['latecomer', 'latecomers'], use: 'passed entry cache' },
  { forms: ['open life', 'open lifes', 'open lives'], use: 'drain on close' },
  { forms: ['looking'], use: 'dry run, probe, poll, inspect or digest, whichever it does' },
  { forms: ['media look', 'media looks'], use: 'media inspector' },
  { forms: ['standing', 'standings'], use: 'effective metadata, or state' },
  { forms: ['anew'], use: 'reconcile, or again' },
  { forms: ['said'], use: 'takeout metadata' },
  { forms: ['stranger', 'strangers'], use: 'unrecognised' },
  { forms: ['offer', 'offers'], use: 'import candidate' },
  { forms: ['teller', 'tellers'], use: 'notification throttle' },
  { forms: ['steady changes'], use: 'throttle' },
  { forms: ['speedometer'], use: 'scroll velocity' },
  { forms: ['settle', 'settles', 'settled', 'settling'], use: 'finalize, reconcile or resolve, whichever it does' },
  ...[
    ['deciding', 'decision'],
    ['discovering', 'discovery'],
    ['recovering', 'recovery'],
    ['relocating', 'relocation'],
    ['storing', 'storage'],
    ['upgrading', 'upgrade'],
    ['verifying', 'verification'],
  ].map(([gerund = '', use = '']) => ({ forms: [gerund], use, in: /^electron\/engine\/backup\// })),
];

/** Words that had a private meaning once and are ordinary ones, too: they stay. */
export const ordinaryWords: Readonly<Record<string, string>> = {
  parts: 'An export has parts.',
  place: 'Photos have a place on earth, and files one on the disk.',
  look: 'How something looks, in components.',
  condition: 'What must hold, in any program.',
  account: 'A signed-in Google account.',
  claims: "An ID token's claims, and what a run has claimed.",
};

/** Names that stay although a retired word is in them: `path` or `path: name`, and why. */
export const allowedNames: Readonly<Record<string, string>> = {
  'renderer/api/api-context.tsx: useOfferDropped': "Named after the bridge's function, which is called by that name.",
  'test/unit/google/google-server.ts: quotaSentences': 'Sentences in the messages that Google sends.',
  'test/unit/main/support/fake-clock.ts: settled': 'Waits until promises have settled.',
};

/** The words of the page that is shown when the app's own cannot be. What happened is said by the problem's texts. */
export const startFailureStrings = {
  title: "Afterimage couldn't open this window",
  reload: 'Reload',
  copy: 'Copy details',
  copied: 'Copied',
  copyByHand: 'The details are selected: copy them with Ctrl+C (⌘C on a Mac).',
  details: 'Technical details',
} as const;

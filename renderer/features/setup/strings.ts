export const setupStrings = {
  title: 'Set up Afterimage',
  lead: 'A client ID of your own, a sign-in, a folder: then the first backup.',
  step: (step: string) => `The next step is “${step}”.`,
} as const;

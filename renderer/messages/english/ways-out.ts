/** What the buttons that lead out of a problem say. */
export const waysOutTexts = {
  'ways-out.labels.sign-in': 'Sign in again',
  'ways-out.labels.open-keychain': 'Open the keychain',
  'ways-out.labels.set-client': 'Set the client ID',
  'ways-out.labels.open-link': "Open Google's page",
  'ways-out.labels.publish-app': 'Open Audience in Google Cloud',
  'ways-out.labels.choose-folder': 'Choose another folder',
  'ways-out.labels.check-folder': 'Check the folder again',
  'ways-out.labels.open-folder': 'Open the folder',
  'ways-out.labels.restart-engine': 'Restart the engine',
  'ways-out.labels.choose-photos': 'Choose photos',
  'ways-out.labels.repair': 'Repair',
  'ways-out.labels.retry': 'Try again',
} as const;

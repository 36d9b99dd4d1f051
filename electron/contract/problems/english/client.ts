import type { clientProblems } from '../client.ts';
import type { ProblemMessages } from '../traits.ts';

export const clientMessages = {
  'client-missing': {
    title: 'No client ID is set up yet',
    explanation:
      'Afterimage talks to Google with a client ID of your own, so that nobody else stands between you and your photos.',
    wayOut:
      'Create a client ID of type "Desktop app" in the Google Cloud console, download its JSON file and add it to Afterimage.',
    command:
      'Create a client ID of type "Desktop app" in the Google Cloud console and download its JSON file. Then: afterimage client set FILE',
  },
  'client-file-unreadable': {
    title: 'This file cannot be read as a client file',
    explanation: 'The file is empty, cut off or not JSON. Downloads that were interrupted look like this.',
    wayOut:
      'Download the JSON of your Desktop client again and choose that file. The secret is shown only once: create a new client if the download is no longer offered.',
    command:
      'Download the JSON of your Desktop client again. Then: afterimage client set FILE. The secret is shown only once: create a new client if the download is no longer offered.',
  },
  'client-file-web': {
    title: 'This client is of type "Web application"',
    explanation:
      'A desktop program signs in through an address on your own computer, which Google allows only for clients of type "Desktop app".',
    wayOut: 'In the console choose Clients, Create client, application type "Desktop app", and download its JSON.',
  },
  'client-file-service-account': {
    title: 'This is the key of a service account',
    explanation:
      "Service accounts are robots with a library of their own: they can never see a person's Google Photos.",
    wayOut:
      'Create a client of type "Desktop app" and download its JSON. Delete the service account key if you made it only for this.',
  },
  'client-file-secret-missing': {
    title: 'The client secret is missing in this file',
    explanation:
      'Google refuses every token request without it, even for desktop clients. The console shows the secret only at the moment the client is created.',
    wayOut:
      'In the console open the client, add a new secret, and download the JSON at once; or create a new Desktop client.',
  },
  'client-file-api-key': {
    title: 'This is an API key, not a client ID',
    explanation: 'API keys identify a program, not a person, and open no photo library.',
    wayOut: 'Create a client of type "Desktop app" (Clients, Create client) and download its JSON file.',
  },
  'client-file-wrong': {
    title: 'This file is something else',
    explanation: 'It is readable, but it does not hold an OAuth client as the Google Cloud console exports it.',
    wayOut:
      'Choose the file that the console downloaded when you created the Desktop client; its name begins with "client_secret_".',
  },
  'client-id-malformed': {
    title: "The client ID does not look like one of Google's",
    explanation:
      'A client ID has the form digits-letters.apps.googleusercontent.com. With anything else Google shows an error page and Afterimage would wait in vain.',
    wayOut: 'Download the JSON of your Desktop client again and choose it unchanged.',
  },
  'client-refused': {
    title: 'Google does not accept this client ID and secret',
    explanation: 'The secret was changed or removed, or the client no longer belongs to the project.',
    wayOut: 'Open the client in the console, add a new secret, download the JSON and set it again.',
    command: 'Open the client in the console, add a new secret and download the JSON. Then: afterimage client set FILE',
  },
  'client-deleted': {
    title: 'Your client ID was deleted',
    explanation:
      'Google deletes clients that were not used for six months, and people delete them by hand. A deleted client can be restored for 30 days.',
    wayOut:
      'Restore the client in the console, or create a new Desktop client. Note that albums made through the old client stay invisible to a new one.',
  },
  'client-disabled': {
    title: 'Your client ID is switched off',
    explanation: 'The client or its project was disabled in the Google Cloud console.',
    wayOut: 'Enable it again in the console, then retry.',
  },
  'client-changed': {
    title: 'The client ID was changed',
    explanation:
      'A sign-in belongs to the client ID it was made with, and so do albums, photos and picker sessions made through it: another client ID does not see them. What is in the backup stays there.',
    wayOut: 'Sign in again with the new client ID, or set the former client file again.',
    command:
      'Sign in again with the new client ID: afterimage sign-in. Or set the former client file again: afterimage client set FILE',
  },
} as const satisfies Readonly<Record<keyof typeof clientProblems, ProblemMessages>>;

import type { googleProblems } from '../google.ts';
import type { ProblemMessages } from '../traits.ts';

export const googleMessages = {
  'network-unreachable': {
    title: 'Google cannot be reached',
    explanation: 'There is no connection, or a proxy or firewall is in the way.',
    wayOut: 'Check the connection. Afterimage resumes when it is back.',
    command: 'Check the connection, then run the command again.',
  },
  'network-intercepted': {
    title: 'This network answered instead of Google',
    explanation:
      'The request was redirected, or a web page came instead of data: a login page of the network, or a proxy.',
    wayOut: 'Open any web page in a browser and sign in to this network, or use another network, then retry.',
  },
  'scope-missing': {
    title: 'A permission is missing',
    explanation: 'Google answered that this sign-in does not include what the request needs.',
    wayOut: 'Sign in again and leave every permission ticked.',
    command: 'Sign in again and leave every permission ticked: afterimage sign-in',
  },
  'api-disabled': {
    title: 'A Google API is not switched on',
    explanation:
      'Your Google Cloud project must have this API enabled. After switching it on, Google needs some minutes.',
    wayOut: 'Open the linked page, choose "Enable", wait a few minutes and retry.',
  },
  'quota-day': {
    title: "Today's request limit is used up",
    explanation: 'Google gives each project a number of requests a day. What has been fetched is stored.',
    wayOut: 'Nothing to do: the backup resumes after the reset at midnight Pacific time.',
  },
  'quota-minute': {
    title: 'Google is limiting requests',
    explanation: 'Too many requests were made within a minute.',
    wayOut: 'Nothing to do: Afterimage waits and continues more slowly.',
  },
  'quota-concurrent': {
    title: 'Google asked for one request at a time',
    explanation: 'Too many requests ran side by side.',
    wayOut: 'Nothing to do: Afterimage continues one by one.',
  },
  'google-unavailable': {
    title: 'Google is temporarily unavailable',
    explanation: 'Google answered with a server error several times in a row.',
    wayOut: 'Nothing to do: the next backup tries again.',
  },
  'google-refused': {
    title: 'Google refused the request',
    explanation: 'Google answered with an error that repeating does not cure.',
    wayOut: 'See the detail. If it concerns single items, the next backup tries them again.',
  },
  'google-answer-unreadable': {
    title: "Google's answer could not be understood",
    explanation:
      'The answer did not have the documented form; a proxy or a login page of the network may have answered instead.',
    wayOut: 'Check that the network does not show a login page; the next backup tries again.',
  },
  'access-token-refused': {
    title: 'Google does not accept the sign-in',
    explanation: 'Even a freshly renewed access was refused.',
    wayOut: 'Sign in again.',
    command: 'Sign in again: afterimage sign-in',
  },
  'item-gone': {
    title: 'The item is no longer at Google',
    explanation: 'It was listed, but had been removed by the time its bytes were asked for.',
    wayOut: 'Nothing to do. What is already in the backup stays there.',
  },
  'album-gone': {
    title: 'The album is no longer at Google',
    explanation: 'It was removed while it was being listed.',
    wayOut: 'Nothing to do. What is already in the backup stays there.',
  },
} as const satisfies Readonly<Record<keyof typeof googleProblems, ProblemMessages>>;

import type { ProblemCode, RetryAdvice } from './problem-codes.ts';

/** The fixed texts of a problem, in plain words: what it is, why it happens, what to do. */
export interface ProblemTexts {
  readonly title: string;
  readonly explanation: string;
  readonly wayOut: string;
  readonly retry: RetryAdvice;
}

/** One entry a code; strings for people live here and nowhere else. */
export const problemTexts: Readonly<Record<ProblemCode, ProblemTexts>> = {
  'client-missing': {
    title: 'No client ID is set up yet',
    explanation:
      'Afterimage talks to Google with a client ID of your own, so that nobody else stands between you and your photos.',
    wayOut:
      'Create a client ID of type "Desktop app" in the Google Cloud console, download its JSON file and hand it to Afterimage.',
    retry: 'after-fix',
  },
  'client-file-unreadable': {
    title: 'This file cannot be read as a client file',
    explanation: 'The file is empty, cut off or not JSON. Downloads that were interrupted look like this.',
    wayOut:
      'Download the JSON of your Desktop client again and choose that file. The secret is shown only once: create a new client if the download is no longer offered.',
    retry: 'after-fix',
  },
  'client-file-web': {
    title: 'This client is of type "Web application"',
    explanation:
      'A desktop program signs in through an address on your own computer, which Google allows only for clients of type "Desktop app".',
    wayOut: 'In the console choose Clients, Create client, application type "Desktop app", and download its JSON.',
    retry: 'after-fix',
  },
  'client-file-service-account': {
    title: 'This is the key of a service account',
    explanation:
      "Service accounts are robots with a library of their own: they can never see a person's Google Photos.",
    wayOut:
      'Create a client of type "Desktop app" and download its JSON. Delete the service account key if you made it only for this.',
    retry: 'after-fix',
  },
  'client-file-secret-missing': {
    title: 'The client secret is missing in this file',
    explanation:
      'Google refuses every token request without it, even for desktop clients. The console shows the secret only at the moment the client is created.',
    wayOut:
      'In the console open the client, add a new secret, and download the JSON at once; or create a new Desktop client.',
    retry: 'after-fix',
  },
  'client-file-api-key': {
    title: 'This is an API key, not a client ID',
    explanation: 'API keys identify a program, not a person, and open no photo library.',
    wayOut: 'Create a client of type "Desktop app" (Clients, Create client) and download its JSON file.',
    retry: 'after-fix',
  },
  'client-file-wrong': {
    title: 'This file is something else',
    explanation: 'It is readable, but it does not hold an OAuth client as the Google Cloud console exports it.',
    wayOut:
      'Choose the file that the console downloaded when you created the Desktop client; its name begins with "client_secret_".',
    retry: 'after-fix',
  },
  'client-id-malformed': {
    title: "The client ID does not look like one of Google's",
    explanation:
      'A client ID has the form digits-letters.apps.googleusercontent.com. With anything else Google shows an error page and Afterimage would wait in vain.',
    wayOut: 'Download the JSON of your Desktop client again and choose it unchanged.',
    retry: 'after-fix',
  },
  'client-refused': {
    title: 'Google does not accept this client ID and secret',
    explanation: 'The secret was changed or removed, or the client no longer belongs to the project.',
    wayOut: 'Open the client in the console, add a new secret, download the JSON and set it again.',
    retry: 'after-fix',
  },
  'client-deleted': {
    title: 'Your client ID was deleted',
    explanation:
      'Google deletes clients that were not used for six months, and people delete them by hand. A deleted client can be restored for 30 days.',
    wayOut:
      'Restore the client in the console, or create a new Desktop client. Note that albums made through the old client stay invisible to a new one.',
    retry: 'after-fix',
  },
  'client-disabled': {
    title: 'Your client ID is switched off',
    explanation: 'The client or its project was disabled in the Google Cloud console.',
    wayOut: 'Enable it again in the console, then retry.',
    retry: 'after-fix',
  },
  'client-changed': {
    title: 'The client ID was changed',
    explanation:
      'A sign-in belongs to the client ID it was made with, and so do albums, photos and picker sessions made through it: another client ID does not see them. What is in the backup stays there.',
    wayOut: 'Sign in again with the new client ID, or set the former client file again.',
    retry: 'after-fix',
  },
  'sign-in-cancelled': {
    title: 'Signing in was cancelled',
    explanation: 'Nothing was changed.',
    wayOut: 'Start signing in again whenever you like.',
    retry: 'after-fix',
  },
  'sign-in-timeout': {
    title: 'No answer came from the browser',
    explanation:
      'Afterimage waited for the sign-in page to come back. If Google showed an error page instead ("access blocked", "redirect_uri_mismatch", "org_internal"), it does not tell Afterimage.',
    wayOut:
      'Try again. If Google shows "access blocked", add yourself as a test user or publish the app; a Workspace account may need its administrator.',
    retry: 'after-fix',
  },
  'sign-in-denied': {
    title: 'Access was not given',
    explanation: 'The sign-in page was closed with "Cancel", or the account is not allowed to use this client.',
    wayOut: 'Sign in again and choose "Continue".',
    retry: 'after-fix',
  },
  'sign-in-failed': {
    title: 'Google refused the sign-in',
    explanation: 'The sign-in page or the exchange of its answer ended with an error.',
    wayOut: 'Try again; if it stays, check the client ID in the console.',
    retry: 'after-fix',
  },
  'sign-in-no-port': {
    title: 'No local port could be opened for signing in',
    explanation:
      'The browser hands the answer to Afterimage through an address on your own computer (127.0.0.1), and no such address could be opened.',
    wayOut: 'Allow Afterimage to listen on 127.0.0.1 in your firewall or security program, then retry.',
    retry: 'after-fix',
  },
  'browser-not-opened': {
    title: 'The browser could not be opened',
    explanation: 'Google allows signing in only in a real browser, and this system offered none.',
    wayOut:
      'Open the printed address by hand in a browser on this machine (on a server: forward the port, see the README).',
    retry: 'after-fix',
  },
  'account-missing': {
    title: 'Nobody is signed in',
    explanation: 'A backup needs a Google account that allowed access.',
    wayOut: 'Sign in with Google.',
    retry: 'after-fix',
  },
  'account-unknown': {
    title: 'This account is not signed in here',
    explanation: 'The account that was named is not among those that signed in on this computer.',
    wayOut: 'Choose one of the signed-in accounts, or sign in with it first.',
    retry: 'after-fix',
  },
  'account-other': {
    title: 'Another account signed in',
    explanation: 'The permission was asked for one account, but another one was signed in in the browser and gave it.',
    wayOut: "Try again, and choose the right account on Google's page.",
    retry: 'after-fix',
  },
  'scope-not-granted': {
    title: 'A permission was left unticked',
    explanation: "On Google's page each permission can be unticked. What was not granted stays switched off.",
    wayOut: 'Sign in again and leave the named permission ticked.',
    retry: 'after-fix',
  },
  'token-expired-testing': {
    title: 'The sign-in ended after 7 days',
    explanation:
      'The Google Cloud project is in publishing status "Testing"; there Google ends every sign-in after seven days.',
    wayOut:
      'In the console open Audience and choose "Publish app" (for your own use no review is needed), then sign in again: it will last.',
    retry: 'after-fix',
  },
  'token-revoked': {
    title: 'Access was withdrawn',
    explanation:
      'The permission was removed in the Google account, the password was changed, or the sign-in was not used for six months.',
    wayOut: 'Sign in again.',
    retry: 'after-fix',
  },
  'keychain-unavailable': {
    title: 'The keychain of this system cannot be used',
    explanation:
      "Afterimage keeps sign-ins only in the operating system's keychain, and it is missing, locked or refused access.",
    wayOut:
      'Unlock or install a keychain (on Linux: GNOME Keyring or KWallet). On a server use --token-store file:PATH, which keeps them in a file that only you can read.',
    retry: 'after-fix',
  },
  'token-store-unreadable': {
    title: 'The stored sign-in cannot be read',
    explanation: 'The entry in the keychain or token file is damaged, or other people can read the token file.',
    wayOut: 'Sign in again; the old entry is kept until then. Token files must belong to you alone (chmod 600).',
    retry: 'after-fix',
  },
  'token-store-unwritable': {
    title: 'The token file cannot be written',
    explanation: 'The sign-in could not be stored in the file that --token-store names.',
    wayOut: 'Check that the folder exists, belongs to you and has free space, or name another file.',
    retry: 'after-fix',
  },
  'token-store-unprotected': {
    title: 'Sign-ins are kept in a plain file',
    explanation:
      'The token file is readable for your user alone, but it is not encrypted: whoever can read your files, or a backup of them, can use the sign-in.',
    wayOut:
      'Keep the file out of backups and shared folders. Where the system has a keychain, use --token-store keychain.',
    retry: 'never',
  },
  'token-store-passing': {
    title: 'The sign-in lasts only until Afterimage ends',
    explanation: 'No keychain is in use, so the sign-in is kept in memory and nowhere else.',
    wayOut:
      'Install or unlock a keychain (on Linux: GNOME Keyring or KWallet), or on a server use --token-store file:PATH.',
    retry: 'never',
  },
  'token-missing': {
    title: 'The sign-in is not stored here',
    explanation:
      'It was kept only in memory and ended with the program, was removed from the keychain, or is kept in another token store.',
    wayOut: 'Sign in again, or use the same --token-store as at the sign-in.',
    retry: 'after-fix',
  },
  'account-file-damaged': {
    title: 'The list of accounts was damaged',
    explanation:
      'A file in the data folder could not be read and was kept aside under another name. Your photos are not affected.',
    wayOut: 'Set the client file and sign in again where Afterimage asks for it.',
    retry: 'after-fix',
  },
  'data-folder-unusable': {
    title: "Afterimage's own folder cannot be used",
    explanation: 'The folder that holds the settings and the list of accounts cannot be read or written.',
    wayOut: 'Check its permissions and the free space on its disk.',
    retry: 'after-fix',
  },
  'network-unreachable': {
    title: 'Google cannot be reached',
    explanation: 'There is no connection, or a proxy or firewall is in the way.',
    wayOut: 'Check the connection. Afterimage goes on by itself when it is back.',
    retry: 'automatic',
  },
  'scope-missing': {
    title: 'A permission is missing',
    explanation: 'Google answered that this sign-in does not include what the request needs.',
    wayOut: 'Sign in again and leave every permission ticked.',
    retry: 'after-fix',
  },
  'api-disabled': {
    title: 'A Google API is not switched on',
    explanation:
      'Your Google Cloud project must have this API enabled. After switching it on, Google needs some minutes.',
    wayOut: 'Open the linked page, choose "Enable", wait a few minutes and retry.',
    retry: 'after-fix',
  },
  'quota-day': {
    title: "Today's request limit is used up",
    explanation: 'Google gives each project a number of requests a day. Everything fetched so far is safe.',
    wayOut: 'Nothing to do: the backup goes on after the reset at midnight Pacific time.',
    retry: 'automatic',
  },
  'quota-minute': {
    title: 'Google asked to slow down',
    explanation: 'Too many requests were made within a minute.',
    wayOut: 'Nothing to do: Afterimage waits and goes on slower.',
    retry: 'automatic',
  },
  'quota-concurrent': {
    title: 'Google asked for one request at a time',
    explanation: 'Too many requests ran side by side.',
    wayOut: 'Nothing to do: Afterimage goes on one by one.',
    retry: 'automatic',
  },
  'google-unavailable': {
    title: 'Google has a passing fault',
    explanation: 'Google answered with a server error several times in a row.',
    wayOut: 'Nothing to do: the next run tries again.',
    retry: 'automatic',
  },
  'google-refused': {
    title: 'Google refused the request',
    explanation: 'Google answered with an error that repeating does not cure.',
    wayOut: 'See the detail. If it concerns single items, the next run tries them again.',
    retry: 'after-fix',
  },
  'google-answer-unreadable': {
    title: "Google's answer could not be understood",
    explanation:
      'The answer did not have the documented form; a proxy or a login page of the network may have answered instead.',
    wayOut: 'Check that the network does not show a login page; the next run tries again.',
    retry: 'automatic',
  },
  'access-token-refused': {
    title: 'Google does not accept the sign-in',
    explanation: 'Even a freshly renewed access was refused.',
    wayOut: 'Sign in again.',
    retry: 'after-fix',
  },
  'item-gone': {
    title: 'The item is no longer at Google',
    explanation: 'It was listed, but had been removed by the time its bytes were asked for.',
    wayOut: 'Nothing to do. What is already in the backup stays there.',
    retry: 'never',
  },
  'album-gone': {
    title: 'The album is no longer at Google',
    explanation: 'It was removed while it was being listed.',
    wayOut: 'Nothing to do. What is already in the backup stays there.',
    retry: 'never',
  },
  'picker-no-photos': {
    title: 'This account does not use Google Photos',
    explanation: 'Google lets you choose photos only in an account that has Google Photos switched on.',
    wayOut: 'Open photos.google.com with this account once, or sign in with the account that holds your photos.',
    retry: 'after-fix',
  },
  'picker-sessions-full': {
    title: 'Too many selections are open',
    explanation:
      'Google allows only so many selections at a time. Afterimage ends its own, but some were begun elsewhere or could not be ended.',
    wayOut:
      'Finish or cancel selections that wait for other backup folders. All others end by themselves within a week.',
    retry: 'after-fix',
  },
  'picker-not-finished': {
    title: 'The selection is not finished yet',
    explanation: 'Google hands out what you chose only after you pressed Done in Google Photos.',
    wayOut: 'Press Done in the browser window in which you choose.',
    retry: 'automatic',
  },
  'picker-timeout': {
    title: 'Nothing was chosen in time',
    explanation: 'The selection in the browser was not finished, so waiting for it has ended.',
    wayOut: 'Choose photos again, and press Done in Google Photos when you are ready.',
    retry: 'after-fix',
  },
  'picker-session-expired': {
    title: 'Google no longer hands out this selection',
    explanation:
      'What you choose is open to Afterimage for some days at most. The selection has ended before everything was fetched.',
    wayOut: 'Choose these photos again. What is stored already is not fetched twice.',
    retry: 'after-fix',
  },
  'bytes-link-expired': {
    title: 'The download link had expired',
    explanation: 'Links to photo bytes live about an hour. A fresh one was refused as well.',
    wayOut: 'Nothing to do: the next run tries again.',
    retry: 'automatic',
  },
  'bytes-not-media': {
    title: 'Google sent something that is not the photo',
    explanation: 'Instead of the photo or video came an error page or a placeholder. It was not stored.',
    wayOut: 'Nothing to do: the next run tries again.',
    retry: 'automatic',
  },
  'bytes-incomplete': {
    title: 'The transfer broke off',
    explanation: 'Fewer or more bytes came than were announced. Nothing half was stored.',
    wayOut: 'Nothing to do: the next run tries again.',
    retry: 'automatic',
  },
  'bytes-stalled': {
    title: 'The transfer stood still',
    explanation: 'No bytes came for a long time although the connection was open.',
    wayOut: 'Nothing to do: the next run tries again.',
    retry: 'automatic',
  },
  'video-processing': {
    title: 'Google is still processing this video',
    explanation: 'A video can be fetched only after Google has prepared it.',
    wayOut: 'Nothing to do: the next run tries again.',
    retry: 'automatic',
  },
  'video-failed': {
    title: 'Google could not process this video',
    explanation: 'Google marks the video as failed and offers no bytes for it.',
    wayOut: 'Upload the video to Google Photos again, or get its original with Google Takeout.',
    retry: 'never',
  },
  'part-missing': {
    title: 'This part of the export is not there',
    explanation: 'The file or folder does not exist: it was moved or removed, or its disk is not connected.',
    wayOut: 'Connect the disk, or name the place where the part is now, and import again.',
    retry: 'after-fix',
  },
  'part-unreadable': {
    title: 'This part of the export cannot be opened',
    explanation: 'The system refuses to read the file or folder, or it is neither a file nor a folder.',
    wayOut: 'Check its permissions, or copy it to another place, and import again.',
    retry: 'after-fix',
  },
  'part-gone': {
    title: 'The disk with the export went away',
    explanation:
      'Reading stopped in the middle: the disk was unplugged, the network drive is no longer connected, or the disk is failing. What is stored is whole.',
    wayOut: 'Connect the disk and import again: it goes on where it stopped.',
    retry: 'after-fix',
  },
  'part-changed': {
    title: 'A part of the export changed while it was read',
    explanation: 'Another program wrote to the file or replaced it, as a download that goes on does.',
    wayOut: 'Wait until nothing writes to it any more, and import again.',
    retry: 'after-fix',
  },
  'part-empty': {
    title: 'This part of the export is empty',
    explanation: 'It holds no files at all. Downloads that failed at once look like this.',
    wayOut: 'Download this part again from the e-mail or the Takeout page of Google, and import it.',
    retry: 'after-fix',
  },
  'part-unfinished': {
    title: 'This part is still being downloaded',
    explanation: 'Its name, or a file beside it, shows that the download is going on or was given up.',
    wayOut: 'Wait until the download has ended, or start it again, and import the finished part.',
    retry: 'after-fix',
  },
  'part-not-archive': {
    title: 'This file is no archive',
    explanation:
      'A part of an export is a zip or a tgz; this is neither, whatever its name. The browser may have saved a page of Google in its place.',
    wayOut:
      'Import the archives that Google offers. If this was one, sign in to Google in the browser and download it again.',
    retry: 'after-fix',
  },
  'part-truncated': {
    title: 'The end of this part is missing',
    explanation: 'The download broke off. A zip has its list of contents at the end; of a tgz the rest is lost.',
    wayOut: 'Download this part again from the e-mail or the Takeout page of Google, and import it.',
    retry: 'after-fix',
  },
  'part-damaged': {
    title: 'This part of the export is damaged',
    explanation: 'The archive contradicts itself. What could be read before that place is kept.',
    wayOut: 'Download this part again and import it: what is stored already is not stored twice. Check the disk.',
    retry: 'after-fix',
  },
  'part-encrypted': {
    title: 'This archive is encrypted',
    explanation: 'Google does not encrypt exports: somebody packed this one anew, with a password.',
    wayOut: 'Import the archive as Google delivered it, or extract this one and import the folder.',
    retry: 'after-fix',
  },
  'part-not-recognised': {
    title: 'This is no part of a Takeout export',
    explanation:
      'Parts are called "takeout-", date and number, and end in .zip or .tgz; an extracted export holds a folder called "Takeout".',
    wayOut: 'Choose the files as Google named them, the folder in which they are, or the extracted folder.',
    retry: 'after-fix',
  },
  'entry-refused': {
    title: 'A file in the export was refused',
    explanation:
      'Its name leads out of the export or cannot be a name, or it is a link or a device: Google writes no such thing.',
    wayOut: 'Import the archive as Google delivered it. Everything else in it is imported.',
    retry: 'never',
  },
  'entry-encrypted': {
    title: 'A file in the export is encrypted',
    explanation: 'Google does not encrypt exports: somebody packed this archive anew, with a password.',
    wayOut: 'Import the archive as Google delivered it, or extract this one and import the folder.',
    retry: 'after-fix',
  },
  'entry-unsupported': {
    title: 'A file is packed in an unknown way',
    explanation: 'Google packs exports with "deflate" or not at all: somebody packed this archive anew.',
    wayOut: 'Import the archive as Google delivered it, or extract this one and import the folder.',
    retry: 'after-fix',
  },
  'entry-damaged': {
    title: 'A file in the export is damaged',
    explanation: 'Its bytes do not have the length or the checksum that the archive states. It was not stored.',
    wayOut: 'Download this part again and import it: only what is missing is stored. Check the disk.',
    retry: 'after-fix',
  },
  'entry-too-large': {
    title: 'A description in the export is too large',
    explanation: 'A file that should say something about a photo is far larger than any such file. It was not read.',
    wayOut: 'Nothing to do: the photo itself is kept.',
    retry: 'never',
  },
  'entry-not-media': {
    title: 'This file of the export is no photo or video',
    explanation: 'It lies among the photos, but its content is of no kind that Afterimage knows. It was not stored.',
    wayOut: 'Keep the export if you need this file; everything else in it is taken in.',
    retry: 'never',
  },
  'sidecar-unreadable': {
    title: 'A JSON file of the export cannot be read',
    explanation:
      'It is damaged, too large, or written in another way than Google writes. If it speaks of a photo, that photo is kept without the date, place and caption that stand in it.',
    wayOut: 'Download the part again and import it once more: what can be read then is added.',
    retry: 'after-fix',
  },
  'destination-not-set': {
    title: 'No backup folder is chosen yet',
    explanation: 'Afterimage needs a folder to keep the copy in.',
    wayOut: 'Choose a folder (command line: afterimage destination set PATH).',
    retry: 'after-fix',
  },
  'destination-missing': {
    title: 'The backup folder is not there',
    explanation:
      'The disk is unplugged, the network drive is not connected, or the folder was moved. Nothing was written.',
    wayOut: "Connect the disk and retry, or choose the folder's new place.",
    retry: 'after-fix',
  },
  'destination-foreign': {
    title: 'This is not the backup folder it used to be',
    explanation:
      "The folder's identity is missing or belongs to another backup, as with an empty mount point or a swapped disk. Nothing was written.",
    wayOut: 'Connect the right disk, or set the folder anew to start or adopt a backup there.',
    retry: 'after-fix',
  },
  'destination-not-writable': {
    title: 'The backup folder cannot be written to',
    explanation: 'The disk is read-only, or this user may not write there.',
    wayOut: "Change the folder's permissions or choose another folder.",
    retry: 'after-fix',
  },
  'destination-full': {
    title: 'The backup disk is full',
    explanation: 'Everything stored so far is whole; nothing half was left behind.',
    wayOut: 'Free some space or choose a larger disk, then retry.',
    retry: 'after-fix',
  },
  'destination-busy': {
    title: 'Another run is using this backup folder',
    explanation: 'Only one run at a time may write to a folder.',
    wayOut: 'Wait until the other run has ended, or stop it.',
    retry: 'automatic',
  },
  'destination-unsuitable': {
    title: 'This folder cannot hold a backup',
    explanation: 'It is a file, a system folder, or holds other things in the places that the backup needs.',
    wayOut: 'Choose an empty folder of its own.',
    retry: 'after-fix',
  },
  'destination-link': {
    title: 'A link is in the way inside the backup folder',
    explanation:
      "Afterimage doesn't follow links inside the backup folder, because they can lead to files outside of it. Nothing was written through the link.",
    wayOut:
      'Delete the link (not what it leads to), then retry. If your photos are behind it, move them to where the link was.',
    retry: 'after-fix',
  },
  'name-impossible': {
    title: 'The file system does not take this name',
    explanation: 'Even after making the name safe, the file could not be created.',
    wayOut: 'Choose a backup folder with a shorter path, or another file system.',
    retry: 'after-fix',
  },
  'file-missing': {
    title: 'A backed-up file is missing',
    explanation: 'It was stored and checked, but is no longer in the folder.',
    wayOut: 'Put it back if you moved it; otherwise the next full run fetches it again if Google still has it.',
    retry: 'automatic',
  },
  'file-changed': {
    title: 'A backed-up file has changed',
    explanation:
      'Its content no longer matches the checksum taken when it was stored: another program changed it, or the disk is failing.',
    wayOut:
      'Restore the file from another copy, or delete it: the next full run fetches it again if Google still has it. Check the disk.',
    retry: 'after-fix',
  },
  'album-view-incomplete': {
    title: "An album's folder could not be brought up to date",
    explanation: 'The photos themselves are safe under Photos; only their entry under Albums could not be made.',
    wayOut: 'Check that nothing else writes under Albums; the next run tries again.',
    retry: 'automatic',
  },
  'catalog-damaged': {
    title: 'The catalog is damaged',
    explanation:
      'The database that remembers what is stored cannot be read, and no usable copy of it was found. Your photos are not affected.',
    wayOut:
      'Run the backup again: the files on disk are recognised by their content and nothing stored is fetched twice.',
    retry: 'after-fix',
  },
  'catalog-restored': {
    title: 'The catalog was damaged and has been restored',
    explanation:
      'The database was brought back from the copy in the backup folder, and the folder was compared with it. The damaged file was kept aside.',
    wayOut: "Nothing to do. If it happens again, check the disk that holds Afterimage's data folder.",
    retry: 'automatic',
  },
  'catalog-trimmed': {
    title: 'Part of the catalog was left out',
    explanation:
      "The copy of the catalog in the backup folder named files outside of the folder, or in places that Afterimage doesn't use. Those entries were left out, and nothing outside was touched.",
    wayOut: "Verify the backup. If you didn't change the folder yourself, find out who did.",
    retry: 'never',
  },
  'catalog-newer': {
    title: 'The catalog was written by a newer Afterimage',
    explanation: 'This version does not know its form and leaves it untouched.',
    wayOut: 'Update Afterimage.',
    retry: 'after-fix',
  },
  'engine-crashed': {
    title: 'The backup engine ended unexpectedly',
    explanation:
      'The part of Afterimage that does the work stopped. Files in flight are in staging; everything stored is whole.',
    wayOut:
      'Nothing to do if it comes back by itself. If it stopped for good, choose "Restart engine", and save a support bundle if that does not help.',
    retry: 'automatic',
  },
  'settings-damaged': {
    title: 'The settings could not be read',
    explanation: 'The file was damaged or written by another version. It was kept aside, and the settings begin anew.',
    wayOut: 'Look through Settings and choose the backup folder again; the backup itself is not affected.',
    retry: 'never',
  },
  'entry-unknown': {
    title: 'This is not in the catalog',
    explanation: 'What is shown may be older than the catalog, or the backup folder was changed meanwhile.',
    wayOut: 'Open the list again.',
    retry: 'never',
  },
  'folder-not-opened': {
    title: "The folder couldn't be opened",
    explanation: 'The system has no file manager for it, or its disk is not connected.',
    wayOut: 'Check that the disk is connected, or open the folder in your file manager. Settings shows where it is.',
    retry: 'never',
  },
  'link-not-opened': {
    title: 'The page could not be opened',
    explanation: 'The system found no program for it, or the address is not one that Afterimage opens.',
    wayOut: 'Open it in your browser by hand.',
    retry: 'after-fix',
  },
  'text-not-copied': {
    title: "The text couldn't be copied",
    explanation: 'The system refused the clipboard, or another program is holding it.',
    wayOut: 'Try again, or select the text and copy it with Ctrl+C (⌘C on a Mac).',
    retry: 'after-fix',
  },
  'run-going-on': {
    title: 'A backup is running',
    explanation: 'This cannot be changed while files are being stored.',
    wayOut: 'Stop the backup first, or wait until it has ended.',
    retry: 'after-fix',
  },
  'file-not-saved': {
    title: 'The file could not be saved',
    explanation: 'The place that was chosen does not take it: it is full, read-only, or gone.',
    wayOut: 'Save it somewhere else.',
    retry: 'after-fix',
  },
  'watch-folder-gone': {
    title: 'The watch folder cannot be looked at',
    explanation: 'It was moved or removed, its disk is not connected, or the system refuses to list it.',
    wayOut: 'Connect the disk or start the program that brings the folder, or choose another folder.',
    retry: 'automatic',
  },
  'page-file-damaged': {
    title: 'Part of Afterimage is missing or damaged',
    explanation:
      "A file that this window needs couldn't be loaded. Your backups aren't affected: they run outside this window.",
    wayOut: "Reload. If that doesn't help, install Afterimage again: your backup and settings stay.",
    retry: 'after-fix',
  },
  'page-not-connected': {
    title: 'This window is not connected to Afterimage',
    explanation:
      "The script that connects them didn't run. Your backups aren't affected: they run outside this window.",
    wayOut: "Reload. If that doesn't help, quit Afterimage and start it again.",
    retry: 'after-fix',
  },
  'page-not-started': {
    title: 'This window ran into an error',
    explanation:
      "It happened before anything could be shown. Your backups aren't affected: they run outside this window.",
    wayOut: "Reload. If that doesn't help, quit Afterimage and start it again, and report the error with its details.",
    retry: 'after-fix',
  },
  usage: {
    title: 'The command was not understood',
    explanation: 'An option or argument is missing or not allowed.',
    wayOut: 'See --help.',
    retry: 'after-fix',
  },
  interrupted: {
    title: 'The run was stopped',
    explanation: 'Files in flight were finished or left in staging; everything stored is whole.',
    wayOut: 'Start the backup again: it goes on where it stopped.',
    retry: 'automatic',
  },
  internal: {
    title: 'Something unexpected happened',
    explanation: 'This is a fault in Afterimage. Your photos on disk are not affected.',
    wayOut: 'Retry; if it stays, report it with the detail shown here.',
    retry: 'after-fix',
  },
};

/** See `problemMessages`. */
export const problemTexts = {
  'way-out.of-code': '{problem}',
  'way-out.as-stored': '{words}',
  'way-out.proxy-credentials':
    'The proxy wants a user name and password: put them into HTTPS_PROXY (http://user:password@host:port).',
  'way-out.proxy-refused':
    'The proxy answered {status}. Whoever runs it must allow googleapis.com, google.com and googleusercontent.com.',
  'way-out.certificate-of-company':
    'Your company, school or virus scanner reads encrypted connections. Save its root certificate as a file and set NODE_EXTRA_CA_CERTS to the path of that file.',
  'way-out.wrong-clock': 'Check the date and time of this computer, then retry.',
  'way-out.network-sign-in': 'Open any web page in a browser and sign in to this network, then retry.',
  'way-out.proxy-variable': 'Correct {variable}, for example to http://proxy.example:3128, or unset it.',
  'way-out.correct-variable': 'Correct {variable}, or unset it.',
  'way-out.set-home':
    "Set {variable} to your home folder, or name the folder for Afterimage's own data: --data-dir PATH",
  'way-out.correct-folder': 'Connect the disk and retry, or correct {option}.',
  'way-out.name-by-id': 'Name the one that you mean by its id.',
  'way-out.unaccepted-type': 'Convert it to a photo or video that Google Photos takes, and upload the result.',
  'way-out.upload-folder': 'Name the files in it, as FOLDER/*.',
  'way-out.client-file-again': 'Add the client file again, or use the same --token-store as before.',
  'way-out.token-file-open':
    'Make it yours alone (chmod 600 {path}). If others may have read it, sign out and in again.',
  'way-out.token-file-elsewhere':
    'Name a token file on the disk of the system, such as in your home folder, and sign in again.',
  'way-out.token-file-no-file': 'Name another token file, or remove what is in its place.',
  'way-out.permission-at-google':
    'Afterimage has forgotten the sign-in. To withdraw it at Google too, remove it on the linked page.',
  'way-out.seven-days':
    'Sign in again. It ended about seven days after the sign-in: if your project is in publishing status "Testing", choose "Publish app" in the console first.',
  'way-out.make-profile': 'Make it by choosing its folder: afterimage destination set PATH',
  'way-out.no-systemd':
    'systemd does not run here, as in most containers. Have whatever starts programs here run: afterimage daemon',
  'way-out.no-user-session':
    'systemd manages nothing for you here, because you are not logged in the usual way. Run: sudo loginctl enable-linger {user}; then: export XDG_RUNTIME_DIR=/run/user/{id}; then repeat this command. For the whole system instead, as root: afterimage service install --system --user {user}',
  'way-out.name-a-folder': 'Name the folder: afterimage destination set PATH.',
  'way-out.quit-app': 'Quit it first: Quit Afterimage in its menu.',
  'way-out.write-out-home':
    'Write the path out, beginning with your home folder. If the folder is really called that, name it as {path}.',
  'way-out.move-away': 'Move it out of the backup folder. The next backup writes the file that belongs there.',
  'way-out.accept-a-photo':
    'Only photos and videos below Photos can be accepted. Edited details files and files of your own are kept as they are. To keep an edited copy from an album, move it out of the album.',
  'way-out.name-a-stored-file':
    'Check the path. Files that Afterimage did not make, or that were moved since, cannot be explained.',
  'way-out.keychain':
    'Unlock the keychain, or choose “Open the keychain” to be asked for its password. Afterimage also checks automatically. Without a keychain, set the client ID and sign in again; that sign-in lasts until Afterimage ends.',
  'way-out.keychain-later':
    'Unlock the keychain: Afterimage then moves the sign-in there. If this system has none, install one (on Linux: GNOME Keyring or KWallet).',
  'way-out.drive-checksum-zip':
    'Every photo in it passed a check of its own (CRC) and is stored. The file counts as not imported: download it in the browser and import it from disk, or order the export again.',
  'way-out.drive-other-account':
    'Nothing to do if {drive}, in whose Google Drive it is, and {owner}, whose export it is, are both yours. Otherwise sign in with the account whose exports you want, and connect its Google Drive.',
} as const;

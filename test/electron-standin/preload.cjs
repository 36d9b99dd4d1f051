// Runs first in every process and thread of the stand-in. Plain JavaScript, so that a Node that is too old for the rest
// can still say so.
const module_ = require('node:module');
const { join } = require('node:path');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// module.registerHooks and TypeScript without a flag are both there from Node 22.18 on.
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `stand-in Electron: needs Node 22.18 or newer, but ${process.execPath} is ${process.version}. Run npm ci, or set STANDIN_NODE.`,
  );
  process.exit(1);
}
// The app's own options are all that it finds.
const own = process.execArgv.indexOf(__filename);
if (own > 0) process.execArgv.splice(own - 1, 2);
// Electron carries its own code compiled; without this, every start would strip and compile the stand-in's again.
module_.enableCompileCache(join(__dirname, '..', '..', 'node_modules', '.cache', 'electron-standin', 'compiled'));
require('./asar/install.ts');

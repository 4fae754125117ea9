// @ts-check
/**
 * A real VS Code for machines without one: the npm package `code-server` holds a complete VS Code server and workbench.
 * `npm run vscode` and the tests use it; nothing of it is shipped.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { cached } from './cache.mjs';
import { run } from './run.mjs';

/** code-server 4.100.3 holds VS Code 1.100.3, the newest that runs on Node 20. */
const release = '4.100.3';
const integrity = 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==';

/** Settings that make VS Code quiet: no welcome, tips, chat, git or update checks. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'workbench.tips.enabled': false,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'files.simpleDialog.enable': true,
  // In a browser the default is to save after a second; on the desktop, not to.
  'files.autoSave': 'off',
};

/**
 * The installed VS Code server; fetched from the npm registry when the cache does not have it (63 MB, about 10 s).
 * @returns {string} the absolute path of `lib/vscode`
 * @throws {Error} when npm cannot fetch it
 */
export function codeServer() {
  const folder = cached(`code-server-${release}`, (unfinished) => {
    console.error(`Fetching a VS Code for this machine (code-server ${release}, 63 MB, once) …`);
    const packed = spawnSync('npm', ['pack', '--json', '--silent', `code-server@${release}`], {
      cwd: unfinished,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (packed.status !== 0) throw new Error(`code-server ${release} could not be fetched with npm: ${packed.stderr.trim()}`);
    const [archive] = JSON.parse(packed.stdout);
    if (archive.integrity !== integrity) throw new Error(`code-server ${release} is not the expected archive (${archive.integrity})`);
    run('tar', ['xzf', archive.filename, '--strip-components=1'], { cwd: unfinished });
    fs.rmSync(path.join(unfinished, archive.filename));
    const vscode = path.join(unfinished, 'lib/vscode');
    console.error('Installing its libraries …');
    // Not `npm ci`: its lockfile and manifest differ. Its install scripts would compile native modules that it can do without.
    run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'], { cwd: vscode, quiet: true });
    addRipgrep(vscode);
  });
  return path.join(folder, 'lib/vscode');
}

/**
 * VS Code's own install script would download ripgrep (it serves Find in Files); ours comes with the development dependencies.
 * @param {string} vscode
 */
function addRipgrep(vscode) {
  const require = createRequire(import.meta.url);
  const { rgPath } = require('@vscode/ripgrep');
  if (!fs.existsSync(rgPath)) return;
  const bin = path.join(vscode, 'node_modules/@vscode/ripgrep/bin');
  fs.mkdirSync(bin, { recursive: true });
  fs.copyFileSync(rgPath, path.join(bin, 'rg'));
}

/** @returns {Promise<number>} a TCP port that is free on 127.0.0.1 at this moment */
async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** @param {string} url @returns {Promise<boolean>} whether it answers 200 */
const answers = (url) =>
  new Promise((resolve) => {
    http
      .get(url, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      })
      .on('error', () => resolve(false));
  });

/**
 * Unpack a .vsix where VS Code finds it as an installed extension.
 * @param {string} vsix
 * @param {string} profile the same folder that `startVsCode` gets
 */
export function installVsix(vsix, profile) {
  fs.mkdirSync(profile, { recursive: true });
  run(process.execPath, [...serverArguments(profile), '--install-extension', vsix, '--force'], {
    quiet: true,
    env: serverEnvironment(profile),
  });
}

/** @param {string} profile */
const serverArguments = (profile) => [
  path.join(codeServer(), 'out/server-main.js'),
  '--accept-server-license-terms',
  '--disable-telemetry',
  '--server-data-dir',
  path.join(profile, 'server'),
  '--user-data-dir',
  profile,
  '--extensions-dir',
  path.join(profile, 'extensions'),
];

/** @param {string} profile @returns {NodeJS.ProcessEnv} */
function serverEnvironment(profile) {
  const { VSCODE_IPC_HOOK_CLI: _, ...inherited } = process.env;
  // A HOME of its own: the server keeps caches there, and must not see the developer's own VS Code.
  return { ...inherited, HOME: profile };
}

/**
 * Start a VS Code on 127.0.0.1.
 * @param {object} options
 * @param {string} options.profile folder for settings, extensions and caches
 * @param {Record<string, unknown>} [options.settings] user settings besides the quiet ones
 * @param {boolean} [options.testDriver] let the page start extension tests
 * @returns {Promise<{ url: string, log: string, stop: () => Promise<void>, exited: Promise<void> }>}
 * @throws {Error} when it does not answer within a minute
 */
export async function startVsCode({ profile, settings = {}, testDriver = false }) {
  const port = await freePort();
  fs.mkdirSync(path.join(profile, 'User'), { recursive: true });
  fs.writeFileSync(path.join(profile, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  const log = path.join(profile, 'server.log');
  const output = fs.openSync(log, 'w');
  const server = spawn(
    process.execPath,
    [
      ...serverArguments(profile),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--without-connection-token',
      '--disable-workspace-trust',
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { stdio: ['ignore', output, output], env: serverEnvironment(profile) },
  );
  fs.closeSync(output);
  /** @type {Promise<void>} */
  const exited = new Promise((resolve) => server.once('exit', () => resolve()));
  const stop = async () => {
    server.kill('SIGTERM');
    await exited;
  };
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  while (!(await answers(`${url}/version`))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code did not start; its log is ${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, log, stop, exited };
}

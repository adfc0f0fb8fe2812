// A real server in a folder of its own, ended by its own process id.
//
// The contract with the server: `--ready-file PATH` names a file that appears, whole, once pages are served:
// {"address": "http://127.0.0.1:PORT", "logins": [{"role": "coordinator", "email": "…", "password": "…"}]}
// On SIGTERM it finishes what is running and ends with status 0.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Login {
  role: string;
  email: string;
  password: string;
}

export interface Server {
  /** Where the pages are, without a slash at the end. */
  address: string;
  /** Ready-made logins; none on an empty server. */
  logins: Login[];
  /** The folder with its database. */
  dataDir: string;
  /** What it has logged so far. */
  log(): string;
  /** Ends it; an error if it had to be killed or did not end cleanly. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

/** The command in front of the arguments: the server that was built, or what a test of the harness names. */
export function serverCommand(): string[] {
  return [process.env.SERVER_BINARY ?? resolve(import.meta.dirname, '../../target/debug/varn')];
}

/** Starts `command args…` and waits until it is ready. `args` is for example `['demo']` or `['serve']`. */
export async function startServer(args: string[], command = serverCommand()): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'varn-e2e-'));
  const dataDir = join(folder, 'data');
  const readyFile = join(folder, 'ready.json');
  const [program, ...first] = [...command, ...args];
  const options = ['--data-dir', dataDir, '--listen', '127.0.0.1:0', '--ready-file', readyFile];
  const child = spawn(program, [...first, ...options], { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const end = endOf(child);
  let log = '';
  child.stdout.on('data', (chunk) => (log += chunk));
  child.stderr.on('data', (chunk) => (log += chunk));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const tidy = () => {
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ready = await waitUntilReady(readyFile, end);
    return { ...ready, dataDir, log: () => log, stop: () => stop(child, end).finally(tidy) };
  } catch (error) {
    kill();
    tidy();
    throw new Error(`${program} ${args.join(' ')}: ${error instanceof Error ? error.message : error}\n${log}`);
  }
}

/** Settings of whoever runs the tests must not reach the server: its database could be a real one. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VARN_')));
}

interface End {
  promise: Promise<string>;
  how?: string;
}

function endOf(child: ChildProcess): End {
  const end: End = {
    promise: new Promise((done) => {
      child.once('error', (error) => done(error.message));
      child.once('exit', (code, signal) => done(signal ?? `status ${code}`));
    }),
  };
  void end.promise.then((how) => (end.how = how));
  return end;
}

async function waitUntilReady(readyFile: string, end: End): Promise<Pick<Server, 'address' | 'logins'>> {
  const giveUp = Date.now() + START_LIMIT_MS;
  while (!existsSync(readyFile)) {
    if (end.how !== undefined) throw new Error(`ended before it was ready: ${end.how}`);
    if (Date.now() > giveUp) throw new Error(`not ready after ${START_LIMIT_MS} ms`);
    await sleep(20);
  }
  const { address, logins = [] } = JSON.parse(readFileSync(readyFile, 'utf8'));
  return { address: String(address).replace(/\/$/, ''), logins };
}

async function stop(child: ChildProcess, end: End): Promise<void> {
  child.kill('SIGTERM');
  const how = await Promise.race([end.promise, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
  if (how === undefined) {
    child.kill('SIGKILL');
    throw new Error(`the server did not end within ${STOP_LIMIT_MS} ms`);
  }
  if (how !== 'status 0') throw new Error(`the server did not end cleanly: ${how}`);
}

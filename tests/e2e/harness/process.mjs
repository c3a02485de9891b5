/** Programs that a test starts. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * Starts a program that the system ends when this process ends, for whatever reason: a test that is cut
 * off leaves no display and no app behind. With `stdio` left out, what it prints is dropped.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(program, args, options) {
  return spawn('setpriv', ['--pdeathsig', 'TERM', '--', program, ...args], { stdio: 'ignore', ...options });
}

/**
 * Ends a program politely, and after five seconds by force.
 * @param {ChildProcess} child
 */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(force);
}

/**
 * Whether a process that is not our own child has ended; nobody may have asked for its exit status yet.
 * @param {number} id
 */
export function hasEnded(id) {
  try {
    return / [ZX] /.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/**
 * Runs a short program to its end and gives what it printed.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function run(program, args, env) {
  const { error, status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

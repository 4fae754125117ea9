// @ts-check
/** Runs test suites of several kinds and adds up what passed and failed. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tryRun } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

export class Tally {
  /** @type {Array<{ name: string, seconds: number } & Counts>} */
  #suites = [];

  /**
   * A program that is one test: it passes by exiting with 0.
   * @param {string} name
   * @param {string} program
   * @param {readonly string[]} args
   * @returns {boolean} whether it passed
   */
  command(name, program, args) {
    const passed = this.#run(name, () =>
      tryRun(program, args) === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 },
    );
    return passed.failed === 0;
  }

  /**
   * Something that must be done for the suites after it; one test, which fails by throwing.
   * @param {string} name
   * @param {() => void} body
   */
  step(name, body) {
    this.#run(name, () => {
      try {
        body();
        return { passed: 1, failed: 0, skipped: 0 };
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        return { passed: 0, failed: 1, skipped: 0 };
      }
    });
  }

  /**
   * @param {string} name
   * @param {readonly string[]} args of `vitest run`
   * @param {NodeJS.ProcessEnv} [env]
   */
  vitest(name, args, env) {
    this.#reported(
      name,
      env,
      (report, environment) =>
        tryRun(
          process.execPath,
          ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
          {
            env: environment,
          },
        ),
      countVitest,
    );
  }

  /**
   * A script that writes Mocha's statistics to the file that `MNLENS_MOCHA_REPORT` names.
   * @param {string} name
   * @param {readonly string[]} args of node
   */
  mocha(name, args) {
    this.#reported(
      name,
      undefined,
      (report, environment) => tryRun(process.execPath, args, { env: { ...environment, MNLENS_MOCHA_REPORT: report } }),
      countMocha,
    );
  }

  /**
   * A suite that cannot run here.
   * @param {string} name
   * @param {string} reason one sentence
   */
  unavailable(name, reason) {
    console.log(`\n■ ${name}: ${reason}`);
    // In CI, a suite that silently never runs would be a green light for nothing.
    this.#suites.push({ name, seconds: 0, passed: 0, failed: process.env.CI ? 1 : 0, skipped: process.env.CI ? 0 : 1 });
  }

  /** Print the table and, as the last line, the sum; sets the exit code. */
  finish() {
    console.log('');
    for (const { name, seconds, passed, failed, skipped } of this.#suites) {
      console.log(
        `${failed ? '✗' : '✓'} ${name.padEnd(44)} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}  (${seconds} s)`,
      );
    }
    const passed = this.#suites.reduce((sum, suite) => sum + suite.passed, 0);
    const failed = this.#suites.reduce((sum, suite) => sum + suite.failed, 0);
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  }

  /**
   * @template Report
   * @param {string} name
   * @param {NodeJS.ProcessEnv | undefined} env
   * @param {(report: string, env: NodeJS.ProcessEnv) => number} start gives back the exit code
   * @param {(report: Report) => Counts} count
   */
  #reported(name, env, start, count) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-report-'));
    const report = path.join(folder, 'report.json');
    this.#run(name, () => {
      const status = start(report, env ?? process.env);
      const counts = fs.existsSync(report) ? count(JSON.parse(fs.readFileSync(report, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 };
      // A runner that dies, or that fails without a failing test, is a failure too.
      return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    });
    fs.rmSync(folder, { recursive: true, force: true });
  }

  /**
   * @param {string} name
   * @param {() => Counts} suite
   */
  #run(name, suite) {
    console.log(`\n■ ${name}`);
    const begin = Date.now();
    const counts = suite();
    this.#suites.push({ name, seconds: Math.round((Date.now() - begin) / 1000), ...counts });
    return counts;
  }
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, testResults: Array<{ status: string, assertionResults: unknown[] }> }} report
 * @returns {Counts}
 */
function countVitest(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped: report.numPendingTests };
}

/**
 * @param {{ passes: number, failures: number, pending: number }} report
 * @returns {Counts}
 */
const countMocha = ({ passes, failures, pending }) => ({ passed: passes, failed: failures, skipped: pending });

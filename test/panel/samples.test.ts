/**
 * The panel shows every rule: the run of each sample's finding is asked for as the client does, gone through step by step in the page, and comes to the state
 * that the rule names; what is right ends clean.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Simulation, SourcePlace } from '../../client/src/simulation/messages.ts';
import { chromium } from '../../scripts/apt.mjs';
import { placedSimulation } from '../../server/src/cli/simulation-document.ts';
import { LineStarts } from '../../server/src/host/line-starts.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { type Lens, RULES } from '../../server/src/lens.ts';
import { METHODS, type SimulateResult } from '../../server/src/lsp/protocol.ts';
import { Client } from '../lsp/client.ts';
import { inputOf } from '../rules-fixtures/check.ts';
import { readFixture } from '../rules-fixtures/fixture.ts';
import { launchBrowser } from '../vscode/browser.mjs';
import { Harness } from './harness.ts';
import { inPage } from './runs.ts';

const browserFile = chromium();
const root = path.resolve(import.meta.dirname, '../..');
const cFilesBelow = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.c')).sort().map((file) => path.join(root, folder, file));

interface Shown {
  /** In the row of the step. */
  readonly step: RegExp;
  /** In the pages or the machine. */
  readonly state: RegExp;
  /** Where the run shows more harm than the rule is certain of, and says that instead of the rule's message. */
  readonly harm?: RegExp;
}

const STATES: Readonly<Record<string, Shown>> = {
  'api-generation': { step: /another generation's API is used/, state: /range initialized/ },
  'atomic-callback': { step: /kmalloc\(\) allocates with direct reclaim/, state: /locks held none/ },
  'blocking-callback': { step: /mutex_lock\(\) waits for a mutex/, state: /mutex mirror->lock/ },
  'callback-deadlock': { step: /mmap_read_lock\(\) waits for the mmap lock/, state: /callbacks may sleep yes/ },
  'callback-result': { step: /false is returned here, and the range may be blockable/, state: /callbacks may sleep yes/ },
  'config-guard': { step: /does not compile without CONFIG_MMU_NOTIFIER/, state: /locks held/ },
  'end-after-failed-start': { step: /ended although nothing was started/, state: /range ended/ },
  'event-mismatch': { step: /the device uses page A, which may be somebody else's/, state: /stale/, harm: /a stale entry is left/ },
  'event-owner': { step: /no owner is given/, state: /range initialized, MMU_NOTIFY_MIGRATE/ },
  'fallible-start-with-end': { step: /the start fails/, state: /callbacks may sleep yes/ },
  'fault-contract': { step: /returns with the mmap lock held/, state: /mmap-read mm/ },
  'lock-kept-on-failure': { step: /-EAGAIN is returned here, and what was taken is still held/, state: /spinlock viewer->lock/ },
  'missing-event': { step: /no event is given/, state: /range initialized(?!,)/ },
  'missing-set-seq': { step: /no reader can tell that there was an invalidation/, state: /locks held none/ },
  'missing-synchronize': { step: /left without waiting for what was put/, state: /locks held none/ },
  'ops-conflict': { step: /the core calls walker_flush\(\) as arch_invalidate_secondary_tlbs/, state: /callbacks may sleep yes/ },
  'owner-without-event': { step: /the owner is believed/, state: /locks held none/ },
  'range-changed': { step: /end of the range is written/, state: /range started/ },
  'read-begin-context': { step: /a read side is begun under lock/, state: /mutex mirror->lock/ },
  'read-without-retry': { step: /what was found is used here, unchecked/, state: /mutex mirror->lock/ },
  'reclaim-in-callback': { step: /kzalloc\(\) allocates with direct reclaim under lock/, state: /mutex cache->lock/ },
  'registration-context': { step: /taken here again, for writing/, state: /mmap-read mm/ },
  'registration-pairing': { step: /what was never inserted is removed/, state: /locks held none/ },
  'retry-unlocked': { step: /the sequence is checked with no lock held/, state: /locks held none/ },
  'set-seq-unlocked': { step: /the sequence is checked here under lock/, state: /mutex mirror->lock/ },
  'sleep-in-atomic': { step: /starts with a spinlock held/, state: /spinlock/ },
  'unchecked-nonblock': { step: /nobody may sleep/, state: /range pending/ },
  'unchecked-registration': { step: /nobody looks at the result/, state: /mutex walker_lock/ },
  'uninitialized-range': { step: /used uninitialised/, state: /range uninitialized/ },
  'unnotified-change': { step: /the entry is write-protected/, state: /stale/ },
  'unpaired-end': { step: /ended although it was never started/, state: /range initialized, MMU_NOTIFY_CLEAR/ },
  'unpaired-start': { step: /returns with range still started/, state: /range started/ },
};

let browser: Browser;
let harness: Harness;
let server: Client;
beforeAll(async () => {
  if (!browserFile) return;
  browser = await launchBrowser(browserFile);
  harness = await Harness.open(browser, { width: 1200 });
  server = await Client.start();
});
afterAll(async () => {
  await server?.stop();
  await browser?.close();
});

const subject = { uri: 'file:///a.c', position: { line: 1, character: 0 } };
const show = (simulation: Simulation<SourcePlace>): Promise<void> => harness.show({ kind: 'run', subject, choice: {}, simulation, view: 'run', ...(simulation.failing === undefined ? { step: 0 } : { step: simulation.failing }) });
const oneLine = async (selector: string): Promise<string> => (await harness.page.locator(selector).innerText()).replaceAll(/\s+/g, ' ');
const current = async (): Promise<string> => (await harness.page.locator('.row.current .back').getAttribute('aria-label')) ?? '';

test.skipIf(!browserFile)('each rule has a state here', () => {
  expect(Object.keys(STATES).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

describe.skipIf(!browserFile)('the sample of', () => {
  const samples = cFilesBelow('samples').filter((file) => STATES[path.basename(file, '.c')]);

  test.each(samples.map((file) => [path.basename(file, '.c'), file] as const))('%s is replayed to the state that the rule names', async (rule, file) => {
    const { uri } = await server.open(pathToFileURL(file).href, readFileSync(file, 'utf8'));
    // What lies in other files is looked at behind the first answer.
    await expect.poll(async () => (await server.pull(uri)).map(({ code }) => code), { timeout: 20_000 }).toEqual([rule]);
    const [diagnostic] = await server.pull(uri);
    if (!diagnostic) throw new Error('what was found is gone');
    const { start: position } = diagnostic.range;
    const result = await server.connection.sendRequest<SimulateResult>(METHODS.simulate, { textDocument: { uri }, position, finding: { rule, position } });
    if ('problem' in result) throw new Error(result.problem);
    const { failing = -1, steps } = result.simulation;
    await show(result.simulation);
    const { step, state, harm = undefined } = STATES[rule] ?? { step: /^$/, state: /^$/ };
    const tone = harm || diagnostic.severity === 1 || diagnostic.severity === 2 ? 'wrong' : 'doubtful';
    expect(await harness.page.locator('.verdict').getAttribute('data-tone')).toBe(tone);
    const verdict = await oneLine('.verdict');
    if (harm) expect(verdict).toMatch(harm);
    else expect(verdict).toContain(diagnostic.message.replaceAll('`', '').replaceAll(/\s+/g, ' '));
    expect(await current()).toMatch(new RegExp(`^${failing + 1}\\. .*, ${tone}$`));
    expect(await current()).toMatch(step);
    expect(`${await oneLine('mnlens-pages table')} ${await oneLine('mnlens-machine dl')}`).toMatch(state);
    // From the first step on, each marks its line.
    await harness.show({ kind: 'motion', motion: 'first' });
    const marksBefore = (await harness.sent('mark')).length;
    const tones: string[] = [];
    for (let i = 0; i < failing; i++) {
      tones.push(await current());
      await harness.show({ kind: 'motion', motion: 'forward' });
    }
    expect(tones.filter((label) => label.endsWith(', wrong'))).toEqual([]);
    expect(await current()).toMatch(step);
    const marks = (await harness.sent('mark')).slice(marksBefore);
    expect(marks.map(({ label }) => Number.parseInt(label, 10))).toEqual(Array.from({ length: failing }, (_, i) => i + 2));
    const { at } = steps.slice(0, failing + 1).findLast((step) => step.at) ?? {};
    if (failing > 0) expect(marks.at(-1)?.at).toEqual(at);
    expect(harness.complaints).toEqual([]);
  });
});

describe.skipIf(!browserFile)('what is right ends clean:', () => {
  let lens: Lens;
  beforeAll(async () => {
    lens = await loadLens();
  });
  const files = [path.join(root, 'samples/clean.c'), ...cFilesBelow('test/rules-fixtures').filter((file) => path.basename(file).startsWith('right'))];

  test.each(files.map((file) => [path.relative(root, file), file] as const))('%s', async (_, file) => {
    const content = readFileSync(file, 'utf8');
    const { text, ...fixture } = file.includes('rules-fixtures') ? readFixture(content) : { text: content, release: '6.10', treeKnown: false, builtWithoutNotifier: 'never' as const, expectations: [] };
    const analysis = lens.analyze(inputOf({ ...fixture, text }));
    let runs = 0;
    for (const match of text.matchAll(/^\{/gm)) {
      const result = lens.simulate(analysis, { at: match.index });
      if ('problem' in result) continue;
      runs++;
      const { function: name } = result.simulation;
      await show(JSON.parse(inPage(placedSimulation(result.simulation, file, new LineStarts(text)))));
      await harness.show({ kind: 'motion', motion: 'last' });
      expect(await oneLine('h1'), name).toBe(`${name}()`);
      const tone = await harness.page.locator('.verdict').getAttribute('data-tone');
      expect(tone, name).not.toBe('wrong');
      expect(await harness.page.locator('.row.wrong').count(), name).toBe(0);
      if (tone === 'good') expect(await harness.page.locator('td.stale').count(), name).toBe(0);
    }
    expect(runs).toBeGreaterThan(0);
  });
});

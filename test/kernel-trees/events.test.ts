/** Every call site's event taken away, comments removed, names scrambled: the kind that the code itself speaks for stands first. */
import { beforeAll, describe, expect, test } from 'vitest';
import { edited, replace } from './c-text.ts';
import { Laboratory } from './laboratory.ts';
import { note, summarize } from './report.ts';
import { scrambled } from './scramble.ts';
import { type Site, sitesIn } from './sites.ts';
import { allSites, trees } from './trees.ts';

/** Where the kernel itself says now this, now that of the same change: either counts. */
const EITHER: ReadonlyMap<string, readonly string[]> = new Map([
  // fork of a hugetlb mapping and of any other; mremap likewise
  ['copy_hugetlb_page_range', ['CLEAR', 'PROTECTION_PAGE']],
  ['copy_page_range', ['CLEAR', 'PROTECTION_PAGE']],
  ['move_hugetlb_page_tables', ['CLEAR', 'UNMAP']],
  ['move_page_tables', ['CLEAR', 'UNMAP']],
  // UNMAP became CLEAR in a later release
  ['__oom_reap_task_mm', ['UNMAP', 'CLEAR']],
  ['__unmap_hugepage_range', ['UNMAP', 'CLEAR']],
  ['unmap_hugepage_range', ['UNMAP', 'CLEAR']],
  // MADV_DONTNEED, up to 6.1, over several vmas with the loop of munmap
  ['zap_page_range', ['UNMAP', 'CLEAR']],
  ['remove_device_exclusive_entry', ['EXCLUSIVE', 'CLEAR']],
  // write protection of single entries, under three names
  ['do_pagemap_scan', ['PROTECTION_VMA', 'PROTECTION_PAGE']],
  ['write_protect_page', ['CLEAR', 'PROTECTION_PAGE']],
  ['page_vma_mkclean_one', ['CLEAR', 'PROTECTION_PAGE']],
]);

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

const short = (event: string): string => event.replace('MMU_NOTIFY_', '');

function writtenEvent(site: Site): string {
  const argument = site.init.arguments[1];
  return short(argument ? site.code.slice(argument.start, argument.end).trim() : '');
}

/** As the series of 2019 found it: no event, no flags, no vma, no owner. */
function withoutEvent(text: string, site: Site): string {
  const written = site.init.arguments.map(({ start, end }) => text.slice(start, end).trim());
  const isMigrate = site.init.name.endsWith('_migrate');
  const rest = written.slice(isMigrate ? 2 : 3);
  const hasVma = site.init.name === 'mmu_notifier_range_init' ? rest.length === 4 : rest.length === 5;
  const [mm = '', start = '', end = ''] = hasVma ? rest.slice(1) : rest;
  return edited(text, [replace(site.init, `mmu_notifier_range_init(${written[0]}, ${mm}, ${start}, ${end})`)]);
}

function anonymous(text: string): string {
  return scrambled(text.replace(COMMENT, (part) => part.replace(/[^\n]/g, ' '))).text;
}

describe.each(trees())('event kinds of $name', (tree) => {
  let laboratory: Laboratory;
  let sites: Site[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    sites = await allSites(tree);
  });

  test('are told from the code', async () => {
    const rows = [];
    let first = 0;
    let second = 0;
    for (const file of new Set(sites.map((site) => site.file))) {
      const own = sites.filter((site) => site.file === file);
      const text = anonymous(own[0]?.text ?? '');
      const others = sitesIn(file, text);
      expect(others).toHaveLength(own.length);
      for (const [i, other] of others.entries()) {
        const site = own[i];
        if (!site) continue;
        const right = EITHER.get(site.function.name) ?? [writtenEvent(site)];
        const analysis = await laboratory.afresh(file, withoutEvent(text, other));
        const finding = analysis.findings.find(({ rule, function: name }) => rule === 'missing-event' && name === other.function.name);
        const ranked = finding ? [...new Set(laboratory.fixes(analysis, finding).flatMap(({ event }) => event ?? []))].map(short) : [];
        const place = ranked.findIndex((event) => right.includes(event));
        if (place === 0) first++;
        if (place >= 0 && place <= 1) second++;
        if (place !== 0) rows.push(note({ suite: 'events', tree: tree.name, file, function: site.function.name, mutant: right.join(' or '), verdict: ranked.join() || 'nothing' }));
      }
    }
    summarize(`event kinds, ${tree.name}: of ${sites.length} first ${first}, within the first two ${second}`, rows);
    expect(first / sites.length).toBeGreaterThanOrEqual(0.9);
    expect(second / sites.length).toBeGreaterThanOrEqual(0.97);
  });

  test('that the kernel writes are contradicted only where it contradicts itself', async () => {
    const hinted: string[] = [];
    for (const file of new Set(sites.map((site) => site.file))) {
      const { findings } = await laboratory.baseline(file);
      hinted.push(...findings.filter(({ rule }) => rule === 'event-mismatch').map(({ function: name }) => name ?? ''));
    }
    expect(hinted.filter((name) => !EITHER.has(name))).toEqual([]);
  });

  test('are sent wherever entries change, as far as that can be said', async () => {
    const untold: string[] = [];
    for (const file of new Set(sites.map((site) => site.file))) {
      const { findings } = await laboratory.baseline(file);
      untold.push(...findings.filter(({ rule }) => rule === 'unnotified-change').map(({ function: name }) => name ?? ''));
    }
    expect(untold).toEqual([]);
  });

  test('that are wrong are hinted at, under scrambled names', async () => {
    const rows = [];
    let count = 0;
    let found = 0;
    for (const file of new Set(sites.map((site) => site.file))) {
      const own = sites.filter((site) => site.file === file);
      const text = anonymous(own[0]?.text ?? '');
      for (const [i, other] of sitesIn(file, text).entries()) {
        const site = own[i];
        const [, argument] = other.init.arguments;
        if (!site || !argument || other.init.name.endsWith('_migrate')) continue;
        const right = EITHER.get(site.function.name) ?? [writtenEvent(site)];
        for (const wrong of ['SOFT_DIRTY', 'PROTECTION_VMA', 'PROTECTION_PAGE'].filter((kind) => !right.includes(kind))) {
          count++;
          const { findings } = await laboratory.afresh(file, edited(text, [replace(argument, `MMU_NOTIFY_${wrong}`)]));
          const isFound = findings.some(({ rule, function: name }) => rule === 'event-mismatch' && name === other.function.name);
          if (isFound) found++;
          else rows.push(note({ suite: 'wrong kinds', tree: tree.name, file, function: site.function.name, mutant: wrong, verdict: 'silent' }));
        }
      }
    }
    summarize(`wrong kinds, ${tree.name}: ${found} of ${count} hinted at`, rows);
    // What is changed in the same way by the other kind, and what can't be seen, is silent.
    expect(found / count).toBeGreaterThan(0.7);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});

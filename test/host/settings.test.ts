import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, readSettings } from '../../server/src/host/settings.ts';

const known = { rules: ['unpaired-start', 'missing-event'], generations: ['5.2', '6.3'] };

test.each([undefined, null, {}, { severity: null, generation: null }, { trace: { server: 'off' } }])('%j: the defaults', (value) => {
  expect(readSettings(value, known)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
});

test('what is right counts', () => {
  const { settings, problems } = readSettings({ severity: { 'missing-event': 'off' }, generation: '5.2' }, known);
  expect(problems).toEqual([]);
  expect(settings).toEqual({ severity: new Map([['missing-event', 'off']]), generation: '5.2' });
});

test.each([
  [7, 'mnlens: 7 is not an object'],
  [{ severity: ['error'] }, 'mnlens.severity: ["error"] is not an object'],
  [{ severity: { 'missing-event': 'loud' } }, 'mnlens.severity.missing-event: "loud" is not one of error, warning, info, hint, off'],
  [{ severity: { spelling: 'off' } }, 'mnlens.severity: there is no rule "spelling"; there are unpaired-start, missing-event'],
  [{ generation: '2.4' }, 'mnlens.generation: "2.4" is not one of newest, 5.2, 6.3'],
])('%j: a line that names the setting', (value, line) => {
  expect(readSettings(value, known)).toEqual({ settings: DEFAULT_SETTINGS, problems: [line] });
});

/** What an editor shows of a finding: squiggle, path, documentation, fixes, hover, completion. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, findings, fixesOf, open, oursIn, revert, ruleOf, sample } from './help.ts';

/** The samples show one rule each, which is their name. */
const samples = [
  'missing-event.c',
  'unpaired-start.c',
  'unpaired-end.c',
  'end-after-failed-start.c',
  'unchecked-nonblock.c',
  'uninitialized-range.c',
  'range-changed.c',
  'sleep-in-atomic.c',
  'event-owner.c',
  'tree/mm/config-guard.c',
  'tree/mm/api-generation.c',
];

suite('a finding', () => {
  teardown(revert);

  for (const name of samples) {
    test(`in ${name}`, async () => {
      await open(name);
      const rules = (await findings(name)).map(ruleOf);
      assert.deepEqual(rules, [name.replace(/^.*\/|\.c$/g, '')]);
    });
  }

  test('has its path and its documentation', async () => {
    await open('unpaired-start.c');
    const [finding] = await findings('unpaired-start.c');
    assert.ok(finding);
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.ok((finding.relatedInformation?.length ?? 0) >= 2, 'steps of the path');
    assert.ok(
      typeof finding.code === 'object' && finding.code.target.toString().includes('unpaired-start'),
      'link to the page of the rule',
    );
  });

  test('goes away with its fix, and comes back with undo', async () => {
    const name = 'unpaired-start.c';
    const { document } = await open(name);
    const before = document.getText();
    const [finding] = await findings(name);
    assert.ok(finding);
    const [fix] = await fixesOf(name, finding);
    assert.ok(fix?.edit, 'a fix with an edit');
    assert.equal(fix.isPreferred, true);
    await vscode.workspace.applyEdit(fix.edit);
    assert.notEqual(document.getText(), before);
    await eventually('no finding any more', () => oursIn(name).length === 0);
    await vscode.commands.executeCommand('undo');
    await findings(name);
  });

  test('offers an action for each event kind of the tree', async () => {
    const name = 'missing-event.c';
    await open(name);
    const [finding] = await findings(name);
    assert.ok(finding);
    const titles = (await fixesOf(name, finding)).map((action) => action.title).join('\n');
    for (const event of ['MMU_NOTIFY_CLEAR', 'MMU_NOTIFY_UNMAP', 'MMU_NOTIFY_PROTECTION_VMA', 'MMU_NOTIFY_SOFT_DIRTY'])
      assert.ok(titles.includes(event), titles);
    assert.ok(!titles.includes('MMU_NOTIFY_RELEASE'), titles);
  });

  test('appears while typing', async () => {
    const name = 'clean.c';
    const editor = await open(name);
    const line = editor.document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('err = -EAGAIN'));
    await eventually('a quiet start', () => oursIn(name).length === 0);
    const out = editor.document
      .getText()
      .split('\n')
      .findIndex((text, at) => at > line && text.includes('goto out;'));
    await editor.edit((edit) => edit.replace(editor.document.lineAt(out).range, '\t\treturn err;'));
    assert.deepEqual((await findings(name)).map(ruleOf), ['unpaired-start']);
  });

  test('follows keys that come faster than the answers', async () => {
    const name = 'clean.c';
    const { document } = await open(name);
    await eventually('a quiet start', () => oursIn(name).length === 0);
    const before = document.getText();
    const at = before.indexOf('goto out;', before.indexOf('err = -EAGAIN'));
    /** Each of them takes the place of the one before. */
    const type = async (...texts: readonly string[]): Promise<void> => {
      for (const [i, text] of texts.slice(1).entries()) {
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + (texts[i] ?? '').length)), text);
        await vscode.workspace.applyEdit(edit);
      }
    };
    for (let round = 0; round < 5; round++) {
      await type('goto out;', 'return', 'return er', 'return err;');
      assert.deepEqual((await findings(name)).map(ruleOf), ['unpaired-start']);
      await type('return err;', 'goto', 'goto ou', 'goto out;');
      await eventually('silence again', () => oursIn(name).length === 0);
    }
  });

  test('all of a file are fixed by Fix All', async () => {
    const name = 'unpaired-end.c';
    await open(name);
    await findings(name);
    await vscode.commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.mnlens', apply: 'first' });
    await eventually('no finding any more', () => oursIn(name).length === 0);
  });
});

suite('the language', () => {
  teardown(revert);

  test('hover explains an event kind', async () => {
    const { document } = await open('unpaired-start.c');
    await findings('unpaired-start.c');
    const position = document.positionAt(document.getText().indexOf('MMU_NOTIFY_PROTECTION_VMA') + 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const text = hovers
      .flatMap((hover) => hover.contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(text, /MMU_NOTIFY_PROTECTION_VMA/);
  });

  test('completion offers event kinds inside the call', async () => {
    const editor = await open('missing-event.c');
    await findings('missing-event.c');
    const at = editor.document.positionAt(editor.document.getText().indexOf('&range, 0') + '&range, '.length);
    await editor.edit((edit) => edit.replace(new vscode.Range(at, at.translate(0, 1)), 'MMU_'));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      sample('missing-event.c'),
      at.translate(0, 4),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('MMU_NOTIFY_CLEAR'), labels.slice(0, 20).join(' '));
  });
});

suite('subscribers', () => {
  const driver = 'tree/drivers/subscriber.c';
  const text = `#include <linux/mmu_notifier.h>

static bool lens_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	if (range->event == MMU_NOTIFY_SOFT_DIRTY)
		return true;
	mmu_interval_set_seq(mni, seq);
	return true;
}

static const struct mmu_interval_notifier_ops lens_ops = {
	.invalidate = lens_invalidate,
};
`;
  suiteSetup(() => vscode.workspace.fs.writeFile(sample(driver), Buffer.from(text)));
  suiteTeardown(async () => {
    await revert();
    await vscode.workspace.fs.delete(sample(driver));
  });

  test('stand in the hover of an event kind of their tree', async () => {
    const name = 'tree/mm/config-guard.c';
    const { document } = await open(name);
    const position = document.positionAt(document.getText().indexOf('MMU_NOTIFY_') + 3);
    const told = await eventually('a table', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
      const markdown = hovers.flatMap(({ contents }) => contents).map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
      // At first it only says that the table is being computed.
      return markdown.includes('lens_ops') && markdown;
    });
    assert.match(told, /lens_ops.*invalidate \| acts/);
  });

  test('have a code lens on their table', async () => {
    const { document } = await open(driver);
    const title = await eventually('a code lens', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
      return lenses.map(({ command }) => command?.title).find((one) => one?.includes('callback'));
    });
    assert.equal(title, '1 callback · no sleep seen · ignores SOFT_DIRTY · sequence set: unless filtered');
  });
});

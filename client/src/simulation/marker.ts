/** The mark at the source line of the step that is shown, in the look of a debugger that has stopped there. */
import { type ExtensionContext, OverviewRulerLane, Range, ThemeColor, type TextEditorDecorationType, TextEditorRevealType, Uri, window, workspace, ViewColumn } from 'vscode';
import type { SourcePlace, Tone } from './messages.ts';

export interface Mark {
  readonly at: SourcePlace;
  readonly tone: Tone;
  readonly label: string;
}

export class SourceMarker {
  private mark: Mark | undefined;
  private readonly line: TextEditorDecorationType;
  private readonly wrongLine: TextEditorDecorationType;

  constructor(context: ExtensionContext) {
    const gutterIconPath = Uri.joinPath(context.extensionUri, 'media', 'step.svg');
    const common = { isWholeLine: true, gutterIconPath, gutterIconSize: 'contain', overviewRulerLane: OverviewRulerLane.Full };
    const label = { margin: '0 0 0 3em', fontStyle: 'italic' };
    this.line = window.createTextEditorDecorationType({
      ...common,
      backgroundColor: new ThemeColor('editor.stackFrameHighlightBackground'),
      overviewRulerColor: new ThemeColor('editor.stackFrameHighlightBackground'),
      after: { ...label, color: new ThemeColor('editorCodeLens.foreground') },
    });
    this.wrongLine = window.createTextEditorDecorationType({
      ...common,
      // One that lets through what is selected below it: where contrast is high, the text on it is black.
      backgroundColor: new ThemeColor('diffEditor.removedLineBackground'),
      overviewRulerColor: new ThemeColor('editorError.foreground'),
      after: { ...label, color: new ThemeColor('editorError.foreground') },
    });
    context.subscriptions.push(this.line, this.wrongLine, window.onDidChangeVisibleTextEditors(() => this.draw()));
  }

  show(mark: Mark | undefined): void {
    this.mark = mark;
    this.draw();
    if (!mark) return;
    for (const editor of this.editors()) editor.revealRange(rangeOf(mark.at), TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Open the source beside the panel, with the cursor at the mark. */
  async reveal({ uri, range }: SourcePlace): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(uri, true));
    const column = window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn ?? ViewColumn.One;
    const at = new Range(range.start.line, range.start.character, range.start.line, range.start.character);
    await window.showTextDocument(document, { viewColumn: column, selection: at, preserveFocus: true });
  }

  private draw(): void {
    const shown = this.mark;
    for (const editor of window.visibleTextEditors) {
      const isHere = shown !== undefined && editor.document.uri.toString() === Uri.parse(shown.at.uri, true).toString();
      const marks = isHere ? [{ range: rangeOf(shown.at), renderOptions: { after: { contentText: shown.label } } }] : [];
      editor.setDecorations(this.line, shown?.tone === 'wrong' ? [] : marks);
      editor.setDecorations(this.wrongLine, shown?.tone === 'wrong' ? marks : []);
    }
  }

  private editors() {
    return window.visibleTextEditors.filter(({ document }) => document.uri.toString() === (this.mark && Uri.parse(this.mark.at.uri, true).toString()));
  }
}

/** The line where it begins: what is long would hide where the step is. */
function rangeOf({ range }: SourcePlace): Range {
  return new Range(range.start.line, range.start.character, range.start.line, range.start.line === range.end.line ? range.end.character : range.start.character);
}

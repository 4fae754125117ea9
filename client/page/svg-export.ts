/** A diagram as a file of its own: the same drawing, with the theme's colours written in. */
import { render, svg } from 'lit';
import { diagramStyles, head, lifelines, rowDrawing } from './diagram.ts';
import { type DiagramInput, diagramOf } from './diagram-data.ts';

const TITLE = 26;

export function exportSvg(input: DiagramInput, title: string): string {
  const diagram = diagramOf(input);
  const height = TITLE + diagram.headHeight + diagram.height + 8;
  const image = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({ width: diagram.width, height, viewBox: `0 0 ${diagram.width} ${height}` })) image.setAttribute(name, String(value));
  render(
    svg`
      <style>${resolved(diagramStyles.cssText)}</style>
      <rect width=${diagram.width} height=${height} fill=${token('--vscode-editor-background')}></rect>
      <text x="8" y="18">${title}</text>
      <g transform=${`translate(0 ${TITLE})`}>${head(diagram)}</g>
      <g transform=${`translate(0 ${TITLE + diagram.headHeight})`}>
        ${lifelines(diagram)}
        ${diagram.rows.map((row) => svg`<g class=${`row ${row.tone}`}>${rowDrawing(row, diagram.width)}</g>`)}
      </g>
    `,
    image,
  );
  // What Lit marks its places with is nothing to others.
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(image).replace(/<!--[^]*?-->/g, '')}\n`;
}

/** `var(--a, var(--b))`, from the inside out: not all programs that show SVG know variables. */
function resolved(text: string): string {
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/var\((--[\w-]+)(?:,\s*([^()]*))?\)/g, (_, name: string, other: string | undefined) => token(name) || other || 'inherit');
  }
  return text;
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim().replaceAll('"', "'");
}

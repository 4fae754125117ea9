/** A rule's documentation page, in Markdown, from its own metadata. */
import type { Rule } from './rule.ts';

export function rulePage(rule: Rule): string {
  const d = rule.documentation;
  const code = (text: string): string => `\`\`\`c\n${text}\n\`\`\``;
  return `# \`${rule.id}\`

${rule.summary}. Severity: ${rule.severity}.

## What it finds

${d.what}

## Why it matters

${d.why}

## Wrong

${code(d.wrong)}

## Right

${code(d.right)}

## When it is silent

${d.ignore}

## Sources

${d.sources.map((source) => `- ${source}`).join('\n')}
`;
}

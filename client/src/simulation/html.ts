/** The document of the webview: nothing but our one script may run, and nothing may be loaded from anywhere. */

/**
 * @param script address of `dist/panel.js` as the webview may load it
 * @param nonce a fresh one for each document
 */
export function panelHtml(script: string, nonce: string): string {
  // Styles are constructed by script, which needs no source of styles.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulation</title>
</head>
<body>
<mnlens-panel></mnlens-panel>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

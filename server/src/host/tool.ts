/** How the tool names itself. */
import packageJson from '../../../package.json' with { type: 'json' };

export const TOOL = { name: 'mnlens', version: packageJson.version };
